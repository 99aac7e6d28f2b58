/// Sending: letters are claimed, their lines read again, written out, handed to the transport, and settled in groups.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Texts
import Workflow

/// What one run of the post did.
public struct Sent: Sendable, Hashable {
    public var accepted = 0
    public var refused = 0
    /// To be tried again.
    public var deferred = 0
    public var unknown = 0
    public var suppressed = 0
    /// Put off without an attempt: outside of working hours, held, stopping.
    public var putOff = 0
    /// Something that only a person can mend: a certificate, a password.
    public var needsPerson: Phrase?

    public init() {}

    public var total: Int { accepted + refused + deferred + unknown + suppressed + putOff }
}

extension Engine {
    /// Sends everything that may go at `now`, and returns when nothing is left or the transport was stopped.
    ///
    /// A letter is marked as being sent, and that committed, before the network sees its first byte; outcomes are
    /// committed in groups. Blocks: call it on a thread of its own.
    public func send(through transport: any Transport, now: @escaping () -> Instant) throws -> Sent {
        let run = PostRun(engine: self, now: now)
        try transport.run(next: run.next, settled: run.settle)
        return run.sent
    }
}

/// One run of the post.
private final class PostRun {
    private let engine: Engine
    private let now: () -> Instant
    private let desk: WritingDesk
    private var attempts: [Int64: Int] = [:]
    var sent = Sent()

    init(engine: Engine, now: @escaping () -> Instant) {
        self.engine = engine
        self.now = now
        desk = WritingDesk(engine)
    }

    /// Claims until something is to be sent or nothing is left: what is suppressed or put off is settled at once.
    func next(_ room: Int) throws -> [Posting] {
        while true {
            let moment = now()
            let mode = try engine.mode()
            guard mode != .hold else { return [] }
            let limit = min(max(room, 1), engine.settings.group)
            let claimed = try engine.store.write { try $0.claim(limit, at: moment) }
            guard !claimed.isEmpty else { return [] }
            var postings: [Posting] = []
            var outcomes: [Ledger.Outcome] = []
            try desk.prepare(claimed, mode: mode, at: moment)
            for letter in claimed {
                switch try desk.write(letter, mode: mode, at: moment) {
                case .message(let message):
                    attempts[letter.id] = letter.attempts
                    postings.append(Posting(id: letter.id, message: message))
                case .outcome(let outcome): outcomes.append(outcome)
                }
            }
            count(outcomes)
            if !outcomes.isEmpty { try engine.store.write { _ = try $0.settle(outcomes) } }
            if !postings.isEmpty { return postings }
        }
    }

    func settle(_ settled: [Settled]) throws {
        let moment = now()
        let outcomes = settled.map { outcome(of: $0, at: moment) }
        try engine.store.write { _ = try $0.settle(outcomes) }
        for one in settled { attempts[one.id] = nil }
    }

    private func count(_ outcomes: [Ledger.Outcome]) {
        for outcome in outcomes {
            switch outcome.result {
            case .suppressed: sent.suppressed += 1
            case .putOff: sent.putOff += 1
            case .failed: sent.refused += 1
            case .sent, .unknown, .retry: break
            }
        }
    }

    private func outcome(of settled: Settled, at moment: Instant) -> Ledger.Outcome {
        func made(_ result: Ledger.Outcome.Result, code: String? = nil, _ reason: Phrase) -> Ledger.Outcome {
            Ledger.Outcome(
                letter: settled.id, result: result, code: code, reason: reason(engine.settings.language), at: moment)
        }
        switch settled.outcome {
        case .accepted(let reply):
            sent.accepted += 1
            return made(.sent, reply)
        case .refused(let code, let text):
            sent.refused += 1
            return made(.failed, code: code.map(String.init), text)
        case .unknown(let reason):
            sent.unknown += 1
            return made(.unknown, reason)
        case .deferred(let deferral):
            if deferral.needsPerson { sent.needsPerson = deferral.text }
            guard deferral.attempted else {
                sent.putOff += 1
                return made(.putOff(until: pause(deferral, moment)), deferral.text)
            }
            let attempt = attempts[settled.id] ?? 1
            let retry = engine.settings.retry
            guard attempt < retry.attempts else {
                sent.refused += 1
                return made(.failed, code: deferral.code.map(String.init) ?? deferral.cause.rawValue, deferral.text)
            }
            sent.deferred += 1
            let next = moment.adding(seconds: retry.delay(after: attempt, letter: settled.id))
            return made(
                .retry(at: next), code: deferral.code.map(String.init) ?? deferral.cause.rawValue, deferral.text)
        }
    }

    /// A letter that was not offered goes with the first of the next run; after trouble with the server not at once.
    private func pause(_ deferral: Deferral, _ moment: Instant) -> Instant {
        deferral.cause == .stopped ? moment : moment.adding(seconds: engine.settings.retry.first)
    }
}

/// Writes claimed letters out, from the state as it is now.
private final class WritingDesk {
    enum Result {
        case message(Message)
        case outcome(Ledger.Outcome)
    }

    private let engine: Engine
    private var directory: Directory
    private var composer: (composer: Composer, notices: Set<String>, at: Instant)?
    private var silences: [Reminders.Silence] = []

    init(_ engine: Engine) {
        self.engine = engine
        directory = Directory(engine.store, coordinator: engine.settings.coordinator)
    }

    private var store: LedgerStore { engine.store }
    private var settings: EngineSettings { engine.settings }

    /// What a group of letters has in common.
    func prepare(_ letters: [Ledger.Letter], mode: Reminders.MailMode, at now: Instant) throws {
        directory = Directory(store, coordinator: settings.coordinator)
        silences = try store.silences(at: now).compactMap { stored in
            Reminders.Silence.Scope(text: stored.scope).map {
                Reminders.Silence(scope: $0, author: stored.author, reason: stored.reason, until: stored.until)
            }
        }
    }

    func write(_ letter: Ledger.Letter, mode: Reminders.MailMode, at now: Instant) throws -> Result {
        let note = LetterNote(letter.content)
        guard let recipient = Recipient(key: letter.recipient), let kind = DigestKind(rawValue: letter.kind) else {
            return settled(letter, .failed, "unreadable", at: now)
        }
        let mailboxes = try directory.mailboxes(of: recipient)
        guard mailboxes.indices.contains(note.index), let address = mode.addresses(for: [mailboxes[note.index]])?.first
        else { return settled(letter, .suppressed, Suppression.noMailbox.key, at: now) }
        if case .redirect = mode, note.copyOf != nil { return settled(letter, .suppressed, "redirected", at: now) }
        if kind == .test { return try test(letter, recipient, address, mode, at: now) }
        let (lines, why) = try lines(of: letter, note, recipient, mode, at: now)
        if case .later(.outsideHours(let until)) = why, !lines.isEmpty {
            return settled(letter, .putOff(until: until), "outsideHours", at: now)
        }
        guard !lines.isEmpty else {
            var reason = "done"
            if case .suppress(let suppression) = why { reason = suppression.key }
            return settled(letter, .suppressed, reason, at: now)
        }
        let digest = Digest(
            kind: kind, recipient: recipient, day: settings.clock.zone.day(of: letter.created), notice: letter.notice,
            lines: lines)
        let composer = try composer(for: lines, mode, at: now)
        let written =
            kind == .coordinator
            ? composer.coordinatorLetter(digest, head: try store.head().hash.hex, accounting: try accounting())
            : composer.letter(digest)
        return message(letter, written, to: address, recipient, at: now)
    }

    private func test(
        _ letter: Ledger.Letter, _ recipient: Recipient, _ address: String, _ mode: Reminders.MailMode, at now: Instant
    ) throws -> Result {
        let name: String
        if case .unit(let code) = recipient { name = try directory.unit(code)?.name ?? code } else { name = settings.office }
        return message(letter, try composer(for: [], mode, at: now).testLetter(to: name), to: address, recipient, at: now)
    }

    private func settled(
        _ letter: Ledger.Letter, _ result: Ledger.Outcome.Result, _ reason: String, at now: Instant
    ) -> Result {
        .outcome(Ledger.Outcome(letter: letter.id, result: result, reason: reason, at: now))
    }

    /// The lines that still hold, and the last reason why one does not go (now).
    private func lines(
        of letter: Ledger.Letter, _ note: LetterNote, _ recipient: Recipient, _ mode: Reminders.MailMode, at now: Instant
    ) throws -> (lines: [Line], why: SendVerdict) {
        var lines: [Line] = []
        var why = SendVerdict.send
        let reach = try directory.reach(recipient)
        for owed in try store.owed(inLetter: note.copyOf ?? letter.id) {
            guard let stage = Stage(key: owed.stage), let row = try store.assignment(owed.assignment),
                let (_, wakes) = try engine.dossiers.dossier(row.assignment.notice),
                let subject = wakes.subject(row.assignment, row.status, made: letter.created),
                let unit = try directory.unit(row.assignment.unit)
            else { continue }
            let key = LineKey(
                recipient: recipient, assignment: row.id, stage: stage, version: DueVersion(number: owed.dueVersion))
            let recheck = Recheck(silences: silences, mode: mode, clock: wakes.clock)
            let verdict = recheck.verdict(key, subject, reach: reach, at: now)
            switch verdict {
            case .send: break
            case .later: why = verdict
            case .suppress:
                why = verdict
                continue
            }
            let decision = try DecisionText(stage, row.assignment, row.status.state, in: store, directory)
            lines.append(
                Line(
                    try target(recipient, key.part(unit: unit.code), subject, stage),
                    Reminders.Owed(stage: stage, at: letter.created, version: key.version), subject, unit: unit,
                    remark: decision.remark, decidedBy: decision.decidedBy))
        }
        return (lines, why)
    }

    private func target(_ recipient: Recipient, _ part: Part, _ subject: Subject, _ stage: Stage) throws -> Target {
        guard part == .watch else { return Target(recipient, part) }
        let escalates = subject.policy.coordinatorFrom.map { stage.overdueStep >= $0 && stage.overdueStep > 0 } ?? false
        let unit = subject.assignment.unit
        let unreached = Suppression(try directory.reach(.unit(unit))).map { Unreached(unit: unit, why: $0) }
        return Target(recipient, part, isEscalated: escalates || unreached == nil, unreached: unreached)
    }

    private func accounting() throws -> Accounting {
        let counts = try store.outboxCounts()
        var accounting = Accounting()
        accounting.planned = counts.total
        accounting.sent = counts[.sent]
        accounting.failed = counts[.failed]
        accounting.unknown = counts[.unknown]
        accounting.suppressed = counts[.suppressed] == 0 ? [:] : ["suppressed": counts[.suppressed]]
        accounting.pending = counts.pending
        return accounting
    }

    /// Kept while the notices are the same ones and the minute has not changed.
    private func composer(for lines: [Line], _ mode: Reminders.MailMode, at now: Instant) throws -> Composer {
        let wanted = Set(lines.map(\.subject.assignment.notice))
        if let kept = composer, kept.at == now, kept.notices.isSuperset(of: wanted) { return kept.composer }
        let notices = wanted.union(composer?.notices ?? [])
        let dossiers = try notices.sorted().compactMap { try engine.dossiers.dossier($0)?.dossier }
        let book = LetterBook(
            notices: dossiers.map(\.notice), roster: Roster(units: try store.units().map(\.unit)),
            language: settings.language, clock: settings.clock,
            clocks: Dictionary(
                dossiers.map { ($0.stored.id, WorkClock(calendar: $0.calendar, zone: $0.zone)) },
                uniquingKeysWith: { first, _ in first }))
        var isRedirected = false
        if case .redirect = mode { isRedirected = true }
        let made = Composer(book, at: now, office: settings.office, isRedirected: isRedirected)
        composer = (made, notices, now)
        return made
    }

    private func message(
        _ letter: Ledger.Letter, _ written: Reminders.Letter, to address: String, _ recipient: Recipient, at now: Instant
    ) -> Result {
        do throws(MailProblem) {
            let mailbox = Mailbox(try Address(address))
            return .message(
                Message(
                    sender: settings.from.address, recipient: mailbox, from: settings.from, replyTo: settings.replyTo,
                    subject: written.subject, date: now.seconds, offset: settings.clock.zone.offset(at: now),
                    messageID: letter.messageID, language: written.language.rawValue, plainText: written.text,
                    html: written.html))
        } catch {
            return .outcome(
                Ledger.Outcome(
                    letter: letter.id, result: .failed, code: error.code, reason: error.what(settings.language), at: now))
        }
    }
}
