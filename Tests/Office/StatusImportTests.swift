/// Taking over another platform's status: the shipped sample, twice, and rows that cannot be taken.

import Deadlines
import Documents
import Ledger
import Notices
import Office
import Testing
import Texts
import Workflow

@Suite struct StatusImportTests {
    private static let id = "henan-museums-2023"

    private func desk() throws -> Desk {
        let desk = try Desk(now: "2024-01-08 10:00")
        try desk.load(try Desk.shipped(Self.id))
        desk.now = try Desk.moment("2024-02-10 09:00")
        return desk
    }

    private func mapping() throws -> StatusMapping {
        let text = try String(contentsOfFile: Desk.root + "/Notices/henan-status.yml", encoding: .utf8)
        let node = try #require(YAMLReader.read(text, file: "henan-status.yml").node)
        let (mapping, problems) = StatusMapping.decode(node, file: "henan-status.yml")
        #expect(problems == [])
        return try #require(mapping)
    }

    private func read(_ csv: String, _ desk: Desk) throws -> (proposal: StatusProposal, found: [Diagnostic]) {
        let mapping = try mapping()
        let sheet = try #require(CSVReader.read(csv, file: "status.csv").sheet)
        let (records, found) = StatusExport.read(
            sheet, mapping, roster: try desk.office.roster(ofNotice: Self.id), zone: Desk.china)
        let proposal = try desk.office.proposeStatus(
            records, mapping, notice: Self.id, file: "status.csv", now: desk.now)
        return (proposal, found)
    }

    private static let header = "场馆名称,所属地区,报表状态,首次提交时间,退回时间,退回原因,最近提交时间,审核通过时间\n"

    private func sample() throws -> String {
        try String(contentsOfFile: Desk.root + "/Notices/henan-status.csv", encoding: .utf8)
    }

    @Test func `the sample is taken with its own times, and a second import changes nothing`() throws {
        let desk = try desk()
        let (proposal, found) = try read(try sample(), desk)
        #expect(found == [])
        #expect(proposal.problems == [])
        #expect(proposal.changes.count == 39 && proposal.untouched == 2 && proposal.known == 0)
        let recording = try desk.office.applyStatus(proposal, now: desk.now)
        #expect(recording.events.count == proposal.steps)
        #expect(recording.events.allSatisfy { $0.source == .imported && $0.recorded == desk.now })
        let museum = try desk.assignment(Self.id, "basic-data", "HA-ZZ-M2")
        let events = try desk.store.events(.assignment(museum.id))
        #expect(events.map(\.what.kind) == ["submitted", "returned", "submitted", "accepted"])
        #expect(events.first?.at == Instant(seconds: try Desk.moment("2024-01-19 13:35").seconds + 22))
        #expect(museum.status.state == .accepted)
        let head = try desk.store.head()
        let again = try read(try sample(), desk).proposal
        #expect(again.isEmpty && again.known == 39)
        #expect(try desk.office.applyStatus(again, now: desk.now).events.isEmpty)
        #expect(try desk.store.head() == head)
    }

    @Test(arguments: [
        ("不存在的馆,郑州市,已完成,2024-01-26 11:05:33,,,,2024-01-31 18:03:45", "unknown-unit"),
        ("郑州科学技术馆,郑州市,已完成,26日,,,,2024-01-31 18:03:45", "bad-time"),
        ("郑州科学技术馆,郑州市,审结,2024-01-26 11:05:33,,,,", "unknown-state"),
        ("郑州科学技术馆,郑州市,待审核,2024-03-26 11:05:33,,,,", "future-time"),
        ("郑州科学技术馆,郑州市,待审核,2023-12-26 11:05:33,,,,", "before-notice"),
        ("郑州科学技术馆,郑州市,已退回,2024-01-26 11:05:33,2024-01-25 09:00:00,缺件,,", "times-out-of-order"),
    ])
    func `a row that cannot be taken is reported, and the others are taken`(row: String, code: String) throws {
        let desk = try desk()
        let good = "兰考县科技馆,开封市,待审核,2024-01-17 14:19:37,,,,\n"
        let (proposal, found) = try read(Self.header + row + "\n" + good, desk)
        #expect((found + proposal.problems).filter { $0.severity == .error }.map(\.code) == [code])
        #expect((found + proposal.problems).first?.span?.start.line == 2)
        #expect(proposal.changes.map(\.unitName) == ["兰考县科技馆"])
    }

    @Test func `what is older than the ledger knows is reported and not applied`() throws {
        let desk = try desk()
        try desk.step("2024-02-10 10:00", Self.id, "basic-data", "HA-ZZ-M1", .submitted(Submission()))
        let row = "郑州科学技术馆,郑州市,已完成,2024-01-26 11:05:33,,,,2024-01-31 18:03:45\n"
        let proposal = try read(Self.header + row, desk).proposal
        #expect(proposal.problems.map(\.code) == ["older-than-known"])
        #expect(proposal.isEmpty)
    }

    @Test func `a later export adds what is new`() throws {
        let desk = try desk()
        let early = "兰考县科技馆,开封市,待审核,2024-01-17 14:19:37,,,,\n"
        _ = try desk.office.applyStatus(try read(Self.header + early, desk).proposal, now: desk.now)
        let late = "兰考县科技馆,开封市,已完成,2024-01-17 14:19:37,,,2024-01-17 14:19:37,2024-01-22 18:54:11\n"
        let proposal = try read(Self.header + late, desk).proposal
        #expect(proposal.changes.map(\.steps.count) == [1])
        #expect(proposal.changes.first?.after == .accepted)
    }

    @Test func `a step that the state does not allow is reported in words`() throws {
        let desk = try desk()
        try desk.step("2024-01-09 09:00", Self.id, "basic-data", "HA-ZZ-M1", .exempted(reason: "闭馆"))
        desk.now = try Desk.moment("2024-02-10 09:00")
        let row = "郑州科学技术馆,郑州市,待审核,2024-01-26 11:05:33,,,,\n"
        let proposal = try read(Self.header + row, desk).proposal
        #expect(proposal.problems.map(\.code) == ["impossible-step"])
        #expect(proposal.isEmpty)
    }

    @Test func `a proposal is stale once something else was recorded`() throws {
        let desk = try desk()
        let proposal = try read(try sample(), desk).proposal
        try desk.step("2024-02-10 10:00", Self.id, "new-list", "HA-ZZ", .acknowledged)
        let refusal = #expect(throws: Refusal.self) { try desk.office.applyStatus(proposal, now: desk.now) }
        #expect(refusal?.kind == .tryAgain)
    }
}
