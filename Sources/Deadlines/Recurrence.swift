/// A date that comes back: which day of each week, month, quarter or year.

public struct Recurrence: Sendable, Hashable {
    public enum Cycle: String, Sendable, CaseIterable {
        case week, month, quarter, year
    }

    /// The day within the cycle.
    public enum Mark: Sendable, Hashable {
        /// Of a week.
        case weekday(Weekday)
        /// 1…31 of a month, or of a following quarter's first month; the month's last day if it is shorter.
        case day(Int)
        /// Of a quarter (month 1…3) or a year (month 1…12); the month's last day if it is shorter.
        case monthDay(month: Int, day: Int)
        /// The n-th working day of a month, quarter or year, but never beyond its last one.
        case workingDay(Int)
        case lastDay
        case lastWorkingDay
    }

    public let cycle: Cycle
    public let mark: Mark
    /// The day lies in the cycle after the one that it is about: `5th of following month`.
    public let following: Bool
    public let time: TimeOfDay?
    /// Months without an occurrence, 1…12, ascending: those in which the cycle that it is about begins
    /// (for a week: in which its due day lies).
    public let except: [Int]
    /// Only cycles that have a day in it.
    public let period: Stretch?
}
