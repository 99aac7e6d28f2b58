/// `duban submit`: record what a unit handed in.

import Terminal
import Texts
import Workflow

enum SubmitCommand: Command {
    static var name: String { "submit" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record, summary: Phrase(zh: "登记报送（零报告、代报、部分材料）", en: "record what a unit handed in"),
            discussion: StepOptions.discussion, arguments: [StepOptions.target],
            options: StepOptions.specs([
                .value(
                    "items", Phrase(zh: "材料", en: "A,B"),
                    Phrase(zh: "只交了这些材料（通知里的名称，逗号分隔）", en: "only these deliverables, by their keys in the notice"),
                    defaultText: Phrase(zh: "全部", en: "everything")),
                .flag("nil", Phrase(zh: "零报告：没有可报的内容", en: "a nil return: there is nothing to report")),
                .value("on-behalf", Phrase(zh: "代报人", en: "WHO"), Phrase(zh: "由谁代报", en: "who did it for the unit")),
                .flag("replace", Phrase(zh: "替换尚未审核的报送", en: "replace a submission that is not decided yet")),
                .value(
                    "count", Phrase(zh: "数量", en: "N"),
                    Phrase(zh: "计入数量指标的数量", en: "how much it counts towards a quota"),
                    defaultText: Phrase(same: "1")),
                .value("note", Phrase(zh: "说明", en: "TEXT"), Phrase(zh: "备注", en: "a remark")),
            ]),
            examples: [
                Example(
                    "duban submit HA-ZZ-M1 survey", Phrase(zh: "郑州科学技术馆报送一项任务", en: "one unit handed in one task")),
                Example(
                    "duban submit 17 --at 2025-04-10T16:30 --items form,photos",
                    Phrase(zh: "按编号补登部分材料", en: "some deliverables, by number, on a past day")),
                Example(
                    "duban submit --from received.csv", Phrase(zh: "按收件登记表一次登记", en: "everything in a list at once")),
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try StepRunner(step: .submit, spec: spec, arguments: arguments, console: console).run { row, _, _ in
            .submitted(
                Submission(
                    items: row.items, isNil: row.isNil, onBehalf: row.onBehalf, replaces: row.replaces,
                    count: row.count ?? 1, note: row.note))
        }
    }
}
