/// The parts that several forms of due rules share: days, times, stretches, months, counts and anchors.

import Texts

extension DueRuleParser {
    // MARK: Days and times

    mutating func day() throws(TextProblem) -> Day {
        guard let word = scanner.word else {
            throw scanner.unexpected("due-missing-day", expected: ["2025-04-11"], of: Phrase(zh: "日期", en: "a day"))
        }
        let day = try day(word.text[...], in: word)
        scanner.take()
        return day
    }

    func day(_ text: Substring, in word: DueRuleScanner.Word) throws(TextProblem) -> Day {
        if let day = Day(iso: text) { return day }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isShaped =
            parts.count == 3 && zip(parts, [4, 2, 2]).allSatisfy { $0.0.utf8.count == $0.1 && Int($0.0) != nil }
        if isShaped {
            throw scanner.problem(
                "due-impossible-date", at: word, what: Phrase(zh: "没有\(text)这一天", en: "there is no day \(text)"),
                why: Self.monthLength(parts), remedy: Phrase(zh: "核对通知原文中的日期", en: "compare it with the notice"))
        }
        if parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2 {
            throw scanner.problem(
                "due-month-alone", at: word, what: Phrase(zh: "“\(text)”只有年月", en: "“\(text)” is a month, not a day"),
                remedy: Phrase(
                    zh: "写明哪一天，或写起止时间 \(text)/\(text)", en: "name the day, or write the window \(text)/\(text)"))
        }
        throw scanner.problem(
            "due-unknown-word", at: word, what: Phrase(zh: "看不懂“\(text)”", en: "“\(text)” is not understood"),
            why: Phrase(zh: "日期须写作 YYYY-MM-DD", en: "a day is written YYYY-MM-DD"),
            remedy: Phrase(zh: "例如：\(Self.examples)", en: "for example: \(Self.examples)"))
    }

    /// Why a well-shaped date does not exist.
    private static func monthLength(_ parts: [Substring]) -> Phrase? {
        guard let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month), year > 0 else {
            return Phrase(zh: "月份只有01至12", en: "months run from 01 to 12")
        }
        let length = Day.length(ofMonth: month, year: year)
        return Phrase(zh: "\(year)年\(month)月只有\(length)天", en: "\(parts[0])-\(parts[1]) has \(length) days")
    }

    /// A time if one stands here, with or without `at`.
    mutating func time() throws(TextProblem) -> TimeOfDay? {
        let announced = scanner.take("at")
        guard let word = scanner.word, announced || (word.startsWithDigit && word.text.contains(":")) else {
            if announced {
                throw scanner.unexpected("due-impossible-time", expected: ["17:00"], of: Phrase(zh: "时间", en: "a time"))
            }
            return nil
        }
        guard let time = TimeOfDay(text: word.text) else {
            let isMidnight = word.text == "24:00"
            throw scanner.problem(
                "due-impossible-time",
                what: Phrase(zh: "“\(word.text)”不是有效时间", en: "“\(word.text)” is not a time of day"),
                why: Phrase(zh: "时间写作 HH:MM，00:00至23:59", en: "times are written HH:MM, 00:00 to 23:59"),
                remedy: isMidnight
                    ? Phrase(zh: "不写时间即到当日24:00为止", en: "leave it out: a day without a time ends at 24:00")
                    : Phrase(zh: "例如 17:00", en: "for example 17:00"))
        }
        scanner.take()
        return time
    }

    // MARK: Stretches

    func edge(_ text: Substring, in word: DueRuleScanner.Word) throws(TextProblem) -> Stretch.Edge {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2, let first = Day(iso: "\(text)-01") {
            return .month(year: first.year, month: first.month)
        }
        if parts.count == 2, parts.allSatisfy({ Int($0) != nil }) {
            throw scanner.problem(
                "due-impossible-date", at: word, what: Phrase(zh: "没有\(text)这个月", en: "there is no month \(text)"),
                why: Phrase(zh: "月份只有01至12", en: "months run from 01 to 12"))
        }
        return .day(try day(text, in: word))
    }

    func stretch(
        _ from: Stretch.Edge, _ until: Stretch.Edge, at word: DueRuleScanner.Word
    ) throws(TextProblem) -> Stretch {
        if let stretch = Stretch(from: from, until: until) { return stretch }
        throw scanner.problem(
            "due-window-reversed", at: word,
            what: Phrase(
                zh: "结束（\(until.text)）早于开始（\(from.text)）", en: "it ends (\(until.text)) before it begins (\(from.text))"
            ),
            remedy: Phrase(zh: "把先后对调", en: "swap the two"))
    }

    /// `from 2022-01 until 2022-11`, after `from`.
    mutating func period(_ clause: DueRuleScanner.Word) throws(TextProblem) -> Stretch {
        let from = try nextEdge()
        guard scanner.take("until") else {
            throw scanner.unexpected("due-missing-until", expected: ["until"], of: Phrase(zh: "截止（until）", en: "until"))
        }
        return try stretch(from, try nextEdge(), at: clause)
    }

    private mutating func nextEdge() throws(TextProblem) -> Stretch.Edge {
        guard let word = scanner.word else {
            throw scanner.unexpected(
                "due-missing-day", expected: ["2025-04", "2025-04-11"], of: Phrase(zh: "年月或日期", en: "a month or a day"))
        }
        let edge = try edge(word.text[...], in: word)
        scanner.take()
        return edge
    }

    // MARK: Months

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `January, February and March`, after `except`.
    mutating func exceptedMonths(_ recurrence: Recurrence, _ clause: DueRuleScanner.Word) throws(TextProblem) -> [Int] {
        var months: Set<Int> = []
        repeat {
            months.insert(try month())
        } while scanner.take(",", "and")
        let allowed: Set<Int> =
            switch recurrence.cycle {
            case .week, .month: Set(1...12)
            case .quarter: [1, 4, 7, 10]
            case .year: []
            }
        guard months.isSubset(of: allowed) else {
            throw scanner.problem(
                "due-clause-not-allowed", at: clause,
                what: Phrase(zh: "这些月份无从除外", en: "these months cannot be excepted"),
                why: Phrase(
                    zh: "周、月可除外任何月份，季度只能除外其首月，年度不能除外",
                    en: "a quarter is named by its first month; a year has none to except"),
                remedy: Phrase(zh: "例如 monthly on 5 except January", en: "for example monthly on 5 except January"))
        }
        guard months.count < allowed.count else {
            throw scanner.problem(
                "due-nothing-left", at: clause,
                what: Phrase(zh: "除外之后没有剩下任何一期", en: "nothing is left after the exceptions"),
                remedy: Phrase(zh: "减少除外的月份", en: "except fewer months"))
        }
        return months.sorted()
    }

    private mutating func month() throws(TextProblem) -> Int {
        if let word = scanner.word,
            let index = Self.monthNames.firstIndex(where: {
                $0.lowercased() == word.key || $0.prefix(3).lowercased() == word.key
            })
        {
            scanner.take()
            return index + 1
        }
        throw scanner.unexpected("due-unknown-month", expected: Self.monthNames, of: Phrase(zh: "月份", en: "a month"))
    }

    // MARK: Counts and anchors

    /// `15 working days after finalised [17:00]`.
    mutating func relative(_ head: DueRuleScanner.Word) throws(TextProblem) -> DueRule.Relative {
        guard let count = Int(head.text), (1...9999).contains(count) else {
            throw scanner.problem(
                "due-bad-count",
                what: Phrase(zh: "数目“\(head.text)”不在1至9999之间", en: "the count “\(head.text)” is not within 1…9999"),
                why: Phrase(zh: "事件当日不计，最少为1", en: "the day of the event is not counted, so 1 is the least"))
        }
        scanner.take()
        let unit = try unit()
        let direction: DueRule.Relative.Direction
        if scanner.take("after") {
            direction = .after
        } else if scanner.take("before") {
            direction = .before
        } else {
            throw scanner.unexpected(
                "due-missing-direction", expected: ["after", "before"],
                of: Phrase(zh: "after（之后）或before（之前）", en: "after or before"))
        }
        let anchor = try anchor()
        if unit == .hours, let word = scanner.word, word.startsWithDigit, word.text.contains(":") {
            throw scanner.problem(
                "due-clause-not-allowed", what: Phrase(zh: "按小时计算的期限不能再写时间", en: "a count of hours has no time of day"),
                remedy: Phrase(zh: "删去“\(word.text)”", en: "remove “\(word.text)”"))
        }
        return DueRule.Relative(count: count, unit: unit, direction: direction, anchor: anchor, time: try time())
    }

    private mutating func unit() throws(TextProblem) -> DueRule.Relative.Unit {
        if scanner.take("wd") { return .workingDays }
        if scanner.take("working") {
            guard scanner.take("days", "day") else {
                throw scanner.unexpected("due-unknown-unit", expected: ["days"], of: Phrase(zh: "days", en: "“days”"))
            }
            return .workingDays
        }
        _ = scanner.word?.key == "calendar" && scanner.take("calendar")
        if scanner.take("days", "day") { return .days }
        if scanner.take("weeks", "week") { return .weeks }
        if scanner.take("months", "month") { return .months }
        if scanner.take("years", "year") { return .years }
        if scanner.take("hours", "hour") { return .hours }
        throw scanner.unexpected(
            "due-unknown-unit", expected: ["working days", "days", "weeks", "months", "years", "hours"],
            of: Phrase(zh: "计量单位", en: "a unit of time"))
    }

    private mutating func anchor() throws(TextProblem) -> Anchor {
        let all = scanner.take("all")
        guard let word = scanner.word, word.text != "(", word.text != ")", word.text != "," else {
            throw scanner.unexpected(
                "due-missing-anchor", expected: ["finalised", "accepted(TASK)", "due(TASK)", "final"],
                of: Phrase(zh: "起算点", en: "what to count from"))
        }
        if scanner.following?.text == "(" { return try functionAnchor(word, all: all) }
        if Anchor.Outcome(rawValue: word.text) != nil && word.text != "told" || word.text == "due" {
            throw scanner.problem(
                "due-outcome-without-task",
                what: Phrase(zh: "“\(word.text)”没有指明是哪项任务", en: "“\(word.text)” does not say of which task"),
                remedy: Phrase(zh: "写作 \(word.text)(任务编号)", en: "write \(word.text)(TASK)"))
        }
        if all {
            throw scanner.problem(
                "due-bad-anchor", what: Phrase(zh: "“all”之后只能是任务的结果", en: "only a task's outcome can follow “all”"),
                remedy: Phrase(zh: "例如 all accepted(forms)", en: "for example all accepted(forms)"))
        }
        try checkName(word)
        scanner.take()
        return word.text == "final" ? .final : .event(word.text)
    }

    /// `accepted(forms)`, `due(forms)`.
    private mutating func functionAnchor(_ word: DueRuleScanner.Word, all: Bool) throws(TextProblem) -> Anchor {
        let outcome = Anchor.Outcome(rawValue: word.text)
        guard outcome != nil || (word.text == "due" && !all) else {
            let known = Anchor.Outcome.allCases.map(\.rawValue) + (all ? [] : ["due"])
            throw scanner.unexpected(
                "due-bad-anchor", expected: known, of: Phrase(zh: "任务的结果", en: "an outcome of a task"))
        }
        scanner.take()
        scanner.take()
        guard let task = scanner.word, task.text != ")" else {
            throw scanner.unexpected(
                "due-missing-anchor", expected: ["forms"], of: Phrase(zh: "任务编号", en: "the task's name"))
        }
        try checkName(task)
        scanner.take()
        guard scanner.take(")") else {
            throw scanner.unexpected(
                "due-bad-anchor", expected: [")"], of: Phrase(zh: "右括号", en: "a closing parenthesis"))
        }
        return outcome.map { .outcome($0, task: task.text, all: all) } ?? .due(task: task.text)
    }

    /// `[a-z][a-zA-Z0-9-]*`
    private func checkName(_ word: DueRuleScanner.Word) throws(TextProblem) {
        let bytes = Array(word.text.utf8)
        let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
        let isRest = { (byte: UInt8) in
            isLower(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard let first = bytes.first, isLower(first), bytes.allSatisfy(isRest) else {
            throw scanner.problem(
                "due-bad-anchor", at: word,
                what: Phrase(zh: "“\(word.text)”不能作名称", en: "“\(word.text)” cannot be a name"),
                why: Phrase(
                    zh: "名称以小写字母开头，只含字母、数字和连字符",
                    en: "names begin with a small letter and hold letters, digits and hyphens"),
                remedy: Phrase(zh: "例如 finalised、accepted(forms)", en: "for example finalised, accepted(forms)"))
        }
    }
}
