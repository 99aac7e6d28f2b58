/// What a relative due rule counts from: an event, a task's outcome, or another due date.

public enum Anchor: Sendable, Hashable {
    /// What can become of a task's assignment.
    public enum Outcome: String, Sendable, CaseIterable {
        case opened, submitted, returned, accepted, told
    }

    /// Something recorded for the notice, the unit or the item: `finalised`, `change`.
    case event(String)
    /// `accepted(forms)`: the same unit's; `all accepted(forms)`: of all units, hence the last one's.
    case outcome(Outcome, task: String, all: Bool)
    /// `due(forms)`: the due date of another task of the same unit.
    case due(task: String)
    /// `final`: the notice's last due date.
    case final

    /// As written in a rule; parses back to the same anchor.
    public var text: String {
        switch self {
        case .event(let name): name
        case .outcome(let outcome, let task, let all): "\(all ? "all " : "")\(outcome.rawValue)(\(task))"
        case .due(let task): "due(\(task))"
        case .final: "final"
        }
    }

    /// True for `due(…)` and `final`: their moment is an exclusive end, and the due day is the day that it ends.
    public var isDue: Bool {
        switch self {
        case .due, .final: true
        case .event, .outcome: false
        }
    }

    /// The task that the anchor names.
    public var task: String? {
        switch self {
        case .outcome(_, let task, _), .due(let task): task
        case .event, .final: nil
        }
    }
}
