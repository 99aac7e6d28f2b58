/// What a task hangs on: the conditions it looks at, and the tasks whose submissions complete it.

import Deadlines
import Notices

extension Task {
    /// What its opening and its dues look at.
    var conditions: [Anchor] { after + due.flatMap(\.rule.anchors) }

    /// Tasks whose assignments complete a derived one: those a review covers, those a group's quota counts.
    var counted: [String] {
        if case .below(let task) = quota?.source { return covers + [task] }
        return covers
    }

    /// Tasks whose outcome this one looks at.
    public var predecessors: [String] { conditions.compactMap(\.task) + counted }

    /// Tasks of the same unit that it looks at; what all units must have done is not among them.
    var ownPredecessors: Set<String> {
        Set(
            conditions.compactMap { anchor in
                switch anchor {
                case .outcome(let outcome, let task, let all): all || outcome == .told ? nil : task
                case .due(let task): task
                case .event, .final: nil
                }
            })
    }

    /// Completed by others' submissions, never recorded by hand: a review task, a quota on a group.
    public var isDerived: Bool { !counted.isEmpty }

    /// Looks at all units' assignments of another task, or at the notice's last due.
    public var looksAtEverybody: Bool {
        conditions.contains { anchor in
            switch anchor {
            case .outcome(_, _, let all): all
            case .final: true
            case .event, .due: false
            }
        }
    }
}

extension Notice {
    /// Tasks whose state or due may change by what other units do than the one that has them: directly, or through
    /// another task of the same unit.
    public var tasksHangingOnOthers: Set<String> {
        var found = Set(tasks.filter { $0.isDerived || $0.looksAtEverybody }.map(\.id))
        while true {
            let more = tasks.filter { !found.contains($0.id) && !found.isDisjoint(with: $0.predecessors) }
            if found.isEmpty || more.isEmpty { return found }
            found.formUnion(more.map(\.id))
        }
    }
}
