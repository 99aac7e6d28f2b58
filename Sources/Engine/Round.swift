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

    public var isEmpty: Bool { digests.isEmpty && suppressed.isEmpty && deferred.isEmpty && wakes.isEmpty }
}

/// Finds what is owed at one moment.
struct RoundFinder {
    let store: LedgerStore
    let settings: EngineSettings
    let dossiers: Dossiers
    let directory: Directory
    let now: Instant

    /// - Parameter rows: the assignments to look at.
    func find(_ rows: [StoredAssignment]) throws -> Round {
        var round = Round()
        var lines: [Line] = []
        var notices: [String: Wakes] = [:]
        var made: [Int64: Instant] = [:]
        round.wakes.reserveCapacity(rows.count)
        for row in rows {
            round.looked += 1
            let notice = row.assignment.notice
            guard let wakes = try notices[notice] ?? dossiers.dossier(notice)?.wakes else { continue }
            notices[notice] = wakes
            let made = try made[row.madeBy] ?? remember(madeAt(row), in: &made, as: row.madeBy)
            let last = try LastLetter.planned(for: row.id, in: store)
            guard let subject = wakes.subject(row.assignment, row.status, made: made) else {
                round.wakes[row.id] = .some(nil)
                continue
            }
            let schedule = Schedule(subject, last: last, clock: wakes.clock)
            guard let owed = schedule.owed(at: now) else {
                round.wakes[row.id] = .some(schedule.next(after: now)?.at)
                continue
            }
            let next = Schedule(subject, last: owed.planned(at: now), clock: wakes.clock).next(after: now)
            round.wakes[row.id] = .some(next?.at)
            lines += try self.lines(owed, subject)
        }
        let batch = Batch(lines, at: now, clock: settings.clock) { key in (try? store.hasLetter(key: key)) ?? false }
        round.digests = batch.digests
        round.deferred = batch.deferred
        round.suppressed = batch.suppressed
        // A line that waits for the next morning is looked at again then, unless its own letter goes today.
        let told = Set(batch.digests.flatMap(\.lines).map(\.subject.assignment.id))
        for line in batch.deferred where !told.contains(line.subject.assignment.id) {
            round.wakes[line.subject.assignment.id] = .some(batch.deferredUntil)
        }
        return round
    }

    /// When the row was made; most rows of a round were made by few events.
    private func madeAt(_ row: StoredAssignment) throws -> Instant {
        try store.event(row.madeBy)?.at ?? row.assignment.opens
    }

    private func remember(_ at: Instant, in made: inout [Int64: Instant], as event: Int64) -> Instant {
        made[event] = at
        return at
    }

    private func lines(_ owed: Reminders.Owed, _ subject: Subject) throws -> [Line] {
        guard let unit = try directory.unit(subject.assignment.unit) else { return [] }
        let targets = owed.targets(of: subject, parent: unit.parent) { code in
            (try? directory.reach(.unit(code))) ?? .noMailbox
        }
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
