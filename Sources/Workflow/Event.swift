/// What happened, when it happened, when it was recorded and by whom: the ledger's only primary data.

import Deadlines

public typealias AssignmentID = Int64

public struct Event: Sendable, Hashable {
    /// Place in the chain, counted from 1; 0 before it is stored.
    public var seq: Int64
    /// The notice it belongs to; nil when it concerns the whole ledger (a roster, a calendar).
    public var notice: String?
    public var assignment: AssignmentID?
    public var unit: String?
    public var item: String?
    /// When it happened. Verdicts use this.
    public var at: Instant
    /// When the ledger took it down.
    public var recorded: Instant
    public var author: String
    public var source: Source
    public var what: What

    public enum Source: String, Sendable, CaseIterable {
        case cli, daemon, web, imported, demo
    }

    public init(
        seq: Int64 = 0, notice: String? = nil, assignment: AssignmentID? = nil, unit: String? = nil,
        item: String? = nil, at: Instant, recorded: Instant, author: String, source: Source, what: What
    ) {
        self.seq = seq
        self.notice = notice
        self.assignment = assignment
        self.unit = unit
        self.item = item
        self.at = at
        self.recorded = recorded
        self.author = author
        self.source = source
        self.what = what
    }

    /// Recorded at least a minute after it happened.
    public var isBackdated: Bool { recorded.seconds(since: at) >= 60 }

    /// Order of the fold: by when it happened, then by when it was written down.
    public static func happenedBefore(_ left: Event, _ right: Event) -> Bool {
        (left.at.seconds, left.seq) < (right.at.seconds, right.seq)
    }
}

/// The kinds of event with what each carries.
public enum What: Sendable, Hashable {
    // One assignment.
    case submitted(Submission)
    /// Level counts from 1.
    case accepted(level: Int)
    case returned(level: Int, reason: String)
    case reopened(reason: String)
    /// `end` is exclusive, like every due.
    case extended(end: Instant, reason: String)
    case exempted(reason: String)
    case reinstated(reason: String)
    case withdrawn(reason: String)
    case acknowledged
    case chased(note: String)
    /// A file came in for it: evidence, no submission. The file itself lies beside the ledger under its digest.
    case delivered(Delivery)
    /// The notice or the calendar was changed: the assignment's rule now gives this due; nil: no day.
    case redated(end: Instant?, reason: String)
    /// The notice's day of issue, or the unit's joining, was corrected: nobody had to begin it before this.
    case openingMoved(to: Instant, reason: String)

    // A notice, a unit or an item.
    /// An event of the notice's own vocabulary: `finalised`, `told`, `change` …
    case happened(name: String, task: String?)

    // A notice or the ledger.
    case loaded(Load)
    case planned(digest: String, count: Int)
    case noticeWithdrawn(reason: String)
    case unitsImported(digest: String, added: Int, changed: Int, removed: Int)
    case contactChanged(digest: String)
    case calendarTaken(id: String, digest: String)
    case silenced(until: Instant, scope: String, reason: String)
    case unsilenced(event: Int64, reason: String)
    case mailMode(mode: String, detail: String)

    /// Takes back an earlier event, which then counts for nothing.
    case voided(event: Int64, reason: String)
}

/// What a unit handed in.
public struct Submission: Sendable, Hashable {
    /// Keys of the deliverables handed in; empty: everything.
    public var items: [String]
    /// Nothing to report (零报告).
    public var isNil: Bool
    /// Who did it for the unit (代报).
    public var onBehalf: String?
    /// Replaces a submission that was not yet decided.
    public var replaces: Bool
    /// For a quota: how much this submission counts.
    public var count: Int
    public var note: String?
    /// A directory check: the entry was confirmed rather than something handed in.
    public var confirms: Bool

    public init(
        items: [String] = [], isNil: Bool = false, onBehalf: String? = nil, replaces: Bool = false, count: Int = 1,
        note: String? = nil, confirms: Bool = false
    ) {
        self.items = items
        self.isNil = isNil
        self.onBehalf = onBehalf
        self.replaces = replaces
        self.count = count
        self.note = note
        self.confirms = confirms
    }
}

/// A file that a unit uploaded.
public struct Delivery: Sendable, Hashable {
    /// The key of the deliverable that it is; nil: of the task as a whole.
    public var item: String?
    /// SHA-256 of its contents, 64 hexadecimal digits.
    public var digest: String
    /// As the unit called it, one line.
    public var name: String
    /// Its media type, as its contents say.
    public var type: String
    /// Bytes.
    public var size: Int

    public init(item: String?, digest: String, name: String, type: String, size: Int) {
        self.item = item
        self.digest = digest
        self.name = name
        self.type = type
        self.size = size
    }
}

/// One loading of a notice file; the texts themselves are kept beside the chain under their digests.
public struct Load: Sendable, Hashable {
    public var revision: Int
    public var notice: String
    public var roster: String
    public var calendar: String
    /// How many of the file's values were in doubt and loaded all the same: the event's author accepted them.
    public var doubts: Int

    public init(revision: Int, notice: String, roster: String, calendar: String, doubts: Int = 0) {
        self.revision = revision
        self.notice = notice
        self.roster = roster
        self.calendar = calendar
        self.doubts = doubts
    }
}
