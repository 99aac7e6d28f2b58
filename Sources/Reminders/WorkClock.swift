/// A working calendar in its zone: when mornings are, and when letters may go out.

import Deadlines
import Texts

public struct WorkClock: Sendable {
    public let calendar: WorkCalendar
    public let zone: Zone

    public init(calendar: WorkCalendar, zone: Zone) {
        self.calendar = calendar
        self.zone = zone
    }

    /// The start of work on the day.
    public func morning(of day: Day) -> Instant { calendar.startOfWork(on: day, zone: zone) }

    /// The moment itself within working hours, else the next start of work.
    public func nextWorkingMoment(atOrAfter moment: Instant) -> Instant {
        calendar.nextWorkingMoment(atOrAfter: moment, zone: zone)
    }

    public func isWorking(at moment: Instant) -> Bool { nextWorkingMoment(atOrAfter: moment) == moment }

    /// The start of work of the first working day after the moment's own day.
    public func nextMorning(after moment: Instant) -> Instant {
        morning(of: calendar.adding(workingDays: 1, to: zone.day(of: moment)))
    }

    /// The last local day that is on time for an exclusive end.
    public func dueDay(of end: Instant) -> Day { zone.day(of: end.adding(seconds: -1)) }

    /// An exclusive end as people say it: `2025-04-11（周五）17:00前`; at midnight it is the whole day before.
    public func due(_ end: Instant) -> Phrase {
        let day = dueDay(of: end)
        if zone.end(of: day) == end { return day.label + Phrase(zh: "24:00前", en: ", end of day") }
        // 17:01, exclusive, is how "17:00" is kept.
        let time = zone.localTime(of: end.adding(seconds: -60)).text
        return day.label + Phrase(zh: "\(time)前", en: ", \(time)")
    }

    /// The start of work at which news of the moment is in the morning's letters: the same day's if it is a working
    /// day and work has not begun, else the next working day's.
    func morning(atOrAfter moment: Instant) -> Instant {
        let day = zone.day(of: moment)
        if calendar.isWorking(day), morning(of: day) >= moment { return morning(of: day) }
        return nextMorning(after: moment)
    }

    /// The first day, working or not, whose start of work is at or after the moment.
    func firstDay(notBefore moment: Instant) -> Day {
        let day = zone.day(of: moment)
        return morning(of: day) >= moment ? day : day.adding(days: 1)
    }

    /// The last day, working or not, whose start of work is at or before the moment.
    func lastDay(notAfter moment: Instant) -> Day {
        let day = zone.day(of: moment)
        return morning(of: day) <= moment ? day : day.adding(days: -1)
    }
}
