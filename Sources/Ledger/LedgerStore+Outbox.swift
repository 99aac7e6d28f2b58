/// Reading the outbox.

import Deadlines
import Texts
import Workflow

extension LedgerStore {
    public func outboxCounts() throws(LedgerError) -> OutboxCounts {
        var counts: [Letter.State: Int] = [:]
        try database.each(.outbox, "counts") { (row) throws(LedgerError) in
            counts[try letterState(row.text(0))] = row.int(1)
        }
        return OutboxCounts(byState: counts)
    }

    public func letter(_ id: Int64) throws(LedgerError) -> Letter? {
        try database.first(.outbox, "one", { $0.bind(1, id) }, letter)
    }

    /// The latest first.
    public func letters(
        state: Letter.State? = nil, recipient: String? = nil, notice: String? = nil, limit: Int = 1000
    ) throws(LedgerError) -> [Letter] {
        try database.all(.outbox, "list") { statement in
            statement.bind(1, state?.rawValue)
            statement.bind(2, recipient)
            statement.bind(3, notice)
            statement.bind(4, limit)
        } _: { (row) throws(LedgerError) in
            try letter(row)
        }
    }

    /// When the next planned letter may go; nil when none waits.
    public func nextAttempt() throws(LedgerError) -> Instant? {
        let found = try database.first(.outbox, "next_attempt") { (row) throws(LedgerError) in row.instantOrNil(0) }
        return found.flatMap { $0 }
    }

    /// The letter that told a recipient of this already; nil when none did.
    public func letter(telling recipient: String, of owed: Owed) throws(LedgerError) -> Int64? {
        try database.first(.outbox, "owed_letter") { statement in
            statement.bind(1, owed.assignment)
            statement.bind(2, recipient)
            statement.bind(3, owed.stage)
            statement.bind(4, owed.dueVersion)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
    }

    /// Everything that was told about an assignment: recipient, what, in which letter.
    public func told(
        about assignment: AssignmentID
    ) throws(LedgerError) -> [(recipient: String, owed: Owed, letter: Int64)] {
        try database.all(.outbox, "owed_of_assignment") {
            $0.bind(1, assignment)
        } _: { (row) throws(LedgerError) in
            (row.text(0), owed(row), row.int64(4))
        }
    }

    /// What a letter tells.
    public func owed(inLetter id: Int64) throws(LedgerError) -> [Owed] {
        try database.all(.outbox, "owed_of_letter") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            owed(row)
        }
    }

    func owed(_ row: Statement) -> Owed {
        Owed(assignment: row.int64(1), stage: row.text(2), dueVersion: row.int(3))
    }

    private func letterState(_ word: String) throws(LedgerError) -> Letter.State {
        guard let state = Letter.State(rawValue: word) else {
            throw .damaged(path, Phrase(zh: "邮件的状态无法解读", en: "a letter's state cannot be read"))
        }
        return state
    }

    func letter(_ row: Statement) throws(LedgerError) -> Letter {
        Letter(
            id: row.int64(0), key: row.text(1), messageID: row.text(2), recipient: row.text(3), role: row.text(4),
            kind: row.text(5), notice: row.textOrNil(6), created: row.instant(7), notBefore: row.instant(8),
            state: try letterState(row.text(9)), attempts: row.int(10), nextAttempt: row.instant(11),
            outcomeCode: row.textOrNil(12), reason: row.textOrNil(13), settledAt: row.instantOrNil(14),
            content: row.text(15))
    }
}
