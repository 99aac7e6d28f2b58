/// Who held up what was still waiting at its due: the predecessor that each blocked assignment is charged to.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// Blocked assignments of one task that wait for the same thing at the same units.
public struct BlockedCharge: Sendable, Hashable {
    public let task: String
    /// What they wait for; nil: nothing but their own opening day.
    public let anchor: Anchor?
    /// The units with whom it lies, in code order: the one that has not handed in, or the reviewer who has not decided;
    /// empty where the notice does not say whose step it is.
    public let holders: [String]
    public internal(set) var count: Int
}

struct BlockedCharges {
    private let order: [TaskConditions]
    private let tasks: [String: TaskConditions]
    private let around: Surroundings
    private let happenings: Happenings
    private var found: [BlockedCharge] = []
    private var places: [BlockedCharge: Int] = [:]

    /// What a charge looks at besides the blocked assignment.
    struct Surroundings {
        let ofTask: (String) throws -> TaskMembers
        /// Codes, the first level first.
        let reviewers: (Member) -> [String]
        /// The code of a unit's number.
        let code: (Int) -> String
    }

    /// - Parameters:
    ///   - tasks: in the notice's order.
    ///   - shared: what happened to the notice or to units as a whole.
    init(_ tasks: [TaskConditions], shared: [Event], _ around: Surroundings) {
        order = tasks
        self.around = around
        happenings = Happenings(shared)
        self.tasks = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// In the order of the notice's tasks, the largest first within a task.
    var inOrder: [BlockedCharge] {
        let order = Dictionary(order.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return found.sorted {
            (order[$0.task] ?? .max, -$0.count, $0.anchor?.text ?? "", $0.holders.joined(separator: ","))
                < (order[$1.task] ?? .max, -$1.count, $1.anchor?.text ?? "", $1.holders.joined(separator: ","))
        }
    }

    mutating func charge(_ assignment: Member) throws {
        let (anchor, holders) = try blocker(of: assignment)
        let charge = BlockedCharge(task: assignment.task, anchor: anchor, holders: holders, count: 1)
        if let place = places[charge] {
            found[place].count += 1
        } else {
            places[charge] = found.count
            found.append(charge)
        }
    }

    /// The first condition that does not hold, and with whom it lies.
    func blocker(of assignment: Member) throws -> (anchor: Anchor?, holders: [String]) {
        for anchor in tasks[assignment.task]?.after ?? [] {
            guard let holders = try holders(of: anchor, for: assignment) else { continue }
            return (anchor, holders.count > 1 ? Set(holders).sorted() : holders)
        }
        return (nil, [])
    }

    /// Nil when the condition holds.
    private func holders(of anchor: Anchor, for assignment: Member) throws -> [String]? {
        switch anchor {
        case .due, .final: return nil
        case .event(let name):
            if happened(name, nil, to: assignment) { return nil }
            return name == EventKind.told.id ? try tellers(of: assignment, in: order.map(\.id)) : []
        case .outcome(.told, let task, _):
            return happened("told", task, to: assignment) ? nil : try tellers(of: assignment, in: [task])
        case .outcome(let outcome, let task, let all):
            let members = try all ? around.ofTask(task).all : predecessors(of: assignment, in: task)
            let open = members.filter { !holds(outcome, $0) }
            return open.isEmpty ? nil : open.flatMap(holders)
        }
    }

    private func predecessors(of assignment: Member, in task: String) throws -> [Member] {
        let own = try around.ofTask(task).of(assignment.unit)
        guard let item = assignment.item else { return own }
        let same = own.filter { $0.item == item }
        return same.isEmpty ? own : same
    }

    private func holds(_ outcome: Anchor.Outcome, _ member: Member) -> Bool {
        let state = member.state
        let isOptional = tasks[member.task]?.isOptional ?? false
        if state == .withdrawn || (isOptional && !member.isBegun && state != .exempt) { return true }
        switch outcome {
        case .accepted: return state == .accepted || state == .exempt
        case .submitted: return state == .submitted || state == .accepted || state == .exempt
        case .opened: return member.wasOpened
        case .returned: return member.wasReturned
        case .told: return true
        }
    }

    /// With whom an assignment lies: the reviewer while it is under review, else the unit.
    private func holders(_ member: Member) -> [String] {
        guard member.state == .submitted else { return [around.code(member.unit)] }
        let reviewers = around.reviewers(member)
        return [
            reviewers.indices.contains(member.level - 1) ? reviewers[member.level - 1] : around.code(member.unit)
        ]
    }

    /// A unit is told when its submissions are through: until then they hold it up, afterwards their last reviewer.
    private func tellers(of assignment: Member, in tasks: [String]) throws -> [String] {
        var open: [String] = []
        var last: [String] = []
        for member in try tasks.flatMap({ try around.ofTask($0).of(assignment.unit) }) {
            guard member.state != .withdrawn, let reviewer = around.reviewers(member).last else { continue }
            last.append(reviewer)
            if !holds(.accepted, member) { open += holders(member) }
        }
        return open.isEmpty ? last : open
    }

    private func happened(_ name: String, _ task: String?, to assignment: Member) -> Bool {
        happenings.about(name, unit: around.code(assignment.unit)).contains { event in
            if let item = event.item, item != assignment.item { return false }
            return event.task == nil || task == nil || event.task == task
        }
    }

    /// What happened, found by its name and unit.
    private struct Happenings {
        private struct Key: Hashable {
            let name: String
            let unit: String?
        }

        private var found: [Key: [(item: String?, task: String?)]] = [:]

        init(_ events: [Event]) {
            for event in events {
                guard case .happened(let name, let about) = event.what else { continue }
                found[Key(name: name, unit: event.unit), default: []].append((event.item, about))
            }
        }

        /// Of the unit or of all.
        func about(_ name: String, unit: String) -> [(item: String?, task: String?)] {
            if found.isEmpty { return [] }
            return (found[Key(name: name, unit: nil)] ?? []) + (found[Key(name: name, unit: unit)] ?? [])
        }
    }
}

/// The assignments of one task, found by their units' numbers.
struct TaskMembers {
    let all: [Member]
    private let places: [Int: [Int]]

    init(_ all: [Member]) {
        self.all = all
        places = Dictionary(grouping: all.indices) { all[$0].unit }
    }

    func of(_ unit: Int) -> [Member] { (places[unit] ?? []).map { all[$0] } }
}

/// An assignment as far as others wait for it.
struct Member {
    let id: AssignmentID
    let task: String
    /// Its row's number in the ledger.
    let unit: Int
    let item: String?
    /// The row's number of the chain of reviewers; 0 where it is not known by its number.
    let chain: Int64
    let state: State
    let level: Int
    let isBegun: Bool
    let wasOpened: Bool
    let wasReturned: Bool

    init(_ id: AssignmentID, task: String, unit: Int, item: String?, chain: Int64 = 0, _ status: Status) {
        self.id = id
        self.task = task
        self.unit = unit
        self.item = item
        self.chain = chain
        state = status.state
        level = status.level
        isBegun = status.isBegun
        wasOpened = status.openedAt != nil
        wasReturned = status.returnedAt != nil
    }
}
