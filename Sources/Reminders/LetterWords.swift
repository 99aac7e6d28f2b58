/// The words of letters: labels, formats, seals, and how dates and distances are said.

import Deadlines
import Notices
import Texts
import Workflow

/// The labels before values; in Chinese all of four characters, so that they stand aligned.
enum Label {
    static let due = Phrase(zh: "截止时间", en: "Due")
    static let state = Phrase(zh: "当前状态", en: "State")
    static let why = Phrase(zh: "提醒原因", en: "Occasion")
    static let deliver = Phrase(zh: "报送内容", en: "Deliver")
    static let place = Phrase(zh: "报送渠道", en: "Where")
    static let correction = Phrase(zh: "改正期限", en: "Correct by")
    static let missing = Phrase(zh: "尚缺内容", en: "Missing")
    static let quota = Phrase(zh: "完成数量", en: "Progress")
    static let progress = Phrase(zh: "审核进度", en: "Progress")
    static let reason = Phrase(zh: "退回原因", en: "Reason")
    static let decidedBy = Phrase(zh: "审核单位", en: "Decided by")
    static let handedIn = Phrase(zh: "报送时间", en: "Handed in")
    static let accepted = Phrase(zh: "通过时间", en: "Accepted")
    static let nilReport = Phrase(zh: "如无内容", en: "If nothing")
    static let note = Phrase(zh: "办理要求", en: "Note")
    static let indicator = Phrase(zh: "对应指标", en: "Indicator")
    static let ask = Phrase(zh: "咨询单位", en: "Ask")
    static let fileName = Phrase(zh: "文件名：", en: "name: ")
    static let sendTo = Phrase(zh: "报送至：", en: "to: ")
    static let remark = Phrase(zh: "说明：", en: "note: ")
}

extension Deliverable.Format {
    var word: Phrase {
        switch self {
        case .online: Phrase(zh: "在线填报", en: "online form")
        case .word: Phrase(same: "Word")
        case .pdf: Phrase(same: "PDF")
        case .scan: Phrase(zh: "扫描件", en: "scan")
        case .spreadsheet: Phrase(zh: "电子表格", en: "spreadsheet")
        case .photo: Phrase(zh: "照片", en: "photo")
        case .video: Phrase(zh: "视频", en: "video")
        case .archive: Phrase(zh: "压缩包", en: "archive")
        case .text: Phrase(zh: "文字", en: "text")
        case .link: Phrase(zh: "链接", en: "link")
        case .paper: Phrase(zh: "纸质", en: "paper")
        case .other: Phrase(zh: "其他形式", en: "other form")
        }
    }
}

extension Deliverable.Seal {
    /// Nil when nothing is asked.
    var word: Phrase? {
        switch self {
        case .none: nil
        case .stamp: Phrase(zh: "加盖公章", en: "stamped")
        case .signature: Phrase(zh: "签字", en: "signed")
        case .both: Phrase(zh: "签字并加盖公章", en: "signed and stamped")
        }
    }
}

/// How a due day is said on one day, in one language.
struct DueWords {
    let clock: WorkClock
    let language: Language
    let now: Instant

    private var today: Day { clock.zone.day(of: now) }

    /// `2025-03-30（周日）24:00前，还剩4个工作日`; nil for undated ones.
    func text(_ subject: Subject) -> (text: String, isUrgent: Bool)? {
        guard let end = subject.target else { return nil }
        let distance = distance(to: end)
        var phrase = moment(end) + Phrase(zh: "，", en: ", ") + distance.phrase
        if subject.assignment.isProvisional { phrase = phrase + Phrase(zh: "（暂定）", en: " (provisional)") }
        let day = clock.dueDay(of: end)
        let lastWorking = clock.calendar.lastWorkingDay(onOrBefore: day)
        if lastWorking < day, lastWorking > today {
            let last = lastWorking.label
            phrase =
                phrase
                + Phrase(
                    zh: "。当日休息，此前最后一个工作日为\(last.zh)", en: ". A rest day; the last working day before it is \(last.en)")
        }
        return (phrase(language), distance.isUrgent)
    }

    /// `2025-04-11（周五）17:00前`; an exclusive end at midnight is the whole day before.
    func moment(_ end: Instant) -> Phrase {
        let day = clock.dueDay(of: end)
        if clock.zone.end(of: day) == end { return day.label + Phrase(zh: "24:00前", en: ", end of day") }
        // 17:01, exclusive, is how "17:00" is kept.
        let time = clock.zone.localTime(of: end.adding(seconds: -60)).text
        return day.label + Phrase(zh: "\(time)前", en: ", \(time)")
    }

    /// When something happened: `2025-04-11（周五）17:05`.
    func happened(_ at: Instant) -> String {
        let local = clock.zone.local(at)
        return (local.day.label + Phrase(zh: local.time.text, en: " \(local.time.text)"))(language)
    }

    /// `还剩4个工作日`, `今天截止`, `已逾期2个工作日（4天）`.
    func distance(to end: Instant) -> (phrase: Phrase, isUrgent: Bool) {
        let day = clock.dueDay(of: end)
        if now >= end {
            let worked = clock.calendar.workingDays(after: day, through: today)
            let days = today.days(since: day)
            if days == 0 { return (Phrase(zh: "已过截止时间", en: "past its time"), true) }
            return (
                Phrase(
                    zh: "已逾期\(worked)个工作日（\(days)天）",
                    en: "overdue by \(Self.count(worked, "working day")) (\(Self.count(days, "day")))"), true
            )
        }
        if day == today { return (Phrase(zh: "今天截止", en: "today"), true) }
        let left = clock.calendar.workingDays(after: today, through: day)
        if left == 0 { return (Phrase(zh: "今天是此前最后一个工作日", en: "today is the last working day before it"), true) }
        return (Phrase(zh: "还剩\(left)个工作日", en: "\(Self.count(left, "working day")) left"), left <= 1)
    }

    /// Working days from the day of a moment to today.
    func workingDays(since moment: Instant) -> Int {
        clock.calendar.workingDays(after: clock.zone.day(of: moment), through: today)
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
