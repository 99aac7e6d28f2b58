/// Calendar files with something wrong: each problem has its code and its place.

import Deadlines
import Notices
import Testing
import Texts

private let head = """
    calendar: x
    title: X
    first: 2025-01-01
    horizon: 2025-12-31

    """

private func body(_ days: String) -> String {
    head + """
        notices:
          - year: 2025
            number: null
            days:
        \(days)
        """
}

/// `code line:column` of every problem.
private func problems(_ text: String) -> [String] {
    decodeCalendar(text).diagnostics.map {
        "\($0.code) \($0.span.map { "\($0.start.line):\($0.start.column)" } ?? "-")"
    }
}

@Test(arguments: [
    (body("      元旦: {off: 2025-02-30}"), ["impossible-date 9:17"]),
    (body("      元旦: {off: 1月1日}"), ["bad-date 9:17"]),
    (body("      元旦: {off: 2025-02-04/2025-01-28}"), ["calendar-range-reversed 9:17"]),
    (body("      元旦: {off: 2025-01-28/2025-11-28}"), ["calendar-range-too-long 9:17"]),
    (body("      元旦: {off: 2025-01-28/2025-02-01/2025-02-04}"), ["wrong-type 9:17"]),
    (body("      元旦: {off: {a: b}}"), ["wrong-type 9:17"]),
    (body("      元旦: {of: 2025-01-01}"), ["unknown-key 9:12"]),
    (body("      元旦: 2025-01-01"), ["wrong-type 9:11"]),
    (body("      元旦: {work: 2025-01-02}"), ["calendar-make-up-works-anyway 9:18"]),
    (body("      元旦: {off: 2026-05-01}"), ["calendar-day-of-another-year 9:17"]),
    (body("      元旦: {off: 2025-01-01}\n      春节: {off: [2025-01-01, 2025-01-28]}"), ["calendar-days-overlap 10:18"]),
    (body("      元旦: {off: 2025-01-01}\n      元旦: {off: 2025-01-02}"), ["duplicate-key 10:7"]),
    (
        head.replacing("2025-12-31", "2026-12-31") + body("      元旦: {off: 2025-01-01}").dropping(head),
        ["calendar-year-missing 4:10"]
    ),
    (
        head + "notices:\n  - year: 2026\n    days: {}\n",
        ["calendar-year-missing 4:10", "calendar-horizon-behind 6:11"]
    ),
    (head + "notices:\n  - year: soon\n    days: {}\n", ["calendar-year-missing 4:10", "wrong-type 6:11"]),
    (head + "notices:\n  - year: 12025\n    days: {}\n", ["calendar-year-missing 4:10", "out-of-range 6:11"]),
    (head + "notices:\n  - year: 2025\n", ["missing-key 6:5"]),
    (
        body("      元旦: {off: 2025-01-01}\n  - year: 2025\n    days:\n      元旦: {off: 2025-01-02}"),
        ["calendar-festival-twice 12:7"]
    ),
    (
        body("      元旦: {off: 2025-01-01}\n  - year: 2025\n    corrects: 春节\n    days: {}"),
        ["calendar-corrects-nothing 11:15"]
    ),
    (body("      元旦: {off: 2025-01-01}\nnames: {元旦: New Year, 春节: Spring}"), ["calendar-name-unused 10:23"]),
    ("calendar: X Y\ntitle: X\n", ["calendar-bad-name 1:11"]), ("title: X\n", ["missing-key 1:1"]),
    ("calendar: x\n", ["missing-key 1:1"]),
    ("calendar: x\ntitle: {de: X}\n", ["wrong-type 2:8", "unknown-key 2:9"]),
    ("calendar: [x]\ntitle: X\n", ["wrong-type 1:11"]),
    ("calendar: x\ntitle: X\nhorizont: 2025-12-31\n", ["unknown-key 3:1"]),
    ("calendar: x\ntitle: X\nhorizon: 2025-12-31\n", ["missing-key 1:1"]),
    ("calendar: x\ntitle: X\nfirst: 2026-01-01\nhorizon: 2025-12-31\n", ["calendar-horizon-before-first 4:10"]),
    ("calendar: x\ntitle: X\nrest: [Sat, Sonntag]\n", ["calendar-unknown-weekday 3:13"]),
    ("calendar: x\ntitle: X\nrest: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]\n", ["calendar-no-working-day 3:8"]),
    ("calendar: x\ntitle: X\nhours: 9-17\n", ["calendar-bad-hours 3:8"]),
    ("calendar: x\ntitle: X\nhours: 17:30-08:30\n", ["calendar-bad-hours 3:8"]),
    ("calendar: x\ntitle: X\nhours: 08:30-24:01\n", ["calendar-bad-hours 3:8"]),
    ("calendar: x\ntitle: X\nhours: 24:00-24:00\n", ["calendar-bad-hours 3:8"]),
    ("calendar: x\ntitle: X\nhours: 8:30-17:30\n", ["calendar-bad-hours 3:8"]),
    ("calendar: x\ntitle: X\nhours: 00:00-24:00\n", []),
    ("- a\n", ["missing-key 1:1", "missing-key 1:1", "wrong-type 1:1"]),
])
func `a problem of a calendar file has its code and its place`(text: String, expected: [String]) {
    #expect(problems(text).sorted() == expected.sorted())
}

extension String {
    fileprivate func replacing(_ part: String, _ other: String) -> String {
        let pieces = split(separator: part, omittingEmptySubsequences: false)
        return pieces.joined(separator: other)
    }

    fileprivate func dropping(_ prefix: String) -> String { String(dropFirst(prefix.count)) }
}

@Test func `all problems of a file come at once, in its order`() {
    let text = "calender: x\ntitle: X\nhours: late\nrest: [Sut]\n"
    let found = decodeCalendar(text)
    #expect(found.calendar == nil)
    #expect(
        found.diagnostics.map(\.code) == [
            "unknown-key", "missing-key", "calendar-bad-hours", "calendar-unknown-weekday",
        ]
            || found.diagnostics.map(\.code) == [
                "missing-key", "unknown-key", "calendar-bad-hours", "calendar-unknown-weekday",
            ])
    let unknown = found.diagnostics.first { $0.code == "unknown-key" }
    #expect(unknown?.remedy?.en == "Did you mean “calendar”?")
}

@Test func `a warning leaves the calendar usable`() throws {
    let found = decodeCalendar(body("      元旦: {off: 2025-01-01}\n  - year: 2026\n    days: {元旦: {off: 2026-01-01}}"))
    #expect(found.diagnostics.map(\.severity) == [.warning])
    let calendar = try #require(found.calendar)
    #expect(!calendar.isWorking(try day("2026-01-01")))
    #expect(!calendar.isKnown(try day("2026-01-01")))
}

@Test func `the version follows the meaning and nothing else`() {
    func version(_ text: String) -> String? { decodeCalendar(text).calendar?.version }
    let text = body("      元旦: {off: 2025-01-01}")
    let first = version(text)
    #expect(first?.utf8.count == 8)
    #expect(version(text + "\n# remark\n") == first)
    #expect(version(text.replacing("title: X", "title: Y")) == first)
    #expect(version(text.replacing("2025-01-01}", "2025-01-02}")) != first)
    #expect(version(text.replacing("number: null", "number: 1号")) != first)
    #expect(version(text + "\nhours: 09:00-17:00\n") != first)
    #expect(version(text + "\nrest: [Sun]\n") != first)
}

@Test func `a joint festival has a joint name`() throws {
    let text = body("      国庆节、中秋节: {off: 2025-10-01}\nnames: {国庆节: National Day, 中秋节: Mid-Autumn}")
    let calendar = try #require(decodeCalendar(text).calendar)
    let name = Phrase(zh: "国庆节、中秋节", en: "National Day and Mid-Autumn")
    #expect(calendar.entry(try day("2025-10-01")) == .holiday(name: name, source: nil))
}

@Test func `a due rule in a file is refused under its wrong word`() throws {
    let problems = DecodingProblems(file: "n.yaml")
    let span = Span(start: Position(line: 7, column: 10), end: Position(line: 7, column: 32))
    let node = Node(.scalar("3 days after Finalised", plain: true), at: span)
    #expect(problems.dueRule(node, "due") == nil)
    let place = try #require(problems.diagnostics.first?.span)
    #expect(place.start == Position(line: 7, column: 23) && place.end == Position(line: 7, column: 32))
}
