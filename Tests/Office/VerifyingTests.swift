import Deadlines
import Office
import Testing
import Workflow

@testable import Ledger

/// Rows altered behind the program's back, in every notice that ships.
@Suite struct VerifyingTests {
    private static let notice = "henan-museums-2023"

    @Test(arguments: [1, 2] as [UInt64])
    func `rows that nobody altered are what the events come to, whatever happened`(seed: UInt64) throws {
        let history = try RandomHistory("quzhou-bases-2023", seed: seed, from: "2023-01-05 10:00")
        try history.run(until: "2023-09-01 10:00", batches: 8, size: 30)
        let checked = try history.desk.office.verify(now: history.desk.now)
        #expect(checked.isIntact, "\(checked.problems.map(\.what.en))")
        // Long after: what opens by itself is no difference before anybody wrote it.
        let later = try history.desk.office.verify(now: history.desk.now.adding(seconds: 400 * 86400))
        #expect(later.isIntact, "\(later.problems.map(\.what.en))")
    }

    @Test(arguments: [
        ("UPDATE assignment SET state = 'accepted', accepted_at = 1704700000 WHERE id = ?", "state"),
        ("UPDATE assignment SET extended_due = extended_due + 86400 WHERE id = ?", "extendedDue"),
        ("UPDATE assignment SET deadline = NULL WHERE id = ?", "deadline"),
        ("UPDATE assignment SET returns = 1 WHERE id = ?", "returns"),
        ("UPDATE assignment SET due_version = due_version + 1 WHERE id = ?", "dueVersion"),
        ("UPDATE assignment SET settled = '1704700000~' WHERE id = ?", "settled"),
    ])
    func `an altered row is named with what it says and what the events say`(sql: String, field: String) throws {
        let desk = try Desk(now: "2024-01-08 10:00")
        try desk.load(try Desk.shipped(Self.notice))
        let row = try desk.assignment(Self.notice, "basic-data", "HA-ZZ-M1")
        try desk.store.database.execute(sql.replacing("?", with: String(row.id)), "test")
        let found = try desk.office.verify(now: desk.now)
        let problem = try #require(found.problems.first)
        #expect(found.problems.count == 1 && problem.kind == .row && problem.assignment == row.id)
        #expect(problem.what.en.contains("\(field) says ") && problem.what.zh.contains("\(field) 记为 "))
        let altered = try desk.assignment(Self.notice, "basic-data", "HA-ZZ-M1")
        #expect(try desk.office.verify(now: desk.now) == found, "looking writes nothing")
        #expect(try desk.office.rebuild(now: desk.now).differences.map(\.assignment) == [altered.id])
        #expect(try desk.office.verify(now: desk.now).isIntact)
    }

    @Test func `an altered void, and more altered rows than are named, are counted`() throws {
        let desk = try Desk(now: "2024-01-08 10:00")
        try desk.load(try Desk.shipped(Self.notice))
        let event = try desk.step("2024-01-10 10:00", Self.notice, "basic-data", "HA-ZZ-M1", .acknowledged).events[0]
        _ = try desk.office.void(event.seq, reason: "记错", now: desk.now)
        try desk.store.database.execute("DELETE FROM void", "test")
        // Without its void the event counts again, so that the row differs, too.
        #expect(try desk.office.verify(now: desk.now).problems.map(\.kind) == [.derived, .row])
        try desk.store.database.execute("UPDATE assignment SET chases = 9", "test")
        let many = try desk.office.verify(now: desk.now).problems
        #expect(many.count == 22 && many.last?.what.en.hasSuffix("more rows are not what the events say") == true)
        #expect(try !desk.office.rebuild(now: desk.now).isIntact)
        #expect(try desk.office.verify(now: desk.now).isIntact)
    }
}
