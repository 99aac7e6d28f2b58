/// What was answered to writes that carried an idempotency key.

import Deadlines

/// An answer that is given again when the same request comes again.
public struct KeptAnswer: Sendable, Hashable {
    /// Of the request.
    public let digest: SHA256.Digest
    public let status: Int
    public let body: String

    public init(digest: SHA256.Digest, status: Int, body: String) {
        self.digest = digest
        self.status = status
        self.body = body
    }
}

extension LedgerStore {
    /// - Parameters:
    ///   - who: whose key it is; two accounts may use the same.
    ///   - key: as the client made it.
    public func answer(to key: String, of who: String) throws(LedgerError) -> KeptAnswer? {
        let row = try database.first(.access, "answered") { statement in
            statement.bind(1, who)
            statement.bind(2, key)
        } _: { (row) throws(LedgerError) in
            (SHA256.Digest(row.blob(0)), row.int(1), row.text(2))
        }
        guard let row, let digest = row.0 else { return nil }
        return KeptAnswer(digest: digest, status: row.1, body: row.2)
    }
}

extension LedgerWriter {
    /// Keeps an answer; throws when there is one already.
    public func keep(_ answer: KeptAnswer, to key: String, of who: String, at now: Instant) throws(LedgerError) {
        try database.run(.access, "answered_add") { statement in
            statement.bind(1, who)
            statement.bind(2, key)
            statement.bind(3, blob: answer.digest.bytes)
            statement.bind(4, answer.status)
            statement.bind(5, answer.body)
            statement.bind(6, now)
        }
    }

    /// Completes an answer that was kept before it was known.
    public func complete(_ answer: KeptAnswer, to key: String, of who: String) throws(LedgerError) {
        try database.run(.access, "answered_put") { statement in
            statement.bind(1, who)
            statement.bind(2, key)
            statement.bind(3, answer.status)
            statement.bind(4, answer.body)
        }
    }

    public func forgetAnswers(before end: Instant) throws(LedgerError) {
        try database.run(.access, "answered_forget") { $0.bind(1, end) }
    }
}
