/// Planning, claiming and settling letters. Each of these is committed on its own: the plan before the claim, the claim
/// before the network, the outcome after it.

import Deadlines
import Texts
import Workflow

extension LedgerWriter {
    /// Puts a letter in the outbox. What its recipient was told already is left out; when nothing is left of a letter
    /// that told something, or its key is known, nothing is planned.
    /// - Parameter suppressed: it is settled at once, with this reason.
    /// - Returns: the letter's number, or nil when there is nothing new.
    @discardableResult
    public func plan(_ letter: NewLetter, suppressed: String? = nil) throws(LedgerError) -> Int64? {
        try database.run(.outbox, "plan") { statement in
            statement.bind(1, letter.key)
            statement.bind(2, letter.messageID)
            statement.bind(3, letter.recipient)
            statement.bind(4, letter.role)
            statement.bind(5, letter.kind)
            statement.bind(6, letter.notice)
            statement.bind(7, letter.created)
            statement.bind(8, letter.notBefore)
            statement.bind(9, literal: suppressed != nil ? "suppressed" : letter.isHeld ? "held" : "planned")
            statement.bind(10, letter.content)
            statement.bind(11, suppressed)
            statement.bind(12, suppressed == nil ? nil : letter.created)
        }
        guard database.changes > 0 else { return nil }
        let id = database.lastInserted
        if letter.owed.isEmpty { return id }
        // Told or not is known from adding it: asking before would cost as much again, for what is nearly always new.
        guard try add(letter.owed, to: id, recipient: letter.recipient) == 0 else { return id }
        try database.run(.outbox, "unplan") { $0.bind(1, id) }
        return nil
    }

    /// Adds lines to a letter that has not left yet. What its recipient was told already is left out.
    /// - Returns: how many were added.
    @discardableResult
    public func add(_ owed: [Owed], to letter: Int64, recipient: String) throws(LedgerError) -> Int {
        var count = 0
        for one in owed {
            try add(one, to: letter, recipient: recipient)
            count += database.changes
        }
        return count
    }

    /// Takes up to `limit` letters that may go now, the longest waiting first, and marks them as being sent. They are
    /// this caller's once the step is committed; only then may the network be touched.
    public func claim(_ limit: Int, at now: Instant) throws(LedgerError) -> [Letter] {
        let claimed = try database.all(.outbox, "claim") { statement in
            statement.bind(1, now)
            statement.bind(2, limit)
        } _: { (row) throws(LedgerError) in
            try store.letter(row)
        }
        return claimed.sorted { ($0.nextAttempt, $0.id) < ($1.nextAttempt, $1.id) }
    }

    /// Records what became of claimed letters; one that is not being sent any more is left as it is.
    /// - Returns: how many were settled.
    @discardableResult
    public func settle(_ outcomes: some Sequence<Outcome>) throws(LedgerError) -> Int {
        var count = 0
        for outcome in outcomes {
            switch outcome.result {
            case .sent: try settle(outcome, .sent)
            case .failed: try settle(outcome, .failed)
            case .unknown: try settle(outcome, .unknown)
            case .suppressed: try settle(outcome, .suppressed)
            case .retry(let next): try settle(outcome, .planned, next: next)
            case .putOff(let next):
                try database.run(.outbox, "defer") { statement in
                    statement.bind(1, outcome.letter)
                    statement.bind(2, next)
                    statement.bind(3, outcome.reason)
                }
            }
            count += database.changes
        }
        return count
    }

    /// Takes a letter that is not settled yet out of the plan.
    /// - Returns: false when it was settled already.
    @discardableResult
    public func suppress(letter id: Int64, reason: String, at now: Instant) throws(LedgerError) -> Bool {
        try database.run(.outbox, "suppress") { statement in
            statement.bind(1, id)
            statement.bind(2, reason)
            statement.bind(3, now)
        }
        return database.changes > 0
    }

    /// Held letters may go from `now` on. Returns how many.
    @discardableResult
    public func releaseLetters(at now: Instant) throws(LedgerError) -> Int {
        try database.run(.outbox, "release") { $0.bind(1, now) }
        return database.changes
    }

    /// Keeps back every letter that is planned. Returns how many.
    @discardableResult
    public func holdLetters() throws(LedgerError) -> Int {
        try database.run(.outbox, "hold")
        return database.changes
    }

    /// After a crash: letters left in `sending` may or may not have arrived.
    /// - Parameter resend: plan them again, under the same Message-ID, for `now`; otherwise they stay `unknown`.
    /// - Returns: their numbers.
    @discardableResult
    public func recoverLetters(resend: Bool, reason: String, at now: Instant) throws(LedgerError) -> [Int64] {
        try database.all(.outbox, "recover") { statement in
            statement.bind(1, resend ? "planned" : "unknown")
            statement.bind(2, reason)
            statement.bind(3, now)
            statement.bind(4, resend ? nil : now)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        }
    }

    private func settle(_ outcome: Outcome, _ state: Letter.State, next: Instant? = nil) throws(LedgerError) {
        try database.run(.outbox, "settle") { statement in
            statement.bind(1, outcome.letter)
            statement.bind(2, state.rawValue)
            statement.bind(3, next)
            statement.bind(4, outcome.code)
            statement.bind(5, outcome.reason)
            statement.bind(6, state.isPending ? nil : outcome.at)
        }
    }

    private func add(_ owed: Owed, to letter: Int64, recipient: String) throws(LedgerError) {
        try database.run(.outbox, "owed_add") { statement in
            statement.bind(1, recipient)
            statement.bind(2, owed.assignment)
            statement.bind(3, owed.stage)
            statement.bind(4, owed.dueVersion)
            statement.bind(5, letter)
        }
    }
}
