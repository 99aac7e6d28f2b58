/// From a notice and its roster to assignments: who owes what, by when, reviewed by whom.

import Deadlines
import Notices

public struct Planner {
    private let board: Board
    private let loadedAt: Instant

    /// `loadedAt` is when the notice was first loaded: units got their tasks then, if no issue date is known.
    public init(board: Board, loadedAt: Instant) {
        self.board = board
        self.loadedAt = loadedAt
    }

    private var notice: Notice { board.notice }
    private var zone: Zone { board.zone }
    /// When the notice's tasks open: at the start of its issue date, else when it was loaded.
    public var start: Instant { notice.issued.map { min(zone.start(of: $0), loadedAt) } ?? loadedAt }

    /// When they open for one unit: not before it joined.
    public func start(for unit: Unit?) -> Instant {
        unit?.joins.map { max(start, zone.start(of: $0)) } ?? start
    }

    /// All assignments of the notice as of `now`; recurring tasks up to one period ahead. Tasks that an event
    /// starts have none yet.
    public func plan(now: Instant) -> [Assignment] {
        var plan: [Assignment] = []
        for task in notice.tasks where task.starts == nil && task.covers.isEmpty { add(task, now: now, to: &plan) }
        let reviews = notice.tasks.filter { $0.starts == nil && !$0.covers.isEmpty }
        if reviews.isEmpty { return plan }
        let reviewers = reviewersByTask(plan)
        for task in reviews {
            let busy = task.covers.reduce(into: Set<String>()) { $0.formUnion(reviewers[$1] ?? []) }
            var own: [Assignment] = []
            add(task, now: now, to: &own)
            plan += own.filter { busy.contains($0.unit) }
        }
        return plan
    }

    private func reviewersByTask(_ plan: [Assignment]) -> [String: Set<String>] {
        var reviewers: [String: Set<String>] = [:]
        for assignment in plan { reviewers[assignment.task, default: []].formUnion(assignment.reviewers) }
        // Submissions that an event will start have their reviewers from the beginning.
        for task in notice.tasks where task.starts != nil {
            reviewers[task.id, default: []].formUnion(TaskPlan(task, roster: board.roster).unitsByReviewer().keys)
        }
        return reviewers
    }

    /// The assignments that an occurrence of the notice's event `name` starts.
    public func started(by name: String, unit: String?, item: String?, at: Instant) -> [Assignment] {
        var started: [Assignment] = []
        for task in notice.tasks where task.starts == name {
            var planner = TaskPlanner(task, board: board, now: at)
            for bound in planner.plan.units where unit == nil || bound.code == unit {
                planner.add(bound, item: item, from: at, to: &started)
            }
        }
        return started
    }

    private func add(_ task: Task, now: Instant, to plan: inout [Assignment]) {
        var planner = TaskPlanner(task, board: board, now: now)
        let start = start
        for unit in planner.plan.units {
            let from = unit.joins == nil ? start : self.start(for: unit)
            if task.items == nil {
                planner.add(unit, item: nil, from: from, to: &plan)
            } else {
                for item in planner.plan.items(of: unit) { planner.add(unit, item: item, from: from, to: &plan) }
            }
        }
    }
}

/// Makes the assignments of one task, unit by unit; what is the same for many units is worked out once.
private struct TaskPlanner {
    let plan: TaskPlan
    private let board: Board
    private let now: Instant
    private let isReviewed: Bool
    /// What each due entry comes to before anything has happened.
    private let resolutions: [Resolution]
    /// The dates of the unit before: most units have the same.
    private var last: (entries: [Int], from: Instant, dates: [Dates])?

    /// What a unit's assignment has by its due entry and turn.
    private struct Dates {
        var entry: Int?
        var channel: String?
        var occurrence: String?
        var opens: Instant
        var due: Instant?
        var isProvisional = false
    }

    init(_ task: Task, board: Board, now: Instant) {
        plan = TaskPlan(task, roster: board.roster)
        self.board = board
        self.now = now
        isReviewed = !task.review.isEmpty && task.covers.isEmpty
        resolutions = task.due.map { board.resolve($0, anchors: { _ in nil }) }
    }

    mutating func add(_ unit: Unit, item: String?, from: Instant, to made: inout [Assignment]) {
        let reviewers = isReviewed ? plan.reviewers(of: unit).map(\.code) : []
        for dates in dates(plan.dueIndices(for: unit), from: from) where isBound(unit, dates) {
            made.append(
                Assignment(
                    notice: board.notice.id, task: plan.task.id, unit: unit.code, item: item, channel: dates.channel,
                    occurrence: dates.occurrence, entry: dates.entry, reviewers: reviewers, opens: dates.opens,
                    due: dates.due, isProvisional: dates.isProvisional))
        }
    }

    private mutating func dates(_ entries: [Int], from: Instant) -> [Dates] {
        if let last, last.entries == entries, last.from == from { return last.dates }
        let dates = entries.isEmpty ? [Dates(opens: from)] : entries.flatMap { self.dates(of: $0, from: from) }
        last = (entries, from, dates)
        return dates
    }

    private func dates(of index: Int, from: Instant) -> [Dates] {
        let (entry, zone) = (plan.task.due[index], board.zone)
        var one = Dates(entry: index, channel: entry.channel, opens: from)
        switch resolutions[index] {
        // Rules on events resolve once these have happened.
        case .waiting, .undated: return [one]
        case .due(let due):
            one.due = due.end
            one.isProvisional = due.provisional
            return [one]
        case .recurring:
            let occurrences = entry.rule.occurrences(
                since: zone.day(of: from), today: zone.day(of: now), calendar: board.calendar, zone: zone,
                dayIncluded: entry.dayIncluded)
            return occurrences.map { occurrence in
                one.occurrence = occurrence.key
                one.opens = max(from, zone.start(of: occurrence.opens))
                one.due = occurrence.due.end
                one.isProvisional = occurrence.due.provisional
                return one
            }
        }
    }

    /// Obligations are dated: a unit owes nothing that was due before it joined or after it left.
    private func isBound(_ unit: Unit, _ dates: Dates) -> Bool {
        if let joins = unit.joins, let due = dates.due, due <= board.zone.start(of: joins) { return false }
        guard let leaves = unit.leaves else { return true }
        return board.zone.start(of: leaves) > (dates.due ?? dates.opens)
    }
}

/// What loading a notice again changes.
public struct PlanDifference: Sendable {
    public struct Redated: Sendable, Hashable {
        public let assignment: Assignment
        public let from: Instant?
        public let to: Instant?
    }

    /// An assignment in force, with what holds for it now.
    public struct InForce: Sendable {
        let assignment: Assignment
        let due: Instant?
        let opens: Instant

        /// - Parameter opens: nil: as it was made.
        public init(_ assignment: Assignment, due: Instant?, opens: Instant? = nil) {
            self.assignment = assignment
            self.due = due
            self.opens = opens ?? assignment.opens
        }
    }

    /// An opening that lies behind and is another now.
    public struct Reopened: Sendable, Hashable {
        public let assignment: Assignment
        public let from: Instant
        public let to: Instant
    }

    public var added: [Assignment] = []
    /// No longer asked for.
    public var removed: [Assignment] = []
    public var redated: [Redated] = []
    public var openings: [Reopened] = []
    /// Reviewed by others now: taken out and made anew if nothing happened yet, otherwise kept as it was.
    public var rereviewed: [Assignment] = []
    public var unchanged = 0

    /// Openings that lie ahead stay as they were made: nothing can have happened before them.
    public init(current: [InForce], planned: [Assignment], now: Instant) {
        if current.isEmpty {
            added = planned
            return
        }
        var left = Dictionary(current.map { ($0.assignment.key, $0) }, uniquingKeysWith: { first, _ in first })
        for plan in planned {
            guard let old = left.removeValue(forKey: plan.key) else {
                added.append(plan)
                continue
            }
            if plan.reviewers != old.assignment.reviewers { rereviewed.append(old.assignment) }
            let isReopened = plan.opens != old.opens && max(plan.opens, old.opens) <= now
            if isReopened { openings.append(Reopened(assignment: old.assignment, from: old.opens, to: plan.opens)) }
            if plan.due != old.due, plan.due != nil || old.assignment.due != nil {
                redated.append(Redated(assignment: old.assignment, from: old.due, to: plan.due))
            } else if plan.reviewers == old.assignment.reviewers, !isReopened {
                unchanged += 1
            }
        }
        removed = left.values.map(\.assignment).sorted { $0.id < $1.id }
    }

    /// Takes out of `added` what exists and was withdrawn; returns those assignments.
    public mutating func takeRevived(_ withdrawn: [Assignment]) -> [Assignment] {
        guard !withdrawn.isEmpty else { return [] }
        let wanted = Set(added.map(\.key))
        let revived = withdrawn.filter { wanted.contains($0.key) }
        let keys = Set(revived.map(\.key))
        added.removeAll { keys.contains($0.key) }
        return revived
    }

    /// Makes those anew whose reviewers changed, as far as nothing happened on them yet.
    public mutating func replaceReviewed(
        by planned: [Assignment], where isUntouched: (AssignmentID) throws -> Bool
    ) rethrows {
        guard !rereviewed.isEmpty else { return }
        let plans = Dictionary(planned.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for old in rereviewed where try isUntouched(old.id) {
            guard let plan = plans[old.key] else { continue }
            removed.append(old)
            added.append(plan)
            redated.removeAll { $0.assignment.id == old.id }
            openings.removeAll { $0.assignment.id == old.id }
        }
        let gone = Set(removed.map(\.id))
        rereviewed.removeAll { gone.contains($0.id) }
    }

    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && redated.isEmpty && openings.isEmpty && rereviewed.isEmpty
    }
}
