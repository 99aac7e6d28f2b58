/// `duban ledger export`: everything that figures rest on, as text for other programs.

import Ledger
import Terminal
import Texts

enum LedgerExportCommand: Command {
    static var name: String { "ledger export" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger, summary: Phrase(zh: "导出台账，供其他程序核算", en: "write the ledger out for other programs"),
            discussion: Phrase(
                zh: """
                    jsonl：每行一个对象，依次为台账、单位、通知、任务、每项任务和全部记录；csv：全部记录。时间为 UTC，期限为不含的终点。\
                    不导出邮箱、电话等联系信息。
                    """,
                en: """
                    jsonl: one object a line: the ledger, units, notices, tasks, assignments and all events; csv: the events. \
                    Times are UTC, dues exclusive ends. Nothing personal is written.
                    """),
            options: [
                .value(
                    "format", Phrase(zh: "格式", en: "FORMAT"), Phrase(zh: "输出格式", en: "the form"),
                    defaultText: Phrase(same: "jsonl"),
                    allowed: ExportFormat.allCases.map(\.rawValue))
            ],
            refusedGlobals: ["as", "now", "json"],
            examples: [Example("duban ledger export --format csv", Phrase(zh: "全部记录", en: "all events"))],
            exitCodes: [.notFound, .inputOutput])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let format: ExportFormat = arguments.choice("format") ?? .jsonLines
        try arguments.globals.reading().export(format) { piece in console.write(String(decoding: piece, as: UTF8.self))
        }
        return .ok
    }
}
