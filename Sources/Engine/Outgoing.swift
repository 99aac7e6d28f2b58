/// Writing a round into the outbox: letters, what they tell, when to look again; all in one step.

import Deadlines
import Ledger
import Office
import Reminders
import Workflow

struct OutboxWriter {
    let writer: LedgerWriter
    let directory: Directory
    let isHeld: Bool
    let now: Instant

    /// Returns how many letters were planned.
    func write(_ round: Round) throws -> Int {
        var count = 0
        for digest in round.digests { count += try plan(digest) }
        for (line, why) in round.suppressed { try record(line, why) }
        // Never at or before now: a look that changes nothing must not be repeated at once.
        for (id, wake) in round.wakes { try writer.setWake(wake.map { max($0, now.adding(seconds: 1)) }, of: id) }
        return count
    }

    /// The first mailbox's letter carries what is told; those for further mailboxes repeat it.
    private func plan(_ digest: Digest) throws -> Int {
        let mailboxes = try directory.mailboxes(of: digest.recipient)
        let first = LetterNote(index: 0, address: mailboxes.first ?? "")
        guard let id = try writer.plan(letter(digest, key: digest.key, note: first, owed: digest.lines.map(\.stored)))
        else { return 0 }
        guard !mailboxes.isEmpty else {
            // No coordinator is configured: shown in the outbox, not lost.
            try writer.suppress(letter: id, reason: Suppression.noMailbox.key, at: now)
            return 0
        }
        for (index, address) in mailboxes.enumerated().dropFirst() {
            let note = LetterNote(index: index, address: address, copyOf: id)
            try writer.plan(letter(digest, key: "\(digest.key)#\(index + 1)", note: note, owed: []))
        }
        return mailboxes.count
    }

    private func letter(_ digest: Digest, key: String, note: LetterNote, owed: [Ledger.Owed]) throws -> NewLetter {
        NewLetter(
            key: key, messageID: try MessageID.make(from: key), recipient: digest.recipient.key,
            role: digest.recipient == .coordinator ? "coordinator" : "unit", kind: digest.kind.rawValue,
            notice: digest.notice, created: now, notBefore: now, isHeld: isHeld, content: note.text, owed: owed)
    }

    /// What nobody can be told is planned and settled at once, so that the sum stays whole and the coordinator sees it.
    private func record(_ line: Line, _ why: Suppression) throws {
        let key = line.key.text
        let letter = NewLetter(
            key: key, messageID: try MessageID.make(from: key), recipient: line.target.recipient.key, role: "unit",
            kind: line.kind.rawValue, notice: line.subject.assignment.notice, created: now, notBefore: now,
            isHeld: false, owed: [line.stored])
        guard let id = try writer.plan(letter) else { return }
        try writer.suppress(letter: id, reason: why.key, at: now)
    }
}

extension Line {
    /// As the ledger keeps what was told.
    var stored: Ledger.Owed {
        Ledger.Owed(assignment: subject.assignment.id, stage: owed.stage.key, dueVersion: owed.version.number)
    }
}
