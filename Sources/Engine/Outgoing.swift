/// Writing a round into the outbox: letters, what they tell, when to look again; all in one step.

import Deadlines
import Ledger
import Office
import Reminders
import Workflow

/// Writes the rounds of one tick, one after the other.
final class OutboxWriter {
    private let isHeld: Bool
    private let now: Instant
    private let messageID: MessageID
    /// Letters about events that the unit may get further lines for: its assignments are more than one step looks at.
    private var open: [EventLetter: Int64] = [:]

    private struct EventLetter: Hashable {
        let kind: DigestKind
        let recipient: Recipient
        let notice: String?
    }

    init(isHeld: Bool, now: Instant) throws {
        self.isHeld = isHeld
        self.now = now
        messageID = try MessageID()
    }

    /// The next round is about other units.
    func closeLetters() { open = [:] }

    /// Returns how many letters were planned.
    func write(_ round: Round, _ directory: Directory, by writer: LedgerWriter) throws -> Int {
        var count = 0
        for digest in round.digests { count += try plan(digest, directory, writer) }
        for (line, why) in round.suppressed { try record(line, why, writer) }
        // Never at or before now: a look that changes nothing must not be repeated at once.
        let earliest = now.adding(seconds: 1)
        let byWake = Dictionary(grouping: round.wakes.keys) { id in
            round.wakes[id].flatMap { $0 }.map { max($0, earliest) }
        }
        for (wake, ids) in byWake { try writer.setWake(wake, of: ids) }
        return count
    }

    /// The first mailbox's letter carries what is told; those for further mailboxes repeat it.
    private func plan(_ digest: Digest, _ directory: Directory, _ writer: LedgerWriter) throws -> Int {
        if let known = try place(of: digest, writer.store) {
            try writer.add(digest.lines.map(\.stored), to: known, recipient: digest.recipient.key)
            return 0
        }
        let mailboxes = try directory.mailboxes(of: digest.recipient)
        let first = LetterNote(index: 0, address: mailboxes.first ?? "")
        // No coordinator is configured: shown in the outbox, not lost.
        let planned = try writer.plan(
            letter(digest, key: digest.key, note: first, owed: digest.lines.map(\.stored)),
            suppressed: mailboxes.isEmpty ? Suppression.noMailbox.key : nil)
        guard let planned else { return 0 }
        if !digest.kind.isDaily {
            open[EventLetter(kind: digest.kind, recipient: digest.recipient, notice: digest.notice)] = planned
        }
        for (index, address) in mailboxes.enumerated().dropFirst() {
            let note = LetterNote(index: index, address: address, copyOf: planned)
            try writer.plan(letter(digest, key: "\(digest.key)#\(index + 1)", note: note, owed: []))
        }
        return mailboxes.count
    }

    /// The letter that the digest's lines join: planned by an earlier step and still here.
    private func place(of digest: Digest, _ store: LedgerStore) throws -> Int64? {
        guard !digest.kind.isDaily else { return digest.joins }
        let key = EventLetter(kind: digest.kind, recipient: digest.recipient, notice: digest.notice)
        guard let letter = open[key], try store.isWaiting(letter: letter) else { return nil }
        return letter
    }

    private func letter(_ digest: Digest, key: String, note: LetterNote, owed: [Ledger.Owed]) -> NewLetter {
        NewLetter(
            key: key, messageID: messageID.make(from: key), recipient: digest.recipient.key,
            role: digest.recipient == .coordinator ? "coordinator" : "unit", kind: digest.kind.rawValue,
            notice: digest.notice, created: now, notBefore: now, isHeld: isHeld, content: note.text, owed: owed)
    }

    /// What nobody can be told is planned and settled at once, so that the sum stays whole and the coordinator sees it.
    private func record(_ line: Line, _ why: Suppression, _ writer: LedgerWriter) throws {
        let key = line.key.text
        let letter = NewLetter(
            key: key, messageID: messageID.make(from: key), recipient: line.target.recipient.key, role: "unit",
            kind: line.kind.rawValue, notice: line.subject.assignment.notice, created: now, notBefore: now,
            isHeld: false, owed: [line.stored])
        try writer.plan(letter, suppressed: why.key)
    }
}

extension Line {
    /// As the ledger keeps what was told.
    var stored: Ledger.Owed {
        Ledger.Owed(assignment: subject.assignment.id, stage: owed.stage.key, dueVersion: owed.version.number)
    }
}
