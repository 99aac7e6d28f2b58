/// `duban calendar [YEAR[-MONTH]]`: a month or a year with its holidays and make-up days, drawn in the terminal.

import Deadlines
import Office
import Platform
import Terminal
import Texts

enum CalendarCommand: Command {
    static var name: String { "calendar" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .calendar,
            summary: Phrase(zh: "显示一月或一年的休假与调休", en: "show a month or a year with its holidays"),
            discussion: Phrase(
                zh: """
                    --json 输出 {calendar, version, from, to, workingDays, provisional, days: [{day, weekday, week, works, \
                    kind, name, source}]}；kind 为 workday、weeklyRest、holiday 或 makeUp，week 为 ISO 周次。
                    """,
                en: """
                    --json prints {calendar, version, from, to, workingDays, provisional, days: [{day, weekday, week, \
                    works, kind, name, source}]}; the kind is workday, weeklyRest, holiday or makeUp, the week ISO's.
                    """),
            arguments: [
                ArgumentSpec(
                    "when", Phrase(zh: "年[-月]", en: "YEAR[-MONTH]"),
                    Phrase(zh: "例如 2025 或 2025-01；省略则为本月", en: "e.g. 2025 or 2025-01; without it, this month"),
                    count: .optional)
            ],
            options: [
                WorkdaysCommand.calendarOption,
                .flag("weeks", Phrase(zh: "标出 ISO 周次", en: "show the ISO week numbers")),
            ],
            refusedGlobals: ["store", "as"],
            examples: [
                Example("duban calendar 2025-10", Phrase(zh: "2025 年 10 月", en: "October 2025")),
                Example("duban calendar 2026 --weeks", Phrase(zh: "2026 全年，带周次", en: "all of 2026 with week numbers")),
            ],
            exitCodes: [.notFound, .badData])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let shelf = try arguments.globals.shelf()
        let calendar = try shelf.calendar(arguments.string("calendar") ?? Shelf.usualCalendar)
        let zone = try shelf.zone(Shelf.usualZone)
        let today = zone.day(of: try arguments.globals.now(in: zone))
        let period = try arguments.string("when").map(CalendarPeriod.init(text:)) ?? CalendarPeriod(monthOf: today)
        if arguments.globals.json {
            console.write(CalendarJSON(calendar: calendar, period: period).text(console.language))
        } else {
            CalendarDrawing(
                calendar: calendar, period: period, today: today, hasWeeks: arguments.flag("weeks"), console: console
            ).print()
        }
        return .ok
    }
}

/// The month or the year that is asked for.
struct CalendarPeriod {
    let first: Day
    let last: Day
    let isYear: Bool

    init(monthOf day: Day) {
        first = day.firstOfMonth
        last = day.lastOfMonth
        isYear = false
    }

    /// `2025` or `2025-01`.
    init(text: String) throws(Failure) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard isDigits, parts.count <= 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
            let month = parts.count == 2 ? Int(parts[1]) : 1, let day = Day(year: year, month: month, day: 1),
            let end = Day(year: year, month: 12, day: 31)
        else {
            throw .usage(
                Phrase(zh: "“\(text)”不是年份或月份", en: "\"\(text)\" is neither a year nor a month"),
                remedy: Phrase(zh: "写作 2025 或 2025-01", en: "write 2025 or 2025-01"))
        }
        isYear = parts.count == 1
        first = day
        last = isYear ? end : day.lastOfMonth
    }

    var days: ClosedRange<Day> { first...last }

    /// The first day of each month.
    var months: [Day] { isYear ? (0..<12).map { first.adding(months: $0) } : [first] }
}

/// The period for other programs.
struct CalendarJSON {
    let calendar: WorkCalendar
    let period: CalendarPeriod

    func text(_ language: Language) -> String {
        let days = (period.first.number...period.last.number).map { day(Day(number: $0), language) }
        return JSONWriter.document(
            .object([
                ("calendar", .string(calendar.id)), ("version", .string(calendar.version)),
                ("from", .string(period.first.iso)), ("to", .string(period.last.iso)),
                (
                    "workingDays",
                    .int(calendar.workingDays(after: period.first.adding(days: -1), through: period.last))
                ),
                ("provisional", .bool(!calendar.isKnown(period.first) || !calendar.isKnown(period.last))),
                ("days", .array(days)),
            ]))
    }

    private func day(_ day: Day, _ language: Language) -> JSON {
        .object(
            [
                ("day", .string(day.iso)), ("weekday", .int(day.weekday.rawValue)), ("week", .int(day.isoWeek.week)),
            ] + calendar.entry(day).fields(language))
    }
}
