/// The grammar of due rules: what is taken, how it is printed back, what is refused and where.

import Deadlines
import TestSupport
import Testing
import Texts

@Test(arguments: [
    "undated", "2025-04-11", "2025-04-11 17:00", "2025-03-30 roll following", "2021-12/2022-11",
    "2025-01-05/2025-02-10 12:00", "2021-12/2022-11-15 roll preceding", "15 working days after finalised",
    "1 working day after finalised", "3 months after change", "1 year after named", "2 weeks after issued 17:00",
    "10 days after accepted(forms)", "10 days after all accepted(forms)", "48 hours after told(own-data)",
    "3 working days after told", "2 working days before final", "5 days before due(scan) roll none",
    "3 working days after due(forms)", "5 days after submitted(forms)", "5 days after returned(forms)",
    "last working day of month", "last day of month", "last working day of following month",
    "last working day of quarter", "last day of year", "last working day of week", "monthly on 5",
    "monthly on 31 09:00",
    "5th of following month", "1st of following month", "22nd of following month", "15th of following quarter",
    "weekly on Mon 09:30", "weekly on Sun", "quarterly on 15 of month 3", "yearly on 06-10", "yearly on 02-29",
    "03-31 of following year", "3rd working day of month", "11th working day of following quarter",
    "monthly on 5 except January", "monthly on 5 17:00 except January, February from 2022-01 until 2022-11",
    "weekly on Fri from 2021-12 until 2022-11-30", "quarterly on 1 of month 1 except October",
    "5th of following month roll modifiedFollowing", "yearly on 06-10 from 2023-01 until 2025-12",
])
func `a rule in its canonical form is printed back as it was`(text: String) throws {
    #expect(try rule(text).text == text)
}

@Test(arguments: [
    ("  Monthly   ON 5 ", "monthly on 5"), ("15 wd after finalised", "15 working days after finalised"),
    ("1 days after change", "1 day after change"), ("10 calendar days after change", "10 days after change"),
    ("5th of month", "monthly on 5"), ("5th day of month", "monthly on 5"),
    ("monthly on last working day", "last working day of month"), ("weekly on monday", "weekly on Mon"),
    ("monthly on 5th", "monthly on 5"), ("quarterly on 15 of last month", "quarterly on 15 of month 3"),
    ("monthly on 5 except Feb and jan", "monthly on 5 except January, February"),
    ("monthly on 5 roll following except January", "monthly on 5 except January roll following"),
    ("3 days after change at 17:00", "3 days after change 17:00"), ("2025-04-11 at 17:00", "2025-04-11 17:00"),
    ("10 days after accepted ( forms )", "10 days after accepted(forms)"),
    ("monthly on 3rd working day", "3rd working day of month"), ("yearly on last day", "last day of year"),
    ("3 days after change roll MODIFIEDFOLLOWING", "3 days after change roll modifiedFollowing"),
])
func `another way of writing gives the canonical form`(text: String, canonical: String) throws {
    #expect(try rule(text).text == canonical)
}

@Test(arguments: [
    ("", "due-empty", 0), ("   ", "due-empty", 0), ("soon", "due-unknown-word", 0),
    ("montly on 5", "due-unknown-word", 0),
    ("收到通知后15个工作日内", "due-unknown-word", 0), ("15工作日 after x", "due-unknown-word", 0),
    ("-3 days after x", "due-unknown-word", 0),
    ("2025-02-30", "due-impossible-date", 0), ("2025-13-01", "due-impossible-date", 0),
    ("2025-4-11", "due-unknown-word", 0),
    ("2025-04", "due-month-alone", 0), ("2025/04/11", "due-bad-window", 0),
    ("2025-04-11 25:00", "due-impossible-time", 11),
    ("2025-04-11 24:00", "due-impossible-time", 11), ("2025-04-11 at", "due-impossible-time", 13),
    ("2025-04-11 at noon", "due-impossible-time", 14), ("2025-04-11 17:00 18:00", "due-trailing-text", 17),
    ("2025-04-11 sharp", "due-trailing-text", 11), ("2022-11/2021-12", "due-window-reversed", 0),
    ("2022-13/2022-14", "due-impossible-date", 0), ("2025-01-05/2025-02-30", "due-impossible-date", 0),
    ("0 days after x", "due-bad-count", 0), ("10000 days after x", "due-bad-count", 0),
    ("99999999999999999999 days after x", "due-bad-count", 0), ("3", "due-unknown-unit", 1),
    ("3 fortnights after x", "due-unknown-unit", 2), ("3 working weeks after x", "due-unknown-unit", 10),
    ("3 dyas after x", "due-unknown-unit", 2), ("3 days", "due-missing-direction", 6),
    ("3 days since x", "due-missing-direction", 7),
    ("3 days after", "due-missing-anchor", 12), ("3 days after ()", "due-missing-anchor", 13),
    ("3 days after Finalised", "due-bad-anchor", 13), ("3 days after 定稿", "due-bad-anchor", 13),
    ("3 days after accepted", "due-outcome-without-task", 13), ("3 days after due", "due-outcome-without-task", 13),
    ("3 days after acepted(forms)", "due-bad-anchor", 13), ("3 days after accepted()", "due-missing-anchor", 22),
    ("3 days after accepted(Forms)", "due-bad-anchor", 22), ("3 days after accepted(forms", "due-bad-anchor", 27),
    ("3 days after accepted(forms scan)", "due-bad-anchor", 28), ("3 days after all finalised", "due-bad-anchor", 17),
    ("3 days after all due(forms)", "due-bad-anchor", 17),
    ("48 hours after told(x) 17:00", "due-clause-not-allowed", 23),
    ("weekly", "due-bad-recurrence", 6), ("weekly on", "due-unknown-weekday", 9),
    ("weekly on Mno", "due-unknown-weekday", 10),
    ("monthly on", "due-bad-day-of-month", 10), ("monthly on 32", "due-bad-day-of-month", 11),
    ("monthly on 0", "due-bad-day-of-month", 11), ("monthly on Mon", "due-bad-day-of-month", 11),
    ("monthly on 16th working day", "due-bad-day-of-month", 11),
    ("40th of following month", "due-bad-day-of-month", 18),
    ("999th of month", "due-bad-day-of-month", 0), ("quarterly on 15", "due-ambiguous-quarter", 15),
    ("15th of quarter", "due-ambiguous-quarter", 8), ("quarterly on 15 of month 4", "due-bad-recurrence", 25),
    ("yearly on 6-10", "due-impossible-date", 10), ("yearly on 02-30", "due-impossible-date", 10),
    ("yearly on", "due-missing-day", 9),
    ("06-10", "due-bad-recurrence", 5), ("5th of year", "due-bad-recurrence", 7),
    ("5th of week", "due-bad-recurrence", 7),
    ("3rd working day of week", "due-bad-recurrence", 19), ("last friday of month", "due-bad-recurrence", 5),
    ("last day of decade", "due-bad-recurrence", 12), ("last day", "due-bad-recurrence", 8),
    ("monthly on 5 except Janury", "due-unknown-month", 20), ("monthly on 5 except", "due-unknown-month", 19),
    ("monthly on 5 except January except February", "due-repeated-clause", 28),
    ("2025-04-11 except January", "due-clause-not-allowed", 11),
    ("quarterly on 1 of month 1 except February", "due-clause-not-allowed", 26),
    ("yearly on 06-10 except June", "due-clause-not-allowed", 16),
    ("quarterly on 1 of month 1 except January, April, July, October", "due-nothing-left", 26),
    ("monthly on 5 from 2022-01", "due-missing-until", 25),
    ("monthly on 5 from 2022-11 until 2022-01", "due-window-reversed", 13),
    ("monthly on 5 from soon until later", "due-unknown-word", 18), ("monthly on 5 from", "due-missing-day", 17),
    ("2025-04-11 roll", "due-unknown-roll", 15), ("2025-04-11 roll folowing", "due-unknown-roll", 16),
    ("undated roll following", "due-clause-not-allowed", 8), ("undated 17:00", "due-trailing-text", 8),
    ("3 working days after x roll following", "due-clause-not-allowed", 23),
    ("last working day of month roll none", "due-clause-not-allowed", 26),
    ("48 hours after x roll following", "due-clause-not-allowed", 17),
    (String(repeating: "x", count: 301), "due-too-long", 300),
])
func `a rule that is not understood is refused at its place`(text: String, code: String, offset: Int) {
    guard case .failure(let problem) = DueRule.parse(text) else {
        Issue.record("taken: \(text)")
        return
    }
    #expect(problem.code == code)
    #expect(problem.offset == offset)
    #expect(!problem.what.zh.isEmpty && !problem.what.en.isEmpty)
}

@Test(arguments: [
    ("montly on 5", "did you mean “monthly”?"), ("3 days after acepted(forms)", "did you mean “accepted”?"),
    ("weekly on Mno", "did you mean “Mon”?"), ("monthly on 5 except Janury", "did you mean “January”?"),
    ("2025-04-11 roll folowing", "did you mean “following”?"),
])
func `a slip is answered with the word that was meant`(text: String, remedy: String) {
    guard case .failure(let problem) = DueRule.parse(text) else {
        Issue.record("taken: \(text)")
        return
    }
    #expect(problem.remedy?.en == remedy)
}

@Test func `any rule made of valid parts parses to what its print says`() throws {
    var random = SplitMix64(4)
    for _ in 0..<3000 {
        let text = RandomRule.text(&random)
        let first = try rule(text)
        #expect(try rule(first.text) == first, "\(text)")
        #expect(first.text == text, "\(text)")
    }
}

@Test func `whatever is written, reading it ends with a rule or a problem inside of it`() {
    var random = SplitMix64(5)
    let pieces = [
        "15", "working", "days", "after", "(", ")", ",", "accepted", "on", "of", "last", "2025-02-29", "/", "17:00",
        "é", "\u{0}", "monthly",
    ]
    for _ in 0..<3000 {
        let words = (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        let text = words.joined(separator: Bool.random(using: &random) ? " " : "")
        if case .failure(let problem) = DueRule.parse(text) {
            #expect(problem.offset >= 0 && problem.offset + problem.length <= text.unicodeScalars.count, "\(text)")
        }
    }
}

/// Rules in canonical form, put together at random.
private enum RandomRule {
    static func text(_ random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return dated(&random)
        case 1: return relative(&random)
        default: return recurring(&random)
        }
    }

    private static func pick(_ words: [String], _ random: inout SplitMix64) -> String {
        words[Int.random(in: 0..<words.count, using: &random)]
    }

    private static func time(_ random: inout SplitMix64) -> String { pick(["", "", " 17:00", " 09:30"], &random) }

    private static func dated(_ random: inout SplitMix64) -> String {
        let day = Day(number: Int32.random(in: 15_000...22_000, using: &random))
        let later = day.adding(days: Int.random(in: 0...400, using: &random))
        let text = Bool.random(using: &random) ? day.iso : "\(day.iso)/\(later.iso)"
        return text + time(&random) + pick(["", " roll following", " roll preceding", " roll none"], &random)
    }

    private static func relative(_ random: inout SplitMix64) -> String {
        let count = Int.random(in: 2...500, using: &random)
        let unit = pick(["working days", "days", "weeks", "months", "years", "hours"], &random)
        let way = pick(["after", "before"], &random)
        let anchor = pick(["finalised", "accepted(a-1)", "all told(b)", "due(x)", "final", "told"], &random)
        let clock = unit == "hours" ? "" : time(&random)
        let roll =
            unit == "hours" || unit == "working days"
            ? "" : pick(["", " roll none", " roll modifiedFollowing"], &random)
        return "\(count) \(unit) \(way) \(anchor)\(clock)\(roll)"
    }

    private static func recurring(_ random: inout SplitMix64) -> String {
        let marks = [
            "weekly on Wed", "monthly on 17", "8th of following month", "quarterly on 9 of month 2",
            "last day of month",
            "last working day of month", "4th working day of month", "last day of following quarter",
        ]
        let mark = pick(marks, &random)
        let except =
            mark.contains("quarter")
            ? pick(["", " except July"], &random) : pick(["", " except January, May"], &random)
        let period = pick(["", " from 2021-12 until 2022-11", " from 2021-12-05 until 2023-01"], &random)
        let roll = mark.contains("working") ? "" : pick(["", " roll following"], &random)
        return mark + time(&random) + except + period + roll
    }
}
