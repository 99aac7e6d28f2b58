/// Settles one due date: applies exclusion, roll and clock to a nominal day, and writes down each step.

import Texts

struct DueSettler {
    let rule: DueRule
    let calendar: WorkCalendar
    let zone: Zone
    let dayIncluded: Bool
    private(set) var steps: [Explanation.Step] = []
    /// The first reason found why the date may still move.
    private var provisional: Explanation.Provisional?

    init(rule: DueRule, calendar: WorkCalendar, zone: Zone, dayIncluded: Bool) {
        self.rule = rule
        self.calendar = calendar
        self.zone = zone
        self.dayIncluded = dayIncluded
    }

    mutating func note(_ step: Explanation.Step) { steps.append(step) }

    /// The date hangs on whether these days work: provisional unless the calendar knows them all.
    mutating func depends(on days: ClosedRange<Day>) {
        guard provisional == nil, let known = calendar.known else { return }
        if days.upperBound > known.upperBound {
            provisional = .beyondHorizon(known.upperBound)
        } else if days.lowerBound < known.lowerBound {
            provisional = .beforeFirst(known.lowerBound)
        }
    }

    /// The due of a nominal day.
    ///
    /// - Parameter isNamed: the notice names the day itself (fixed, window, recurring), so that "before it" may
    ///   exclude it; a count of days never does.
    mutating func settle(_ nominal: Day, time: TimeOfDay?, start: Day? = nil, isNamed: Bool) -> Due {
        let excludes = isNamed && !dayIncluded
        var last = nominal
        if excludes {
            note(.dayExcluded(nominal))
            if time == nil { last = nominal.adding(days: -1) }
        }
        let day = roll(last)
        if !calendar.isWorking(day), !countsWorkingDays {
            note(.restDay(day, calendar.entry(day), lastWorkingDay: calendar.lastWorkingDay(onOrBefore: day)))
        }
        return due(day, end: end(of: day, time: time, excludes: excludes), time: time, start: start)
    }

    /// A due at a moment: a count of hours. The minute in which it falls is still on time.
    mutating func settle(moment: Instant) -> Due {
        let local = zone.local(moment)
        return due(local.day, end: moment.adding(seconds: Int64(60 - local.second)), time: local.time, start: nil)
    }

    private func end(of day: Day, time: TimeOfDay?, excludes: Bool) -> Instant {
        guard let time else { return zone.end(of: day) }
        let moment = zone.instant(of: day, at: time)
        return excludes ? moment : moment.adding(seconds: 60)
    }

    private mutating func due(_ day: Day, end: Instant, time: TimeOfDay?, start: Day?) -> Due {
        if let provisional { note(.provisional(provisional)) }
        let explanation = Explanation(
            rule: rule, calendar: "\(calendar.id)@\(calendar.version)", steps: steps, day: day, time: time)
        return Due(
            day: day, time: time, end: end, start: start, provisional: provisional != nil, explanation: explanation)
    }

    /// A working-day count may only end on a rest day when the calendar changes: nothing to warn about.
    private var countsWorkingDays: Bool {
        if case .relative(let relative) = rule.form { relative.unit == .workingDays } else { false }
    }

    private mutating func roll(_ day: Day) -> Day {
        guard rule.roll != .none else { return day }
        depends(on: day...day)
        guard !calendar.isWorking(day) else { return day }
        let moved = rolled(day)
        depends(on: min(day, moved)...max(day, moved))
        note(.rolled(from: day, to: moved, rule.roll, because: calendar.entry(day)))
        return moved
    }

    private func rolled(_ day: Day) -> Day {
        let after = calendar.firstWorkingDay(onOrAfter: day)
        let before = calendar.lastWorkingDay(onOrBefore: day)
        switch rule.roll {
        case .none: return day
        case .following: return after
        case .preceding: return before
        case .modifiedFollowing: return after.firstOfMonth == day.firstOfMonth ? after : before
        }
    }
}
