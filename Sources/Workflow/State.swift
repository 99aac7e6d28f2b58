/// The states of an assignment and the steps between them.
///
///     waiting ─opens─▶ open ─submit─▶ submitted ─accept (last level)─▶ accepted
///                                     │      ▲                           │
///                        return at any level │ submit                 reopen
///                                     ▼      │                           │
///                                    returned ◀──────────────────────────┘
///     waiting|open|submitted|returned ─exempt─▶ exempt ─reinstate─▶ the state before
///     any ─withdraw─▶ withdrawn

import Deadlines
import Texts

public enum State: String, Sendable, CaseIterable {
    case waiting, open, submitted, returned, accepted, exempt, withdrawn

    /// Work is still expected of somebody.
    public var isOutstanding: Bool {
        switch self {
        case .waiting, .open, .submitted, .returned: true
        case .accepted, .exempt, .withdrawn: false
        }
    }

    public var name: Phrase {
        switch self {
        case .waiting: Phrase(zh: "未开始", en: "waiting")
        case .open: Phrase(zh: "待报送", en: "open")
        case .submitted: Phrase(zh: "待审核", en: "submitted")
        case .returned: Phrase(zh: "已退回", en: "returned")
        case .accepted: Phrase(zh: "已完成", en: "accepted")
        case .exempt: Phrase(zh: "已免报", en: "exempt")
        case .withdrawn: Phrase(zh: "已撤销", en: "withdrawn")
        }
    }
}

/// What a person can do to an assignment.
public enum Step: String, Sendable, CaseIterable {
    case submit, accept, `return`, reopen, extend, exempt, reinstate, withdraw, acknowledge, chased

    /// The steps that the diagram allows from a state. `hasReview` is false where a submission is accepted as it
    /// comes in; a derived assignment (a review task, a quota on a group) is never recorded by hand.
    public static func possible(from state: State, isDerived: Bool) -> [Step] {
        let workflow: [Step] =
            switch state {
            case .waiting: [.extend, .exempt, .withdraw]
            case .open: [.submit, .extend, .exempt, .withdraw, .acknowledge, .chased]
            case .submitted: [.accept, .return, .extend, .exempt, .withdraw, .acknowledge, .chased]
            case .returned: [.submit, .extend, .exempt, .withdraw, .acknowledge, .chased]
            case .accepted: [.reopen, .withdraw]
            case .exempt: [.reinstate, .withdraw]
            case .withdrawn: []
            }
        guard isDerived else { return workflow }
        return workflow.filter { ![.submit, .accept, .return, .reopen].contains($0) }
    }
}

/// A stretch of time from `start` up to, but not including, `end`; nil while it lasts.
public struct TimeSpan: Sendable, Hashable {
    public var start: Instant
    public var end: Instant?

    public init(start: Instant, end: Instant?) {
        self.start = start
        self.end = end
    }

    public func contains(_ instant: Instant) -> Bool {
        guard instant >= start else { return false }
        guard let end else { return true }
        return instant < end
    }

    /// The stretches that lie in both lists; each list ascending and without overlaps.
    public static func intersection(_ left: [TimeSpan], _ right: [TimeSpan]) -> [TimeSpan] {
        var out: [TimeSpan] = []
        for one in left {
            for other in right {
                let start = max(one.start, other.start)
                let end: Instant? =
                    switch (one.end, other.end) {
                    case (nil, let end), (let end, nil): end
                    case (let first?, let second?): min(first, second)
                    }
                if let end, end <= start { continue }
                out.append(TimeSpan(start: start, end: end))
            }
        }
        return out
    }
}
