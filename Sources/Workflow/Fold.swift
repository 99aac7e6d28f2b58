/// From an assignment's circumstances and its events to its status; refuses an event that the diagram does not allow.

import Deadlines

/// Events in the order in which they happened go in one by one; the diagram of `State` says what each may do.
public struct Fold {
    let circumstances: Circumstances
    var status = Status()
    /// Deliverables that came.
    var items: Set<String> = []
    /// Where a reinstatement leads back to.
    var beforeExemption: (state: State, level: Int)?
    private var openSpan: TimeSpan?
    /// When an exemption from before the opening was taken back: the time until then was nobody's.
    var resumedAt: Instant?
    /// How long it was in each state, for what others complete at a moment that events by hand may follow.
    private(set) var stretches: [(state: State, from: Instant, to: Instant)] = []

    /// `events` are those of one assignment, voided ones left out, in the order in which they happened.
    public static func status(of events: [Event], in circumstances: Circumstances) throws(StepRefused) -> Status {
        var fold = Fold(circumstances, events)
        try fold.refuseUnopened(events)
        for event in events { try fold.take(event) }
        fold.finish()
        return fold.status
    }

    static func firstSubmission(_ events: [Event]) -> Event? {
        events.first { event in
            if case .submitted = event.what { true } else { false }
        }
    }

    /// A submission about to be recorded must lie in an opening; one on record stays, stale, if the opening was taken back.
    private func refuseUnopened(_ events: [Event]) throws(StepRefused) {
        guard !circumstances.toleratesUnopened, let begun = Fold.firstSubmission(events),
            !circumstances.open.contains(where: { $0.contains(begun.at) })
        else { return }
        throw StepRefused(
            event: begun, state: .waiting, reason: .notOpen, possible: Step.possible(from: .waiting, isDerived: false))
    }

    init(_ circumstances: Circumstances, _ events: [Event]) {
        self.circumstances = circumstances
        status.due = circumstances.due
        for event in events {
            if case .redated(let end, _) = event.what { status.due = end }
        }
        chooseOpening(events)
        status.effectiveDue = status.due
        // Opened late by a predecessor: the later of the due and opening + `minimum`.
        if circumstances.isOpenedByOthers, let due = status.due, let openedAt = status.openedAt {
            let least = circumstances.minimumEnd(openedAt)
            status.isOpenedLate = least > due
            status.effectiveDue = max(due, least)
        }
        status.extendedDue = status.effectiveDue
    }

    /// Not begun: open while the conditions hold. Begun: it stays as it was opened, stale if they no longer hold.
    private mutating func chooseOpening(_ events: [Event]) {
        let current = circumstances.open.last.flatMap { $0.end == nil ? $0 : nil }
        guard let begun = Fold.firstSubmission(events) else {
            openSpan = current
            status.openedAt = current?.start
            return
        }
        let used = circumstances.open.last { $0.start <= begun.at }
        openSpan = TimeSpan(start: used?.start ?? begun.at, end: nil)
        status.openedAt = openSpan?.start
        status.isStale = current == nil
    }

    mutating func openIfReached(_ instant: Instant) {
        guard status.state == .waiting, let openSpan, openSpan.start <= instant else { return }
        status.state = .open
        status.since = max(openSpan.start, resumedAt ?? openSpan.start)
    }

    mutating func finish() {
        if let openSpan { openIfReached(openSpan.start) }
        status.itemsIn = items.sorted()
    }

    /// Runs the clock of the state that ends, and notes when it was settled and handed in: what successors stand on.
    mutating func move(to state: State, at instant: Instant) {
        if let since = status.since {
            status.clock.run(instant.seconds(since: since), in: status.state)
            stretches.append((status.state, since, instant))
        }
        let wasSettled = status.state == .accepted || status.state == .exempt
        let isSettled = state == .accepted || state == .exempt
        if !wasSettled, isSettled { status.settled.append(TimeSpan(start: instant, end: nil)) }
        if wasSettled, !isSettled, let last = status.settled.indices.last { status.settled[last].end = instant }
        let wasHandedIn = status.state == .submitted || status.state == .accepted
        let isHandedIn = state == .submitted || state == .accepted
        if !wasHandedIn, isHandedIn { status.handedIn.append(TimeSpan(start: instant, end: nil)) }
        if wasHandedIn, !isHandedIn, let last = status.handedIn.indices.last { status.handedIn[last].end = instant }
        status.state = state
        if status.since != nil || state != .waiting { status.since = max(instant, status.openedAt ?? instant) }
    }

    mutating func take(_ event: Event) throws(StepRefused) {
        openIfReached(event.at)
        if event.isBackdated { status.backdated += 1 }
        switch event.what {
        case .submitted(let submission): try submit(submission, event)
        case .accepted(let level): try accept(level, event)
        case .returned(let level, let reason): try giveBack(level, reason, event)
        case .reopened: try reopen(event)
        case .extended(let end, _): try extend(end, event)
        case .exempted: try exempt(event)
        case .reinstated: try reinstate(event)
        case .withdrawn: try withdraw(event)
        case .acknowledged: try require(.acknowledge, event) { $0.status.acknowledgedAt = event.at }
        case .chased: try require(.chased, event) { $0.status.chases += 1 }
        case .delivered(let delivery): try receive(delivery, event)
        default: break
        }
    }

    func refusal(_ event: Event, _ reason: StepRefused.Reason) -> StepRefused {
        StepRefused(
            event: event, state: status.state, reason: reason,
            possible: Step.possible(from: status.state, isDerived: false))
    }

    private mutating func require(
        _ step: Step, _ event: Event, _ act: (inout Fold) -> Void
    ) throws(StepRefused) {
        guard Step.possible(from: status.state, isDerived: false).contains(step) else {
            throw refusal(event, .impossible)
        }
        act(&self)
    }
}
