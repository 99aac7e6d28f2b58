/// What the recording commands have in common: how assignments are named, when it happened, lists in a file.

import Terminal
import Texts
import Workflow

enum StepOptions {
    static let target = ArgumentSpec(
        "target", Phrase(zh: "目标", en: "TARGET"),
        Phrase(
            zh: "“单位 任务”（可有多个单位，任务在最后），或任务编号；用选项选单位时只写任务",
            en: "UNIT… TASK, the task last, or numbers of assignments; the task alone when options choose the units"),
        count: .any, completion: .units)

    static let named: [OptionSpec] = [
        .value(
            "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "在哪个通知里", en: "in which notice"),
            completion: .notices),
        .value(
            "item", Phrase(zh: "项目", en: "NAME"),
            Phrase(zh: "哪一项（场馆、活动、变更）", en: "which thing of several: venue, activity, change")),
        .value(
            "turn", Phrase(zh: "期次", en: "TURN"), Phrase(zh: "哪一期，例如 2025-W14", en: "which turn, e.g. 2025-W14")),
        .value(
            "channel", Phrase(zh: "渠道", en: "CHANNEL"), Phrase(zh: "哪个渠道的任务", en: "the assignment of which channel")),
        at,
    ]

    static let at = OptionSpec.value(
        "at", Phrase(zh: "时间", en: "WHEN"),
        Phrase(
            zh: "实际发生的时间，例如 2025-04-10 或 2025-04-10T16:30",
            en: "when it really happened, e.g. 2025-04-10 or 2025-04-10T16:30"),
        defaultText: Phrase(zh: "现在", en: "now"))

    static let reason = OptionSpec.value("reason", Phrase(zh: "理由", en: "TEXT"), Phrase(zh: "理由", en: "the reason"))

    private static let file: [OptionSpec] = [
        .value(
            "from", Phrase(zh: "文件", en: "TABLE"),
            Phrase(
                zh: "一次登记一张表，各列：单位、任务、时间、材料、说明、理由……",
                en: "a table of them, with columns unit, task, at, items, note, reason …"), completion: .file),
        .value(
            "state", Phrase(zh: "状态", en: "STATE"),
            Phrase(zh: "只取处于此状态的（与选单位的选项合用）", en: "only those in this state, of the units chosen"),
            allowed: State.allCases.map(\.rawValue)),
    ]

    /// All options of a recording command with those of its own in front.
    static func specs(_ own: [OptionSpec]) -> [OptionSpec] { own + named + file + UnitOptions.specs }

    /// The rules that hold for all recording commands, for their help texts.
    static let discussion = Phrase(
        zh: """
            单位和任务可写编码、名称或其中足以区分的一段。一次登记多项时，要么全部登记，要么一项也不登记，并逐项说明\
            不能登记的原因和现在可做的步骤。

            --json 输出 {events, changed: [{assignment, notice, unit, task, item, turn, from, to, due}], \
            started: [{notice, unit, task, item}]}。
            """,
        en: """
            Units and tasks go by code, name, or a part of it that is enough. Of several records all are made or none: \
            each impossible one is named, with the steps that are possible instead.

            --json prints {events, changed: [{assignment, notice, unit, task, item, turn, from, to, due}], started: \
            [{notice, unit, task, item}]}.
            """)

    static let exitCodes: [ExitCode] = [.refused, .notFound, .badData, .tryAgain]
}
