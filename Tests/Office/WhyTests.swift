/// The story of one assignment.

import Deadlines
import Ledger
import Office
import Testing
import Workflow

@Suite struct WhyTests {
    private static let id = "tianjin-statistics-2024"

    /// Handed in, returned by its bureau, handed in late, accepted at both levels, told on the last day, scan sent.
    private func tianjin() throws -> Desk {
        let desk = try Desk(now: "2025-04-15 09:00")
        try desk.load(try Desk.shipped(Self.id))
        let own = try desk.assignment(Self.id, "own-data", "TJ-KJ-A1").id
        try desk.step("2025-05-20 09:30", own, .submitted(Submission()))
        try desk.step("2025-05-22 10:00", own, .returned(level: 1, reason: "经费数与上年不符"))
        try desk.step("2025-06-03 16:00", own, .submitted(Submission()))
        try desk.step("2025-06-04 09:00", own, .accepted(level: 1))
        try desk.step("2025-06-12 09:00", own, .accepted(level: 2))
        desk.now = try Desk.moment("2025-06-13 17:00")
        _ = try desk.office.recordHappening("told", notice: Self.id, unit: "TJ-KJ-A1", at: desk.now, now: desk.now)
        try desk.step("2025-06-17 10:00", Self.id, "scan", "TJ-KJ-A1", .submitted(Submission()))
        return desk
    }

    @Test func `a returned submission counts by each reading for its own reason`() throws {
        let desk = try tianjin()
        let own = try desk.assignment(Self.id, "own-data", "TJ-KJ-A1").id
        let story = try desk.office.why(own, asOf: try Desk.moment("2025-06-20 09:00"))
        #expect(story.verdicts.map(\.verdict) == [.late, .late, .late, .late, .onTime, .onTime])
        #expect(story.verdicts[2].because.en.contains("2025-06-03 16:00 came after 2025-05-30 24:00"))
        #expect(story.events.contains { $0.text.zh.contains("经费数与上年不符") })
        #expect(story.due.contains { $0.zh.contains("更正：退回（重开）后 3 个工作日") })
        #expect(story.clock.elapsed == story.elapsed)
        #expect(story.clock.unit == story.elapsed - story.clock.reviewer)
        #expect(story.asked.contains { $0.isInferred })
        #expect(story.head == (try desk.store.head()))
    }

    @Test func `a unit told on the last day is flagged and not charged`() throws {
        let desk = try tianjin()
        let scan = try desk.assignment(Self.id, "scan", "TJ-KJ-A1").id
        let story = try desk.office.why(scan, asOf: try Desk.moment("2025-06-20 09:00"))
        #expect(story.verdicts.allSatisfy { $0.verdict == .onTime })
        #expect(story.due.contains { $0.en.hasPrefix("opened late: ") })
        #expect(story.figures.contains { $0.text.en == "opened late by a predecessor" })
        // Before it was told it waited, and says for what.
        let before = try desk.office.why(scan, asOf: try Desk.moment("2025-06-10 09:00"))
        #expect(before.status.state == .waiting)
        #expect(before.standing.contains { $0.label.en == "waits for" })
        #expect(!before.events.contains { $0.event.what.kind == "submitted" })
    }

    @Test func `a review tells n of m and what is left`() throws {
        let desk = try tianjin()
        let reviewer = try desk.assignment(Self.id, "own-data", "TJ-KJ-A1").assignment.reviewers[0]
        let review = try desk.assignment(Self.id, "review-affiliates", reviewer).id
        let story = try desk.office.why(review, asOf: desk.now)
        let progress = try #require(story.standing.first { $0.label.zh == "审核进度" }).text.en
        let cover = try #require(story.status.cover)
        #expect(progress.hasPrefix("\(cover.decided) of \(cover.total) decided"))
        #expect(cover.overdue == 0)
        #expect(story.standing.count { $0.label.zh == "未审结" } == cover.total - cover.decided)
    }

    @Test func `what was voided stays in the story, with who voided it`() throws {
        let desk = try tianjin()
        let scan = try desk.assignment(Self.id, "scan", "TJ-KJ-A1").id
        let event = try #require(try desk.store.events(.assignment(scan)).last)
        desk.now = desk.now.adding(seconds: 3600)
        _ = try desk.office.void(event.seq, reason: "登记错单位", now: desk.now)
        let story = try desk.office.why(scan, asOf: desk.now)
        let told = try #require(story.events.first { $0.event.seq == event.seq })
        #expect(told.voidedBy?.author == "tester")
        #expect(story.status.state == .open)
        // As of the hour before it stood.
        let before = try desk.office.why(scan, asOf: desk.now.adding(seconds: -1800))
        #expect(before.events.first { $0.event.seq == event.seq }?.voidedBy == nil)
        #expect(before.status.state == .accepted)
    }

    @Test func `a rule on an event is explained once it has happened`() throws {
        let id = "chongqing-statistics-2024"
        let desk = try Desk(now: "2025-03-10 10:00")
        try desk.load(try Desk.shipped(id))
        let bulletin = try desk.assignment(id, "bulletin", "CAST").id
        let waiting = try desk.office.why(bulletin, asOf: desk.now)
        #expect(waiting.due.contains { $0.zh.contains("尚未发生") })
        desk.now = try Desk.moment("2025-09-24 16:00")
        _ = try desk.office.recordHappening("finalised", notice: id, at: desk.now, now: desk.now)
        let story = try desk.office.why(bulletin, asOf: desk.now)
        // The National Day holiday and its make-up days are among the steps.
        #expect(story.due.contains { $0.zh.contains("国庆节") })
        #expect(story.due.contains { $0.en.contains("due: 2025-10-21") })
        #expect(story.events.contains { $0.text.zh == "最终数据审定" })
    }

    @Test func `an indicator with several units shows who is missing, and its points`() throws {
        let id = "kaifu-demo-2022"
        let desk = try Desk(now: "2022-04-28 10:00")
        try desk.load(try Desk.shipped(id))
        try desk.step("2022-06-01 09:00", id, "a2-2-2", "KF-KX", .submitted(Submission()))
        let own = try desk.assignment(id, "a2-2-2", "KF-KX").id
        let story = try desk.office.why(own, asOf: desk.now)
        let peers = try #require(story.standing.first { $0.label.en == "with it" })
        #expect(peers.text.en.hasPrefix("1 of 1 have not handed in"))
        #expect(story.asked.contains { $0.label.en == "indicator" })
    }
}
