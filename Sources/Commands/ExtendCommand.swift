/// `duban extend`: grant a later due day.

import Terminal
import Texts
import Workflow

enum ExtendCommand: Command {
    static var name: String { "extend" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "准予延期", en: "grant a later due day"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([
                .value(
                    "to", Phrase(zh: "日期", en: "DAY"),
                    Phrase(
                        zh: "延到哪天（含当天），或哪天几点，例如 2025-04-18T17:00",
                        en: "until this day, included, or moment, e.g. 2025-04-18T17:00")),
                StepOptions.reason,
            ]),
            examples: [
                Example(
                    "duban extend HA-ZZ-M1 survey --to 2025-04-18 --reason 系统故障",
                    Phrase(zh: "延到 4 月 18 日", en: "until April 18"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .extend, spec: spec, arguments: arguments, console: console).run { row, _, zone in
            .extended(
                end: try row.end(try row.needed("to", row.to), zone), reason: try row.needed("reason", row.reason))
        }
    }
}
