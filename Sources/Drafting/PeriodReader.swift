/// The stretch of time that the reported data are about: the notice says so of it, 统计时间为…, 评估期：….

import Deadlines

/// What makes a stretch the reporting period. The subject that it is said of ends in one of `heads` and names one of
/// `stems`.
struct PeriodRule: Sendable {
    /// What else has to be true.
    enum Condition: Sendable {
        case none
        /// It lies before the day of issue or is a whole year: 评估时间 and 检查时间 are as often said of the work itself.
        case past
    }

    let name: String
    let stems: [String]
    let heads: [String]
    let condition: Condition
    let example: String

    init(_ name: String, _ stems: String, _ heads: String, _ condition: Condition, example: String) {
        self.name = name
        self.stems = stems.split(separator: " ").map(String.init)
        self.heads = heads.split(separator: " ").map(String.init)
        self.condition = condition
        self.example = example
    }

    /// In order: the first that fits decides.
    static let all: [PeriodRule] = [
        PeriodRule(
            "period-of-data", "统计 数据 报告 报表 所属 时期 核算 会计 决算 财务 收支 业绩 绩效 成果 调查 年报 监测",
            "期 期间 周期 时期 时段 时限 时间 年度 范围 区间 口径 内容 指标 起止时间 起止日期 跨度 时间段 时点", .past,
            example: "统计时间为2023年1月1日至2023年12月31日。"),
        PeriodRule(
            "period-of-contents", "填报 核验 审验 检查 评估 评价 考核 推选 评选 征集 抽查 督查 清查 普查 审计 年检 报送 核查 测评 评议 申报 认定",
            "周期 范围 内容 年度 起止时间 起止日期 口径 对象 区间", .past,
            example: "检查范围为2008年1月1日至2009年12月31日形成的档案。"),
        PeriodRule(
            "period-of-judgement", "评估 评价 考核 审计 审验 核验 检查 测评 评议 督查 年检 核查 填报 服务 履职",
            "期 期间 时期 时段 时间 时限 时间段", .past, example: "评估期：2015年9月1日至2017年8月31日。"),
    ]

    /// 调查2024年1月1日至12月31日期间…情况
    static let verbs = [
        "统计", "调查", "填报", "核验", "汇总", "检查", "报送", "填写", "评估", "考核", "审计", "反映", "梳理", "总结", "收集", "采集", "上报",
    ]
    static let matters = WordIndex(["情况", "数据", "变化", "信息", "支出", "成果", "业绩", "收入", "指标", "总量", "绩效"])
    /// What these are said of is a condition, however long ago.
    static let conditions = WordIndex(["出生", "登记", "注册", "成立", "取得", "入职", "参加工作", "毕业", "获奖", "命名", "批准"])
}

struct PeriodReader {
    private let passage: Passage
    private let text: SourceText
    private let tokens: [Token]
    private let header: HeaderReader.Header
    private let dataYear: Int?

    struct Period: Sendable {
        let days: ClosedRange<Day>
        /// Where it is said.
        let place: Int
        let rule: String
    }

    static func period(
        _ phrases: [TimePhrase], _ tokens: [Token], _ passage: Passage, _ text: SourceText,
        _ header: HeaderReader.Header, _ outline: Outline
    ) -> Period? {
        let reader = PeriodReader(
            passage: passage, text: text, tokens: tokens, header: header, dataYear: dataYear(header))
        var second: Period?
        for phrase in phrases {
            guard let days = reader.days(phrase) else { continue }
            let place = tokens[phrase.tokens.lowerBound].range.lowerBound
            let heading = outline.heading(of: text.lineNumber(of: place))
            if let rule = reader.saidOf(phrase, heading: heading), reader.fits(rule, days) {
                return Period(days: days, place: place, rule: rule.name)
            }
            if second == nil, reader.isContents(phrase), reader.isPastOrWhole(days) {
                second = Period(days: days, place: place, rule: "period-of-verb")
            }
        }
        return second
    }

    // MARK: - Which days

    /// A window, or a year or quarter that stands alone.
    private func days(_ phrase: TimePhrase) -> ClosedRange<Day>? {
        guard let first = phrase.points.first, let last = phrase.points.last else { return nil }
        switch phrase.form {
        case .window: break
        case .points where phrase.points.count == 1 && first.day == nil && first.year != nil && first.edge == nil: break
        default: return nil
        }
        guard first.offset == nil, last.offset == nil else { return nil }
        var resolver = DateResolver(TimeContext(issued: nil, year: dataYear))
        guard let start = resolver.resolve(first, isEnd: false)?.day, var end = resolver.resolve(last, isEnd: true)?.day
        else { return nil }
        if end < start, last.year == nil { end = end.adding(months: 12) }
        return start <= end ? start...end : nil
    }

    /// 2023年度 in the title, else the year before the issue's.
    private static func dataYear(_ header: HeaderReader.Header) -> Int? {
        let title = Tokenizer.tokens(of: SourceText(header.title ?? ""))
        let year = title.indices.first { index in
            title[index].kind == .number && title[index].length == 4 && index + 1 < title.count
                && title[index + 1].value == 0x5E74
        }
        return year.map { title[$0].value } ?? header.issued?.year
    }

    private func fits(_ rule: PeriodRule, _ days: ClosedRange<Day>) -> Bool {
        switch rule.condition {
        case .none: true
        case .past: isPastOrWhole(days)
        }
    }

    private func isPastOrWhole(_ days: ClosedRange<Day>) -> Bool {
        if let issued = header.issued, days.upperBound <= issued { return true }
        let (first, last) = (days.lowerBound, days.upperBound)
        let isYears =
            first.dayOfMonth == 1 && last == last.lastOfMonth
            && (last.year - first.year) * 12 + last.month - first.month >= 11
        guard let issued = header.issued else { return isYears || first.dayOfMonth == 1 && last == last.lastOfMonth }
        return isYears && first <= issued
    }

    // MARK: - What it is said of

    private func saidOf(_ phrase: TimePhrase, heading: [UInt32]) -> PeriodRule? {
        let range = passage.range(phrase.tokens)
        let after = passage.plain[passage.after(range.upperBound, until: Passage.endsClause)].prefix(40)
        if !PeriodRule.conditions.occurrences(in: Array(after)).isEmpty { return nil }
        let before = passage.before(range.lowerBound, until: Passage.endsSentence)
        let own = Array(passage.plain[before]).string
        let subject = Self.subject(own)
        if subject.isEmpty {
            // A line of its own under its heading, or one below what names it.
            return Self.rule(Self.subject(heading.string))
        }
        return Self.rule(subject)
    }

    /// What stands before the copula, without numbering: 二、评估期：自 → 评估期.
    static func subject(_ words: String) -> String {
        var words = words
        var isMoving = true
        while isMoving {
            isMoving = false
            for end in ["自", "从", "由", "公历", "公元", ":", "为", "是", "即", "指", "系", "在", "于", "“", "(", "均"]
            where words.hasSuffix(end) {
                words.removeLast(end.count)
                isMoving = true
            }
        }
        let cut = words.lastIndex { ",、)(:“”.".contains($0) }
        return cut.map { String(words[words.index(after: $0)...]) } ?? words
    }

    private static func rule(_ subject: String) -> PeriodRule? {
        let words = String(subject.suffix(16))
        return PeriodRule.all.first { rule in
            rule.heads.contains { head in
                guard words.hasSuffix(head) else { return false }
                let rest = words.dropLast(head.count)
                return rule.stems.contains { rest.contains($0) || words.hasPrefix($0) }
            }
        }
    }

    /// A verb right before it, and data after it.
    private func isContents(_ phrase: TimePhrase) -> Bool {
        guard case .window = phrase.form else { return false }
        let range = passage.range(phrase.tokens)
        let before = Array(passage.plain[passage.before(range.lowerBound, until: Passage.endsClause)].suffix(12)).string
        let rest = passage.plain[passage.after(range.upperBound, until: Passage.endsSentence)].prefix(60)
        guard !PeriodRule.matters.occurrences(in: Array(rest)).isEmpty,
            PeriodRule.conditions.occurrences(in: Array(rest.prefix(12))).isEmpty
        else { return false }
        let after = rest.string
        return PeriodRule.verbs.contains(where: before.hasSuffix)
            && (after.hasPrefix("期间") || after.hasPrefix("的") || after.hasPrefix("内") || after.hasPrefix("各"))
    }
}
