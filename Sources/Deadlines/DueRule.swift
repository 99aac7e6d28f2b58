/// When something is due, as people say it: a day, a stretch, a distance from an event, or a recurring date.

/// The grammar, with every clause in its canonical order:
///
///     undated
///     2025-04-11 [17:00]
///     2021-12/2022-11 · 2025-01-05/2025-02-10 [17:00]
///     N (working days|days|weeks|months|years|hours) (after|before) ANCHOR [HH:MM]
///     weekly on Mon [09:30]
///     monthly on 5 · 5th of following month
///     quarterly on 15 of month 3 · 15th of following quarter
///     yearly on 06-10 · 03-31 of following year
///     last [working] day of [following] (week|month|quarter|year)
///     3rd working day of [following] (month|quarter|year)
///     … except January, February · … from 2022-01 until 2022-11
///     … roll (following|preceding|modifiedFollowing|none)
///
///     ANCHOR: NAME · [all] accepted(TASK) · submitted · returned · told · opened · due(TASK) · final
///     NAME, TASK: [a-z][a-zA-Z0-9-]*
public struct DueRule: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        case undated
        case fixed(Day, TimeOfDay?)
        /// From the first day to the last, both included; due at its end.
        case window(Stretch, TimeOfDay?)
        case relative(Relative)
        case recurring(Recurrence)
    }

    /// So many units after or before an anchor.
    public struct Relative: Sendable, Hashable {
        public enum Unit: String, Sendable, CaseIterable {
            case workingDays, days, weeks, months, years, hours
        }

        public enum Direction: String, Sendable {
            case after, before
        }

        /// 1…9999.
        public let count: Int
        public let unit: Unit
        public let direction: Direction
        public let anchor: Anchor
        /// Nil for the end of the day; always nil with hours.
        public let time: TimeOfDay?
    }

    public let form: Form
    /// The roll that the rule states; nil for the form's own.
    public let statedRoll: Roll?

    init(form: Form, statedRoll: Roll?) {
        self.form = form
        self.statedRoll = statedRoll
    }

    /// A rule that is just a day, for dates that do not come out of a notice file.
    public init(day: Day, time: TimeOfDay? = nil) {
        self.init(form: .fixed(day, time), statedRoll: nil)
    }

    public static let undated = DueRule(form: .undated, statedRoll: nil)

    /// What happens on a rest day: as stated, else as the form has it.
    ///
    /// Fixed and recurring days stay (the notice said Sunday: Sunday it is). A calendar period that runs after an
    /// event ends on the next working day (Civil Code 203); one counted back ends on the working day before, so
    /// that the distance is kept. Working-day counts and hours need none.
    public var roll: Roll {
        if let statedRoll { return statedRoll }
        guard case .relative(let relative) = form else { return .none }
        switch relative.unit {
        case .workingDays, .hours: return .none
        case .days, .weeks, .months, .years: return relative.direction == .after ? .following : .preceding
        }
    }

    /// What must be known before the due date is; empty for rules that need nothing.
    public var anchors: [Anchor] {
        if case .relative(let relative) = form { [relative.anchor] } else { [] }
    }

    public var isRecurring: Bool {
        if case .recurring = form { true } else { false }
    }
}

/// What to do with a due day that is a rest day.
public enum Roll: String, Sendable, CaseIterable {
    /// Stay on the rest day.
    case none
    /// The first working day after.
    case following
    /// The last working day before.
    case preceding
    /// The first working day after, unless that lies in the next month: then the last working day before.
    case modifiedFollowing
}

/// From a first to a last day, each written as a day or as a whole month.
public struct Stretch: Sendable, Hashable {
    public enum Edge: Sendable, Hashable {
        case day(Day)
        case month(year: Int, month: Int)

        var firstDay: Day? {
            switch self {
            case .day(let day): day
            case .month(let year, let month): Day(year: year, month: month, day: 1)
            }
        }

        public var text: String {
            switch self {
            case .day(let day): day.iso
            case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
            }
        }
    }

    public let from: Edge
    public let until: Edge
    public let days: ClosedRange<Day>

    /// Nil when the end lies before the start, or a month does not exist.
    public init?(from: Edge, until: Edge) {
        guard let first = from.firstDay, var last = until.firstDay else { return nil }
        if case .month = until { last = last.lastOfMonth }
        guard first <= last else { return nil }
        self.from = from
        self.until = until
        days = first...last
    }
}
