// Damaged notices: a short, always equal run of what `duban-bench --fuzz` does for long, and that its checks can fail.
import Deadlines
import DraftFuzz
import TestSupport
import Testing
import Texts

@testable import Drafting

private func corpus() throws -> [String] {
    try ["frozen", "open"].flatMap { part in try Corpus.names(part).map { try Corpus.text(part, $0) } }
}

/// Without a clock: how long it takes is seen by the benchmark.
@Test(arguments: 0..<3)
func `what holds of every draft holds of damaged notices`(part: Int) throws {
    let mutator = NoticeMutator(try corpus(), seed: 20, limit: 6000)
    for number in part * 100..<part * 100 + 100 {
        let (text, steps) = mutator.text(number)
        let broken = FuzzCase.run(text, clock: { 0 }).broken
        #expect(broken.isEmpty, "text \(number), \(steps): \(broken.map { "\($0.rule) \($0.detail)" })")
    }
}

@Test func `the same seed makes the same texts, another makes others`() throws {
    let texts = try corpus()
    let (one, again, other) = (
        NoticeMutator(texts, seed: 1), NoticeMutator(texts, seed: 1), NoticeMutator(texts, seed: 2)
    )
    #expect((0..<20).allSatisfy { one.text($0) == again.text($0) })
    #expect((0..<20).contains { one.text($0).text != other.text($0).text })
    let steps = Set((0..<300).flatMap { one.text($0).steps })
    #expect(steps.count >= 18, "every kind of damage is done: \(steps.sorted())")
}

// MARK: - The checks can fail

private let text = "关于报送总结的通知\r\n请市局于2024年3月5日前报送。"

/// 2024年3月5日前 on the second line, with one value after the other wrong.
private func deadline(
    quote: String = "2024年3月5日前", line: Int = 2, column: Int = 5, day: Day? = Day(iso: "2024-03-05"),
    minutes: Int? = nil, start: Day? = nil, days: [Day] = [], who: String? = "市局",
    whoPosition: Position? = Position(line: 2, column: 2), confidence: Double = 1
) -> DraftDeadline {
    DraftDeadline(
        quote: quote, position: Position(line: line, column: column), day: day, minutes: minutes, start: start,
        days: days,
        rule: nil, kind: .submission, who: who, whoPosition: whoPosition, task: "报送", confidence: confidence,
        doubts: [],
        reasons: [])
}

private func broken(_ deadline: DraftDeadline) -> [String] {
    var draft = Draft()
    draft.deadlines = [deadline]
    return DraftInvariants(text).broken(draft).map(\.rule)
}

@Test func `a sound deadline passes, each wrong one is refused by its rule`() {
    #expect(broken(deadline()) == [])
    #expect(broken(deadline(column: 6)) == ["quote-place"])
    #expect(broken(deadline(line: 3)) == ["quote-place"])
    #expect(broken(deadline(quote: "")) == ["quote-place"])
    #expect(broken(deadline(quote: "2024年3月5日前报送。\n", column: 5)) == ["quote-place"])
    #expect(broken(deadline(minutes: 1441)) == ["minutes", "time"])
    #expect(broken(deadline(day: nil, start: Day(iso: "2024-03-01"))) == ["start-has-end"])
    #expect(broken(deadline(days: [Day(iso: "2024-03-04")].compactMap(\.self))) == ["day-is-last"])
    #expect(broken(deadline(whoPosition: nil)) == ["who-place"])
    #expect(broken(deadline(who: nil)) == ["who-place"])
    #expect(broken(deadline(whoPosition: Position(line: 9, column: 1))).contains("who-place"))
    #expect(broken(deadline(confidence: 1.5)) == ["confidence"])
}

@Test func `what stands elsewhere is refused`() {
    var draft = Draft()
    draft.emails = ["a@example.org"]
    draft.lines = ["title": 3]
    draft.parts.annexes = [DraftText(text: "报表", position: Position(line: 2, column: 99))]
    draft.others = [
        DraftOther(quote: "3月5日", position: Position(line: 1, column: 1), day: nil, why: .done, reasons: [])
    ]
    #expect(
        DraftInvariants(text).broken(draft).map(\.rule) == [
            "other-place", "part-place", "head-line", "address-in-text",
        ])
    draft = Draft()
    draft.emails = ["a@example.org"]
    #expect(DraftInvariants("发至ａ ＠example .org。").broken(draft).isEmpty, "what was mended is the same address")
}

@Test func `a notice file with an error, or with too few tasks, is refused`() throws {
    let file = DraftNotice.file(DraftReader.read("请于2024年3月5日前报送总结。"))
    #expect(DraftInvariants.broken(file: file, tasks: 1) == [])
    #expect(DraftInvariants.broken(file: file, tasks: 2).map(\.rule) == ["file-tasks"])
    #expect(!DraftInvariants.broken(file: file + "nonsense: 1\n", tasks: 1).isEmpty)
    #expect(!DraftInvariants.broken(file: "a: [", tasks: 1).isEmpty)
}

@Test func `what takes too long is told`() {
    var now: Int64 = 0
    let broken = FuzzCase.run("短") {
        defer { now += 1_000_000_000 }
        return now
    }
    #expect(broken.broken.map(\.rule) == [FuzzCase.slowReading, FuzzCase.slowWriting])
    #expect(broken.nanoseconds == 2_000_000_000)
}

@Test func `a failing text is made small`() {
    let small = Shrinking.smallest("报送总结。3月5日前\n请各单位。", tries: 200) { $0.contains("5日") }
    #expect(small == "5日")
    #expect(Shrinking.smallest("abc", tries: 0) { _ in true } == "abc")
}
