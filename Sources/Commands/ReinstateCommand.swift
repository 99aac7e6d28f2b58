/// `duban reinstate`: take an exemption back.

import Terminal
import Texts
import Workflow

enum ReinstateCommand: Command {
    static var name: String { "reinstate" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "取消免报", en: "take an exemption back"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([StepOptions.reason]),
            examples: [
                Example(
                    "duban reinstate HA-ZZ-M4 survey --reason 已开放",
                    Phrase(zh: "恢复到免报前的状态", en: "back to the state before"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .reinstate, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .reinstated(reason: try row.needed("reason", row.reason))
        }
    }
}
