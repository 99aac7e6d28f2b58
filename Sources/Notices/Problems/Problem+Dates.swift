/// The texts of problems of dates against the calendar and against one another.

import Deadlines
import Texts

extension Problem {
    static func unknownCalendar(_ id: String, known: [String]) -> Problem {
        Problem(
            .unknownCalendar, Phrase(zh: "没有工作日历“\(id)”", en: "there is no calendar \"\(id)\""),
            remedy: suggest(id, among: known))
    }

    static func unknownZone(_ name: String) -> Problem {
        Problem(
            .unknownZone, Phrase(zh: "本机没有时区“\(name)”", en: "this machine does not know the time zone \"\(name)\""),
            remedy: Phrase(
                zh: "核对时区名，或安装系统的 tzdata。", en: "Check the name, or install the system's tzdata."))
    }

    static func dueOnRestDay(_ day: Day, holiday: Phrase?, lastWorking: Day) -> Problem {
        let name = holiday.map { Phrase(zh: "（\($0.zh)假期）", en: " (\($0.en))") } ?? Phrase(same: "")
        return Problem(
            .dueOnRestDay,
            Phrase(zh: "截止日 ", en: "the due day ") + day.label + Phrase(zh: "是休息日", en: " is a rest day") + name,
            why: Phrase(zh: "此前最后一个工作日是 ", en: "The last working day before is ") + lastWorking.label
                + Phrase(zh: "。", en: "."),
            remedy: Phrase(
                zh: "原文如此就不用改；要移动须写 roll preceding 或 roll following。",
                en: "Leave it if the official text says so; to move it write roll preceding or roll following."))
    }

    static func dueBeforeIssue(_ day: Day, issued: Day) -> Problem {
        Problem(
            .dueBeforeIssue,
            Phrase(zh: "截止日 ", en: "the due day ") + day.label
                + Phrase(zh: "早于印发日 ", en: " is before the day of issue ") + issued.label,
            remedy: Phrase(zh: "核对两个日期。", en: "Compare both dates with the official text."))
    }

    static func overAtIssue(_ last: Day, issued: Day) -> Problem {
        Problem(
            .overAtIssue,
            Phrase(zh: "这一段到 ", en: "this stretch ended on ") + last.label
                + Phrase(zh: "为止，通知印发于 ", en: ", before the notice was issued on ") + issued.label
                + Phrase(zh: "，那时已过", en: ""),
            remedy: Phrase(zh: "原文如此就不用改。", en: "Leave it if the official text says so."))
    }

    static func dueProvisional(_ day: Day, calendar: String, known: ClosedRange<Day>) -> Problem {
        Problem(
            .dueProvisional,
            Phrase(zh: "截止日 ", en: "the due day ") + day.label
                + Phrase(zh: "超出日历的范围", en: " lies outside the calendar"),
            why: Phrase(
                zh: "日历 \(calendar) 只有 \(known.lowerBound.iso) 到 \(known.upperBound.iso)。",
                en: "The calendar \(calendar) covers \(known.lowerBound.iso) to \(known.upperBound.iso)."),
            remedy: Phrase(
                zh: "那时的放假安排尚未公布，日期暂定；日历延长后再核。",
                en: "Its holidays are not announced yet: the date is provisional until the calendar is extended."))
    }

    static func closesBeforeDue(_ closes: Day, last: Day, task: String) -> Problem {
        Problem(
            .closesBeforeDue,
            Phrase(zh: "催办到 ", en: "reminders end on ") + closes.label
                + Phrase(zh: "为止，任务“\(task)”却到 ", en: ", but the task \"\(task)\" is due on ") + last.label
                + Phrase(zh: "才截止", en: ""),
            remedy: Phrase(zh: "把 closes 推后，或写 null。", en: "Move closes to later, or set it to null."))
    }

    static func tooLittleTime(_ task: String, days: Int, minimum: Int) -> Problem {
        Problem(
            .tooLittleTime,
            Phrase(
                zh: "“\(task)”截止后只剩 \(days) 个工作日，少于 \(minimum) 个",
                en:
                    "only \(days) working \(days == 1 ? "day is" : "days are") left after \"\(task)\" is due, fewer than \(minimum)"
            ),
            why: Phrase(
                zh: "前一步压到最后一天，这一步就来不及，截止会顺延。",
                en: "If the step before takes all of its time, this one is extended."),
            remedy: Phrase(
                zh: "原文如此就不用改；也可改 minimum。", en: "Leave it if the official text says so, or change minimum."))
    }

    static func successorBeforePredecessor(_ task: String, _ day: Day) -> Problem {
        Problem(
            .successorBeforePredecessor,
            Phrase(zh: "它要等“\(task)”，却先截止；后者截止于 ", en: "it waits for \"\(task)\" but is due first; that is due on ")
                + day.label,
            remedy: Phrase(zh: "核对两个日期和 after。", en: "Check both dates and after."))
    }

    static func reviewTooEarly(_ task: String, _ day: Day) -> Problem {
        Problem(
            .reviewTooEarly,
            Phrase(
                zh: "审核先截止，所审的“\(task)”却到 ",
                en: "the review is due before what it covers: \"\(task)\" is due on ")
                + day.label + Phrase(zh: "才截止", en: ""),
            why: Phrase(zh: "还没交，无从审起。", en: "There may be nothing to review yet."),
            remedy: Phrase(zh: "核对两个日期。", en: "Compare both dates with the official text."))
    }

    static func reviewTooLate(_ task: String, _ day: Day) -> Problem {
        Problem(
            .reviewTooLate,
            Phrase(
                zh: "“\(task)”要等这里审完才能开始，它的截止日却更早：",
                en: "\"\(task)\" waits for this review but is due before it, on ")
                + day.label,
            why: Phrase(zh: "按期审完，后一步也已过期。", en: "A review in time would still make the next step late."),
            remedy: Phrase(zh: "核对两个日期。", en: "Compare both dates with the official text."))
    }
}
