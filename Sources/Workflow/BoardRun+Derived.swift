/// Assignments that others' submissions complete: a group's quota, and a review task with its n of m.

import Deadlines
import Notices

extension BoardRun {
    /// The status of an assignment by its task's kind: a review's cover, a group's quota, or the unit's own steps.
    mutating func status(
        of assignment: Assignment, _ task: Task, _ events: [Event], _ circumstances: Circumstances
    ) throws(StepRefused) -> Status {
        if !task.covers.isEmpty { return try reviewStatus(of: assignment, task, events, circumstances) }
        if let quota = task.quota, case .below(let member) = quota.source {
            let times = contributions(to: assignment, from: member)
            let reached = times.count >= quota.count ? times[quota.count - 1] : nil
            return try Fold.derivedStatus(
                of: events, in: circumstances, completedAt: reached, quantity: times.count, cover: nil)
        }
        return try Fold.status(of: events, in: circumstances)
    }

    /// When the submissions that count towards a group's quota were handed in, ascending.
    private func contributions(to assignment: Assignment, from task: String) -> [Instant] {
        (byTask[task] ?? []).compactMap { member -> Instant? in
            guard let unit = board.roster.unit(code: member.unit), board.roster.isBelow(unit, assignment.unit),
                let status = evaluation.statuses[member.id], status.countsForGroup
            else { return nil }
            return status.lastSubmittedAt
        }
        .sorted()
    }

    /// Complete when every submission under it is accepted or exempt at the reviewer's level; an optional task's counts
    /// once it is begun. The moment is that of the last decision, and the task is open again when one of them is.
    private func reviewStatus(
        of assignment: Assignment, _ task: Task, _ events: [Event], _ circumstances: Circumstances
    ) throws(StepRefused) -> Status {
        let bare = try Fold.derivedStatus(
            of: events, in: circumstances, completedAt: nil, quantity: 0, cover: nil)
        var cover = Cover()
        var lastPast: Instant?
        for covered in task.covers.flatMap({ byTask[$0] ?? [] }) {
            guard let index = covered.reviewers.firstIndex(of: assignment.unit),
                let status = evaluation.statuses[covered.id], status.state != .withdrawn
            else { continue }
            let isOptional = board.task(covered.task)?.optional ?? false
            if isOptional && !status.isBegun { continue }
            cover.add(status, level: index + 1, due: bare.extendedDue)
            if let past = status.pastAt(level: index + 1) { lastPast = max(lastPast ?? past, past) }
        }
        return try Fold.derivedStatus(
            of: events, in: circumstances, completedAt: cover.isComplete ? lastPast : nil, quantity: 0, cover: cover)
    }
}

extension Status {
    /// Handed in, not as nothing to report: what a group's quota counts.
    var countsForGroup: Bool { !isNil && (state == .submitted || state == .accepted) && lastSubmittedAt != nil }
}
