/// A time as a sentence says it: one day, a window, a list, a distance or something that recurs.

/// One end of a phrase, as far as it is written.
struct TimePoint: Sendable {
    var year: Int?
    /// 今年, 明年 … for a year that is not written.
    var yearWord: String?
    var month: Int?
    /// 本月, 同月, 下月 for a month that is not written.
    var monthWord: String?
    var day: Int?
    var quarter: Int?
    /// 次日 is 1 after the day before it in the text, 会前两日 2 before.
    var offset: Int?
    /// 底, 上旬, 年底 …
    var edge: String?
    /// The hour and minute in minutes, 0…1440.
    var minutes: Int?
    /// 上午, 下班前: when no hour is said.
    var partOfDay: String?
    /// 1 is Monday.
    var weekday: Int?
    var tokens: Range<Int>
    let rule: String
    /// A day stands there, but damaged: what it may have been.
    var readings: [String] = []

    var isDay: Bool { day != nil || offset != nil || !readings.isEmpty }
}

struct TimePhrase: Sendable {
    enum Form: Sendable {
        /// One point, or several days of which each counts.
        case points
        case window
        case distance(count: Int?, unit: String, isBefore: Bool)
        case recurring
    }

    var form: Form
    var points: [TimePoint]
    var tokens: Range<Int>
    /// The rules that read it.
    var rules: [String]
}
