/// What of a ledger somebody may see: the one place where questions are narrowed to a permit. Names are looked up among
/// what it shows, lists are cut down to it; what it does not show is told to be not there.

import Access
import Ledger
import Workflow

public final class Sight {
    public let store: LedgerStore
    private let permit: Permit
    /// Whether nothing is hidden.
    public let isWhole: Bool
    /// Notices granted as a whole.
    private let granted: Set<String>
    private let own: Set<String>
    private lazy var reviewed = Result { try permit.units(.reviewer).flatMap { try store.assignments(reviewedBy: $0) } }
    private lazy var visibleUnits = Result { try findUnits() }
    private lazy var visibleNotices = Result { try findNotices() }

    public init(_ store: LedgerStore, for permit: Permit) {
        self.store = store
        self.permit = permit
        isWhole = permit.isOverAll(.seeTasks)
        granted = permit.notices(.seeTasks) ?? []
        own = Set(permit.units(.unit) + permit.units(.link))
    }

    // MARK: - Names

    /// The notices that can be named: granted ones, those that bind its units, those that it reviews something of.
    public func notices() throws -> [StoredNotice] {
        let all = try store.notices()
        guard !isWhole else { return all }
        let seen = try visibleNotices.get()
        return all.filter { seen.contains($0.id) }
    }

    /// The units that can be named: its own, those that it reviews, those of granted notices.
    public func units() throws -> [StoredUnit] {
        let all = try store.units()
        guard !isWhole else { return all }
        let seen = try visibleUnits.get()
        return all.filter { seen.contains($0.unit.code) }
    }

    public func shows(unit code: String) throws -> Bool { try isWhole || visibleUnits.get().contains(code) }

    private func findUnits() throws -> Set<String> {
        var found = own.union(permit.units(.reviewer)).union(try reviewed.get().map(\.unit))
        for notice in granted { found.formUnion(try store.units(boundBy: notice)) }
        return found
    }

    private func findNotices() throws -> Set<String> {
        var found = granted.union(try reviewed.get().map(\.notice))
        for unit in own { found.formUnion(try store.notices(binding: unit)) }
        return found
    }

    // MARK: - Tasks

    public func shows(_ assignment: Assignment) -> Bool { permit.allows(.seeTasks, on: assignment.target) }

    /// The answer to a question, as far as it may be seen.
    public func tasks(_ query: TaskQuery) throws -> [TaskRow] {
        if isWhole { return try store.tasks(query) }
        var query = query
        let limit = query.limit
        query.limit = .max
        if query.unit == nil, granted.isEmpty, permit.units(.reviewer).isEmpty { return try ownTasks(query, limit) }
        let reviewed = Set(try reviewed.get().map(\.id))
        let rows = try store.tasks(query).filter { row in
            own.contains(row.unit) || granted.contains(row.notice) || reviewed.contains(row.id)
        }
        return Array(rows.prefix(limit))
    }

    /// Unit by unit: a unit's own tasks are found without looking at anybody else's.
    private func ownTasks(_ query: TaskQuery, _ limit: Int) throws -> [TaskRow] {
        let rows = try own.sorted().flatMap { unit in
            var query = query
            query.unit = unit
            return try store.tasks(query)
        }
        guard own.count > 1 else { return Array(rows.prefix(limit)) }
        let sorted = rows.sorted { first, second in
            let ends = (first.deadline?.seconds ?? .max, second.deadline?.seconds ?? .max)
            return ends.0 != ends.1 ? ends.0 < ends.1 : first.id < second.id
        }
        return Array(sorted.prefix(limit))
    }
}
