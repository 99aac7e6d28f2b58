/// One thing that a notice asks of a set of units.

import Deadlines
import Texts

public struct Task: Sendable {
    /// The key within its notice, `[a-z][a-z0-9-]*`.
    public var id: String
    public var title: String
    public var kind: TaskKind
    /// The units it binds.
    public var who: UnitSelector
    /// Among `who`, those that answer for it; the others cooperate. Nil: each answers for itself.
    public var lead: UnitSelector?
    /// An optional task counts in no rate until it is begun (first submission).
    public var optional: Bool
    /// The first entry that fits a unit applies; an entry with a channel makes one assignment for that channel.
    public var due: [DueEntry]
    /// The event of which each occurrence makes an assignment of its own; nil for a task that exists from the load on.
    public var starts: String?
    /// All of these must have happened before the task opens.
    public var after: [Anchor]
    /// Working days left at least when a predecessor opened it late; nil: the notice's.
    public var minimum: Int?
    public var items: ItemSource?
    public var deliver: [Deliverable]
    /// Levels of review in order; empty: a submission is accepted as it comes in.
    public var review: [ReviewLevel]
    /// Of a review task: the tasks whose submissions it covers.
    public var covers: [String]
    /// Working days for a correction; nil: the notice's.
    public var correction: Int?
    public var resume: Resume
    public var quota: Quota?
    /// Whether "nothing to report" (零报告) is an answer.
    public var nilAllowed: Bool
    public var indicator: String?
    public var phase: String?
    /// Conditions and instructions, as the notice says them.
    public var notes: [String]
    /// The words of the notice that ask for it.
    public var quote: String?
    public var inferred: [Inference]
    /// Values of the task that somebody has to settle.
    public var doubts: [Doubt]
    public var reminders: ReminderPolicy?

    public init(
        id: String, title: String, kind: TaskKind, who: UnitSelector, lead: UnitSelector? = nil,
        optional: Bool = false, due: [DueEntry] = [], starts: String? = nil, after: [Anchor] = [], minimum: Int? = nil,
        items: ItemSource? = nil, deliver: [Deliverable] = [], review: [ReviewLevel] = [], covers: [String] = [],
        correction: Int? = nil, resume: Resume = .first, quota: Quota? = nil, nilAllowed: Bool = true,
        indicator: String? = nil, phase: String? = nil, notes: [String] = [], quote: String? = nil,
        inferred: [Inference] = [], doubts: [Doubt] = [], reminders: ReminderPolicy? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.who = who
        self.lead = lead
        self.optional = optional
        self.due = due
        self.starts = starts
        self.after = after
        self.minimum = minimum
        self.items = items
        self.deliver = deliver
        self.review = review
        self.covers = covers
        self.correction = correction
        self.resume = resume
        self.quota = quota
        self.nilAllowed = nilAllowed
        self.indicator = indicator
        self.phase = phase
        self.notes = notes
        self.quote = quote
        self.inferred = inferred
        self.doubts = doubts
        self.reminders = reminders
    }

    /// Where a resubmission starts after a return.
    public enum Resume: String, Sendable, CaseIterable {
        /// At the first level again.
        case first
        /// At the level that returned it.
        case same
    }
}

public enum TaskKind: String, Sendable, CaseIterable {
    case directoryCheck, submission, review, sealedScan, publication, meeting, activity, indicator, other
}

/// A due rule, possibly for some of the task's units or one channel only.
public struct DueEntry: Sendable {
    public var rule: DueRule
    /// Nil: for every unit of the task.
    public var who: UnitSelector?
    /// Nil: for all channels together.
    public var channel: String?
    /// False where the notice says that "before day X" leaves X out.
    public var dayIncluded: Bool
    public var quote: String?

    public init(
        rule: DueRule, who: UnitSelector? = nil, channel: String? = nil, dayIncluded: Bool = true, quote: String? = nil
    ) {
        self.rule = rule
        self.who = who
        self.channel = channel
        self.dayIncluded = dayIncluded
        self.quote = quote
    }
}

/// What makes several assignments of one task for one unit.
public enum ItemSource: Sendable, Hashable {
    /// One for each tag `PREFIX:NAME` of the unit, named NAME; a unit without such a tag has none.
    case tags(prefix: String)
    /// One for each name.
    case names([String])
}

/// A thing to hand in.
public struct Deliverable: Sendable, Hashable {
    public enum Format: String, Sendable, CaseIterable {
        case online, word, pdf, scan, spreadsheet, photo, video, archive, text, link, paper, other
    }
    public enum Seal: String, Sendable, CaseIterable { case none, stamp, signature, both }

    /// The key in `submit --items`.
    public var id: String
    public var title: String
    public var formats: [Format]
    /// The file's name, with `{unit}`, `{item}`, `{year}` filled in.
    public var name: String?
    /// How many of it.
    public var count: ClosedRange<Int>
    public var channel: String?
    public var seal: Seal
    /// The code under which evidence is filed, e.g. `101`.
    public var evidence: String?
    public var required: Bool
    /// Characters at most.
    public var limit: Int?
    public var note: String?
    /// Nil: for every unit of the task.
    public var who: UnitSelector?

    public init(
        id: String, title: String, formats: [Format] = [], name: String? = nil, count: ClosedRange<Int> = 1...1,
        channel: String? = nil, seal: Seal = .none, evidence: String? = nil, required: Bool = true,
        limit: Int? = nil, note: String? = nil, who: UnitSelector? = nil
    ) {
        self.id = id
        self.title = title
        self.formats = formats
        self.name = name
        self.count = count
        self.channel = channel
        self.seal = seal
        self.evidence = evidence
        self.required = required
        self.limit = limit
        self.note = note
        self.who = who
    }
}

/// Who decides at one level of review.
public struct ReviewLevel: Sendable, Hashable {
    public enum Reviewer: Sendable, Hashable {
        /// The unit's parent in the roster.
        case parent
        /// The nearest unit above that the selector fits.
        case ancestor(UnitSelector)
        /// The one unit that the selector fits; with `sameRegion`, in the unit's own region
        /// ("the education bureau of my district").
        case unit(UnitSelector, sameRegion: Bool)
    }

    public var reviewer: Reviewer
    /// Nil: for every unit of the task. A level that does not fit a unit is left out for it.
    public var who: UnitSelector?

    public init(reviewer: Reviewer, who: UnitSelector? = nil) {
        self.reviewer = reviewer
        self.who = who
    }
}

/// A quantity that completes an assignment.
public struct Quota: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        /// The unit's own submissions, each counting for its `--count` (1 unless said otherwise).
        case own
        /// Submissions of `task` by the units below this one, handed in and not returned.
        case below(task: String)
    }

    /// The quantity asked for, at least 1.
    public var count: Int
    /// What is counted, e.g. `家`, `场`, `人`.
    public var unit: String
    public var source: Source

    public init(count: Int, unit: String, source: Source) {
        self.count = count
        self.unit = unit
        self.source = source
    }
}
