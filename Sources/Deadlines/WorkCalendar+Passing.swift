/// What lies within a stretch of days, for a count between two given days.

extension WorkCalendar {
    /// The holidays in order, the make-up days worked, and the rest days that no holiday names.
    public func steps(passing days: ClosedRange<Day>) -> [Explanation.Step] {
        exceptionSteps(in: days) + weeklyRest(in: days)
    }
}
