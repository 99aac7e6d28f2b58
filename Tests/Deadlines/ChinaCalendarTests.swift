/// The shipped calendar of China against the facts, day by day.

import Deadlines
import Testing
import Texts

@Test func `every day from 2007 to 2026 agrees with the facts`() throws {
    let calendar = try china()
    #expect(ChinaFacts.all.count == 7305)
    for day in ChinaFacts.all where calendar.isWorking(day) != ChinaFacts.isWorking(day) {
        Issue.record("\(day) is wrong")
    }
    #expect(calendar.exceptions.count == 677)
}

@Test func `every listed day is listed in the calendar as what it is`() throws {
    let calendar = try china()
    for day in ChinaFacts.off {
        guard case .holiday = calendar.entry(day) else {
            Issue.record("\(day) is no holiday")
            continue
        }
    }
    for day in ChinaFacts.work {
        guard case .makeUpWorkday = calendar.entry(day) else {
            Issue.record("\(day) is no make-up day")
            continue
        }
    }
}

@Test func `a correction takes the place of what it corrects and keeps its own number`() throws {
    let calendar = try china()
    #expect(!calendar.isWorking(try day("2020-02-01")))
    #expect(!calendar.isWorking(try day("2019-05-02")))
    let name = Phrase(zh: "春节", en: "Spring Festival")
    #expect(calendar.entry(try day("2020-01-31")) == .holiday(name: name, source: "国办发明电〔2020〕1号"))
    #expect(calendar.entry(try day("2020-02-03")) == .ordinaryWorkday)
    #expect(calendar.entry(try day("2020-02-08")) == .weeklyRest)
}

@Test func `the shipped calendars have no problems at all`() throws {
    for name in ["cn", "weekdays"] {
        let (calendar, diagnostics) = decodeCalendar(try packageFile("Calendars/\(name).yaml"))
        #expect(calendar?.id == name)
        #expect(diagnostics.isEmpty)
    }
}

@Test func `the calendar says how far it is known and where it comes from`() throws {
    let calendar = try china()
    #expect(calendar.known == (try day("2007-01-01"))...(try day("2026-12-31")))
    #expect(!calendar.isKnown(try day("2027-01-01")))
    #expect(calendar.schedules.count == 23)
    #expect(calendar.schedules.last?.number == "国办发明电〔2025〕7号")
    #expect(calendar.hours.text == "08:30-17:30")
    #expect(calendar.version.utf8.count == 8)
}

@Test func `a plain week is never provisional`() throws {
    let calendar = try #require(try Shipped.weekdays.get())
    #expect(calendar.horizon == nil)
    #expect(calendar.isKnown(try day("2199-01-01")))
    #expect(calendar.adding(workingDays: 5, to: try day("2199-01-01")) == (try day("2199-01-08")))
}
