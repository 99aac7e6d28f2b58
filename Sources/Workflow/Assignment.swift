/// One task of one unit, frozen when it is made: what was asked of whom, and by when.

import Deadlines

public struct Assignment: Sendable, Hashable {
    public var id: AssignmentID
    public var notice: String
    public var task: String
    /// The unit's code.
    public var unit: String
    /// The thing it is about when a unit has several: a venue, an activity, a change.
    public var item: String?
    /// When the task's due differs by channel: the one that this assignment is for.
    public var channel: String?
    /// The turn of a recurring task: `2025-W14`.
    public var occurrence: String?
    /// Which of the task's due entries applies; nil: none fits, it has no due.
    public var entry: Int?
    /// Codes of the units that review it, by level.
    public var reviewers: [String]
    /// Nobody has to begin it before this.
    public var opens: Instant
    /// Exclusive end that the rule gave when the assignment was made; nil while it hangs on an event, or undated.
    public var due: Instant?
    /// The due lies past the calendar's horizon and will be settled when the calendar is extended.
    public var isProvisional: Bool

    public init(
        id: AssignmentID = 0, notice: String, task: String, unit: String, item: String? = nil, channel: String? = nil,
        occurrence: String? = nil, entry: Int? = nil, reviewers: [String] = [], opens: Instant, due: Instant? = nil,
        isProvisional: Bool = false
    ) {
        self.id = id
        self.notice = notice
        self.task = task
        self.unit = unit
        self.item = item
        self.channel = channel
        self.occurrence = occurrence
        self.entry = entry
        self.reviewers = reviewers
        self.opens = opens
        self.due = due
        self.isProvisional = isProvisional
    }

    /// What makes it the same assignment when the notice is loaded again.
    public struct Key: Sendable, Hashable {
        public let task: String
        public let unit: String
        public let item: String?
        public let channel: String?
        public let occurrence: String?
    }

    /// When it opens, given its events in the order in which they happened: as made, or as a later load moved it.
    public func opens(after events: [Event]) -> Instant {
        for event in events.reversed() {
            if case .openingMoved(let to, _) = event.what { return to }
        }
        return opens
    }

    public var key: Key { Key(task: task, unit: unit, item: item, channel: channel, occurrence: occurrence) }
}
