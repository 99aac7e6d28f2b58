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

extension Board {
    /// Keys of the deliverables that an assignment asks for.
    func deliverableKeys(of assignment: Assignment, _ task: Task) -> (required: [String], optional: [String]) {
        if let plain = plainDeliverables[task.id] { return plain }
        return Board.split(deliverables(of: assignment))
    }

    /// What a due entry comes to under the notice's calendar and zone.
    public func resolve(_ entry: DueEntry, anchors: (Anchor) -> Instant?) -> Resolution {
        entry.rule.resolve(calendar: calendar, zone: zone, dayIncluded: entry.dayIncluded, anchors: anchors)
    }
}
