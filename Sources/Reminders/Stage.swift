/// The occasions on which a letter is owed, in the order in which they come.

import Texts

public enum Stage: Sendable, Hashable {
    /// A notice was loaded: all of the unit's tasks.
    case newNotice
    /// The due day is another one than the unit was last told.
    case moved
    /// The task opened after the unit was told of its notice, or was made by an event or a new turn.
    case opened
    /// So many working days before the due day, at least 1.
    case before(Int)
    /// The morning of the due day; of the last working day before, if it is a rest day.
    case dueMorning
    /// The n-th step after the due day, from 1.
    case overdue(Int)
    /// A submission lies with a reviewer who has no due day: the n-th letter on its age, from 1.
    case reviewAge(Int)
    /// The submission was returned or reopened.
    case returned
    case accepted

    /// Stable, short, without blanks; part of the dedupe key.
    public var key: String {
        switch self {
        case .newNotice: "new"
        case .moved: "moved"
        case .opened: "opened"
        case .before(let days): "before\(days)"
        case .dueMorning: "due"
        case .overdue(let step): "overdue\(step)"
        case .reviewAge(let step): "review\(step)"
        case .returned: "returned"
        case .accepted: "accepted"
        }
    }

    /// The stage with this key; nil for any other text.
    public init?(key: String) {
        switch key {
        case "new": self = .newNotice
        case "moved": self = .moved
        case "opened": self = .opened
        case "due": self = .dueMorning
        case "returned": self = .returned
        case "accepted": self = .accepted
        default:
            guard let numbered = Self.numbered(key) else { return nil }
            self = numbered
        }
    }

    private static func numbered(_ key: String) -> Stage? {
        let word = key.prefix { $0.isASCII && $0.isLetter }
        guard let number = Int(key.dropFirst(word.count)), number > 0, "\(word)\(number)" == key else { return nil }
        switch word {
        case "before": return .before(number)
        case "overdue": return .overdue(number)
        case "review": return .reviewAge(number)
        default: return nil
        }
    }

    /// The step after the due day; 0 for every other stage.
    public var overdueStep: Int { if case .overdue(let step) = self { step } else { 0 } }

    /// Which letter to the unit it goes into.
    public var letter: DigestKind {
        switch self {
        case .newNotice: .newNotice
        case .returned: .returned
        case .accepted: .accepted
        case .moved, .opened, .before, .dueMorning, .overdue, .reviewAge: .morning
        }
    }
}

extension Stage: Comparable {
    /// Of stages that fall on one morning the highest is sent.
    public static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }

    private var rank: (Int, Int) {
        switch self {
        case .newNotice: (0, 0)
        case .moved: (1, 0)
        case .opened: (2, 0)
        case .before(let days): (3, -days)
        case .dueMorning: (4, 0)
        case .overdue(let step): (5, step)
        case .reviewAge(let step): (6, step)
        case .returned: (7, 0)
        case .accepted: (8, 0)
        }
    }
}

/// The kinds of letter.
public enum DigestKind: String, Sendable, CaseIterable {
    /// The morning's digest: the ladder, reviews that wait, units below that are overdue.
    case morning
    case newNotice = "new"
    case returned
    case accepted
    /// What the coordinator must know: overdue ones, units that cannot be reached, the call list.
    case coordinator
    case test
    /// A link to sign in with, for whoever asked for it.
    case signIn = "signin"

    /// Somebody asked for this very letter: it goes to its mailbox whether mail is held or redirected.
    public var isAskedFor: Bool { self == .test || self == .signIn }

    /// One per recipient and day; what comes later waits for the next morning.
    public var isDaily: Bool { self == .morning || self == .coordinator }
}
