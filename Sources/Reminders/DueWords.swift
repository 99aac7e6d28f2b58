/// How letters say dates and distances.

import Deadlines
import Notices
import Texts
import Workflow

/// How a due day is said on one day, in one language.
struct DueWords {
    let clock: WorkClock
    let language: Language
    let now: Instant

    private var today: Day { clock.zone.day(of: now) }

    /// `2025-03-30（周日）24:00前，还剩4个工作日`; nil for undated ones.
    func text(_ subject: Subject) -> (text: String, isUrgent: Bool)? {
        guard let end = subject.target else { return nil }
        let distance = distance(to: end)
        var phrase = moment(end) + Phrase(zh: "，", en: ", ") + distance.phrase
        if subject.assignment.isProvisional { phrase = phrase + Phrase(zh: "（暂定）", en: " (provisional)") }
        let day = clock.dueDay(of: end)
        let lastWorking = clock.calendar.lastWorkingDay(onOrBefore: day)
        if lastWorking < day, lastWorking > today {
            let last = lastWorking.label
            phrase =
                phrase
                + Phrase(
                    zh: "。当日休息，此前最后一个工作日为\(last.zh)", en: ". A rest day; the last working day before it is \(last.en)")
        }
        return (phrase(language), distance.isUrgent)
    }

    /// `2025-04-11（周五）17:00前`; an exclusive end at midnight is the whole day before.
    func moment(_ end: Instant) -> Phrase { clock.due(end) }

    /// When something happened: `2025-04-11（周五）17:05`.
    func happened(_ at: Instant) -> String {
        let local = clock.zone.local(at)
        return (local.day.label + Phrase(zh: local.time.text, en: " \(local.time.text)"))(language)
    }

    /// `还剩4个工作日`, `今天截止`, `已逾期2个工作日（4天）`.
    func distance(to end: Instant) -> (phrase: Phrase, isUrgent: Bool) {
        let day = clock.dueDay(of: end)
        if now >= end {
            let worked = clock.calendar.workingDays(after: day, through: today)
            let days = today.days(since: day)
            if days == 0 { return (Phrase(zh: "已过截止时间", en: "past its time"), true) }
            return (
                Phrase(
                    zh: "已逾期\(worked)个工作日（\(days)天）",
                    en: "overdue by \(plural(worked, "working day")) (\(plural(days, "day")))"), true
            )
        }
        if day == today { return (Phrase(zh: "今天截止", en: "today"), true) }
        let left = clock.calendar.workingDays(after: today, through: day)
        if left == 0 { return (Phrase(zh: "今天是此前最后一个工作日", en: "today is the last working day before it"), true) }
        return (Phrase(zh: "还剩\(left)个工作日", en: "\(plural(left, "working day")) left"), left <= 1)
    }

    /// Working days from the day of a moment to today.
    func workingDays(since moment: Instant) -> Int {
        clock.calendar.workingDays(after: clock.zone.day(of: moment), through: today)
    }
}
