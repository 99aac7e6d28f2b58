/// Roles, actions, and which role may do what: the table that every request is held against.

import Texts

/// What somebody is to a notice.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Everything of its notices.
    case coordinator
    /// Reviews what the units below it hand in.
    case reviewer
    /// Its own tasks.
    case unit
    /// A unit that came by a reminder's link and has not signed in.
    case link
    /// Reads.
    case auditor

    public var name: Phrase {
        switch self {
        case .coordinator: Phrase(zh: "协调人", en: "coordinator")
        case .reviewer: Phrase(zh: "审核人", en: "reviewer")
        case .unit: Phrase(zh: "填报单位", en: "unit")
        case .link: Phrase(zh: "邮件链接", en: "reminder link")
        case .auditor: Phrase(zh: "审计（只读）", en: "auditor")
        }
    }
}

/// What can be asked of a daemon.
public enum Action: String, Sendable, Hashable, CaseIterable {
    // Reading.
    case seeTasks, seeStory, seeNotice, seeFigures, seeRoster, seeMail
    // A unit's own.
    case submit, confirm, acknowledge, upload, changeContact, subscribe
    /// Accept and return.
    case review
    /// Extend, exempt, reopen, withdraw, chase, tell an event, take a record back, silence.
    case steer
    /// Load a notice, take in a roster or another platform's states.
    case load
    /// Hold, release and redirect the mail.
    case directMail
    /// Verify, rebuild, grant and revoke access.
    case maintain

    public var name: Phrase {
        switch self {
        case .seeTasks: Phrase(zh: "查看任务", en: "see tasks")
        case .seeStory: Phrase(zh: "查看办理经过", en: "see how a task came about")
        case .seeNotice: Phrase(zh: "查看通知", en: "see a notice")
        case .seeFigures: Phrase(zh: "查看统计", en: "see the figures")
        case .seeRoster: Phrase(zh: "查看名录和联系方式", en: "see the roster and its contacts")
        case .seeMail: Phrase(zh: "查看邮件和电话催办单", en: "see letters and the call list")
        case .submit: Phrase(zh: "登记报送", en: "report a submission")
        case .confirm: Phrase(zh: "确认名录信息", en: "confirm the directory entry")
        case .acknowledge: Phrase(zh: "签收", en: "acknowledge")
        case .upload: Phrase(zh: "上传材料", en: "upload a deliverable")
        case .changeContact: Phrase(zh: "修改联系方式", en: "change contacts")
        case .subscribe: Phrase(zh: "订阅日历", en: "subscribe to a calendar")
        case .review: Phrase(zh: "审核", en: "review")
        case .steer: Phrase(zh: "延期、免报、催办等登记", en: "extend, exempt, chase and the like")
        case .load: Phrase(zh: "加载通知和名录", en: "load notices and rosters")
        case .directMail: Phrase(zh: "暂停、放行邮件", en: "hold and release mail")
        case .maintain: Phrase(zh: "维护台账和权限", en: "maintain the ledger and access")
        }
    }

    /// Nothing is changed by it.
    public var isReading: Bool {
        switch self {
        case .seeTasks, .seeStory, .seeNotice, .seeFigures, .seeRoster, .seeMail: true
        default: false
        }
    }
}

/// How far a role's right to an action goes.
public enum Reach: Sendable, Hashable {
    case nothing
    /// What belongs to its own unit.
    case own
    /// What lies, or will lie, with its unit for review.
    case below
    /// Everything of the notices that were granted.
    case notices
    /// Only with a grant over all notices: what concerns the ledger as a whole.
    case ledger
}

extension Role {
    /// The table.
    public func reach(_ action: Action) -> Reach {
        switch self {
        case .coordinator: Self.coordinating(action)
        case .auditor: action.isReading ? .notices : .nothing
        case .reviewer: Self.reviewing(action)
        case .unit: Self.handingIn(action)
        case .link: Self.byLink(action)
        }
    }

    private static func coordinating(_ action: Action) -> Reach {
        switch action {
        case .directMail, .maintain: .ledger
        // A coordinator has no unit whose calendar it could be; a notice's feed is its own.
        default: .notices
        }
    }

    private static func reviewing(_ action: Action) -> Reach {
        switch action {
        case .seeTasks, .seeStory, .seeNotice, .review: .below
        default: .nothing
        }
    }

    private static func handingIn(_ action: Action) -> Reach {
        switch action {
        case .seeTasks, .seeStory, .seeNotice, .submit, .confirm, .acknowledge, .upload, .changeContact, .subscribe:
            .own
        default: .nothing
        }
    }

    /// Whoever has the letter has the link: no more than a person could do by answering the letter.
    private static func byLink(_ action: Action) -> Reach {
        switch action {
        case .seeTasks, .seeStory, .submit, .confirm, .acknowledge: .own
        default: .nothing
        }
    }
}
