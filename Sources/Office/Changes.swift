/// From a notice's assignments and events to the rows of the ledger: evaluates, compares, writes what differs.

import Deadlines
import Ledger
import Notices
import Reminders
import Workflow

/// A notice's assignments and events as a use case works on them within one step.
public struct Case {
    let dossier: Dossier
    /// In the order of their numbers.
    var stored: [StoredAssignment]
    /// Voided ones left out.
    var events: [Event]

    init(dossier: Dossier, stored: [StoredAssignment], events: [Event]) {
        self.dossier = dossier
        self.stored = stored
        self.events = events
    }

    init(_ dossier: Dossier, in store: LedgerStore) throws {
        self.dossier = dossier
        stored = try store.assignments(.notice(dossier.stored.id))
        events = try store.events(.notice(dossier.stored.id))
    }

    func assignment(_ id: AssignmentID) -> StoredAssignment? { stored.first { $0.id == id } }

    func evaluate(now: Instant, new: Set<Event> = []) -> Evaluation {
        dossier.board.evaluate(stored.map(\.assignment), events, asOf: now, new: new)
    }
}

/// One assignment whose state a step changed.
public struct Changed: Sendable {
    public let assignment: Assignment
    public let before: Status
    public let after: Status
}

extension Case {
    /// What the evaluation changes about the stored rows.
    func changes(_ evaluation: Evaluation) -> [Changed] {
        stored.compactMap { row in
            guard let after = evaluation.statuses[row.id], after != row.status else { return nil }
            return Changed(assignment: row.assignment, before: row.status, after: after)
        }
    }

    /// Writes the changed rows and when the daemon has to look at each.
    func write(_ changes: [Changed], now: Instant, by writer: LedgerWriter) throws {
        guard !changes.isEmpty else { return }
        let wakes = Wakes(board: dossier.board, loadedAt: dossier.loadedAt)
        let changed = Set(changes.map(\.assignment.id))
        var madeBy: [AssignmentID: Int64] = [:]
        for row in stored where changed.contains(row.id) { madeBy[row.id] = row.madeBy }
        var made: [Int64: Instant] = [:]
        let updates = try changes.map { change in
            let id = change.assignment.id
            let event = madeBy[id] ?? 0
            let madeAt = try made[event] ?? writer.store.event(event)?.at ?? now
            made[event] = madeAt
            return StatusUpdate(
                id: id, status: change.after, dueVersion: wakes.version(change.assignment, change.after),
                wake: wakes.next(
                    change.assignment, change.after, made: madeAt,
                    last: try LastLetter.planned(for: id, in: writer.store), now: now))
        }
        try writer.update(updates)
    }
}

/// When the daemon has to look at an assignment next, and for which version of its due.
public struct Wakes: Sendable {
    private let board: Board
    private let loadedAt: Instant
    public let clock: WorkClock
    private let reviewDated: Set<String>

    /// - Parameter loadedAt: when the notice was loaded first: what was made then is told in the notice's letter.
    public init(board: Board, loadedAt: Instant) {
        self.board = board
        self.loadedAt = loadedAt
        clock = WorkClock(calendar: board.calendar, zone: board.zone)
        reviewDated = Set(board.notice.tasks.filter { !$0.due.isEmpty }.flatMap(\.covers))
    }

    public func subject(_ assignment: Assignment, _ status: Status, made: Instant) -> Subject? {
        guard let task = board.task(assignment.task) else { return nil }
        let isLater = task.starts != nil || (assignment.occurrence != nil && made > loadedAt)
        return Subject(
            assignment: assignment, status: status, made: made, origin: isLater ? .later : .load, task: task,
            notice: board.notice, isReviewDated: reviewDated.contains(task.id))
    }

    /// A number that differs whenever a letter about the assignment would be about something new.
    func version(_ assignment: Assignment, _ status: Status) -> Int {
        guard let subject = subject(assignment, status, made: .distantPast) else { return 1 }
        return subject.version.number
    }

    /// The same for one row, with what it needs looked up.
    func next(_ row: StoredAssignment, _ status: Status, now: Instant, in store: LedgerStore) throws -> Instant? {
        next(
            row.assignment, status, made: try store.event(row.madeBy)?.at ?? now,
            last: try LastLetter.planned(for: row.id, in: store), now: now)
    }

    func next(
        _ assignment: Assignment, _ status: Status, now: Instant, in store: LedgerStore
    ) throws -> Instant? {
        let made = try store.event(try store.assignment(assignment.id)?.madeBy ?? 0)?.at ?? now
        return next(
            assignment, status, made: made, last: try LastLetter.planned(for: assignment.id, in: store), now: now)
    }

    func next(
        _ assignment: Assignment, _ status: Status, made: Instant, last: Planned?, now: Instant
    ) -> Instant? {
        guard let subject = subject(assignment, status, made: made) else { return nil }
        return Schedule(subject, last: last, clock: clock).next(after: now)?.at
    }
}
