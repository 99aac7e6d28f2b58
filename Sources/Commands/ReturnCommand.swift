/// `duban return`: return a submission, with the reason.

import Terminal
import Texts
import Workflow

enum ReturnCommand: Command {
    static var name: String { "return" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "退回报送，说明理由", en: "return a submission, with the reason"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([StepOptions.reason]),
            examples: [
                Example(
                    "duban return HA-ZZ-M1 survey --reason 数据与上年不符",
                    Phrase(zh: "退回并说明理由", en: "returns it and says why"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .return, spec: spec, arguments: arguments, console: console).run { row, found, _ in
            .returned(level: max(1, found.status.level), reason: try row.needed("reason", row.reason))
        }
    }
}
