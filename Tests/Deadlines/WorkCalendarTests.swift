/// Working-day arithmetic: dates known by hand, and properties against a walk day by day.

import Deadlines
import TestSupport
import Testing
import Texts

@Test(arguments: [
    ("2025-01-20", 15, "2025-02-14"), ("2026-09-24", 10, "2026-10-15"), ("2023-09-28", 3, "2023-10-09"),
    ("2018-12-28", 2, "2019-01-02"), ("2025-02-14", -15, "2025-01-20"), ("2020-01-23", 1, "2020-02-03"),
    ("2025-10-01", 1, "2025-10-09"), ("2025-10-05", -1, "2025-09-30"), ("2025-10-05", 0, "2025-10-05"),
    ("2006-12-29", 1, "2006-12-30"), ("2006-12-29", 2, "2006-12-31"), ("2006-12-29", 3, "2007-01-04"),
])
func `so many working days after a day`(from: String, count: Int, to: String) throws {
    #expect(try china().adding(workingDays: count, to: day(from)).iso == to)
}

/// The n-th working day found by walking: the meaning of `adding`, in other words.
private func walk(_ count: Int, from day: Day, _ calendar: WorkCalendar) -> Day {
    var left = abs(count)
    var reached = day
    while left > 0 {
        reached = reached.adding(days: count > 0 ? 1 : -1)
        if calendar.isWorking(reached) { left -= 1 }
    }
    return reached
}

@Test func `adding agrees with a walk day by day, also beyond the calendar's ends`() throws {
    let calendar = try china()
    var random = SplitMix64(1)
    for _ in 0..<4000 {
        let start = Day(number: Int32.random(in: 13_000...21_500, using: &random))
        let count = Int.random(in: -600...600, using: &random)
        let sum = calendar.adding(workingDays: count, to: start)
        #expect(sum == walk(count, from: start, calendar), "\(start) \(count)")
        #expect(calendar.workingDays(after: start, through: sum) == count, "\(start) \(count)")
    }
}

@Test func `adding and counting undo each other from every day of the calendar`() throws {
    let calendar = try china()
    for start in ChinaFacts.all {
        for count in [-260, -15, -1, 1, 3, 15, 260, 5000] {
            let sum = calendar.adding(workingDays: count, to: start)
            guard calendar.workingDays(after: start, through: sum) == count, calendar.isWorking(sum) else {
                Issue.record("\(start) \(count)")
                continue
            }
        }
    }
}

@Test func `any week of work days counts as its own walk does`() {
    var random = SplitMix64(2)
    for _ in 0..<200 {
        let resting = Set(Weekday.allCases.filter { _ in Bool.random(using: &random) })
        guard let week = WorkWeek(resting: resting) else {
            #expect(resting.count == 7)
            continue
        }
        let calendar = WorkCalendar(id: "x", title: Phrase(same: "x"), version: "1", known: nil, week: week)
        for _ in 0..<20 {
            let start = Day(number: Int32.random(in: -1000...1000, using: &random))
            let count = Int.random(in: -50...50, using: &random)
            #expect(calendar.adding(workingDays: count, to: start) == walk(count, from: start, calendar))
        }
    }
}

@Test func `a distance beyond every calendar is held, not trapped`() throws {
    let calendar = try china()
    #expect(calendar.adding(workingDays: .max, to: try day("2025-01-01")) > .latest)
    #expect(calendar.adding(workingDays: .min, to: try day("2025-01-01")) < .earliest)
    #expect(try day("2025-01-01").adding(days: .max) > .latest)
}

@Test(arguments: [
    ("2025-02-04", "2025-01-27", "2025-02-05"), ("2025-02-08", "2025-02-08", "2025-02-08"),
    ("2025-03-30", "2025-03-28", "2025-03-31"), ("2022-12-31", "2022-12-30", "2023-01-03"),
])
func `the working day on or beside a day`(day text: String, before: String, after: String) throws {
    let calendar = try china()
    #expect(calendar.lastWorkingDay(onOrBefore: try day(text)).iso == before)
    #expect(calendar.firstWorkingDay(onOrAfter: try day(text)).iso == after)
}

@Test(arguments: [
    ("2025-01-27 03:00", "2025-01-27 08:30"), ("2025-01-27 08:30", "2025-01-27 08:30"),
    ("2025-01-27 17:29", "2025-01-27 17:29"), ("2025-01-27 17:30", "2025-02-05 08:30"),
    ("2025-02-01 12:00", "2025-02-05 08:30"), ("2025-02-08 09:00", "2025-02-08 09:00"),
    ("2025-02-07 20:00", "2025-02-08 08:30"), ("2026-12-31 18:00", "2027-01-01 08:30"),
])
func `letters wait for working hours`(now: String, goes: String) throws {
    let zone = try shanghai()
    let calendar = try china()
    let next = calendar.nextWorkingMoment(atOrAfter: try moment(now, zone), zone: zone)
    #expect(zone.minute(next) == goes)
}

@Test func `working hours need a start before their end`() throws {
    let nine = try #require(TimeOfDay(hour: 9, minute: 0))
    #expect(WorkingHours(start: nine, end: nine) == nil)
    #expect(WorkingHours(text: "09:00-09:00") == nil && WorkingHours(text: "24:00-24:00") == nil)
    #expect(WorkingHours(text: "09:00-24:01") == nil && WorkingHours(text: "9:00-17:00") == nil)
    #expect(TimeOfDay(text: "24:00") == nil, "the end of a day is no time of that day")
}

@Test(arguments: ["08:30-17:30", "00:00-24:00", "00:00-23:59", "23:59-24:00"])
func `working hours are read as they are written`(text: String) throws {
    let hours = try #require(WorkingHours(text: text))
    #expect(hours.text == text)
    let calendar = WorkCalendar(id: "x", title: Phrase(same: "X"), version: "1", known: nil, hours: hours)
    #expect(WorkCalendar(compact: calendar.compact) == calendar)
}

@Test(arguments: [
    ("2025-03-07 23:59", "2025-03-07 23:59"), ("2025-03-08 00:00", "2025-03-10 00:00"),
    ("2025-03-10 00:00", "2025-03-10 00:00"),
])
func `hours up to midnight leave no minute out`(now: String, goes: String) throws {
    let zone = try shanghai()
    let calendar = WorkCalendar(
        id: "x", title: Phrase(same: "X"), version: "1", known: nil,
        hours: try #require(WorkingHours(text: "00:00-24:00")))
    #expect(zone.minute(calendar.nextWorkingMoment(atOrAfter: try moment(now, zone), zone: zone)) == goes)
}

@Test(arguments: [
    ("2024-12-30", "2025-W01"), ("2025-03-31", "2025-W14"), ("2021-01-03", "2020-W53"), ("2027-01-01", "2026-W53"),
])
func `weeks are numbered after ISO 8601`(text: String, expected: String) throws {
    let (year, week) = try day(text).isoWeek
    #expect("\(year)-W\(week < 10 ? "0" : "")\(week)" == expected)
}
