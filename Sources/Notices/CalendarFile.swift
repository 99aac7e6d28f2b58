/// A calendar file (Calendars/README.md) → a work calendar, or every problem of the file.

import Deadlines
import Texts

public enum CalendarFile {
    /// The file's calendar. With errors there is none; warnings leave it usable.
    ///
    /// - Parameter version: what dues are explained with; by default a fingerprint of the calendar's meaning.
    public static func decode(
        _ node: Node, file: String, version: String? = nil
    ) -> (calendar: WorkCalendar?, diagnostics: [Diagnostic]) {
        var decoder = CalendarDecoder(node, file: file)
        let calendar = decoder.calendar(version: version)
        let problems = decoder.problems
        return (problems.hasErrors ? nil : calendar, problems.inOrder)
    }
}

struct CalendarDecoder {
    let problems: DecodingProblems
    private var reader: MappingReader

    init(_ node: Node, file: String) {
        problems = DecodingProblems(file: file)
        reader = MappingReader(node, kind: Phrase(zh: "日历", en: "a calendar"), problems: problems)
    }

    mutating func calendar(version: String?) -> WorkCalendar? {
        let id = identifier()
        let title = reader.required("title").flatMap { problems.phrase($0, "title") }
        let known = knownDays()
        let week = restDays()
        let hours = workingHours()
        let names = englishNames()
        let notices = reader.list("notices").map { CalendarNotice($0, problems: problems) }
        reader.finish()
        let schedule = CalendarSchedule(notices: notices, week: week, known: known?.value, problems: problems)
        schedule.check(horizon: known?.span ?? reader.span)
        let exceptions = schedule.exceptions(names: names)
        guard let id, let title else { return nil }
        let print = CalendarFingerprint(week: week, hours: hours, known: known?.value, exceptions: exceptions)
        return WorkCalendar(
            id: id, title: title.value, version: version ?? print.text, known: known?.value, week: week, hours: hours,
            exceptions: exceptions, schedules: notices.compactMap(\.schedule))
    }

    private mutating func identifier() -> String? {
        guard let id = reader.requiredText("calendar") else { return nil }
        let isName = id.value.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        guard isName, !id.value.isEmpty, id.value.utf8.count <= 40 else {
            problems.error(
                "calendar-bad-name", at: id.span,
                what: Phrase(zh: "“\(id.value)”不能作日历名", en: "“\(id.value)” cannot name a calendar"),
                why: Phrase(zh: "只用小写字母、数字和连字符，至多40个字符", en: "it takes small letters, digits and hyphens, 40 at most"))
            return nil
        }
        return id.value
    }

    /// From `first` to `horizon`; nil for a bare week.
    private mutating func knownDays() -> Located<ClosedRange<Day>>? {
        let isBare = !reader.has("horizon") && !reader.has("first") && !reader.has("notices")
        if isBare {
            reader.ignore("horizon", "first")
            return nil
        }
        let start = reader.requiredDay("first")
        let end = reader.requiredDay("horizon")
        guard let first = start, let horizon = end else { return nil }
        guard first.value <= horizon.value else {
            problems.error(
                "calendar-horizon-before-first", at: horizon.span,
                what: Phrase(
                    zh: "horizon（\(horizon.value.iso)）早于first（\(first.value.iso)）",
                    en: "the horizon \(horizon.value.iso) lies before the first day \(first.value.iso)"),
                remedy: Phrase(zh: "horizon 应为已公布安排的最后一天", en: "the horizon is the last day that has been announced"))
            return nil
        }
        return Located(first.value...horizon.value, at: horizon.span)
    }

    private mutating func restDays() -> WorkWeek {
        guard reader.has("rest") else {
            reader.ignore("rest")
            return .mondayToFriday
        }
        var resting: Set<Weekday> = []
        let texts = reader.texts("rest")
        for text in texts {
            if let weekday = Weekday.allCases.first(where: { $0.name.en == text.value }) {
                resting.insert(weekday)
                continue
            }
            let words = Weekday.allCases.map(\.name.en)
            let near = closest(to: text.value, among: words) ?? words.joined(separator: ", ")
            problems.error(
                "calendar-unknown-weekday", at: text.span,
                what: Phrase(zh: "“\(text.value)”不是星期几", en: "“\(text.value)” is not a day of the week"),
                remedy: Phrase(zh: "可写：\(near)", en: "write \(near)"))
        }
        if let week = WorkWeek(resting: resting) { return week }
        problems.error(
            "calendar-no-working-day", at: texts.first?.span,
            what: Phrase(zh: "一周七天都休息，无法计算工作日", en: "all seven days rest: no working day could be counted"),
            remedy: Phrase(zh: "至少留一个工作日", en: "leave at least one working day"))
        return .mondayToFriday
    }

    private mutating func workingHours() -> WorkingHours {
        guard let text = reader.text("hours") else { return .standard }
        if let hours = WorkingHours(text: text.value) { return hours }
        problems.error(
            "calendar-bad-hours", at: text.span,
            what: Phrase(zh: "“\(text.value)”不是工作时间", en: "“\(text.value)” is not a stretch of working hours"),
            remedy: Phrase(
                zh: "写作 08:30-17:30，先早后晚；到午夜为止写 24:00",
                en: "write 08:30-17:30, the earlier time first; 24:00 is midnight at the end"))
        return .standard
    }

    private mutating func englishNames() -> [String: Located<String>] {
        guard var names = reader.mapping("names", kind: Phrase(zh: "名称表", en: "the table of names")) else { return [:] }
        var found: [String: Located<String>] = [:]
        for (key, value) in names.allEntries() {
            if let text = problems.text(value, key.value) { found[key.value] = Located(text.value, at: key.span) }
        }
        return found
    }
}
