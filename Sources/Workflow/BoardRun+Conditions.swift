/// Conditions (`after`, and rules that count from an event): when they held, and the moment that a due counts from.

import Deadlines
import Notices

extension BoardRun {
    /// What a due entry comes to for one assignment, with its explanation; waiting where an event has not happened.
    mutating func resolution(of entry: DueEntry, _ assignment: Assignment) -> Resolution {
        var instants: [Anchor: Instant] = [:]
        for anchor in entry.rule.anchors { instants[anchor] = instant(of: anchor, for: assignment) }
        return board.resolve(entry, anchors: { instants[$0] })
    }

    /// The moment that a due rule counts from; nil while it has not come.
    private mutating func instant(of anchor: Anchor, for assignment: Assignment) -> Instant? {
        switch anchor {
        case .due(let task):
            return members(of: task, assignment.unit)
                .compactMap { evaluation.statuses[$0.id]?.effectiveDue }.max()
        case .final:
            return byTask.values.joined().compactMap(\.due).max()
        case .event, .outcome:
            guard let last = spans(of: anchor, for: assignment).last, last.end == nil, last.start > .distantPast
            else { return nil }
            return last.start
        }
    }

    /// When a condition held for an assignment: of the same unit (and item), or with `all` for every unit's assignment.
    mutating func spans(of anchor: Anchor, for assignment: Assignment) -> [TimeSpan] {
        switch anchor {
        case .event(let name): return happened(name, nil, to: assignment)
        case .outcome(.told, let task, _): return happened("told", task, to: assignment)
        case .outcome(let outcome, let task, let all):
            if all, let known = allSpans[anchor] { return known }
            let members = all ? byTask[task] ?? [] : predecessors(of: assignment, in: task)
            let spans = members.reduce([TimeSpan(start: .distantPast, end: nil)]) { spans, member in
                guard let held = self.spans(of: outcome, member) else { return spans }
                return TimeSpan.intersection(spans, held)
            }
            if all { allSpans[anchor] = spans }
            return spans
        case .due, .final: return []
        }
    }

    /// The unit's own assignments of the task; the one of the same item where both have items.
    private mutating func predecessors(of assignment: Assignment, in task: String) -> [Assignment] {
        let own = members(of: task, assignment.unit)
        guard let item = assignment.item else { return own }
        let same = own.filter { $0.item == item }
        return same.isEmpty ? own : same
    }

    /// Nil for what stands in nobody's way: withdrawn, or optional and not begun.
    private func spans(of outcome: Anchor.Outcome, _ member: Assignment) -> [TimeSpan]? {
        guard let status = evaluation.statuses[member.id], status.state != .withdrawn else { return nil }
        if let task = board.task(member.task), task.optional, !status.isBegun, status.state != .exempt { return nil }
        switch outcome {
        case .accepted: return status.settled
        case .submitted: return status.state == .exempt ? status.settled : status.handedIn
        case .opened: return status.openedAt.map { [TimeSpan(start: $0, end: nil)] } ?? []
        case .returned: return status.returnedAt.map { [TimeSpan(start: $0, end: nil)] } ?? []
        case .told: return []
        }
    }

    /// From the first occurrence on that concerns the assignment.
    private func happened(_ name: String, _ task: String?, to assignment: Assignment) -> [TimeSpan] {
        let first = (happenings[name] ?? []).first { event in
            guard case .happened(_, let eventTask) = event.what else { return false }
            if let unit = event.unit, unit != assignment.unit { return false }
            if let item = event.item, item != assignment.item { return false }
            if let eventTask, let task, eventTask != task { return false }
            return true
        }
        return first.map { [TimeSpan(start: $0.at, end: nil)] } ?? []
    }
}
