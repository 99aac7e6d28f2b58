/// Working-day arithmetic in constant time: two table look-ups within the calendar, the weekly pattern beyond it.

extension WorkCalendar {
    /// The n-th working day after the day, or before it when n is negative; the day itself is never counted and
    /// need not be a working day. 0 gives the day itself, working or not.
    ///
    /// Exact for any distance: `workingDays(after: day, through: adding(workingDays: n, to: day)) == n`.
    /// A result that is not `isKnown` is provisional. |n| above 100 million is taken as 100 million.
    @inlinable
    public func adding(workingDays n: Int, to day: Day) -> Day {
        let row = Int(day.number) &- tableStart
        if row >= 0, row &+ 1 < counts.count, n != 0 {
            // Forward the day itself is passed over; backward it was never counted.
            let position = n > 0 ? Int(counts[row &+ 1]) &+ n &- 1 : Int(counts[row]) &+ n
            if position >= 0, position < workdays.count { return Day(number: workdays[position]) }
        }
        return addingBeyondTable(n, to: day)
    }

    @usableFromInline
    func addingBeyondTable(_ n: Int, to day: Day) -> Day {
        guard n != 0 else { return day }
        let bounded = min(max(n, -100_000_000), 100_000_000)
        let number = Int(day.number)
        let position = bounded > 0 ? position(of: number + 1) + bounded - 1 : position(of: number) + bounded
        return Day(number: Int32(clamping: self.number(at: position)))
    }

    /// Working days after `start` up to and including `end`. When `end` lies before `start`: minus the working days
    /// from `end` up to, not including, `start`; so the count undoes `adding` in both directions.
    public func workingDays(after start: Day, through end: Day) -> Int {
        let from = Int(start.number)
        let to = Int(end.number)
        return to >= from ? position(of: to + 1) - position(of: from + 1) : position(of: to) - position(of: from)
    }

    /// The day itself if it works, else the last working day before it.
    public func lastWorkingDay(onOrBefore day: Day) -> Day {
        isWorking(day) ? day : adding(workingDays: -1, to: day)
    }

    /// The day itself if it works, else the first working day after it.
    public func firstWorkingDay(onOrAfter day: Day) -> Day {
        isWorking(day) ? day : adding(workingDays: 1, to: day)
    }

    /// How many working days lie before day `number`, counted from the table's start; negative before it.
    private func position(of number: Int) -> Int {
        let row = number - tableStart
        if row < 0 { return week.rank(number) - week.rank(tableStart) }
        if row < counts.count { return Int(counts[row]) }
        return workdays.count + week.rank(number) - week.rank(tableStart + counts.count - 1)
    }

    /// The working day at a position: the inverse of `position(of:)`.
    private func number(at position: Int) -> Int {
        if position < 0 { return week.number(ranked: week.rank(tableStart) + position) }
        if position < workdays.count { return Int(workdays[position]) }
        let end = tableStart + counts.count - 1
        return week.number(ranked: week.rank(end) + position - workdays.count)
    }
}
