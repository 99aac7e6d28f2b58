import Deadlines
import Ledger
import Notices
import Office
import Testing
import Texts
import Workflow

/// A notice whose issue date becomes known, or is corrected, after it was loaded.
@Suite struct OpeningTests {
    private static let notice = "henan-museums-2023"
    private static let unit = "HA-ZZ-M1"

    private static func input(issued: String?) throws -> LoadInput {
        let shipped = try Desk.shipped(notice)
        let lines = shipped.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("issued:") ? issued.map { "issued: \($0)" } ?? "issued: null" : String(line)
        }
        var input = try Desk.input(lines.joined(separator: "\n"), roster: nil)
        input.roster = shipped.roster
        return input
    }

    private func submit(_ desk: Desk, at: String) throws {
        let row = try desk.assignment(Self.notice, "basic-data", Self.unit)
        let request = StepRequest(row.id, .submitted(Submission()), at: try Desk.moment(at))
        _ = try desk.office.record([request], now: desk.now)
    }

    @Test func `without an issue date nothing lies before the load, and the refusal says what to write`() throws {
        let desk = try Desk(now: "2024-01-12 10:00")
        try desk.load(try Self.input(issued: nil))
        let refusal = #expect(throws: Refusal.self) { try submit(desk, at: "2024-01-10 15:00") }
        #expect(refusal?.why?.zh.contains("没有印发日期") == true)
        #expect(refusal?.remedy?.en.contains("`issued: 2024-01-10`, or an earlier day") == true)
        #expect(refusal?.remedy?.en.contains("duban load FILE") == true)
    }

    @Test func `an issue date written later opens what is loaded already`() throws {
        let desk = try Desk(now: "2024-01-12 10:00")
        try desk.load(try Self.input(issued: nil))
        let head = try desk.store.head()
        let loadedAt = desk.now

        desk.now = try Desk.moment("2024-01-12 11:00")
        let proposal = try desk.office.propose(try Self.input(issued: "2024-01-08"), now: desk.now)
        let count = proposal.plan.openings.count
        #expect(count > 50 && proposal.plan.added.isEmpty && proposal.plan.removed.isEmpty)
        #expect(proposal.plan.openings.allSatisfy { $0.from == loadedAt })
        #expect(try desk.office.apply(proposal, reason: "补记收文日", now: desk.now).openings == count)

        try submit(desk, at: "2024-01-10 15:00")
        let row = try desk.assignment(Self.notice, "basic-data", Self.unit)
        let issued = try Desk.moment("2024-01-08")
        #expect(row.assignment.opens == loadedAt, "the definition is frozen")
        #expect(row.status.openedAt == issued)
        #expect(row.status.clock.unit == (try Desk.moment("2024-01-10 15:00")).seconds(since: issued))
        #expect(throws: Refusal.self) { try submit(desk, at: "2024-01-07 15:00") }
        #expect(try desk.store.verify(head: head.hash.hex).isIntact)
        #expect(try desk.office.rebuild(now: desk.now).isIntact)

        // The same file again changes nothing; a later correction moves it back, and what is on record stays.
        #expect(try desk.office.propose(try Self.input(issued: "2024-01-08"), now: desk.now).isSame)
        let later = try desk.load(try Self.input(issued: "2024-01-11"))
        #expect(later.openings == count)
        let kept = try desk.assignment(Self.notice, "basic-data", Self.unit).status
        #expect(kept.state == .submitted)
        #expect(try kept.openedAt == Desk.moment("2024-01-10 15:00"))
        #expect(try desk.assignment(Self.notice, "basic-data", "HA-KF-M1").status.openedAt == Desk.moment("2024-01-11"))
        #expect(try desk.office.rebuild(now: desk.now).isIntact)
    }

    @Test func `the story of a task says that its opening was moved`() throws {
        let desk = try Desk(now: "2024-01-12 10:00")
        try desk.load(try Self.input(issued: nil))
        desk.now = try Desk.moment("2024-01-12 11:00")
        try desk.load(try Self.input(issued: "2024-01-08"))
        let row = try desk.assignment(Self.notice, "basic-data", Self.unit)
        let story = try desk.office.why(row.id, asOf: desk.now)
        #expect(story.events.contains { $0.text.en.contains("opening moved to 2024-01-08 00:00") })
    }
}
