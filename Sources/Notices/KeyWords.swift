/// What the keys of a notice file are called where people read about them who never see the file.

import Texts

extension Inference {
    /// What was inferred, such as 时限.
    public var subject: Phrase { KeyWords.phrase(key) }
}

extension Doubt {
    /// What is in doubt.
    public var subject: Phrase { KeyWords.phrase(key) }
}

enum KeyWords {
    /// A key that is none stays as it is.
    static func phrase(_ key: String) -> Phrase {
        if let key = TaskKey(rawValue: key) { return words(key) }
        if let key = NoticeKey(rawValue: key) { return words(key) }
        return Phrase(same: key)
    }

    private static func words(_ key: TaskKey) -> Phrase {
        switch key {
        case .title: Phrase(zh: "名称", en: "the title")
        case .kind: Phrase(zh: "类别", en: "the kind")
        case .who: Phrase(zh: "责任单位", en: "who is responsible")
        case .lead: Phrase(zh: "牵头单位", en: "who leads")
        case .optional: Phrase(zh: "是否必须", en: "whether it is required")
        case .due: Phrase(zh: "时限", en: "the due date")
        case .starts: Phrase(zh: "由何事引起", en: "what starts it")
        case .after: Phrase(zh: "前提", en: "what comes before it")
        case .minimum: Phrase(zh: "至少留出的时间", en: "the least time left for it")
        case .correction: Phrase(zh: "改正期限", en: "the time for corrections")
        case .items: Phrase(zh: "分项", en: "its items")
        case .deliver: Phrase(zh: "报送材料", en: "what is handed in")
        case .review: Phrase(zh: "审核", en: "who reviews it")
        case .covers: Phrase(zh: "所审任务", en: "what it reviews")
        case .resume: Phrase(zh: "退回后从哪一级审起", en: "where a review goes on after a return")
        case .quota: Phrase(zh: "数量要求", en: "the quantity")
        case .nilReport: Phrase(zh: "可否零报告", en: "whether nothing may be reported")
        case .indicator: Phrase(zh: "所属指标", en: "its indicator")
        case .phase: Phrase(zh: "所属阶段", en: "its phase")
        case .notes: Phrase(zh: "要求", en: "the notes")
        case .quote: Phrase(zh: "原文", en: "the notice's words")
        case .remind: Phrase(zh: "提醒", en: "the reminders")
        case .inferred: Phrase(zh: "推定", en: "what was inferred")
        case .doubts: Phrase(zh: "疑问", en: "what is in doubt")
        }
    }

    private static func words(_ key: NoticeKey) -> Phrase {
        switch key {
        case .notice: Phrase(zh: "通知代号", en: "the notice's key")
        case .number: Phrase(zh: "文号", en: "the number")
        case .title: words(TaskKey.title)
        case .issuer: Phrase(zh: "发文机关", en: "the issuer")
        case .addressees: Phrase(zh: "主送", en: "the addressees")
        case .issued: Phrase(zh: "发文日期", en: "the day of issue")
        case .period: Phrase(zh: "报告期", en: "the reporting period")
        case .basis: Phrase(zh: "依据", en: "what it rests on")
        case .language: Phrase(zh: "信件语言", en: "the letters' language")
        case .zone: Phrase(zh: "时区", en: "the time zone")
        case .calendar: Phrase(zh: "工作日历", en: "the working-day calendar")
        case .assessment: Phrase(zh: "是否用于考核", en: "whether it counts for assessment")
        case .official: Phrase(zh: "按时的认定", en: "the official reading of on time")
        case .correction: words(TaskKey.correction)
        case .minimum: words(TaskKey.minimum)
        case .closes: Phrase(zh: "停止提醒的日期", en: "the last day of reminders")
        case .contacts: Phrase(zh: "联系处", en: "the contacts")
        case .channels: Phrase(zh: "报送渠道", en: "the channels")
        case .events: Phrase(zh: "事件", en: "the events")
        case .phases: Phrase(zh: "阶段", en: "the phases")
        case .indicators: Phrase(zh: "指标", en: "the indicators")
        case .remind: words(TaskKey.remind)
        case .consequences: Phrase(zh: "后果", en: "the consequences")
        case .inferred: words(TaskKey.inferred)
        case .doubts: words(TaskKey.doubts)
        case .tasks: Phrase(zh: "任务", en: "the tasks")
        }
    }
}
