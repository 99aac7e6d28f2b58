/// The surroundings of one assignment: all that its fold needs to know besides the events.

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
