/// From what is owed to whom it is told: the unit, its reviewer, the unit above, the coordinator.

import Deadlines
import Notices
import Texts
import Workflow

/// Whom a letter is for.
public enum Recipient: Sendable, Hashable {
    /// A unit, by its code.
    case unit(String)
    case coordinator

    /// `unit:CODE` or `coordinator`.
    public var key: String {
        switch self {
        case .unit(let code): "unit:\(code)"
        case .coordinator: "coordinator"
        }
    }

    /// The recipient with this key; nil for any other text.
    public init?(key: some StringProtocol) {
        if key == "coordinator" {
            self = .coordinator
        } else if key.hasPrefix("unit:"), key.utf8.count > 5 {
            self = .unit(String(key.dropFirst(5)))
        } else {
            return nil
        }
    }
}

/// Whether letters reach a unit.
public enum Reach: Sendable, Hashable {
    case reachable
    /// The roster has no usable mailbox for it.
    case noMailbox
    /// The mail server refused its mailbox for good (5xx).
    case refused(code: Int)

    public var isReachable: Bool { self == .reachable }
}

/// What a line is to its recipient.
public enum Part: String, Sendable, CaseIterable {
    /// The recipient's own task.
    case own
    /// A submission that the recipient is to decide.
    case review
    /// An overdue task of a unit below the recipient.
    case below
    /// For the coordinator.
    case watch
}

/// A unit that letters do not reach.
public struct Unreached: Sendable, Hashable {
    public let unit: String
    public let why: Suppression

    public init(unit: String, why: Suppression) {
        self.unit = unit
        self.why = why
    }
}

/// One recipient of what is owed.
public struct Target: Sendable, Hashable {
    public let recipient: Recipient
    public let part: Part
    /// Of a coordinator's line: the overdue step itself is for the coordinator.
    public let isEscalated: Bool
    /// Of a coordinator's line: the unit that cannot be reached, and why.
    public let unreached: Unreached?
    /// Why nothing is sent to this recipient; the line is recorded all the same.
    public let suppression: Suppression?

    public init(
        _ recipient: Recipient, _ part: Part, isEscalated: Bool = false, unreached: Unreached? = nil,
        suppression: Suppression? = nil
    ) {
        self.recipient = recipient
        self.part = part
        self.isEscalated = isEscalated
        self.unreached = unreached
        self.suppression = suppression
    }
}

extension Owed {
    /// Everybody who is told. A recipient that letters do not reach is in the list, suppressed, and the coordinator is
    /// told instead.
    ///
    /// - Parameters:
    ///   - parent: the code of the unit above, if the roster has it.
    ///   - reach: whether letters reach the unit with this code.
    public func targets(of subject: Subject, parent: String?, reach: (String) -> Reach) -> [Target] {
        var targets: [Target] = []
        var unreached: Unreached?
        func tell(_ code: String, _ part: Part) {
            let suppression = Suppression(reach(code))
            if let suppression, unreached == nil { unreached = Unreached(unit: code, why: suppression) }
            targets.append(Target(.unit(code), part, suppression: suppression))
        }
        var isEscalated = false
        if case .reviewAge = stage {
            // Somebody has to decide it: without a reviewer in the roster, the coordinator.
            if let reviewer = subject.reviewer { tell(reviewer, .review) } else { isEscalated = true }
        } else {
            tell(subject.assignment.unit, .own)
        }
        let step = stage.overdueStep
        if let parent, let from = subject.policy.parentFrom, step > 0, step >= from { tell(parent, .below) }
        if let from = subject.policy.coordinatorFrom, step > 0, step >= from { isEscalated = true }
        if isEscalated || unreached != nil {
            targets.append(Target(.coordinator, .watch, isEscalated: isEscalated, unreached: unreached))
        }
        return targets
    }
}
