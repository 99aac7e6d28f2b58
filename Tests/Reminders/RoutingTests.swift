import Deadlines
import Notices
import Reminders
import Testing
import Workflow

private func targets(_ stage: Stage, _ subject: Subject, parent: String? = "p", reach: [String: Reach] = [:])
    -> [String]
{
    let owed = Owed(stage: stage, at: subject.made, version: subject.version)
    return owed.targets(of: subject, parent: parent) { reach[$0] ?? .reachable }.map { target in
        var text = "\(target.recipient.key) \(target.part.rawValue)"
        if let why = target.suppression { text += " -\(why.key)" }
        if target.isEscalated { text += " escalated" }
        if let unreached = target.unreached { text += " unreached \(unreached.unit)" }
        return text
    }
}

private let open = Sample.subject(due: Sample.end("2025-04-11"), made: "2025-03-20 09:00")

@Test(arguments: [
    (Stage.newNotice, ["unit:u own"]), (.before(3), ["unit:u own"]), (.dueMorning, ["unit:u own"]),
    (.overdue(1), ["unit:u own", "unit:p below"]), (.overdue(2), ["unit:u own", "unit:p below"]),
    (.overdue(3), ["unit:u own", "unit:p below", "coordinator watch escalated"]),
    (.overdue(14), ["unit:u own", "unit:p below", "coordinator watch escalated"]),
])
func `overdue steps go up the ladder of units`(stage: Stage, expected: [String]) {
    #expect(targets(stage, open) == expected)
}

@Test func `a policy can leave parent and coordinator out`() {
    var subject = open
    subject.policy.parentFrom = nil
    subject.policy.coordinatorFrom = 5
    #expect(targets(.overdue(4), subject) == ["unit:u own"])
    #expect(targets(.overdue(5), subject) == ["unit:u own", "coordinator watch escalated"])
    #expect(targets(.overdue(1), open, parent: nil) == ["unit:u own"])
}

@Test(arguments: [(Reach.noMailbox, "noMailbox"), (.refused(code: 550), "refused")])
func `what does not reach a unit is recorded and told to the coordinator`(reach: Reach, key: String) {
    #expect(targets(.newNotice, open, reach: ["u": reach]) == ["unit:u own -\(key)", "coordinator watch unreached u"])
    #expect(
        targets(.overdue(3), open, reach: ["p": reach]) == [
            "unit:u own", "unit:p below -\(key)", "coordinator watch escalated unreached p",
        ])
}

@Test func `a review reminds the reviewer of its level, or the coordinator when there is none`() {
    var subject = Sample.subject(due: nil, made: "2025-03-20 09:00", state: .submitted)
    subject.status.level = 1
    #expect(targets(.reviewAge(1), subject) == ["unit:r review"])
    subject.status.level = 2
    #expect(targets(.reviewAge(1), subject) == ["coordinator watch escalated"])
}

@Test(arguments: [
    LineKey(recipient: .unit("a|b"), assignment: 7, stage: .before(10), version: DueVersion(due: nil)),
    LineKey(
        recipient: .coordinator, assignment: -1, stage: .overdue(3),
        version: DueVersion(due: Instant(seconds: 12), turn: Instant(seconds: 3))),
])
func `a line's key is read back from its text`(key: LineKey) {
    #expect(LineKey(text: key.text) == key)
}

@Test(arguments: ["", "1|due|-/-", "x|due|-/-|unit:a", "1|soon|-/-|unit:a", "1|due|-|unit:a", "1|due|-/-|unit:"])
func `no line has this key`(text: String) {
    #expect(LineKey(text: text) == nil)
}

// MARK: - Digests

private func line(_ id: AssignmentID, _ stage: Stage, to unit: String = "11", notice: String = "cq", due: String)
    -> Line
{
    let subject = LetterSample.subject(id, notice, "forms", LetterSample.district, due: due)
    return LetterSample.line(stage, subject, LetterSample.district, to: unit)
}

private func batch(_ lines: [Line], taken: Set<String> = []) -> Batch {
    Batch(lines, at: Sample.at("2025-04-07 08:30"), clock: Sample.clock) {
        taken.contains($0) ? .left : .none
    } tells: { _, _ in
        false
    }
}

@Test func `a recipient gets one digest a morning, nearest due first`() throws {
    let found = batch([
        line(1, .before(10), due: "2025-04-21"), line(2, .overdue(2), due: "2025-04-02"),
        line(3, .before(5), notice: "en", due: "2025-04-14"), line(4, .before(5), to: "21", due: "2025-04-14"),
    ])
    #expect(found.digests.map(\.key) == ["2025-04-07|morning|unit:11", "2025-04-07|morning|unit:21"])
    #expect(found.digests.first?.lines.map(\.subject.assignment.id) == [2, 3, 1])
    #expect(found.deferred.isEmpty)
}

@Test func `what comes after the day's digest waits for the next morning`() {
    let found = batch([line(1, .moved, due: "2025-04-21")], taken: ["2025-04-07|morning|unit:11"])
    #expect(found.digests.isEmpty)
    #expect(found.deferred.map(\.key.text) == ["1|moved|1745251200/-|unit:11"])
    #expect(found.deferredUntil == Sample.at("2025-04-08 08:30"))
}

@Test func `letters about an event are one per notice and never wait for a morning`() {
    let lines = [
        line(2, .newNotice, due: "2025-04-21"), line(1, .newNotice, due: "2025-04-30"),
        line(3, .newNotice, notice: "en", due: "2025-04-30"), line(4, .returned, due: "2025-04-21"),
    ]
    let found = batch(lines, taken: ["2025-04-07|new|unit:11"])
    #expect(
        found.digests.map(\.key) == [
            "2025-04-07|new|unit:11|1|new|1746028800/-|unit:11", "2025-04-07|new|unit:11|3|new|1746028800/-|unit:11",
            "2025-04-07|returned|unit:11|4|returned|1745251200/-|unit:11",
        ])
    // What is left of a letter keeps the key, and with it the Message-ID, under which it was planned.
    let first = found.digests.first
    #expect(first?.keeping { $0.subject.assignment.id == 2 }?.key == first?.key)
}

@Test func `a suppressed line is in no digest and is accounted for`() {
    let subject = LetterSample.subject(1, "cq", "forms", LetterSample.society, due: "2025-04-11")
    let owed = Owed(stage: .before(5), at: Sample.at("2025-04-07 08:30"), version: subject.version)
    let lines = owed.targets(of: subject, parent: "00") { _ in .noMailbox }
        .map { Line($0, owed, subject, unit: LetterSample.society) }
    let found = batch(lines)
    #expect(found.suppressed.map(\.why) == [.noMailbox])
    #expect(found.digests.map(\.kind) == [.coordinator])
    #expect(found.digests.first?.keeping { _ in false } == nil)
}

@Test func `accounting adds up or says what is missing`() {
    var sum = Accounting()
    sum.planned = 10
    sum.sent = 4
    sum.failed = 1
    sum.unknown = 1
    sum.suppressed = ["done": 2]
    sum.pending = 2
    #expect(sum.isBalanced)
    var other = Accounting()
    other.planned = 3
    other.suppressed = ["done": 1, "closed": 1]
    #expect(other.missing == 1)
    sum.add(other)
    #expect(sum.missing == 1)
    #expect(sum.suppressed == ["done": 3, "closed": 1])
    #expect(sum.text.zh == "计划 13 ≠ 4 + 1 + 1 + 4 + 2（已发 + 失败 + 不明 + 抑制 + 待发）")
}
