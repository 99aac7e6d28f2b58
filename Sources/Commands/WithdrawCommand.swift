/// `duban withdraw`: withdraw an assignment.

import Terminal
import Texts
import Workflow

enum WithdrawCommand: Command {
    static var name: String { "withdraw" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "撤销一项任务", en: "withdraw an assignment"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([StepOptions.reason]),
            examples: [
                Example(
                    "duban withdraw HA-ZZ-M4 survey --reason 单位已撤并",
                    Phrase(zh: "撤销并说明理由", en: "withdraws it and says why"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .withdraw, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .withdrawn(reason: try row.needed("reason", row.reason))
        }
    }
}
