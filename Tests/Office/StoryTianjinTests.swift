import Deadlines
import Ledger
import Notices
import Office
import Testing
import Workflow

/// Tianjin: two levels of review, a scan that opens when the unit is told, a review task that is derived.
@Suite struct StoryTianjinTests {
    private static let id = "tianjin-statistics-2024"
    private let desk: Desk

    init() throws {
        desk = try Desk(now: "2025-04-15 10:00")
        try desk.load(try Desk.shipped(Self.id))
    }

    private func step(_ at: String, _ task: String, _ unit: String, _ what: What) throws -> Recording {
        try desk.step(at, Self.id, task, unit, what)
    }

    private func status(_ task: String, _ unit: String) throws -> Status {
        try desk.assignment(Self.id, task, unit).status
    }

    private func told(_ unit: String, _ at: String) throws -> Recording {
        desk.now = try Desk.moment(at)
        return try desk.office.recordHappening("told", notice: Self.id, unit: unit, at: desk.now, now: desk.now)
    }

    @Test func `returned with a reason, resubmitted late, accepted at both levels, told, scanned`() throws {
        let unit = "TJ-EDU-A1"
        #expect(try desk.assignment(Self.id, "own-data", unit).assignment.reviewers == ["TJ-EDU", "TJ-ISTI"])
        _ = try step("2025-05-26 10:00", "own-data", unit, .submitted(Submission()))
        _ = try step("2025-05-28 10:00", "own-data", unit, .returned(level: 1, reason: "人员数与上年相差过大"))
        // 31 May to 2 June are the Dragon Boat holiday: of 29 May, 30 May, 3 June the last.
        let returned = try status("own-data", unit)
        #expect(returned.state == .returned)
        #expect(try returned.correctionDue == Desk.moment("2025-06-04 00:00"))
        _ = try step("2025-06-05 16:00", "own-data", unit, .submitted(Submission()))
        _ = try step("2025-06-06 10:00", "own-data", unit, .accepted(level: 1))
        #expect(try status("own-data", unit).level == 2)
        _ = try step("2025-06-09 10:00", "own-data", unit, .accepted(level: 2))

        let done = try status("own-data", unit)
        let asOf = try Desk.moment("2025-07-01 00:00")
        #expect(done.state == .accepted && done.returns == 1 && done.submissions == 2)
        #expect(done.verdict(.firstSubmission, .original, asOf: asOf) == .onTime)
        #expect(done.verdict(.acceptedSubmission, .original, asOf: asOf) == .late)
        #expect(done.verdict(.firstPass, .original, asOf: asOf) == .late)
        #expect(try done.breach(.original)?.limit == Desk.moment("2025-06-04 00:00"))

        #expect(try status("scan", unit).state == .waiting)
        let opened = try told(unit, "2025-06-10 09:00")
        #expect(opened.changed.contains { $0.assignment.task == "scan" && $0.after.state == .open })
        #expect(try status("scan", unit).isOpenedLate == false)
        _ = try step("2025-06-12 09:00", "scan", unit, .submitted(Submission()))
        let scan = try status("scan", unit)
        #expect(scan.state == .accepted)
        #expect(scan.verdict(.acceptedSubmission, .original, asOf: asOf) == .onTime)
    }

    @Test func `the bureau's review shows n of m, completes by itself, and is reopened with its submissions`() throws {
        let covered = try desk.store.assignments(.notice(Self.id))
            .filter {
                ["own-data", "venue-data"].contains($0.assignment.task) && $0.assignment.reviewers.first == "TJ-EDU"
            }
        let total = covered.count
        #expect(total == 12)
        for row in covered { try desk.step("2025-05-20 10:00", row.id, .submitted(Submission())) }
        for row in covered.dropLast() { try desk.step("2025-05-26 10:00", row.id, .accepted(level: 1)) }
        let almost = try status("review-affiliates", "TJ-EDU")
        #expect(almost.state == .open)
        #expect(almost.cover == Cover(total: total, decided: total - 1, received: total, overdue: 1))
        #expect(throws: StepsRefused.self) {
            try step("2025-05-26 11:00", "review-affiliates", "TJ-EDU", .submitted(Submission()))
        }
        let last = try #require(covered.last)
        let recording = try desk.step("2025-05-27 10:00", last.id, .accepted(level: 1))
        #expect(recording.changed.contains { $0.assignment.task == "review-affiliates" && $0.after.state == .accepted })
        let done = try status("review-affiliates", "TJ-EDU")
        #expect(try done.verdict(.acceptedSubmission, .original, asOf: Desk.moment("2025-07-01 00:00")) == .onTime)

        try desk.step("2025-05-29 10:00", last.id, .returned(level: 2, reason: "漏填场馆"))
        #expect(try status("review-affiliates", "TJ-EDU").state == .open)
    }

    @Test func `a unit told on the last working day has three more, is flagged and not charged`() throws {
        let unit = "TJ-EDU-U2"
        // The scan is due on Sunday 15 June.
        _ = try told(unit, "2025-06-13 15:00")
        let opened = try status("scan", unit)
        #expect(opened.isOpenedLate)
        #expect(try opened.due == Desk.moment("2025-06-16 00:00"))
        #expect(try opened.effectiveDue == Desk.moment("2025-06-19 00:00"))
        _ = try step("2025-06-18 17:00", "scan", unit, .submitted(Submission()))
        let asOf = try Desk.moment("2025-07-01 00:00")
        #expect(try status("scan", unit).verdict(.acceptedSubmission, .original, asOf: asOf) == .onTime)
        // One that was never told is blocked, not missing.
        #expect(try status("scan", "TJ-EDU-U3").verdict(.acceptedSubmission, .original, asOf: asOf) == .blocked)
    }
}
