/// One evaluation of a board in progress: task by task in an order in which what a task hangs on is known before it.

import Deadlines
import Notices

struct BoardRun {
    let board: Board
    let asOf: Instant
    private let new: Set<Event>
    var evaluation = Evaluation()
    private(set) var own: [AssignmentID: [Event]] = [:]
    /// Events of the notice, a unit or an item by their names, in the order in which they happened.
    private(set) var happenings: [String: [Event]] = [:]
    private(set) var byTask: [String: [Assignment]] = [:]
    /// The same by unit, of the tasks for which somebody asked.
    private var byUnit: [String: [String: [Assignment]]] = [:]
    /// Conditions on all units, told once for all that wait for them.
    var allSpans: [Anchor: [TimeSpan]] = [:]

    /// Rule: only what had happened and was recorded by `asOf` counts.
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
    mutating func members(of task: String, _ unit: String) -> [Assignment] {
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
        var last: (id: AssignmentID, opens: Instant, due: Instant?, open: [TimeSpan])?
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
                evaluation.statuses.share(id, as: last.id)
                continue
            }
            evaluate(members[place], of: task)
            last = (id, opens, due, open)
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
}
