/// What would be planned and sent at a moment, and what a planned letter would say, without writing anything.

import Deadlines
import Ledger
import Notices
import Office
import Reminders
import Texts
import Workflow

/// What a tick at one moment would put into the outbox.
public struct Forecast: Sendable {
    /// The moment asked about.
    public let at: Instant
    /// When the letters would go: the same, or the next start of work.
    public let goes: Instant
    public let mode: Reminders.MailMode
    /// Letters with the lines that would be told.
    public internal(set) var digests: [Digest] = []
    /// Lines that would not be told, with the reason.
    public internal(set) var suppressed: [(line: Line, why: Suppression)] = []
    /// Lines whose recipient had the day's digest already: they go on the next working morning.
    public internal(set) var deferred: [Line] = []
    /// Notices that cannot be read.
    public internal(set) var troubles: [String: Phrase] = [:]
}

/// A forecast in numbers.
public struct ForecastOutline: Sendable, Hashable {
    public struct Letter: Sendable, Hashable {
        public let recipient: Recipient
        public internal(set) var lines: Int
    }

    /// When the letters would go.
    public let goes: Instant
    public internal(set) var letters: [Letter] = []
    /// Lines that would not be told.
    public internal(set) var suppressed = 0
}

/// A letter of the outbox, and what would become of each of its lines now.
public struct Outlook: Sendable {
    public struct Told: Sendable {
        public let owed: Ledger.Owed
        /// Nil when the assignment is gone.
        public let line: Line?
        /// Of a letter that is still to go: the key of the reason why the line is not told any more.
        public let dropped: String?
    }

    public let letter: Ledger.Letter
    public let lines: [Told]
    /// Of a letter that is still to go: as it would be written now; nil when nothing of it is left.
    public let written: Reminders.Letter?
    /// It waits for working hours.
    public let waitsUntil: Instant?
}

extension Engine {
    /// What would be planned at `now`, every assignment included whose time will have come by then and that nobody
    /// touches until then; silences are taken into account.
    public func forecast(at now: Instant) throws -> Forecast {
        try store.read {
            let goes = settings.clock.nextWorkingMoment(atOrAfter: now)
            let round = try preview(at: goes)
            var forecast = Forecast(at: now, goes: goes, mode: try mode())
            forecast.suppressed = round.suppressed
            forecast.deferred = round.deferred
            forecast.troubles = round.troubles
            let silences = try Reminders.Silence.inForce(in: store, at: goes)
            for digest in round.digests {
                func isTold(_ line: Line) -> Bool { silences.tell(line, to: digest.recipient, at: goes) }
                forecast.suppressed += digest.lines.filter { !isTold($0) }.map { ($0, .silenced) }
                if let kept = digest.keeping(isTold) { forecast.digests.append(kept) }
            }
            return forecast
        }
    }

    /// As `forecast`, in numbers and piece by piece as a tick goes, so that a ledger of any size takes little room.
    public func outlineForecast(at now: Instant) throws -> ForecastOutline {
        try store.read {
            dossiers.lookAgain()
            var outline = ForecastOutline(goes: settings.clock.nextWorkingMoment(atOrAfter: now))
            let silences = try Reminders.Silence.inForce(in: store, at: outline.goes)
            // Units above and the coordinator have lines of many pieces.
            var places: [String: Int] = [:]
            var evaluations: [String: Evaluation] = [:]
            for slice in AwakeSlices(try store.awake(at: outline.goes), stride: settings.stride) {
                var rows = try store.assignments(slice.ids, awakeAt: outline.goes)
                try open(&rows, at: outline.goes, &evaluations)
                let directory = Directory(store, coordinator: settings.coordinator)
                let round = try finder(directory, outline.goes).find(rows)
                outline.suppressed += round.suppressed.count
                for digest in round.digests {
                    let told = digest.lines.count { silences.tell($0, to: digest.recipient, at: outline.goes) }
                    outline.suppressed += digest.lines.count - told
                    guard told > 0 else { continue }
                    if let place = places[digest.key] {
                        outline.letters[place].lines += told
                    } else {
                        places[digest.key] = outline.letters.count
                        outline.letters.append(ForecastOutline.Letter(recipient: digest.recipient, lines: told))
                    }
                }
            }
            return outline
        }
    }

    /// What would be planned at `now`, without planning it: every assignment whose time will have come by then.
    public func preview(at now: Instant) throws -> Round {
        try store.read {
            dossiers.lookAgain()
            var rows = try store.assignments(.awake(now, limit: .max))
            var evaluations: [String: Evaluation] = [:]
            try open(&rows, at: now, &evaluations)
            return try finder(Directory(store, coordinator: settings.coordinator), now).find(rows)
        }
    }

    /// What waits only for its day is taken as the tick would find it.
    /// - Parameter evaluations: of the notices that were looked at before.
    private func open(
        _ rows: inout [StoredAssignment], at now: Instant, _ evaluations: inout [String: Evaluation]
    ) throws {
        let waiting = rows.filter { $0.status.state == .waiting && $0.assignment.opens <= now }
        for notice in Set(waiting.map(\.assignment.notice)).sorted() where evaluations[notice] == nil {
            let dossier = try Dossier(notice, in: store)
            evaluations[notice] = dossier.board.evaluate(
                try store.assignments(.notice(notice)).map(\.assignment), try store.events(.notice(notice)), asOf: now)
        }
        for index in rows.indices where rows[index].status.state == .waiting {
            let evaluation = evaluations[rows[index].assignment.notice]
            if let status = evaluation?.statuses[rows[index].id] { rows[index].status = status }
        }
    }

    /// The digest written out as it would leave at `now`.
    public func compose(_ digest: Digest, at now: Instant) throws -> Reminders.Letter {
        dossiers.lookAgain()
        return try WritingDesk(self).compose(digest, try composingMode(), origin: nil, at: now).letter
    }

    /// Held letters are shown as they will read once they are released.
    private func composingMode() throws -> Reminders.MailMode {
        let mode = try mode()
        return mode == .hold ? .normal : mode
    }

    /// Nil when there is no such letter.
    public func outlook(ofLetter id: Int64, at now: Instant) throws -> Outlook? {
        try store.read {
            guard let letter = try store.letter(id) else { return nil }
            let desk = WritingDesk(self)
            try desk.prepare(at: now)
            dossiers.lookAgain()
            let note = LetterNote(letter.content)
            let owed = try store.owed(inLetter: note.copyOf ?? letter.id)
            guard let recipient = Recipient(key: letter.recipient), let kind = DigestKind(rawValue: letter.kind) else {
                return Outlook(letter: letter, lines: [], written: nil, waitsUntil: nil)
            }
            let mailbox = try desk.directory.mailboxes(of: recipient).dropFirst(note.index).first ?? ""
            let mode = try composingMode()
            let draft = try desk.draft(of: letter, note, kind, recipient, mailbox, mode, at: now)
            let isPending = letter.state.isPending
            let lines = try owed.map { owed -> Outlook.Told in
                let line = try desk.line(owed, recipient, made: letter.created)
                let reason = draft.dropped.first { $0.owed == owed }?.reason
                return Outlook.Told(
                    owed: owed, line: line,
                    dropped: isPending ? reason ?? (line == nil ? Suppression.withdrawn.key : nil) : nil)
            }
            let isWritten = isPending && !draft.lines.isEmpty
            let origin = note.copyOf ?? letter.id
            let written = isWritten ? try desk.compose(draft.digest, mode, origin: origin, at: now).letter : nil
            return Outlook(
                letter: letter, lines: lines, written: written, waitsUntil: isPending ? draft.waitsUntil : nil)
        }
    }

    /// Whom to telephone at `now`: units with overdue tasks, and units that letters do not reach.
    /// - Parameters:
    ///   - notice: of this notice only; nil: of all.
    ///   - limit: units that are told of at most.
    public func callList(at now: Instant, notice: String? = nil, limit: Int = .max) throws -> CallList {
        try store.read {
            let desk = WritingDesk(self)
            dossiers.lookAgain()
            let notices = try store.notices().filter { $0.state != .withdrawn && (notice == nil || $0.id == notice) }
            var cases: [CallList.Case] = []
            for stored in notices {
                guard let (_, wakes) = try dossiers.dossier(stored.id) else { continue }
                try store.forEachAssignment(.notice(stored.id)) { row in
                    if let found = try callCase(row, wakes, desk.directory, at: now) { cases.append(found) }
                }
            }
            return CallList(
                cases, book: try desk.book(for: Set(notices.map(\.id))), at: now, language: settings.language,
                limit: limit)
        }
    }

    private func callCase(
        _ row: StoredAssignment, _ wakes: Wakes, _ directory: Directory, at now: Instant
    ) throws -> CallList.Case? {
        guard row.status.state == .open || row.status.state == .returned,
            let subject = wakes.subject(row.assignment, row.status, made: row.assignment.opens),
            !subject.isOptional || row.status.isBegun, row.status.cover.map({ $0.received > $0.decided }) ?? true,
            let unit = try directory.unit(row.assignment.unit)
        else { return nil }
        let unreached = Suppression(try directory.reach(.unit(unit.code)))
        let isOverdue = subject.target.map { $0 <= now } ?? false
        guard isOverdue || unreached != nil else { return nil }
        return CallList.Case(subject, unit: unit, unreached: unreached)
    }
}

extension Reminders.Silence {
    /// Those that hold at the moment.
    static func inForce(in store: LedgerStore, at now: Instant) throws -> [Reminders.Silence] {
        try store.silences(at: now).compactMap { stored in
            Scope(text: stored.scope).map {
                Reminders.Silence(scope: $0, author: stored.author, reason: stored.reason, until: stored.until)
            }
        }
    }
}

extension [Reminders.Silence] {
    /// None of them keeps the line from the recipient.
    fileprivate func tell(_ line: Line, to recipient: Recipient, at moment: Instant) -> Bool {
        !contains { $0.covers(line.subject, to: recipient, at: moment) }
    }
}
