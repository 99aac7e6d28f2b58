/// The answer of `duban workdays --rule`: the dates of a due rule and how they come about.

import Deadlines
import Terminal
import Texts

struct RuleAnswer {
    let rule: DueRule
    let calendar: WorkCalendar
    /// The key is nil for a rule with one date; empty dues mean that the rule has none.
    private let dues: [(key: String?, due: Due)]

    /// How many dates of a recurring rule are shown, and how far they are looked for.
    private static let shown = 6
    private static let yearsAhead = 12

    static func resolve(
        _ text: String, _ arguments: ParsedArguments, _ calendar: WorkCalendar, _ reader: DayReader
    ) throws -> RuleAnswer {
        let rule = try parse(text)
        let zone = try reader.zone()
        let moments = try events(arguments, zone)
        switch rule.resolve(calendar: calendar, zone: zone, anchors: { moments[$0.text] }) {
        case .due(let due): return RuleAnswer(rule: rule, calendar: calendar, dues: [(nil, due)])
        case .undated: return RuleAnswer(rule: rule, calendar: calendar, dues: [])
        case .waiting(let anchor): throw waiting(for: anchor, given: moments.keys.sorted())
        case .recurring:
            let start = try reader.day("day") ?? reader.today()
            let days = start...start.adding(months: 12 * yearsAhead)
            let turns = rule.occurrences(in: days, calendar: calendar, zone: zone).filter { $0.due.day >= start }
            return RuleAnswer(rule: rule, calendar: calendar, dues: turns.prefix(shown).map { ($0.key, $0.due) })
        }
    }

    private static func parse(_ text: String) throws(Failure) -> DueRule {
        switch DueRule.parse(text) {
        case .success(let rule): return rule
        case .failure(let problem):
            // The wrong part is pointed at, as `duban check` does in a file.
            let before = text.unicodeScalars.prefix(problem.offset)
            let wrong = text.unicodeScalars.dropFirst(problem.offset).prefix(problem.length)
            let marks =
                String(repeating: " ", count: displayWidth(of: String(String.UnicodeScalarView(before))))
                + String(repeating: "^", count: max(1, displayWidth(of: String(String.UnicodeScalarView(wrong)))))
            throw Failure(
                .usage, Phrase(same: "--rule: ") + problem.what + Phrase(same: "\n    \(text)\n    \(marks)"),
                why: problem.why, remedy: problem.remedy)
        }
    }

    /// The moments given with `--event`, by the anchor's text. What counts from a due day takes its exclusive end.
    private static func events(_ arguments: ParsedArguments, _ zone: Zone) throws(Failure) -> [String: Instant] {
        var moments: [String: Instant] = [:]
        for event in arguments.list("event") {
            guard let equals = event.lastIndex(of: "=") else {
                throw .usage(
                    Phrase(zh: "--event \(event) 没有写时间", en: "--event \(event) has no time"),
                    remedy: Phrase(zh: "写成 --event \(event)=2025-06-02", en: "write --event \(event)=2025-06-02"))
            }
            let name = event[..<equals].trimmed
            switch zone.parse(event[event.index(after: equals)...].trimmed) {
            case .success(let moment):
                let isDue = name == Anchor.final.text || name.hasPrefix("due(")
                moments[name] = isDue ? exclusiveEnd(moment, zone) : moment.instant
            case .failure(let problem):
                throw .usage(Phrase(same: "--event \(name): ") + problem.what, remedy: problem.remedy)
            }
        }
        return moments
    }

    private static func exclusiveEnd(_ moment: WrittenMoment, _ zone: Zone) -> Instant {
        moment.precision == .day ? zone.end(of: moment.day) : moment.instant.adding(seconds: 60)
    }

    private static func waiting(for anchor: Anchor, given: [String]) -> Failure {
        let near = closest(to: anchor.text, among: given)
        return .usage(
            Phrase(
                zh: "这条规则从“\(anchor.text)”起算，但没有给出它的时间",
                en: "the rule counts from \"\(anchor.text)\", and no time is given for it"),
            remedy: Phrase(
                zh: (near.map { "是否把“\($0)”写错了？" } ?? "") + "加上 --event '\(anchor.text)=2025-06-02'",
                en: (near.map { "is \"\($0)\" a slip for it? " } ?? "") + "add --event '\(anchor.text)=2025-06-02'"))
    }
}

extension RuleAnswer {
    func print(to console: Console, json: Bool) {
        if json { return console.write(JSONWriter.document(self.json(console.language))) }
        guard let first = dues.first else { return console.print(rule.phrase()) }
        guard rule.isRecurring else {
            console.print(first.due.label, .bold)
            for line in first.due.explanation.lines(console.language) { console.print("  " + line) }
            return
        }
        console.print(rule.phrase(), .bold)
        var table = Table([
            Table.Column(Phrase(zh: "所属期", en: "period")), Table.Column(Phrase(zh: "期限", en: "due")),
            Table.Column(Phrase(zh: "说明", en: "remarks"), minimum: 20, wraps: true),
        ])
        for (key, due) in dues {
            table.add([Cell(key ?? ""), Cell(due.label(console.language)), Cell(remark(on: due)(console.language))])
        }
        console.print(table)
    }

    private func remark(on due: Due) -> Phrase {
        for case .rolled(let from, _, _, let entry) in due.explanation.steps {
            return Phrase(zh: "原为\(from.label.zh)，\(entry.phrase.zh)", en: "not \(from.label.en): \(entry.phrase.en)")
        }
        guard let rest = due.explanation.restDay else { return Phrase(same: "") }
        return Phrase(
            zh: "休息日，此前最后一个工作日为\(rest.lastWorkingDay.label.zh)",
            en: "rest day; last working day before: \(rest.lastWorkingDay.label.en)")
    }

    private func json(_ language: Language) -> JSON {
        let dues = dues.map { key, due in
            JSON.object([
                ("period", .optional(key)), ("day", .string(due.day.iso)), ("weekday", .int(due.day.weekday.rawValue)),
                ("time", .optional(due.time?.text)), ("start", .optional(due.start?.iso)),
                ("provisional", .bool(due.provisional)),
                ("steps", .array(due.explanation.lines(language).map { .string($0) })),
            ])
        }
        return .object([
            ("calendar", .string(calendar.id)), ("version", .string(calendar.version)), ("question", .string("rule")),
            ("provisional", .bool(self.dues.contains { $0.due.provisional })), ("rule", .string(rule.text)),
            ("dues", .array(dues)),
        ])
    }
}
