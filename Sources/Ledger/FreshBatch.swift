/// Rows for assignments that were just made, many to a statement.

import Deadlines
import Workflow

struct FreshBatch {
    static let rows = 32
    /// Columns bound for each row; `made_by` is the same for all.
    static let columns: Int32 = 22

    private let statement: Statement
    private let madeBy: Int64
    private var count: Int32 = 0

    init(_ database: Database, madeBy: Int64) throws(LedgerError) {
        statement = try database.statement(.assignments, "insert_fresh")
        self.madeBy = madeBy
    }

    /// The places of all rows, as the statement lists them: `(?2, …), (?24, …), …`.
    static let rowList: String = (0..<rows).map { row in
        let first = 2 + row * Int(columns)
        return "(" + (first..<first + Int(columns)).map { "?\($0)" }.joined(separator: ",") + ")"
    }.joined(separator: ",\n")

    /// The statement's text with as many rows as a batch holds.
    static func expand(_ sql: String) -> String {
        guard sql.utf8.contains(UInt8(ascii: "@")) else { return sql }
        let parts = sql.split(separator: "@")
        return parts.map { $0 == "rows" ? Substring(rowList) : $0 }.joined()
    }

    /// `status` must be fresh.
    mutating func add(
        _ assignment: Assignment, _ references: AssignmentReferences, _ status: Status, dueVersion: Int, wake: Instant?
    ) throws(LedgerError) {
        let base = 1 + count * FreshBatch.columns
        assignment.bind(statement, at: base, references)
        statement.bind(base + 13, literal: status.state.literal)
        statement.bind(base + 14, status.limit(.extended))
        statement.bind(base + 15, wake)
        statement.bind(base + 16, dueVersion)
        statement.bind(base + 17, status.openedAt)
        statement.bind(base + 18, status.due)
        statement.bind(base + 19, status.effectiveDue)
        statement.bind(base + 20, status.extendedDue)
        statement.bind(base + 21, status.isOpenedLate)
        statement.bind(base + 22, status.since)
        count += 1
        if count == Int32(FreshBatch.rows) { try flush() }
    }

    mutating func flush() throws(LedgerError) {
        guard count > 0 else { return }
        statement.bind(1, madeBy)
        count = 0
        try statement.run()
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
