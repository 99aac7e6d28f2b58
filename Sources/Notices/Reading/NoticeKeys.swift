/// The keys of a notice file, one list for each kind of mapping; Notices/README.md documents exactly these.

import Texts

/// The keys that one kind of mapping may have.
protocol FileKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The heading under which the reference describes them.
    static var section: String { get }
    /// What such a mapping is, for messages.
    static var described: Phrase { get }
}

enum NoticeKey: String, FileKey {
    case notice, number, title, issuer, addressees, issued, period, basis, language, zone, calendar, assessment
    case official, correction, minimum, closes, contacts, channels, events, phases, indicators, remind
    case consequences, inferred, doubts, tasks
    static let section = "The notice"
    static let described = Phrase(zh: "通知", en: "a notice")
}

enum ContactKey: String, FileKey {
    case office, phone, mail, about
    static let section = "Contacts"
    static let described = Phrase(zh: "联系处", en: "a contact")
}

enum ChannelKey: String, FileKey {
    case kind, title, address
    static let section = "Channels"
    static let described = Phrase(zh: "渠道", en: "a channel")
}

enum EventKey: String, FileKey {
    case title, scope
    static let section = "Events"
    static let described = Phrase(zh: "事件", en: "an event")
}

enum PhaseKey: String, FileKey {
    case title, window, note
    static let section = "Phases"
    static let described = Phrase(zh: "阶段", en: "a phase")
}

enum TaskKey: String, FileKey {
    case title, kind, who, lead, optional, due, starts, after, minimum, correction, items, deliver, review, covers
    case resume, quota
    case nilReport = "nil"
    case indicator, phase, notes, quote, remind, inferred, doubts
    static let section = "A task"
    static let described = Phrase(zh: "任务", en: "a task")
}

enum DueKey: String, FileKey {
    case rule = "is"
    case who = "for"
    case channel, included, quote
    static let section = "Due entries"
    static let described = Phrase(zh: "截止", en: "a due entry")
}

enum ItemsKey: String, FileKey {
    case tags
    static let section = "Items"
    static let described = Phrase(zh: "items", en: "items")
}

enum SelectorKey: String, FileKey {
    case all, kind, level, tag, anyTag, withoutTag, region, parent, below, units, except, any
    static let section = "Selectors"
    static let described = Phrase(zh: "选择条件", en: "a selector")
}

enum ReviewKey: String, FileKey {
    case parent, ancestor, unit, region
    case who = "for"
    static let section = "Review levels"
    static let described = Phrase(zh: "审核级", en: "a level of review")
}

enum QuotaKey: String, FileKey {
    case count, unit, below
    static let section = "Quotas"
    static let described = Phrase(zh: "数量要求", en: "a quota")
}

enum DeliverableKey: String, FileKey {
    case title, format, name, count, channel, seal, evidence, required, limit, note
    case who = "for"
    static let section = "Deliverables"
    static let described = Phrase(zh: "材料", en: "a deliverable")
}

enum IndicatorKey: String, FileKey {
    case title, parent, points, note
    static let section = "Indicators"
    static let described = Phrase(zh: "指标", en: "an indicator")
}

enum PointKey: String, FileKey {
    case text, tasks, when, alternative, fixed, range, each, cap, threshold, atLeast, relative, veto
    static let section = "Points"
    static let described = Phrase(zh: "计分规则", en: "a rule of points")

    /// The keys of which a rule has exactly one.
    static let ways: [PointKey] = [.fixed, .range, .each, .threshold, .relative, .veto]
}

enum ReminderKey: String, FileKey {
    case before, every, times, parent, coordinator, review
    static let section = "Reminders"
    static let described = Phrase(zh: "提醒", en: "the reminders")
}
