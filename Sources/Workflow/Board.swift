/// A notice's assignments at one moment: from definitions and events to every status, the dependent ones included.

import Deadlines
import Notices
import Texts

public struct Board: Sendable {
    public let notice: Notice
    public let roster: Roster
    public let calendar: WorkCalendar
    public let zone: Zone
    /// Tasks in an order in which everything that a task hangs on stands before it.
    public let order: [Task]
    private let tasks: [String: Task]
    /// Of tasks whose deliverables are the same for every unit: the required and the other keys.
    private let plainDeliverables: [String: (required: [String], optional: [String])]

    public init(notice: Notice, roster: Roster, calendar: WorkCalendar, zone: Zone) {
        self.notice = notice
        self.roster = roster
        self.calendar = calendar
        self.zone = zone
        tasks = Dictionary(notice.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        order = Board.ordered(notice.tasks)
        var plain: [String: (required: [String], optional: [String])] = [:]
        for task in notice.tasks
        where task.deliver.allSatisfy({ $0.who == nil }) && task.due.allSatisfy({ $0.channel == nil }) {
            plain[task.id] = Board.split(task.deliver)
        }
        plainDeliverables = plain
    }

    public func task(_ id: String) -> Task? { tasks[id] }

    /// The deliverables that one assignment asks for.
    public func deliverables(of assignment: Assignment) -> [Deliverable] {
        guard let task = tasks[assignment.task], let unit = roster.unit(code: assignment.unit) else { return [] }
        let channels = Set(task.due.filter { $0.who?.matches(unit, roster) ?? true }.compactMap(\.channel))
        return task.deliver.filter { deliverable in
            guard deliverable.who?.matches(unit, roster) ?? true else { return false }
            if let channel = assignment.channel { return deliverable.channel == channel }
            return deliverable.channel.map(channels.contains) != true
        }
    }

    private static func split(_ deliver: [Deliverable]) -> (required: [String], optional: [String]) {
        (deliver.filter(\.required).map(\.id), deliver.filter { !$0.required }.map(\.id))
    }

    /// A task comes after those that its `after`, its dues, its cover and its quota name.
    private static func ordered(_ tasks: [Task]) -> [Task] {
        let byID = Dictionary(tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var done: Set<String> = []
        var order: [Task] = []
        func visit(_ task: Task, _ path: Set<String>) {
            guard !done.contains(task.id), !path.contains(task.id) else { return }
            for name in task.predecessors {
                if let before = byID[name] { visit(before, path.union([task.id])) }
            }
            done.insert(task.id)
            order.append(task)
        }
        for task in tasks { visit(task, []) }
        return order
    }
}

extension Task {
    /// Tasks whose outcome this one looks at.
    public var predecessors: [String] {
        var names = after.compactMap(\.task) + due.flatMap { $0.rule.anchors.compactMap(\.task) } + covers
        if case .below(let task) = quota?.source { names.append(task) }
        return names
    }

    /// Completed by others' submissions, never recorded by hand.
    public var isDerived: Bool {
        if !covers.isEmpty { return true }
        if case .below = quota?.source { return true }
        return false
    }

    /// Looks at all units' assignments of another task, or at the notice's last due.
    public var looksAtEverybody: Bool {
        (after + due.flatMap(\.rule.anchors)).contains { anchor in
            switch anchor {
            case .outcome(_, _, let all): all
            case .final: true
            case .event, .due: false
            }
        }
    }
}

// MARK: - Evaluation

/// What one assignment came to, with what stood in the way of computing it.
public struct Evaluation: Sendable {
    public var statuses: [AssignmentID: Status] = [:]
    /// Events that the diagram does not allow; the assignment's status is the one before the first of them.
    public var refused: [StepRefused] = []
    /// Condition that a waiting assignment waits for.
    public var waitingFor: [AssignmentID: Anchor] = [:]

    public init() {}
}

extension Board {
    /// Evaluates a set of assignments, normally the whole notice.
    ///
    /// - Parameters:
    ///   - assignments: those to evaluate, with every assignment that they hang on.
    ///   - events: the notice's events, voided ones left out, in any order; those after `asOf` are ignored.
    ///   - asOf: only what happened, and was recorded, by then counts.
    ///   - new: events that are about to be recorded: a first submission among them must lie in an opening, while one
    ///     that is on record stays although its opening was taken back.
    public func evaluate(
        _ assignments: [Assignment], _ events: [Event], asOf: Instant, new: Set<Event> = []
    ) -> Evaluation {
        var run = BoardRun(self, assignments, events, asOf, new)
        for task in order { run.evaluate(task) }
        run.evaluateDropped()
        return run.evaluation
    }
}

extension Board {
    /// What an assignment's due rule comes to, with its explanation, given everything that had happened by `asOf`.
    /// Nil when none of the task's dues fits it.
    public func resolution(
        of assignment: Assignment, among assignments: [Assignment], _ events: [Event], asOf: Instant
    ) -> Resolution? {
        guard let task = task(assignment.task), let index = assignment.entry, task.due.indices.contains(index) else {
            return nil
        }
        let entry = task.due[index]
        if entry.rule.isRecurring, let due = occurrence(of: entry, assignment, asOf: asOf) { return .due(due) }
        guard !entry.rule.anchors.isEmpty else { return resolve(entry, anchors: { _ in nil }) }
        var run = BoardRun(self, assignments, events, asOf, [])
        for task in order { run.evaluate(task) }
        return run.resolution(of: entry, assignment)
    }

    private func occurrence(of entry: DueEntry, _ assignment: Assignment, asOf: Instant) -> Due? {
        entry.rule.occurrences(
            since: zone.day(of: assignment.opens), today: zone.day(of: max(asOf, assignment.opens)), calendar: calendar,
            zone: zone, dayIncluded: entry.dayIncluded
        ).first { $0.key == assignment.occurrence }?.due
    }
}

/// One evaluation in progress.
struct BoardRun {
    let board: Board
    let asOf: Instant
    private let new: Set<Event>
    var evaluation = Evaluation()
    private var own: [AssignmentID: [Event]] = [:]
    private var happenings: [String: [Event]] = [:]
    /// Positions of a task's assignments.
    private var byTask: [String: [Assignment]] = [:]
    /// The same by unit, of the tasks for which somebody asked.
    private var byUnit: [String: [String: [Assignment]]] = [:]
    private var allSpans: [Anchor: [TimeSpan]] = [:]

    init(_ board: Board, _ assignments: [Assignment], _ events: [Event], _ asOf: Instant, _ new: Set<Event>) {
        self.board = board
        self.asOf = asOf
        self.new = new
        for event in events where event.at <= asOf && event.recorded <= asOf {
            if let id = event.assignment {
                own[id, default: []].append(event)
            } else if case .happened(let name, _) = event.what {
                happenings[name, default: []].append(event)
            }
        }
        for id in own.keys { own[id]?.sort(by: Event.happenedBefore) }
        for name in happenings.keys { happenings[name]?.sort(by: Event.happenedBefore) }
        // They come task by task.
        var rest = assignments[...]
        while let first = rest.first {
            let run = rest.prefix { $0.task == first.task }
            byTask[first.task, default: []] += run
            rest = rest[run.endIndex...]
        }
        evaluation.statuses.reserveCapacity(assignments.count)
    }

    /// The unit's own assignments of a task.
    private mutating func members(of task: String, _ unit: String) -> [Assignment] {
        if let known = byUnit[task] { return known[unit] ?? [] }
        let found = Dictionary(grouping: byTask[task] ?? [], by: \.unit)
        byUnit[task] = found
        return found[unit] ?? []
    }

    /// A condition on all units whose times are known already.
    mutating func assume(_ anchor: Anchor, _ spans: [TimeSpan]) { allSpans[anchor] = spans }

    mutating func evaluate(_ task: Task) {
        // Where nothing happened, those that are open at the same times until the same due have equal statuses.
        let isPlain = !task.isDerived && task.due.allSatisfy { $0.rule.anchors.isEmpty }
        var last: (opens: Instant, due: Instant?, open: [TimeSpan])?
        var status: Status?
        let members = byTask[task.id] ?? []
        for place in members.indices {
            let id = members[place].id
            guard isPlain, own[id] == nil else {
                evaluate(members[place], of: task)
                continue
            }
            let (opens, due) = (members[place].opens, members[place].due)
            let open = task.after.isEmpty ? [] : openSpans(of: members[place], task)
            if let last, last.opens == opens, last.due == due, last.open == open {
                evaluation.statuses[id] = status
                continue
            }
            evaluate(members[place], of: task)
            last = (opens, due, open)
            status = evaluation.statuses[id]
        }
    }

    private mutating func evaluate(_ assignment: Assignment, of task: Task) {
        var circumstances = circumstances(of: assignment, task)
        let events = own[assignment.id] ?? []
        circumstances.toleratesUnopened = Fold.firstSubmission(events).map { !new.contains($0) } ?? true
        settle(assignment, events) { run, taken throws(StepRefused) in
            try run.status(of: assignment, task, taken, circumstances)
        }
    }

    /// Assignments of tasks that the notice no longer has keep their history; their definition is all that is known.
    mutating func evaluateDropped() {
        for (task, assignments) in byTask where board.task(task) == nil {
            for assignment in assignments {
                let events = own[assignment.id] ?? []
                let circumstances = plainCircumstances(of: assignment, events)
                settle(assignment, events) { _, taken throws(StepRefused) in
                    try Fold.status(of: taken, in: circumstances)
                }
            }
        }
    }

    private mutating func settle(
        _ assignment: Assignment, _ events: [Event],
        _ status: (inout BoardRun, [Event]) throws(StepRefused) -> Status
    ) {
        // A refused event ends the fold; what stood before it still counts.
        var taken = events
        while true {
            do throws(StepRefused) {
                evaluation.statuses[assignment.id] = try status(&self, taken)
                return
            } catch {
                evaluation.refused.append(error)
                guard let index = taken.firstIndex(of: error.event) else { return }
                taken = Array(taken[..<index])
            }
        }
    }

    private mutating func status(
        of assignment: Assignment, _ task: Task, _ events: [Event], _ circumstances: Circumstances
    ) throws(StepRefused) -> Status {
        if !task.covers.isEmpty { return try reviewStatus(of: assignment, task, events, circumstances) }
        if let quota = task.quota, case .below(let member) = quota.source {
            let times = contributions(to: assignment, from: member)
            let reached = times.count >= quota.count ? times[quota.count - 1] : nil
            return try Fold.derivedStatus(
                of: events, in: circumstances, completedAt: reached, quantity: times.count, cover: nil)
        }
        return try Fold.status(of: events, in: circumstances)
    }
}

// MARK: - Circumstances

extension BoardRun {
    private mutating func circumstances(of assignment: Assignment, _ task: Task) -> Circumstances {
        let days = (
            correction: task.correction ?? board.notice.correction, minimum: task.minimum ?? board.notice.minimum
        )
        let (calendar, zone) = (board.calendar, board.zone)
        @Sendable func end(of workingDays: Int, after instant: Instant) -> Instant {
            zone.end(of: calendar.adding(workingDays: workingDays, to: zone.day(of: instant)))
        }
        let deliver = board.deliverableKeys(of: assignment, task)
        let entry = assignment.entry.flatMap { task.due.indices.contains($0) ? task.due[$0] : nil }
        let hangsOnEvent = entry.map { !$0.rule.anchors.isEmpty } ?? false
        return Circumstances(
            open: openSpans(of: assignment, task),
            isOpenedByOthers: !task.after.isEmpty && !hangsOnEvent,
            due: assignment.due ?? (hangsOnEvent ? entry.flatMap { due(by: $0, assignment) }?.end : nil),
            levels: assignment.reviewers.count,
            resumesAtSameLevel: task.resume == .same,
            required: deliver.required, optional: deliver.optional,
            quota: task.quota.flatMap { $0.source == .own ? $0.count : nil },
            correctionEnd: { end(of: days.correction, after: $0) },
            minimumEnd: { end(of: days.minimum, after: $0) })
    }

    private func plainCircumstances(of assignment: Assignment, _ events: [Event]) -> Circumstances {
        let (calendar, zone, notice) = (board.calendar, board.zone, board.notice)
        @Sendable func end(of workingDays: Int, after instant: Instant) -> Instant {
            zone.end(of: calendar.adding(workingDays: workingDays, to: zone.day(of: instant)))
        }
        let items = events.reduce(into: Set<String>()) { items, event in
            if case .submitted(let submission) = event.what { items.formUnion(submission.items) }
        }
        var circumstances = Circumstances(
            open: assignment.opens <= asOf ? [TimeSpan(start: assignment.opens, end: nil)] : [], due: assignment.due,
            levels: assignment.reviewers.count, optional: items.sorted(),
            correctionEnd: { end(of: notice.correction, after: $0) },
            minimumEnd: { end(of: notice.minimum, after: $0) })
        circumstances.toleratesUnopened = true
        return circumstances
    }

    private mutating func openSpans(of assignment: Assignment, _ task: Task) -> [TimeSpan] {
        guard assignment.opens <= asOf else { return [] }
        var spans = [TimeSpan(start: assignment.opens, end: nil)]
        for anchor in task.after {
            let held = self.spans(of: anchor, for: assignment)
            spans = TimeSpan.intersection(spans, held)
            if spans.last.map({ $0.end != nil }) ?? true, evaluation.waitingFor[assignment.id] == nil {
                evaluation.waitingFor[assignment.id] = anchor
            }
        }
        return spans
    }

    /// The due of a rule that hangs on events; nil while one is missing.
    private mutating func due(by entry: DueEntry, _ assignment: Assignment) -> Due? {
        guard case .due(let due) = resolution(of: entry, assignment) else { return nil }
        return due
    }

    fileprivate mutating func resolution(of entry: DueEntry, _ assignment: Assignment) -> Resolution {
        var instants: [Anchor: Instant] = [:]
        for anchor in entry.rule.anchors { instants[anchor] = instant(of: anchor, for: assignment) }
        return board.resolve(entry, anchors: { instants[$0] })
    }

    /// The moment that a due rule counts from; nil while it has not come.
    private mutating func instant(of anchor: Anchor, for assignment: Assignment) -> Instant? {
        switch anchor {
        case .due(let task):
            return members(of: task, assignment.unit)
                .compactMap { evaluation.statuses[$0.id]?.effectiveDue }.max()
        case .final:
            return byTask.values.joined().compactMap(\.due).max()
        case .event, .outcome:
            guard let last = spans(of: anchor, for: assignment).last, last.end == nil, last.start > .distantPast
            else { return nil }
            return last.start
        }
    }

    /// When a condition held for an assignment.
    private mutating func spans(of anchor: Anchor, for assignment: Assignment) -> [TimeSpan] {
        switch anchor {
        case .event(let name): return happened(name, nil, to: assignment)
        case .outcome(.told, let task, _): return happened("told", task, to: assignment)
        case .outcome(let outcome, let task, let all):
            if all, let known = allSpans[anchor] { return known }
            let members = all ? byTask[task] ?? [] : predecessors(of: assignment, in: task)
            let spans = members.reduce([TimeSpan(start: .distantPast, end: nil)]) { spans, member in
                guard let held = self.spans(of: outcome, member) else { return spans }
                return TimeSpan.intersection(spans, held)
            }
            if all { allSpans[anchor] = spans }
            return spans
        case .due, .final: return []
        }
    }

    /// The unit's own assignments of the task; the one of the same item where both have items.
    private mutating func predecessors(of assignment: Assignment, in task: String) -> [Assignment] {
        let own = members(of: task, assignment.unit)
        guard let item = assignment.item else { return own }
        let same = own.filter { $0.item == item }
        return same.isEmpty ? own : same
    }

    /// Nil for what stands in nobody's way: withdrawn, or optional and not begun.
    private func spans(of outcome: Anchor.Outcome, _ member: Assignment) -> [TimeSpan]? {
        guard let status = evaluation.statuses[member.id], status.state != .withdrawn else { return nil }
        if let task = board.task(member.task), task.optional, !status.isBegun, status.state != .exempt { return nil }
        switch outcome {
        case .accepted: return status.settled
        case .submitted: return status.state == .exempt ? status.settled : status.handedIn
        case .opened: return status.openedAt.map { [TimeSpan(start: $0, end: nil)] } ?? []
        case .returned: return status.returnedAt.map { [TimeSpan(start: $0, end: nil)] } ?? []
        case .told: return []
        }
    }

    /// From the first occurrence on that concerns the assignment.
    private func happened(_ name: String, _ task: String?, to assignment: Assignment) -> [TimeSpan] {
        let first = (happenings[name] ?? []).first { event in
            guard case .happened(_, let eventTask) = event.what else { return false }
            if let unit = event.unit, unit != assignment.unit { return false }
            if let item = event.item, item != assignment.item { return false }
            if let eventTask, let task, eventTask != task { return false }
            return true
        }
        return first.map { [TimeSpan(start: $0.at, end: nil)] } ?? []
    }
}

extension Board {
    func deliverableKeys(of assignment: Assignment, _ task: Task) -> (required: [String], optional: [String]) {
        if let plain = plainDeliverables[task.id] { return plain }
        return Board.split(deliverables(of: assignment))
    }

    /// What a due entry comes to under the notice's calendar and zone.
    public func resolve(_ entry: DueEntry, anchors: (Anchor) -> Instant?) -> Resolution {
        entry.rule.resolve(calendar: calendar, zone: zone, dayIncluded: entry.dayIncluded, anchors: anchors)
    }
}

// MARK: - Derived assignments

extension BoardRun {
    /// When the submissions that count towards a group's quota were handed in, ascending.
    private func contributions(to assignment: Assignment, from task: String) -> [Instant] {
        (byTask[task] ?? []).compactMap { member -> Instant? in
            guard let unit = board.roster.unit(code: member.unit), board.roster.isBelow(unit, assignment.unit),
                let status = evaluation.statuses[member.id], !status.isNil,
                status.state == .submitted || status.state == .accepted
            else { return nil }
            return status.lastSubmittedAt
        }
        .sorted()
    }

    private func reviewStatus(
        of assignment: Assignment, _ task: Task, _ events: [Event], _ circumstances: Circumstances
    ) throws(StepRefused) -> Status {
        let bare = try Fold.derivedStatus(
            of: events, in: circumstances, completedAt: nil, quantity: 0, cover: nil)
        var cover = Cover()
        var lastPast: Instant?
        for covered in task.covers.flatMap({ byTask[$0] ?? [] }) {
            guard let index = covered.reviewers.firstIndex(of: assignment.unit),
                let status = evaluation.statuses[covered.id], status.state != .withdrawn
            else { continue }
            let isOptional = board.task(covered.task)?.optional ?? false
            if isOptional && !status.isBegun { continue }
            cover.add(status, level: index + 1, due: bare.extendedDue)
            if let past = status.pastAt(level: index + 1) { lastPast = max(lastPast ?? past, past) }
        }
        let isComplete = cover.total > 0 && cover.decided == cover.total
        return try Fold.derivedStatus(
            of: events, in: circumstances, completedAt: isComplete ? lastPast : nil, quantity: 0, cover: cover)
    }
}

extension Cover {
    /// Counts one submission that a reviewer is to decide at `level`; `due` is the review's own, exclusive.
    public mutating func add(_ status: Status, level: Int, due: Instant?) {
        total += 1
        if status.isPast(level: level) { decided += 1 }
        let rounds = status.rounds.filter { $0.level == level }
        if !rounds.isEmpty { received += 1 }
        guard let due else { return }
        let isOverdue = rounds.contains { round in
            guard round.received < due else { return false }
            return round.decided.map { $0 >= due } ?? true
        }
        if isOverdue { overdue += 1 }
    }
}
