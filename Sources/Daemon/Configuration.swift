/// What the daemon is told in its configuration file: the model, with the defaults that hold without one.

import Mail
import Texts

public struct Configuration: Sendable, Equatable {
    /// The ledger's file; nil leaves it to the environment (see `DaemonProgram`).
    public var store: String?
    /// The folder with Calendars and Notices; nil looks in the usual places.
    public var data: String?
    /// The language of the log's texts and of letters about several notices; a letter about one has the notice's.
    /// Nil: the locale's.
    public var language: Language?
    public var mail = MailSettings()
    public var coordinator: Coordinator?
    /// Nil: nothing is served.
    public var web: WebSettings?
    /// The longest time between two ticks, in seconds, 1…3600; usually the engine or a changed ledger asks earlier.
    public var tick = 60
    public var log = Log.Level.info

    public init() {}
}

/// Who answers for the whole: receives the coordinator's digests and is named in letters.
public struct Coordinator: Sendable, Equatable {
    public var name: String
    /// At least one.
    public var mail: [Address]

    public init(name: String, mail: [Address]) {
        self.name = name
        self.mail = mail
    }
}

/// How letters leave.
public struct MailSettings: Sendable, Equatable {
    /// Nil: a maildir `mail` beside the ledger, so that a first run needs no server.
    public var transport: TransportURL?
    /// Nil: `duban@localhost`, which only a maildir takes.
    public var from: Mailbox?
    public var replyTo: Mailbox?
    /// Whether `smtp://` must become encrypted before anything is said.
    public var startTLS = StartTLS.required
    /// PEM file of the authorities to trust instead of the system's.
    public var ca: String?
    /// The name given in EHLO.
    public var helo: String?
    public var username: String?
    public var password: SecretSource?
    /// 1…32.
    public var connections = 4
    public var timeouts = Timeouts()
    public var retry = Retry()

    public init() {}

    public enum StartTLS: String, Sendable, CaseIterable {
        case required
        case off
    }

    /// In seconds.
    public struct Timeouts: Sendable, Equatable {
        /// To connect and shake hands, 1…120.
        public var connect = 15
        /// For each of the server's replies, 1…600.
        public var reply = 60
        /// For one whole letter, 1…3600.
        public var letter = 180

        public init() {}
    }

    /// After a passing failure (4xx, no connection): capped exponential backoff.
    public struct Retry: Sendable, Equatable {
        /// Seconds before the second try, 1…86400.
        public var first = 60
        /// The longest wait between two tries in seconds, `first`…604800.
        public var cap = 3600
        /// Tries in all, 1…100, before a letter counts as failed.
        public var tries = 12

        public init() {}
    }
}
