/// What the tests of reminders share: the real calendar of 2024 and 2025, moments as texts, assignments in a state.

import Deadlines
import Notices
import Reminders
import Testing
import Texts
import Workflow

enum Sample {
    static let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)
    static let clock = WorkClock(calendar: calendar, zone: zone)

    /// First and last day of each holiday, then the make-up working days, after the State Council's schedules.
    private static let holidays: [(String, String)] = [
        ("2024-01-01", "2024-01-01"), ("2024-02-10", "2024-02-17"), ("2024-04-04", "2024-04-06"),
        ("2024-05-01", "2024-05-05"), ("2024-06-10", "2024-06-10"), ("2024-09-15", "2024-09-17"),
        ("2024-10-01", "2024-10-07"), ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"),
        ("2025-04-04", "2025-04-06"), ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"),
        ("2025-10-01", "2025-10-08"),
    ]
    private static let makeUpDays = [
        "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
        "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    ]

    static let calendar: WorkCalendar = {
        let name = Phrase(zh: "节假日", en: "holiday")
        var exceptions = makeUpDays.map { WorkCalendar.Exception(day: day($0), works: true, name: name) }
        for (first, last) in holidays {
            for number in day(first).number...day(last).number {
                exceptions.append(WorkCalendar.Exception(day: Day(number: number), works: false, name: name))
            }
        }
        return WorkCalendar(
            id: "cn", title: Phrase(zh: "中国", en: "China"), version: "test",
            known: day("2024-01-01")...day("2025-12-31"),
            exceptions: exceptions)
    }()

    static func day(_ iso: String) -> Day {
        guard let day = Day(iso: iso) else {
            Issue.record("no such day: \(iso)")
            return .earliest
        }
        return day
    }

    /// `2025-04-11 08:30`, local.
    static func at(_ text: String) -> Instant {
        let parts = text.split(separator: " ")
        return zone.instant(of: day(String(parts[0])), at: TimeOfDay(text: parts[1]) ?? .midnight)
    }

    /// The exclusive end of a due day.
    static func end(_ iso: String) -> Instant { zone.end(of: day(iso)) }

    /// An assignment that is open from the moment on which it was made.
    static func subject(
        due: Instant?, made: String, state: State = .open, policy: ReminderPolicy = .standard, closes: String? = nil
    ) -> Subject {
        let made = at(made)
        var status = Status()
        status.state = state
        status.openedAt = state == .waiting ? nil : made
        status.since = status.openedAt
        status.due = due
        status.effectiveDue = due
        status.extendedDue = due
        let assignment = Assignment(
            id: 1, notice: "n", task: "forms", unit: "u", reviewers: ["r"], opens: made, due: due)
        return Subject(
            assignment: assignment, status: status, made: made, policy: policy, closes: closes.map(day))
    }

    /// `2025-04-07 08:30 before3`.
    static func line(_ now: Instant, _ stage: Stage) -> String { "\(zone.minute(now)) \(stage.key)" }
}

/// One assignment with what was planned for it, ticked like the daemon does.
struct Run {
    var subject: Subject
    var last: Planned?
    private(set) var letters: [String] = []
    private(set) var planned: [Planned] = []

    init(_ subject: Subject) { self.subject = subject }

    private var schedule: Schedule { Schedule(subject, last: last, clock: Sample.clock) }

    mutating func tick(_ now: Instant) {
        guard let owed = schedule.owed(at: now) else { return }
        letters.append(Sample.line(now, owed.stage))
        let record = owed.planned(at: now)
        planned.append(record)
        last = record
    }

    mutating func tick(_ text: String) { tick(Sample.at(text)) }

    /// Sleeps until each next wake, up to and including `end`.
    mutating func wake(from start: String, through end: String) {
        var now = Sample.at(start)
        let end = Sample.at(end)
        while let wake = schedule.next(after: now), wake.at <= end {
            #expect(wake.at >= now)
            now = wake.at
            let before = planned.count
            tick(now)
            if planned.count == before { break }
        }
    }

    /// Looks every half hour of every day, working or not.
    mutating func poll(from start: String, through end: String) {
        var now = Sample.at(start)
        let end = Sample.at(end)
        while now <= end {
            tick(now)
            now = now.adding(seconds: 1800)
        }
    }
}
