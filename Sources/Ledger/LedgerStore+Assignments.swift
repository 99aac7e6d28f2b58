/// Fetching assignments with their status, by number, key or slice.

import Deadlines
import Texts
import Workflow

/// An assignment as the ledger keeps it.
public struct StoredAssignment: Sendable, Hashable {
    public var assignment: Assignment
    public var status: Status
    public var dueVersion: Int
    public var wake: Instant?
    /// The due that the unit is held to, by which the ledger sorts.
    public var deadline: Instant?
    /// The `planned` event that vouches for the definition.
    public var madeBy: Int64

    public var id: AssignmentID { assignment.id }
}

/// Which assignments are wanted.
public enum AssignmentSlice: Sendable, Hashable {
    case notice(String)
    case task(String, notice: String)
    case unit(String)
    case unitInNotice(String, notice: String)
    /// One task's assignments of the units directly below a unit: what adds up to a group's quota.
    case below(String, task: String, notice: String)
    /// One task's assignments that a unit reviews at some level.
    case reviewed(by: String, task: String, notice: String)
    /// Those that the daemon has to look at by this instant, the longest waiting first.
    case awake(Instant, limit: Int)
}

extension LedgerStore {
    public func assignment(_ id: AssignmentID) throws(LedgerError) -> StoredAssignment? {
        try database.first(.assignments, "by_id", { $0.bind(1, id) }, assignment)
    }

    public func assignment(notice: String, _ key: Assignment.Key) throws(LedgerError) -> StoredAssignment? {
        try database.first(.assignments, "by_key") { statement in
            statement.bind(1, notice)
            statement.bind(2, key.task)
            statement.bind(3, key.unit)
            statement.bind(4, keyPart: key.item)
            statement.bind(5, keyPart: key.channel)
            statement.bind(6, keyPart: key.occurrence)
        } _: { (row) throws(LedgerError) in
            try assignment(row)
        }
    }

    /// In the order of their numbers (`.awake`: by time).
    public func assignments(_ slice: AssignmentSlice) throws(LedgerError) -> [StoredAssignment] {
        try database.all(.assignments, slice.statement, slice.bind, assignment)
    }

    /// As `assignments`, one at a time: for slices too large to hold.
    public func forEachAssignment(_ slice: AssignmentSlice, _ body: (StoredAssignment) throws -> Void) throws {
        try database.stream(.assignments, slice.statement, slice.bind) { row in
            try body(try assignment(row))
        }
    }

    /// The next instant at which the daemon has to look at some assignment.
    public func nextWake() throws(LedgerError) -> Instant? {
        let found = try database.first(.assignments, "next_wake") { (row) throws(LedgerError) in row.instantOrNil(0) }
        return found.flatMap { $0 }
    }

    /// Whether anything was ever recorded for it.
    public func hasHistory(_ id: AssignmentID) throws(LedgerError) -> Bool {
        try database.first(.assignments, "has_history") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        }
            ?? false
    }

    /// How many assignments are in each state: of one notice, or by notice.
    public func counts(notice: String? = nil) throws(LedgerError) -> [String: [State: Int]] {
        var out: [String: [State: Int]] = [:]
        try database.each(.assignments, "counts") {
            $0.bind(1, notice)
        } _: { (row) throws(LedgerError) in
            guard let state = State(column: 1, of: row) else { throw damagedState }
            out[row.text(0), default: [:]][state] = row.int(2)
        }
        return out
    }

    var damagedState: LedgerError {
        .damaged(path, Phrase(zh: "任务的状态无法解读", en: "an assignment's state cannot be read"))
    }

    /// From a row of the view `assignment_row`.
    func assignment(_ row: Statement) throws(LedgerError) -> StoredAssignment {
        let assignment = Assignment(
            id: row.int64(0), notice: row.text(52), task: row.text(53), unit: row.text(54), item: row.keyPart(4),
            channel: row.keyPart(5), occurrence: row.keyPart(6), entry: row.intOrNil(7),
            reviewers: row.textOrNil(55).map { ListText.split($0) } ?? [], opens: row.instant(9),
            due: row.instantOrNil(10), isProvisional: row.bool(11))
        guard let state = State(column: 13, of: row) else { throw damagedState }
        var status = Status()
        status.state = state
        status.level = row.int(14)
        status.isStale = row.bool(18)
        status.read(row, from: 19)
        status.itemsIn = ListText.split(row.text(49))
        guard let settled = SpanText.spans(row.text(50)), let handedIn = SpanText.spans(row.text(51)) else {
            throw damagedState
        }
        status.settled = settled
        status.handedIn = handedIn
        if row.int(48) > 0 { status.rounds = try rounds(of: assignment.id) }
        return StoredAssignment(
            assignment: assignment, status: status, dueVersion: row.int(17), wake: row.instantOrNil(16),
            deadline: row.instantOrNil(15), madeBy: row.int64(12))
    }

    private func rounds(of id: AssignmentID) throws(LedgerError) -> [Round] {
        try database.all(.reviews, "rounds") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            Round(
                level: row.int(0), received: row.instant(1), decided: row.instantOrNil(2), isReturned: row.bool(3))
        }
    }
}

extension Assignment {
    /// From a row of the statement `verify.definitions`.
    init(definition row: Statement) {
        self.init(
            id: row.int64(0), notice: row.text(1), task: row.text(2), unit: row.text(3), item: row.keyPart(4),
            channel: row.keyPart(5), occurrence: row.keyPart(6), entry: row.intOrNil(7),
            reviewers: row.textOrNil(8).map { ListText.split($0) } ?? [], opens: row.instant(9),
            due: row.instantOrNil(10), isProvisional: row.bool(11))
    }
}

extension AssignmentSlice {
    var statement: String {
        switch self {
        case .notice: "of_notice"
        case .task: "of_task"
        case .unit: "of_unit"
        case .unitInNotice: "of_unit_in_notice"
        case .below: "below"
        case .reviewed: "reviewed_by"
        case .awake: "awake"
        }
    }

    func bind(_ statement: Statement) {
        switch self {
        case .notice(let notice): statement.bind(1, notice)
        case .task(let task, let notice):
            statement.bind(1, notice)
            statement.bind(2, task)
        case .unit(let unit): statement.bind(1, unit)
        case .unitInNotice(let unit, let notice):
            statement.bind(1, notice)
            statement.bind(2, unit)
        case .below(let unit, let task, let notice), .reviewed(let unit, let task, let notice):
            statement.bind(1, notice)
            statement.bind(2, task)
            statement.bind(3, unit)
        case .awake(let now, let limit):
            statement.bind(1, now)
            statement.bind(2, limit)
        }
    }
}
