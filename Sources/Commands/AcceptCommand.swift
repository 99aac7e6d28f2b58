/// `duban accept`: accept a submission.

import Terminal
import Texts
import Workflow

enum AcceptCommand: Command {
    static var name: String { "accept" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "审核通过", en: "accept a submission"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([]),
            examples: [
                Example(
                    "duban accept HA-ZZ-M1 survey", Phrase(zh: "通过一项", en: "accepts one")),
                Example(
                    "duban accept survey --below HA-ZZ --state submitted",
                    Phrase(zh: "通过某市以下全部待审的", en: "accepts all that wait below a city")),
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .accept, spec: spec, arguments: arguments, console: console).run { _, found, _ in
            .accepted(level: max(1, found.status.level))
        }
    }
}
