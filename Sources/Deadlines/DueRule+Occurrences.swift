/// The turns of a recurring rule: which there are, when each opens and is due.

extension DueRule {
    /// The occurrences whose week, month, quarter or year has a day within `days`, ascending.
    ///
    /// For a rule without a date that comes back the answer is empty. Limited to the rule's own `from … until`
    /// and, whatever is asked, to 10,000 cycles from the first one.
    public func occurrences(
        in days: ClosedRange<Day>, calendar: WorkCalendar, zone: Zone, dayIncluded: Bool = true
    ) -> [Occurrence] {
        guard case .recurring(let recurrence) = form else { return [] }
        let bounds = recurrence.period?.days ?? days
        let first = max(days.lowerBound, bounds.lowerBound, .earliest)
        let last = min(days.upperBound, bounds.upperBound, .latest)
        guard first <= last else { return [] }
        var found: [Occurrence] = []
        var cycle = recurrence.cycle.containing(first)
        for _ in 0..<10_000 where cycle.lowerBound <= last {
            if let occurrence = occurrence(recurrence, cycle, calendar, zone, dayIncluded) { found.append(occurrence) }
            cycle = recurrence.cycle.containing(cycle.upperBound.adding(days: 1))
        }
        return found
    }

    /// What must exist on `today`: every occurrence from the cycle of `start` through one cycle ahead of today's.
    public func occurrences(
        since start: Day, today: Day, calendar: WorkCalendar, zone: Zone, dayIncluded: Bool = true
    ) -> [Occurrence] {
        guard case .recurring(let recurrence) = form else { return [] }
        let current = recurrence.cycle.containing(max(today, start))
        let ahead = recurrence.cycle.containing(current.upperBound.adding(days: 1))
        return occurrences(in: start...ahead.upperBound, calendar: calendar, zone: zone, dayIncluded: dayIncluded)
    }

    private func occurrence(
        _ recurrence: Recurrence, _ cycle: ClosedRange<Day>, _ calendar: WorkCalendar, _ zone: Zone, _ dayIncluded: Bool
    ) -> Occurrence? {
        let nominal = recurrence.day(of: cycle, calendar)
        let namingDay = recurrence.cycle == .week ? nominal : cycle.lowerBound
        guard !recurrence.except.contains(namingDay.month) else { return nil }
        var settler = DueSettler(rule: self, calendar: calendar, zone: zone, dayIncluded: dayIncluded)
        let key = recurrence.cycle.key(cycle)
        settler.note(.cycle(key: key, first: cycle.lowerBound, last: cycle.upperBound))
        if let days = recurrence.dependence(of: nominal, in: cycle) { settler.depends(on: days) }
        let due = settler.settle(nominal, time: recurrence.time, isNamed: true)
        var opens = recurrence.opening(of: cycle, calendar)
        if let period = recurrence.period { opens = max(opens, period.days.lowerBound) }
        return Occurrence(key: key, period: cycle, opens: min(opens, due.day), due: due)
    }
}

extension Recurrence {
    /// The due day of the cycle, before any roll.
    func day(of cycle: ClosedRange<Day>, _ calendar: WorkCalendar) -> Day {
        let home = following ? self.cycle.containing(cycle.upperBound.adding(days: 1)) : cycle
        switch mark {
        case .weekday(let weekday): return home.lowerBound.adding(days: weekday.rawValue - 1)
        case .day(let day): return home.lowerBound.holding(day: day)
        case .monthDay(let month, let day): return home.lowerBound.adding(months: month - 1).holding(day: day)
        case .workingDay(let count):
            let nth = calendar.adding(workingDays: count, to: home.lowerBound.adding(days: -1))
            return nth <= home.upperBound ? nth : calendar.lastWorkingDay(onOrBefore: home.upperBound)
        case .lastDay: return home.upperBound
        case .lastWorkingDay: return calendar.lastWorkingDay(onOrBefore: home.upperBound)
        }
    }

    /// When work on a cycle can begin: for what is due in the following cycle, on that cycle's first day; for a
    /// cycle's end, on the cycle's own first day; for a day within it, on the day after the one before.
    func opening(of cycle: ClosedRange<Day>, _ calendar: WorkCalendar) -> Day {
        if following { return cycle.upperBound.adding(days: 1) }
        switch mark {
        case .lastDay, .lastWorkingDay: return cycle.lowerBound
        case .weekday, .day, .monthDay, .workingDay:
            let before = self.cycle.containing(cycle.lowerBound.adding(days: -1))
            return day(of: before, calendar).adding(days: 1)
        }
    }

    /// The days whose working or resting decides the nominal day; nil when none does.
    func dependence(of nominal: Day, in cycle: ClosedRange<Day>) -> ClosedRange<Day>? {
        let home = following ? self.cycle.containing(cycle.upperBound.adding(days: 1)) : cycle
        switch mark {
        case .workingDay: return home.lowerBound...max(home.lowerBound, nominal)
        case .lastWorkingDay: return min(nominal, home.upperBound)...home.upperBound
        case .weekday, .day, .monthDay, .lastDay: return nil
        }
    }
}

extension Recurrence.Cycle {
    /// The week (Monday first), month, quarter or year that has the day.
    func containing(_ day: Day) -> ClosedRange<Day> {
        switch self {
        case .week: return day.monday...day.monday.adding(days: 6)
        case .month: return day.firstOfMonth...day.lastOfMonth
        case .quarter: return months(3, containing: day)
        case .year: return months(12, containing: day)
        }
    }

    private func months(_ length: Int, containing day: Day) -> ClosedRange<Day> {
        let first = day.firstOfMonth.adding(months: -((day.month - 1) % length))
        return first...first.adding(months: length).adding(days: -1)
    }

    /// `2025-W14`, `2025-04`, `2025-Q2`, `2025`.
    func key(_ cycle: ClosedRange<Day>) -> String {
        let first = cycle.lowerBound
        let year = padded(first.year, 4)
        switch self {
        case .week:
            let (isoYear, week) = first.isoWeek
            return "\(padded(isoYear, 4))-W\(padded(week, 2))"
        case .month: return "\(year)-\(padded(first.month, 2))"
        case .quarter: return "\(year)-Q\((first.month + 2) / 3)"
        case .year: return year
        }
    }
}

extension Day {
    /// This month's day of that number, or its last day if it is shorter.
    fileprivate func holding(day: Int) -> Day { min(firstOfMonth.adding(days: day - 1), lastOfMonth) }
}
