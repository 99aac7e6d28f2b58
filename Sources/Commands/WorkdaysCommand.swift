/// `duban workdays`: counts working days, says why a day works or rests, and resolves any due rule.

import Deadlines
import Office
import Platform
import Terminal
import Texts

enum WorkdaysCommand: Command {
    static var name: String { "workdays" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .calendar,
            summary: Phrase(zh: "推算工作日，或按时限规则算出日期", en: "count working days, or work out a due rule"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "day", Phrase(zh: "日期", en: "DAY"),
                    Phrase(zh: "例如 2025-01-20，或 today", en: "e.g. 2025-01-20, or today"),
                    count: .optional),
                ArgumentSpec(
                    "to", Phrase(zh: "天数或日期", en: "±N|DAY"),
                    Phrase(zh: "+15、-5，或另一个日期", en: "+15, -5, or another day"), count: .optional),
            ],
            options: options,
            refusedGlobals: ["store", "as"],
            examples: [
                Example(
                    "duban workdays 2025-01-20 +15 --explain",
                    Phrase(zh: "15 个工作日后是哪天，跳过了哪些天", en: "the 15th working day after, with the days skipped")),
                Example(
                    "duban workdays 2025-01-20 2025-02-14",
                    Phrase(zh: "相隔几个工作日", en: "how many working days lie between")),
                Example("duban workdays 2025-01-26", Phrase(zh: "这天上不上班，为什么", en: "whether that day works, and why")),
                Example(
                    "duban workdays --rule \"15 days after told\" --event told=2025-06-02",
                    Phrase(zh: "按规则算出时限并解释", en: "works the rule out and explains it")),
            ],
            exitCodes: [.notFound, .badData])
    }

    private static var options: [OptionSpec] {
        [
            calendarOption,
            .flag("explain", Phrase(zh: "列出跳过和补班的日子及其文号", en: "list the days skipped and worked, with their notices")),
            .value(
                "rule", Phrase(zh: "规则", en: "RULE"),
                Phrase(zh: "通知里写的时限规则", en: "a due rule as notices write it")),
            .value(
                "event", Phrase(zh: "名称=时间", en: "NAME=WHEN"),
                Phrase(zh: "规则起算的事件及其时间", en: "what the rule counts from, and when it happened"), repeatable: true),
            .value(
                "zone", Phrase(zh: "时区", en: "ZONE"), Phrase(zh: "各时间所在时区", en: "the time zone of all times"),
                defaultText: Phrase(same: Shelf.usualZone)),
        ]
    }

    /// `--calendar`, shared with `duban calendar`.
    static var calendarOption: OptionSpec {
        .value(
            "calendar", Phrase(zh: "日历", en: "ID"), Phrase(zh: "用哪个日历", en: "which calendar holds"),
            defaultText: Phrase(same: Shelf.usualCalendar), completion: .dynamic("calendars"))
    }

    private static let discussion = Phrase(
        zh: """
            起算日不计。+N 得出其后第 N 个工作日，-N 得出其前第 N 个；两个日期之间数的是起日之后、到止日为止的工作日，\
            止日在前则为负数。调休上班日算工作日。超出日历已公布范围的结果标“暂定”。

            --rule 接受通知文件中的任何规则。重复的规则列出自所给日期（默认今天）起的六次。事件写作 finalised=2025-06-02 或 \
            'accepted(forms)=2025-06-02 15:00'。

            --json 输出 {calendar, version, question, provisional, …}；question 为 add（from、workingDays、day、weekday、\
            skipped、worked、weeklyRest）、count（from、to、workingDays 及同样三项）、day（day、weekday、works、kind、name、\
            source、previous、next）或 rule（rule、dues 列表：period、day、weekday、time、start、provisional、steps）。weekday 1 为周一。
            """,
        en: """
            The first day is not counted. +N gives the N-th working day after it, -N the one before; between two days \
            the working days after the first up to and including the second are counted, negative when the second is \
            earlier. Make-up working days count. A result beyond what the calendar knows is marked provisional.

            --rule takes any rule of a notice file. A recurring one gives its next six dates from DAY (default: \
            today). An event is written finalised=2025-06-02 or 'accepted(forms)=2025-06-02 15:00'.

            --json prints {calendar, version, question, provisional, …}, the question being add (from, workingDays, \
            day, weekday, skipped, worked, weeklyRest), count (from, to, workingDays and the same three), day (day, \
            weekday, works, kind, name, source, previous, next) or rule (rule, and dues: period, day, weekday, time, \
            start, provisional, steps). Weekday 1 is Monday.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let shelf = try arguments.globals.shelf()
        let calendar = try shelf.calendar(arguments.string("calendar") ?? Shelf.usualCalendar)
        let reader = DayReader(arguments, shelf)
        if let rule = arguments.string("rule") {
            let answer = try RuleAnswer.resolve(rule, arguments, calendar, reader)
            answer.print(to: console, json: arguments.globals.json)
            return .ok
        }
        if let event = arguments.string("event") {
            throw Failure.usage(
                Phrase(zh: "--event \(event) 只与 --rule 合用", en: "--event \(event) means nothing without --rule"),
                remedy: Phrase(zh: "加上 --rule，或去掉 --event", en: "add --rule, or leave --event out"))
        }
        guard let day = try reader.day("day") else {
            throw Failure.usage(
                Phrase(zh: "缺少日期", en: "a day is missing"),
                remedy: Phrase(
                    zh: "写成 duban workdays 2025-01-20 +15，或用 --rule",
                    en: "write duban workdays 2025-01-20 +15, or use --rule"))
        }
        let answer = WorkdaysAnswer(calendar: calendar, from: day, question: try question(arguments, reader))
        answer.print(to: console, json: arguments.globals.json, explained: arguments.flag("explain"))
        return .ok
    }

    private static func question(_ arguments: ParsedArguments, _ reader: DayReader) throws -> WorkdaysAnswer.Question {
        guard let text = arguments.string("to") else { return .day }
        // A date has two hyphens within; anything shorter is meant as a number.
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        if text.dropFirst().contains("-") || Int(digits) == nil {
            return .count(through: try reader.read(text))
        }
        guard let count = Int(digits), abs(count) <= 1_000_000 else {
            throw Failure.usage(
                Phrase(zh: "天数\(text)过大", en: "\(text) is too many days"),
                remedy: Phrase(zh: "至多一百万个工作日", en: "a million working days at most"))
        }
        return .add(count)
    }
}

/// Reads the days that a person writes on the command line.
struct DayReader {
    private let arguments: ParsedArguments
    private let shelf: Shelf

    init(_ arguments: ParsedArguments, _ shelf: Shelf) {
        self.arguments = arguments
        self.shelf = shelf
    }

    func zone() throws -> Zone {
        try shelf.zone(arguments.string("zone") ?? Shelf.usualZone)
    }

    /// The day by the wall clock or `--now`, in the zone asked for.
    func today() throws -> Day {
        let zone = try zone()
        return zone.day(of: try arguments.globals.now(in: zone))
    }

    func day(_ name: String) throws -> Day? { try arguments.string(name).map { try read($0) } }

    func read(_ text: String) throws -> Day {
        if text == "today" || text == "今天" { return try today() }
        // Only a day is asked for: the zone plays no part, so its data is not read.
        switch Zone.utc.parse(text) {
        case .success(let moment) where moment.precision == .day: return moment.day
        case .success:
            throw Failure.usage(
                Phrase(zh: "“\(text)”带有时间", en: "\"\(text)\" has a time"),
                remedy: Phrase(zh: "只写日期", en: "write the day alone"))
        case .failure(let problem):
            throw Failure.usage(
                problem.what, remedy: Phrase(zh: "日期写作 2025-01-20", en: "write a day as 2025-01-20"))
        }
    }
}
