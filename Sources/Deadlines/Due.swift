/// A due date, settled: the day, the moment that ends it, and how it came about.

import Texts

public struct Due: Sendable, Hashable {
    /// The last local day that is on time.
    public let day: Day
    /// The time of day that the rule states; nil for the whole day.
    public let time: TimeOfDay?
    /// Exclusive: on time ⇔ at < end. The next midnight; `17:00` ends at 17:01.
    public let end: Instant
    /// The first day of a window; nil for rules that have none.
    public let start: Day?
    /// True when the date hangs on days whose holidays are not announced yet.
    public let provisional: Bool
    public let explanation: Explanation

    public func isOnTime(_ at: Instant) -> Bool { at < end }

    /// `2025-04-11（周五）17:00` / `2025-04-11 (Fri) 17:00`, with a mark when provisional.
    public var label: Phrase {
        let clock = time.map { " \($0.text)" } ?? ""
        let dated = day.label + Phrase(zh: clock.trimmingSpace, en: clock)
        return provisional ? dated + Phrase(zh: "（暂定）", en: " (provisional)") : dated
    }
}

extension Day {
    /// `2025-04-11（周五）` / `2025-04-11 (Fri)`.
    public var label: Phrase {
        Phrase(zh: "\(iso)（\(weekday.name.zh)）", en: "\(iso) (\(weekday.name.en))")
    }
}

extension String {
    var trimmingSpace: String { String(drop { $0 == " " }) }
}

/// What comes of a rule now.
public enum Resolution: Sendable, Hashable {
    case due(Due)
    /// Nothing can be said before this has happened.
    case waiting(Anchor)
    /// The notice states no date.
    case undated
    /// The rule has no single date: ask for its occurrences.
    case recurring
}

/// One turn of a recurring rule.
public struct Occurrence: Sendable, Hashable {
    /// Which week, month, quarter or year it is about: `2025-W14`, `2025-04`, `2025-Q2`, `2025`.
    public let key: String
    /// That week, month, quarter or year.
    public let period: ClosedRange<Day>
    /// The first day on which work on it can begin.
    public let opens: Day
    public let due: Due
}
