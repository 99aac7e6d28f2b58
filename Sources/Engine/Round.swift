/// One look at what is owed: from the assignments whose time has come to letters in the outbox.

import Deadlines
import Ledger
import Notices
import Office
import Reminders
import Texts
import Workflow

/// What one round found; a value, so that `duban remind` shows it without writing anything.
public struct Round: Sendable {
    /// Letters, in the order of their recipients' first lines.
    public var digests: [Digest] = []
    /// Lines whose recipient had the day's digest: owed again on the next morning.
    public var deferred: [Line] = []
    /// Lines that nobody can be told.
    public var suppressed: [(line: Line, why: Suppression)] = []
    /// When each assignment that was looked at has to be looked at again.
    public var wakes: [AssignmentID: Instant?] = [:]
    public var looked = 0
    /// Notices that could not be read, with the reason.
    public var troubles: [String: Phrase] = [:]

    public var isEmpty: Bool { digests.isEmpty && suppressed.isEmpty && deferred.isEmpty && wakes.isEmpty }
}

/// Finds what is owed at one moment.
struct RoundFinder {
    let store: LedgerStore
    let settings: EngineSettings
    let dossiers: Dossiers
    let directory: Directory
    let now: Instant

    /// A notice that cannot be read is looked at again after so many seconds.
    private static let patience: Int64 = 3600

    /// - Parameter rows: the assignments to look at; those of one unit that are told of one event together.
    func find(_ rows: [StoredAssignment]) throws -> Round {
        var round = Round()
        var known = RoundMemory()
        round.looked = rows.count
        round.wakes.reserveCapacity(rows.count)
        var owing: [Owing] = []
        for row in rows {
            try alone(row.assignment, &round) { if let found = try look(at: row, &$0, &known) { owing.append(found) } }
        }
        try directory.prepare(owing.map(\.subject.assignment.id))
        var lines: [Line] = []
        for one in owing { try alone(one.subject.assignment, &round) { _ in lines += try self.lines(one) } }
        try group(lines, &round)
        return round
    }

    /// One notice that cannot be read must not stop the others.
    private func alone(_ assignment: Assignment, _ round: inout Round, _ body: (inout Round) throws -> Void) throws {
        do { try body(&round) } catch {
            round.troubles[assignment.notice] = try Trouble.ofOne(error)
            round.wakes[assignment.id] = .some(now.adding(seconds: Self.patience))
        }
    }

    private func group(_ lines: [Line], _ round: inout Round) throws {
        if lines.isEmpty { return }
        // Nearly always the day's first: then nothing is asked for each recipient.
        let isFirst = try !store.hasLetters(prefix: settings.clock.zone.day(of: now).iso + "|")
        let batch = try Batch(lines, at: now, clock: settings.clock) { (key) throws in
            if isFirst { return .none }
            switch try store.letter(planned: key, at: now) {
            case .waiting(let id): return .waiting(id)
            case .left: return .left
            case nil: return .none
            }
        } tells: { (letter, assignment) throws in
            try store.letter(letter, tellsOf: assignment)
        }
        round.digests = batch.digests
        round.deferred = batch.deferred
        round.suppressed = batch.suppressed
        // A line that waits for the next morning is looked at again then, whatever else was told today.
        for line in batch.deferred {
            let id = line.subject.assignment.id
            let wake = round.wakes[id].flatMap { $0 }
            round.wakes[id] = .some(min(wake ?? batch.deferredUntil, batch.deferredUntil))
        }
    }

    /// Something to be told about an assignment.
    private struct Owing {
        let subject: Subject
        let owed: Reminders.Owed
        /// It was planned before, and some may not have been told: by this calendar it still holds.
        var untoldBy: WorkClock?
    }

    /// What is owed about one assignment; when it has to be looked at again goes into the round.
    private func look(at row: StoredAssignment, _ round: inout Round, _ known: inout RoundMemory) throws -> Owing? {
        let last = try LastLetter.planned(for: row.id, in: store)
        guard let wakes = try known.wakes(row.assignment.notice, { try dossiers.dossier($0)?.wakes }),
            let subject = wakes.subject(
                row.assignment, row.status, made: try known.made(row.madeBy) { try madeAt(row) })
        else {
            round.wakes[row.id] = .some(nil)
            return nil
        }
        let schedule = Schedule(subject, last: last, clock: wakes.clock)
        guard let owed = schedule.owed(at: now) else {
            round.wakes[row.id] = .some(schedule.next(after: now)?.at)
            return last.flatMap { untold($0, subject, wakes.clock) }
        }
        let planned = owed.planned(at: now)
        round.wakes[row.id] = .some(Schedule(subject, last: planned, clock: wakes.clock).next(after: now)?.at)
        return Owing(subject: subject, owed: owed)
    }

    /// What the last letter told some and should tell others: those whose digest of the day had left already, and the
    /// coordinator, when the server has refused it since.
    private func untold(_ last: Planned, _ subject: Subject, _ clock: WorkClock) -> Owing? {
        guard last.version == subject.version, clock.isWorking(at: now) else { return nil }
        let owed = Reminders.Owed(
            stage: last.stage, at: last.at, version: last.version,
            isCaughtUp: clock.zone.day(of: last.at) < clock.zone.day(of: now))
        return Owing(subject: subject, owed: owed, untoldBy: clock)
    }

    private func lines(_ one: Owing) throws -> [Line] {
        let lines = try lines(one.owed, one.subject)
        guard let clock = one.untoldBy else { return lines }
        let recheck = Recheck(silences: [], mode: .normal, clock: clock)
        return try lines.filter { line in
            guard recheck.verdict(line.key, one.subject, reach: .reachable, at: now) == .send else { return false }
            return try store.letter(telling: line.target.recipient.key, of: line.stored) == nil
        }
    }

    private func madeAt(_ row: StoredAssignment) throws -> Instant {
        try store.event(row.madeBy)?.at ?? row.assignment.opens
    }

    private func lines(_ owed: Reminders.Owed, _ subject: Subject) throws -> [Line] {
        guard let unit = try directory.unit(subject.assignment.unit) else { return [] }
        var failure: (any Error)?
        let targets = owed.targets(of: subject, parent: unit.parent) { code in
            do { return try directory.reach(.unit(code)) } catch { failure = error }
            return .reachable
        }
        // An error is no news about a mailbox.
        if let failure { throw failure }
        let decision = try DecisionText(
            owed.stage, subject.assignment, subject.status.state, in: store, directory)
        return targets.map { target in
            Line(target, owed, subject, unit: unit, remark: decision.remark, decidedBy: decision.decidedBy)
        }
    }
}

/// Why something was returned, and which office decided: for the letter about it.
struct DecisionText {
    var remark: String?
    var decidedBy: String?

    /// - Parameter state: while it is returned, every letter about it says why.
    init(
        _ stage: Stage, _ assignment: Assignment, _ state: State, in store: LedgerStore, _ directory: Directory
    ) throws {
        guard state == .returned || stage == .accepted else { return }
        for event in try store.events(.assignment(assignment.id)).reversed() {
            switch (state, event.what) {
            case (.returned, .returned(let level, let reason)):
                remark = reason
                decidedBy = try Self.reviewer(assignment, level, directory)
                return
            case (.returned, .reopened(let reason)):
                remark = reason
                return
            case (.accepted, .accepted(let level)):
                decidedBy = try Self.reviewer(assignment, level, directory)
                return
            default: continue
            }
        }
    }

    private static func reviewer(_ assignment: Assignment, _ level: Int, _ directory: Directory) throws -> String? {
        guard assignment.reviewers.indices.contains(level - 1) else { return nil }
        return try directory.unit(assignment.reviewers[level - 1])?.name
    }
}

/// What the assignments of one round have in common, asked for once: few notices, made by few events.
private struct RoundMemory {
    private var wakes: [String: Wakes] = [:]
    private var made: [Int64: Instant] = [:]

    mutating func wakes(_ notice: String, _ find: (String) throws -> Wakes?) rethrows -> Wakes? {
        if let known = wakes[notice] { return known }
        let found = try find(notice)
        wakes[notice] = found
        return found
    }

    mutating func made(_ event: Int64, _ find: () throws -> Instant) rethrows -> Instant {
        if let known = made[event] { return known }
        let found = try find()
        made[event] = found
        return found
    }
}
