/// The story of one assignment.

import Access
import Deadlines
import Documents
import Ledger
import Notices
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

    // MARK: What is gone

    private static let small = """
        notice: small-2025
        title: 报送统计表的通知
        issued: 2025-03-01
        tasks:
          forms:
            title: 统计表
            kind: submission
            who: {kind: museum}
            due: 2025-04-11
          extra:
            title: 补充材料
            kind: submission
            who: {kind: museum}
            due: 2025-04-11

        """

    private static func roster(_ count: Int) -> String {
        "code,name,kind,level,parent,region,tags,mail\n"
            + (1...count).map { "M\($0),第\($0)馆,museum,city,,,,m\($0)@example.org\n" }.joined()
    }

    /// Two tasks of three units; M1 has handed in `extra`.
    private func desk() throws -> Desk {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.small, roster: Self.roster(3)))
        try desk.step("2025-03-10 09:00", "small-2025", "extra", "M1", .submitted(Submission()))
        return desk
    }

    @Test func `an assignment that a reload removed is told to its end and counts nowhere`() throws {
        let desk = try desk()
        let id = try desk.assignment("small-2025", "extra", "M2").id
        // The task goes: what has no history is removed.
        let shorter = Self.small.split(separator: "  extra:")[0]
        desk.now = try Desk.moment("2025-03-20 09:00")
        try desk.load(try Desk.input(String(shorter), roster: Self.roster(3)))
        #expect(try desk.store.assignment(id) == nil)
        let story = try desk.office.why(id, asOf: try Desk.moment("2025-05-01 09:00"))
        let removal = try #require(story.removal)
        #expect(removal.because.en == "revision 2 of the notice does not have this task")
        #expect(story.events.last?.event == removal.event)
        #expect(story.events.count { $0.event.what.kind == "loaded" } == 2)
        #expect(story.taskTitle == "补充材料" && story.unitName == "第2馆")
        #expect(story.due.contains { $0.en.contains("2025-04-11") })
        #expect(story.verdicts.isEmpty)
        #expect(story.figures.map(\.text.en).first?.contains("it is in no figure") == true)
        let total = try #require(try desk.office.report(ReportQuery(asOf: desk.now)).notices.first).total
        #expect(total.total == 4 && total[.withdrawn] == 1)
        // The day before it was there, and a report of that day counts it.
        let before = try Desk.moment("2025-03-19 09:00")
        #expect(try desk.office.why(id, asOf: before).removal == nil)
        #expect(try desk.office.report(ReportQuery(asOf: before)).notices.first?.total.total == 6)
        let targets = Targets(Sight(desk.store, for: .local("test")), for: .acknowledge)
        #expect(try targets.removed(TargetQuery(unit: "第2馆", task: "补充材料"))?.assignment.id == id)
        #expect(try targets.removed(TargetQuery(unit: "M1", task: "extra")) == nil)
    }

    @Test func `removed in the second in which it was made, it is told all the same`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.small, roster: Self.roster(3)))
        let id = try desk.assignment("small-2025", "forms", "M3").id
        try desk.load(try Desk.input(Self.small, roster: Self.roster(2)))
        let story = try desk.office.why(id, asOf: desk.now)
        #expect(story.removal?.because.en == "the unit is not in the roster of revision 2 of the notice")
        #expect(story.status.state == .open)
    }

    @Test func `a task that was dropped with a history is told as it was and counts as withdrawn`() throws {
        let desk = try desk()
        let id = try desk.assignment("small-2025", "extra", "M1").id
        desk.now = try Desk.moment("2025-03-20 09:00")
        try desk.load(try Desk.input(String(Self.small.split(separator: "  extra:")[0]), roster: Self.roster(3)))
        let story = try desk.office.why(id, asOf: desk.now)
        #expect(story.removal == nil && story.status.state == .withdrawn)
        #expect(story.taskTitle == "补充材料")
        #expect(story.asked.first?.text.en == "the notice no longer has this task; as it was:")
        #expect(story.asked.count > 1)
        #expect(story.events.contains { $0.text.zh == "撤销：test" })
        #expect(story.verdicts.allSatisfy { $0.verdict == .withdrawn })
    }

    @Test func `a unit that left the roster with work open keeps its story`() throws {
        let desk = try desk()
        let id = try desk.assignment("small-2025", "forms", "M3").id
        desk.now = try Desk.moment("2025-03-20 09:00")
        let sheet = try #require(CSVReader.read(Self.roster(2), file: "roster.csv").sheet)
        let proposal = try desk.office.propose(units: RosterReader.read(sheet).roster)
        _ = try desk.office.apply(proposal, removed: .withdraw, reason: "撤并", now: desk.now)
        let story = try desk.office.why(id, asOf: desk.now)
        #expect(story.unitName == "第3馆" && story.status.state == .withdrawn)
        #expect(story.events.last?.text.zh == "撤销：撤并")
        #expect(story.verdicts.allSatisfy { $0.verdict == .withdrawn })
    }

    @Test func `a withdrawn notice is the end of each story`() throws {
        let desk = try desk()
        let id = try desk.assignment("small-2025", "forms", "M1").id
        desk.now = try Desk.moment("2025-03-20 09:00")
        _ = try desk.office.withdrawNotice("small-2025", reason: "改由另文布置", now: desk.now)
        let story = try desk.office.why(id, asOf: desk.now)
        #expect(story.status.state == .withdrawn)
        #expect(story.events.suffix(2).map(\.text.zh) == ["通知撤销：改由另文布置", "撤销：改由另文布置"])
        #expect(story.standing.contains { $0.text.zh == "不再接受登记" })
        #expect(story.verdicts.allSatisfy { $0.verdict == .withdrawn })
    }
}
