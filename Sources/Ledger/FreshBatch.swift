/// Rows for assignments that were just made: those that differ in nothing but number, unit and reviewers share a statement.

import Deadlines
import Workflow

struct FreshBatch {
    static let rows = 64
    /// Columns that differ from row to row.
    private static let columns = 3
    /// Places of what the rows share.
    private static let shared = 20

    private let statement: Statement
    private var common: Common?
    private var count = 0

    /// What all rows of a batch have. An object, because each row is compared with it and it is large.
    private final class Common {
        let assignment: Assignment
        let references: AssignmentReferences
        let start: RowStart

        init(_ assignment: Assignment, _ references: AssignmentReferences, _ start: RowStart) {
            self.assignment = assignment
            self.references = references
            self.start = start
        }
    }

    init(_ database: Database) throws(LedgerError) {
        statement = try database.statement(.assignments, "insert_fresh")
    }

    /// The places of all rows, as the statement lists them: `(?21, ?22, ?23), (?24, …), …`.
    static let rowList: String = (0..<rows).map { row in
        let first = shared + 1 + row * columns
        return "(" + (first..<first + columns).map { "?\($0)" }.joined(separator: ",") + ")"
    }.joined(separator: ",\n")

    /// The statement's text with as many rows as a batch holds.
    static func expand(_ sql: String) -> String {
        guard sql.utf8.contains(UInt8(ascii: "@")) else { return sql }
        let parts = sql.split(separator: "@")
        return parts.map { $0 == "rows" ? Substring(rowList) : $0 }.joined()
    }

    /// Whether the row can go with those before it.
    func takes(_ assignment: Assignment, _ start: RowStart) -> Bool {
        takes(assignment) && common?.start.equals(start) ?? false
    }

    /// The same for a row that starts as the one before.
    func takes(_ assignment: Assignment) -> Bool { common?.assignment.isAlike(assignment) ?? false }

    /// The rows that follow are like this one, whose status must be fresh. The batch must be flushed before.
    mutating func begin(_ assignment: Assignment, _ references: AssignmentReferences, _ start: RowStart) {
        common = Common(assignment, references, start)
    }

    mutating func add(_ id: AssignmentID, unit: Int64, chain: Int64?) throws(LedgerError) {
        let base = Int32(FreshBatch.shared + count * FreshBatch.columns)
        statement.bind(base + 1, id)
        statement.bind(base + 2, unit)
        statement.bind(base + 3, chain)
        count += 1
        if count == FreshBatch.rows { try run() }
    }

    /// Writes what was added; the next row begins a batch of its own.
    mutating func flush() throws(LedgerError) {
        if count > 0 { try run() }
        common = nil
    }

    private mutating func run() throws(LedgerError) {
        guard let common else { return }
        common.assignment.bind(statement, at: 0, common.references)
        let (status, start) = (common.start.status, common.start)
        statement.bind(11, literal: status.state.literal)
        statement.bind(12, status.limit(.extended))
        statement.bind(13, start.wake)
        statement.bind(14, start.dueVersion)
        statement.bind(15, status.openedAt)
        statement.bind(16, status.due)
        statement.bind(17, status.effectiveDue)
        statement.bind(18, status.extendedDue)
        statement.bind(19, status.isOpenedLate)
        statement.bind(20, status.since)
        count = 0
        try statement.run()
    }
}

/// What an assignment's row has when it is made, besides the definition. An object, because it is large.
final class RowStart {
    let status: Status
    let dueVersion: Int
    let wake: Instant?
    let isFresh: Bool

    init(_ status: Status, dueVersion: Int, wake: Instant?) {
        self.status = status
        self.dueVersion = dueVersion
        self.wake = wake
        isFresh = status.isFresh
    }

    func equals(_ other: RowStart) -> Bool {
        self === other || dueVersion == other.dueVersion && wake == other.wake && status == other.status
    }
}

extension Status {
    /// Nothing happened to it yet: every column that `FreshBatch` leaves out has its default.
    var isFresh: Bool {
        var made = Status()
        made.state = state
        made.openedAt = openedAt
        made.due = due
        made.effectiveDue = effectiveDue
        made.extendedDue = extendedDue
        made.isOpenedLate = isOpenedLate
        made.since = since
        return self == made
    }
}
