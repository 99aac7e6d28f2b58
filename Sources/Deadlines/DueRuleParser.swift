/// Reads a due rule; what it does not know it refuses, with the place and a remedy, and never guesses.

import Texts

extension DueRule {
    /// The longest rule that is read, in Unicode scalars.
    static let longestText = 300

    /// The rule that the text states, or the first thing wrong with it.
    public static func parse(_ text: String) -> Result<DueRule, TextProblem> {
        guard text.unicodeScalars.prefix(longestText + 1).count <= longestText else {
            return .failure(
                TextProblem(
                    "due-too-long", at: longestText, length: 0,
                    what: Phrase(
                        zh: "期限规则过长（超过\(longestText)字）", en: "the due rule is longer than \(longestText) characters"),
                    remedy: Phrase(zh: "一条规则只写一个期限", en: "write one due date per rule")))
        }
        var parser = DueRuleParser(scanner: DueRuleScanner(text))
        do throws(TextProblem) {
            return .success(try parser.rule())
        } catch {
            return .failure(error)
        }
    }
}

struct DueRuleParser {
    var scanner: DueRuleScanner

    static let heads = ["undated", "weekly", "monthly", "quarterly", "yearly", "last"]
    static let examples = "2025-04-11 · 15 working days after finalised · monthly on 5 · undated"

    mutating func rule() throws(TextProblem) -> DueRule {
        guard let head = scanner.word else {
            throw scanner.problem(
                "due-empty", what: Phrase(zh: "期限规则为空", en: "the due rule is empty"),
                remedy: Phrase(zh: "例如：\(Self.examples)；未定期限写 undated", en: "for example: \(Self.examples)"))
        }
        let form = try form(head)
        return try clauses(of: form)
    }

    private mutating func form(_ head: DueRuleScanner.Word) throws(TextProblem) -> DueRule.Form {
        if head.startsWithDigit { return try numeric(head) }
        guard Self.heads.contains(head.key) else { throw unknownHead(head) }
        scanner.take()
        switch head.key {
        case "undated": return .undated
        case "last": return .recurring(try markOfCycle(try lastDay()))
        case "weekly": return .recurring(try periodic(.week))
        case "monthly": return .recurring(try periodic(.month))
        case "quarterly": return .recurring(try periodic(.quarter))
        default: return .recurring(try periodic(.year))
        }
    }

    private func unknownHead(_ head: DueRuleScanner.Word) -> TextProblem {
        let what = Phrase(zh: "不认识的期限规则“\(head.text)”", en: "“\(head.text)” begins no due rule")
        let why = Phrase(zh: "看不懂的期限一律不收，以免误判", en: "a rule that is not understood is refused, never guessed")
        if let near = closest(to: head.text, among: Self.heads) {
            let remedy = Phrase(zh: "是否想写“\(near)”？", en: "did you mean “\(near)”?")
            return scanner.problem("due-unknown-word", what: what, why: why, remedy: remedy)
        }
        return scanner.problem(
            "due-unknown-word", what: what, why: why,
            remedy: Phrase(zh: "例如：\(Self.examples)", en: "for example: \(Self.examples)"))
    }

    /// A rule that begins with a digit: a date, a window, a count or an ordinal.
    private mutating func numeric(_ head: DueRuleScanner.Word) throws(TextProblem) -> DueRule.Form {
        if head.text.contains("/") { return try window(head) }
        if head.isNumber { return .relative(try relative(head)) }
        if let ordinal = try ordinal(head) {
            scanner.take()
            return .recurring(try markOfCycle(try ordinalMark(ordinal)))
        }
        if head.text.utf8.count == 5, head.text.contains("-") { return .recurring(try dayOfFollowingYear()) }
        let day = try self.day()
        return .fixed(day, try time())
    }

    private mutating func window(_ head: DueRuleScanner.Word) throws(TextProblem) -> DueRule.Form {
        let parts = head.text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw scanner.problem(
                "due-bad-window", what: Phrase(zh: "起止时间“\(head.text)”写法有误", en: "“\(head.text)” is not a window"),
                remedy: Phrase(
                    zh: "写作 2021-12/2022-11 或 2025-01-05/2025-02-10",
                    en: "write 2021-12/2022-11 or 2025-01-05/2025-02-10"))
        }
        let from = try edge(parts[0], in: head)
        let until = try edge(parts[1], in: head)
        let stretch = try stretch(from, until, at: head)
        scanner.take()
        return .window(stretch, try time())
    }

    // MARK: Clauses

    private mutating func clauses(of form: DueRule.Form) throws(TextProblem) -> DueRule {
        var recurrence: Recurrence? = if case .recurring(let found) = form { found } else { nil }
        var roll: Roll?
        var seen: Set<String> = []
        while let word = scanner.take() {
            guard ["except", "from", "roll"].contains(word.key) else { throw trailing(word) }
            guard seen.insert(word.key).inserted else {
                throw scanner.problem(
                    "due-repeated-clause", at: word,
                    what: Phrase(zh: "“\(word.key)”重复", en: "“\(word.key)” stands twice"),
                    remedy: Phrase(zh: "合并为一处", en: "write it once"))
            }
            if word.key == "roll" {
                try allowRoll(form, word)
                roll = try self.roll()
            } else if let found = recurrence {
                recurrence =
                    word.key == "except"
                    ? found.with(except: try exceptedMonths(found, word)) : found.with(period: try period(word))
            } else {
                throw notAllowed(word, en: "only a recurring rule has it", zh: "只有周期性期限才能写")
            }
        }
        return DueRule(form: recurrence.map { .recurring($0) } ?? form, statedRoll: roll)
    }

    private func trailing(_ word: DueRuleScanner.Word) -> TextProblem {
        if word.text.contains(":"), word.startsWithDigit {
            return scanner.problem(
                "due-trailing-text", at: word,
                what: Phrase(zh: "时间“\(word.text)”的位置不对", en: "the time “\(word.text)” stands in the wrong place"),
                remedy: Phrase(zh: "每条规则只写一个时间，紧跟在日期之后", en: "a rule has one time, right after its day"))
        }
        let what = Phrase(zh: "规则之后多出“\(word.text)”", en: "“\(word.text)” follows a rule that is complete")
        let near = closest(to: word.text, among: ["except", "from", "roll"])
        return scanner.problem(
            "due-trailing-text", at: word, what: what,
            remedy: near.map { Phrase(zh: "是否想写“\($0)”？", en: "did you mean “\($0)”?") }
                ?? Phrase(
                    zh: "删去，或改写为 except、from … until、roll", en: "remove it, or write except, from … until, or roll"))
    }

    private func notAllowed(_ word: DueRuleScanner.Word, en: String, zh: String) -> TextProblem {
        scanner.problem(
            "due-clause-not-allowed", at: word,
            what: Phrase(zh: "此规则不能带“\(word.key)”", en: "“\(word.key)” does not fit this rule"),
            why: Phrase(zh: zh, en: en), remedy: Phrase(zh: "删去这一部分", en: "remove it"))
    }

    private func allowRoll(_ form: DueRule.Form, _ word: DueRuleScanner.Word) throws(TextProblem) {
        let (en, zh) = ("it never falls on a rest day by itself", "结果本来就不会落在休息日")
        switch form {
        case .undated: throw notAllowed(word, en: "there is no day that could move", zh: "没有可顺延的日期")
        case .relative(let relative) where relative.unit == .workingDays: throw notAllowed(word, en: en, zh: zh)
        case .relative(let relative) where relative.unit == .hours:
            throw notAllowed(word, en: "hours run on through rest days", zh: "按小时计算的期限不因休息日顺延")
        case .recurring(let recurrence):
            switch recurrence.mark {
            case .lastWorkingDay, .workingDay: throw notAllowed(word, en: en, zh: zh)
            default: return
            }
        default: return
        }
    }

    private mutating func roll() throws(TextProblem) -> Roll {
        if let word = scanner.word, let roll = Roll.allCases.first(where: { $0.rawValue.lowercased() == word.key }) {
            scanner.take()
            return roll
        }
        throw scanner.unexpected(
            "due-unknown-roll", expected: Roll.allCases.map(\.rawValue), of: Phrase(zh: "休息日的处理方式", en: "a way to roll")
        )
    }
}
