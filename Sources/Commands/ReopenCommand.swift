/// `duban reopen`: open an accepted assignment again.

import Terminal
import Texts
import Workflow

enum ReopenCommand: Command {
    static var name: String { "reopen" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "重新打开已完成的任务", en: "open an accepted assignment again"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([StepOptions.reason]),
            examples: [
                Example(
                    "duban reopen 17 --reason 发现漏报", Phrase(zh: "重新打开，需再次报送", en: "it has to be handed in again"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .reopen, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .reopened(reason: try row.needed("reason", row.reason))
        }
    }
}
