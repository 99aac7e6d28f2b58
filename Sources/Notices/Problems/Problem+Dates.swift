/// The texts of problems of dates against the calendar and against one another.

import Deadlines
import Texts

extension Problem {
    static func unknownCalendar(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownCalendar, Phrase(zh: "没有工作日历“\(id)”", en: "There is no calendar \"\(id)\""),
            remedy: suggest(id, among: known))
    }

    static func unknownZone(_ name: String) -> Problem {
        Problem(
            .unknownZone, Phrase(zh: "本机没有时区“\(name)”", en: "This machine does not know the time zone \"\(name)\""),
            remedy: Phrase(
                zh: "核对时区名，或安装系统的 tzdata", en: "Check the name, or install the system's tzdata"))
    }

    static func dueOnRestDay(_ day: Day, holiday: String?, lastWorking: Day?) -> Problem {
        let name = holiday.map { Phrase(zh: "，\($0)假期", en: ", holiday \($0)") } ?? Phrase(same: "")
        let before =
            lastWorking.map { Phrase(zh: "此前最后一个工作日是 ", en: "The last working day before is ") + dated($0) }
        return Problem(
            .dueOnRestDay,
            Phrase(zh: "截止日 ", en: "The due day ") + dated(day) + name + Phrase(zh: " 是休息日", en: " is a rest day"),
            why: before,
            remedy: Phrase(
                zh: "原文如此就不用改；要移动须写 roll preceding 或 roll following",
                en: "Leave it if the official text says so; to move it write roll preceding or roll following"))
    }

    static func dueBeforeIssue(_ day: Day, issued: Day) -> Problem {
        Problem(
            .dueBeforeIssue,
            Phrase(zh: "截止日 ", en: "The due day ") + dated(day)
                + Phrase(zh: " 早于印发日 ", en: " is before the day of issue ") + dated(issued),
            remedy: Phrase(zh: "核对两个日期", en: "Compare both dates with the official text"))
    }

    static func overAtIssue(_ last: Day, issued: Day) -> Problem {
        Problem(
            .overAtIssue,
            Phrase(zh: "这一段 ", en: "This stretch ended ") + dated(last)
                + Phrase(zh: " 已结束，通知 ", en: ", before the notice was issued ") + dated(issued)
                + Phrase(zh: " 才印发", en: ""),
            remedy: Phrase(zh: "原文如此就不用改", en: "Leave it if the official text says so"))
    }

    static func dueProvisional(_ day: Day, calendar: String, horizon: Day) -> Problem {
        Problem(
            .dueProvisional,
            Phrase(zh: "截止日 ", en: "The due day ") + dated(day) + Phrase(zh: " 只是暂定", en: " is provisional"),
            why: Phrase(
                zh: "日历 \(calendar) 只到 \(horizon.iso)", en: "The calendar \(calendar) ends on \(horizon.iso)"),
            remedy: Phrase(zh: "日历延长后会自动核定", en: "It is settled when the calendar is extended"))
    }

    static func closesBeforeDue(_ closes: Day, last: Day, task: String) -> Problem {
        Problem(
            .closesBeforeDue,
            Phrase(zh: "催办到 ", en: "Reminders end ") + dated(closes)
                + Phrase(zh: " 为止，任务“\(task)”", en: ", but the task \"\(task)\" is due ")
                + Phrase(zh: "的截止日却是 ", en: "") + dated(last),
            remedy: Phrase(zh: "把 closes 推后，或写 null", en: "Move closes to later, or set it to null"))
    }

    static func tooLittleTime(_ task: String, days: Int, minimum: Int) -> Problem {
        Problem(
            .tooLittleTime,
            Phrase(
                zh: "“\(task)”截止后只剩 \(days) 个工作日，少于 \(minimum) 个",
                en: "Only \(days) working days are left after \"\(task)\" is due, fewer than \(minimum)"),
            why: Phrase(
                zh: "前一步压到最后一天，这一步就来不及，截止会顺延",
                en: "If the step before takes all of its time, this one is extended"),
            remedy: Phrase(
                zh: "原文如此就不用改；也可改 minimum", en: "Leave it if the official text says so, or change minimum"))
    }

    static func successorBeforePredecessor(_ task: String, _ day: Day) -> Problem {
        Problem(
            .successorBeforePredecessor,
            Phrase(zh: "截止早于所等的“\(task)”（", en: "It is due before \"\(task)\", which it waits for (") + dated(day)
                + Phrase(zh: "）", en: ")"),
            remedy: Phrase(zh: "核对两个日期和 after", en: "Check both dates and after"))
    }

    static func reviewTooEarly(_ task: String, _ day: Day) -> Problem {
        Problem(
            .reviewTooEarly,
            Phrase(zh: "审核截止早于“\(task)”的报送截止（", en: "The review is due before \"\(task)\" is to be handed in (")
                + dated(day) + Phrase(zh: "）", en: ")"),
            why: Phrase(zh: "还没交，无从审起", en: "There is nothing to review yet"),
            remedy: Phrase(zh: "核对两个日期", en: "Compare both dates with the official text"))
    }

    static func reviewTooLate(_ task: String, _ day: Day) -> Problem {
        Problem(
            .reviewTooLate,
            Phrase(zh: "“\(task)”要等审核通过才能开始，却先到期（", en: "\"\(task)\" waits for this review but is due before it (")
                + dated(day) + Phrase(zh: "）", en: ")"),
            why: Phrase(zh: "按期审完，后一步也已过期", en: "A review in time would still make the next step late"),
            remedy: Phrase(zh: "核对两个日期", en: "Compare both dates with the official text"))
    }

    /// `2025-03-30（周日）`.
    static func dated(_ day: Day) -> Phrase {
        Phrase(zh: "\(day.iso)（\(day.weekday.name.zh)）", en: "\(day.iso) (\(day.weekday.name.en))")
    }
}
