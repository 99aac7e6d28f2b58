/// The whole story of one assignment: what was asked, how its date came about, what happened, how it counts.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// Everything that `duban why` tells; each part in the order in which it is told.
public struct Story: Sendable {
    public let assignment: Assignment
    public let noticeTitle: String
    public let noticeNumber: String?
    public let taskTitle: String
    public let unitName: String
    public let asOf: Instant
    public let head: Head
    public let zone: Zone
    public let official: OnTimeReading
    public let status: Status
    /// The words of the notice and what follows from them for this unit.
    public let asked: [StoryLine]
    public let materials: [StoryMaterial]
    /// How the date came about, line by line.
    public let due: [Phrase]
    public let events: [StoryEvent]
    /// Where it stands: the state, what it waits for, what can be recorded now, how far the others are.
    public let standing: [StoryLine]
    public let verdicts: [StoryVerdict]
    /// Lateness, returns, clock, marks.
    public let figures: [StoryLine]
    /// As of the story's moment; the parts sum to `elapsed`.
    public let clock: SplitClock
    /// Seconds from the opening to the acceptance, or to the story's moment; 0 before the opening.
    public let elapsed: Int64
    public let letters: [StoryLetter]
    /// It is gone: everything else is told as it was until then. Nil while it is there, be it withdrawn.
    public let removal: StoryRemoval?
}

/// How an assignment for which nothing was ever recorded went out when its notice was loaded again.
public struct StoryRemoval: Sendable, Hashable {
    /// The load.
    public let event: Event
    public let because: Phrase
}

public struct StoryLine: Sendable, Hashable {
    public let label: Phrase
    public let text: Phrase
    /// The notice does not say so itself; it was inferred.
    public var isInferred = false
    /// The file says that it is in doubt, and whoever loaded it accepted that.
    public var isDoubtful = false
    /// It tells what to type, which is of no use where one clicks.
    public var namesCommands = false
}

public struct StoryMaterial: Sendable, Hashable {
    public let id: String
    public let title: String
    public let isRequired: Bool
    public let isIn: Bool
}

public struct StoryEvent: Sendable, Hashable {
    public let event: Event
    public let text: Phrase
    /// The event that took it back.
    public let voidedBy: Event?
}

public struct StoryVerdict: Sendable, Hashable {
    public let reading: OnTimeReading
    public let basis: DueBasis
    public let verdict: Verdict
    public let because: Phrase
}

public struct StoryLetter: Sendable, Hashable {
    public let letter: Int64
    public let created: Instant
    /// A unit's code, or a role.
    public let recipient: String
    public let recipientName: Phrase
    public let occasion: Phrase
    public let state: Ledger.Letter.State
    public let settledAt: Instant?
    public let reason: String?
}

extension Office {
    /// The story of one assignment as it could be told at `asOf`.
    ///
    /// - Throws: `Refusal.notFound` when there was no such assignment by then.
    public func why(_ id: AssignmentID, asOf: Instant) throws -> Story {
        try store.read {
            let gone = try store.removedAssignment(id)
            guard let assignment = try gone?.assignment ?? store.assignment(id)?.assignment,
                let notice = try store.notice(assignment.notice)
            else {
                throw Refusal(
                    .notFound, Phrase(zh: "没有编号为 \(id) 的任务", en: "there is no assignment \(id)"),
                    remedy: Phrase(zh: "用 duban tasks 查看编号", en: "`duban tasks` lists the numbers"))
            }
            try require(.seeStory, on: assignment)
            // As it was just before it went, if it was gone by then.
            let removal = try gone.flatMap { try store.event($0.removedBy) }
                .flatMap { $0.at <= asOf && $0.recorded <= asOf ? $0 : nil }
            let version = try NoticeVersion.required(
                notice, asOf: removal.map { max($0.at, $0.recorded) } ?? asOf, before: removal?.seq, in: store)
            return try Storyteller(assignment, version, removedBy: removal, in: store).story(asOf: asOf)
        }
    }
}

/// Gathers what the parts of a story are told from.
struct Storyteller {
    let assignment: Assignment
    let version: NoticeVersion
    let board: Board
    let assignments: [Assignment]
    let evaluation: Evaluation
    let status: Status
    /// The notice's events by then, voided ones left out.
    let events: [Event]
    let removal: StoryRemoval?
    /// As the notice has it, or had it last.
    let task: Task?
    let store: LedgerStore

    var zone: Zone { version.zone }
    var notice: Notice { board.notice }
    var isOptional: Bool { task?.optional ?? false }

    /// - Parameter load: the one that took it out; the version is the one before.
    init(_ assignment: Assignment, _ version: NoticeVersion, removedBy load: Event?, in store: LedgerStore) throws {
        self.assignment = assignment
        self.version = version
        self.store = store
        board = try version.board()
        assignments = try version.assignments(in: store)
        events = try version.events(in: store)
        task = try board.task(assignment.task) ?? version.task(assignment.task)
        removal = try load.map {
            StoryRemoval(event: $0, because: try version.reason(for: assignment, goneWith: $0))
        }
        evaluation = board.evaluate(assignments, events, asOf: version.asOf)
        guard let status = evaluation.statuses[assignment.id] else {
            throw Refusal(
                .notFound,
                Phrase(
                    zh: "截至 \(version.zone.minute(version.asOf))，还没有任务 \(assignment.id)",
                    en: "by \(version.zone.minute(version.asOf)) there was no assignment \(assignment.id)"),
                remedy: Phrase(zh: "改用较晚的 --as-of", en: "ask for a later --as-of"))
        }
        self.status = status
    }

    func story(asOf: Instant) throws -> Story {
        let clock = status.clock(at: version.asOf)
        return Story(
            assignment: assignment, noticeTitle: notice.title, noticeNumber: notice.number,
            taskTitle: task?.title ?? assignment.task, unitName: name(assignment.unit), asOf: asOf,
            head: try store.head(asOf: asOf), zone: zone, official: notice.official, status: status,
            asked: asked(), materials: materials(), due: dueLines(), events: try storyEvents(),
            standing: try standing(),
            verdicts: verdicts(), figures: figureLines(), clock: clock, elapsed: elapsed, letters: try letters(),
            removal: removal)
    }

    /// From the opening to the acceptance, counted apart from the clock.
    private var elapsed: Int64 {
        guard let opened = status.openedAt else { return 0 }
        switch status.state {
        case .accepted, .withdrawn: return status.since.map { max(0, $0.seconds(since: opened)) } ?? 0
        default: return max(0, version.asOf.seconds(since: opened))
        }
    }

    /// One that left the roster keeps its name.
    func name(_ code: String) -> String {
        board.roster.unit(code: code)?.name ?? ((try? store.unit(code: code)) ?? nil)?.unit.name ?? code
    }

    /// What a task or an event is called.
    func naming(_ name: String) -> Phrase? {
        (board.task(name)?.title ?? notice.event(name)?.title).map { Phrase(same: $0) }
    }

    /// `2025-04-11 24:00`: the last moment that is in time.
    func until(_ end: Instant) -> String {
        let day = zone.day(of: end.adding(seconds: -1))
        return zone.end(of: day) == end ? "\(day.iso) 24:00" : zone.minute(end.adding(seconds: -60))
    }

    /// `2025-04-11 16:03:22`; the seconds only where there are any.
    func moment(_ instant: Instant) -> String {
        let second = zone.local(instant).second
        return zone.minute(instant) + (second == 0 ? "" : second < 10 ? ":0\(second)" : ":\(second)")
    }
}
