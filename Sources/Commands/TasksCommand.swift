/// `duban tasks`: what is outstanding, nearest first.

import Deadlines
import Ledger
import Notices
import Office
import Terminal
import Texts
import Workflow

enum TasksCommand: Command {
    static var name: String { "tasks" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .tasks,
            summary: Phrase(zh: "未完成的任务，最近到期的在前", en: "what is outstanding, nearest first"),
            discussion: discussion, options: options,
            examples: [
                Example(
                    "duban tasks --within 5wd",
                    Phrase(zh: "五个工作日内到期和已逾期的", en: "due within five working days, or overdue")),
                Example("duban tasks --unit 渝中区", Phrase(zh: "一个单位的任务", en: "one unit's tasks")),
                Example("duban tasks --reviewer TJ-EDU", Phrase(zh: "待某单位审核的", en: "what waits for a reviewer")),
            ],
            exitCodes: [.notFound, .badData])
    }

    private static let discussion = Phrase(
        zh: """
            剩余天数按通知所用日历的工作日计。--within 5wd 为五个工作日内，10d 为十个日历日内，均含已逾期的。\
            --state 可取已完成、已免报、已撤销的任务。

            --json 输出 {now, tasks: [{assignment, notice, noticeTitle, task, taskTitle, kind, optional, unit, unitName, \
            item, turn, channel, state, level, reviewer, due, deadline, daysLeft, overdue, provisional, returns, \
            openedLate, stale, decided, total}], next}；daysLeft 为工作日，逾期为负数；next 只在有 --limit 时有，列完为 null；deadline 计入延期和改正，均为不含的终点。
            """,
        en: """
            Days left are working days of the notice's calendar. --within 5wd means five working days, 10d ten calendar \
            days, overdue ones included. --state also shows what is accepted, exempt or withdrawn.

            --json prints {now, tasks: [{assignment, notice, noticeTitle, task, taskTitle, kind, optional, unit, \
            unitName, item, turn, channel, state, level, reviewer, due, deadline, daysLeft, overdue, provisional, \
            returns, openedLate, stale, decided, total}], next}; daysLeft counts working days, negative when overdue; next \
            comes with --limit only, null at the end; the deadline includes extension and correction; both ends are exclusive.
            """)

    private static var options: [OptionSpec] {
        [
            .value(
                "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "只看此单位的", en: "of this unit"), completion: .units),
            .value(
                "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "只看此通知的", en: "of this notice"),
                completion: .notices),
            .value(
                "task", Phrase(zh: "任务", en: "TASK"), Phrase(zh: "只看此任务", en: "of this task"), completion: .tasks),
            .value(
                "kind", Phrase(zh: "种类", en: "KIND"), Phrase(zh: "任务的种类", en: "tasks of this kind"),
                allowed: TaskKind.allCases.map(\.rawValue)),
            .value(
                "state", Phrase(zh: "状态", en: "STATE"), Phrase(zh: "只看此状态的", en: "in this state"),
                allowed: State.allCases.map(\.rawValue)),
            .flag("overdue", Phrase(zh: "只看已逾期的", en: "overdue ones")),
            .value(
                "within", Phrase(zh: "天数", en: "DAYS"),
                Phrase(zh: "此期限内到期的：5wd（工作日）或 10d（日）", en: "due within 5wd (working days) or 10d (days)")),
            .value(
                "reviewer", Phrase(zh: "单位", en: "UNIT"),
                Phrase(zh: "待此单位审核的，等得最久的在前", en: "waiting for its review, longest first"),
                completion: .units),
            .value("limit", Phrase(zh: "行数", en: "N"), Phrase(zh: "最多列出几行", en: "at most so many rows")),
            .value(
                "after", Phrase(zh: "位置", en: "PLACE"),
                Phrase(zh: "从上一次 --json 的 next 接着列", en: "go on where the `next` of an earlier --json says")),
        ]
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        try store.read {
            let listing = try TaskListing(arguments, store)
            if arguments.globals.json {
                try listing.writeJSON(to: console)
            } else {
                try listing.print(to: console)
            }
        }
        return .ok
    }
}

/// `5wd` or `10d`.
struct Distance {
    let days: Int
    let isWorking: Bool

    init?(text: String) {
        isWorking = text.hasSuffix("wd")
        guard
            let days = Int(text.hasSuffix("wd") ? text.dropLast(2) : text.hasSuffix("d") ? text.dropLast() : text[...]),
            (0...10_000).contains(days), isWorking || text.hasSuffix("d")
        else { return nil }
        self.days = days
    }

    /// The exclusive end of the last day that is near enough.
    func end(from now: Instant, _ calendar: WorkCalendar, _ zone: Zone) -> Instant {
        let today = zone.day(of: now)
        return zone.end(of: isWorking ? calendar.adding(workingDays: days, to: today) : today.adding(days: days))
    }
}
