/// Between moments and what clocks on the wall show: the one place where this is decided.

/// What calendar and clock on the wall show at a moment.
public struct LocalTime: Sendable, Hashable {
    public let day: Day
    public let time: TimeOfDay
    /// 0…59.
    public let second: Int
}

extension Zone {
    /// The moment when the wall clock shows `time` on `day`.
    ///
    /// A time that the clocks skip is read with the offset before the jump (02:30 becomes 03:30); of a time that
    /// occurs twice the first one is meant (RFC 5545, 3.3.5). Every due instant comes through here.
    public func instant(of day: Day, at time: TimeOfDay, second: Int = 0) -> Instant {
        let wall = Int64(day.number) * 86_400 + Int64(time.minutes * 60 + second)
        // No offset exceeds a day: the transitions that matter lie within a day of the wall time read as UTC.
        var index = firstTransition(after: Instant(seconds: wall - 86_400))
        while true {
            let offset = index == 0 ? initialOffset : transitions[index - 1].offset
            let moment = Instant(seconds: wall - Int64(offset))
            guard index < transitions.count, moment >= transitions[index].at else { return moment }
            let jumped = wall - Int64(transitions[index].offset) < transitions[index].at.seconds
            if jumped { return moment }
            index += 1
        }
    }

    /// The first moment of the day: midnight, or the end of a jump across midnight.
    public func start(of day: Day) -> Instant {
        let midnight = instant(of: day, at: .midnight)
        let index = firstTransition(after: midnight)
        guard index > 0, midnight.seconds(since: transitions[index - 1].at) < 86_400 else { return midnight }
        // After a jump from before midnight to after it, the day began with the jump itself.
        let jump = transitions[index - 1]
        let before = index == 1 ? initialOffset : transitions[index - 2].offset
        let dayBefore = wallDay(jump.at.seconds - 1 + Int64(before))
        return jump.offset > before && dayBefore < day && self.day(of: jump.at) >= day ? jump.at : midnight
    }

    /// The first moment after the day: the exclusive end of a due day.
    public func end(of day: Day) -> Instant { start(of: day.adding(days: 1)) }

    public func day(of moment: Instant) -> Day { wallDay(moment.seconds + Int64(offset(at: moment))) }

    public func local(_ moment: Instant) -> LocalTime {
        let wall = moment.seconds + Int64(offset(at: moment))
        let day = wallDay(wall)
        let rest = Int(wall - Int64(day.number) * 86_400)
        return LocalTime(day: day, time: TimeOfDay(minutes: rest / 60), second: rest % 60)
    }

    public func localTime(of moment: Instant) -> TimeOfDay { local(moment).time }

    /// ISO 8601 with the offset of the moment: `2025-04-11T17:00:00+08:00`.
    public func iso(_ moment: Instant) -> String {
        let local = local(moment)
        return "\(local.day.iso)T\(local.time.text):\(padded(local.second, 2))\(offsetText(at: moment))"
    }

    /// For people: `2025-04-11 17:00`.
    public func minute(_ moment: Instant) -> String {
        let local = local(moment)
        return "\(local.day.iso) \(local.time.text)"
    }

    /// `+08:00`; `Z` for UTC is never printed, so that all texts have one length.
    private func offsetText(at moment: Instant) -> String {
        let offset = offset(at: moment)
        let size = abs(offset)
        let seconds = size % 60 == 0 ? "" : ":" + padded(size % 60, 2)
        return "\(offset < 0 ? "-" : "+")\(padded(size / 3600, 2)):\(padded(size / 60 % 60, 2))\(seconds)"
    }

    /// The day of a count of wall-clock seconds since 1970-01-01T00:00.
    private func wallDay(_ seconds: Int64) -> Day {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return Day(number: Int32(clamping: days))
    }
}
