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
    private let ofUnit: (String) throws -> [Standing]
    private let ofTask: (String) throws -> [Standing]
    private var found: [BlockedCharge] = []

    init(
        _ version: NoticeVersion, _ notice: Notice, ofUnit: @escaping (String) throws -> [Standing],
        ofTask: @escaping (String) throws -> [Standing]
    ) {
        self.version = version
        self.notice = notice
        self.ofUnit = ofUnit
        self.ofTask = ofTask
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

    mutating func charge(_ assignment: Assignment) throws {
        let (anchor, holders) = try blocker(of: assignment)
        if let index = found.firstIndex(where: {
            $0.task == assignment.task && $0.anchor == anchor && $0.holders == holders
        }) {
            found[index].count += 1
        } else {
            found.append(BlockedCharge(task: assignment.task, anchor: anchor, holders: holders, count: 1))
        }
    }

    /// The first condition that does not hold, and with whom it lies.
    func blocker(of assignment: Assignment) throws -> (anchor: Anchor?, holders: [String]) {
        let task = notice.tasks.first { $0.id == assignment.task }
        for anchor in task?.after ?? [] {
            if let holders = try holders(of: anchor, for: assignment) { return (anchor, Set(holders).sorted()) }
        }
        return (nil, [])
    }

    /// Nil when the condition holds.
    private func holders(of anchor: Anchor, for assignment: Assignment) throws -> [String]? {
        switch anchor {
        case .due, .final: return nil
        case .event(let name):
            if happened(name, nil, to: assignment) { return nil }
            return name == EventKind.told.id ? try tellers(of: assignment, task: nil) : []
        case .outcome(.told, let task, _):
            return happened("told", task, to: assignment) ? nil : try tellers(of: assignment, task: task)
        case .outcome(let outcome, let task, let all):
            let members = try all ? ofTask(task) : predecessors(of: assignment, in: task)
            let open = members.filter { !holds(outcome, $0) }
            return open.isEmpty ? nil : open.flatMap(holders)
        }
    }

    private func predecessors(of assignment: Assignment, in task: String) throws -> [Standing] {
        let own = try ofUnit(assignment.unit).filter { $0.assignment.task == task }
        let same = own.filter { assignment.item != nil && $0.assignment.item == assignment.item }
        return same.isEmpty ? own : same
    }

    private func holds(_ outcome: Anchor.Outcome, _ member: Standing) -> Bool {
        let state = member.status.state
        let isOptional = notice.tasks.first { $0.id == member.assignment.task }?.optional ?? false
        if state == .withdrawn || (isOptional && !member.status.isBegun && state != .exempt) { return true }
        switch outcome {
        case .accepted: return state == .accepted || state == .exempt
        case .submitted: return state == .submitted || state == .accepted || state == .exempt
        case .opened: return member.status.openedAt != nil
        case .returned: return member.status.returnedAt != nil
        case .told: return true
        }
    }

    /// With whom an assignment lies: the reviewer while it is under review, else the unit.
    private func holders(_ member: Standing) -> [String] {
        let level = member.status.level
        guard member.status.state == .submitted, member.assignment.reviewers.indices.contains(level - 1) else {
            return [member.assignment.unit]
        }
        return [member.assignment.reviewers[level - 1]]
    }

    /// A unit is told when its submissions are through: until then they hold it up, afterwards their last reviewer.
    private func tellers(of assignment: Assignment, task: String?) throws -> [String] {
        let reviewed = try ofUnit(assignment.unit).filter { member in
            !member.assignment.reviewers.isEmpty && member.status.state != .withdrawn
                && (task == nil || member.assignment.task == task)
        }
        let open = reviewed.filter { !holds(.accepted, $0) }
        return open.isEmpty ? reviewed.compactMap(\.assignment.reviewers.last) : open.flatMap(holders)
    }

    private func happened(_ name: String, _ task: String?, to assignment: Assignment) -> Bool {
        version.shared.contains { event in
            guard case .happened(name, let about) = event.what else { return false }
            if let unit = event.unit, unit != assignment.unit { return false }
            if let item = event.item, item != assignment.item { return false }
            return about == nil || task == nil || about == task
        }
    }
}
