/// From rules to due dates, and how they are explained.

import Deadlines
import TestSupport
import Testing
import Texts

/// The due of a rule whose anchor, whatever it is, happened at `anchor`.
private func due(
    _ text: String, anchor: String? = nil, dayIncluded: Bool = true, zone name: String = "Asia/Shanghai"
) throws -> Due {
    let zone = try zone(name)
    let instant = try anchor.map { try moment($0, zone) }
    let resolution = try rule(text).resolve(calendar: china(), zone: zone, dayIncluded: dayIncluded) { _ in instant }
    guard case .due(let due) = resolution else { throw NoDue() }
    return due
}

private struct NoDue: Error {}

@Test(arguments: [
    ("2025-04-11", "2025-04-12 00:00"), ("2025-04-11 17:00", "2025-04-11 17:01"),
    ("2025-04-11 23:59", "2025-04-12 00:00"),
    ("2025-03-30", "2025-03-31 00:00"), ("2025-03-30 roll following", "2025-04-01 00:00"),
    ("2025-03-30 roll preceding", "2025-03-29 00:00"), ("2025-05-31 roll modifiedFollowing", "2025-05-31 00:00"),
    ("2025-08-31 roll modifiedFollowing", "2025-08-30 00:00"),
    ("2025-05-03 roll modifiedFollowing", "2025-05-07 00:00"),
    ("2021-12/2022-11", "2022-12-01 00:00"), ("2025-01-05/2025-02-10 12:00", "2025-02-10 12:01"),
])
func `a day ends at midnight and a time with its minute`(text: String, end: String) throws {
    #expect(try shanghai().minute(due(text).end) == end)
}

@Test(arguments: [
    ("15 working days after finalised", "2025-01-20 16:00", "2025-02-14"),
    ("10 working days after x", "2026-09-24 00:00", "2026-10-15"),
    ("3 working days after x", "2023-09-28 23:59", "2023-10-09"),
    ("2 working days after x", "2018-12-28", "2019-01-02"),
    ("3 months after change", "2024-11-30", "2025-02-28"), ("3 months after change", "2025-01-31", "2025-04-30"),
    // Civil Code 203: the last day rests (劳动节), so the next working day ends the period.
    ("3 months after change", "2025-02-01", "2025-05-06"),
    ("3 months after change roll none", "2025-02-01", "2025-05-01"),
    ("3 months after change roll preceding", "2025-02-01", "2025-04-30"),
    ("1 year after x", "2024-02-29", "2025-02-28"),
    ("2 weeks after x", "2025-03-14", "2025-03-28"), ("10 days after accepted(forms)", "2025-01-20", "2025-02-05"),
    ("10 days before x", "2025-02-10", "2025-01-27"), ("10 days before x roll none", "2025-02-10", "2025-01-31"),
    ("5 working days before x", "2025-02-10", "2025-01-27"),
])
func `a count runs from the day after the event`(text: String, anchor: String, expected: String) throws {
    #expect(try due(text, anchor: anchor).day.iso == expected)
}

@Test(arguments: [
    // The due of 2025-06-15 ends at the next midnight; one with a time ends after its minute.
    ("2 working days before final", "2025-06-16 00:00", "2025-06-12"),
    ("3 working days after due(forms)", "2025-06-16 00:00", "2025-06-18"),
    ("2 working days before final", "2025-06-12 17:01", "2025-06-10"),
])
func `a count from another due starts from its day, not from its end`(text: String, end: String, expected: String)
    throws
{
    #expect(try due(text, anchor: end).day.iso == expected)
}

@Test(arguments: [
    ("48 hours after told", "2025-02-01 10:15:30", "2025-02-03 10:16:00"),
    ("2 hours before x", "2025-02-01 01:00", "2025-01-31 23:01:00"),
    ("24 hours after due(x)", "2025-06-12 17:01", "2025-06-13 17:01:00"),
])
func `hours run on through rest days to the end of a minute`(text: String, anchor: String, end: String) throws {
    let zone = try shanghai()
    #expect(try due(text, anchor: anchor).end == (try moment(end, zone)))
}

@Test func `before a day means with that day, unless the notice says otherwise`() throws {
    let zone = try shanghai()
    let with = try due("2025-04-11")
    #expect(with.isOnTime(try moment("2025-04-11 23:59:59", zone)))
    #expect(!with.isOnTime(try moment("2025-04-12 00:00:00", zone)))
    let without = try due("2025-04-11", dayIncluded: false)
    #expect(without.day.iso == "2025-04-10")
    #expect(without.end == (try moment("2025-04-11", zone)))
    let timed = try due("2025-04-11 17:00", dayIncluded: false)
    #expect(timed.end == (try moment("2025-04-11 17:00", zone)))
    #expect(try due("15 working days after x", anchor: "2025-01-20", dayIncluded: false).day.iso == "2025-02-14")
}

@Test(arguments: [
    ("2025-03-29", "Europe/Berlin", "2025-03-30T00:00:00+01:00"),
    ("2025-03-30", "Europe/Berlin", "2025-03-31T00:00:00+02:00"),
    ("2025-03-30 02:30", "Europe/Berlin", "2025-03-30T03:31:00+02:00"),
    ("2025-10-26 02:30", "Europe/Berlin", "2025-10-26T02:31:00+02:00"),
    ("2025-11-02", "America/New_York", "2025-11-03T00:00:00-05:00"),
    ("2024-09-07", "America/Santiago", "2024-09-08T01:00:00-03:00"),
])
func `a due ends by the local clock`(text: String, zone name: String, end: String) throws {
    #expect(try zone(name).iso(due(text, zone: name).end) == end)
}

@Test func `what has not happened is waited for, and what has no date says so`() throws {
    let (calendar, zone) = (try china(), try shanghai())
    #expect(try rule("3 months after change").resolve(calendar: calendar, zone: zone) == .waiting(.event("change")))
    let all = Anchor.outcome(.accepted, task: "forms", all: true)
    #expect(try rule("10 days after all accepted(forms)").resolve(calendar: calendar, zone: zone) == .waiting(all))
    #expect(try rule("10 days after all accepted(forms)").anchors == [all])
    #expect(all.task == "forms" && Anchor.final.isDue && !all.isDue)
    #expect(try rule("undated").resolve(calendar: calendar, zone: zone) == .undated)
    #expect(try rule("monthly on 5").resolve(calendar: calendar, zone: zone) == .recurring)
}

@Test(
    arguments: [
        ("2027-05-01", nil, false), ("2027-05-01 roll following", nil, true),
        ("15 working days after x", "2026-12-20", true),
        ("5 working days after x", "2026-12-20", false), ("3 months after x", "2026-11-30", true),
        ("3 months after x roll none", "2026-11-30", false),
        ("5 working days before x", "2007-01-05", true), ("10 days after x", "2026-12-10", false),
    ] as [(String, String?, Bool)])
func `a date is provisional when it hangs on days not yet announced`(text: String, anchor: String?, expected: Bool)
    throws
{
    #expect(try due(text, anchor: anchor).provisional == expected)
}

@Test(
    arguments: [
        ("2025-03-30", "2025-03-28"), ("2025-06-15", "2025-06-13"), ("2022-12-31", "2022-12-30"), ("2025-04-11", nil),
        ("2025-02-08", nil),
    ] as [(String, String?)])
func `a fixed day that rests is kept, with the last working day before it`(text: String, before: String?) throws {
    let found = try due(text)
    #expect(found.day.iso == text)
    #expect(found.explanation.restDay?.lastWorkingDay.iso == before)
}

@Test func `the explanation names every day counted, skipped and worked`() throws {
    let explanation = try due("15 working days after finalised", anchor: "2025-01-20 16:00").explanation
    let calendar = try "cn@\(china().version)"
    #expect(
        explanation.lines(.english) == [
            "rule: 15 working days after finalised (within 15 working days after finalised)", "calendar: \(calendar)",
            "from: finalised 2025-01-20 (Mon) 16:00; that day is not counted",
            "counted: 15 working days, 2025-01-21 to 2025-02-14",
            "make-up working day: 2025-01-26 (Sun) Spring Festival [国办发明电〔2024〕12号]",
            "skipped: 2025-01-28…2025-02-04 Spring Festival (8 days) [国办发明电〔2024〕12号]",
            "make-up working day: 2025-02-08 (Sat) Spring Festival [国办发明电〔2024〕12号]",
            "skipped: 2 weekly rest days (2025-01-25, 2025-02-09)", "due: 2025-02-14 (Fri), until 24:00",
        ])
    #expect(
        explanation.lines(.chinese) == [
            "规则：15 working days after finalised（数据审定后15个工作日内）", "日历：\(calendar)",
            "起算：数据审定 2025-01-20（周一）16:00，当日不计", "计数：15个工作日，2025-01-21至2025-02-14",
            "调休上班：2025-01-26（周日） 春节［国办发明电〔2024〕12号］", "跳过：2025-01-28…2025-02-04 春节（8天）［国办发明电〔2024〕12号］",
            "调休上班：2025-02-08（周六） 春节［国办发明电〔2024〕12号］", "跳过：每周休息日2天（2025-01-25, 2025-02-09）",
            "期限：2025-02-14（周五）24:00前",
        ])
    #expect(
        explanation.text
            == "15 working days after finalised | \(calendar) | from finalised 2025-01-20 16:00 | count 15 working days "
            + "2025-01-21..2025-02-14 | worked 2025-01-26 春节 | off 2025-01-28..2025-02-04 春节 | worked 2025-02-08 春节 | "
            + "weekly 2 | due 2025-02-14")
}

@Test func `an explanation says what moved a date and what may still move it`() throws {
    let rolled = try due("3 months after change", anchor: "2025-02-01").explanation.lines(.english)
    #expect(
        rolled.contains(
            "moved on: 2025-05-01 (Thu) is a rest day (holiday: Labour Day), so 2025-05-06 (Tue) (following)"))
    let provisional = try due("15 working days after x", anchor: "2026-12-20").explanation.lines(.chinese)
    #expect(provisional.last == "暂定：日历只到2026-12-31，其后的节假日安排尚未公布")
    let sunday = try due("2025-03-30").explanation.lines(.chinese)
    #expect(sunday.last == "注意：2025-03-30（周日）是休息日（每周休息日），此前最后一个工作日为2025-03-28（周五）")
}

@Test func `the skipped and the counted days add up to the days passed`() throws {
    let calendar = try china()
    var random = SplitMix64(6)
    for _ in 0..<1000 {
        let start = Day(number: Int32.random(in: 13_600...20_400, using: &random))
        let count = calendar.counting(workingDays: Int.random(in: 1...300, using: &random), from: start)
        var rest = 0
        for step in count.steps {
            switch step {
            case .skipped(let skipped): rest += skipped.count
            case .weeklyRest(let days, let listed):
                rest += days
                #expect(listed.isEmpty || listed.count == days)
            default: break
            }
        }
        let worked = calendar.workingDays(after: start, through: count.day)
        #expect(rest + worked == count.day.days(since: start))
    }
}

@Test(arguments: [
    ("15 working days after finalised", "数据审定后15个工作日内", "within 15 working days after finalised"),
    ("2025-04-11 17:00", "2025-04-11（周五）17:00前", "by 17:00 on 2025-04-11 (Fri)"),
    ("3 months after change", "变更后3个月内", "within 3 months after change"),
    ("2 working days before final", "最后期限前2个工作日", "2 working days before the notice's last due date"),
    ("10 days after all accepted(forms)", "各单位均“报表”审核通过后10日内", "within 10 days after everyone's “Forms” is accepted"),
    ("5th of following month except January", "次月5日前（1月除外）", "on the 5th of the following month, except in January"),
    ("weekly on Mon 09:30", "每周一09:30前", "by 09:30 on every Mon"),
    ("last working day of month", "每月最后一个工作日前", "on the last working day of every month"),
    ("quarterly on 15 of month 3", "每季度末月15日前", "on day 15 of the last month of every quarter"),
    ("yearly on 06-10", "每年6月10日前", "on every June 10"), ("undated", "未定期限", "no date set"),
    ("2021-12/2022-11", "2021年12月至2022年11月", "from 2021-12 to 2022-11"),
    (
        "2025-03-30 roll following", "2025-03-30（周日）前，遇休息日顺延至下一工作日",
        "by 2025-03-30 (Sun), moved on to the next working day"
    ),
])
func `a rule is said as people say it`(text: String, zh: String, en: String) throws {
    let phrase = try rule(text).phrase { $0 == "forms" ? Phrase(zh: "报表", en: "Forms") : nil }
    #expect(phrase == Phrase(zh: zh, en: en))
}
