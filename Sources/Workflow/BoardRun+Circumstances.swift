/// What each assignment's fold needs to know besides its events: openings, due, levels of review, deliverables.

import Deadlines
import Notices

extension BoardRun {
    /// A task's own `correction` and `minimum` stand before the notice's.
    mutating func circumstances(of assignment: Assignment, _ task: Task) -> Circumstances {
        let deliver = board.deliverableKeys(of: assignment, task)
        let entry = assignment.entry.flatMap { task.due.indices.contains($0) ? task.due[$0] : nil }
        let hangsOnEvent = entry.map { !$0.rule.anchors.isEmpty } ?? false
        return Circumstances(
            open: openSpans(of: assignment, task),
            isOpenedByOthers: !task.after.isEmpty && !hangsOnEvent,
            due: assignment.due ?? (hangsOnEvent ? entry.flatMap { due(by: $0, assignment) }?.end : nil),
            levels: assignment.reviewers.count,
            resumesAtSameLevel: task.resume == .same,
            required: deliver.required, optional: deliver.optional,
            quota: task.quota.flatMap { $0.source == .own ? $0.count : nil },
            correctionEnd: end(of: task.correction ?? board.notice.correction),
            minimumEnd: end(of: task.minimum ?? board.notice.minimum))
    }

    /// Of an assignment whose task the notice no longer has: as it was frozen, and every deliverable that came is known.
    func plainCircumstances(of assignment: Assignment, _ events: [Event]) -> Circumstances {
        let items = events.reduce(into: Set<String>()) { items, event in
            if case .submitted(let submission) = event.what { items.formUnion(submission.items) }
        }
        let opens = assignment.opens(after: events)
        var circumstances = Circumstances(
            open: opens <= asOf ? [TimeSpan(start: opens, end: nil)] : [], due: assignment.due,
            levels: assignment.reviewers.count, optional: items.sorted(),
            correctionEnd: end(of: board.notice.correction), minimumEnd: end(of: board.notice.minimum))
        circumstances.toleratesUnopened = true
        return circumstances
    }

    /// The end of the working day so many after an instant's; the day itself is not counted.
    private func end(of workingDays: Int) -> @Sendable (Instant) -> Instant {
        let (calendar, zone) = (board.calendar, board.zone)
        return { zone.end(of: calendar.adding(workingDays: workingDays, to: zone.day(of: $0))) }
    }

    /// When all conditions of `after` held together; the first one that does not hold now is what it waits for.
    mutating func openSpans(of assignment: Assignment, _ task: Task) -> [TimeSpan] {
        let opens = assignment.opens(after: own[assignment.id] ?? [])
        guard opens <= asOf else { return [] }
        var spans = [TimeSpan(start: opens, end: nil)]
        for anchor in task.after {
            let held = self.spans(of: anchor, for: assignment)
            spans = TimeSpan.intersection(spans, held)
            if spans.last.map({ $0.end != nil }) ?? true, evaluation.waitingFor[assignment.id] == nil {
                evaluation.waitingFor[assignment.id] = anchor
            }
        }
        return spans
    }

    /// The due of a rule that hangs on events; nil while one is missing.
    private mutating func due(by entry: DueEntry, _ assignment: Assignment) -> Due? {
        guard case .due(let due) = resolution(of: entry, assignment) else { return nil }
        return due
    }
}
