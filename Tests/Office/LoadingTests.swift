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
