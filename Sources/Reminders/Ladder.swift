/// The mornings on which one due day is reminded, computed in constant time however far away they are.

import Deadlines
import Notices

struct Ladder {
    private let clock: WorkClock
    private let policy: ReminderPolicy
    private let dueDay: Day
    private let dueMorning: Day
    /// The last day on which an overdue step can fall; nil: without end.
    private let closes: Day?
    /// Whether there is anything to remind of once the due has passed.
    private let runsOverdue: Bool
    private let every: Int
    private let times: Int

    /// - Parameter end: the exclusive end of the due day.
    init(end: Instant, policy: ReminderPolicy, closes: Day?, runsOverdue: Bool, clock: WorkClock) {
        self.clock = clock
        self.policy = policy
        self.closes = closes
        self.runsOverdue = runsOverdue
        every = max(1, policy.every)
        times = max(0, policy.times)
        dueDay = clock.dueDay(of: end)
        let working = clock.calendar.lastWorkingDay(onOrBefore: dueDay)
        // Due at 08:00 when work begins at 08:30: that morning would be too late.
        dueMorning =
            clock.morning(of: working) < end ? working : clock.calendar.adding(workingDays: -1, to: working)
    }

    /// The highest stage whose morning lies in `first...last`; nil if none does.
    func highest(from first: Day, through last: Day) -> (stage: Stage, day: Day)? {
        let step = highestOverdue(through: last)
        if step > 0 {
            let day = overdueDay(step)
            // Everything below the highest step lies before it.
            return day >= first ? (.overdue(step), day) : nil
        }
        var best: (stage: Stage, day: Day)?
        for days in policy.before where days >= 0 {
            let day = beforeDay(days)
            let stage = days == 0 ? Stage.dueMorning : .before(days)
            guard day >= first, day <= last else { continue }
            if let best, best.stage > stage { continue }
            best = (stage, day)
        }
        return best
    }

    /// The first morning on or after `first`, with the highest of the stages that fall on it.
    func next(from first: Day) -> (stage: Stage, day: Day)? {
        var day: Day?
        for days in policy.before where days >= 0 {
            let candidate = beforeDay(days)
            if candidate >= first { day = min(day ?? candidate, candidate) }
        }
        if day == nil { day = firstOverdueDay(from: first) }
        guard let day else { return nil }
        return highest(from: day, through: day)
    }

    private func beforeDay(_ days: Int) -> Day {
        days == 0 ? dueMorning : min(clock.calendar.adding(workingDays: -days, to: dueDay), dueMorning)
    }

    private func firstOverdueDay(from first: Day) -> Day? {
        guard runsOverdue else { return nil }
        let day = overdueDay(unboundedOverdue(through: first.adding(days: -1)) + 1)
        if let closes, day > closes { return nil }
        return day
    }

    /// The highest overdue step whose morning is on or before the day and not after the closing; 0 for none.
    private func highestOverdue(through day: Day) -> Int {
        guard runsOverdue else { return 0 }
        return unboundedOverdue(through: closes.map { min($0, day) } ?? day)
    }

    private func unboundedOverdue(through day: Day) -> Int {
        guard day > dueDay else { return 0 }
        let steps = clock.calendar.workingDays(after: dueDay, through: day) / every
        guard steps >= times else { return steps }
        var step = times + max(0, day.days(since: lastCounted)) / 7
        // A week's morning that rests is put off to the next working day, at most by one long holiday.
        while step > times, overdueDay(step) > day { step -= 1 }
        return step
    }

    /// The day of the last step that is counted in working days; weeks count from it.
    private var lastCounted: Day {
        times == 0 ? dueDay : clock.calendar.adding(workingDays: every * times, to: dueDay)
    }

    private func overdueDay(_ step: Int) -> Day {
        guard step > times else { return clock.calendar.adding(workingDays: every * step, to: dueDay) }
        return clock.calendar.firstWorkingDay(onOrAfter: lastCounted.adding(days: 7 * (step - times)))
    }
}
