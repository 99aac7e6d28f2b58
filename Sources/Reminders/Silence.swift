/// Muting of letters: by whom, why, for what, until when.

import Deadlines
import Texts

public struct Silence: Sendable, Hashable {
    public enum Scope: Sendable, Hashable {
        case all
        case unit(String)
        case notice(String)
        case task(notice: String, task: String)

        /// `all`, `unit:CODE`, `notice:ID`, `task:NOTICE/TASK`.
        public var text: String {
            switch self {
            case .all: "all"
            case .unit(let code): "unit:\(code)"
            case .notice(let id): "notice:\(id)"
            case .task(let notice, let task): "task:\(notice)/\(task)"
            }
        }

        /// The scope with this text; nil for any other.
        public init?(text: String) {
            if text == "all" {
                self = .all
                return
            }
            guard let colon = text.firstIndex(of: ":") else { return nil }
            let value = text[text.index(after: colon)...]
            guard !value.isEmpty else { return nil }
            switch text[..<colon] {
            case "unit": self = .unit(String(value))
            case "notice": self = .notice(String(value))
            case "task":
                // A task's key has no slash; a notice's might.
                guard let slash = value.lastIndex(of: "/") else { return nil }
                let task = value[value.index(after: slash)...]
                guard !task.isEmpty, slash > value.startIndex else { return nil }
                self = .task(notice: String(value[..<slash]), task: String(task))
            default: return nil
            }
        }
    }

    public let scope: Scope
    public let author: String
    public let reason: String
    /// It holds before this moment.
    public let until: Instant

    public init(scope: Scope, author: String, reason: String, until: Instant) {
        self.scope = scope
        self.author = author
        self.reason = reason
        self.until = until
    }

    /// Whether it mutes a letter to the recipient about the assignment at `now`.
    public func covers(_ subject: Subject, to recipient: Recipient, at now: Instant) -> Bool {
        guard now < until else { return false }
        let assignment = subject.assignment
        return switch scope {
        case .all: true
        // A silenced unit gets nothing, and nobody is told about it.
        case .unit(let code): assignment.unit == code || recipient == .unit(code)
        case .notice(let id): assignment.notice == id
        case .task(let notice, let task): assignment.notice == notice && assignment.task == task
        }
    }
}

/// Whether letters leave the house, and where to: what holds before the first real one.
public enum MailMode: Sendable, Hashable {
    case normal
    /// Everything waits until it is released.
    case hold
    /// Everything goes to this one address.
    case redirect(String)

    /// `normal`, `hold`, `redirect`.
    public var name: String {
        switch self {
        case .normal: "normal"
        case .hold: "hold"
        case .redirect: "redirect"
        }
    }

    /// The address of a redirection, else empty.
    public var detail: String { if case .redirect(let address) = self { address } else { "" } }

    /// The mode with this name; a redirection needs its address.
    public init?(name: String, detail: String) {
        switch name {
        case "normal": self = .normal
        case "hold": self = .hold
        case "redirect" where !detail.isEmpty: self = .redirect(detail)
        default: return nil
        }
    }

    /// Where a letter to these mailboxes goes now; nil while letters are held.
    public func addresses(for mailboxes: [String]) -> [String]? {
        switch self {
        case .normal: mailboxes
        case .hold: nil
        case .redirect(let address): mailboxes.isEmpty ? [] : [address]
        }
    }
}
