/// Units as letters need them within one step: mailboxes, the unit above, whether letters reach them.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Workflow

final class Directory {
    private let store: LedgerStore
    private var units: [String: Unit] = [:]
    private var mailboxes: [String: [String]] = [:]
    private var refusals: [String: [String: Int]] = [:]
    /// Recipients that have a failed letter at all; nil when they are too many to be kept.
    private var failed: Set<String>??
    private let coordinator: [String]
    /// All units, where they are at hand.
    private let roster: Roster?

    /// Units kept at most; a coordinator's digest may name all that there are.
    private static let limit = 5000

    init(_ store: LedgerStore, coordinator: [String], roster: Roster? = nil) {
        self.store = store
        self.coordinator = coordinator
        self.roster = roster
    }

    /// Reads the units of these assignments at once.
    func prepare(_ ids: [AssignmentID]) throws {
        guard ids.count > 1, ids.count <= Self.limit else { return }
        for stored in try store.units(of: ids) { keep(stored.unit) }
    }

    /// Nil for a code that the ledger never had.
    func unit(_ code: String) throws -> Unit? {
        if let known = roster?.unit(code: code) ?? units[code] { return known }
        guard let unit = try store.unit(code: code)?.unit else { return nil }
        keep(unit)
        return unit
    }

    private func keep(_ unit: Unit) {
        if units.count >= Self.limit { units.removeAll() }
        units[unit.code] = unit
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
        if mailboxes.count >= Self.limit { mailboxes.removeAll() }
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
        guard try mayHaveFailed(recipient) else { return [:] }
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
        if refusals.count >= Self.limit { refusals.removeAll() }
        refusals[recipient.key] = refused
        return refused
    }

    private func mayHaveFailed(_ recipient: Recipient) throws -> Bool {
        if failed == nil { failed = .some(try store.failedRecipients(limit: Self.limit)) }
        guard let known = failed ?? nil else { return true }
        return known.contains(recipient.key)
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
