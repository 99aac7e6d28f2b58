/// Zones out of the system's zone data.

import Deadlines
import Platform
import Testing

@Test(arguments: ["Asia/Nowhere", "zone.tab", "Europe", "posixrules/x", "GMT+25"])
func `an unknown zone is refused, not taken for UTC`(name: String) {
    guard case .failure = Zones.load(name) else {
        Issue.record("taken: \(name)")
        return
    }
}

@Test(arguments: ["", "/etc/localtime", "../zoneinfo/UTC", "Asia//Shanghai", "Asia/", ":UTC", "CET-1CEST", "Asia/上海"])
func `a name that is a path or a rule is refused`(name: String) {
    guard case .failure = Zones.load(name) else {
        Issue.record("taken: \(name)")
        return
    }
}

@Test func `shanghai has no change after 1991`() throws {
    let zone = try Zones.load("Asia/Shanghai").get()
    #expect(zone.offset(at: Instant(seconds: 1_700_000_000)) == 28_800)
    #expect(zone.transitions.map(\.offset) == [32_400, 28_800, 32_400, 28_800])
    #expect((zone.transitions.last?.at.seconds ?? .max) < 694_224_000)
}

@Test func `summer time changes to the second, now and at the end of the century`() throws {
    let zone = try Zones.load("Europe/Berlin").get()
    let changes = Set(zone.transitions.map(\.at.seconds))
    // 2025-03-30 and 2025-10-26, 01:00 UTC; 2099-03-29 and 2099-10-25, 01:00 UTC.
    #expect(changes.isSuperset(of: [1_743_296_400, 1_761_440_400, 4_078_429_200, 4_096_573_200]))
    #expect(zone.transitions.count == 220)
}

@Test func `an interruption of summer time by Ramadan is seen`() throws {
    let zone = try Zones.load("Africa/Casablanca").get()
    // 2025-02-23 02:00 UTC until 2025-04-06 02:00 UTC.
    #expect(zone.offset(at: Instant(seconds: 1_740_275_999)) == 3600)
    #expect(zone.offset(at: Instant(seconds: 1_740_276_000)) == 0)
    #expect(zone.offset(at: Instant(seconds: 1_743_904_799)) == 0)
    #expect(zone.offset(at: Instant(seconds: 1_743_904_800)) == 3600)
}

@Test func `changes a week apart are both seen`() throws {
    let zone = try Zones.load("America/Recife").get()
    // Summer time from 2000-10-08 to 2000-10-15.
    #expect(zone.offset(at: Instant(seconds: 971_200_000)) == -7200)
    #expect(zone.offset(at: Instant(seconds: 971_700_000)) == -10_800)
}

@Test func `zones are read by many at once`() async throws {
    let names = ["Asia/Tokyo", "Europe/London", "America/Chicago", "Australia/Sydney", "UTC"]
    let zones = try await withThrowingTaskGroup(of: Zone.self) { group in
        for index in 0..<40 { group.addTask { try Zones.load(names[index % names.count]).get() } }
        return try await group.reduce(into: Set<Zone>()) { $0.insert($1) }
    }
    #expect(zones.count == names.count)
}

@Test func `the wall clock runs forward from a recent year`() {
    let first = WallClock().now
    #expect(first.seconds > 1_700_000_000)
    #expect(WallClock().now >= first)
}
