/// A board's assignments evaluated: every status, every refused event, every due that hangs on events.

import Deadlines
import Notices

/// What one assignment came to, with what stood in the way of computing it.
public struct Evaluation: Sendable {
    public var statuses = Statuses()
    /// Events that the diagram does not allow; the assignment's status is the one before the first of them.
    public var refused: [StepRefused] = []
    /// Condition that a waiting assignment waits for.
    public var waitingFor: [AssignmentID: Anchor] = [:]

    public init() {}
}

extension Board {
    /// Evaluates a set of assignments, normally the whole notice.
    ///
    /// - Parameters:
    ///   - assignments: those to evaluate, with every assignment that they hang on.
    ///   - events: the notice's events, voided ones left out, in any order; those after `asOf` are ignored.
    ///   - asOf: only what happened, and was recorded, by then counts.
    ///   - new: events that are about to be recorded: a first submission among them must lie in an opening, while one
    ///     that is on record stays although its opening was taken back.
    public func evaluate(
        _ assignments: [Assignment], _ events: [Event], asOf: Instant, new: Set<Event> = []
    ) -> Evaluation {
        var run = BoardRun(self, assignments, events, asOf, new)
        for task in order { run.evaluate(task) }
        run.evaluateDropped()
        return run.evaluation
    }

    /// What an assignment's due rule comes to, with its explanation, given everything that had happened by `asOf`.
    /// Nil when none of the task's dues fits it.
    public func resolution(
        of assignment: Assignment, among assignments: [Assignment], _ events: [Event], asOf: Instant
    ) -> Resolution? {
        guard let task = task(assignment.task), let index = assignment.entry, task.due.indices.contains(index) else {
            return nil
        }
        let entry = task.due[index]
        if entry.rule.isRecurring, let due = occurrence(of: entry, assignment, asOf: asOf) { return .due(due) }
        guard !entry.rule.anchors.isEmpty else { return resolve(entry, anchors: { _ in nil }) }
        var run = BoardRun(self, assignments, events, asOf, [])
        for task in order { run.evaluate(task) }
        return run.resolution(of: entry, assignment)
    }

    private func occurrence(of entry: DueEntry, _ assignment: Assignment, asOf: Instant) -> Due? {
        entry.rule.occurrences(
            since: zone.day(of: assignment.opens), today: zone.day(of: max(asOf, assignment.opens)), calendar: calendar,
            zone: zone, dayIncluded: entry.dayIncluded
        ).first { $0.key == assignment.occurrence }?.due
    }
}
