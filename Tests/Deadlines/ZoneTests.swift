/// Local days and times against moments, around the changes of clocks.

import Deadlines
import Platform
import TestSupport
import Testing

@Test(arguments: [
    // The last Sunday of March: 02:00 becomes 03:00. A skipped time is read with the offset before.
    ("Europe/Berlin", "2025-03-30 01:59", "2025-03-30T01:59:00+01:00"),
    ("Europe/Berlin", "2025-03-30 02:00", "2025-03-30T03:00:00+02:00"),
    ("Europe/Berlin", "2025-03-30 02:30", "2025-03-30T03:30:00+02:00"),
    ("Europe/Berlin", "2025-03-30 03:00", "2025-03-30T03:00:00+02:00"),
    // The last Sunday of October: 02:00–03:00 comes twice, the first is meant.
    ("Europe/Berlin", "2025-10-26 02:30", "2025-10-26T02:30:00+02:00"),
    ("Europe/Berlin", "2025-10-26 03:00", "2025-10-26T03:00:00+01:00"),
    ("Europe/Berlin", "2095-07-01 12:00", "2095-07-01T12:00:00+02:00"),
    ("America/New_York", "2025-03-09 02:30", "2025-03-09T03:30:00-04:00"),
    ("America/New_York", "2025-11-02 01:30", "2025-11-02T01:30:00-04:00"),
    ("America/New_York", "2025-11-02 02:00", "2025-11-02T02:00:00-05:00"),
    ("Asia/Shanghai", "2025-04-11 17:00", "2025-04-11T17:00:00+08:00"),
    ("Asia/Shanghai", "1990-07-01 12:00", "1990-07-01T12:00:00+09:00"),
    ("Asia/Kolkata", "2025-04-11 17:00", "2025-04-11T17:00:00+05:30"),
    // Midnight is skipped in Santiago when summer time begins.
    ("America/Santiago", "2024-09-08 00:00", "2024-09-08T01:00:00-03:00"),
])
func `a local time is one moment`(zone name: String, local: String, expected: String) throws {
    let zone = try Zones.load(name).get()
    #expect(zone.iso(try moment(local, zone)) == expected)
    #expect(zone.iso(try moment(expected, zone)) == expected)
}

@Test(arguments: [
    ("Europe/Berlin", "2025-03-30", 23), ("Europe/Berlin", "2025-10-26", 25), ("America/New_York", "2025-03-09", 23),
    ("America/New_York", "2025-11-02", 25), ("Asia/Shanghai", "2025-03-30", 24), ("America/Santiago", "2024-09-08", 23),
    ("America/Santiago", "2024-04-06", 25), ("Pacific/Apia", "2011-12-30", 0),
    ("Australia/Lord_Howe", "2025-04-06", 24),
])
func `a day has its hours`(zone name: String, text: String, hours: Int) throws {
    let zone = try Zones.load(name).get()
    let length = zone.end(of: try day(text)).seconds(since: zone.start(of: try day(text)))
    #expect(Int(length) / 3600 == hours)
}

@Test func `every moment lies between the start and the end of its local day`() throws {
    var random = SplitMix64(3)
    for name in ["Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia"] {
        let zone = try Zones.load(name).get()
        for _ in 0..<2000 {
            let moment = Instant(seconds: Int64.random(in: 640_000_000...4_000_000_000, using: &random))
            let local = zone.local(moment)
            #expect(zone.start(of: local.day) <= moment && moment < zone.end(of: local.day), "\(name) \(moment)")
        }
    }
}

@Test func `a jump across midnight begins the day`() throws {
    // From 23:30 on the first day to 00:30 on the second.
    let jump = Instant(seconds: 84_600)
    let zone = Zone(identifier: "x", initialOffset: 0, transitions: [.init(at: jump, offset: 3600)])
    #expect(zone.start(of: Day(number: 1)) == jump)
    #expect(zone.start(of: Day(number: 2)) == Instant(seconds: 2 * 86_400 - 3600))
}

@Test(arguments: [
    ("2025-04-11", "2025-04-11T00:00:00+08:00"), ("2025-04-11 17:00", "2025-04-11T17:00:00+08:00"),
    ("2025-04-11T17:00", "2025-04-11T17:00:00+08:00"), ("2025-04-11 17:00:59", "2025-04-11T17:00:59+08:00"),
    ("2025-04-11T17:00:00+08:00", "2025-04-11T17:00:00+08:00"), ("2025-04-11T17:00:00Z", "2025-04-12T01:00:00+08:00"),
    ("2025-04-11T17:00:00-05:00", "2025-04-12T06:00:00+08:00"),
])
func `a moment is read as people write it`(text: String, expected: String) throws {
    let zone = try shanghai()
    #expect(zone.iso(try moment(text, zone)) == expected)
}

@Test(arguments: [
    ("", "moment-bad-date", 0), ("2025-02-30", "moment-impossible-date", 0), ("11.4.2025", "moment-bad-date", 0),
    ("2025-04-11x", "moment-trailing-text", 10), ("2025-04-11 25:00", "moment-bad-time", 11),
    ("2025-04-11 17:00:6", "moment-bad-time", 17), ("2025-04-11 17:00 Uhr", "moment-trailing-text", 16),
    ("2025-04-11T17:00:00+0800", "moment-trailing-text", 19), ("2025-04-11T17:00:00+99:99", "moment-bad-offset", 20),
])
func `what is no moment is refused at its place`(text: String, code: String, offset: Int) throws {
    guard case .failure(let problem) = try shanghai().parse(text) else {
        Issue.record("taken: \(text)")
        return
    }
    #expect(problem.code == code)
    #expect(problem.offset == offset)
}
