import Terminal
import Testing
import Texts

@testable import Commands

/// A captured console with a width acts as a terminal; 2025-01-09 is `today` throughout.
private func run(
    _ words: [String], _ language: Language, width: Int? = nil, color: ColorChoice = .never
) -> Golden.Run {
    Golden.run(["calendar", "--now", "2025-01-09"] + words, language, width: width, color: color)
}

@Test(arguments: [
    ("calendar-month", [], nil as Int?),
    ("calendar-weeks", ["2025-02", "--weeks"], nil),
    ("calendar-year", ["2025"], nil),
    ("calendar-year-80", ["2026"], 80),
    ("calendar-year-46", ["2026", "--weeks"], 46),
    ("calendar-year-140", ["2025", "--weeks"], 140),
    ("calendar-provisional", ["2027-02"], 80),
    ("calendar-plain", ["2025-10", "--calendar", "weekdays"], 80),
    ("calendar-early", ["2006-12"], 80),
])
func `a calendar is drawn, in both languages`(name: String, words: [String], width: Int?) throws {
    for language in Language.allCases {
        let result = run(words, language, width: width)
        try Golden.expect("\(name).\(language.rawValue)", result)
        for line in result.output.split(separator: "\n") { #expect(displayWidth(of: line) <= width ?? .max, "\(line)") }
    }
}

@Test func `colour adds to the marks and never replaces them`() {
    let plain = run(["2025-10"], .chinese, width: 80)
    let painted = run(["2025-10"], .chinese, width: 80, color: .always)
    #expect(painted.output.contains("\u{1B}[31m  1休 \u{1B}[0m"))
    #expect(plain.output == stripped(painted.output))
}

private func stripped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
        result += rest[..<escape]
        rest = rest[escape...].drop { $0 != "m" }.dropFirst()
    }
    return result + rest
}

@Test func `JSON lists every day of the period`() throws {
    try Golden.expect("calendar-json.zh", run(["2025-02", "--json"], .chinese))
    let year = run(["2025", "--json"], .english)
    #expect(year.output.split(separator: "\n").count { $0.contains("\"weekday\":") } == 365)
    #expect(year.output.contains("\"workingDays\": 248,") && year.output.contains("\"provisional\": false,"))
    #expect(run(["2027", "--json"], .english).output.contains("\"provisional\": true,"))
}

@Test(arguments: ["2025-13", "2025-1-1", "25", "2025-", "-2025", "0000", "２０２５", "next"])
func `what is no month is refused`(text: String) {
    let result = run([text], .english)
    #expect(result.code == .usage && result.errors.contains("write 2025 or 2025-01"))
}
