/// From an assignment's state and the last letter about it to what is owed now, and to when something is owed next.
///
/// Nothing is fired at a moment: what is owed follows from state, so a run that was missed catches up, and of several
/// missed stages only the highest is sent. Everything is within working hours; what falls outside waits for them.

import Deadlines
import Notices
import Workflow

public struct Schedule {
    private let subject: Subject
    private let last: Planned?
    private let clock: WorkClock

    /// - Parameter last: the last letter planned for the assignment (sent, pending, failed or suppressed alike).
    public init(_ subject: Subject, last: Planned?, clock: WorkClock) {
        self.subject = subject
        self.last = last
        self.clock = clock
    }

    /// The one stage that is owed at `now`; nil when nothing is, and outside of working hours.
    ///
    /// Once it was planned (`owed.planned(at: now)` is the new `last`), nothing is owed at `now` any more. If the store
    /// finds its dedupe key taken, it was planned before: keep it as `last` all the same.
    public func owed(at now: Instant) -> Owed? {
        guard clock.isWorking(at: now), let due = pending(through: now), due.at <= now else { return nil }
        return Owed(
            stage: due.stage, at: due.at, version: subject.version,
            isCaughtUp: clock.zone.day(of: due.at) < clock.zone.day(of: now), told: told)
    }

    /// The first working moment at or after `now` at which something is owed, or the moment at which the assignment
    /// opens and has to be looked at again; nil when that depends on something else happening.
    ///
    /// Never before `now`; once what is owed at `now` was planned, later than `now`.
    public func next(after now: Instant) -> Wake? {
        if let first = pending(through: nil) {
            let at = clock.nextWorkingMoment(atOrAfter: max(first.at, now))
            return Wake(stage: pending(through: at)?.stage ?? first.stage, at: at)
        }
        let opens = subject.assignment.opens
        guard subject.status.state == .waiting, opens > now else { return nil }
        return Wake(stage: .opened, at: opens)
    }

    private typealias Moment = (stage: Stage, at: Instant)

    /// With a moment: the highest stage not planned yet whose time has come by then (a letter about an event also
    /// when its time is still to come). Without one: the first to come.
    private func pending(through now: Instant?) -> Moment? {
        switch subject.status.state {
        case .exempt, .withdrawn: nil
        case .waiting: announcement
        case .accepted: acceptance
        case .submitted: review(through: now)
        case .returned: giveBack ?? ladder(through: now)
        case .open: announcement ?? ladder(through: now)
        }
    }

    /// What was planned covers every stage up to then; none lies before the load.
    private func floor(_ begin: Instant?) -> Instant {
        let floor = max(subject.made, begin ?? subject.made)
        return last.map { max(floor, $0.at.adding(seconds: 1)) } ?? floor
    }
}

// MARK: - Letters about one event

extension Schedule {
    /// All tasks of a notice, those not yet open among them, once.
    private var announcement: Moment? {
        guard last == nil, subject.origin == .load else { return nil }
        return (.newNotice, clock.nextWorkingMoment(atOrAfter: subject.made))
    }

    private var giveBack: Moment? {
        guard let since = subject.status.since, last?.version.turn != since else { return nil }
        return (.returned, clock.nextWorkingMoment(atOrAfter: since))
    }

    private var acceptance: Moment? {
        guard !subject.isDerived, let at = subject.status.acceptedAt, at >= subject.made else { return nil }
        if let last, last.stage == .accepted, last.version.turn == at { return nil }
        return (.accepted, clock.nextWorkingMoment(atOrAfter: at))
    }
}

// MARK: - The ladder

extension Schedule {
    private func ladder(through now: Instant?) -> Moment? {
        let news = opening ?? move
        let reachedNews = news.flatMap { $0.at <= now ?? $0.at ? $0 : nil }
        guard let end = subject.target, subject.hasLadder else { return reachedNews }
        let ladder = Ladder(
            end: end, policy: subject.policy, closes: subject.closes, runsOverdue: subject.isChased, clock: clock)
        let begin = subject.status.state == .returned ? subject.status.since : subject.status.openedAt
        let first = clock.firstDay(notBefore: floor(begin))
        if let now {
            guard let found = ladder.highest(from: first, through: clock.lastDay(notAfter: now)) else {
                return reachedNews
            }
            return (found.stage, clock.morning(of: found.day))
        }
        let step: Moment? = ladder.next(from: first).map { ($0.stage, clock.morning(of: $0.day)) }
        guard let news, let step else { return news ?? step }
        return news.at < step.at ? news : step
    }

    /// It is open now, and was not when the unit was told of it.
    private var opening: Moment? {
        guard subject.status.state == .open, let openedAt = subject.status.openedAt else { return nil }
        guard subject.origin == .later || openedAt > subject.made else { return nil }
        let at = clock.morning(atOrAfter: max(openedAt, subject.made))
        if let last, last.at >= at { return nil }
        return (.opened, at)
    }

    /// Its due moved since the unit was last told.
    private var move: Moment? {
        guard let last, told != nil else { return nil }
        return (.moved, clock.nextWorkingMoment(atOrAfter: last.at))
    }

    /// What the unit was last told, when another due holds now in the same turn.
    private var told: DueVersion? {
        let version = subject.version
        guard let last, last.version.turn == version.turn, version.due != nil, last.version.due != version.due,
            subject.status.state == .open || subject.status.state == .returned
        else { return nil }
        return last.version
    }
}

// MARK: - Reviews

extension Schedule {
    /// What lies with a reviewer without a due day, every so many working days after it came.
    private func review(through now: Instant?) -> Moment? {
        guard !subject.isReviewDated, let received = subject.received else { return nil }
        let every = max(1, subject.policy.reviewAge)
        let start = clock.zone.day(of: received)
        let first = clock.firstDay(notBefore: floor(received))
        let until = now.map { clock.lastDay(notAfter: $0) } ?? first.adding(days: -1)
        let passed = max(0, clock.calendar.workingDays(after: start, through: until)) / every
        let step = now == nil ? passed + 1 : passed
        guard step > 0 else { return nil }
        let day = clock.calendar.adding(workingDays: every * step, to: start)
        return day >= first ? (.reviewAge(step), clock.morning(of: day)) : nil
    }
}
