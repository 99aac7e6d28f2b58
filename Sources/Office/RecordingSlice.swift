/// Recording steps by evaluating only the units concerned: what a step costs does not grow with the notice.

import Deadlines
import Ledger
import Notices
import Reminders
import Workflow

extension Office {
    /// More units at once are cheaper over the whole notice.
    private static let unitLimit = 16

    /// Records steps if their effect can be told from the units' own assignments and the counts of reviews and quotas.
    ///
    /// - Returns: false, with nothing written, when it takes the whole notice: a count becomes or was complete, a
    ///   condition on all units may change, a step is refused, something waits for its day.
    func recordInSlice(
        _ requests: [StepRequest], of notice: String, _ writer: LedgerWriter, now: Instant, _ recording: inout Recording
    ) throws -> Bool {
        guard requests.allSatisfy(\.what.isStep), try store.lastRecorded().map({ $0 <= now }) ?? true,
            let stored = try store.notice(notice), stored.state == .loaded, try !store.isOpening(in: stored, at: now),
            let rows = try rows(of: requests)
        else { return false }
        let units = Set(rows.map(\.assignment.unit))
        let dossier = try Dossier(stored, units: units, in: store)
        let touched = Set(
            requests.compactMap { request in rows.first { $0.id == request.assignment }?.assignment.task })
        guard let slice = dossier.board.slice(touching: touched), try isHeldUp(slice, dossier, besides: units) else {
            return false
        }
        var file = Case(dossier: dossier, stored: rows, events: try events(of: units, notice))
        let new = try numbered(requests.map { try event(for: $0, in: file, now: now) }, writer)
        file.add(new)
        let evaluation = dossier.board.evaluate(
            slice, rows.map { ($0.assignment, $0.status) }, file.events, asOf: now, new: Set(new))
        let own = file.changes(evaluation)
        guard evaluation.refused.isEmpty, let derived = try counts(slice, own, &file) else { return false }
        for event in new { try writer.append(event) }
        let changed = (own + derived).sorted { $0.assignment.id < $1.assignment.id }
        try file.write(changed, now: now, by: writer)
        recording.events += new
        recording.changed += changed
        return true
    }

    /// All assignments in the notice of the units concerned, by number; nil when these are many.
    private func rows(of requests: [StepRequest]) throws -> [StoredAssignment]? {
        var units: Set<String> = []
        var rows: [StoredAssignment] = []
        for request in requests {
            guard let row = try store.assignment(request.assignment)?.assignment else { return nil }
            guard units.insert(row.unit).inserted else { continue }
            guard units.count <= Self.unitLimit else { return nil }
            rows += try store.assignments(.unitInNotice(row.unit, notice: row.notice))
        }
        return rows.sorted { $0.id < $1.id }
    }

    private func isHeldUp(_ slice: BoardSlice, _ dossier: Dossier, besides units: Set<String>) throws -> Bool {
        try slice.mustBeHeldUp.allSatisfy { anchor in
            guard case .outcome(let outcome, let task, _) = anchor else { return false }
            return try store.isHeldUp(
                outcome, of: task, isOptional: dossier.board.task(task)?.optional ?? false, in: dossier.stored.id,
                besides: units)
        }
    }

    private func events(of units: Set<String>, _ notice: String) throws -> [Event] {
        var events = try store.eventsOfNoUnit(in: notice)
        for unit in units.sorted() { events += try store.events(.unit(unit, notice: notice)) }
        return events
    }

    private func numbered(_ events: [Event], _ writer: LedgerWriter) throws -> [Event] {
        let next = try writer.head().seq
        return events.enumerated().map { index, event in
            var event = event
            event.seq = next + Int64(index) + 1
            return event
        }
    }
}

// MARK: - Reviews and quotas that count what changed

extension Office {
    /// The changes of reviews and groups; nil when one of them takes the whole notice. Their rows join the case.
    private func counts(_ slice: BoardSlice, _ changed: [Changed], _ file: inout Case) throws -> [Changed]? {
        var derived: [Changed] = []
        for task in slice.reviews + slice.groups {
            let counted = changed.filter { task.counts($0.assignment.task) }
                .map { CountedChange($0.assignment, before: $0.before, after: $0.after) }
            for (unit, changes) in concerned(task, counted, file.dossier.roster).sorted(by: { $0.key < $1.key }) {
                for row in try store.assignments(.unitInNotice(unit, notice: file.dossier.stored.id))
                where row.assignment.task == task.id {
                    guard let after = status(row, task, slice, changes, file.dossier.board) else { return nil }
                    if file.assignment(row.id) == nil { file.stored.append(row) }
                    if after != row.status {
                        derived.append(Changed(assignment: row.assignment, before: row.status, after: after))
                    }
                }
            }
        }
        return derived
    }

    private func status(
        _ row: StoredAssignment, _ task: Task, _ slice: BoardSlice, _ changes: [CountedChange], _ board: Board
    ) -> Status? {
        if !task.covers.isEmpty {
            return slice.review(row.status, of: row.assignment.unit, after: changes) {
                board.task($0)?.optional ?? false
            }
        }
        return task.quota.flatMap { slice.group(row.status, quota: $0.count, after: changes) }
    }

    /// The changes by the unit whose review or group counts them.
    private func concerned(
        _ task: Task, _ changes: [CountedChange], _ roster: Roster
    ) -> [String: [CountedChange]] {
        var byUnit: [String: [CountedChange]] = [:]
        for change in changes {
            let units: [String]
            if task.covers.isEmpty {
                units = roster.unit(code: change.assignment.unit).map { roster.ancestors(of: $0).map(\.code) } ?? []
            } else {
                units = change.assignment.reviewers
            }
            for unit in Set(units) { byUnit[unit, default: []].append(change) }
        }
        return byUnit
    }
}

extension Task {
    fileprivate func counts(_ task: String) -> Bool {
        if case .below(let member) = quota?.source, covers.isEmpty { return member == task }
        return covers.contains(task)
    }
}

extension What {
    /// A step on one assignment, which changes nothing that is on record already.
    fileprivate var isStep: Bool {
        switch self {
        case .submitted, .accepted, .returned, .reopened, .extended, .exempted, .reinstated, .acknowledged, .chased,
            .delivered:
            true
        default: false
        }
    }
}
