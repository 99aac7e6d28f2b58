/// Letters from the plan to the outcome: what is stored about them.

import Deadlines
import Texts
import Workflow

/// A letter that should go out.
public struct NewLetter: Sendable, Hashable {
    /// Unique in the ledger; the same letter planned again is the same letter.
    public var key: String
    /// Stays the same over all attempts.
    public var messageID: String
    /// A unit's code or a role's name; mailboxes are looked up when it is sent.
    public var recipient: String
    /// In which role the recipient gets it: `unit`, `parent`, `coordinator` …
    public var role: String
    /// `digest`, `loaded`, `returned`, `accepted`, `test` …
    public var kind: String
    public var notice: String?
    public var created: Instant
    public var notBefore: Instant
    /// Kept back until mail is released.
    public var isHeld: Bool
    /// Whatever composing needs that the state does not say; no addresses but a test letter's.
    public var content: String
    /// What it says is owed.
    public var owed: [Owed]

    public init(
        key: String, messageID: String, recipient: String, role: String, kind: String, notice: String? = nil,
        created: Instant, notBefore: Instant, isHeld: Bool, content: String = "", owed: [Owed]
    ) {
        self.key = key
        self.messageID = messageID
        self.recipient = recipient
        self.role = role
        self.kind = kind
        self.notice = notice
        self.created = created
        self.notBefore = notBefore
        self.isHeld = isHeld
        self.content = content
        self.owed = owed
    }
}

/// One line of a letter: told once per recipient, assignment, stage and version of the due.
public struct Owed: Sendable, Hashable {
    public var assignment: AssignmentID
    public var stage: String
    public var dueVersion: Int

    public init(assignment: AssignmentID, stage: String, dueVersion: Int) {
        self.assignment = assignment
        self.stage = stage
        self.dueVersion = dueVersion
    }
}

/// A letter as it is stored.
public struct Letter: Sendable, Hashable {
    public enum State: String, Sendable, CaseIterable {
        /// Kept back until mail is released.
        case held
        /// To be sent from `nextAttempt` on.
        case planned
        /// Claimed; the network may have seen it.
        case sending
        case sent
        /// Refused for good.
        case failed
        /// The connection broke where it may or may not have arrived.
        case unknown
        /// Not sent, with a reason: done, exempt, silenced …
        case suppressed

        /// Not settled yet.
        public var isPending: Bool { self == .held || self == .planned || self == .sending }
    }

    public let id: Int64
    public let key: String
    public let messageID: String
    public let recipient: String
    public let role: String
    public let kind: String
    public let notice: String?
    public let created: Instant
    public let notBefore: Instant
    public let state: State
    /// How often it was claimed.
    public let attempts: Int
    public let nextAttempt: Instant
    /// The server's reply code or a word for what happened, without addresses.
    public let outcomeCode: String?
    public let reason: String?
    public let settledAt: Instant?
    public let content: String
}

/// What became of one claimed letter.
public struct Outcome: Sendable, Hashable {
    public enum Result: Sendable, Hashable {
        case sent
        case failed
        case unknown
        /// State was read again and it is no longer owed.
        case suppressed
        /// Refused for now or not reachable: again at this instant.
        case retry(at: Instant)
        /// Not tried (outside working hours, stopping): again at this instant; does not count as an attempt.
        case putOff(until: Instant)
    }

    public var letter: Int64
    public var result: Result
    public var code: String?
    public var reason: String?
    public var at: Instant

    public init(letter: Int64, result: Result, code: String? = nil, reason: String? = nil, at: Instant) {
        self.letter = letter
        self.result = result
        self.code = code
        self.reason = reason
        self.at = at
    }
}

/// How many letters are in each state: planned in all = sent + failed + unknown + suppressed + pending.
public struct OutboxCounts: Sendable, Hashable {
    public let byState: [Letter.State: Int]

    public subscript(state: Letter.State) -> Int { byState[state] ?? 0 }
    public var total: Int { byState.values.reduce(0, +) }
    public var pending: Int { self[.held] + self[.planned] + self[.sending] }
}
