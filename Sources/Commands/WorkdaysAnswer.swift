/// The answers of `duban workdays`: a day so many working days away, a count, or why one day works or rests.

import Deadlines
import Terminal
import Texts

struct WorkdaysAnswer {
    enum Question {
        /// So many working days after the day, or before it.
        case add(Int)
        case count(through: Day)
        /// Does it work?
        case day
    }

    let calendar: WorkCalendar
    let from: Day
    let question: Question

    /// A count that was made: its result, the days passed and the steps.
    private struct Passage {
        let day: Day
        let passed: ClosedRange<Day>
        let steps: [Explanation.Step]
    }

    private var counting: Passage? {
        switch question {
        case .add(let count):
            let count = calendar.counting(workingDays: count, from: from)
            return Passage(day: count.day, passed: count.passed, steps: count.steps)
        case .count(let end): return counting(through: end)
        case .day: return nil
        }
    }

    /// All days between, whatever they are; nothing is passed when both are one day.
    private func counting(through end: Day) -> Passage {
        guard end != from else { return Passage(day: end, passed: from...from, steps: []) }
        let passed = end > from ? from.adding(days: 1)...end : end...from.adding(days: -1)
        return Passage(day: end, passed: passed, steps: calendar.steps(passing: passed))
    }

    /// Whether the answer hangs on days that the calendar does not know.
    private var isProvisional: Bool {
        let days = counting?.passed ?? from...from
        return !calendar.isKnown(days.lowerBound) || !calendar.isKnown(days.upperBound)
    }

    func print(to console: Console, json: Bool, explained: Bool) {
        if json { return console.write(JSONWriter.document(self.json(console.language))) }
        let mark = isProvisional ? Phrase(zh: "（暂定）", en: " (provisional)") : Phrase(same: "")
        console.print(headline + mark, .bold)
        if explained || isProvisional { explain(to: console, explained: explained) }
    }

    private var headline: Phrase {
        switch question {
        case .add: return (counting?.day ?? from).label
        case .count(let end):
            let count = calendar.workingDays(after: from, through: end)
            return Phrase(zh: "\(count)个工作日", en: plural(count, "working day"))
        case .day:
            let entry = calendar.entry(from)
            let verdict = entry.isWorking ? Phrase(zh: "上班", en: "works") : Phrase(zh: "休息", en: "rests")
            return from.label + Phrase(same: " ") + verdict + Phrase(zh: "：", en: ", ") + entry.sourced
        }
    }

    private func explain(to console: Console, explained: Bool) {
        var lines: [Phrase] = []
        if explained {
            lines.append(
                Phrase(zh: "日历：\(calendar.id)@\(calendar.version)", en: "calendar: \(calendar.id)@\(calendar.version)"))
            if let counting {
                lines.append(
                    Phrase(zh: "起算：\(from.label.zh)，当日不计", en: "from: \(from.label.en); that day is not counted"))
                lines += counting.steps.map { $0.phrase() }
            } else {
                lines.append(neighbours)
            }
        }
        if let provisional { lines.append(Explanation.Step.provisional(provisional).phrase()) }
        for line in lines { console.print(Phrase(same: "  ") + line) }
    }

    private var neighbours: Phrase {
        let before = calendar.adding(workingDays: -1, to: from).label
        let after = calendar.adding(workingDays: 1, to: from).label
        return Phrase(
            zh: "上一个工作日：\(before.zh)；下一个工作日：\(after.zh)",
            en: "working day before: \(before.en); next one: \(after.en)")
    }

    private var provisional: Explanation.Provisional? {
        guard let known = calendar.known, isProvisional else { return nil }
        let days = counting?.passed ?? from...from
        return days.upperBound > known.upperBound ? .beyondHorizon(known.upperBound) : .beforeFirst(known.lowerBound)
    }
}

extension WorkdaysAnswer {
    private func json(_ language: Language) -> JSON {
        let head: [(String, JSON)] = [
            ("calendar", .string(calendar.id)), ("version", .string(calendar.version)),
            ("question", .string(questionName)), ("provisional", .bool(isProvisional)),
        ]
        switch question {
        case .add(let count):
            let day = counting?.day ?? from
            return .object(
                head + [
                    ("from", .string(from.iso)), ("workingDays", .int(count)), ("day", .string(day.iso)),
                    ("weekday", .int(day.weekday.rawValue)),
                ] + stepFields(language))
        case .count(let end):
            return .object(
                head + [
                    ("from", .string(from.iso)), ("to", .string(end.iso)),
                    ("workingDays", .int(calendar.workingDays(after: from, through: end))),
                ] + stepFields(language))
        case .day:
            return .object(
                head + [("day", .string(from.iso)), ("weekday", .int(from.weekday.rawValue))]
                    + calendar.entry(from).fields(language) + [
                        ("previous", .string(calendar.adding(workingDays: -1, to: from).iso)),
                        ("next", .string(calendar.adding(workingDays: 1, to: from).iso)),
                    ])
        }
    }

    private var questionName: String {
        switch question {
        case .add: "add"
        case .count: "count"
        case .day: "day"
        }
    }

    private func stepFields(_ language: Language) -> [(String, JSON)] {
        var (skipped, worked, weekly): ([JSON], [JSON], Int) = ([], [], 0)
        for step in counting?.steps ?? [] {
            switch step {
            case .skipped(let days):
                skipped.append(
                    .object([
                        ("first", .string(days.first.iso)), ("last", .string(days.last.iso)),
                        ("days", .int(days.count)),
                        ("name", .string(days.name(language))), ("source", .optional(days.source)),
                    ]))
            case .worked(let day, let name, let source):
                worked.append(
                    .object([
                        ("day", .string(day.iso)), ("name", .string(name(language))), ("source", .optional(source)),
                    ]))
            case .weeklyRest(let count, _): weekly = count
            default: break
            }
        }
        return [("skipped", .array(skipped)), ("worked", .array(worked)), ("weeklyRest", .int(weekly))]
    }
}

extension WorkCalendar.Entry {
    /// The festival and the notice (文号) behind the day, where there are any.
    var origin: (name: Phrase, source: String?)? {
        switch self {
        case .ordinaryWorkday, .weeklyRest: nil
        case .holiday(let name, let source), .makeUpWorkday(let name, let source): (name, source)
        }
    }

    /// `春节放假［国办发明电〔2024〕12号］`.
    var sourced: Phrase {
        guard let source = origin?.source else { return phrase }
        return phrase + Phrase(zh: "［\(source)］", en: " [\(source)]")
    }

    /// Stable names for `--json`.
    var kindName: String {
        switch self {
        case .ordinaryWorkday: "workday"
        case .weeklyRest: "weeklyRest"
        case .holiday: "holiday"
        case .makeUpWorkday: "makeUp"
        }
    }

    func fields(_ language: Language) -> [(String, JSON)] {
        [
            ("works", .bool(isWorking)), ("kind", .string(kindName)), ("name", .optional(origin?.name(language))),
            ("source", .optional(origin?.source)),
        ]
    }
}
