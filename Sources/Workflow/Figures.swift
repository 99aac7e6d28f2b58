/// The figures of a report with the formula of each, computed from a tally.

import Notices
import Texts

extension Tally {
    /// Due, and not exempt, withdrawn or blocked; with what is not due yet if that was asked for.
    public var due: Int {
        let due = Verdict.allCases.reduce(0) { $0 + ($1.isDue ? self[$1] : 0) }
        return includesNotDue ? due + self[.notDue] : due
    }
    /// Accepted / due.
    public var completion: Ratio { Ratio(acceptedOfDue, of: due) }
    /// The same with exempted ones, as far as they would be due, in the denominator.
    public var completionWithExempt: Ratio { Ratio(acceptedOfDue, of: due + exemptDue) }
    /// By the official reading, against the extended due. Of several notices together: each by its own reading.
    public var official: Count {
        Count(onTime: self[.onTime], late: self[.late], missing: self[.missing], pending: self[.pending])
    }
    public var unitReturnRate: Ratio { Ratio(returnedUnits.count, of: reviewedUnits.count) }
    public var assignmentReturnRate: Ratio { Ratio(returnedOnce, of: reviewed) }
    public var decisionReturnRate: Ratio { Ratio(returns, of: reviews) }
    /// Mean returns per accepted one, two decimals; nil without one.
    public var returnsPerAccepted: Fixed? { Distribution.mean(returns, acceptedReviewed) }

    public var lateDays: Distribution { Distribution(late.map(\.calendarDays)) }
    public var lateWorking: Distribution { Distribution(late.map(\.workingDays)) }
    public var missingDays: Distribution { Distribution(missing.map(\.calendarDays)) }
    public var missingWorking: Distribution { Distribution(missing.map(\.workingDays)) }

    /// Groups under five decided assignments are not ranked.
    public var isRankable: Bool { official.decided >= 5 }
}

/// A figure's name and the formula that is printed with it.
public enum Figure: String, Sendable, CaseIterable {
    case completion, onTime, firstPass, acceptedSubmission, firstSubmission, lateness, missing
    case unitReturnRate, assignmentReturnRate, decisionReturnRate, returnsPerAccepted, clock

    public var name: Phrase {
        switch self {
        case .completion: Phrase(zh: "填报完成率", en: "completion rate")
        case .onTime: Phrase(zh: "按时填报完成率", en: "on-time completion rate")
        case .firstPass: Phrase(zh: "一次通过", en: "first pass")
        case .acceptedSubmission: Phrase(zh: "按时且通过", en: "accepted in time")
        case .firstSubmission: Phrase(zh: "首次按时报送", en: "first submission in time")
        case .lateness: Phrase(zh: "延期填报时间", en: "lateness")
        case .missing: Phrase(zh: "逾期未报时间", en: "time missing")
        case .unitReturnRate: Phrase(zh: "退回率（单位）", en: "return rate (units)")
        case .assignmentReturnRate: Phrase(zh: "退回率（任务）", en: "return rate (assignments)")
        case .decisionReturnRate: Phrase(zh: "退回率（审核次数）", en: "return rate (reviews)")
        case .returnsPerAccepted: Phrase(zh: "平均退回次数", en: "mean returns")
        case .clock: Phrase(zh: "用时分解", en: "split clock")
        }
    }

    public var formula: Phrase {
        switch self {
        case .completion:
            Phrase(
                zh: "已完成 ÷ 已到期（免报、撤销、被阻塞的不计；另列含免报的分母）",
                en: "accepted ÷ due (exempt, withdrawn, blocked left out; beside it with exempt)")
        case .onTime:
            Phrase(zh: "按时 ÷（已到期 − 按时报送待审）", en: "on time ÷ (due − pending)")
        case .firstPass:
            Phrase(
                zh: "首次报送不晚于期限、通过且从未退回", en: "first submission by the due, accepted, never returned")
        case .acceptedSubmission:
            Phrase(
                zh: "首次报送不晚于期限，且被通过的那次不晚于期限或更正期限",
                en: "first submission by the due, the accepted one by the due or the correction's due")
        case .firstSubmission:
            Phrase(zh: "首次报送不晚于期限（只计已有定论的）", en: "first submission by the due (decided ones only)")
        case .lateness:
            Phrase(
                zh: "已完成的延期任务：期限日之后的日历天数与工作日数；当日内迟到计 0 天，仍为延期",
                en: "closed late ones: calendar and working days after the due day; within the day is 0 and still late")
        case .missing:
            Phrase(
                zh: "逾期未报或退回后逾期未改的任务：期限日之后至统计时点",
                en: "never handed in, or returned and not corrected: days after the due day up to the as-of day")
        case .unitReturnRate:
            Phrase(zh: "至少被退回一次的单位 ÷ 已审核的单位", en: "units returned at least once ÷ units reviewed")
        case .assignmentReturnRate:
            Phrase(zh: "至少被退回一次的任务 ÷ 已审核的任务", en: "assignments returned at least once ÷ assignments reviewed")
        case .decisionReturnRate:
            Phrase(
                zh: "退回次数 ÷ 审核次数（每级每次决定计一次，不论是否到期）", en: "returns ÷ reviews (every decision at every level, due or not)"
            )
        case .returnsPerAccepted:
            Phrase(zh: "退回次数 ÷ 经审核通过的任务", en: "returns ÷ reviewed assignments accepted")
        case .clock:
            Phrase(
                zh: "已完成的任务自开始至通过：单位用时 + 审核用时 + 办结（免报）至重开 = 总历时",
                en: "accepted ones, from opening to acceptance: unit + reviewer + closed until reopened = elapsed")
        }
    }
}
