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
    private var start: Instant { notice.issued.map { min(zone.start(of: $0), loadedAt) } ?? loadedAt }

    /// All assignments of the notice as of `now`; recurring tasks up to one period ahead. Tasks that an event
    /// starts have none yet.
    public func plan(now: Instant) -> [Assignment] {
        var plan: [Assignment] = []
        for task in notice.tasks where task.starts == nil && task.covers.isEmpty {
            plan += assignments(of: task, now: now)
        }
        let reviewers = reviewersByTask(plan)
        for task in notice.tasks where task.starts == nil && !task.covers.isEmpty {
            let busy = task.covers.reduce(into: Set<String>()) { $0.formUnion(reviewers[$1] ?? []) }
            plan += assignments(of: task, now: now).filter { busy.contains($0.unit) }
        }
        return plan
    }

    private func reviewersByTask(_ plan: [Assignment]) -> [String: Set<String>] {
        var reviewers: [String: Set<String>] = [:]
        for assignment in plan { reviewers[assignment.task, default: []].formUnion(assignment.reviewers) }
        // Submissions that an event will start have their reviewers from the beginning.
        for task in notice.tasks where task.starts != nil {
            for unit in task.who.units(in: board.roster) {
                reviewers[task.id, default: []].formUnion(self.reviewers(of: task, unit).map(\.code))
            }
        }
        return reviewers
    }

    /// The assignments that an occurrence of the notice's event `name` starts.
    public func started(by name: String, unit: String?, item: String?, at: Instant) -> [Assignment] {
        notice.tasks.filter { $0.starts == name }.flatMap { task in
            task.who.units(in: board.roster).filter { unit == nil || $0.code == unit }.flatMap { unit in
                assignments(of: task, unit, item: item, from: at, now: at)
            }
        }
    }

    private func assignments(of task: Task, now: Instant) -> [Assignment] {
        task.who.units(in: board.roster).flatMap { unit -> [Assignment] in
            let from = unit.joins.map { max(start, zone.start(of: $0)) } ?? start
            switch task.items {
            case nil: return assignments(of: task, unit, item: nil, from: from, now: now)
            case .names(let names):
                return names.flatMap { assignments(of: task, unit, item: $0, from: from, now: now) }
            case .tags(let prefix):
                return unit.tags.filter { $0.hasPrefix(prefix + ":") }.flatMap {
                    assignments(of: task, unit, item: String($0.dropFirst(prefix.count + 1)), from: from, now: now)
                }
            }
        }
    }

    private func assignments(
        of task: Task, _ unit: Unit, item: String?, from: Instant, now: Instant
    ) -> [Assignment] {
        let blank = Assignment(
            notice: notice.id, task: task.id, unit: unit.code, item: item,
            reviewers: task.covers.isEmpty ? reviewers(of: task, unit).map(\.code) : [], opens: from)
        let fitting = task.due.indices.filter { index in
            task.due[index].who.map { $0.matches(unit, board.roster) } ?? true
        }
        let channels = fitting.filter { task.due[$0].channel != nil }
        guard !channels.isEmpty else {
            return dated(blank, entry: fitting.first, task, unit, now: now)
        }
        var seen: Set<String> = []
        return channels.filter { seen.insert(task.due[$0].channel ?? "").inserted }.flatMap { index in
            var one = blank
            one.channel = task.due[index].channel
            return dated(one, entry: index, task, unit, now: now)
        }
    }

    private func dated(_ blank: Assignment, entry index: Int?, _ task: Task, _ unit: Unit, now: Instant) -> [Assignment] {
        guard let index else { return isBound(unit, blank) ? [blank] : [] }
        let entry = task.due[index]
        var one = blank
        one.entry = index
        guard entry.rule.isRecurring else {
            // Rules on events resolve once these have happened.
            if case .due(let due) = board.resolve(entry, anchors: { _ in nil }) {
                one.due = due.end
                one.isProvisional = due.provisional
            }
            return isBound(unit, one) ? [one] : []
        }
        let occurrences = entry.rule.occurrences(
            since: zone.day(of: blank.opens), today: zone.day(of: now), calendar: board.calendar, zone: zone,
            dayIncluded: entry.dayIncluded)
        return occurrences.compactMap { occurrence in
            one.occurrence = occurrence.key
            one.opens = max(blank.opens, zone.start(of: occurrence.opens))
            one.due = occurrence.due.end
            one.isProvisional = occurrence.due.provisional
            return isBound(unit, one) ? one : nil
        }
    }

    /// Obligations are dated: a unit owes nothing that was due before it joined or after it left.
    private func isBound(_ unit: Unit, _ assignment: Assignment) -> Bool {
        if let joins = unit.joins, let due = assignment.due, due <= zone.start(of: joins) { return false }
        guard let leaves = unit.leaves else { return true }
        return zone.start(of: leaves) > (assignment.due ?? assignment.opens)
    }

    /// The reviewers of a unit's submission by level; a level that finds nobody, or the unit itself, is left out.
    public func reviewers(of task: Task, _ unit: Unit) -> [Unit] {
        task.review.compactMap { level -> Unit? in
            if let who = level.who, !who.matches(unit, board.roster) { return nil }
            return reviewer(level.reviewer, of: unit)
        }
        .filter { $0.code != unit.code }
    }

    private func reviewer(_ reviewer: ReviewLevel.Reviewer, of unit: Unit) -> Unit? {
        let roster = board.roster
        switch reviewer {
        case .parent: return roster.parent(of: unit)
        case .ancestor(let selector): return roster.ancestors(of: unit).first { selector.matches($0, roster) }
        case .unit(let selector, let sameRegion):
            return roster.units.first { candidate in
                selector.matches(candidate, roster) && (!sameRegion || candidate.region == unit.region)
            }
        }
    }
}

/// What loading a notice again changes.
public struct PlanDifference: Sendable {
    public struct Redated: Sendable, Hashable {
        public let assignment: Assignment
        public let from: Instant?
        public let to: Instant?
    }

    public var added: [Assignment] = []
    /// No longer asked for.
    public var removed: [Assignment] = []
    public var redated: [Redated] = []
    /// Reviewed by others now: taken out and made anew if nothing happened yet, otherwise kept as it was.
    public var rereviewed: [Assignment] = []
    public var unchanged = 0

    /// `current` are the assignments in force with the due that holds now.
    public init(current: [(assignment: Assignment, due: Instant?)], planned: [Assignment]) {
        var left = Dictionary(current.map { ($0.assignment.key, $0) }, uniquingKeysWith: { first, _ in first })
        for plan in planned {
            guard let old = left.removeValue(forKey: plan.key) else {
                added.append(plan)
                continue
            }
            if plan.reviewers != old.assignment.reviewers { rereviewed.append(old.assignment) }
            if plan.due != old.due, plan.due != nil || old.assignment.due != nil {
                redated.append(Redated(assignment: old.assignment, from: old.due, to: plan.due))
            } else if plan.reviewers == old.assignment.reviewers {
                unchanged += 1
            }
        }
        removed = left.values.map(\.assignment).sorted { $0.id < $1.id }
    }

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && redated.isEmpty && rereviewed.isEmpty }
}
