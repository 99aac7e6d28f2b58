import Deadlines
import Ledger
import Office
import Testing
import Workflow

@Suite struct LoadingTests {
    @Test(arguments: [
        ("henan-museums-2023", "2024-01-08 10:00"), ("quzhou-bases-2023", "2023-01-05 10:00"),
        ("tianjin-statistics-2024", "2025-04-15 10:00"), ("chongqing-statistics-2024", "2025-03-10 10:00"),
        ("kaifu-demo-2022", "2022-04-28 10:00"),
    ])
    func `a shipped notice loads, and loading it again changes nothing`(name: String, at: String) throws {
        let desk = try Desk(now: at)
        let input = try Desk.shipped(name)
        let result = try desk.load(input)
        #expect(result.added > 50)
        #expect(try desk.store.assignments(.notice(name)).count == result.added)
        let again = try desk.office.propose(input, now: desk.now)
        #expect(again.isSame)
        #expect(again.plan.isEmpty)
        #expect(again.units.isEmpty)
    }
}

@Suite struct ReloadingTests {
    @Test func `without a roster the ledger's own is used and no contact is touched`() throws {
        let desk = try Desk(now: "2024-01-08 10:00")
        var input = try Desk.shipped("henan-museums-2023")
        try desk.load(input)
        input.roster = nil
        input.text += "\n# second edition\n"
        desk.now = try Desk.moment("2024-01-09 10:00")
        let proposal = try desk.office.propose(input, now: desk.now)
        #expect(proposal.units.isEmpty)
        #expect(proposal.plan.isEmpty)
        #expect(!proposal.isSame)
        _ = try desk.office.apply(proposal, reason: "test", now: desk.now)
        let museum = try #require(try desk.store.unit(code: "HA-ZZ-M1"))
        #expect(!museum.unit.mailboxes.isEmpty)
    }

    @Test func `a moved date, a task that falls away and one that comes back`() throws {
        let desk = try Desk(now: "2024-01-08 10:00")
        let input = try Desk.shipped("henan-museums-2023")
        try desk.load(input)
        let unit = "HA-ZZ-M1"
        try desk.step("2024-01-10 10:00", "henan-museums-2023", "basic-data", unit, .acknowledged)

        var second = input
        second.text = input.text.replacing("2024-01-31", with: "2024-02-05")
        second = try Desk.input(second.text, roster: nil)
        second.notice.tasks.removeAll { $0.id == "basic-data" }
        for index in second.notice.tasks.indices { second.notice.tasks[index].covers.removeAll { $0 == "basic-data" } }
        desk.now = try Desk.moment("2024-01-15 10:00")
        let result = try desk.load(second)
        #expect(result.withdrawn == 1, "only the one with a history")
        #expect(result.redated > 0)
        #expect(try desk.assignment("henan-museums-2023", "basic-data", unit).status.state == .withdrawn)
        let list = try desk.assignment("henan-museums-2023", "new-list", "HA-ZZ")
        #expect(list.status.due == (try Desk.moment("2024-02-06")))

        desk.now = try Desk.moment("2024-01-16 10:00")
        try desk.load(input)
        #expect(try desk.assignment("henan-museums-2023", "basic-data", unit).status.state == .open)
        #expect(
            try desk.assignment("henan-museums-2023", "new-list", "HA-ZZ").status.due == (try Desk.moment("2024-02-01"))
        )
        #expect(try desk.store.verify(head: nil).isIntact)
    }
}
