/// `duban check FILE…`: everything that is wrong with notices, rosters, calendars and mappings; nothing is stored.

import Office
import Platform
import Terminal
import Texts

enum CheckCommand: Command {
    static var name: String { "check" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .start,
            summary: Phrase(zh: "检查通知、名录、日历等文件", en: "find what is wrong with notices, rosters and calendars"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"),
                    Phrase(
                        zh: "通知、名录（CSV 或 Excel）、日历或状态导入对照表；也可写随程序提供的通知名",
                        en:
                            "a notice, roster (CSV or Excel), calendar or status mapping; or the id of a notice that ships"
                    ),
                    count: .oneOrMore, completion: .file)
            ],
            options: [
                .value(
                    "units", Phrase(zh: "名录", en: "ROSTER"),
                    Phrase(zh: "对照哪份名录检查通知", en: "the roster to check the notices against"),
                    defaultText: Phrase(
                        zh: "通知旁同名的 .csv 或 .xlsx", en: "the .csv or .xlsx of the same name beside each notice"),
                    completion: .file),
                .flag("strict", Phrase(zh: "有警告也算不通过", en: "let warnings fail, too")),
            ],
            refusedGlobals: GlobalOptions.ledgerOnly,
            examples: [
                Example(
                    "duban check Notices/*.yaml", Phrase(zh: "检查全部通知及其名录", en: "checks all notices with their rosters")),
                Example(
                    "duban check notice.yaml --units units.csv",
                    Phrase(zh: "对照另一份名录检查", en: "checks against another roster")),
            ],
            exitCodes: [.attention, .notFound, .badData])
    }

    private static let discussion = Phrase(
        zh: """
            文件的种类由内容判断。一次列出全部问题：位置、原因、处理办法和原文。不写入台账。通知随名录一起检查；没有邮箱的单位由\
            通知一并列出，单独检查名录时才逐行列出。

            --json 的格式固定：{files: [{file, kind, roster, errors, warnings}], diagnostics: [{severity, code, file, \
            line, column, endLine, endColumn, what, why, remedy}], errors, warnings}。kind 为 notice、roster、\
            calendar、statusMapping 或 null（看不出种类）；行列从 1 起，列按字符计；整个文件的问题行列为 null。
            """,
        en: """
            What a file is, its contents tell. All problems come at once, each with its place, reason, remedy and the \
            line in question. Nothing is stored. A notice is checked with its roster; the notice then names the units \
            without a mailbox all at once, row by row they are reported for a roster that is named itself.

            The form of --json is stable: {files: [{file, kind, roster, errors, warnings}], diagnostics: [{severity, \
            code, file, line, column, endLine, endColumn, what, why, remedy}], errors, warnings}. The kind is notice, \
            roster, calendar, statusMapping, or null when it cannot be told; lines and columns count from 1, columns \
            in characters, and are null when the whole file is meant.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        var checker = FileChecker(named: arguments.list("file"), shelf: { try arguments.globals.shelf() })
        if let units = arguments.string("units") { try checker.useRoster(units) }
        for file in arguments.list("file") { try checker.check(file) }
        let report = CheckReport(files: checker.files)
        if arguments.globals.json {
            console.write(report.json(console.language))
        } else {
            report.print(to: console)
        }
        let fails = report.errors > 0 || (arguments.flag("strict") && report.warnings > 0)
        return fails ? .attention : .ok
    }
}
