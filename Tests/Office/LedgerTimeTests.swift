import Deadlines
import Ledger
import Office
import Testing
import Workflow

@Suite struct LedgerTimeTests {
    /// A process that waited for the lock has an older idea of now than what was recorded meanwhile.
    @Test func `a step with an older clock takes nothing back that another process recorded`() throws {
        let desk = try Desk(now: "2024-01-08 10:00")
        let notice = "henan-museums-2023"
        try desk.load(try Desk.shipped(notice))
        let first = try desk.assignment(notice, "basic-data", "HA-ZZ-M1")
        let second = try desk.assignment(notice, "basic-data", "HA-KF-M1")
        let (late, early) = (try Desk.moment("2024-01-10 10:00"), try Desk.moment("2024-01-10 09:59"))
        for (row, now) in [(first, late), (second, early)] {
            _ = try desk.office.record([StepRequest(row.id, .submitted(Submission()), at: now)], now: now)
        }
        #expect(try desk.store.assignment(first.id)?.status.state == .submitted)
        #expect(try desk.store.assignment(second.id)?.status.state == .submitted)
        let events = try desk.store.events(.assignment(second.id))
        #expect(events.map(\.at) == [early])
        #expect(events.map(\.recorded) == [late], "the chain's times never go back")
        #expect(try desk.office.rebuild(now: early).differences.isEmpty)
    }
}
