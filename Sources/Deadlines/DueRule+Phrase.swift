/// A due rule as people say it, in Chinese and in English.

import Texts

extension DueRule {
    /// - Parameter naming: what a task or an event is called, by its name in the notice; nil keeps the name.
    public func phrase(naming: (String) -> Phrase? = { _ in nil }) -> Phrase {
        form.phrase(naming) + (statedRoll.map(\.phrase) ?? Phrase(same: ""))
    }
}

extension DueRule.Form {
    fileprivate func phrase(_ naming: (String) -> Phrase?) -> Phrase {
        switch self {
        case .undated: return Phrase(zh: "未定期限", en: "no date set")
        case .fixed(let day, let time):
            return Phrase(
                zh: "\(day.label.zh)\(time?.text ?? "")前",
                en: "by \(time.map { "\($0.text) on " } ?? "")\(day.label.en)")
        case .window(let stretch, let time):
            let until = stretch.until.phrase
            return Phrase(
                zh: "\(stretch.from.phrase.zh)至\(until.zh)\(time?.text ?? "")",
                en: "from \(stretch.from.phrase.en) to \(until.en)\(time.suffix)")
        case .relative(let relative): return relative.phrase(naming)
        case .recurring(let recurrence): return recurrence.phrase
        }
    }
}

extension Roll {
    /// What follows the rule's phrase.
    fileprivate var phrase: Phrase {
        switch self {
        case .none: Phrase(zh: "，遇休息日不调整", en: ", even on a rest day")
        case .following: Phrase(zh: "，遇休息日顺延至下一工作日", en: ", moved on to the next working day")
        case .preceding: Phrase(zh: "，遇休息日提前至前一工作日", en: ", moved back to the working day before")
        case .modifiedFollowing:
            Phrase(zh: "，遇休息日顺延，跨月则提前", en: ", moved on to the next working day, or back if that is in another month")
        }
    }
}

extension Stretch.Edge {
    fileprivate var phrase: Phrase {
        switch self {
        case .day(let day): day.label
        case .month(let year, let month): Phrase(zh: "\(year)年\(month)月", en: text)
        }
    }
}

extension DueRule.Relative {
    fileprivate func phrase(_ naming: (String) -> Phrase?) -> Phrase {
        let base = anchor.phrase(naming: naming)
        let amount = unit.amount(count)
        let clock = time?.text ?? ""
        let at = time.map { ", by \($0.text)" } ?? ""
        switch direction {
        case .after:
            return Phrase(
                zh: "\(base.zh)后\(amount.zh)内\(clock.isEmpty ? "" : "（末日\(clock)前）")",
                en: "within \(amount.en) after \(base.en)\(at)")
        case .before: return Phrase(zh: "\(base.zh)前\(amount.zh)\(clock)", en: "\(amount.en) before \(base.en)\(at)")
        }
    }
}

extension DueRule.Relative.Unit {
    /// `15个工作日` / `15 working days`.
    public func amount(_ count: Int) -> Phrase {
        let measure =
            switch self {
            case .workingDays: "个工作日"
            case .days: "日"
            case .weeks: "周"
            case .months: "个月"
            case .years: "年"
            case .hours: "小时"
            }
        return Phrase(zh: "\(count)\(measure)", en: "\(count) \(name(count: count))")
    }
}

extension Anchor {
    /// What notices commonly count from; other names stand as they are.
    private static let commonEvents: [String: String] = [
        "change": "变更", "finalised": "数据审定", "issued": "印发", "named": "命名", "opened": "开始", "published": "发布",
        "received": "收到", "recognised": "认定", "released": "发布", "told": "告知",
    ]

    /// - Parameter naming: what a task or an event is called; nil keeps its name.
    public func phrase(naming: (String) -> Phrase? = { _ in nil }) -> Phrase {
        switch self {
        case .event(let name):
            return naming(name) ?? Phrase(zh: Self.commonEvents[name] ?? "“\(name)”", en: name)
        case .outcome(let outcome, let task, let all):
            let title = naming(task) ?? Phrase(same: task)
            let done = outcome.phrase
            return Phrase(
                zh: "\(all ? "各单位均" : "")“\(title.zh)”\(done.zh)",
                en: "\(all ? "everyone's " : "")“\(title.en)” is \(done.en)")
        case .due(let task):
            let title = naming(task) ?? Phrase(same: task)
            return Phrase(zh: "“\(title.zh)”截止日", en: "“\(title.en)” is due")
        case .final: return Phrase(zh: "最后期限", en: "the notice's last due date")
        }
    }
}

extension Anchor.Outcome {
    public var phrase: Phrase {
        switch self {
        case .opened: Phrase(zh: "开始", en: "opened")
        case .submitted: Phrase(zh: "报送", en: "submitted")
        case .returned: Phrase(zh: "被退回", en: "returned")
        case .accepted: Phrase(zh: "审核通过", en: "accepted")
        case .told: Phrase(zh: "告知", en: "told")
        }
    }
}

extension Recurrence {
    fileprivate var phrase: Phrase {
        var zh = "\(cycleZh)\(markZh)\(time?.text ?? "")前"
        var en = "\(time.map { "by \($0.text) " } ?? "")on \(markEn)"
        if !except.isEmpty {
            zh += "（\(except.map { "\($0)月" }.joined(separator: "、"))除外）"
            en += ", except in \(except.map { DueRuleParser.monthNames[$0 - 1] }.joined(separator: ", "))"
        }
        if let period {
            zh += "（\(period.from.phrase.zh)至\(period.until.phrase.zh)）"
            en += ", from \(period.from.phrase.en) to \(period.until.phrase.en)"
        }
        return Phrase(zh: zh, en: en)
    }

    private var cycleZh: String {
        switch cycle {
        case .week: following ? "次周" : "每周"
        case .month: following ? "次月" : "每月"
        case .quarter: following ? "下季度" : "每季度"
        case .year: following ? "次年" : "每年"
        }
    }

    private var markZh: String {
        switch mark {
        case .weekday(let weekday): String(weekday.name.zh.dropFirst())
        case .day(let day): cycle == .quarter ? "首月\(day)日" : "\(day)日"
        case .monthDay(let month, let day):
            cycle == .quarter ? "\(["首月", "次月", "末月"][(month - 1) % 3])\(day)日" : "\(month)月\(day)日"
        case .workingDay(let day): "第\(day)个工作日"
        case .lastDay: "最后一日"
        case .lastWorkingDay: "最后一个工作日"
        }
    }

    private var markEn: String {
        let of = following ? "of the following \(cycle.rawValue)" : "of every \(cycle.rawValue)"
        switch mark {
        case .weekday(let weekday): return "every \(weekday.name.en)"
        case .day(let day):
            return cycle == .quarter ? "day \(day) of the first month \(of)" : "the \(ordinalText(day)) \(of)"
        case .monthDay(let month, let day):
            if cycle == .quarter {
                return "day \(day) of the \(["first", "second", "last"][(month - 1) % 3]) month \(of)"
            }
            let date = "\(DueRuleParser.monthNames[month - 1]) \(day)"
            return following ? "\(date) \(of)" : "every \(date)"
        case .workingDay(let day): return "the \(ordinalText(day)) working day \(of)"
        case .lastDay: return "the last day \(of)"
        case .lastWorkingDay: return "the last working day \(of)"
        }
    }
}
