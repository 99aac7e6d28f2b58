/// From a rule to its due date, once what it counts from is known.

extension DueRule {
    /// The due date of a rule that has one.
    ///
    /// - Parameters:
    ///   - dayIncluded: false when the notice says that "X日前" leaves X itself out; a stated time then ends at
    ///     that very minute. It concerns days that the notice names, not counts.
    ///   - anchors: the moment of what the rule counts from; for `due(…)` and `final` the exclusive end of that due
    ///     (`Due.end`). Nil while it has not happened.
    public func resolve(
        calendar: WorkCalendar, zone: Zone, dayIncluded: Bool = true, anchors: (Anchor) -> Instant? = { _ in nil }
    ) -> Resolution {
        var settler = DueSettler(rule: self, calendar: calendar, zone: zone, dayIncluded: dayIncluded)
        switch form {
        case .undated: return .undated
        case .recurring: return .recurring
        case .fixed(let day, let time): return .due(settler.settle(day, time: time, isNamed: true))
        case .window(let stretch, let time):
            let days = stretch.days
            settler.note(.window(first: days.lowerBound, last: days.upperBound))
            return .due(settler.settle(days.upperBound, time: time, start: days.lowerBound, isNamed: true))
        case .relative(let relative):
            guard let moment = anchors(relative.anchor) else { return .waiting(relative.anchor) }
            return .due(settler.settle(relative, from: moment))
        }
    }
}

extension DueSettler {
    mutating func settle(_ relative: DueRule.Relative, from moment: Instant) -> Due {
        // A due's moment is its exclusive end: the last second before it lies on the due day.
        let start = relative.anchor.isDue ? moment.adding(seconds: -1) : moment
        let local = zone.local(start)
        note(.anchor(relative.anchor, day: local.day, time: local.time))
        let signed = relative.direction == .after ? relative.count : -relative.count
        switch relative.unit {
        case .hours:
            return settle(moment: start.adding(seconds: Int64(signed) * 3600 - Int64(local.second)))
        case .workingDays: return settle(workingDays: signed, from: local.day, time: relative.time)
        case .days, .weeks, .months, .years:
            let day = relative.unit.adding(signed, to: local.day)
            let isAfter = signed > 0
            let edge = local.day.adding(days: isAfter ? 1 : -1)
            note(.counted(relative.count, relative.unit, relative.direction, first: edge, last: day))
            return settle(day, time: relative.time, isNamed: false)
        }
    }

    private mutating func settle(workingDays count: Int, from day: Day, time: TimeOfDay?) -> Due {
        let counted = calendar.counting(workingDays: count, from: day)
        for step in counted.steps { note(step) }
        depends(on: counted.passed)
        return settle(counted.day, time: time, isNamed: false)
    }
}

extension DueRule.Relative.Unit {
    /// The calendar day so many units away; months and years keep the day number or take the last day.
    fileprivate func adding(_ count: Int, to day: Day) -> Day {
        switch self {
        case .weeks: day.adding(days: 7 * count)
        case .months: day.adding(months: count)
        case .years: day.adding(months: 12 * count)
        case .days, .workingDays, .hours: day.adding(days: count)
        }
    }
}
