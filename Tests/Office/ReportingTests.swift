/// Reports: the same moment gives the same report whenever it is asked, ranks, blocked ones, what a reload does.

import Deadlines
import Ledger
import Notices
import Office
import Testing
import Texts
import Workflow

@Suite struct ReportingTests {
    /// Every cell of a report in one text.
    private func text(_ report: Report) -> String {
        var lines = ["\(report.asOf.seconds) \(report.head.seq) \(report.head.hash.hex)"]
        for notice in report.notices {
            lines.append("\(notice.id) \(notice.revision) \(notice.calendar) \(notice.official)")
            lines.append(
                notice.total.cells.map { "\($0.key)=\($0.text)" }.joined(separator: " "))
            for group in notice.groups {
                let cells = group.tally.cells.map(\.text).joined(separator: ",")
                lines.append("\(group.key ?? "-") \(group.name ?? "-") \(group.rank ?? 0) \(cells)")
            }
            lines.append("\(notice.charges)")
        }
        return lines.joined(separator: "\n")
    }

    /// A small notice of one task for units that a tag chooses, reviewed by their parent.
    private static func notice(_ tasks: String, assessment: String = "basis") -> String {
        """
        notice: small-2025
        title: 报送统计表的通知
        issued: 2025-03-01
        assessment: \(assessment)
        events:
          finalised: {title: 审定, scope: notice}
        tasks:
        \(tasks)
        """
    }

    private static let forms = """
          forms:
            title: 统计表
            kind: submission
            who: {kind: museum}
            due: 2025-04-11
            deliver: {table: {title: 表, format: word}}
            review: [parent]
        """

    private static func roster(_ count: Int) -> String {
        "code,name,kind,level,parent,region,tags,mail\nP,省科协,association,province,,省,,p@example.org\n"
            + (1...count).map { "M\($0),第\($0)馆,museum,city,P,\($0 % 2 == 0 ? "东" : "西"),,m\($0)@example.org\n" }
            .joined()
    }

    @Test(arguments: ReportQuery.Grouping.allCases)
    func `a report repeats to the byte after more was recorded, reloaded and removed`(
        by: ReportQuery.Grouping
    ) throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.notice(Self.forms), roster: Self.roster(12)))
        for unit in 1...7 {
            try desk.step(
                "2025-04-1\(unit % 4) 10:0\(unit)", "small-2025", "forms", "M\(unit)", .submitted(Submission()))
        }
        for unit in 1...5 {
            try desk.step("2025-04-14 11:0\(unit)", "small-2025", "forms", "M\(unit)", .accepted(level: 1))
        }
        try desk.step("2025-04-15 09:00", "small-2025", "forms", "M6", .returned(level: 1, reason: "缺页"))
        let query = ReportQuery(by: by, asOf: try Desk.moment("2025-04-15 12:00"))
        let first = try text(desk.office.report(query))
        // More is recorded, also for before; one record is voided; units go and the date moves.
        desk.now = try Desk.moment("2025-04-16 09:00")
        let m8 = try desk.assignment("small-2025", "forms", "M8").id
        _ = try desk.office.record(
            [StepRequest(m8, .submitted(Submission()), at: try Desk.moment("2025-04-10 09:00"))], now: desk.now)
        let event = try #require(
            try desk.store.events(.assignment(desk.assignment("small-2025", "forms", "M5").id)).last)
        _ = try desk.office.void(event.seq, reason: "记错", now: desk.now)
        let later = Self.notice(Self.forms.replacing("2025-04-11", with: "2025-04-25"))
        try desk.load(try Desk.input(later, roster: Self.roster(10)))
        #expect(try text(desk.office.report(query)) == first)
        let now = try text(desk.office.report(ReportQuery(by: by, asOf: desk.now)))
        #expect(now != first)
    }

    @Test func `groups under five are not ranked, and nothing is where figures are no basis for assessment`() throws {
        for (assessment, ranked) in [("basis", 2), ("none", 0)] {
            let desk = try Desk(now: "2025-03-03 09:00")
            try desk.load(try Desk.input(Self.notice(Self.forms, assessment: assessment), roster: Self.roster(13)))
            try desk.step("2025-04-10 10:00", "small-2025", "forms", "M2", .submitted(Submission()))
            try desk.step("2025-04-10 11:00", "small-2025", "forms", "M2", .accepted(level: 1))
            let asOf = try Desk.moment("2025-04-20 09:00")
            let regions = try #require(try desk.office.report(ReportQuery(by: .region, asOf: asOf)).notices.first)
                .groups
            #expect(regions.map(\.key) == ["西", "东"])
            #expect(regions.compactMap(\.rank).count == ranked)
            if ranked > 0 { #expect(regions.map(\.rank) == [2, 1]) }
            let units = try #require(try desk.office.report(ReportQuery(by: .unit, asOf: asOf)).notices.first).groups
            #expect(units.allSatisfy { $0.rank == nil })
        }
    }

    @Test func `what was blocked at its due is charged to who held it up, by name`() throws {
        let desk = try Desk(now: "2025-04-15 09:00")
        try desk.load(try Desk.shipped("tianjin-statistics-2024"))
        let id = "tianjin-statistics-2024"
        try desk.step("2025-05-20 09:00", id, "own-data", "TJ-KJ-A1", .submitted(Submission()))
        let query = ReportQuery(notices: [id], by: .unit, asOf: try Desk.moment("2025-06-20 09:00"))
        let figures = try #require(try desk.office.report(query).notices.first)
        #expect(figures.total[.blocked] > 50)
        let own = try desk.assignment(id, "own-data", "TJ-KJ-A1")
        let held = figures.charges.filter { $0.holders.contains(own.assignment.reviewers[0]) && $0.task == "scan" }
        #expect(!held.isEmpty)
        #expect(figures.charges.reduce(0) { $0 + $1.count } == figures.total[.blocked])
    }

    @Test func `an extended review is measured by either due`() throws {
        let desk = try Desk(now: "2025-04-15 09:00")
        let id = "tianjin-statistics-2024"
        try desk.load(try Desk.shipped(id))
        let own = try desk.assignment(id, "own-data", "TJ-KJ-A1")
        let reviewer = own.assignment.reviewers[0]
        try desk.step("2025-05-20 09:00", own.id, .submitted(Submission()))
        let review = try desk.assignment(id, "review-affiliates", reviewer).id
        try desk.step("2025-05-28 09:00", review, .extended(end: try Desk.moment("2025-06-07 00:00"), reason: "换系统"))
        try desk.step("2025-06-03 09:00", own.id, .accepted(level: 1))
        for asOf in ["2025-06-10 09:00", "2025-06-03 09:00"] {
            let query = ReportQuery(notices: [id], by: .task, asOf: try Desk.moment(asOf))
            let figures = try #require(try desk.office.report(query).notices.first)
            let tally = try #require(figures.groups.first { $0.key == "review-affiliates" }).tally
            let (original, extended) = (tally[.acceptedSubmission, .original], tally[.acceptedSubmission, .extended])
            #expect(original.late + original.missing == 1)
            #expect(extended.late + extended.missing == 0)
        }
    }

    @Test func `a task that a later revision dropped counts as withdrawn`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        let extra = Self.forms.replacing("forms:", with: "extra:")
        try desk.load(try Desk.input(Self.notice(Self.forms + "\n" + extra), roster: Self.roster(3)))
        try desk.step("2025-03-10 09:00", "small-2025", "extra", "M1", .submitted(Submission()))
        desk.now = try Desk.moment("2025-03-11 09:00")
        try desk.load(try Desk.input(Self.notice(Self.forms), roster: Self.roster(3)))
        let figures = try #require(try desk.office.report(ReportQuery(asOf: desk.now)).notices.first)
        #expect(figures.total.total == 4)
        #expect(figures.total[.withdrawn] == 1)
        #expect(try desk.assignment("small-2025", "extra", "M1").status.state == .withdrawn)
    }

    /// A notice of its own id, whose first submissions are what counts.
    private static let other = notice(forms).replacing("small-2025", with: "other-2025")
        .replacing("issued:", with: "official: firstSubmission\nissued:")

    @Test func `several notices make a total of numerators over denominators`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.notice(Self.forms), roster: Self.roster(6)))
        try desk.load(try Desk.input(Self.other, roster: Self.roster(6)))
        for notice in ["small-2025", "other-2025"] {
            for unit in 1...4 {
                try desk.step("2025-04-10 10:0\(unit)", notice, "forms", "M\(unit)", .submitted(Submission()))
            }
            try desk.step("2025-04-11 09:00", notice, "forms", "M1", .returned(level: 1, reason: "缺页"))
            for unit in 2...3 {
                try desk.step("2025-04-11 10:0\(unit)", notice, "forms", "M\(unit)", .accepted(level: 1))
            }
        }
        try desk.step("2025-04-11 11:00", "other-2025", "forms", "M2", .reopened(reason: "x"))
        for asOf in ["2025-04-20 09:00", "2025-04-11 10:30"] {
            for by in [nil, ReportQuery.Grouping.unit] {
                let report = try desk.office.report(ReportQuery(by: by, asOf: try Desk.moment(asOf)))
                let total = try #require(report.total)
                let parts = report.notices.map(\.total)
                #expect(parts.count == 2)
                let onTime = parts.map(\.official)
                #expect(
                    total.official.rate
                        == Ratio(onTime.reduce(0) { $0 + $1.onTime }, of: onTime.reduce(0) { $0 + $1.decided }))
                #expect(total.completion.numerator == parts.reduce(0) { $0 + $1.acceptedOfDue })
                #expect(total.completion.denominator == parts.reduce(0) { $0 + $1.due })
                #expect(total.missing.count == parts.reduce(0) { $0 + $1.missing.count })
                // Units are counted once, decisions as often as they were made.
                #expect(total.unitReturnRate.fraction == "1/3")
                #expect(total.decisionReturnRate.fraction == "2/6")
            }
        }
        let one = ReportQuery(notices: ["small-2025"], asOf: try Desk.moment("2025-04-20 09:00"))
        #expect(try desk.office.report(one).total == nil)
        // What is recorded later in one of them changes no earlier report of either.
        let query = ReportQuery(by: .unit, asOf: try Desk.moment("2025-04-20 09:00"))
        let earlier = try text(desk.office.report(query))
        try desk.step("2025-04-21 09:00", "small-2025", "forms", "M5", .submitted(Submission()))
        let later = try desk.office.report(query)
        #expect(text(later) == earlier)
        #expect(try text(desk.office.report(ReportQuery(by: .unit, asOf: desk.now))) != earlier)
    }

    @Test func `the whole is the same however it is grouped`() throws {
        let desk = try Desk(now: "2025-04-15 09:00")
        try desk.load(try Desk.shipped("tianjin-statistics-2024"))
        try desk.step("2025-05-20 09:00", "tianjin-statistics-2024", "own-data", "TJ-KJ-A1", .submitted(Submission()))
        let asOf = try Desk.moment("2025-06-20 09:00")
        let groupings: [ReportQuery.Grouping?] = [nil] + ReportQuery.Grouping.allCases
        let wholes = try groupings.map { by in
            try #require(try desk.office.report(ReportQuery(by: by, asOf: asOf)).notices.first).total.cells
        }
        #expect(wholes.allSatisfy { $0 == wholes[0] })
        let plain = try desk.office.report(ReportQuery(asOf: asOf, namesHolders: false)).notices.first
        #expect(plain?.charges == [] && plain?.total.cells == wholes[0])
    }

    @Test func `a notice is unknown before it was loaded`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.notice(Self.forms), roster: Self.roster(3)))
        let before = try Desk.moment("2025-03-02 09:00")
        let refusal = #expect(throws: Refusal.self) {
            try desk.office.report(ReportQuery(notices: ["small-2025"], asOf: before))
        }
        #expect(refusal?.kind == .notFound)
        #expect(try desk.office.report(ReportQuery(asOf: before)).notices.isEmpty)
    }

    @Test func `what has opened since the last record is not taken for blocked`() throws {
        let desk = try Desk(now: "2022-04-28 10:00")
        try desk.load(try Desk.shipped("kaifu-demo-2022"))
        let query = ReportQuery(by: .task, asOf: try Desk.moment("2022-05-20 10:00"))
        let figures = try #require(try desk.office.report(query).notices.first)
        let column = try #require(figures.groups.first { $0.key == "science-column" }).tally
        #expect(column[.blocked] == 0)
        #expect(column[.missing] > 0)
        // Nor does it matter what the clock opens afterwards.
        let before = try text(desk.office.report(query))
        #expect(try desk.office.refresh("kaifu-demo-2022", now: try Desk.moment("2022-09-20 10:00")) > 0)
        #expect(try text(desk.office.report(query)) == before)
    }

    @Test func `a void that makes a later event impossible is refused`() throws {
        let desk = try Desk(now: "2025-03-03 09:00")
        try desk.load(try Desk.input(Self.notice(Self.forms), roster: Self.roster(3)))
        let handedIn = try desk.step("2025-03-10 09:00", "small-2025", "forms", "M1", .submitted(Submission()))
        try desk.step("2025-03-11 09:00", "small-2025", "forms", "M1", .accepted(level: 1))
        let submission = try #require(handedIn.events.first).seq
        #expect(throws: StepsRefused.self) { try desk.office.void(submission, reason: "记错", now: desk.now) }
        #expect(try desk.assignment("small-2025", "forms", "M1").status.state == .accepted)
    }
}
