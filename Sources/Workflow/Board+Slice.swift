/// Evaluating only what a step can change: the units' own assignments; the rest of the notice stands as it was stored.
///
/// The result is that of evaluating the whole notice, or there is none: whatever would make other units' assignments
/// change in more than the counts of a review or a quota is refused here and left to `evaluate`.

import Deadlines
import Notices

public struct BoardSlice: Sendable {
    /// Tasks whose assignments of the same unit a step on the touched tasks can change, these among them.
    public let tasks: Set<String>
    /// Conditions on all units that must have been unmet, now and ever, because of other units.
    public let mustBeHeldUp: [Anchor]
    /// Derived tasks that count the assignments of a changed task.
    public let reviews: [Task]
    public let groups: [Task]
}

extension Board {
    /// What steps on these tasks can change; nil: more than a slice can tell.
    public func slice(touching touched: Set<String>) -> BoardSlice? {
        guard touched.allSatisfy({ task($0).map { !$0.isDerived } ?? false }) else { return nil }
        for task in order where !isSliceable(task) { return nil }
        var reached = touched
        // The order has predecessors first, so that one pass finds all.
        for task in order where !task.isDerived && !task.ownPredecessors.isDisjoint(with: reached) {
            reached.insert(task.id)
        }
        var alls: Set<Anchor> = []
        for task in order {
            for anchor in task.conditions {
                guard case .outcome(let outcome, let other, true) = anchor, outcome != .told else { continue }
                if reached.contains(task.id) || reached.contains(other) { alls.insert(anchor) }
            }
        }
        let derived = order.filter { $0.isDerived && !Set($0.counted).isDisjoint(with: reached) }
        return BoardSlice(
            tasks: reached, mustBeHeldUp: Array(alls), reviews: derived.filter { !$0.covers.isEmpty },
            groups: derived.filter { $0.covers.isEmpty })
    }

    /// A derived task must count plain tasks and hang on nothing that a step changes; nothing may hang on the notice's
    /// last due.
    private func isSliceable(_ task: Task) -> Bool {
        if task.conditions.contains(.final) { return false }
        guard task.isDerived else { return true }
        let countsPlain = task.counted.allSatisfy { self.task($0).map { !$0.isDerived } ?? true }
        return countsPlain
            && task.conditions.allSatisfy { anchor in
                switch anchor {
                case .event, .outcome(.told, _, _): true
                case .outcome, .due, .final: false
                }
            }
    }

    /// Evaluates the assignments of some units of which those outside of the slice stand as stored.
    ///
    /// - Parameters:
    ///   - stored: all assignments of the units with their present statuses.
    ///   - events: those of the units and those that belong to no unit; voided ones left out.
    public func evaluate(
        _ slice: BoardSlice, _ stored: [(assignment: Assignment, status: Status)], _ events: [Event], asOf: Instant,
        new: Set<Event>
    ) -> Evaluation {
        var run = BoardRun(self, stored.map(\.assignment), events, asOf, new)
        for anchor in slice.mustBeHeldUp { run.assume(anchor, []) }
        for row in stored where !slice.tasks.contains(row.assignment.task) {
            run.evaluation.statuses[row.assignment.id] = row.status
        }
        for task in order where slice.tasks.contains(task.id) { run.evaluate(task) }
        return run.evaluation
    }
}

/// What one assignment's change means for a review or a quota that counts it.
public struct CountedChange: Sendable {
    public let assignment: Assignment
    public let before: Status
    public let after: Status

    public init(_ assignment: Assignment, before: Status, after: Status) {
        self.assignment = assignment
        self.before = before
        self.after = after
    }
}

extension BoardSlice {
    /// A review's status after changes of what it covers; nil when it is or becomes complete: then the moment of
    /// completion depends on all that it covers.
    public func review(
        _ status: Status, of reviewer: String, after changes: [CountedChange], isOptional: (String) -> Bool
    ) -> Status? {
        guard var cover = status.cover, !cover.isComplete else { return nil }
        var (was, is_) = (Cover(), Cover())
        for change in changes {
            guard let index = change.assignment.reviewers.firstIndex(of: reviewer) else { continue }
            let isOptional = isOptional(change.assignment.task)
            for (side, isBefore) in [(change.before, true), (change.after, false)] {
                guard side.state != .withdrawn, !isOptional || side.isBegun else { continue }
                if isBefore {
                    was.add(side, level: index + 1, due: status.extendedDue)
                } else {
                    is_.add(side, level: index + 1, due: status.extendedDue)
                }
            }
        }
        cover.total += is_.total - was.total
        cover.decided += is_.decided - was.decided
        cover.received += is_.received - was.received
        cover.overdue += is_.overdue - was.overdue
        guard !cover.isComplete else { return nil }
        var status = status
        status.cover = cover
        return status
    }

    /// A group's status after changes of what its quota counts; nil when the quota is or becomes reached.
    public func group(_ status: Status, quota: Int, after changes: [CountedChange]) -> Status? {
        guard status.quantity < quota else { return nil }
        var status = status
        for change in changes {
            status.quantity += (change.after.countsForGroup ? 1 : 0) - (change.before.countsForGroup ? 1 : 0)
        }
        return status.quantity < quota ? status : nil
    }
}
