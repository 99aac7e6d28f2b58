// Letters from the plan to the outcome.
import Deadlines
import Testing
import Workflow

@testable import Ledger

@Suite struct OutboxTests {
    private static func letter(_ key: String, owed: [Owed] = [], at: Int64 = 0, isHeld: Bool = false) -> NewLetter {
        NewLetter(
            key: key, messageID: "<\(key)@duban>", recipient: "500101", role: "unit", kind: "digest", notice: "sample",
            created: Sample.start, notBefore: Sample.start.adding(seconds: at), isHeld: isHeld, content: "c", owed: owed
        )
    }

    private static let stage = Owed(assignment: 1, stage: "before5", dueVersion: 1)

    @Test func `a letter is planned once, and what was told is not told again`() throws {
        let sample = try Sample()
        let planned = try sample.store.write { writer in
            [
                try writer.plan(Self.letter("a", owed: [Self.stage])),
                try writer.plan(Self.letter("a", owed: [Owed(assignment: 9, stage: "s", dueVersion: 1)])),
                try writer.plan(Self.letter("b", owed: [Self.stage])),
                try writer.plan(
                    Self.letter("c", owed: [Self.stage, Owed(assignment: 1, stage: "before5", dueVersion: 2)])),
                try writer.plan(Self.letter("d")),
            ]
        }
        #expect(planned == [1, nil, nil, 2, 3])
        #expect(try sample.store.owed(inLetter: 2) == [Owed(assignment: 1, stage: "before5", dueVersion: 2)])
        #expect(try sample.store.letter(telling: "500101", of: Self.stage) == 1)
        #expect(try sample.store.letter(telling: "500102", of: Self.stage) == nil)
        #expect(try sample.store.told(about: 1).map(\.letter) == [1, 2])
    }

    @Test func `letters are claimed in order of time, settled by outcome, and the sum always holds`() throws {
        let sample = try Sample()
        try sample.store.write { writer in
            for index in 0..<7 { try writer.plan(Self.letter("k\(index)", at: Int64(index))) }
            try writer.plan(Self.letter("later", at: 1000))
            try writer.plan(Self.letter("held", isHeld: true))
        }
        let now = Sample.start.adding(seconds: 10)
        let claimed = try sample.store.write { try $0.claim(6, at: now) }
        #expect(claimed.map(\.key) == (0..<6).map { "k\($0)" })
        #expect(claimed.allSatisfy { $0.state == .sending && $0.attempts == 1 })
        #expect(try sample.store.write { try $0.claim(6, at: now) }.map(\.key) == ["k6"])
        let next = now.adding(seconds: 60)
        let results: [Outcome.Result] = [.sent, .failed, .unknown, .suppressed, .retry(at: next), .putOff(until: next)]
        let outcomes = zip(claimed, results).map { Outcome(letter: $0.id, result: $1, code: "c", reason: "r", at: now) }
        #expect(try sample.store.write { try $0.settle(outcomes) } == 6)
        #expect(try sample.store.write { try $0.settle(outcomes) } == 0)
        let counts = try sample.store.outboxCounts()
        #expect(counts.total == 9)
        #expect(
            counts.total == counts[.sent] + counts[.failed] + counts[.unknown] + counts[.suppressed] + counts.pending)
        #expect(
            [counts[.sent], counts[.failed], counts[.unknown], counts[.suppressed], counts.pending] == [1, 1, 1, 1, 5])
        let letters = try claimed.compactMap { try sample.store.letter($0.id) }
        #expect(letters.map(\.attempts) == [1, 1, 1, 1, 1, 0])
        #expect(letters[4].nextAttempt == next && letters[4].settledAt == nil && letters[0].settledAt == now)
        #expect(try sample.store.nextAttempt() == next)
    }

    @Test(arguments: [true, false]) func `letters in flight at a crash are planned again or stay unknown`(resend: Bool)
        throws
    {
        let sample = try Sample()
        try sample.store.write { writer in
            for key in ["a", "b"] { try writer.plan(Self.letter(key)) }
        }
        let claimed = try sample.store.write { try $0.claim(1, at: Sample.start) }
        let now = Sample.start.adding(seconds: 50)
        let ids = try sample.store.write { try $0.recoverLetters(resend: resend, reason: "crash", at: now) }
        #expect(ids == claimed.map(\.id))
        let letter = try #require(try sample.store.letter(ids[0]))
        #expect(letter.state == (resend ? .planned : .unknown))
        #expect(letter.messageID == claimed[0].messageID && letter.attempts == 1)
        #expect(try sample.store.write { try $0.recoverLetters(resend: resend, reason: "", at: now) }.isEmpty)
    }

    @Test func `held letters wait for the release and a suppressed one never goes`() throws {
        let sample = try Sample()
        try sample.store.write { writer in
            for key in ["a", "b"] { try writer.plan(Self.letter(key, isHeld: true)) }
        }
        #expect(try sample.store.write { try $0.claim(9, at: Sample.start) }.isEmpty)
        #expect(try sample.store.write { try $0.suppress(letter: 1, reason: "done", at: Sample.start) })
        #expect(try sample.store.write { try $0.suppress(letter: 1, reason: "again", at: Sample.start) } == false)
        #expect(try sample.store.write { try $0.releaseLetters(at: Sample.start) } == 1)
        #expect(try sample.store.write { try $0.holdLetters() } == 1)
        #expect(try sample.store.write { try $0.releaseLetters(at: Sample.start.adding(seconds: 5)) } == 1)
        #expect(try sample.store.write { try $0.claim(9, at: Sample.start) }.isEmpty)
        #expect(try sample.store.write { try $0.claim(9, at: Sample.start.adding(seconds: 5)) }.map(\.key) == ["b"])
        #expect(try sample.store.letters(state: .suppressed).map(\.reason) == ["done"])
        #expect(try sample.store.letters(recipient: "nobody").isEmpty)
    }

    @Test func `recurring tasks say when the next occurrence is made`() throws {
        let sample = try Sample()
        let soon = Sample.start.adding(seconds: 5)
        try sample.store.write { writer in
            try writer.put(Spawn(notice: "sample", task: "forms", nextAt: soon))
            try writer.put(Spawn(notice: "sample", task: "forms", unit: "500101", nextAt: Sample.start))
        }
        #expect(try sample.store.nextSpawn() == Sample.start)
        #expect(try sample.store.spawns(dueBy: soon).map(\.unit) == ["500101", nil])
        try sample.store.write { writer in
            try writer.put(Spawn(notice: "sample", task: "forms", nextAt: soon.adding(seconds: 99)))
            try writer.removeSpawn(notice: "sample", task: "forms", unit: "500101")
        }
        #expect(try sample.store.spawns(dueBy: soon).isEmpty)
        try sample.store.write { try $0.removeSpawns(notice: "sample") }
        #expect(try sample.store.nextSpawn() == nil)
    }
}
