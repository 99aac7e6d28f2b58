import Terminal
import Testing
import Texts

@testable import Commands

private func run(_ line: String, _ language: Language = .english) -> Golden.Run {
    Golden.run(["workdays"] + line.split(separator: " ").map(String.init), language)
}

@Test(arguments: [
    ("2025-01-20 +15", "2025-02-14 (Fri)"),
    ("2025-01-20 15", "2025-02-14 (Fri)"),
    ("2026-09-24 +10", "2026-10-15 (Thu)"),
    ("2023-09-28 +3", "2023-10-09 (Mon)"),
    ("2018-12-28 +2", "2019-01-02 (Wed)"),
    ("2025-02-14 -15", "2025-01-20 (Mon)"),
    ("2025-01-26 +0", "2025-01-26 (Sun)"),
    ("2025-01-20 +15 --calendar weekdays", "2025-02-10 (Mon)"),
    ("2025-01-20 2025-02-14", "15 working days"),
    ("2025-02-14 2025-01-20", "-15 working days"),
    ("2025-01-28 2025-02-04", "0 working days"),
    ("2025-01-27 2025-02-05", "1 working day"),
])
func `working days are counted over holidays and make-up days`(line: String, answer: String) {
    let result = run(line)
    #expect(result.output == answer + "\n")
    #expect(result.errors.isEmpty && result.code == .ok)
}

@Test(arguments: [
    ("2025-01-26", "2025-01-26（周日） 上班：春节调休上班［国办发明电〔2024〕12号］"),
    ("2025-01-25", "2025-01-25（周六） 休息：每周休息日"),
    ("2025-01-28", "2025-01-28（周二） 休息：春节放假［国办发明电〔2024〕12号］"),
    ("2025-01-24", "2025-01-24（周五） 上班：工作日"),
])
func `one day is told with its reason`(day: String, answer: String) {
    #expect(run(day, .chinese).output == answer + "\n")
}

@Test func `today is the day of --now`() {
    #expect(run("today +1 --now 2025-01-27").output == "2025-02-05 (Wed)\n")
    // 23:30 UTC is the next morning in Shanghai.
    #expect(run("today +0 --now 2025-01-27T23:30:00Z").output == "2025-01-28 (Tue)\n")
}

@Test func `beyond what the calendar knows a result is marked and explained unasked`() {
    let result = run("2026-12-20 +15")
    #expect(result.output.hasPrefix("2027-01-08 (Fri) (provisional)\n  provisional: the calendar ends on 2026-12-31"))
    #expect(run("2006-12-20 +15", .chinese).output.contains("（暂定）\n  暂定：日历自2007-01-01起"))
    #expect(!run("2026-12-20 +15 --calendar weekdays").output.contains("provisional"))
}

@Test(arguments: [
    ("workdays-add", ["2025-01-20", "+15", "--explain"]),
    ("workdays-count", ["2025-01-20", "2025-02-03", "--explain"]),
    ("workdays-day", ["2025-01-26", "--explain"]),
    ("workdays-rule", ["--rule", "15 working days after finalised", "--event", "finalised=2025-06-02"]),
    ("workdays-recurring", ["2025-06-01", "--rule", "monthly on 5 roll following"]),
    ("workdays-add-json", ["2025-01-20", "+15", "--json"]),
    ("workdays-count-json", ["2025-01-20", "2025-02-03", "--json"]),
    ("workdays-day-json", ["2025-01-28", "--json"]),
    ("workdays-rule-json", ["--rule", "2 working days before final", "--event", "final=2025-06-15", "--json"]),
])
func `answers are explained, in both languages`(name: String, words: [String]) throws {
    try Golden.expect(name + ".zh", Golden.run(["workdays"] + words, .chinese))
    try Golden.expect(name + ".en", Golden.run(["workdays"] + words, .english))
}

@Test(arguments: [
    ("2025-02-30", "there is no day 2025-02-30"),
    ("2025-01-20 +1x", "is not a day"),
    ("2025-01-20 +9999999", "+9999999 is too many days"),
    ("2025-01-20T09:00 +1", "has a time"),
    ("", "a day is missing"),
    ("2025-01-20 --event x=2025-01-01", "means nothing without --rule"),
    ("--rule undated --event x", "--event x has no time"),
    ("--rule undated --event x=2025-02-30", "--event x: there is no day 2025-02-30"),
])
func `what cannot be read is refused with a remedy`(line: String, what: String) {
    let result = run(line)
    #expect(result.code == .usage && result.output.isEmpty)
    #expect(result.errors.contains(what) && result.errors.contains("remedy:"), "\(result.errors)")
}

@Test func `a wrong rule is pointed at, a missing event is asked for`() throws {
    try Golden.expect("workdays-bad-rule.en", Golden.run(["workdays", "--rule", "15 wrking days after finalised"]))
    try Golden.expect(
        "workdays-bad-rule.zh", Golden.run(["workdays", "--rule", "数据审定后 15 个工作日"], .chinese))
    try Golden.expect(
        "workdays-waiting.en",
        Golden.run(["workdays", "--rule", "3 days after finalised", "--event", "finalized=2025-06-02"]))
}

@Test func `an unknown calendar or zone is refused`() {
    let calendar = run("2025-01-20 +1 --calendar weekday")
    #expect(calendar.code == .notFound && calendar.errors.contains("Did you mean \"weekdays\"?"))
    let path = run("2025-01-20 +1 --calendar ../Calendars/cn")
    #expect(path.code == .notFound)
    #expect(run("today +1 --zone Asia/Shangai").code == .unavailable)
}
