/// Which days the times of a notice mean, one after the other: each may lean on those before it.

import Deadlines

struct DayReader: Sendable {
    private let notice: NoticeText
    private var resolver: DateResolver
    private var line = -1
    private var sentence = -1
    /// Where the sentence begins in which a day of every year stood.
    private var yearly = -1
    /// The end of the last time that was only a start, and its day.
    private var lastStart: (end: Int, day: Day?)?

    init(_ notice: NoticeText) {
        self.notice = notice
        resolver = DateResolver(Self.context(of: notice))
    }

    /// Something tells in which year the notice lives.
    var hasYear: Bool { resolver.hasYear }

    /// 次日, 会前两日 with no day before it in its sentence is counted from something that has no day yet.
    func isLost(_ phrase: TimePhrase) -> Bool {
        guard phrase.points.count == 1, let offset = phrase.points[0].offset else { return false }
        // 会前 looks back to the meeting's day, 次日 and 公示期内 only within their sentence.
        if phrase.rules == ["time-said"], resolver.due != nil { return false }
        let looksBack = offset < 1 && phrase.rules != ["public-notice-days"]
        return looksBack ? resolver.last == nil : !resolver.isNear
    }

    /// What was said is forgotten after a paragraph without a time.
    mutating func begin(_ phrase: TimePhrase) {
        let here = notice.line(phrase)
        let own = notice.map.sentence(at: notice.range(phrase).lowerBound).lowerBound
        if line >= 0, linesBetween(line, here) > 1 { resolver.forget() }
        if own != sentence { resolver.newSentence() }
        (line, sentence) = (here, own)
    }

    /// Lines with something in them, from one to another.
    private func linesBetween(_ first: Int, _ last: Int) -> Int {
        guard last - first <= 8 else { return last - first }
        return (first..<last).count { !notice.text.trimmed(notice.text.line($0 + 1)).isEmpty }
    }

    /// Nil for a point that is no day.
    mutating func days(_ phrase: TimePhrase) -> [ResolvedDay?] {
        let near = resolver.last
        var days: [ResolvedDay?] = []
        for (index, point) in phrase.points.enumerated() {
            var point = point
            if phrase.isWindow, index == 1, let start = days[0]?.day { point.lend(yearOf: start, phrase.points[0]) }
            days.append(resolver.resolve(point, isEnd: !phrase.isWindow || index == 1))
        }
        return nextMonth(phrase, after: near).map { [$0] } ?? days
    }

    /// 10月16日报送, 次月10日前补齐: after a day in the same line the next month is one, not every.
    private func nextMonth(_ phrase: TimePhrase, after last: Day?) -> ResolvedDay? {
        guard phrase.rules == ["next-month-day"], let last else { return nil }
        let place = notice.place(phrase)
        let before = notice.text.scalars[notice.text.line(notice.line(phrase)).lowerBound..<place]
        let number = notice.tokens[phrase.tokens].first { $0.kind == .number || $0.kind == .chineseNumber }?.value
        guard before.contains("月"), let number else { return nil }
        let month = last.adding(months: 1)
        return Day(year: month.year, month: month.month, day: number)
            .map { ResolvedDay(day: $0, hasInferredYear: true) }
    }

    // MARK: - From one time to the next

    /// A deadline was told; 于上述时间 means its day.
    mutating func tell(_ day: Day?) {
        if let day { resolver.due = day }
    }

    /// 自2月1日起一周内: keeps the start.
    mutating func start(_ phrase: TimePhrase) {
        guard let point = phrase.points.last else { return }
        lastStart = (phrase.tokens.upperBound, resolver.resolve(point, isEnd: true)?.day)
    }

    /// The last day of a distance that follows a day and 起; the first day counts as one.
    func fromStart(_ phrase: TimePhrase) -> ResolvedDay? {
        guard case .distance(let count, let unit, _) = phrase.form, let count, count > 0,
            let (end, start) = lastStart, let start, end + 1 == phrase.tokens.lowerBound,
            notice.tokens[end].value == 0x8D77  // 起
        else { return nil }
        let day: Day? =
            switch unit {
            case "日", "天", "自然日", "日历日", "日历天": start.adding(days: count - 1)
            case "周", "星期": start.adding(days: 7 * count - 1)
            case "月": start.adding(months: count).adding(days: -1)
            default: nil
            }
        return day.map { ResolvedDay(day: $0, hasInferredYear: true) }
    }

    /// 每年7月30日前完成半年总结、11月30日前完成全年总结: the second day recurs as the first one does.
    mutating func isYearly(_ phrase: TimePhrase) -> Bool {
        if ["every-year-day", "every-year-month-part"].contains(phrase.rules[0]) { yearly = sentence }
        guard yearly == sentence, phrase.points.count == 1, let point = phrase.points.first else { return false }
        return point.year == nil && point.yearWord == nil && point.month != nil
    }

    // MARK: - The year of a text

    private static func context(of notice: NoticeText) -> TimeContext {
        let numbered = notice.header.number.flatMap(year)
        guard let issued = notice.header.issued else { return unissued(notice, numbered) }
        // 〔2018〕68号, 2017年6月25日: no document is signed in the year before its number. The year is a slip, where the
        // days in the text are of the number's.
        guard let numbered, numbered > issued.year,
            let signed = Day(year: numbered, month: issued.month, day: issued.dayOfMonth)
        else { return TimeContext(issued: issued) }
        let years = days(in: notice).filter { $0 != issued }.map(\.year)
        let isSlip = years.contains(numbered) && !years.contains(issued.year)
        return isSlip ? TimeContext(issued: signed, slip: issued.year) : TimeContext(issued: issued)
    }

    /// The number's year, else the latest that a day is written with, else the latest of which the text speaks.
    private static func unissued(_ notice: NoticeText, _ numbered: Int?) -> TimeContext {
        let spoken = SpokenYears(notice.tokens)
        // A window that ends in the next year begins in the notice's.
        let points = notice.phrases.flatMap { $0.isWindow ? Array($0.points.prefix(1)) : $0.points }
        let written = points.filter { $0.month != nil }.compactMap(\.year).max()
        // 1989年6月30日以后出生 is written, yet of another time.
        let isOld = written.map { $0 < (spoken.least ?? $0) } ?? true
        return TimeContext(
            year: numbered ?? (isOld ? spoken.latest ?? written : written), schoolYear: isOld ? spoken.school : nil,
            written: days(in: notice))
    }

    private static func year(_ number: String) -> Int? {
        Tokenizer.tokens(of: SourceText(number)).first { $0.kind == .number && $0.length == 4 }?.value
    }

    private static func days(in notice: NoticeText) -> [Day] {
        notice.phrases.prefix(200).flatMap(\.points).compactMap { point in
            guard let year = point.year, let month = point.month, let day = point.day else { return nil }
            return Day(year: year, month: month, day: day)
        }
    }
}

extension TimePoint {
    /// 2021年1月至11月: the end of a window lies in its start's year, or in the next one where it would come before it.
    fileprivate mutating func lend(yearOf start: Day, _ first: TimePoint) {
        guard year == nil, yearWord == nil, let month, first.year != nil || first.yearWord != nil else { return }
        let isLater = month > start.month || month == start.month && (day ?? 31) >= start.dayOfMonth
        year = start.year + (isLater ? 0 : 1)
    }
}
