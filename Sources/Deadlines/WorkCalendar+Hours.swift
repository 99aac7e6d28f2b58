/// When letters may go out: within the working hours of working days. Outside of them they wait; none is dropped.

extension WorkCalendar {
    /// The moment itself when it lies in working hours, else the next start of work.
    public func nextWorkingMoment(atOrAfter moment: Instant, zone: Zone) -> Instant {
        let local = zone.local(moment)
        guard isWorking(local.day) else { return startOfWork(on: firstWorkingDay(onOrAfter: local.day), zone: zone) }
        if local.time < hours.start { return startOfWork(on: local.day, zone: zone) }
        guard hours.isOver(at: local.time) else { return moment }
        return startOfWork(on: adding(workingDays: 1, to: local.day), zone: zone)
    }

    /// The morning moment of a day: when its letters fall due. The day need not be a working day.
    public func startOfWork(on day: Day, zone: Zone) -> Instant { zone.instant(of: day, at: hours.start) }
}
