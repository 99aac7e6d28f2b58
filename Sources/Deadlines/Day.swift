/// One calendar day of the proleptic Gregorian calendar, without a time zone.

import Texts

public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01, which is 0.
    public let number: Int32

    @inlinable public init(number: Int32) {
        self.number = number
    }

    /// Nil for a date that does not exist (2025-02-30) or a year outside 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.number = Day.number(year: year, month: month, day: day)
    }

    /// The day from its ISO form `YYYY-MM-DD`, exactly; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func value(_ range: Range<Int>) -> Int? {
            var sum = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                sum = sum * 10 + Int(byte - 0x30)
            }
            return sum
        }
        guard let year = value(0..<4), let month = value(5..<7), let day = value(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days in the month, 28 to 31.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Year, month and day of month; the inverse of `init(year:month:day:)`, from the same source.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
    }

    public var year: Int { civil.year }
    public var month: Int { civil.month }
    public var dayOfMonth: Int { civil.day }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((Int(number) + 3) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// `YYYY-MM-DD`.
    public var iso: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The day `days` later, or earlier when negative; held at ±2³¹ days from 1970.
    public func adding(days: Int) -> Day {
        // Within ±2³³ the sum cannot overflow, and beyond ±2³² the result is held anyway.
        Day(number: Int32(clamping: Int(number) + min(max(days, -(1 << 33)), 1 << 33)))
    }

    public static let earliest = Day(number: number(year: 1, month: 1, day: 1))
    public static let latest = Day(number: number(year: 9999, month: 12, day: 31))

    public var firstOfMonth: Day { adding(days: 1 - dayOfMonth) }

    public var lastOfMonth: Day {
        let (year, month, day) = civil
        return adding(days: Day.length(ofMonth: month, year: year) - day)
    }

    /// The Monday of this day's week.
    public var monday: Day { adding(days: 1 - weekday.rawValue) }

    /// The week number after ISO 8601 (week 1 holds the year's first Thursday) and the year it belongs to.
    public var isoWeek: (year: Int, week: Int) {
        let thursday = monday.adding(days: 3)
        let year = thursday.year
        let newYear = Day(number: Day.number(year: year, month: 1, day: 1))
        return (year, thursday.days(since: newYear) / 7 + 1)
    }

    /// The same day of the month `months` later, or that month's last day if there is none (Civil Code 202).
    public func adding(months: Int) -> Day {
        let (year, month, day) = civil
        let total = year * 12 + (month - 1) + months
        let newYear = total >= 0 ? total / 12 : (total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        let last = Day.length(ofMonth: newMonth, year: newYear)
        return Day(number: Day.number(year: newYear, month: newMonth, day: min(day, last)))
    }

    /// Calendar days from `other` to this day; negative when this one is earlier.
    public func days(since other: Day) -> Int { Int(number) - Int(other.number) }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
    public var description: String { iso }
}

/// A number with leading zeros up to `width` digits.
func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: Int, Sendable, CaseIterable, Hashable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    public var isWeekend: Bool { self == .saturday || self == .sunday }

    /// `周一` … `周日`; `Mon` … `Sun`.
    public var name: Phrase {
        let zh = ["一", "二", "三", "四", "五", "六", "日"][rawValue - 1]
        let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue - 1]
        return Phrase(zh: "周" + zh, en: en)
    }
}
