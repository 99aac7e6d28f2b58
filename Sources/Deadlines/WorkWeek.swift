/// The weekly pattern of working and resting days: what holds on any day that no exception names.

public struct WorkWeek: Sendable, Hashable {
    /// Bit 0 is Monday; a set bit is a working day. Never empty.
    @usableFromInline let mask: UInt8

    /// Nil when all seven days rest: no working day could ever be counted.
    public init?(resting: some Sequence<Weekday>) {
        var mask: UInt8 = 0b111_1111
        for weekday in resting { mask &= ~(1 << UInt8(weekday.rawValue - 1)) }
        guard mask != 0 else { return nil }
        self.mask = mask
    }

    private init(mask: UInt8) { self.mask = mask }

    /// Monday to Friday: the default week of state organs (State Council rules on working hours, article 7).
    public static let mondayToFriday = WorkWeek(mask: 0b001_1111)

    public func isWorking(_ weekday: Weekday) -> Bool { mask & (1 << UInt8(weekday.rawValue - 1)) != 0 }

    /// The weekly rest days, Monday first.
    public var restDays: [Weekday] { Weekday.allCases.filter { !isWorking($0) } }

    var workingDaysPerWeek: Int { mask.nonzeroBitCount }

    /// Working days of the bare pattern from Monday 1969-12-29 up to, not including, day `number`;
    /// negative before that Monday. Monotone, so differences count any stretch.
    func rank(_ number: Int) -> Int {
        let shifted = number + 3
        let week = shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
        let dayOfWeek = shifted - week * 7
        let before = mask & ((1 << UInt8(dayOfWeek)) - 1)
        return week * workingDaysPerWeek + before.nonzeroBitCount
    }

    /// The number of the working day that has exactly `rank` working days before it: the inverse of `rank`.
    func number(ranked rank: Int) -> Int {
        let perWeek = workingDaysPerWeek
        let week = rank >= 0 ? rank / perWeek : (rank - perWeek + 1) / perWeek
        var left = rank - week * perWeek
        var dayOfWeek = 0
        while dayOfWeek < 7 {
            if mask & (1 << UInt8(dayOfWeek)) != 0 {
                if left == 0 { break }
                left -= 1
            }
            dayOfWeek += 1
        }
        return week * 7 + dayOfWeek - 3
    }
}

/// The hours of a working day within which letters go out.
public struct WorkingHours: Sendable, Hashable {
    public let start: TimeOfDay
    /// Exclusive; nil: until the day ends, written 24:00, which is no time of that day.
    public let end: TimeOfDay?

    /// Nil unless the start lies before the end.
    public init?(start: TimeOfDay, end: TimeOfDay?) {
        if let end, start >= end { return nil }
        self.start = start
        self.end = end
    }

    /// `HH:MM-HH:MM`, exactly; the end may be 24:00. Nil for anything else.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = TimeOfDay(text: parts[0]) else { return nil }
        if parts[1] == Self.endOfDay {
            self.init(start: start, end: nil)
        } else {
            guard let end = TimeOfDay(text: parts[1]) else { return nil }
            self.init(start: start, end: end)
        }
    }

    private static let endOfDay = "24:00"

    private init(from start: Int, to end: Int) {
        self.start = TimeOfDay(minutes: start)
        self.end = TimeOfDay(minutes: end)
    }

    /// 08:30–17:30.
    public static let standard = WorkingHours(from: 8 * 60 + 30, to: 17 * 60 + 30)

    /// `08:30-17:30`.
    public var text: String { "\(start.text)-\(end?.text ?? Self.endOfDay)" }

    /// Whether the hours of a working day are over at a time of that day.
    func isOver(at time: TimeOfDay) -> Bool { end.map { $0 <= time } ?? false }
}
