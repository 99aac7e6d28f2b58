/// Units as letters need them within one round: mailboxes, the unit above, whether letters reach them.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders

final class Directory {
    private let store: LedgerStore
    private var units: [String: Unit] = [:]
    private var mailboxes: [String: [String]] = [:]
    private var refusals: [String: [String: Int]] = [:]
    private let coordinator: [String]

    init(_ store: LedgerStore, coordinator: [String]) {
        self.store = store
        self.coordinator = coordinator
    }

    /// Nil for a code that the ledger never had.
    func unit(_ code: String) throws -> Unit? {
        if let known = units[code] { return known }
        guard let unit = try store.unit(code: code)?.unit else { return nil }
        units[code] = unit
        return unit
    }

    /// Usable ones only: what no mail server would take is no mailbox.
    func mailboxes(of recipient: Recipient) throws -> [String] {
        if let known = mailboxes[recipient.key] { return known }
        let all: [String] =
            switch recipient {
            case .unit(let code): try unit(code)?.mailboxes ?? []
            case .coordinator: coordinator
            }
        let usable = all.filter { (try? Address($0)) != nil }
        mailboxes[recipient.key] = usable
        return usable
    }

    /// Whether letters reach the recipient at all: refused only when every one of its mailboxes is.
    func reach(_ recipient: Recipient) throws -> Reach {
        let mailboxes = try mailboxes(of: recipient)
        guard let first = mailboxes.first else { return .noMailbox }
        let refused = try refused(recipient, mailboxes)
        guard let code = refused[LetterNote.mark(first)], mailboxes.allSatisfy({ refused[LetterNote.mark($0)] != nil })
        else { return .reachable }
        return .refused(code: code)
    }

    /// Whether letters reach one of its mailboxes.
    func reach(_ recipient: Recipient, mailbox: String) throws -> Reach {
        let refused = try refused(recipient, try mailboxes(of: recipient))
        return refused[LetterNote.mark(mailbox)].map { .refused(code: $0) } ?? .reachable
    }

    /// Marks of the mailboxes whose last letter the server refused for good, with its code. A corrected mailbox has
    /// another mark and deserves a new try; so does one that a test letter has reached since.
    private func refused(_ recipient: Recipient, _ mailboxes: [String]) throws -> [String: Int] {
        if let known = refusals[recipient.key] { return known }
        var refused: [String: Int] = [:]
        var seen: Set<String> = []
        for last in try store.lastSettled(to: recipient.key, limit: mailboxes.count == 1 ? 1 : 4 * mailboxes.count) {
            let isRedirected = last.code?.hasPrefix(RedirectedCode.mark) ?? false
            guard !isRedirected, seen.insert(LetterNote(last.content).mailbox).inserted, !last.isSent,
                let code = last.code.flatMap({ Int($0) }), (500..<600).contains(code)
            else { continue }
            refused[LetterNote(last.content).mailbox] = code
        }
        refusals[recipient.key] = refused
        return refused
    }
}

/// The outcome code of a letter that went to the address of a redirection: it tells nothing about the recipient's own.
public enum RedirectedCode {
    static let mark = "redirect:"

    static func make(_ code: String?) -> String { mark + (code ?? "") }

    /// The server's code without the mark, and whether it was there.
    public static func read(_ code: String?) -> (code: String?, isRedirected: Bool) {
        guard let code, code.hasPrefix(mark) else { return (code, false) }
        let rest = code.dropFirst(mark.count)
        return (rest.isEmpty ? nil : String(rest), true)
    }
}
