/// The calendars of a unit and of a notice: what is in them, and how entries change with what is recorded.

import Deadlines
import ICalendar
import Ledger
import Notices
import TestSupport
import Testing
import Texts
import Workflow

@testable import Office

@Suite struct CalendarFeedTests {
    /// The small notice loaded on the day of its issue; `due` as the notice's file writes it.
    private func desk(due: String = "2025-04-11", more: String = "") throws -> Desk {
        let desk = try Desk(now: "2025-03-03 09:00")
        let text = SmallNotice.text.replacing("due: 2025-04-11", with: "due: \(due)") + more
        try desk.load(try Desk.input(text, roster: SmallNotice.roster))
        return desk
    }

    private func unit(_ desk: Desk, _ code: String = "M1", _ language: Language = .chinese) throws -> [FeedEvent] {
        try desk.office.unitFeed(unit: code, now: desk.now, language: language).events
    }

    private func notice(_ desk: Desk, _ language: Language = .chinese) throws -> [FeedEvent] {
        try desk.office.noticeFeed(notice: "test", now: desk.now, language: language).events
    }

    @Test func `a unit's calendar has its deadline, with alarms on the two mornings`() throws {
        let desk = try desk()
        let feed = try desk.office.unitFeed(unit: "M1", now: desk.now, language: .chinese) {
            "https://example.org/tasks/\($0)"
        }
        let id = try desk.assignment("test", "forms", "M1").id
        let ledger = try #require(try desk.store.identity())
        let event = try #require(feed.events.first)
        #expect(feed.name == "督办：第一馆" && feed.events.count == 1 && ledger.utf8.count == 10)
        #expect(event.uid == "duban-\(id)-\(ledger)@duban")
        #expect(event.moment == .day(try #require(Day(iso: "2025-04-11"))))
        #expect(event.summary == "截止：填报报表" && event.standing == .expected)
        #expect(
            event.details
                == "通知：关于报送报表的通知\n单位：第一馆\n截止：2025-04-11（周五）24:00前\n状态：待报送\n编号：#\(id)")
        #expect(event.url == "https://example.org/tasks/\(id)")
        #expect(event.alarms == [-55_800, 30_600])
        #expect(try unit(desk, "P").isEmpty)
        #expect(try unit(desk, "M1", .english).first?.summary == "Due: 填报报表")
    }

    @Test func `a due with a time of day rings before it; on a rest day only the last working morning rings`() throws {
        let timed = try #require(try unit(try desk(due: "2025-04-11 17:00")).first)
        #expect(timed.moment == .minute(try Desk.moment("2025-04-11 17:00")))
        #expect(timed.alarms == [-117_000, -30_600])
        #expect(timed.details.contains("截止：2025-04-11（周五）17:00前"))
        // Before work begins there is no morning left on the day itself.
        let early = try #require(try unit(try desk(due: "2025-04-11 08:00")).first)
        #expect(early.alarms == [-84_600])
        // A Sunday: Friday morning.
        let rest = try #require(try unit(try desk(due: "2025-04-13")).first)
        #expect(rest.alarms == [-142_200])
    }

    @Test func `an extension keeps the name, moves the entry, and leaves others' entries alone`() throws {
        let desk = try desk()
        let before = try #require(try unit(desk).first)
        let other = try unit(desk, "M2")
        try desk.step(
            "2025-04-01 10:00", "test", "forms", "M1",
            .extended(end: try Desk.moment("2025-04-19 00:00"), reason: "flood"))
        let after = try #require(try unit(desk).first)
        #expect(after.uid == before.uid && after.sequence > before.sequence && after.modified == desk.now)
        #expect(after.moment == .day(try #require(Day(iso: "2025-04-18"))))
        #expect(after.details.contains("截止：2025-04-18（周五）24:00前（原定2025-04-11（周五）24:00前）"))
        #expect(try unit(desk, "M2") == other)
    }

    @Test func `what is handed in rings no more; what is done is marked for thirty days, then gone`() throws {
        let desk = try desk()
        let id = try desk.assignment("test", "forms", "M1").id
        try desk.step("2025-04-01 10:00", id, .submitted(Submission()))
        let submitted = try #require(try unit(desk).first)
        #expect(submitted.summary == "待审核：填报报表" && submitted.alarms.isEmpty && submitted.standing == .expected)
        try desk.step("2025-04-02 10:00", id, .returned(level: 1, reason: "unclear"))
        let returned = try #require(try unit(desk).first)
        #expect(returned.summary == "退回修改：填报报表" && returned.alarms.count == 2)
        try desk.step("2025-04-03 10:00", id, .submitted(Submission()))
        try desk.step("2025-04-04 10:00", id, .accepted(level: 1))
        let done = try #require(try unit(desk).first)
        #expect(done.summary == "已办结：填报报表" && done.standing == .done && done.alarms.isEmpty)
        #expect(done.uid == submitted.uid && done.sequence > returned.sequence)
        desk.now = try Desk.moment("2025-05-04 10:00")
        #expect(try unit(desk) == [done])
        desk.now = desk.now.adding(seconds: 1)
        #expect(try unit(desk).isEmpty)
    }

    @Test func `what is exempt is done, and what was taken back is cancelled`() throws {
        let desk = try desk()
        try desk.step("2025-04-01 10:00", "test", "forms", "M1", .exempted(reason: "closed"))
        #expect(try unit(desk).map(\.standing) == [.done] && unit(desk).map(\.summary) == ["已免报：填报报表"])
        desk.now = try Desk.moment("2025-04-01 11:00")
        _ = try desk.office.withdrawNotice("test", reason: "void", now: desk.now)
        #expect(try unit(desk).map(\.standing) == [.cancelled] && unit(desk, "M2").map(\.standing) == [.cancelled])
        #expect(try notice(desk).map(\.standing) == [.cancelled])
    }

    @Test func `a notice's calendar counts who is outstanding, apart for each deadline`() throws {
        let desk = try desk()
        let first = try notice(desk)
        #expect(first.map(\.summary) == ["截止：填报报表（2家未办结）"])
        #expect(first.first?.details.contains("进度：共2家，未办结2家（其中待审核0家）") == true)
        try desk.step(
            "2025-04-01 10:00", "test", "forms", "M1",
            .extended(end: try Desk.moment("2025-04-19 00:00"), reason: "flood"))
        let split = try notice(desk)
        #expect(split.map(\.summary) == ["截止：填报报表（1家未办结）", "截止：填报报表（1家未办结）"])
        #expect(split[0].uid == first[0].uid && split[1].uid != first[0].uid)
        #expect(split[0].sequence > first[0].sequence)
        try desk.step("2025-04-02 10:00", "test", "forms", "M2", .submitted(Submission()))
        try desk.step("2025-04-03 10:00", "test", "forms", "M2", .accepted(level: 1))
        let done = try notice(desk)
        #expect(done.map(\.standing) == [.done, .expected] && done[0].summary == "已办结：填报报表")
        desk.now = try Desk.moment("2025-05-20 10:00")
        #expect(try notice(desk).map(\.uid) == [split[1].uid])
        #expect(try notice(desk, .english).first?.summary == "Due: 填报报表 (1 unit outstanding)")
    }

    @Test func `a rule that is changed for all moves the entries, whose names stay`() throws {
        let desk = try desk()
        let (before, whole) = (try unit(desk)[0], try notice(desk)[0])
        desk.now = try Desk.moment("2025-03-10 09:00")
        let text = SmallNotice.text.replacing("due: 2025-04-11", with: "due: 2025-04-25")
        try desk.load(try Desk.input(text, roster: SmallNotice.roster))
        let (after, moved) = (try unit(desk)[0], try notice(desk)[0])
        #expect(after.uid == before.uid && after.sequence > before.sequence)
        #expect(moved.uid == whole.uid && moved.sequence > whole.sequence)
        #expect(after.moment == .day(try #require(Day(iso: "2025-04-25"))) && moved.moment == after.moment)
    }

    @Test func `another title is another version`() throws {
        let desk = try desk()
        let before = try unit(desk)[0]
        desk.now = try Desk.moment("2025-03-10 09:00")
        let text = SmallNotice.text.replacing("title: 填报报表", with: "title: 填报年报表")
        try desk.load(try Desk.input(text, roster: SmallNotice.roster))
        let after = try unit(desk)[0]
        #expect(after.uid == before.uid && after.sequence > before.sequence && after.summary == "截止：填报年报表")
    }

    @Test func `what others' work changes is another version: a review that covers it, a due that counts from all`()
        throws
    {
        let desk = try desk(
            more: """
                  check:
                    kind: review
                    title: 审核报表
                    who: {units: [P]}
                    due: 2025-04-25
                    covers: [forms]
                  scan:
                    kind: sealedScan
                    title: 报送扫描件
                    who: {kind: museum}
                    after: [all accepted(forms)]
                    due: 5 working days after all accepted(forms)

                """)
        try desk.step("2025-04-01 10:00", "test", "forms", "M1", .submitted(Submission()))
        try desk.step("2025-04-01 11:00", "test", "forms", "M1", .accepted(level: 1))
        try desk.step("2025-04-02 10:00", "test", "forms", "M2", .submitted(Submission()))
        let review = try #require(try unit(desk, "P").first)
        #expect(review.summary == "截止：审核报表" && review.standing == .expected)
        try desk.step("2025-04-02 11:00", "test", "forms", "M2", .accepted(level: 1))
        let reviewed = try #require(try unit(desk, "P").first)
        #expect(reviewed.standing == .done && reviewed.sequence > review.sequence && reviewed.modified == desk.now)

        let scan = try #require(try unit(desk).first { $0.summary.contains("扫描件") })
        #expect(scan.moment == .day(try #require(Day(iso: "2025-04-10"))))
        // A unit that is not M1 begins again: M1 was not touched, and its due is another all the same.
        try desk.step("2025-04-03 10:00", "test", "forms", "M2", .reopened(reason: "wrong figures"))
        try desk.step("2025-04-07 10:00", "test", "forms", "M2", .submitted(Submission()))
        try desk.step("2025-04-07 11:00", "test", "forms", "M2", .accepted(level: 1))
        let later = try #require(try unit(desk).first { $0.summary.contains("扫描件") })
        #expect(later.uid == scan.uid && later.moment != scan.moment && later.sequence > scan.sequence)
    }

    @Test func `what opens because its day has come is another version, without an event`() throws {
        let desk = try Desk(now: "2022-04-28 10:00")
        try desk.load(try Desk.shipped("kaifu-demo-2022"))
        let row = try #require(
            try desk.store.assignments(.notice("kaifu-demo-2022")).first {
                $0.status.state == .waiting && $0.assignment.opens > desk.now && $0.deadline != nil
            })
        func entry() throws -> FeedEvent {
            try #require(try unit(desk, row.assignment.unit).first { $0.uid.hasPrefix("duban-\(row.id)-") })
        }
        let (waiting, head) = (try entry(), try desk.store.head())
        desk.now = row.assignment.opens
        _ = try desk.office.refresh("kaifu-demo-2022", now: desk.now)
        let open = try entry()
        #expect(try desk.store.head() == head)
        #expect(waiting.categories == ["督办", "未开始"] && open.categories == ["督办", "待报送"])
        #expect(open.sequence > waiting.sequence && open.modified > waiting.modified)
    }

    @Test func `who and what is not known is refused`() throws {
        let desk = try desk()
        #expect(throws: Refusal.self) { try unit(desk, "M9") }
        #expect(throws: Refusal.self) {
            try desk.office.noticeFeed(notice: "tset", now: desk.now, language: .chinese)
        }
    }

    @Test func `the same ledger gives the same bytes`() throws {
        let desk = try desk()
        let feed = try desk.office.unitFeed(unit: "M1", now: desk.now, language: .chinese)
        desk.now = desk.now.adding(seconds: 5 * 86_400)
        #expect(try desk.office.unitFeed(unit: "M1", now: desk.now, language: .chinese).bytes == feed.bytes)
    }
}
