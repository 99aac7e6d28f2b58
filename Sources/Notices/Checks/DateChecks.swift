/// Checks of single dates: rest days, the day of issue, the calendar's horizon, the end of reminders.

import Deadlines
import Texts

struct DateChecks {
    let notice: Notice
    let calendar: WorkCalendar
    let dues: StaticDues
    let findings: Findings

    func run() {
        for task in notice.tasks {
            for (index, entry) in task.due.enumerated() { check(entry, index, of: task) }
        }
        if let issued = notice.issued {
            for phase in notice.phases where phase.window.upperBound < issued {
                findings.report(
                    .overAtIssue(phase.window.upperBound, issued: issued), "phases.\(phase.id).window",
                    or: "phases.\(phase.id)")
            }
        }
        closing()
    }

    private func check(_ entry: DueEntry, _ index: Int, of task: Task) {
        let span = findings.places.due(task.id, index)
        if let issued = notice.issued { check(entry.rule, dues.due(task.id, index), issued: issued, at: span) }
        guard let due = dues.due(task.id, index) else { return }
        if let rest = due.explanation.restDay {
            var name: Phrase?
            if case .holiday(let holiday, _) = rest.entry { name = holiday }
            findings.report(.dueOnRestDay(rest.day, holiday: name, lastWorking: rest.lastWorkingDay), at: span)
        }
        if due.provisional || !calendar.isKnown(due.day), let known = calendar.known {
            findings.report(.dueProvisional(due.day, calendar: calendar.id, known: known), at: span)
        }
    }

    /// A day before the issue is a mistake; a stretch that was over by then is how some notices begin.
    private func check(_ rule: DueRule, _ due: Due?, issued: Day, at span: Span?) {
        if case .recurring(let recurrence) = rule.form {
            guard let last = recurrence.period?.days.upperBound, last < issued else { return }
            findings.report(.overAtIssue(last, issued: issued), at: span)
        } else if let due, due.day < issued {
            if case .window = rule.form {
                findings.report(.overAtIssue(due.day, issued: issued), at: span)
            } else {
                findings.report(.dueBeforeIssue(due.day, issued: issued), at: span)
            }
        }
    }

    private func closing() {
        guard let closes = notice.closes else { return }
        let last = notice.tasks.compactMap { task in dues.latest(task.id).map { (task, $0.day) } }
            .max { $0.1 < $1.1 }
        guard let (task, day) = last, closes < day else { return }
        findings.report(.closesBeforeDue(closes, last: day, task: task.title), "closes")
    }
}
