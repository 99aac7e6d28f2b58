/// `duban acknowledge`: record that a unit has acknowledged a task.

import Terminal
import Texts
import Workflow

enum AcknowledgeCommand: Command {
    static var name: String { "acknowledge" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "登记签收", en: "record that a unit has acknowledged a task"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([]),
            examples: [
                Example(
                    "duban acknowledge HA-ZZ-M1 survey", Phrase(zh: "已签收", en: "the unit knows of it"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .acknowledge, spec: spec, arguments: arguments, console: console).run { _, _, _ in
            .acknowledged
        }
    }
}
