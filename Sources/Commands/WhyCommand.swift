/// `duban why`: the whole story of one assignment, from the notice's words to how it counts in each figure.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts
import Workflow

enum WhyCommand: Command {
    static var name: String { "why" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .figures,
            summary: Phrase(
                zh: "一项任务的来龙去脉：期限、经过、怎样计入", en: "the story of one assignment: its date, its history, how it counts"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "target", Phrase(zh: "目标", en: "TARGET"),
                    Phrase(zh: "“单位 任务”，或任务编号", en: "UNIT TASK, or the number of an assignment"), count: .oneOrMore,
                    completion: .units)
            ],
            options: [
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "在哪个通知里", en: "in which notice"),
                    completion: .notices),
                .value(
                    "item", Phrase(zh: "项目", en: "NAME"),
                    Phrase(zh: "哪一项（场馆、活动、变更）", en: "which thing of several: venue, activity, change")),
                .value(
                    "turn", Phrase(zh: "期次", en: "TURN"), Phrase(zh: "哪一期，例如 2025-W14", en: "which turn, e.g. 2025-W14")
                ),
                .value(
                    "channel", Phrase(zh: "渠道", en: "CHANNEL"),
                    Phrase(zh: "哪个渠道的任务", en: "the assignment of which channel")),
                .asOf,
            ],
            examples: [
                Example("duban why 郑州科学技术馆 basic-data", Phrase(zh: "一个单位的一项任务", en: "one task of one unit")),
                Example("duban why 17 --as-of 2024-02-01", Phrase(zh: "按编号，截至那天", en: "by number, as of that day")),
            ],
            exitCodes: [.notFound])
    }

    private static let discussion = Phrase(
        zh: """
            依次为：通知怎样要求（推定的和有疑问的注明）、材料齐缺、期限的由来（规则、日历、数过和跳过的日子、延期）、发生的一切\
            （编号可用于 duban void；作废的加删除标记）、现在的状态和可做的步骤、在三种口径和两种期限下怎样计入及理由、\
            用时分解（精确到秒）、发过的提醒、台账末条。已撤销的，以及重新加载时移除的，照样说到底（移除的状态为 removed）。

            --json 输出 {assignment, notice, task, taskTitle, unit, unitName, item, turn, channel, state, asOf, head, asked: \
            [{label, text, inferred, doubt}], materials: [{id, title, required, in}], due: [], events: [{seq, at, recorded, kind, \
            text, author, source, voidedBy}], standing: [{label, text}], verdicts: [{reading, basis, official, verdict, \
            because}], figures: [{label, text}], clock: {unit, reviewer, closed, elapsed}, letters: [{letter, created, \
            recipient, occasion, state, settledAt, reason}]}；文字用 --lang 的语言。
            """,
        en: """
            In order: what the notice asks (what was inferred or is in doubt is marked), what is in and what is missing, how the date \
            came about (rule, calendar, days counted and skipped, extensions), everything that happened (the numbers are \
            for duban void; what was voided is struck), where it stands and what can be recorded now, how it counts by \
            three readings against two dues and why, the split clock to the second, the reminders sent, the ledger's head. \
            What was withdrawn, or removed by a reload (its state is removed), is told to its end, too.

            --json prints {assignment, notice, task, taskTitle, unit, unitName, item, turn, channel, state, asOf, head, \
            asked: [{label, text, inferred, doubt}], materials: [{id, title, required, in}], due: [], events: [{seq, at, \
            recorded, kind, text, author, source, voidedBy}], standing: [{label, text}], verdicts: [{reading, basis, \
            official, verdict, because}], figures: [{label, text}], clock: {unit, reviewer, closed, elapsed}, letters: \
            [{letter, created, recipient, occasion, state, settledAt, reason}]}; texts are in the language of --lang.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let story = try store.read {
            let assignment = try target(arguments, store)
            let notice = try store.notice(assignment.notice)
            let zone = try Zones.named(notice?.zone ?? Zones.usual(in: store).identifier)
            let office = arguments.globals.office(store)
            return try office.why(assignment.id, asOf: try arguments.asOf(in: zone))
        }
        if arguments.globals.json {
            console.write(StoryExport(story, console.language).json)
        } else {
            StoryDrawing(story: story, console: console).print()
        }
        return .ok
    }

    /// `17`, `#17`, or a unit and a task.
    private static func target(_ arguments: ParsedArguments, _ store: LedgerStore) throws -> Assignment {
        let words = arguments.list("target")
        var query = TargetQuery(
            unit: words.first, notice: arguments.string("notice"), item: arguments.string("item"),
            occurrence: arguments.string("turn"), channel: arguments.string("channel"))
        if words.count == 1, let number = Int64(words[0].drop { $0 == "#" }) { query.assignment = number }
        // A unit's name may have blanks; the task is the last word.
        if words.count > 1 {
            query.unit = words.dropLast().joined(separator: " ")
            query.task = words.last
        }
        // What is done can be asked for, too: nothing is to be recorded.
        let targets = Targets(arguments.globals.sight(store), for: .acknowledge)
        do {
            return try targets.one(query).assignment
        } catch let refusal as Refusal where refusal.kind == .notFound {
            guard let gone = try targets.removed(query) else { throw refusal }
            return gone.assignment
        }
    }
}
