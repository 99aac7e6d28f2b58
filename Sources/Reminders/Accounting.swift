/// What became of everything that was planned: nothing may be missing.

import Texts

public struct Accounting: Sendable, Hashable {
    public var planned = 0
    public var sent = 0
    public var failed = 0
    /// Whether it arrived cannot be known (the connection broke after the last dot).
    public var unknown = 0
    /// By the reason's key.
    public var suppressed: [String: Int] = [:]
    /// Not tried yet, held, or waiting for the next try.
    public var pending = 0

    public init() {}

    public var suppressedCount: Int { suppressed.values.reduce(0, +) }

    /// planned − (sent + failed + unknown + suppressed + pending): 0, always.
    public var missing: Int { planned - sent - failed - unknown - suppressedCount - pending }

    public var isBalanced: Bool { missing == 0 }

    public mutating func add(_ other: Accounting) {
        planned += other.planned
        sent += other.sent
        failed += other.failed
        unknown += other.unknown
        suppressed.merge(other.suppressed, uniquingKeysWith: +)
        pending += other.pending
    }

    /// The sum written out, for `outbox` and the log.
    public var text: Phrase {
        let sum = "\(sent) + \(failed) + \(unknown) + \(suppressedCount) + \(pending)"
        let equals = isBalanced ? "=" : "≠"
        return Phrase(
            zh: "计划 \(planned) \(equals) \(sum)（已发 + 失败 + 不明 + 抑制 + 待发）",
            en: "planned \(planned) \(equals) \(sum) (sent + failed + unknown + suppressed + pending)")
    }
}
