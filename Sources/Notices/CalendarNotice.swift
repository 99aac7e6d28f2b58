/// One schedule notice of a calendar file: a year's number and title, and each festival's days.

import Deadlines
import Texts

struct CalendarNotice {
    struct Festival {
        let name: Located<String>
        /// Ascending as written; impossible ones are left out, and reported.
        let off: [Located<ClosedRange<Day>>]
        let work: [Located<Day>]
    }

    let span: Span
    let year: Located<Int>?
    let number: String?
    let schedule: WorkCalendar.Schedule?
    let corrects: [Located<String>]
    let festivals: [Festival]

    init(_ node: Node, problems: DecodingProblems) {
        var reader = MappingReader(node, kind: Phrase(zh: "放假通知", en: "a schedule notice"), problems: problems)
        span = node.span
        year = reader.required("year").flatMap { problems.integer($0, "year", in: 1900...2200) }
        let number = reader.text("number")?.value
        let title = reader.text("title")?.value
        let issued = reader.day("issued")?.value
        let address = reader.text("source")?.value
        self.number = number
        schedule = year.map {
            WorkCalendar.Schedule(year: $0.value, number: number, title: title, issued: issued, address: address)
        }
        corrects = reader.texts("corrects")
        var festivals: [Festival] = []
        if let days = reader.required("days") {
            var names = MappingReader(days, kind: Phrase(zh: "各节日", en: "the festivals"), problems: problems)
            for (name, value) in names.allEntries() { festivals.append(Festival(name, value, problems)) }
        }
        self.festivals = festivals
        reader.finish()
    }
}

extension CalendarNotice.Festival {
    /// The longest stretch of days off that is believed; a longer one is a slip of the pen.
    private static let longest = 31

    init(_ name: Located<String>, _ node: Node, _ problems: DecodingProblems) {
        var reader = MappingReader(node, kind: Phrase(zh: "“\(name.value)”", en: "“\(name.value)”"), problems: problems)
        self.name = name
        off = reader.list("off").compactMap { Self.range($0, problems) }
        work = reader.list("work").compactMap { problems.day($0, "work") }
        reader.finish()
    }

    private static func range(_ node: Node, _ problems: DecodingProblems) -> Located<ClosedRange<Day>>? {
        guard case .scalar(let text, let plain) = node.value, text.contains("/") else {
            return problems.day(node, "off")?.map { $0...$0 }
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let ends = parts.map { Node(.scalar(String($0), plain: plain), at: node.span) }
        guard ends.count == 2, let first = problems.day(ends[0], "off"), let last = problems.day(ends[1], "off") else {
            if ends.count != 2 {
                problems.wrongType(node, "off", Phrase(zh: "日期或起止日期", en: "a day or a range of days"))
            }
            return nil
        }
        guard first.value <= last.value, last.value.days(since: first.value) < longest else {
            let isReversed = first.value > last.value
            problems.error(
                isReversed ? "calendar-range-reversed" : "calendar-range-too-long", at: node.span,
                what: isReversed
                    ? Phrase(zh: "放假的结束早于开始", en: "the days off end before they begin")
                    : Phrase(zh: "放假超过\(longest)天", en: "more than \(longest) days off"),
                remedy: Phrase(
                    zh: "核对起止日期，写作 2025-01-28/2025-02-04", en: "check both ends; write 2025-01-28/2025-02-04"))
            return nil
        }
        return Located(first.value...last.value, at: node.span)
    }
}
