/// Steps recorded from a slice of a notice leave the rows that evaluating the whole notice gives.

import Deadlines
import Ledger
import Notices
import TestSupport
import Testing
import Workflow

@testable import Office

@Suite struct SliceTests {
    @Test(arguments: [
        ("henan-museums-2023", "2024-01-08 10:00"), ("quzhou-bases-2023", "2023-01-05 10:00"),
        ("tianjin-statistics-2024", "2025-04-15 10:00"), ("chongqing-statistics-2024", "2025-03-10 10:00"),
        ("kaifu-demo-2022", "2022-04-28 10:00"),
    ])
    func `random steps leave the rows that the whole notice gives`(name: String, at: String) throws {
        let desk = try Desk(now: at)
        let input = try Desk.shipped(name)
        try desk.load(input)
        let board = Board(
            notice: input.notice, roster: try #require(input.roster), calendar: input.calendar,
            zone: try Dossier.zone(input.notice.zone))
        var dice = SplitMix64(20_250_411)
        var inSlice = 0
        for turn in 0..<120 {
            desk.now = desk.now.adding(seconds: Int64.random(in: 60...40_000, using: &dice))
            _ = try desk.office.refresh(name, now: desk.now)
            try tell(desk, name)
            if try step(desk, name, turn, &dice) { inSlice += 1 }
            let rows = try desk.store.assignments(.notice(name))
            let whole = board.evaluate(
                rows.map(\.assignment), try desk.store.events(.notice(name)), asOf: desk.now)
            let wrong = rows.filter { whole.statuses[$0.id] != $0.status }
            #expect(wrong.isEmpty, "turn \(turn): \(wrong.map { "\($0.assignment.task) of \($0.assignment.unit)" })")
            if !wrong.isEmpty { return }
        }
        #expect(inSlice > 0)
    }

    /// What waits has been told, as a daemon would have done: nothing is to be opened by its day alone.
    private func tell(_ desk: Desk, _ notice: String) throws {
        let waiting = try desk.store.assignments(.notice(notice)).filter { $0.status.state == .waiting }
        try desk.store.write { writer in
            for row in waiting { try writer.setWake(nil, of: row.id) }
        }
    }

    /// One to three steps at once, or a void; whether the slice sufficed.
    private func step(_ desk: Desk, _ notice: String, _ turn: Int, _ dice: inout SplitMix64) throws -> Bool {
        let rows = try desk.store.assignments(.notice(notice))
        if turn % 15 == 14 {
            let steps = try desk.store.events(.notice(notice)).filter { $0.what.isVoidable }
            if let last = steps.last { _ = try? desk.office.void(last.seq, reason: "slip", now: desk.now) }
            return false
        }
        var requests: [StepRequest] = []
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
            // A few units only, so that things come to an end.
            guard let row = rows.prefix(60).randomElement(using: &dice) else { continue }
            requests.append(StepRequest(row.id, what(row, desk.now, &dice), at: desk.now))
        }
        let steps = requests
        var recording = Recording()
        let isSliced = try? desk.store.write { writer in
            try desk.office.recordInSlice(steps, of: notice, writer, now: desk.now, &recording)
        }
        if isSliced != true { _ = try? desk.office.record(steps, now: desk.now) }
        return isSliced == true
    }

    private func what(_ row: StoredAssignment, _ now: Instant, _ dice: inout SplitMix64) -> What {
        switch row.status.state {
        case .open, .returned, .waiting:
            let rare: [What] = [
                .acknowledged, .exempted(reason: "flood"),
                .extended(end: (row.status.extendedDue ?? now).adding(seconds: 864_000), reason: "flood"),
                .submitted(Submission(isNil: true)),
            ]
            return Int.random(in: 0..<4, using: &dice) == 0
                ? rare[Int.random(in: 0..<4, using: &dice)] : .submitted(Submission())
        case .submitted:
            return Bool.random(using: &dice)
                ? .accepted(level: row.status.level) : .returned(level: row.status.level, reason: "unclear")
        case .accepted: return .reopened(reason: "wrong figures")
        case .exempt: return .reinstated(reason: "dry again")
        case .withdrawn: return .acknowledged
        }
    }

    @Test func `a few units are found in a large roster with everybody above them`() throws {
        var text = "code,name,kind,level,parent,region,tags,creditCode,joins,leaves\r\n"
        for number in 0..<2000 {
            text += "U\(number),Unit \(number),office,,P\(number % 7),,a;b,,,\r\n"
        }
        for number in 0..<7 { text += "P\(number),Bureau \(number),bureau,,TOP,,,,,\r\n" }
        text += "TOP,All of it,office,,,,,,,\r\n"
        let whole = try KeptTexts.roster(text)
        let part = try PartialRoster(text).roster(with: ["U1999", "U12", "NOBODY"])
        #expect(Set(part.units.map(\.code)) == ["U1999", "U12", "P4", "P5", "TOP"])
        for unit in part.units { #expect(unit == whole.unit(code: unit.code)) }
    }
}
