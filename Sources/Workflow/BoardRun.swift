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
    private(set) var byTaskAndUnit: [TaskUnit: [Assignment]] = [:]
    /// Conditions on all units, told once for all that wait for them.
    var allSpans: [Anchor: [TimeSpan]] = [:]

    struct TaskUnit: Hashable {
        let task: String
        let unit: String
    }

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
        for assignment in assignments {
            byTask[assignment.task, default: []].append(assignment)
            byTaskAndUnit[TaskUnit(task: assignment.task, unit: assignment.unit), default: []].append(assignment)
        }
    }

    /// A condition on all units whose times are known already.
    mutating func assume(_ anchor: Anchor, _ spans: [TimeSpan]) { allSpans[anchor] = spans }

    mutating func evaluate(_ task: Task) {
        // Where nothing happened and nothing hangs on others, equal assignments have equal statuses.
        let isPlain = task.after.isEmpty && !task.isDerived && task.due.allSatisfy { $0.rule.anchors.isEmpty }
        var last: (assignment: Assignment, status: Status)?
        for assignment in byTask[task.id] ?? [] {
            let isUntouched = isPlain && own[assignment.id] == nil
            if isUntouched, let last, last.assignment.opens == assignment.opens, last.assignment.due == assignment.due {
                evaluation.statuses[assignment.id] = last.status
                continue
            }
            evaluate(assignment, of: task)
            if isUntouched { last = evaluation.statuses[assignment.id].map { (assignment, $0) } }
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
