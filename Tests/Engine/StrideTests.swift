/// A tick in steps: however few assignments a step holds, and wherever it is broken off, the letters are the same.

import Deadlines
import Ledger
import Reminders
import Testing
import Workflow

@testable import Engine

@Suite struct StrideTests {
    private struct Broken: Error {}

    /// Nine units in two groups, two tasks each, of which some have no mailbox and one has two.
    private static let roster =
        "code,name,kind,level,parent,mail,phone\nP,甲科协,association,province,,p@example.org,\n"
        + "Q,乙科协,association,province,,q@example.org,\n"
        + (1...9).map { number in
            let mail = number == 3 ? "" : number == 4 ? "a@example.org;b@example.org" : "u\(number)@example.org"
            return "U\(number),第\(number)馆,museum,county,\(number % 2 == 0 ? "P" : "Q"),\(mail),\n"
        }.joined()

    private static func notice(tasks: Int) -> String {
        "notice: test\ntitle: 通知\nissued: 2025-03-03\ncalendar: cn\ncloses: 2025-06-30\ntasks:\n"
            + (1...tasks).map {
                "  t\($0): {kind: submission, title: 任务\($0), who: {kind: museum}, due: 2025-04-11, review: parent}\n"
            }.joined()
    }

    /// Every letter with what it tells, whatever its number.
    private func outbox(_ scene: Scene) throws -> Set<String> {
        Set(
            try scene.letters().map { letter in
                let told = try scene.store.owed(inLetter: letter.id).map { "\($0.assignment)/\($0.stage)" }.sorted()
                // A letter about an event is keyed by one of its lines as well: by which depends on the step.
                let key = letter.kind == "new" ? "new" : letter.key
                return "\(key) \(letter.state) \(letter.recipient) \(told)"
            })
    }

    private func scene(tasks: Int = 2, stride: Int) throws -> Scene {
        try Scene([Self.notice(tasks: tasks)], roster: Self.roster, stride: stride)
    }

    /// Days on which the notice is told, reminded, and overdue so long that parents and coordinator hear of it.
    private static let days = ["2025-03-03 09:00", "2025-03-27 08:30", "2025-04-11 08:30", "2025-04-21 08:30"]

    @Test(arguments: [1, 2, 3, 5, 8]) func `the letters do not depend on the step's size`(stride: Int) throws {
        let whole = try scene(stride: 1000)
        let pieces = try scene(stride: stride)
        for day in Self.days {
            var steps = 0
            try pieces.at(day)
            _ = try pieces.engine.tick(now: pieces.now) { _ in steps += 1 }
            #expect(steps >= 18 / stride)
            try whole.at(day)
            try whole.round()
            try pieces.round()
            #expect(try outbox(pieces) == outbox(whole))
            #expect(pieces.arrived.sorted() == whole.arrived.sorted())
        }
        let digests = try pieces.letters().filter { $0.recipient == "coordinator" && $0.kind == "coordinator" }
        #expect(try pieces.store.owed(inLetter: try #require(digests.last).id).count == 18)
    }

    @Test(arguments: [2, 3, 5, 1000]) func `a forecast in numbers has the letters of the forecast itself`(
        stride: Int
    ) throws {
        func told(_ letters: [(Recipient, Int)]) -> [String] { letters.map { "\($0.key) \($1)" }.sorted() }
        let scene = try scene(stride: stride)
        for day in Self.days {
            try scene.at(day)
            for isSilenced in [false, true] {
                if isSilenced {
                    _ = try scene.office.silence(
                        .unit("U5"), until: scene.now.adding(seconds: 3600), reason: "test", now: scene.now)
                }
                let whole = try scene.engine.forecast(at: scene.now)
                let outline = try scene.engine.outlineForecast(at: scene.now)
                #expect(
                    told(outline.letters.map { ($0.recipient, $0.lines) })
                        == told(whole.digests.map { ($0.recipient, $0.lines.count) }))
                #expect(outline.goes == whole.goes && outline.suppressed == whole.suppressed.count)
            }
            try scene.round()
        }
    }

    @Test(arguments: 1...9) func `broken off after any step, nothing is lost, doubled or torn apart`(steps: Int) throws
    {
        let whole = try scene(stride: 1000)
        let torn = try scene(stride: 2)
        for day in Self.days {
            try torn.at(day)
            var left = steps
            #expect(throws: Broken.self) {
                try torn.engine.tick(now: torn.now) { _ in
                    left -= 1
                    if left == 0 { throw Broken() }
                }
            }
            try torn.restart()
            // It takes a while until the service manager has started the program again.
            torn.pass(seconds: 5)
            try torn.round()
            try whole.at(day)
            try whole.round()
            #expect(try outbox(torn) == outbox(whole))
        }
        let keys = try torn.letters().map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `one letter tells a unit of its notice, however many tasks it has`() throws {
        let scene = try scene(tasks: 7, stride: 3)
        try scene.round()
        let mine = try scene.letters().filter { $0.recipient == "unit:U1" }
        #expect(mine.count == 1)
        #expect(try scene.store.owed(inLetter: try #require(mine.first).id).count == 7)
        #expect(scene.far.delivered.filter { $0.address == "u1@example.org" }.count == 1)
        #expect(scene.far.delivered.first { $0.address == "a@example.org" }?.subject.contains("7项") == true)
    }

    @Test func `a digest that waits takes what comes later that day, but no second occasion of one assignment`() throws
    {
        let scene = try Scene(released: false)
        try scene.run(through: "2025-03-27 12:00")
        let digests = { try scene.letters().filter { $0.recipient == "unit:M1" && $0.kind == "morning" } }
        #expect(try digests().count == 1)
        try scene.record("M1", .extended(end: try Scene.moment("2025-04-26 00:00"), reason: "停电"))
        try scene.round()
        #expect(try digests().count == 1)
        try scene.run(through: "2025-03-28 12:00")
        #expect(try digests().count == 2)
    }
}

@Suite struct AwakeSlicesTests {
    private func slices(_ units: [Int64], _ stride: Int) -> [[AssignmentID]] {
        let awake = units.enumerated().map { Awake(id: AssignmentID($0.offset), unit: $0.element) }
        return AwakeSlices(awake, stride: stride).map(\.ids)
    }

    @Test func `what fits into one piece keeps its order`() {
        #expect(slices([3, 1, 2], 3) == [[0, 1, 2]])
        #expect(slices([], 3) == [])
    }

    @Test func `units stay whole unless they are larger than a piece`() {
        #expect(slices([1, 2, 1, 2, 3], 4) == [[0, 2, 1, 3], [4]])
        #expect(slices([1, 2, 2, 3, 3], 2) == [[0], [1, 2], [3, 4]])
        #expect(slices([1, 1, 1, 1, 1, 2], 2) == [[0, 1], [2, 3], [4, 5]])
        let all = slices((0..<50).map { Int64($0 * 7 % 5) }, 4)
        #expect(all.flatMap { $0 }.sorted() == (0..<50).map { AssignmentID($0) })
        #expect(all.allSatisfy { $0.count <= 4 })
    }

    @Test func `a piece knows whether it goes on with a unit`() {
        let awake = [1, 1, 1, 2].enumerated().map { Awake(id: AssignmentID($0.offset), unit: Int64($0.element)) }
        #expect(AwakeSlices(awake, stride: 2).map(\.continuesUnit) == [false, true])
    }
}
