/// From what is written to days: years and months that are not said come from what was said before and from the day of
/// issue.

import Deadlines

/// What the document says of the time in which it lives.
struct TimeContext: Sendable {
    /// The signature's day.
    var issued: Day?
    /// The year that the signature prints, where it was taken for a slip.
    var slip: Int?
    /// For a text without one: the year of its number, its title, its dates.
    var year: Int?
    /// For a text without one: the first year of its school year, in which the months from August on lie.
    var schoolYear: Int?
    /// For a text without one: the days that are written out.
    var written: [Day] = []
}

/// A day with what is not certain about it.
struct ResolvedDay: Sendable, Hashable {
    var day: Day
    /// The year was not written.
    var hasInferredYear = false
    /// Why somebody has to look: impossible as written, weekday that disagrees, year that could be another.
    var doubts: [DraftDoubt] = []
}

struct DateResolver {
    let context: TimeContext
    /// The day read last, within the paragraph: 同月29日, 8日, a month and day after a full date.
    private(set) var last: Day?
    /// The last day of the deadline told last: 于上述时间.
    var due: Day?
    /// `last` stands in the same sentence.
    private(set) var isNear = false

    init(_ context: TimeContext) { self.context = context }

    var hasYear: Bool { baseYear != nil }

    mutating func forget() {
        last = nil
        isNear = false
    }

    mutating func newSentence() { isNear = false }

    /// Nil for a point that is no day at all, such as 2月30日.
    mutating func resolve(_ point: TimePoint, isEnd: Bool) -> ResolvedDay? {
        guard var found = resolved(point, isEnd: isEnd) else { return nil }
        if let weekday = point.weekday, found.day.weekday.rawValue != weekday {
            if context.issued == nil, found.hasInferredYear, let other = yearBeside(found.day, weekday) {
                found.day = other
            } else {
                found.doubts.append(.weekdayDisagrees(said: weekday, is: found.day.weekday.rawValue))
            }
        }
        if found.hasInferredYear, let slip = context.slip, let issued = context.issued {
            found.doubts.append(.issueDisagrees(number: issued.year, signed: slip))
        }
        // 1989年1月1日以后出生: of another time than the notice's.
        if found.day.year >= (context.issued?.year ?? context.year ?? 2003) - 3 {
            last = found.day
            isNear = true
        }
        return found
    }

    /// 1月25日（周五） in a text that names no day of its own: of the three years before and after, where only one has that
    /// weekday.
    private func yearBeside(_ day: Day, _ weekday: Int) -> Day? {
        let found = [1, -1, 2, -2, 3, -3].compactMap { Day(year: day.year + $0, month: day.month, day: day.dayOfMonth) }
            .filter { $0.weekday.rawValue == weekday }
        return found.count == 1 ? found[0] : nil
    }

    private func resolved(_ point: TimePoint, isEnd: Bool) -> ResolvedDay? {
        if !point.readings.isEmpty { return nil }
        if point.rule == "time-said", let due { return ResolvedDay(day: due, hasInferredYear: true) }
        if let offset = point.offset {
            return last.map { ResolvedDay(day: $0.adding(days: offset), hasInferredYear: true) }
        }
        if let day = point.day { return self.day(point, day) }
        if let quarter = point.quarter {
            return period(point, from: quarter * 3 - 2, to: quarter * 3, isEnd: isEnd)
        }
        switch point.edge {
        case "上半年": return period(point, from: 1, to: 6, isEnd: isEnd)
        case "下半年": return period(point, from: 7, to: 12, isEnd: isEnd)
        default: break
        }
        if point.month != nil || point.monthWord != nil { return monthPart(point, isEnd: isEnd) }
        if point.edge != nil || point.yearWord != nil || point.year != nil {
            let year = self.year(point) ?? baseYear
            guard let year else { return nil }
            let day =
                point.edge == "初" || !isEnd ? Day(year: year, month: 1, day: 1) : Day(year: year, month: 12, day: 31)
            return day.map { ResolvedDay(day: $0, hasInferredYear: point.year == nil) }
        }
        return nil
    }

    private func day(_ point: TimePoint, _ number: Int) -> ResolvedDay? {
        if let month = point.month {
            if let year = year(point) {
                return Day(year: year, month: month, day: number).map { ResolvedDay(day: $0) }
            }
            return inferred(month: month, day: number)
        }
        guard var anchor = last ?? context.issued?.firstOfMonth else { return nil }
        if point.monthWord == "本月" { anchor = context.issued ?? anchor }
        if point.monthWord == "下月" || point.monthWord == "下个月" { anchor = (context.issued ?? anchor).adding(months: 1) }
        return Day(year: anchor.year, month: anchor.month, day: number).map {
            ResolvedDay(day: $0, hasInferredYear: true, doubts: last == nil ? [.monthNotSaid] : [])
        }
    }

    /// A month or a part of it: its first day as a start, its last as an end.
    private func monthPart(_ point: TimePoint, isEnd: Bool) -> ResolvedDay? {
        var first: ResolvedDay?
        if let month = point.month {
            if let year = year(point) {
                first = Day(year: year, month: month, day: 1).map { ResolvedDay(day: $0) }
            } else {
                first = inferred(month: month, day: Day.length(ofMonth: month, year: baseYear ?? 2023))
                if let found = first { first?.day = found.day.firstOfMonth }
            }
        } else if let anchor = last ?? context.issued {
            let isNext = point.monthWord?.contains("下") == true || point.monthWord?.contains("次") == true
            first = ResolvedDay(day: anchor.firstOfMonth.adding(months: isNext ? 1 : 0), hasInferredYear: true)
        }
        guard var found = first else { return nil }
        guard isEnd else {
            // 9月中旬至11月底 begins on the 11th.
            switch point.edge {
            case "中旬", "中下旬": found.day = found.day.adding(days: 10)
            case "下旬": found.day = found.day.adding(days: 20)
            default: break
            }
            return found
        }
        switch point.edge {
        case "上旬", "初": found.day = found.day.adding(days: 9)
        case "中旬", "上中旬": found.day = found.day.adding(days: 19)
        default: found.day = found.day.lastOfMonth
        }
        return found
    }

    private func period(_ point: TimePoint, from: Int, to: Int, isEnd: Bool) -> ResolvedDay? {
        guard let year = year(point) ?? last?.year ?? baseYear else { return nil }
        let first = Day(year: year, month: isEnd ? to : from, day: 1)
        return first.map { ResolvedDay(day: isEnd ? $0.lastOfMonth : $0, hasInferredYear: point.year == nil) }
    }

    /// The year that is written, in digits or words.
    private func year(_ point: TimePoint) -> Int? {
        if let year = point.year { return year }
        guard let word = point.yearWord, let base = context.issued?.year ?? context.year else { return nil }
        switch word {
        case "明年", "下一年", "第二年": return base + 1
        case "次年", "翌年": return base + 1
        case "去年", "上年": return base - 1
        default: return base
        }
    }

    private var baseYear: Int? { context.issued?.year ?? last?.year ?? context.year }

    /// 12月7日 before courses from 2020年12月14日 to 2021年1月18日: the year before where only there other days are near.
    private func undated(month: Int, day number: Int, _ base: Int) -> Day? {
        let same = Day(year: base, month: month, day: number)
        guard let same, let before = Day(year: base - 1, month: month, day: number) else { return same }
        func distance(_ day: Day) -> Int { context.written.map { abs($0.days(since: day)) }.min() ?? 0 }
        return distance(before) <= 60 && distance(same) > 200 ? before : same
    }

    /// Most dates of a notice lie ahead of it, within the year after; some phases are over when it is issued.
    private func inferred(month: Int, day number: Int) -> ResolvedDay? {
        if isNear, let last, let day = Day(year: last.year, month: month, day: number),
            context.issued.map({ day >= $0.adding(days: -30) }) ?? true, last.days(since: day) < 200
        {
            return ResolvedDay(day: day, hasInferredYear: true)
        }
        guard let base = baseYear else { return nil }
        guard let issued = context.issued else {
            let base = month >= 8 && base == context.year ? context.schoolYear ?? base : base
            return undated(month: month, day: number, base).map { ResolvedDay(day: $0, hasInferredYear: true) }
        }
        let same = Day(year: base, month: month, day: number)
        if let same, issued.days(since: same) <= 150 { return ResolvedDay(day: same, hasInferredYear: true) }
        return Day(year: base + 1, month: month, day: number).map { ResolvedDay(day: $0, hasInferredYear: true) }
    }
}
