/// A review task's n of m: what its reviewer is to decide, what came, what was decided, what lies there overdue.

import Deadlines

/// How far the submissions under a review task are.
public struct Cover: Sendable, Hashable {
    /// Submissions that the reviewer is to decide, withdrawn ones left out.
    public var total = 0
    /// Decided by it, or exempt.
    public var decided = 0
    /// Reached it.
    public var received = 0
    /// Reached it before its due, and were not decided by then.
    public var overdue = 0

    public init(total: Int = 0, decided: Int = 0, received: Int = 0, overdue: Int = 0) {
        self.total = total
        self.decided = decided
        self.received = received
        self.overdue = overdue
    }

    public var missing: Int { total - max(received, decided) }
}

extension Cover {
    /// Nothing is left to decide: the review task is complete.
    var isComplete: Bool { total > 0 && decided == total }

    /// Counts one submission that a reviewer is to decide at `level`; `due` is the review's own, exclusive.
    ///
    /// The rule: a review is on time if what it received before its due was decided by then; what never came, or came
    /// after the due, is counted and not charged to it.
    public mutating func add(_ status: Status, level: Int, due: Instant?) {
        total += 1
        if status.isPast(level: level) { decided += 1 }
        let rounds = status.rounds.filter { $0.level == level }
        if !rounds.isEmpty { received += 1 }
        guard let due else { return }
        let isOverdue = rounds.contains { round in
            guard round.received < due else { return false }
            return round.decided.map { $0 >= due } ?? true
        }
        if isOverdue { overdue += 1 }
    }
}
