/// The list of tasks as people read it: one statement gives every word of a row.

import Deadlines
import Notices
import Texts
import Workflow

/// What is asked for; what is nil is left open.
public struct TaskQuery: Sendable, Hashable {
    public var notice: String?
    public var unit: String?
    /// What lies with this unit for review now, longest first.
    public var reviewer: String?
    public var kind: TaskKind?
    public var task: String?
    /// Deadline before this instant: overdue with `now`, within some days with their end.
    public var deadlineBefore: Instant?
    /// Nil: every outstanding one.
    public var state: State?
    public var limit: Int
    /// The list goes on after this place; nil: from its beginning. Not for a review queue, which has another order.
    public var after: TaskPlace?

    public init(
        notice: String? = nil, unit: String? = nil, reviewer: String? = nil, kind: TaskKind? = nil,
        task: String? = nil, deadlineBefore: Instant? = nil, state: State? = nil, limit: Int = .max
    ) {
        self.notice = notice
        self.unit = unit
        self.reviewer = reviewer
        self.kind = kind
        self.task = task
        self.deadlineBefore = deadlineBefore
        self.state = state
        self.limit = limit
    }
}

/// Behind which row a list by deadlines goes on.
public struct TaskPlace: Sendable, Hashable {
    public let deadline: Instant?
    public let id: AssignmentID

    public init(deadline: Instant?, id: AssignmentID) {
        self.deadline = deadline
        self.id = id
    }
}

/// One line of the list.
public struct TaskRow: Sendable, Hashable {
    public let id: AssignmentID
    public let notice: String
    public let noticeTitle: String
    public let task: String
    public let taskTitle: String
    public let kind: TaskKind
    public let isOptional: Bool
    public let unit: String
    public let unitName: String
    public let item: String?
    public let channel: String?
    public let occurrence: String?
    public let state: State
    public let level: Int
    /// What the unit is held to now, extension and correction included; exclusive.
    public let deadline: Instant?
    /// By the rule; exclusive.
    public let due: Instant?
    public let openedAt: Instant?
    public let opens: Instant
    public let lastSubmittedAt: Instant?
    public let returns: Int
    public let isProvisional: Bool
    public let isStale: Bool
    public let isOpenedLate: Bool
    /// Of a review task: n of m.
    public let coverTotal: Int?
    public let coverDecided: Int?
    /// With whom it lies under review.
    public let reviewerName: String?
    /// When the unit said that it knows of it.
    public let acknowledgedAt: Instant?
}

extension LedgerStore {
    /// Nearest deadline first, those without one last.
    public func tasks(_ query: TaskQuery) throws(LedgerError) -> [TaskRow] {
        try database.all(.tasks, query.statement, query.bind, taskRow)
    }

    /// As `tasks`, one at a time.
    public func forEachTask(_ query: TaskQuery, _ body: (TaskRow) throws -> Void) throws {
        try database.stream(.tasks, query.statement, query.bind) { try body(taskRow($0)) }
    }

    private func taskRow(_ row: Statement) throws(LedgerError) -> TaskRow {
        guard let state = State(column: 12, of: row), let kind = TaskKind(rawValue: row.text(5)) else {
            throw damagedState
        }
        return TaskRow(
            id: row.int64(0), notice: row.text(1), noticeTitle: row.text(2), task: row.text(3), taskTitle: row.text(4),
            kind: kind, isOptional: row.bool(6), unit: row.text(7), unitName: row.text(8), item: row.keyPart(9),
            channel: row.keyPart(10), occurrence: row.keyPart(11), state: state, level: row.int(13),
            deadline: row.instantOrNil(14), due: row.instantOrNil(15), openedAt: row.instantOrNil(16),
            opens: row.instant(24), lastSubmittedAt: row.instantOrNil(17), returns: row.int(18),
            isProvisional: row.bool(19), isStale: row.bool(20), isOpenedLate: row.bool(21),
            coverTotal: row.intOrNil(22), coverDecided: row.intOrNil(23), reviewerName: row.textOrNil(25),
            acknowledgedAt: row.instantOrNil(26))
    }
}

extension TaskQuery {
    /// The way in with the fewest rows.
    var statement: String {
        if let state, !state.isOutstanding { return unit == nil ? "closed" : "closed_of_unit" }
        if reviewer != nil { return "of_reviewer" }
        if unit != nil { return "of_unit" }
        return notice != nil ? "of_notice" : "everywhere"
    }

    func bind(_ statement: Statement) {
        statement.bind(1, notice)
        statement.bind(2, unit)
        statement.bind(3, kind?.rawValue)
        statement.bind(4, task)
        statement.bind(5, deadlineBefore)
        statement.bind(6, state?.rawValue)
        statement.bind(7, limit)
        statement.bind(8, reviewer)
        let place: (Int64, AssignmentID)? = after.map { ($0.deadline?.seconds ?? .max, $0.id) }
        statement.bind(9, place?.0)
        statement.bind(10, place?.1)
    }
}

/// How much presses in one notice.
public struct Pressing: Sendable, Hashable {
    public let notice: String
    /// Open or returned, and past the deadline.
    public let overdue: Int
    /// Waiting for an earlier step although the deadline has passed.
    public let blocked: Int
    public let today: Int
    /// Up to the end of the week, today included.
    public let thisWeek: Int
    /// With a reviewer.
    public let submitted: Int
    public let outstanding: Int
}

extension LedgerStore {
    /// Of each loaded notice that has something outstanding.
    /// - Parameters:
    ///   - today: the exclusive end of the day.
    ///   - week: the exclusive end of the week.
    public func pressing(now: Instant, today: Instant, week: Instant) throws(LedgerError) -> [Pressing] {
        try database.all(.tasks, "pressing") { statement in
            statement.bind(1, now)
            statement.bind(2, today)
            statement.bind(3, week)
        } _: { (row) throws(LedgerError) in
            Pressing(
                notice: row.text(0), overdue: row.int(1), blocked: row.int(2), today: row.int(3), thisWeek: row.int(4),
                submitted: row.int(5), outstanding: row.int(6))
        }
    }
}

/// How many assignments of a notice are in a state.
public struct StateCount: Sendable, Hashable {
    public let notice: String
    public let state: State
    public let count: Int
}

extension LedgerStore {
    public func stateCounts() throws(LedgerError) -> [StateCount] {
        try database.all(.tasks, "state_counts") { (row) throws(LedgerError) in
            guard let state = State(rawValue: row.text(1)) else { throw damagedState }
            return StateCount(notice: row.text(0), state: state, count: row.int(2))
        }
    }
}
