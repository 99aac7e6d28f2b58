/// The current state of one assignment with the facts that every figure needs: the result of the fold.

import Deadlines

public struct Status: Sendable, Hashable {
    public var state: State = .waiting
    /// The level of review at which a submission lies, from 1; 0 when none is under review.
    public var level = 0
    /// Begun, and what opened it has since been taken back.
    public var isStale = false
    public var openedAt: Instant?

    /// Exclusive end by the rule; nil while undated or waiting for an event.
    public var due: Instant?
    /// The due that the unit is held to before extensions: `due`, or later when a predecessor opened it late.
    public var effectiveDue: Instant?
    /// `effectiveDue` or the latest extension.
    public var extendedDue: Instant?
    public var isOpenedLate = false
    public var isExtendedAfterDue = false
    /// When what was last returned or reopened has to be back; exclusive.
    public var correctionDue: Instant?

    /// When the first submission counted: everything required was in.
    public var firstSubmittedAt: Instant?
    /// When the latest submission counted.
    public var lastSubmittedAt: Instant?
    public var acceptedAt: Instant?
    public var returnedAt: Instant?
    public var acknowledgedAt: Instant?

    public var submissions = 0
    public var returns = 0
    /// Decisions at any level: acceptances and returns.
    public var reviews = 0
    public var reopens = 0
    public var chases = 0
    /// Events written down later than they happened.
    public var backdated = 0
    public var isNil = false
    public var isOnBehalf = false
    /// Deliverables handed in, in key order.
    public var itemsIn: [String] = []
    /// What counts towards a quota.
    public var quantity = 0

    /// When the present state began, or the latest change of the clock.
    public var since: Instant?
    /// Seconds the unit, the reviewers, and nobody (accepted or exempt) had it, up to `since`.
    public var clock = SplitClock()
    /// When it was accepted or exempt: what its successors stand on.
    public var settled: [TimeSpan] = []
    /// When something handed in was with the reviewers or accepted.
    public var handedIn: [TimeSpan] = []
    /// Of a review task: how far the submissions under it are.
    public var cover: Cover?
    /// Every time that a submission lay with a level of review, in order.
    public var rounds: [Round] = []

    public init() {}

    /// A submission was begun.
    public var isBegun: Bool { submissions > 0 }
}

/// One time that a submission lay with one level of review.
public struct Round: Sendable, Hashable {
    /// From 1.
    public var level: Int
    public var received: Instant
    /// Nil while it lies there.
    public var decided: Instant?
    public var isReturned = false

    public init(level: Int, received: Instant, decided: Instant? = nil, isReturned: Bool = false) {
        self.level = level
        self.received = received
        self.decided = decided
        self.isReturned = isReturned
    }
}

extension Status {
    /// The level of review has nothing left to decide here.
    public func isPast(level: Int) -> Bool {
        switch state {
        case .accepted, .exempt: true
        case .submitted: self.level > level
        default: false
        }
    }

    /// When it got past the level; nil if it has not.
    public func pastAt(level: Int) -> Instant? {
        guard isPast(level: level) else { return nil }
        if state == .exempt { return settled.last?.start }
        return rounds.last { $0.level == level && $0.decided != nil && !$0.isReturned }?.decided ?? acceptedAt
    }
}

/// The split clock: from opening on, every second belongs to the unit, the reviewers or to nobody.
public struct SplitClock: Sendable, Hashable {
    public var unit: Int64 = 0
    public var reviewer: Int64 = 0
    public var closed: Int64 = 0

    public init(unit: Int64 = 0, reviewer: Int64 = 0, closed: Int64 = 0) {
        self.unit = unit
        self.reviewer = reviewer
        self.closed = closed
    }

    public var elapsed: Int64 { unit + reviewer + closed }

    mutating func run(_ seconds: Int64, in state: State) {
        switch state {
        case .waiting: break
        case .open, .returned: unit += seconds
        case .submitted: reviewer += seconds
        case .accepted, .exempt, .withdrawn: closed += seconds
        }
    }
}

extension Status {
    /// The split clock as it stands at `instant`, the running state included.
    public func clock(at instant: Instant) -> SplitClock {
        var clock = self.clock
        if openedAt != nil, let since, instant > since, state != .accepted, state != .withdrawn {
            clock.run(instant.seconds(since: since), in: state)
        }
        return clock
    }
}
