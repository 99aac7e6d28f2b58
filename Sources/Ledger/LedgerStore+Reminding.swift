/// What the engine asks the outbox before it plans a letter.

import Deadlines
import Workflow

/// The latest letter about an assignment.
public struct ToldLast: Sendable, Hashable {
    public let stage: String
    public let dueVersion: Int
    /// When it was planned.
    public let at: Instant
}

/// What became of a letter that was sent or failed.
public struct SettledLast: Sendable, Hashable {
    public let isSent: Bool
    public let code: String?
    public let content: String
}

extension LedgerStore {
    public func hasLetter(key: String) throws(LedgerError) -> Bool {
        try database.first(.reminding, "has_letter") {
            $0.bind(1, key)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        }
            ?? false
    }

    public func lastTold(about id: AssignmentID) throws(LedgerError) -> ToldLast? {
        try database.first(.reminding, "last_told") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            ToldLast(stage: row.text(0), dueVersion: row.int(1), at: row.instant(2))
        }
    }

    /// What became of the latest letters to a recipient that were sent or failed, the latest first.
    public func lastSettled(to recipient: String, limit: Int = 1) throws(LedgerError) -> [SettledLast] {
        try database.all(.reminding, "last_settled") { statement in
            statement.bind(1, recipient)
            statement.bind(2, limit)
        } _: { (row) throws(LedgerError) in
            SettledLast(isSent: row.text(0) == "sent", code: row.textOrNil(1), content: row.text(2))
        }
    }
}
