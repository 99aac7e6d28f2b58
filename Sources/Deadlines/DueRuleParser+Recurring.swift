/// The recurring forms: `weekly on Mon 09:30`, `5th of following month`, `last working day of quarter`.

import Texts

extension DueRuleParser {
    // MARK: … of [following] month

    /// `day` or `working day`, after `last`.
    mutating func lastDay() throws(TextProblem) -> Recurrence.Mark {
        let mark: Recurrence.Mark = scanner.take("working") ? .lastWorkingDay : .lastDay
        guard scanner.take("day") else {
            throw scanner.unexpected(
                "due-bad-recurrence", expected: ["day", "working day"],
                of: Phrase(zh: "day 或 working day", en: "“day” or “working day”"))
        }
        return mark
    }

    /// `5th` → 5; nil for a word of another shape.
    func ordinal(_ word: DueRuleScanner.Word) throws(TextProblem) -> Int? {
        let digits = word.text.prefix { $0.isASCII && $0.isNumber }
        let suffix = word.text.dropFirst(digits.count).lowercased()
        guard ["st", "nd", "rd", "th"].contains(suffix) else { return nil }
        guard let value = Int(digits), (1...200).contains(value) else { throw badDay(word) }
        return value
    }

    /// What a leading ordinal marks: a day, or with `working day` the n-th of those.
    mutating func ordinalMark(_ value: Int) throws(TextProblem) -> Recurrence.Mark {
        if scanner.take("working") {
            guard scanner.take("day") else {
                throw scanner.unexpected("due-bad-recurrence", expected: ["day"], of: Phrase(zh: "day", en: "“day”"))
            }
            return .workingDay(value)
        }
        _ = scanner.take("day")
        return .day(value)
    }

    /// `of [following] month [09:30]`, after the mark.
    mutating func markOfCycle(_ mark: Recurrence.Mark) throws(TextProblem) -> Recurrence {
        guard scanner.take("of") else {
            throw scanner.unexpected("due-bad-recurrence", expected: ["of"], of: Phrase(zh: "of", en: "“of”"))
        }
        let following = scanner.take("following")
        guard let word = scanner.word, let cycle = Recurrence.Cycle(rawValue: word.key) else {
            throw scanner.unexpected(
                "due-bad-recurrence", expected: Recurrence.Cycle.allCases.map(\.rawValue),
                of: Phrase(zh: "周期", en: "a cycle"))
        }
        try check(mark, cycle: cycle, following: following)
        scanner.take()
        return Recurrence(cycle: cycle, mark: mark, following: following, time: try time(), except: [], period: nil)
    }

    /// Whether such a day exists in such a cycle, and is meant in one way only.
    private func check(_ mark: Recurrence.Mark, cycle: Recurrence.Cycle, following: Bool) throws(TextProblem) {
        switch (mark, cycle) {
        case (.day(let day), .month), (.day(let day), .quarter):
            guard day <= 31 else { throw badDay(scanner.word) }
            if cycle == .quarter && !following { throw ambiguousQuarter() }
        case (.workingDay(let day), .month): if day > 15 { throw badDay(scanner.word) }
        case (.workingDay(let day), .quarter): if day > 50 { throw badDay(scanner.word) }
        case (.workingDay, .year), (.lastDay, _), (.lastWorkingDay, _): return
        default:
            throw scanner.problem(
                "due-bad-recurrence", what: Phrase(zh: "这样的日子不能按此周期计", en: "such a day does not fit this cycle"),
                remedy: Phrase(zh: "例如 weekly on Mon、yearly on 06-10", en: "for example weekly on Mon, yearly on 06-10")
            )
        }
    }

    /// `03-31 of following year`.
    mutating func dayOfFollowingYear() throws(TextProblem) -> Recurrence {
        let mark = try monthDay()
        guard scanner.take("of"), scanner.take("following"), scanner.take("year") else {
            throw scanner.unexpected(
                "due-bad-recurrence", expected: ["of following year"],
                of: Phrase(
                    zh: "of following year（单独的月日写 yearly on …）", en: "“of following year” (or write “yearly on …”)"))
        }
        return Recurrence(cycle: .year, mark: mark, following: true, time: try time(), except: [], period: nil)
    }

    // MARK: weekly, monthly, quarterly, yearly on …

    mutating func periodic(_ cycle: Recurrence.Cycle) throws(TextProblem) -> Recurrence {
        guard scanner.take("on") else {
            throw scanner.unexpected("due-bad-recurrence", expected: ["on"], of: Phrase(zh: "on", en: "“on”"))
        }
        let mark = try periodicMark(cycle)
        return Recurrence(cycle: cycle, mark: mark, following: false, time: try time(), except: [], period: nil)
    }

    private mutating func periodicMark(_ cycle: Recurrence.Cycle) throws(TextProblem) -> Recurrence.Mark {
        if scanner.take("last") { return try lastDay() }
        switch cycle {
        case .week: return .weekday(try weekday())
        case .month: return try dayOrWorkingDay(limit: 15, cycle)
        case .quarter:
            let mark = try dayOrWorkingDay(limit: 50, cycle)
            guard case .day(let day) = mark else { return mark }
            return .monthDay(month: try monthOfQuarter(), day: day)
        case .year: return try monthDay()
        }
    }

    private mutating func weekday() throws(TextProblem) -> Weekday {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        if let word = scanner.word,
            let index = names.firstIndex(where: { $0.lowercased() == word.key || $0.prefix(3).lowercased() == word.key }
            )
        {
            scanner.take()
            return Weekday.allCases[index]
        }
        throw scanner.unexpected(
            "due-unknown-weekday", expected: names.map { String($0.prefix(3)) },
            of: Phrase(zh: "星期几", en: "a day of the week"))
    }

    /// `5`, `5th` or `3rd working day`.
    private mutating func dayOrWorkingDay(limit: Int, _ cycle: Recurrence.Cycle) throws(TextProblem) -> Recurrence.Mark
    {
        guard let word = scanner.word else {
            throw scanner.unexpected(
                "due-bad-day-of-month", expected: ["5", "last day", "last working day"],
                of: Phrase(zh: "几号", en: "the day"))
        }
        guard let value = word.isNumber ? Int(word.text) : try ordinal(word), value >= 1 else { throw badDay(word) }
        scanner.take()
        let mark = try ordinalMark(value)
        switch mark {
        case .workingDay(let day) where day > limit: throw badDay(word)
        case .day(let day) where day > 31: throw badDay(word)
        default: return mark
        }
    }

    /// `of month 3`, `of first month`.
    private mutating func monthOfQuarter() throws(TextProblem) -> Int {
        guard scanner.take("of") else { throw ambiguousQuarter() }
        if scanner.take("month") {
            guard let word = scanner.word, let month = Int(word.text), (1...3).contains(month) else {
                throw scanner.unexpected(
                    "due-bad-recurrence", expected: ["1", "2", "3"],
                    of: Phrase(zh: "季度中的第几个月", en: "a month of the quarter"))
            }
            scanner.take()
            return month
        }
        for (index, name) in ["first", "second", "last"].enumerated() where scanner.take(name) {
            guard scanner.take("month") else {
                throw scanner.unexpected(
                    "due-bad-recurrence", expected: ["month"], of: Phrase(zh: "month", en: "“month”"))
            }
            return index + 1
        }
        throw ambiguousQuarter()
    }

    /// `06-10`.
    private mutating func monthDay() throws(TextProblem) -> Recurrence.Mark {
        guard let word = scanner.word else {
            throw scanner.unexpected(
                "due-missing-day", expected: ["06-10", "last day", "last working day"],
                of: Phrase(zh: "月日", en: "a month and day"))
        }
        // 2024 is a leap year: 02-29 may be written, and means the last day of February in other years.
        guard word.text.utf8.count == 5, let day = Day(iso: "2024-" + word.text) else {
            throw scanner.problem(
                "due-impossible-date",
                what: Phrase(zh: "“\(word.text)”不是有效的月日", en: "“\(word.text)” is not a month and day"),
                remedy: Phrase(zh: "写作 MM-DD，例如 06-10", en: "write MM-DD, for example 06-10"))
        }
        scanner.take()
        return .monthDay(month: day.month, day: day.dayOfMonth)
    }

    // MARK: Problems

    private func badDay(_ word: DueRuleScanner.Word?) -> TextProblem {
        let what = Phrase(zh: "“\(word?.text ?? "")”不是有效的日子", en: "“\(word?.text ?? "")” is not a day that exists here")
        let why = Phrase(
            zh: "日为1至31；第n个工作日：月内至多15，季内至多50，年内至多200",
            en: "days run to 31; working days to 15 in a month, 50 in a quarter, 200 in a year")
        let remedy = Phrase(
            zh: "例如 monthly on 5、last working day of month", en: "for example monthly on 5, last working day of month")
        guard let word else { return scanner.problem("due-bad-day-of-month", what: what, why: why, remedy: remedy) }
        return scanner.problem("due-bad-day-of-month", at: word, what: what, why: why, remedy: remedy)
    }

    private func ambiguousQuarter() -> TextProblem {
        scanner.problem(
            "due-ambiguous-quarter", what: Phrase(zh: "没有说明是季度的哪个月", en: "it does not say which month of the quarter"),
            why: Phrase(zh: "一个季度有三个月", en: "a quarter has three months"),
            remedy: Phrase(
                zh: "例如 quarterly on 15 of month 3，或 15th of following quarter",
                en: "write quarterly on 15 of month 3, or 15th of following quarter"))
    }
}

extension Recurrence {
    func with(except months: [Int]) -> Recurrence {
        Recurrence(cycle: cycle, mark: mark, following: following, time: time, except: months, period: period)
    }

    func with(period stretch: Stretch) -> Recurrence {
        Recurrence(cycle: cycle, mark: mark, following: following, time: time, except: except, period: stretch)
    }
}
