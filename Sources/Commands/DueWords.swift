/// How moments, dues and distances are written in tables.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

extension Zone {
    /// The last day of something that ends, exclusively, at `end`.
    package func lastDay(before end: Instant) -> Day { day(of: end.adding(seconds: -1)) }

    /// `2025-05-30（周五）`, with the time of day when it does not end with the day.
    package func due(_ end: Instant) -> Phrase {
        let day = lastDay(before: end)
        let name = day.weekday.name
        guard end != self.end(of: day) else { return Phrase(zh: "\(day.iso)（\(name.zh)）", en: "\(day.iso) \(name.en)") }
        // 17:00 ends, exclusively, at 17:01.
        let time = localTime(of: end.adding(seconds: -60)).text
        return Phrase(zh: "\(day.iso)（\(name.zh)）\(time)", en: "\(day.iso) \(name.en) \(time)")
    }

    /// `2025-05-30`, or `2025-05-30 17:00` when it does not end with the day.
    package func shortDue(_ end: Instant) -> String {
        let day = lastDay(before: end)
        return end == self.end(of: day) ? day.iso : "\(day.iso) \(localTime(of: end.adding(seconds: -60)).text)"
    }
}

/// Working days between now and a due.
package enum DaysLeft: Equatable, Sendable {
    /// 0: it is due today.
    case left(Int)
    /// Working days since the due day; 0 when it passed within the day, or only rest days lie between.
    case overdue(Int)

    package init(until end: Instant, now: Instant, calendar: WorkCalendar, zone: Zone) {
        let (today, day) = (zone.day(of: now), zone.lastDay(before: end))
        if now < end {
            self = .left(calendar.workingDays(after: today, through: day))
        } else {
            self = .overdue(calendar.workingDays(after: day, through: today))
        }
    }

    package var phrase: Phrase {
        switch self {
        case .left(0): Phrase(zh: "剩 0 个工作日", en: "no working day left")
        case .left(let days): Phrase(zh: "剩 \(days) 个工作日", en: "\(plural(days, "working day")) left")
        case .overdue(let days): Phrase(zh: "逾期 \(days) 个工作日", en: "\(plural(days, "working day")) overdue")
        }
    }

    /// Negative when overdue.
    package var number: Int {
        switch self {
        case .left(let days): days
        case .overdue(let days): -days
        }
    }
}

extension TaskKind {
    package var word: Phrase {
        switch self {
        case .directoryCheck: Phrase(zh: "名录核对", en: "directory check")
        case .submission: Phrase(zh: "报送", en: "submission")
        case .review: Phrase(zh: "审核", en: "review")
        case .sealedScan: Phrase(zh: "盖章扫描件", en: "sealed scan")
        case .publication: Phrase(zh: "发布", en: "publication")
        case .meeting: Phrase(zh: "会议", en: "meeting")
        case .activity: Phrase(zh: "活动", en: "activity")
        case .indicator: Phrase(zh: "指标", en: "indicator")
        case .other: Phrase(zh: "其他", en: "other")
        }
    }
}
