/// `duban chased`: record that a unit was chased by telephone.

import Terminal
import Texts
import Workflow

enum ChasedCommand: Command {
    static var name: String { "chased" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "登记电话催办", en: "record that a unit was chased by telephone"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([
                .value("note", Phrase(zh: "说明", en: "TEXT"), Phrase(zh: "对方怎么说", en: "what they said"))
            ]),
            examples: [
                Example(
                    "duban chased HA-ZZ-M1 survey --note 答应周五前报", Phrase(zh: "记下催办结果", en: "notes what they said"))
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .chased, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .chased(note: row.note ?? "")
        }
    }
}
