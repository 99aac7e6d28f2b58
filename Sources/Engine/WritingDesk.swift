/// Writes planned letters out from the state as it is now: what still holds is told, what does not is dropped with a
/// reason.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Texts
import Workflow

final class WritingDesk {
    enum Result {
        case message(Message)
        case outcome(Ledger.Outcome)
    }

    let engine: Engine
    private(set) var directory: Directory
    /// The texts of the notices written about so far.
    var kept: (book: LetterBook, notices: Set<String>)?
    /// All units, read when the first letter is written.
    private var roster: Roster?
    private var silences: [Reminders.Silence] = []
    /// What the ledger's mark was when these were read.
    private var mark: Int64?
    /// What was read for calendars.
    var entries: (language: Language, made: CalendarEntries)?

    init(_ engine: Engine) {
        self.engine = engine
        directory = Directory(engine.store, coordinator: engine.settings.coordinator)
    }

    var store: LedgerStore { engine.store }
    var settings: EngineSettings { engine.settings }

    /// Whether somebody else changed the ledger since `prepare`.
    func isOutdated() throws -> Bool { try mark != store.changeMark() }

    /// Reads what letters have in common. What others have not changed is kept.
    func prepare(at now: Instant) throws {
        let mark = try store.changeMark()
        if mark != self.mark {
            self.mark = mark
            kept = nil
            entries = nil
            roster = nil
            engine.dossiers.lookAgain()
        }
        directory = Directory(store, coordinator: settings.coordinator, roster: try units())
        silences = try Reminders.Silence.inForce(in: store, at: now)
    }

    func units() throws -> Roster {
        if let roster { return roster }
        let read = Roster(units: try store.units().map(\.unit))
        roster = read
        return read
    }

    func write(_ letter: Ledger.Letter, mode: Reminders.MailMode, at now: Instant) throws -> Result {
        let note = LetterNote(letter.content)
        if letter.kind == DigestKind.test.rawValue { return try test(letter, note, mode, at: now) }
        if letter.kind == DigestKind.signIn.rawValue { return try signIn(letter, note, at: now) }
        guard let recipient = Recipient(key: letter.recipient), let kind = DigestKind(rawValue: letter.kind) else {
            return settled(letter, .failed, "unreadable", at: now)
        }
        let mailboxes = try directory.mailboxes(of: recipient)
        guard mailboxes.indices.contains(note.index) else {
            return settled(letter, .suppressed, Suppression.noMailbox.key, at: now)
        }
        guard let address = mode.addresses(for: [mailboxes[note.index]])?.first else {
            return settled(letter, .putOff(until: now), "held", at: now)
        }
        if case .redirect = mode, note.copyOf != nil { return settled(letter, .suppressed, "redirected", at: now) }
        let draft = try draft(of: letter, note, kind, recipient, mailboxes[note.index], mode, at: now)
        guard !draft.lines.isEmpty else {
            return settled(letter, .suppressed, draft.dropped.last?.reason ?? "done", at: now)
        }
        if let until = draft.waitsUntil { return settled(letter, .putOff(until: until), "outsideHours", at: now) }
        let written = try compose(draft.digest, mode, origin: note.copyOf ?? letter.id, at: now)
        return message(letter, written, to: address, at: now)
    }

    /// A test letter goes where it was sent, held or not; only a unit's follows a redirection.
    private func test(
        _ letter: Ledger.Letter, _ note: LetterNote, _ mode: Reminders.MailMode, at now: Instant
    ) throws -> Result {
        if let address = note.address {
            return message(letter, try testLetter(to: settings.office, .normal, at: now), to: address, at: now)
        }
        guard let recipient = Recipient(key: letter.recipient) else {
            return settled(letter, .failed, "unreadable", at: now)
        }
        let mailboxes = try directory.mailboxes(of: recipient)
        guard mailboxes.indices.contains(note.index) else {
            return settled(letter, .suppressed, Suppression.noMailbox.key, at: now)
        }
        let own = mailboxes[note.index]
        let address = mode.addresses(for: [own])?.first ?? own
        var name = settings.office
        if case .unit(let code) = recipient { name = try directory.unit(code)?.name ?? code }
        return message(letter, try testLetter(to: name, mode, at: now), to: address, at: now)
    }

    /// A sign-in link goes to the mailbox that asked for it, and only while it is of use.
    private func signIn(_ letter: Ledger.Letter, _ note: LetterNote, at now: Instant) throws -> Result {
        guard let address = note.address, let ticket = note.ticket.flatMap({ SignInTicket($0) }),
            let links = settings.links, let key = try store.accessKey()
        else { return settled(letter, .failed, "unreadable", at: now) }
        guard now < ticket.expires else { return settled(letter, .suppressed, "expired", at: now) }
        let link = links.signIn(try ticket.secret(key: key))
        let written = try composer(for: nil, .normal, at: now).signInLetter(link: link, until: ticket.expires)
        return message(letter, WrittenLetter(letter: written), to: address, at: now)
    }

    private func testLetter(to name: String, _ mode: Reminders.MailMode, at now: Instant) throws -> WrittenLetter {
        WrittenLetter(letter: try composer(for: nil, mode, at: now).testLetter(to: name))
    }

    private func settled(
        _ letter: Ledger.Letter, _ result: Ledger.Outcome.Result, _ reason: String, at now: Instant
    ) -> Result {
        .outcome(Ledger.Outcome(letter: letter.id, result: result, reason: reason, at: now))
    }

    private func message(
        _ letter: Ledger.Letter, _ written: WrittenLetter, to address: String, at now: Instant
    ) -> Result {
        do throws(MailProblem) {
            let mailbox = Mailbox(try Address(address))
            let text = written.letter
            return .message(
                Message(
                    sender: settings.from.address, recipient: mailbox, from: settings.from, replyTo: settings.replyTo,
                    subject: text.subject, date: now.seconds, offset: settings.clock.zone.offset(at: now),
                    messageID: letter.messageID, language: text.language.rawValue, plainText: text.text,
                    html: text.html, attachments: written.attachments))
        } catch {
            return .outcome(
                Ledger.Outcome(
                    letter: letter.id, result: .failed, code: error.code, reason: error.what(settings.language), at: now
                ))
        }
    }
}

// MARK: - What still holds

/// A planned letter as it would go out now.
struct Draft {
    let digest: Digest
    /// What is not told any more, with the reason's key.
    var dropped: [(owed: Ledger.Owed, reason: String)] = []
    /// Outside of working hours: when they begin.
    var waitsUntil: Instant?

    var lines: [Line] { digest.lines }
}

extension WritingDesk {
    func draft(
        of letter: Ledger.Letter, _ note: LetterNote, _ kind: DigestKind, _ recipient: Recipient, _ mailbox: String,
        _ mode: Reminders.MailMode, at now: Instant
    ) throws -> Draft {
        let origin = note.copyOf ?? letter.id
        let reach = try directory.reach(recipient, mailbox: mailbox)
        // On the day on which it was planned nothing later can have overtaken it.
        let day = settings.clock.zone.day(of: letter.created)
        let mayBeOvertaken = day < settings.clock.zone.day(of: now)
        var list = LongList()
        var dropped: [(owed: Ledger.Owed, reason: String)] = []
        var waitsUntil: Instant?
        try store.forEachLine(inLetter: origin) { owed, row in
            guard let (line, wakes) = try line(owed, row, recipient, made: letter.created) else {
                dropped.append((owed, Suppression.withdrawn.key))
                return
            }
            if mayBeOvertaken, try isOvertaken(owed, recipient, origin) {
                dropped.append((owed, "overtaken"))
                return
            }
            let recheck = Recheck(silences: silences, mode: mode, clock: wakes.clock)
            switch recheck.verdict(line.key, line.subject, reach: reach, at: now) {
            case .send: list.add(line)
            case .suppress(let why): dropped.append((owed, why.key))
            case .later(let delay):
                list.add(line)
                if case .outsideHours(let until) = delay { waitsUntil = max(until, waitsUntil ?? until) }
            }
        }
        let (lines, remainder) = list.finish()
        if lines.isEmpty, dropped.isEmpty {
            dropped = try store.goneLines(inLetter: origin).map { ($0, Suppression.withdrawn.key) }
        }
        let digest = Digest(
            kind: kind, recipient: recipient, day: day, notice: letter.notice, lines: lines, remainder: remainder,
            key: letter.key)
        return Draft(digest: digest, dropped: dropped, waitsUntil: waitsUntil)
    }

    /// Nil when the assignment or what it belongs to is gone.
    func line(_ owed: Ledger.Owed, _ recipient: Recipient, made: Instant) throws -> Line? {
        guard let row = try store.assignment(owed.assignment) else { return nil }
        return try line(owed, row, recipient, made: made)?.0
    }

    private func line(
        _ owed: Ledger.Owed, _ row: StoredAssignment, _ recipient: Recipient, made: Instant
    ) throws -> (Line, Wakes)? {
        guard let stage = Stage(key: owed.stage),
            let (_, wakes) = try engine.dossiers.dossier(row.assignment.notice),
            let subject = wakes.subject(row.assignment, row.status, made: made),
            let unit = try directory.unit(row.assignment.unit)
        else { return nil }
        let version = DueVersion(number: owed.dueVersion)
        let key = LineKey(recipient: recipient, assignment: row.id, stage: stage, version: version)
        let decision = try DecisionText(stage, row.assignment, row.status.state, in: store, directory)
        let line = Line(
            try target(recipient, key.part(unit: unit.code), subject, stage),
            Reminders.Owed(stage: stage, at: made, version: version), subject, unit: unit, remark: decision.remark,
            decidedBy: decision.decidedBy)
        return (line, wakes)
    }

    /// A later letter reminds the recipient of the same thing by now (mail was held, or the server was away): of several
    /// missed stages only the highest is sent. News, returns and acceptances are no reminders and stay.
    private func isOvertaken(_ owed: Ledger.Owed, _ recipient: Recipient, _ letter: Int64) throws -> Bool {
        guard Self.isReminder(owed.stage) else { return false }
        return try store.told(about: owed.assignment).contains { told in
            guard told.recipient == recipient.key, told.letter > letter, Self.isReminder(told.owed.stage) else {
                return false
            }
            let state = try store.letter(told.letter)?.state
            return state != .suppressed && state != .failed
        }
    }

    private static func isReminder(_ stage: String) -> Bool {
        switch Stage(key: stage) {
        case .moved, .opened, .before, .dueMorning, .overdue, .reviewAge: true
        case .newNotice, .returned, .accepted, nil: false
        }
    }

    private func target(_ recipient: Recipient, _ part: Part, _ subject: Subject, _ stage: Stage) throws -> Target {
        guard part == .watch else { return Target(recipient, part) }
        let escalates = subject.policy.coordinatorFrom.map { stage.overdueStep >= $0 && stage.overdueStep > 0 } ?? false
        let unit = subject.assignment.unit
        let unreached = Suppression(try directory.reach(.unit(unit))).map { Unreached(unit: unit, why: $0) }
        return Target(recipient, part, isEscalated: escalates || unreached == nil, unreached: unreached)
    }
}
