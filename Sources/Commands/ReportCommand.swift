/// `duban report`: on-time rate, lateness and return rate with their formulas, now or as of a past moment.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

enum ReportCommand: Command {
    static var name: String { "report" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .figures,
            summary: Phrase(zh: "按时率、延期时间、退回率，附公式", en: "on-time rate, lateness, return rate, with formulas"),
            discussion: discussion, options: options,
            examples: [
                Example(
                    "duban report --notice henan-museums-2023 --by region",
                    Phrase(zh: "一份通知，按地区分列", en: "one notice, region by region")),
                Example(
                    "duban report --as-of 2024-02-09 --format csv",
                    Phrase(zh: "截至那天 24 时，供电子表格", en: "as of the end of that day, for a spreadsheet")),
            ],
            exitCodes: [.notFound, .badData])
    }

    private static let discussion = Phrase(
        zh: """
            三种“按时”口径并列，分别对照原期限和延期后的期限；通知指定的口径为正式口径。已报未审的不进任何分母，另列\
            它们可能带来的上下限。不足 5 项的组不排名；通知声明不作为考核依据的，一律不排名。

            --as-of 重现过去：只计当时已发生且已登记的记录，用当时有效的通知、名录和日历；同一时点的报告永远相同，\
            并印有当时台账末条的校验值。只写日期即到当天 24 时。

            一次统计几份通知时，末尾加合计：各比率是分子之和 ÷ 分母之和，不是比率的平均；按时各依本通知的正式口径；同一\
            单位在几份通知里只算一个单位。

            CSV 每个通知、每组一行，几份通知时末行为合计（by 为 notices）：notice, by, key, name, rank, asOf, headSeq, \
            headHash，其后各指标列（名称固定，百分数不带 %，时间为秒）。--json 与 --format json 相同：{asOf, head: {seq, \
            hash}, by, includeNotDue, notices: [{notice, title, number, revision, calendar, official, assessment, figures: \
            {…}, groups: [{key, name, rank, figures}], charges: [{task, waitsFor, holders, count}]}], total: {notices, \
            figures} 或 null, formulas: {…}}；figures 的键即 CSV 的列名。
            """,
        en: """
            Three readings of "on time" stand side by side, each against the original and the extended due; the one that \
            the notice names is official. What is timely but undecided is in no denominator; the bounds it leaves open \
            are printed. Groups under 5 are not ranked; where a notice says that it is no basis for assessment, nothing is.

            --as-of repeats the past: only what had happened and was recorded by then counts, under the notice, roster \
            and calendar of then. The same moment always gives the same report, with the hash of the ledger's head as it \
            was. A day alone means its end.

            Several notices at once end with a total: its rates are sums of numerators over sums of denominators, not \
            means of rates; on time is by each notice's official reading; a unit that several notices bind is one unit.

            The CSV has one line for each notice and group and, of several notices, a last one for the total (by is \
            notices): notice, by, key, name, rank, asOf, headSeq, headHash, then the figures (stable names; percentages \
            without %, times in seconds). --json is --format json: {asOf, head: {seq, hash}, by, includeNotDue, notices: \
            [{notice, title, number, revision, calendar, official, assessment, figures: {…}, groups: [{key, name, rank, \
            figures}], charges: [{task, waitsFor, holders, count}]}], total: {notices, figures} or null, formulas: {…}}; \
            the keys of figures are the CSV's columns.
            """)

    private static var options: [OptionSpec] {
        [
            .value(
                "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "只统计此通知", en: "this notice only"),
                repeatable: true, defaultText: Phrase(zh: "全部", en: "all"), completion: .notices),
            .value(
                "by", Phrase(zh: "分组", en: "GROUP"), Phrase(zh: "按什么分组", en: "how to group"),
                allowed: ReportQuery.Grouping.allCases.map(\.rawValue)),
            .asOf,
            .flag(
                "include-not-due",
                Phrase(zh: "未到期的也计入", en: "let what is not due yet count, too")),
            .value(
                "format", Phrase(zh: "格式", en: "FORMAT"), Phrase(zh: "输出格式", en: "how to print"),
                defaultText: Phrase(same: "table"), allowed: ["table", "csv", "json"]),
        ]
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let format = arguments.globals.json ? "json" : arguments.string("format") ?? "table"
        let report = try store.read {
            let naming = arguments.globals.naming(store)
            var names = try arguments.list("notice").map { try naming.notice($0) }
            // Whoever may see some notices only is told of all of those.
            if names.isEmpty, !arguments.globals.permit.isOverAll(.seeFigures) { names = try naming.notices() }
            let zone = try Zones.named(names.first?.zone ?? Zones.usual(in: store).identifier)
            let query = ReportQuery(
                notices: names.map(\.id), by: arguments.choice("by"), asOf: try arguments.asOf(in: zone),
                includesNotDue: arguments.flag("include-not-due"), namesHolders: format != "csv")
            let office = arguments.globals.office(store)
            return (figures: try office.report(query), zone: zone, unitNames: try unitNames(in: store))
        }
        switch format {
        case "csv": ReportExport(report.figures, report.zone).writeCSV(to: console)
        case "json": console.write(ReportExport(report.figures, report.zone).json)
        default:
            ReportDrawing(report: report.figures, unitNames: report.unitNames, console: console).print()
        }
        return .ok
    }

    /// Names are wanted only for the few units that hold something up.
    private static func unitNames(in store: LedgerStore) throws -> (String) -> String {
        { code in (try? store.unit(code: code))??.unit.name ?? code }
    }
}

extension OptionSpec {
    /// `--as-of`, of everything that can look back.
    static var asOf: OptionSpec {
        .value(
            "as-of", Phrase(zh: "时间", en: "WHEN"),
            Phrase(zh: "截至这个时间（只写日期即到当天 24 时）", en: "as of this moment (a day alone: its end)"),
            defaultText: Phrase(zh: "现在", en: "now"))
    }
}

extension ParsedArguments {
    /// The moment of `--as-of`: the end of a day that is named alone, never later than now.
    func asOf(in zone: Zone) throws -> Instant {
        let now = try globals.now(in: zone)
        guard let written = try moment("as-of", in: zone) else { return now }
        guard written.instant <= now else {
            throw Failure.usage(
                Phrase(
                    zh: "--as-of \(zone.minute(written.instant)) 晚于现在",
                    en: "--as-of \(zone.minute(written.instant)) lies in the future"),
                remedy: Phrase(zh: "看将来的情形用 --now", en: "use --now to see how it would stand then"))
        }
        return written.precision == .day ? min(zone.end(of: written.day), now) : written.instant
    }
}

extension Zone {
    /// `2025-04-11 17:00:30`; the first second of a day is written as the end of the day before.
    package func asOf(_ moment: Instant) -> String {
        let local = local(moment)
        if local.time == .midnight, local.second == 0 { return "\(local.day.adding(days: -1).iso) 24:00" }
        let second = local.second == 0 ? "" : local.second < 10 ? ":0\(local.second)" : ":\(local.second)"
        return minute(moment) + second
    }
}
