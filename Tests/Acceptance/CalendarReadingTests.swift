// Calendars read by another program: the Python package `icalendar` finds in them what was put in.
import Deadlines
import Documents
import FoundationEssentials
import ICalendar
import Ledger
import Notices
import Office
import Platform
import TestSupport
import Testing
import Texts
import Workflow

/// What `feed.py` prints.
private struct ReadCalendar: Decodable {
    struct Alarm: Decodable, Equatable {
        let action, words: String
        let seconds: Int64
    }
    struct Event: Decodable, Equatable {
        let uid: String
        let sequence: Int
        let stamp, modified, start: String
        let end: String?
        let summary: String
        let details, url: String?
        let status, transparency: String
        let categories: [String]
        let alarms: [Alarm]
    }
    let version, product, method, name, oldName: String
    let refresh: Int64?
    let lifetime: String?
    let components, errors: [String]
    let events: [Event]
}

private func read(_ feed: Feed) async throws -> ReadCalendar { try await read(feed.bytes) }

private func read(_ bytes: [UInt8]) async throws -> ReadCalendar {
    for python in Servers.pythons {
        let json = try await onOwnThread {
            try Running.ran([python, "\(Servers.folder)/feed.py"], given: bytes).output
        }
        if json.contains("\"missing\"") { continue }
        return try Servers.decoded(json, as: ReadCalendar.self)
    }
    throw Unprepared(
        description: "the Python package icalendar is missing: pip install -r .ci/requirements.txt; "
            + "DUBAN_TEST_PYTHON names another Python")
}

/// A ledger of its own with a small notice, by the clock of Shanghai.
private final class CalendarDesk {
    private let place: TemporaryFolder
    let store: LedgerStore
    let office: Office
    private(set) var now: Instant
    private static let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)

    init(_ text: String, roster: String = SmallNotice.roster, at moment: String = "2025-03-03 09:00") throws {
        place = try TemporaryFolder()
        store = try LedgerStore(place.path + "/ledger.db", .create)
        office = Office(store, author: "tester", source: .cli)
        now = try Self.zone.parse(moment).get().instant
        try load(text, roster)
    }

    private func load(_ text: String, _ roster: String) throws {
        let node = try #require(YAMLReader.read(text, file: "notice.yaml").node)
        let (decoded, problems) = NoticeFile.decode(node, file: "notice.yaml")
        try #require(problems.filter { $0.severity == .error } == [])
        let sheet = try #require(CSVReader.read(roster, file: "roster.csv").sheet)
        let input = LoadInput(
            notice: try #require(decoded).notice, text: text, roster: RosterReader.read(sheet).roster,
            calendar: try Shelf(DataFolders(root: Checkout.root)).calendar("cn"))
        _ = try office.apply(try office.propose(input, now: now), reason: "test", now: now)
    }

    func record(_ at: String, _ unit: String, _ what: What) throws {
        now = try Self.zone.parse(at).get().instant
        let row = try #require(try store.assignments(.unitInNotice(unit, notice: "test")).first)
        _ = try office.record([StepRequest(row.id, what, at: now)], now: now)
    }

    static func moment(_ text: String) throws -> Instant { try zone.parse(text).get().instant }

    func unit(_ language: Language = .chinese) async throws -> ReadCalendar {
        try await read(office.unitFeed(unit: "M1", now: now, language: language) { "https://example.org/t/\($0)" })
    }

    func notice() async throws -> ReadCalendar {
        try await read(office.noticeFeed(notice: "test", now: now, language: .chinese))
    }
}

@Suite struct `calendars as another program reads them` {
    @Test func `a unit's calendar from the load over an extension to the end`() async throws {
        let title = "关于组织填报2024年度文化文物和旅游统计年报；并报送说明，逾期通报\\督办"
        let desk = try CalendarDesk(SmallNotice.text.replacing("关于报送报表的通知", with: title))
        let before = try await desk.unit()
        #expect(before.errors == [] && before.components == ["VEVENT"])
        #expect(before.version == "2.0" && before.method == "PUBLISH" && before.product.contains("Duban"))
        #expect(before.name == "督办：第一馆" && before.oldName == before.name)
        #expect(before.refresh == 6 * 3600 && before.lifetime == "PT6H")
        let event = try #require(before.events.first)
        #expect(event.uid.hasPrefix("duban-") && event.uid.hasSuffix("@duban"))
        #expect(event.start == "2025-04-11" && event.end == "2025-04-12")
        #expect(event.summary == "截止：填报报表" && event.status == "CONFIRMED")
        // Longer than a line: folded on the way, whole again here.
        #expect(event.details?.hasPrefix("通知：\(title)\n单位：第一馆\n截止：2025-04-11（周五）24:00前") == true)
        #expect(event.transparency == "TRANSPARENT" && event.url?.hasPrefix("https://example.org/t/") == true)
        #expect(event.categories == ["督办", "待报送"])
        #expect(event.stamp == "2025-03-03T01:00:00+00:00" && event.modified == event.stamp)
        #expect(event.alarms.map(\.seconds) == [-55_800, 30_600])
        #expect(event.alarms.allSatisfy { $0.action == "DISPLAY" && $0.words == event.summary })

        try desk.record(
            "2025-04-01 10:00", "M1", .extended(end: try CalendarDesk.moment("2025-04-18 17:01"), reason: "flood"))
        let extended = try #require(try await desk.unit().events.first)
        #expect(extended.uid == event.uid && extended.sequence > event.sequence)
        #expect(extended.start == "2025-04-18T09:00:00+00:00" && extended.end == nil)
        #expect(extended.alarms.map(\.seconds) == [-117_000, -30_600])

        try desk.record("2025-04-02 10:00", "M1", .submitted(Submission()))
        try desk.record("2025-04-03 10:00", "M1", .accepted(level: 1))
        let done = try #require(try await desk.unit(.english).events.first)
        #expect(done.uid == event.uid && done.sequence > extended.sequence)
        #expect(done.summary == "✓ Done: 填报报表" && done.status == "CONFIRMED" && done.alarms.isEmpty)
        try desk.record("2025-05-10 10:00", "M2", .acknowledged)
        let empty = try await desk.unit()
        #expect(empty.events.isEmpty && empty.errors == [])
    }

    @Test func `a notice's calendar says how many are outstanding, and cancels what is withdrawn`() async throws {
        let desk = try CalendarDesk(SmallNotice.text)
        let first = try #require(try await desk.notice().events.first)
        #expect(first.summary == "截止：填报报表（2家未办结）" && first.start == "2025-04-11")
        try desk.record("2025-04-01 10:00", "M1", .withdrawn(reason: "merged"))
        let left = try #require(try await desk.notice().events.first)
        #expect(left.uid == first.uid && left.sequence > first.sequence && left.summary == "截止：填报报表（1家未办结）")
        let cancelled = try #require(try await desk.unit().events.first)
        #expect(cancelled.status == "CANCELLED" && cancelled.alarms.isEmpty)
    }

    @Test func `the daemon's first letter carries what is to be handed in, and no later one does`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office)
        let daemon = try await box.daemon()
        let first = try await office.letter(to: "u1@example.org")
        #expect(first.calendars?.count == 1 && first.defects == [])
        let calendar = try await read(Array((first.calendars?.first ?? "").utf8))
        #expect(calendar.errors == [] && calendar.method == "PUBLISH" && calendar.refresh == nil)
        #expect(calendar.events.map(\.summary) == ["截止：年度工作总结", "截止：联络员名单"])
        #expect(calendar.events.map(\.start) == [Shanghai.day(40), Shanghai.day(41)])
        #expect(calendar.events.allSatisfy { $0.details?.contains("咨询：综合科 0000-0000001") == true })
        try await box.good("submit", "U1", "summary")
        try await box.good("return", "U1", "summary", "--reason", "缺少盖章扫描件")
        #expect(try await office.letter(to: "u1@example.org").calendars == [])
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `hostile words come back as words`() async throws {
        let words =
            "一行\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX-EVIL:1;\\,\"\u{202E}gpj\u{2028}尾" + String(repeating: "长", count: 300)
        let event = FeedEvent(
            uid: "a\r\nX:1", sequence: 3, modified: Instant(seconds: 1_741_000_000),
            moment: .minute(Instant(seconds: 1_744_362_000)), standing: .provisional, summary: words, details: words,
            url: "https://例.example/a b\r\nX:1", categories: ["a,b;c", words], alarms: [-60])
        let calendar = try await read(Feed(name: words, language: .chinese, events: [event]))
        #expect(calendar.errors == [] && calendar.components == ["VEVENT"] && calendar.events.count == 1)
        let found = try #require(calendar.events.first)
        let line = words.replacing("\r\n", with: " ").replacing("\n", with: " ").replacing("\u{2028}", with: " ")
            .replacing("\u{202E}", with: "")
        #expect(found.uid == "a X:1" && found.summary == line && calendar.name == line)
        #expect(found.categories == ["a,b;c", line])
        #expect(
            found.details
                == words.replacing("\r\n", with: "\n").replacing("\u{2028}", with: "\n")
                .replacing("\u{202E}", with: ""))
        #expect(found.url == "https://%E4%BE%8B.example/a%20b%0D%0AX:1" && found.status == "TENTATIVE")
        #expect(found.start == "2025-04-11T09:00:00+00:00")
    }

    @Test func `a calendar without entries is still one`() async throws {
        let calendar = try await read(Feed(name: "督办", language: .chinese, events: []))
        #expect(calendar.events.isEmpty && calendar.components == ["VTIMEZONE"] && calendar.errors == [])
    }

    @Test(arguments: [
        ("henan-museums-2023", "2024-01-12 10:00"), ("quzhou-bases-2023", "2023-01-05 10:00"),
        ("tianjin-statistics-2024", "2025-04-15 10:00"), ("chongqing-statistics-2024", "2025-03-10 10:00"),
        ("kaifu-demo-2022", "2022-05-01 10:00"),
    ])
    func `every entry of the notices that ship is read as it was written`(name: String, at: String) async throws {
        let folder = "\(Checkout.root)/Notices/\(name)"
        let text = try #require(Checkout.text(folder + ".yaml"))
        let desk = try CalendarDesk(text, roster: try #require(Checkout.text(folder + ".csv")), at: at)
        let feed = try desk.office.noticeFeed(notice: name, now: desk.now, language: .chinese)
        let calendar = try await read(feed)
        #expect(calendar.errors == [] && !feed.events.isEmpty)
        #expect(calendar.events.map(\.summary) == feed.events.map(\.summary))
        #expect(calendar.events.map(\.details) == feed.events.map(\.details))
        #expect(calendar.events.map(\.uid) == feed.events.map(\.uid))
        #expect(calendar.events.map { $0.alarms.map(\.seconds) } == feed.events.map(\.alarms))
    }
}
