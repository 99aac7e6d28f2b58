/// An explanation in words, a step a line, and in one compact line for logs and comparison.

import Texts

extension Explanation {
    /// One line per step, the rule first, the result after them, warnings last.
    ///
    /// - Parameter naming: what a task or an event is called, by its name in the notice; nil keeps the name.
    public func lines(_ language: Language, naming: (String) -> Phrase? = { _ in nil }) -> [String] {
        let said = rule.phrase(naming: naming)
        var lines = [
            Phrase(zh: "规则：\(rule.text)（\(said.zh)）", en: "rule: \(rule.text) (\(said.en))"),
            Phrase(zh: "日历：\(calendar)", en: "calendar: \(calendar)"),
        ]
        lines += steps.filter { !$0.isWarning }.map { $0.phrase(naming: naming) }
        let clock = time?.text ?? "24:00"
        lines.append(Phrase(zh: "期限：\(day.label.zh)\(clock)前", en: "due: \(day.label.en), until \(clock)"))
        lines += steps.filter(\.isWarning).map { $0.phrase(naming: naming) }
        return lines.map { $0(language) }
    }

    /// The whole explanation in one line of a fixed form: equal texts mean equal reasons.
    public var text: String {
        let parts = [rule.text, calendar] + steps.map(\.text) + ["due \(day.iso)\(time.suffix)"]
        return parts.joined(separator: " | ")
    }
}

extension Explanation.Step {
    var isWarning: Bool {
        switch self {
        case .restDay, .provisional: true
        default: false
        }
    }

    /// The step as a line of its own.
    public func phrase(naming: (String) -> Phrase? = { _ in nil }) -> Phrase {
        switch self {
        case .anchor(let anchor, let day, let time):
            let name = anchor.phrase(naming: naming)
            return Phrase(
                zh: "起算：\(name.zh) \(day.label.zh)\(time.text)，当日不计",
                en: "from: \(name.en) \(day.label.en) \(time.text); that day is not counted")
        case .cycle(let key, let first, let last):
            return Phrase(zh: "所属期：\(key)（\(first.iso)…\(last.iso)）", en: "period: \(key) (\(first.iso)…\(last.iso))")
        case .window(let first, let last):
            return Phrase(
                zh: "起止：\(first.label.zh)至\(last.label.zh)", en: "window: \(first.label.en) to \(last.label.en)")
        case .counted(let count, let unit, let direction, let first, let last):
            let amount = unit.amount(count)
            let back = direction == .before
            return Phrase(
                zh: "计数：\(back ? "倒数" : "")\(amount.zh)，\(first.iso)至\(last.iso)",
                en: "counted\(back ? " back" : ""): \(amount.en), \(first.iso) to \(last.iso)")
        case .skipped(let skipped): return skipped.phrase
        case .weeklyRest(let count, let days):
            let list = days.isEmpty ? "" : days.map(\.iso).joined(separator: ", ")
            return Phrase(
                zh: "跳过：每周休息日\(count)天\(list.isEmpty ? "" : "（\(list)）")",
                en: "skipped: \(plural(count, "weekly rest day"))\(list.isEmpty ? "" : " (\(list))")")
        case .worked(let day, let name, let source):
            return Phrase(
                zh: "调休上班：\(day.label.zh) \(name.zh)\(source.bracketed.zh)",
                en: "make-up working day: \(day.label.en) \(name.en)\(source.bracketed.en)")
        case .rolled(let from, let to, let roll, let entry): return rolledPhrase(from, to, roll, entry)
        case .dayExcluded(let day):
            return Phrase(
                zh: "不含\(day.label.zh)：通知另有说明", en: "\(day.label.en) itself is not included: the notice says so")
        case .restDay(let day, let entry, let last):
            return Phrase(
                zh: "注意：\(day.label.zh)是休息日（\(entry.phrase.zh)），此前最后一个工作日为\(last.label.zh)",
                en:
                    "note: \(day.label.en) is a rest day (\(entry.phrase.en)); the last working day before it is \(last.label.en)"
            )
        case .provisional(let reason): return reason.phrase
        }
    }

    private func rolledPhrase(_ from: Day, _ to: Day, _ roll: Roll, _ entry: WorkCalendar.Entry) -> Phrase {
        let isLater = to > from
        return Phrase(
            zh:
                "\(isLater ? "顺延" : "提前")：\(from.label.zh)是休息日（\(entry.phrase.zh)），\(isLater ? "顺延至" : "提前至")\(to.label.zh)",
            en:
                "moved \(isLater ? "on" : "back"): \(from.label.en) is a rest day (\(entry.phrase.en)), so \(to.label.en) (\(roll.rawValue))"
        )
    }

    /// The step in the compact form.
    fileprivate var text: String {
        switch self {
        case .anchor(let anchor, let day, let time): "from \(anchor.text) \(day.iso) \(time.text)"
        case .cycle(let key, _, _): "period \(key)"
        case .window(let first, let last): "window \(first.iso)..\(last.iso)"
        case .counted(let count, let unit, _, let first, let last):
            "count \(count) \(unit.name(count: count)) \(first.iso)..\(last.iso)"
        case .skipped(let skipped): "off \(skipped.first.iso)..\(skipped.last.iso) \(skipped.name.zh)"
        case .weeklyRest(let count, _): "weekly \(count)"
        case .worked(let day, let name, _): "worked \(day.iso) \(name.zh)"
        case .rolled(let from, let to, let roll, _): "roll \(roll.rawValue) \(from.iso)..\(to.iso)"
        case .dayExcluded(let day): "without \(day.iso)"
        case .restDay(let day, _, let last): "rests \(day.iso) last working day \(last.iso)"
        case .provisional(.beyondHorizon(let day)): "provisional after \(day.iso)"
        case .provisional(.beforeFirst(let day)): "provisional before \(day.iso)"
        }
    }
}

extension Explanation.Skipped {
    fileprivate var phrase: Phrase {
        let range = first == last ? first.iso : "\(first.iso)…\(last.iso)"
        return Phrase(
            zh: "跳过：\(range) \(name.zh)（\(count)天）\(source.bracketed.zh)",
            en: "skipped: \(range) \(name.en) (\(plural(count, "day")))\(source.bracketed.en)")
    }
}

extension Explanation.Provisional {
    fileprivate var phrase: Phrase {
        switch self {
        case .beyondHorizon(let day):
            Phrase(
                zh: "暂定：日历只到\(day.iso)，其后的节假日安排尚未公布",
                en: "provisional: the calendar ends on \(day.iso); later holidays are not announced yet")
        case .beforeFirst(let day):
            Phrase(
                zh: "暂定：日历自\(day.iso)起，此前的节假日未收录",
                en: "provisional: the calendar begins on \(day.iso); earlier holidays are not in it")
        }
    }
}

extension WorkCalendar.Entry {
    /// `春节放假` / `Spring Festival holiday`.
    public var phrase: Phrase {
        switch self {
        case .ordinaryWorkday: Phrase(zh: "工作日", en: "working day")
        case .weeklyRest: Phrase(zh: "每周休息日", en: "weekly rest day")
        case .holiday(let name, _): Phrase(zh: "\(name.zh)放假", en: "holiday: \(name.en)")
        case .makeUpWorkday(let name, _): Phrase(zh: "\(name.zh)调休上班", en: "make-up working day: \(name.en)")
        }
    }
}

extension String? {
    /// The source in brackets, or nothing.
    fileprivate var bracketed: Phrase {
        map { Phrase(zh: "［\($0)］", en: " [\($0)]") } ?? Phrase(same: "")
    }
}
