/// The turns of recurring rules: keys, openings and due days.

import Deadlines
import Testing

private func turns(_ text: String, _ from: String, _ through: String) throws -> [String] {
    try rule(text).occurrences(in: day(from)...day(through), calendar: china(), zone: shanghai())
        .map { "\($0.key) \($0.opens.iso) \($0.due.day.iso)" }
}

@Test(arguments: [
    ("weekly on Mon 09:30", ["2025-W01 2024-12-24 2024-12-30", "2025-W02 2024-12-31 2025-01-06"]),
    ("monthly on 5", ["2025-01 2024-12-06 2025-01-05"]), ("monthly on 31", ["2025-01 2025-01-01 2025-01-31"]),
    ("last day of month", ["2025-01 2025-01-01 2025-01-31"]),
    ("last working day of month", ["2025-01 2025-01-01 2025-01-27"]),
    ("5th of following month", ["2025-01 2025-02-01 2025-02-05"]),
    ("3rd working day of month", ["2025-01 2024-12-05 2025-01-06"]),
    ("quarterly on 15 of month 3", ["2025-Q1 2024-12-16 2025-03-15"]),
    ("15th of following quarter", ["2025-Q1 2025-04-01 2025-04-15"]),
    ("yearly on 06-10", ["2025 2024-06-11 2025-06-10"]),
    ("03-31 of following year", ["2025 2026-01-01 2026-03-31"]),
    ("monthly on 5 roll following", ["2025-01 2024-12-06 2025-01-06"]),
])
func `an occurrence has its key, its opening and its day`(text: String, expected: [String]) throws {
    #expect(try turns(text, "2025-01-01", "2025-01-07") == expected)
}

@Test func `excepted months have no turn`() throws {
    let keys = try turns("monthly on 5 except January, August", "2025-01-01", "2025-12-31").map { String($0.prefix(7)) }
    #expect(keys == ["02", "03", "04", "05", "06", "07", "09", "10", "11", "12"].map { "2025-\($0)" })
}

@Test func `the excepted month is the one that is reported on`() throws {
    let turns = try turns("5th of following month except January", "2025-01-01", "2025-03-31")
    #expect(turns == ["2025-02 2025-03-01 2025-03-05", "2025-03 2025-04-01 2025-04-05"])
}

@Test func `a period bounds the turns and the first opening`() throws {
    let text = "weekly on Fri from 2021-12-08 until 2021-12-20"
    #expect(
        try turns(text, "2020-01-01", "2030-01-01") == [
            "2021-W49 2021-12-08 2021-12-10", "2021-W50 2021-12-11 2021-12-17", "2021-W51 2021-12-18 2021-12-24",
        ])
}

@Test func `turns exist from the start through one cycle ahead`() throws {
    let found = try rule("monthly on 5").occurrences(
        since: day("2025-02-10"), today: day("2025-04-20"), calendar: china(), zone: shanghai())
    #expect(found.map(\.key) == ["2025-02", "2025-03", "2025-04", "2025-05"])
    let early = try rule("monthly on 5").occurrences(
        since: day("2025-02-10"), today: day("2024-01-01"), calendar: china(), zone: shanghai())
    #expect(early.map(\.key) == ["2025-02", "2025-03"])
}

@Test func `every week of ten years comes once, in order`() throws {
    let found = try rule("weekly on Sun").occurrences(
        in: day("2015-01-01")...day("2024-12-31"), calendar: china(), zone: shanghai())
    #expect(found.count == 523)
    #expect(Set(found.map(\.key)).count == 523)
    #expect(found.allSatisfy { $0.due.day.weekday == .sunday && $0.opens <= $0.due.day })
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.due.end < $1.due.end })
}

@Test func `the last working day beyond the horizon is provisional, a plain day is not`() throws {
    let range = try day("2026-12-01")...day("2027-01-31")
    let working = try rule("last working day of month").occurrences(in: range, calendar: china(), zone: shanghai())
    #expect(working.map(\.due.provisional) == [false, true])
    let plain = try rule("monthly on 5").occurrences(in: range, calendar: china(), zone: shanghai())
    #expect(plain.map(\.due.provisional) == [false, false])
}

@Test func `a rule that does not recur has no turns`() throws {
    #expect(try turns("2025-04-11", "2025-01-01", "2025-12-31").isEmpty)
}
