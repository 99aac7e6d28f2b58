/// A step whose clock is behind the ledger's: it waited for another process, or the clock was set back.

import Ledger
import Office
import Testing
import Workflow

@Test func `a step recorded by an earlier clock leaves what is recorded as it is`() throws {
    let desk = try Desk(now: "2024-01-09 09:00")
    try desk.load(try Desk.shipped("henan-museums-2023"))
    let first = try desk.assignment("henan-museums-2023", "basic-data", "HA-ZZ-M1").id
    let second = try desk.assignment("henan-museums-2023", "basic-data", "HA-M1").id
    try desk.step("2024-01-20 10:00", first, .submitted(Submission()))
    try desk.step("2024-01-20 09:00", second, .submitted(Submission()))
    for id in [first, second] {
        #expect(try desk.store.assignment(id)?.status.state == .submitted)
    }
    #expect(try desk.office.rebuild(now: desk.now).differences.isEmpty)
}
