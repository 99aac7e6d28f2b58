/// From an assignment's circumstances and its events to its status; refuses an event that the diagram does not allow.

import Deadlines

/// What a fold needs to know besides the events.
public struct Circumstances: Sendable {
    /// When the conditions for working on it held, ascending.
    public var open: [TimeSpan]
    /// Whether `minimum` protects it: something else opens it, and its due does not hang on that opening.
    public var isOpenedByOthers: Bool
    /// Exclusive end by the rule; nil: undated or waiting for an event.
    public var due: Instant?
    /// Levels of review.
    public var levels: Int
    public var resumesAtSameLevel: Bool
    /// Deliverables that must be in before a submission counts.
    public var required: [String]
    /// All deliverables of the task, those required among them.
    public var known: Set<String>
    /// A submission from before the opening stays, stale: what had opened it was taken back later.
    public var toleratesUnopened = false
    /// The quantity that the unit's own submissions must reach; nil without a quota.
    public var quota: Int?
    /// The end of the correction period of what was returned at an instant.
    public var correctionEnd: @Sendable (Instant) -> Instant
    /// The end of the least time to work on what was opened at an instant.
    public var minimumEnd: @Sendable (Instant) -> Instant

    public init(
        open: [TimeSpan], isOpenedByOthers: Bool = false, due: Instant?, levels: Int = 0,
        resumesAtSameLevel: Bool = false, required: [String] = [], optional: [String] = [],
        quota: Int? = nil,
        correctionEnd: @escaping @Sendable (Instant) -> Instant, minimumEnd: @escaping @Sendable (Instant) -> Instant
    ) {
        self.open = open
        self.isOpenedByOthers = isOpenedByOthers
        self.due = due
        self.levels = levels
        self.resumesAtSameLevel = resumesAtSameLevel
        self.required = required
        self.known = Set(required).union(optional)
        self.quota = quota
        self.correctionEnd = correctionEnd
        self.minimumEnd = minimumEnd
    }
}

/// Why a fold stopped: an event that is impossible from the state it found.
public struct StepRefused: Error, Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// Not among the steps that the state allows.
        case impossible
        /// The same submission is in already and was not decided yet.
        case alreadySubmitted
        /// Nothing opened it before the submission.
        case notOpen
        /// A return without a reason.
        case reasonMissing
        /// An extension to a due that is not later.
        case extensionNotLater
        /// A decision at a level of review at which nothing lies.
        case otherLevel(Int)
        /// A deliverable that the task does not know.
        case itemUnknown(String)
    }

    public var event: Event
    public var state: State
    public var reason: Reason
    public var possible: [Step]
}

/// The fold itself.
public struct Fold {
    private let circumstances: Circumstances
    private var status = Status()
    private var items: Set<String> = []
    private var beforeExemption: (state: State, level: Int)?
    private var openSpan: TimeSpan?
    /// When an exemption from before the opening was taken back: the time until then was nobody's.
    private var resumedAt: Instant?
    /// How long it was in each state, for what others complete at a moment that events by hand may follow.
    private var stretches: [(state: State, from: Instant, to: Instant)] = []

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

    private func refuseUnopened(_ events: [Event]) throws(StepRefused) {
        guard !circumstances.toleratesUnopened, let begun = Fold.firstSubmission(events),
            !circumstances.open.contains(where: { $0.contains(begun.at) })
        else { return }
        throw StepRefused(
            event: begun, state: .waiting, reason: .notOpen, possible: Step.possible(from: .waiting, isDerived: false))
    }

    private init(_ circumstances: Circumstances, _ events: [Event]) {
        self.circumstances = circumstances
        status.due = circumstances.due
        for event in events {
            if case .redated(let end, _) = event.what { status.due = end }
        }
        chooseOpening(events)
        status.effectiveDue = status.due
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

    private mutating func openIfReached(_ instant: Instant) {
        guard status.state == .waiting, let openSpan, openSpan.start <= instant else { return }
        status.state = .open
        status.since = max(openSpan.start, resumedAt ?? openSpan.start)
    }

    private mutating func finish() {
        if let openSpan { openIfReached(openSpan.start) }
        status.itemsIn = items.sorted()
    }

    private mutating func move(to state: State, at instant: Instant) {
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

    private mutating func take(_ event: Event) throws(StepRefused) {
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
        default: break
        }
    }

    private func refusal(_ event: Event, _ reason: StepRefused.Reason) -> StepRefused {
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

// MARK: - Steps

extension Fold {
    private mutating func submit(_ submission: Submission, _ event: Event) throws(StepRefused) {
        let addsToQuota = circumstances.quota != nil && (status.state == .accepted || status.state == .submitted)
        switch status.state {
        case .open, .returned: break
        case .waiting: throw refusal(event, .notOpen)
        case .submitted where submission.replaces: break
        case .submitted, .accepted:
            if addsToQuota { break }
            throw refusal(event, .alreadySubmitted)
        case .exempt, .withdrawn: throw refusal(event, .impossible)
        }
        if let unknown = submission.items.first(where: { !circumstances.known.contains($0) }) {
            throw refusal(event, .itemUnknown(unknown))
        }
        status.submissions += 1
        status.isNil = submission.isNil
        if submission.onBehalf != nil { status.isOnBehalf = true }
        items.formUnion(submission.items.isEmpty ? circumstances.required : submission.items)
        if !submission.isNil { status.quantity += submission.count }
        if addsToQuota && !submission.replaces { return }
        guard submission.isNil || isComplete else { return }
        handIn(at: event.at)
    }

    private var isComplete: Bool {
        if let quota = circumstances.quota { return status.quantity >= quota }
        return items.isSuperset(of: circumstances.required)
    }

    private mutating func handIn(at instant: Instant) {
        if status.firstSubmittedAt == nil { status.firstSubmittedAt = instant }
        status.lastSubmittedAt = instant
        guard circumstances.levels > 0 else {
            status.acceptedAt = instant
            move(to: .accepted, at: instant)
            return
        }
        let resumed = circumstances.resumesAtSameLevel && status.state == .returned && status.level > 0
        let level = resumed ? status.level : 1
        dropOpenRound()
        lie(at: level, from: instant)
        move(to: .submitted, at: instant)
    }

    private mutating func lie(at level: Int, from instant: Instant) {
        status.level = level
        status.rounds.append(Round(level: level, received: instant))
    }

    /// What was replaced, exempted or withdrawn is no longer anybody's to decide.
    private mutating func dropOpenRound() {
        if let last = status.rounds.last, last.decided == nil { status.rounds.removeLast() }
    }

    private mutating func decide(at instant: Instant, isReturned: Bool) {
        guard let last = status.rounds.indices.last else { return }
        status.rounds[last].decided = instant
        status.rounds[last].isReturned = isReturned
    }

    private mutating func accept(_ level: Int, _ event: Event) throws(StepRefused) {
        guard status.state == .submitted else { throw refusal(event, .impossible) }
        guard level == status.level else { throw refusal(event, .otherLevel(status.level)) }
        status.reviews += 1
        decide(at: event.at, isReturned: false)
        guard level < circumstances.levels else {
            status.level = 0
            status.acceptedAt = event.at
            move(to: .accepted, at: event.at)
            return
        }
        lie(at: level + 1, from: event.at)
        move(to: .submitted, at: event.at)
    }

    private mutating func giveBack(_ level: Int, _ reason: String, _ event: Event) throws(StepRefused) {
        guard status.state == .submitted else { throw refusal(event, .impossible) }
        guard level == status.level else { throw refusal(event, .otherLevel(status.level)) }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw refusal(event, .reasonMissing) }
        status.reviews += 1
        status.returns += 1
        status.returnedAt = event.at
        status.correctionDue = circumstances.correctionEnd(event.at)
        decide(at: event.at, isReturned: true)
        move(to: .returned, at: event.at)
    }

    private mutating func reopen(_ event: Event) throws(StepRefused) {
        guard status.state == .accepted else { throw refusal(event, .impossible) }
        status.reopens += 1
        status.acceptedAt = nil
        status.level = 0
        status.correctionDue = circumstances.correctionEnd(event.at)
        move(to: .returned, at: event.at)
    }

    private mutating func extend(_ end: Instant, _ event: Event) throws(StepRefused) {
        guard Step.possible(from: status.state, isDerived: false).contains(.extend) else {
            throw refusal(event, .impossible)
        }
        if let due = status.extendedDue {
            guard end > due else { throw refusal(event, .extensionNotLater) }
            if event.at >= due { status.isExtendedAfterDue = true }
        }
        status.extendedDue = end
    }

    private mutating func withdraw(_ event: Event) throws(StepRefused) {
        guard status.state != .withdrawn else { throw refusal(event, .impossible) }
        dropOpenRound()
        status.level = 0
        move(to: .withdrawn, at: event.at)
    }

    private mutating func exempt(_ event: Event) throws(StepRefused) {
        guard Step.possible(from: status.state, isDerived: false).contains(.exempt) else {
            throw refusal(event, .impossible)
        }
        beforeExemption = (status.state, status.level)
        dropOpenRound()
        status.level = 0
        move(to: .exempt, at: event.at)
    }

    private mutating func reinstate(_ event: Event) throws(StepRefused) {
        guard status.state == .exempt, let before = beforeExemption else { throw refusal(event, .impossible) }
        status.level = before.level
        if before.state == .submitted { lie(at: before.level, from: event.at) }
        move(to: before.state, at: event.at)
        if before.state == .waiting {
            status.since = nil
            resumedAt = event.at
        }
        openIfReached(event.at)
    }
}

// MARK: - Derived assignments

extension Fold {
    /// A status that others' submissions complete: events by hand move its due or take it out, nothing else.
    static func derivedStatus(
        of events: [Event], in circumstances: Circumstances, completedAt: Instant?, quantity: Int, cover: Cover?
    ) throws(StepRefused) -> Status {
        for event in events {
            switch event.what {
            case .submitted, .accepted, .returned, .reopened:
                let status = try? Fold.status(of: [], in: circumstances)
                let state = status?.state ?? .open
                throw StepRefused(
                    event: event, state: state, reason: .impossible,
                    possible: Step.possible(from: state, isDerived: true))
            default: break
            }
        }
        var fold = Fold(circumstances, events)
        for event in events { try fold.take(event) }
        fold.finish()
        fold.status.quantity = quantity
        fold.status.cover = cover
        if let completedAt, fold.status.state == .open || fold.status.state == .waiting {
            fold.status.firstSubmittedAt = completedAt
            fold.status.lastSubmittedAt = completedAt
            fold.status.acceptedAt = completedAt
            fold.move(to: .accepted, at: completedAt)
            fold.stopClock(at: completedAt)
        }
        return fold.status
    }

    /// The clock runs to the completion, also where something was recorded by hand after it.
    private mutating func stopClock(at end: Instant) {
        var clock = SplitClock()
        for stretch in stretches {
            let until = min(stretch.to, end)
            if until > stretch.from { clock.run(until.seconds(since: stretch.from), in: stretch.state) }
        }
        status.clock = clock
    }
}
