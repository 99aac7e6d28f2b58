/// Who held up what was still waiting at its due: the predecessor that each blocked assignment is charged to.

import Deadlines
import Notices
import Texts
import Workflow

/// Blocked assignments of one task that wait for the same thing at the same units.
public struct BlockedCharge: Sendable, Hashable {
    public let task: String
    /// What they wait for; nil: nothing but their own opening day.
    public let anchor: Anchor?
    /// The units with whom it lies, in code order: the one that has not handed in, or the reviewer who has not decided;
    /// empty where the notice does not say whose step it is.
    public let holders: [String]
    public internal(set) var count: Int
}

struct BlockedCharges {
    private let version: NoticeVersion
    private let notice: Notice
    private let tasks: [String: Task]
    private let around: Surroundings
    private var found: [BlockedCharge] = []
    private var places: [BlockedCharge: Int] = [:]

    /// What a charge looks at besides the blocked assignment.
    struct Surroundings {
        let ofUnit: (String) throws -> [Member]
        let ofTask: (String) throws -> [Member]
        let reviewers: (AssignmentID) throws -> [String]
    }

    init(_ version: NoticeVersion, _ notice: Notice, _ around: Surroundings) {
        self.version = version
        self.notice = notice
        self.around = around
        tasks = Dictionary(notice.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// In the order of the notice's tasks, the largest first within a task.
    var inOrder: [BlockedCharge] {
        let order = Dictionary(
            notice.tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return found.sorted {
            (order[$0.task] ?? .max, -$0.count, $0.anchor?.text ?? "", $0.holders.joined(separator: ","))
                < (order[$1.task] ?? .max, -$1.count, $1.anchor?.text ?? "", $1.holders.joined(separator: ","))
        }
    }

    mutating func charge(_ assignment: Member) throws {
        let (anchor, holders) = try blocker(of: assignment)
        let charge = BlockedCharge(task: assignment.task, anchor: anchor, holders: holders, count: 1)
        if let place = places[charge] {
            found[place].count += 1
        } else {
            places[charge] = found.count
            found.append(charge)
        }
    }

    /// The first condition that does not hold, and with whom it lies.
    func blocker(of assignment: Member) throws -> (anchor: Anchor?, holders: [String]) {
        for anchor in tasks[assignment.task]?.after ?? [] {
            if let holders = try holders(of: anchor, for: assignment) { return (anchor, Set(holders).sorted()) }
        }
        return (nil, [])
    }

    /// Nil when the condition holds.
    private func holders(of anchor: Anchor, for assignment: Member) throws -> [String]? {
        switch anchor {
        case .due, .final: return nil
        case .event(let name):
            if happened(name, nil, to: assignment) { return nil }
            return name == EventKind.told.id ? try tellers(of: assignment, task: nil) : []
        case .outcome(.told, let task, _):
            return happened("told", task, to: assignment) ? nil : try tellers(of: assignment, task: task)
        case .outcome(let outcome, let task, let all):
            let members = try all ? around.ofTask(task) : predecessors(of: assignment, in: task)
            let open = members.filter { !holds(outcome, $0) }
            return open.isEmpty ? nil : try open.flatMap(holders)
        }
    }

    private func predecessors(of assignment: Member, in task: String) throws -> [Member] {
        let own = try around.ofUnit(assignment.unit).filter { $0.task == task }
        let same = own.filter { assignment.item != nil && $0.item == assignment.item }
        return same.isEmpty ? own : same
    }

    private func holds(_ outcome: Anchor.Outcome, _ member: Member) -> Bool {
        let state = member.state
        let isOptional = tasks[member.task]?.optional ?? false
        if state == .withdrawn || (isOptional && !member.isBegun && state != .exempt) { return true }
        switch outcome {
        case .accepted: return state == .accepted || state == .exempt
        case .submitted: return state == .submitted || state == .accepted || state == .exempt
        case .opened: return member.wasOpened
        case .returned: return member.wasReturned
        case .told: return true
        }
    }

    /// With whom an assignment lies: the reviewer while it is under review, else the unit.
    private func holders(_ member: Member) throws -> [String] {
        guard member.state == .submitted else { return [member.unit] }
        let reviewers = try around.reviewers(member.id)
        return reviewers.indices.contains(member.level - 1) ? [reviewers[member.level - 1]] : [member.unit]
    }

    /// A unit is told when its submissions are through: until then they hold it up, afterwards their last reviewer.
    private func tellers(of assignment: Member, task: String?) throws -> [String] {
        var open: [String] = []
        var last: [String] = []
        for member in try around.ofUnit(assignment.unit) {
            guard member.state != .withdrawn, task == nil || member.task == task,
                let reviewer = try around.reviewers(member.id).last
            else { continue }
            last.append(reviewer)
            if !holds(.accepted, member) { open += try holders(member) }
        }
        return open.isEmpty ? last : open
    }

    private func happened(_ name: String, _ task: String?, to assignment: Member) -> Bool {
        version.shared.contains { event in
            guard case .happened(name, let about) = event.what else { return false }
            if let unit = event.unit, unit != assignment.unit { return false }
            if let item = event.item, item != assignment.item { return false }
            return about == nil || task == nil || about == task
        }
    }
}

/// An assignment as far as others wait for it.
struct Member {
    let id: AssignmentID
    let task: String
    let unit: String
    let item: String?
    let state: State
    let level: Int
    let isBegun: Bool
    let wasOpened: Bool
    let wasReturned: Bool

    init(_ standing: Standing) {
        self.init(
            standing.assignment.id, task: standing.assignment.task, unit: standing.assignment.unit,
            item: standing.assignment.item, standing.status)
    }

    init(_ id: AssignmentID, task: String, unit: String, item: String?, _ status: Status) {
        self.id = id
        self.task = task
        self.unit = unit
        self.item = item
        state = status.state
        level = status.level
        isBegun = status.isBegun
        wasOpened = status.openedAt != nil
        wasReturned = status.returnedAt != nil
    }
}
