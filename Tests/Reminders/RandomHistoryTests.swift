import Deadlines
import Notices
import Reminders
import TestSupport
import Testing
import Workflow

/// What may happen to an assignment between two looks at it.
private func disturb(_ subject: inout Subject, at now: Instant, _ dice: inout SplitMix64) {
    var status = subject.status
    switch (Int.random(in: 0..<9, using: &dice), status.state) {
    case (0, .open), (0, .returned), (1, .returned):
        status.state = .submitted
        status.level = 1
        status.submissions += 1
        status.rounds.append(Round(level: 1, received: now))
    case (1, .submitted), (2, .submitted):
        status.state = .returned
        status.correctionDue = now.adding(seconds: 3 * 86_400)
    case (3, .submitted):
        status.state = .accepted
        status.acceptedAt = now
    case (4, .accepted):
        status.state = .returned
        status.acceptedAt = nil
        status.correctionDue = now.adding(seconds: 3 * 86_400)
    case (5, .open), (5, .returned), (5, .submitted):
        status.extendedDue = (status.extendedDue ?? now).adding(
            seconds: Int64.random(in: 1...20, using: &dice) * 86_400)
    case (6, .waiting), (7, .waiting), (8, .waiting):
        status.state = .open
        status.openedAt = now
    case (7, .open) where dice.next() % 4 == 0: status.state = .exempt
    case (8, .exempt): status.state = .open
    default: return
    }
    if status.state != subject.status.state { status.since = now }
    subject.status = status
}

private struct History {
    var letters: [(at: Instant, owed: Owed, subject: Subject)] = []

    /// Two months of an assignment that is looked at at odd times, with things happening in between.
    init(seed: UInt64) {
        var dice = SplitMix64(seed)
        let made = Sample.at("2025-01-06 00:00").adding(seconds: Int64.random(in: 0..<40 * 86_400, using: &dice))
        let due = Sample.clock.zone.end(
            of: Sample.clock.zone.day(of: made).adding(days: Int.random(in: -5...50, using: &dice)))
        var subject = Sample.subject(due: due, made: "2025-01-06 00:00", state: dice.next() % 3 == 0 ? .waiting : .open)
        subject.made = made
        subject.origin = dice.next() % 4 == 0 ? .later : .load
        subject.status.openedAt = subject.status.state == .open ? made : nil
        subject.status.since = subject.status.openedAt
        if dice.next() % 2 == 0 { subject.closes = Sample.clock.zone.day(of: due).adding(days: 30) }
        run(&subject, from: made, &dice)
    }

    private mutating func run(_ subject: inout Subject, from made: Instant, _ dice: inout SplitMix64) {
        var last: Planned?
        var now = made
        while now < made.adding(seconds: 75 * 86_400) {
            if dice.next() % 12 == 0 { disturb(&subject, at: now, &dice) }
            if let owed = Schedule(subject, last: last, clock: Sample.clock).owed(at: now) {
                letters.append((now, owed, subject))
                last = owed.planned(at: now)
                let after = Schedule(subject, last: last, clock: Sample.clock)
                #expect(after.owed(at: now) == nil)
                if let wake = after.next(after: now) { #expect(wake.at > now) }
            } else if let wake = Schedule(subject, last: last, clock: Sample.clock).next(after: now) {
                #expect(wake.at >= now)
                // Nothing is owed before the wake.
                let between = now.adding(seconds: wake.at.seconds(since: now) / 2)
                if between < wake.at {
                    #expect(Schedule(subject, last: last, clock: Sample.clock).owed(at: between) == nil)
                }
            }
            now = now.adding(seconds: Int64.random(in: 600...50_000, using: &dice))
        }
    }
}

@Test(arguments: 0..<150) func `no history of an assignment tells anything twice or at the wrong time`(seed: Int) {
    let history = History(seed: UInt64(seed))
    var seen = Set<String>()
    for (at, owed, subject) in history.letters {
        let key = LineKey(recipient: .unit("u"), assignment: 1, stage: owed.stage, version: owed.version)
        #expect(seen.insert(key.text).inserted, "\(key.text)")
        #expect(Sample.clock.isWorking(at: at))
        #expect(owed.at <= at)
        // A moved due is told when it is seen; everything else became owed after the load.
        #expect(owed.at >= subject.made || owed.stage == .moved)
        let state = subject.status.state
        #expect(state != .exempt && state != .withdrawn)
        switch owed.stage {
        case .accepted: #expect(state == .accepted)
        case .reviewAge: #expect(state == .submitted)
        case .returned: #expect(state == .returned)
        case .newNotice: #expect(state == .open || state == .waiting)
        default: #expect(state == .open || state == .returned)
        }
        if owed.stage.overdueStep > 0, let target = subject.target { #expect(at > target) }
        // What was just planned passes the check before sending.
        let recheck = Recheck(silences: [], mode: .normal, clock: Sample.clock)
        let verdict = recheck.verdict(key, subject, reach: .reachable, at: at)
        #expect(verdict == .send || verdict == .suppress(.closed))
    }
}
