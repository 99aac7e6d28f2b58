/// A letter that is owed, and why; and when an assignment has to be looked at again.

import Deadlines
import Texts

public struct Owed: Sendable, Hashable {
    public let stage: Stage
    /// The moment at which it came to be owed.
    public let at: Instant
    public let version: DueVersion
    /// It was owed on an earlier day; nobody ran then.
    public let isCaughtUp: Bool
    /// What the unit was told before, when the due moved since.
    public let told: DueVersion?

    public init(stage: Stage, at: Instant, version: DueVersion, isCaughtUp: Bool = false, told: DueVersion? = nil) {
        self.stage = stage
        self.at = at
        self.version = version
        self.isCaughtUp = isCaughtUp
        self.told = told
    }

    /// Why it is sent, for the letter and for `duban remind`.
    public var reason: Phrase {
        isCaughtUp ? stage.reason + Phrase(zh: "（补发）", en: " (sent late)") : stage.reason
    }

    /// The record to keep once it was planned at `now`.
    public func planned(at now: Instant) -> Planned { Planned(stage: stage, version: version, at: now) }
}

extension Stage {
    /// The occasion in words.
    public var reason: Phrase {
        switch self {
        case .newNotice: Phrase(zh: "新通知", en: "new notice")
        case .moved: Phrase(zh: "截止时间有变更", en: "the due day has changed")
        case .opened: Phrase(zh: "现在可以开始办理", en: "now open")
        case .before(let days):
            Phrase(zh: "截止前\(days)个工作日提醒", en: "\(days) working \(days == 1 ? "day" : "days") before the due day")
        case .dueMorning: Phrase(zh: "截止日提醒", en: "due-day reminder")
        case .overdue(let step): Phrase(zh: "逾期第\(step)次催办", en: "overdue reminder no. \(step)")
        case .reviewAge(let step): Phrase(zh: "待审核第\(step)次提醒", en: "waiting for review, reminder no. \(step)")
        case .returned: Phrase(zh: "退回修改", en: "returned for correction")
        case .accepted: Phrase(zh: "审核通过", en: "accepted")
        }
    }
}

public struct Wake: Sendable, Hashable {
    /// What is expected to be owed then.
    public let stage: Stage
    public let at: Instant

    public init(stage: Stage, at: Instant) {
        self.stage = stage
        self.at = at
    }
}
