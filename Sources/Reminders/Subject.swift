/// One assignment as the schedule sees it: what was asked, how far it is, and by which policy it is reminded.

import Deadlines
import Notices
import Workflow

public struct Subject: Sendable {
    public enum Origin: String, Sendable {
        /// Made when its notice was loaded: told in the notice's letter.
        case load
        /// Made by an event or by a new turn of a recurring task: told when it opens.
        case later
    }

    public var assignment: Assignment
    public var status: Status
    /// When it came into the ledger: no stage before it is ever sent.
    public var made: Instant
    public var origin: Origin
    /// Counts once begun; until then it is told, not chased.
    public var isOptional: Bool
    /// Completed by others' submissions (a review task, a group's quota): no letter of acceptance.
    public var isDerived: Bool
    /// A review task with a due day covers it at the level where it lies, so that task's ladder reminds the reviewer.
    public var isReviewDated: Bool
    /// The task's policy, else the notice's.
    public var policy: ReminderPolicy
    /// The last day on which the notice's overdue tasks are reminded.
    public var closes: Day?

    public init(
        assignment: Assignment, status: Status, made: Instant, origin: Origin = .load, isOptional: Bool = false,
        isDerived: Bool = false, isReviewDated: Bool = false, policy: ReminderPolicy = .standard, closes: Day? = nil
    ) {
        self.assignment = assignment
        self.status = status
        self.made = made
        self.origin = origin
        self.isOptional = isOptional
        self.isDerived = isDerived
        self.isReviewDated = isReviewDated
        self.policy = policy
        self.closes = closes
    }

    /// The subject of a task in its notice.
    public init(
        assignment: Assignment, status: Status, made: Instant, origin: Origin, task: Task, notice: Notice,
        isReviewDated: Bool
    ) {
        let isGroupQuota = if case .below = task.quota?.source { true } else { false }
        self.init(
            assignment: assignment, status: status, made: made, origin: origin, isOptional: task.optional,
            isDerived: isGroupQuota || !task.covers.isEmpty || status.cover != nil, isReviewDated: isReviewDated,
            policy: task.reminders ?? notice.reminders, closes: notice.closes)
    }

    /// The exclusive end that the unit works towards now: the extended due; after a return the later of it and the
    /// correction's due. Nil while undated.
    public var target: Instant? {
        guard status.state == .returned, let correction = status.correctionDue else { return status.extendedDue }
        return status.extendedDue.map { max($0, correction) } ?? correction
    }

    /// The version that a letter written now is about.
    public var version: DueVersion {
        switch status.state {
        case .waiting, .open, .exempt, .withdrawn: DueVersion(due: target)
        case .returned: DueVersion(due: target, turn: status.since)
        case .submitted: DueVersion(due: nil, turn: received)
        // Without a due: moving it later must not announce the acceptance again.
        case .accepted: DueVersion(due: nil, turn: status.acceptedAt)
        }
    }

    /// When what is under review reached the present level.
    public var received: Instant? { status.rounds.last?.received ?? status.since }

    /// The unit that is to decide now; nil when nothing is under review or the roster names nobody.
    public var reviewer: String? {
        guard status.state == .submitted, status.level > 0, status.level <= assignment.reviewers.count else {
            return nil
        }
        return assignment.reviewers[status.level - 1]
    }

    /// Whether something is left to remind of once the due has passed: for a review only what lies undecided.
    var isChased: Bool {
        guard let cover = status.cover else { return true }
        return cover.received > cover.decided
    }

    /// An optional task that was not begun is told and never chased.
    var hasLadder: Bool { !isOptional || status.isBegun || status.cover != nil }
}

/// The last letter that was planned for an assignment, whatever became of it.
public struct Planned: Sendable, Hashable {
    public var stage: Stage
    public var version: DueVersion
    /// When it was planned.
    public var at: Instant

    public init(stage: Stage, version: DueVersion, at: Instant) {
        self.stage = stage
        self.version = version
        self.at = at
    }
}
