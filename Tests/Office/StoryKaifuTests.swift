import Deadlines
import Ledger
import Notices
import Office
import Testing
import Workflow

/// Kaifu: a weekly column, indicators that several units answer for, points that add up.
@Suite struct StoryKaifuTests {
    private static let id = "kaifu-demo-2022"
    private let desk: Desk

    init() throws {
        desk = try Desk(now: "2022-05-01 10:00")
        try desk.load(try Desk.shipped(Self.id))
    }

    private func column(_ week: String) throws -> StoredAssignment {
        let all = try desk.store.assignments(.task("science-column", notice: Self.id))
        return try #require(all.first { $0.assignment.occurrence == week })
    }

    @Test func `one week without the column is missed, its neighbours are on time`() throws {
        // Only the present week exists; the later ones come one period ahead.
        #expect(try desk.store.assignments(.task("science-column", notice: Self.id)).count == 1)
        try desk.step("2022-05-06 10:00", try column("2022-W18").id, .submitted(Submission()))
        desk.now = try Desk.moment("2022-05-16 09:00")
        #expect(try desk.office.makeTurns(of: Self.id, now: desk.now) > 0)
        #expect(try desk.office.refresh(Self.id, now: desk.now) > 0)
        #expect(try column("2022-W19").assignment.due == Desk.moment("2022-05-16 00:00"))
        try desk.step("2022-05-20 10:00", try column("2022-W20").id, .submitted(Submission()))
        let asOf = try Desk.moment("2022-05-24 00:00")
        let verdicts = try ["2022-W18", "2022-W19", "2022-W20"].map {
            try column($0).status.verdict(.acceptedSubmission, .original, asOf: asOf)
        }
        #expect(verdicts == [.onTime, .missing, .onTime])
    }

    @Test func `an indicator with several units shows who is missing`() throws {
        let task = "a1-1-4"
        let units = try desk.store.assignments(.task(task, notice: Self.id)).map(\.assignment.unit)
        #expect(units.count > 2)
        try desk.step("2022-06-01 10:00", Self.id, task, units[0], .submitted(Submission()))
        let overview = try NoticeOverview(loaded: Self.id, in: desk.store)
        #expect(overview.missing[task] == Array(units.dropFirst()))
        #expect(overview.counts[task]?.filter { $0.key.isOutstanding }.values.reduce(0, +) ?? 0 >= units.count - 1)
    }

    @Test func `points add up the tree, caps and alternatives count once`() throws {
        let overview = try NoticeOverview(loaded: Self.id, in: desk.store)
        let forest = IndicatorNode.forest(overview.notice.indicators)
        #expect(forest.map(\.maximum.text) == ["19", "34", "42"])
        #expect(forest.reduce(Points(tenths: 0)) { $0 + $1.maximum }.text == "95")
        let all = forest.flatMap { [$0] + $0.children }
        #expect(all.first { $0.indicator.id == "a3-5" }?.maximum.text == "16")
        #expect(all.filter(\.indicator.hasVeto).map(\.indicator.id) == ["a3-2"])
        let venue = try #require(all.first { $0.indicator.id == "a2-3" })
        #expect(venue.indicator.points.filter { $0.alternative == "venue" }.count == 2)
        #expect(venue.maximum.text == "7")
    }
}
