/// How one assignment counts at one instant: due or not, on time, late or pending, by each reading.

import Deadlines
import Notices
import Texts

/// Which due a verdict is against.
public enum DueBasis: String, Sendable, CaseIterable {
    /// As the notice said (later only where a predecessor opened the task late).
    case original
    /// With extensions.
    case extended
}

public enum Verdict: String, Sendable, CaseIterable {
    /// Its due has not passed.
    case notDue
    /// It has no due day, or none yet.
    case undated
    case onTime
    /// Handed in late, or its correction was late.
    case late
    /// Late and still not handed in.
    case missing
    /// Handed in by its due, not yet decided: in no denominator.
    case pending
    /// Still waiting for a predecessor at its due: charged to the predecessor.
    case blocked
    /// Optional and not begun.
    case notBegun
    case exempt
    case withdrawn

    /// From 0, in the order of the cases.
    var place: Int {
        switch self {
        case .notDue: 0
        case .undated: 1
        case .onTime: 2
        case .late: 3
        case .missing: 4
        case .pending: 5
        case .blocked: 6
        case .notBegun: 7
        case .exempt: 8
        case .withdrawn: 9
        }
    }

    /// In the denominator of the on-time rate.
    public var isDecided: Bool { self == .onTime || self == .late || self == .missing }
    /// In the denominator of the completion rate.
    public var isDue: Bool { isDecided || self == .pending }

    public var name: Phrase {
        switch self {
        case .notDue: Phrase(zh: "未到期", en: "not due")
        case .undated: Phrase(zh: "无期限", en: "undated")
        case .onTime: Phrase(zh: "按时", en: "on time")
        case .late: Phrase(zh: "延期", en: "late")
        case .missing: Phrase(zh: "逾期未报", en: "missing")
        case .pending: Phrase(zh: "按时报送待审", en: "pending")
        case .blocked: Phrase(zh: "被前序环节阻塞", en: "blocked")
        case .notBegun: Phrase(zh: "未启动（可选）", en: "not begun (optional)")
        case .exempt: Phrase(zh: "免报", en: "exempt")
        case .withdrawn: Phrase(zh: "已撤销", en: "withdrawn")
        }
    }
}

extension Status {
    public func due(_ basis: DueBasis) -> Instant? {
        basis == .original ? effectiveDue : extendedDue
    }

    /// The last instant, exclusive, for the submission that is accepted: the due, or the correction's due if later.
    public func limit(_ basis: DueBasis) -> Instant? {
        guard let due = due(basis) else { return nil }
        return correctionDue.map { max($0, due) } ?? due
    }

    /// The verdict at `asOf` by one reading. With `includingNotDue` what is decided before its due counts already.
    /// `originalCover`: an extended review's progress measured by its original due.
    public func verdict(
        _ reading: OnTimeReading, _ basis: DueBasis, asOf: Instant, isOptional: Bool = false,
        includingNotDue: Bool = false, originalCover: Cover? = nil
    ) -> Verdict {
        footing(
            basis, asOf: asOf, isOptional: isOptional, includingNotDue: includingNotDue, originalCover: originalCover
        ).verdict(reading, returns: returns)
    }

    /// Where it stands against one due, before any reading of "on time" is applied.
    func footing(
        _ basis: DueBasis, asOf: Instant, isOptional: Bool, includingNotDue: Bool, originalCover: Cover?
    ) -> Footing {
        switch state {
        case .exempt: return .settled(.exempt)
        case .withdrawn: return .settled(.withdrawn)
        default: break
        }
        if isOptional && !isBegun && cover == nil { return .settled(.notBegun) }
        guard let due = due(basis), let limit = limit(basis) else { return .settled(.undated) }
        if asOf < due && !(includingNotDue && state == .accepted) { return .settled(.notDue) }
        if state == .waiting { return .settled(.blocked) }
        if let cover { return .settled(coverVerdict(basis == .original ? originalCover ?? cover : cover)) }
        guard let first = firstSubmittedAt else { return .settled(.missing) }
        if first >= due { return .settled(.late) }
        let isCurrentLate = lastSubmittedAt.map { $0 >= limit } ?? false
        switch state {
        case .accepted: break
        case .submitted: if !isCurrentLate { return .settled(.pending) }
        default: if asOf < limit { return .settled(.pending) }
        }
        return .timely(isAcceptedInTime: state == .accepted && !isCurrentLate)
    }

    /// A review is on time when what reached it before its due was decided by then.
    private func coverVerdict(_ cover: Cover) -> Verdict {
        if cover.overdue == 0 { return .onTime }
        return state == .accepted ? .late : .missing
    }
}

/// What all readings of "on time" start from.
enum Footing {
    /// The same by every reading.
    case settled(Verdict)
    /// Decided, its first submission timely: the readings differ in what has to follow.
    case timely(isAcceptedInTime: Bool)

    func verdict(_ reading: OnTimeReading, returns: Int) -> Verdict {
        switch (self, reading) {
        case (.settled(let verdict), _): verdict
        case (.timely, .firstSubmission): .onTime
        case (.timely(let isAcceptedInTime), .acceptedSubmission): isAcceptedInTime ? .onTime : .late
        case (.timely(let isAcceptedInTime), .firstPass): isAcceptedInTime && returns == 0 ? .onTime : .late
        }
    }
}

/// How late something was, by its official due.
public struct Lateness: Sendable, Hashable {
    /// Difference of the local calendar days; 0 when late within the due day itself.
    public let calendarDays: Int
    /// Working days after the due day up to the day it came.
    public let workingDays: Int

    public init(calendarDays: Int, workingDays: Int) {
        self.calendarDays = calendarDays
        self.workingDays = workingDays
    }
}

extension Status {
    /// The breach that lateness is measured from: the limit that was missed and when the obligation was met.
    ///
    /// A late first submission is measured against the due; a submission that was accepted after its correction's due
    /// against that one; of the two, the longer. Nil while it is not closed or was in time.
    public func breach(_ basis: DueBasis) -> (limit: Instant, met: Instant)? {
        guard state == .accepted, let due = due(basis), let limit = limit(basis) else { return nil }
        guard let first = firstSubmittedAt, let last = lastSubmittedAt else { return nil }
        let firstBreach = first >= due ? (limit: due, met: first) : nil
        let lastBreach = last >= limit ? (limit: limit, met: last) : nil
        guard let firstBreach else { return lastBreach }
        guard let lastBreach else { return firstBreach }
        let firstLength = firstBreach.met.seconds(since: firstBreach.limit)
        return lastBreach.met.seconds(since: lastBreach.limit) > firstLength ? lastBreach : firstBreach
    }
}
