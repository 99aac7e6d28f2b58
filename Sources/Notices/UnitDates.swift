/// Days and times as spreadsheets and people write them: `2025-04-11`, `2025/4/11 16:03`, `2025年4月11日 16时3分`.
import Deadlines
import Texts

/// In which order a date is written.
public enum TimeOrder: String, Sendable, Hashable, CaseIterable {
    case yearMonthDay, dayMonthYear, monthDayYear
}

/// A local day and time as written; which moment that is depends on the zone.
public struct WrittenTime: Sendable, Hashable {
    public let day: Day
    /// Seconds since midnight, 0…86,399; nil when only a day is written.
    public let second: Int?

    public init(day: Day, second: Int?) {
        self.day = day
        self.second = second
    }

    /// Nil for anything that is not exactly one existing day, perhaps with a time of day.
    ///
    /// Year, month and day stand in this order (or in the one that is given) with `-`, `/`, `.` or 年月日 between them; the time follows after blanks
    /// or a `T`, with `:` or 时分秒, seconds optional, a fraction of a second is dropped; full-width digits and colons count.
    /// A zone (`Z`, `+08:00`) is refused: it would be another moment than the mapping says.
    public init?(_ text: String, order: TimeOrder = .yearMonthDay) {
        var scan = TimeScan(text)
        guard let day = scan.day(order) else { return nil }
        var second: Int?
        if !scan.isAtEnd {
            guard let time = scan.time() else { return nil }
            second = time
        }
        self.init(day: day, second: second)
    }
}

extension Day {
    /// A day without a time in any usual form; see `WrittenTime`. A midnight that a spreadsheet added is passed over.
    public init?(written text: String) {
        if let day = Day(iso: text) {
            self = day
            return
        }
        guard let time = WrittenTime(text), time.second ?? 0 == 0 else { return nil }
        self = time.day
    }
}

private struct TimeScan {
    private var rest: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
        // Full-width digits, colons and signs stand 0xFEE0 above their ASCII ones.
        let plain = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        rest = plain[...]
        skipBlanks()
        while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func day(_ order: TimeOrder) -> Day? {
        let yearFirst = order == .yearMonthDay
        guard let first = number(digits: yearFirst ? 4...4 : 1...2) else { return nil }
        let isChinese = yearFirst && take("年")
        guard isChinese || take("-") || take("/") || take(".") else { return nil }
        let separator = isChinese ? "月" : previous ?? "-"
        guard let second = number(digits: 1...2), take(separator) else { return nil }
        guard let third = number(digits: yearFirst ? 1...2 : 4...4) else { return nil }
        if isChinese, !take("日"), !take("号") { return nil }
        return switch order {
        case .yearMonthDay: Day(year: first, month: second, day: third)
        case .dayMonthYear: Day(year: third, month: second, day: first)
        case .monthDayYear: Day(year: third, month: first, day: second)
        }
    }

    mutating func time() -> Int? {
        guard skipBlanks() || take("T") || previous == "日" || previous == "号" else { return nil }
        guard let hour = number(digits: 1...2), hour < 24 else { return nil }
        let isChinese = take("时") || take("点")
        guard isChinese || take(":") else { return nil }
        if isChinese, isAtEnd { return hour * 3600 }
        guard let minute = number(digits: 1...2), minute < 60 else { return nil }
        var second = 0
        if isChinese ? take("分") && !isAtEnd : take(":") {
            guard let value = number(digits: 1...2), value < 60 else { return nil }
            second = value
            if isChinese, !take("秒") { return nil }
            if take("."), number(digits: 1...9) == nil { return nil }
        }
        return isAtEnd ? hour * 3600 + minute * 60 + second : nil
    }

    /// The sign that was taken last.
    private var previous: Unicode.Scalar?

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        previous = scalar
        return true
    }

    private mutating func number(digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while let digit = rest.first, ("0"..."9").contains(digit), count < digits.upperBound {
            value = value * 10 + Int(digit.value - 0x30)
            count += 1
            rest.removeFirst()
        }
        return digits.contains(count) ? value : nil
    }

    @discardableResult
    private mutating func skipBlanks() -> Bool {
        let before = rest.count
        while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
        return rest.count < before
    }
}
