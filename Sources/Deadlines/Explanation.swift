/// How a due date came about, step by step: what `duban why` prints and what is kept with an assignment.

import Texts

public struct Explanation: Sendable, Hashable {
    /// Adjacent days of one holiday that were passed over.
    public struct Skipped: Sendable, Hashable {
        public let name: Phrase
        public let source: String?
        public let first: Day
        public let last: Day
        public let count: Int
    }

    public enum Provisional: Sendable, Hashable {
        /// The calendar ends here; later holidays are not announced yet.
        case beyondHorizon(Day)
        /// The calendar begins here.
        case beforeFirst(Day)
    }

    public enum Step: Sendable, Hashable {
        /// Counting starts from this moment of the anchor; its day is not counted.
        case anchor(Anchor, day: Day, time: TimeOfDay)
        /// The week, month, quarter or year that an occurrence is about.
        case cycle(key: String, first: Day, last: Day)
        case window(first: Day, last: Day)
        /// From the first counted day to the last, in the order of counting.
        case counted(Int, DueRule.Relative.Unit, DueRule.Relative.Direction, first: Day, last: Day)
        case skipped(Skipped)
        /// Rest days passed over that no holiday names; `days` is empty when they are too many to list.
        case weeklyRest(count: Int, days: [Day])
        /// A weekly rest day that was worked and therefore counted.
        case worked(Day, name: Phrase, source: String?)
        case rolled(from: Day, to: Day, Roll, because: WorkCalendar.Entry)
        /// The notice does not include the day that it names.
        case dayExcluded(Day)
        /// A warning: the due day rests and stays; the last working day before it.
        case restDay(Day, WorkCalendar.Entry, lastWorkingDay: Day)
        case provisional(Provisional)
    }

    public let rule: DueRule
    /// The calendar's id and version, `cn@1a2b3c4d`.
    public let calendar: String
    public let steps: [Step]
    public let day: Day
    public let time: TimeOfDay?

    /// The due day is a rest day and stays there: what the loader warns about.
    public var restDay: (day: Day, entry: WorkCalendar.Entry, lastWorkingDay: Day)? {
        for case .restDay(let day, let entry, let last) in steps { return (day, entry, last) }
        return nil
    }
}
