/// What was planned is looked at again right before it is sent: the world may have moved on.

import Deadlines
import Notices
import Texts
import Workflow

/// Why a planned line is not sent, for good.
public enum Suppression: Sendable, Hashable {
    /// Handed in, decided, or completed meanwhile.
    case done
    case exempt
    case withdrawn
    /// Its due was extended; the new one has letters of its own.
    case extended
    /// The notice or the calendar moved its due.
    case redated
    /// It waits for a predecessor again.
    case waiting
    /// It was returned or reopened since; that has a letter of its own.
    case reopened
    case silenced
    case noMailbox
    /// The mail server's reply code, 500…599.
    case refused(code: Int)
    /// The notice is closed.
    case closed

    /// Nil for a recipient that letters reach.
    public init?(_ reach: Reach) {
        switch reach {
        case .reachable: return nil
        case .noMailbox: self = .noMailbox
        case .refused(let code): self = .refused(code: code)
        }
    }

    /// Stable, for the ledger.
    public var key: String {
        switch self {
        case .done: "done"
        case .exempt: "exempt"
        case .withdrawn: "withdrawn"
        case .extended: "extended"
        case .redated: "redated"
        case .waiting: "waiting"
        case .reopened: "reopened"
        case .silenced: "silenced"
        case .noMailbox: "noMailbox"
        case .refused: "refused"
        case .closed: "closed"
        }
    }

    public var name: Phrase {
        switch self {
        case .done: Phrase(zh: "已办理", en: "done meanwhile")
        case .exempt: Phrase(zh: "已免报", en: "exempt")
        case .withdrawn: Phrase(zh: "已撤销", en: "withdrawn")
        case .extended: Phrase(zh: "已延期", en: "extended")
        case .redated: Phrase(zh: "截止时间已调整", en: "due day changed")
        case .waiting: Phrase(zh: "前序环节未完成", en: "waiting for a predecessor")
        case .reopened: Phrase(zh: "已退回或重新打开", en: "returned or reopened since")
        case .silenced: Phrase(zh: "已静默", en: "silenced")
        case .noMailbox: Phrase(zh: "没有可用邮箱", en: "no usable mailbox")
        case .refused(let code): Phrase(zh: "邮箱被拒收（\(code)）", en: "mailbox refused (\(code))")
        case .closed: Phrase(zh: "通知已截止办理", en: "notice closed")
        }
    }
}

/// Why a planned line is not sent yet.
public enum Delay: Sendable, Hashable {
    /// All mail is held.
    case held
    /// It is sent in the next working hours.
    case outsideHours(until: Instant)

    public var name: Phrase {
        switch self {
        case .held: Phrase(zh: "邮件暂缓发送", en: "mail is held")
        case .outsideHours: Phrase(zh: "等待工作时间", en: "waits for working hours")
        }
    }
}

public enum SendVerdict: Sendable, Hashable {
    case send
    case suppress(Suppression)
    case later(Delay)
}

/// The circumstances of sending at one moment.
public struct Recheck {
    private let silences: [Silence]
    private let mode: MailMode
    private let clock: WorkClock

    public init(silences: [Silence], mode: MailMode, clock: WorkClock) {
        self.silences = silences
        self.mode = mode
        self.clock = clock
    }

    /// Whether the line is sent at `now`. What is suppressed is suppressed whatever the hour; what is delayed is
    /// never dropped.
    ///
    /// - Parameters:
    ///   - subject: the assignment as it stands at `now`.
    ///   - reach: whether letters reach the line's recipient.
    public func verdict(_ key: LineKey, _ subject: Subject, reach: Reach, at now: Instant) -> SendVerdict {
        if let why = settled(key, subject) ?? closed(key, subject, now) { return .suppress(why) }
        if silences.contains(where: { $0.covers(subject, to: key.recipient, at: now) }) { return .suppress(.silenced) }
        if let why = Suppression(reach) { return .suppress(why) }
        if mode == .hold { return .later(.held) }
        let moment = clock.nextWorkingMoment(atOrAfter: now)
        return moment == now ? .send : .later(.outsideHours(until: moment))
    }

    private func settled(_ key: LineKey, _ subject: Subject) -> Suppression? {
        let state = subject.status.state
        if state == .exempt { return .exempt }
        if state == .withdrawn { return .withdrawn }
        let isSameTurn = key.version.turn == subject.version.turn
        switch key.stage {
        case .newNotice: return state == .submitted || state == .accepted ? .done : nil
        case .moved, .opened, .before, .dueMorning, .overdue: return outrun(key, subject)
        case .reviewAge: return state == .submitted && isSameTurn ? nil : .done
        case .returned:
            if state == .submitted || state == .accepted { return .done }
            return state == .returned && isSameTurn ? nil : .reopened
        case .accepted: return state == .accepted && isSameTurn ? nil : .reopened
        }
    }

    /// A line of the ladder that its assignment has outrun.
    private func outrun(_ key: LineKey, _ subject: Subject) -> Suppression? {
        switch subject.status.state {
        case .waiting: return .waiting
        case .submitted, .accepted: return .done
        default: break
        }
        if key.stage.overdueStep > 0, !subject.isChased { return .done }
        let version = subject.version
        if version.turn != key.version.turn { return .reopened }
        guard version.due != key.version.due else { return nil }
        return subject.status.extendedDue != subject.status.effectiveDue ? .extended : .redated
    }

    private func closed(_ key: LineKey, _ subject: Subject, _ now: Instant) -> Suppression? {
        guard key.stage.overdueStep > 0, let closes = subject.closes else { return nil }
        return clock.zone.day(of: now) > closes ? .closed : nil
    }
}
