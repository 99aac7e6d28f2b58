// What became of one letter.
import Texts

/// What became of one letter. The texts name no address and no secret.
public enum Outcome: Sendable, Hashable {
    /// The server took responsibility for it (or the maildir holds it).
    case accepted(reply: Phrase)
    /// For good: the same letter will be refused again. `code` is the server's 5xx and `step` what it answered; nil when
    /// the letter itself is at fault (malformed, or too large for the server) and says nothing about the mailbox.
    case refused(code: Int?, step: SMTPStep?, text: Phrase)
    /// Not taken this time; worth another try later.
    case deferred(Deferral)
    /// Handed over whole, but the answer never came: it may or may not have been delivered.
    case unknown(reason: Phrase)

    public var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }
}

/// How far the conversation about a letter had come.
public enum SMTPStep: String, Sendable, Hashable, CaseIterable {
    /// No connection, or one that was never greeted.
    case connect
    /// From the greeting to the login: greeting, EHLO, STARTTLS, AUTH.
    case greeting
    /// MAIL FROM: our own sender.
    case mail
    /// RCPT TO: the mailbox.
    case rcpt
    /// DATA, before the first byte of the letter.
    case data
    /// The letter itself, and the answer to the dot after it.
    case dot
}

/// Why a letter was not taken this time.
public struct Deferral: Sendable, Hashable {
    public enum Cause: String, Sendable, Hashable, CaseIterable {
        /// The server answered 4xx to this letter.
        case temporary
        /// No connection, or a server that takes no mail at all just now.
        case unreachable
        /// The connection was lost before the whole letter was handed over.
        case dropped
        /// No answer in time, before the whole letter was handed over.
        case timeout
        /// Encryption: no STARTTLS, a certificate that does not verify. A person must look.
        case security
        /// User name or password not taken, or none given where one is required. A person must look.
        case authentication
        /// Our own sender, in MAIL FROM, not taken (5xx): every letter has it. A person must look.
        case sender
        /// This machine's own trouble: a full disk, a folder that cannot be written, no memory.
        case local
        /// The program is stopping.
        case stopped
    }

    public let cause: Cause
    /// The server's reply code, if it gave one.
    public let code: Int?
    /// How far the letter had come; nil where there are no such steps (a maildir, a program that stops).
    public let step: SMTPStep?
    public let text: Phrase
    /// False when this letter was not offered at all, because those before it failed for the same cause.
    public let attempted: Bool

    public init(
        _ cause: Cause, code: Int? = nil, step: SMTPStep? = nil, text: Phrase, attempted: Bool = true
    ) {
        self.cause = cause
        self.code = code
        self.step = step
        self.text = text
        self.attempted = attempted
    }

    /// The next letter would most likely meet the same: the trouble is with the server, not with the letter.
    var concernsEveryLetter: Bool {
        cause != .temporary || code == 421
    }

    /// Trying again by itself does harm (a locked account) or no good; a person must act.
    public var needsPerson: Bool { cause == .security || cause == .authentication || cause == .sender }

    /// The same cause for a letter that is not offered because of it.
    public func withoutAttempt() -> Deferral {
        let said = cause == .stopped ? text : Phrase(zh: "未尝试发送：\(text.zh)", en: "not tried: \(text.en)")
        return Deferral(cause, code: code, step: step, text: said, attempted: false)
    }
}

extension Deferral {
    static func stopped(attempted: Bool) -> Deferral {
        Deferral(
            .stopped, text: Phrase(zh: "程序正在停止，下次再发", en: "the program is stopping; it will be sent next time"),
            attempted: attempted)
    }
}
