/// Units as letters need them within one round: mailboxes, the unit above, whether letters reach them.

import Deadlines
import Ledger
import Notices
import Reminders

final class Directory {
    private let store: LedgerStore
    private var units: [String: Unit] = [:]
    private var reaches: [String: Reach] = [:]
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

    func mailboxes(of recipient: Recipient) throws -> [String] {
        switch recipient {
        case .unit(let code): try unit(code)?.mailboxes ?? []
        case .coordinator: coordinator
        }
    }

    /// Refused: the server refused the last letter that was settled for the unit, and nothing was taken since.
    func reach(_ recipient: Recipient) throws -> Reach {
        if let known = reaches[recipient.key] { return known }
        let reach = try findReach(recipient)
        reaches[recipient.key] = reach
        return reach
    }

    private func findReach(_ recipient: Recipient) throws -> Reach {
        guard try !mailboxes(of: recipient).isEmpty else { return .noMailbox }
        guard let last = try store.lastSettled(to: recipient.key), !last.isSent,
            let code = last.code.flatMap({ Int($0) }), (500..<600).contains(code)
        else { return .reachable }
        // A corrected mailbox deserves a new try.
        let refused = LetterNote(last.content)
        let isSame = try mailboxes(of: recipient).contains { LetterNote.mark($0) == refused.mailbox }
        return isSame ? .refused(code: code) : .reachable
    }
}
