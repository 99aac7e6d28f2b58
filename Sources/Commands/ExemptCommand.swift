/// `duban exempt`: exempt a unit from a task.

import Terminal
import Texts
import Workflow

enum ExemptCommand: Command {
    static var name: String { "exempt" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "免报", en: "exempt a unit from a task"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([StepOptions.reason]),
            examples: [
                Example(
                    "duban exempt HA-ZZ-M4 survey --reason 在建未开放", Phrase(zh: "免报并说明理由", en: "exempts it and says why"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .exempt, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .exempted(reason: try row.needed("reason", row.reason))
        }
    }
}
