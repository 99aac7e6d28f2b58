/// What the engine needs to know besides the ledger: who writes, in whose name, how often it tries again.

import Deadlines
import Mail
import Reminders
import Texts

public struct EngineSettings: Sendable {
    /// The envelope's sender and the letters' From.
    public var from: Mailbox
    public var replyTo: Mailbox?
    /// The office that letters are signed with.
    public var office: String
    /// The language of letters about several notices, and of the coordinator's.
    public var language: Language
    /// Where the coordinator's digests go; none: they are recorded as unreachable.
    public var coordinator: [String]
    /// The working hours that letters keep to.
    public var clock: WorkClock
    public var retry: Retry
    /// Whether a letter that may or may not have arrived (the connection or the program broke at the wrong moment) goes
    /// out once more under the same Message-ID; otherwise it stays unknown.
    public var resendsUnknown: Bool
    /// Letters claimed in one step at most.
    public var group: Int
    /// Where the daemon's pages are; nil: letters carry no links.
    public var links: WebLinks?
    /// Assignments looked at in one step at most: what of a tick is held in memory, and how long others wait for it.
    public var stride: Int

    public init(
        from: Mailbox, replyTo: Mailbox? = nil, office: String, language: Language, coordinator: [String],
        clock: WorkClock, retry: Retry = .standard, resendsUnknown: Bool = true, group: Int = 256,
        links: WebLinks? = nil, stride: Int = 2000
    ) {
        self.from = from
        self.replyTo = replyTo
        self.office = office
        self.language = language
        self.coordinator = coordinator
        self.clock = clock
        self.retry = retry
        self.resendsUnknown = resendsUnknown
        self.group = group
        self.links = links
        self.stride = stride
    }
}

/// Capped exponential backoff with jitter for letters that were not taken.
public struct Retry: Sendable, Hashable {
    /// Seconds before the second attempt.
    public var first: Int64
    /// The longest wait in seconds.
    public var cap: Int64
    /// Attempts before a letter counts as failed.
    public var attempts: Int

    public static let standard = Retry(first: 60, cap: 4 * 3600, attempts: 20)

    public init(first: Int64, cap: Int64, attempts: Int) {
        self.first = first
        self.cap = cap
        self.attempts = attempts
    }

    /// Seconds to wait after the `attempt`-th attempt (from 1): between half and the whole of first × 2^(attempt−1),
    /// never more than the cap. The letter's number spreads the attempts, so that a run can be repeated exactly.
    public func delay(after attempt: Int, letter: Int64) -> Int64 {
        let doublings = min(max(attempt - 1, 0), 20)
        let full = min(cap, first << Int64(doublings))
        var mixed = UInt64(bitPattern: letter) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(attempt) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 31
        return full / 2 + Int64(mixed % UInt64(max(1, full / 2 + 1)))
    }
}
