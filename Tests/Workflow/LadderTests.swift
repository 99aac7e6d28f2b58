import Deadlines
import Notices
import TestSupport
import Testing
import Workflow

private let whole = What.submitted(Submission())

@Suite struct LadderTests {
    struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [(String, What)]
        let asOf: String
        /// firstPass, acceptedSubmission, firstSubmission against the original due.
        let verdicts: [Verdict]
        var testDescription: String { name }
    }

    static let stories: [Story] = [
        Story(
            name: "not due yet", steps: [("2025-04-03", whole)], asOf: "2025-04-11",
            verdicts: [.notDue, .notDue, .notDue]),
        Story(
            name: "in time, not decided", steps: [("2025-04-03", whole)], asOf: "2025-04-12",
            verdicts: [.pending, .pending, .pending]),
        Story(
            name: "in time and accepted late by the reviewer",
            steps: [("2025-04-11 23:59", whole), ("2025-05-11", .accepted(level: 1))], asOf: "2025-06-01",
            verdicts: [.onTime, .onTime, .onTime]),
        Story(
            name: "a second late", steps: [("2025-04-12", whole)], asOf: "2025-06-01", verdicts: [.late, .late, .late]),
        Story(name: "never", steps: [], asOf: "2025-06-01", verdicts: [.missing, .missing, .missing]),
        Story(
            name: "returned, corrected in time",
            steps: [
                ("2025-04-11", whole), ("2025-04-14", .returned(level: 1, reason: "x")), ("2025-04-16", whole),
                ("2025-04-20", .accepted(level: 1)),
            ], asOf: "2025-06-01", verdicts: [.late, .onTime, .onTime]),
        Story(
            name: "returned, corrected late",
            steps: [
                ("2025-04-11", whole), ("2025-04-14", .returned(level: 1, reason: "x")), ("2025-04-18", whole),
                ("2025-04-20", .accepted(level: 1)),
            ], asOf: "2025-06-01", verdicts: [.late, .late, .onTime]),
        Story(
            name: "returned, correction not due yet",
            steps: [("2025-04-11", whole), ("2025-04-14", .returned(level: 1, reason: "x"))], asOf: "2025-04-17",
            verdicts: [.pending, .pending, .pending]),
        Story(
            name: "returned, never corrected",
            steps: [("2025-04-11", whole), ("2025-04-14", .returned(level: 1, reason: "x"))], asOf: "2025-04-18",
            verdicts: [.late, .late, .onTime]),
        Story(
            name: "returned early, corrected by the due",
            steps: [
                ("2025-04-02", whole), ("2025-04-03", .returned(level: 1, reason: "x")), ("2025-04-11", whole),
                ("2025-04-11 12:00", .accepted(level: 1)),
            ], asOf: "2025-06-01", verdicts: [.late, .onTime, .onTime]),
        Story(
            name: "exempt", steps: [("2025-04-02", .exempted(reason: "x"))], asOf: "2025-06-01",
            verdicts: [.exempt, .exempt, .exempt]),
    ]

    @Test(arguments: stories)
    func `each story counts as it should in each reading`(_ story: Story) throws {
        var history = History()
        for (at, what) in story.steps { history.add(at, what) }
        let status = try Fold.status(of: history.events, in: circumstances(levels: 1))
        let verdicts = OnTimeReading.allCases.map { status.verdict($0, .original, asOf: moment(story.asOf)) }
        #expect(verdicts == story.verdicts)
    }

    @Test func `still waiting at its due is blocked`() throws {
        let status = try Fold.status(of: [], in: circumstances(open: [], byOthers: true))
        #expect(status.verdict(.firstSubmission, .original, asOf: moment("2025-06-01")) == .blocked)
    }

    @Test func `an extension counts against the extended due only`() throws {
        let events = History.of(
            ("2025-04-10", .extended(end: moment("2025-04-19"), reason: "x")), ("2025-04-15", whole))
        let status = try Fold.status(of: events, in: circumstances())
        #expect(status.verdict(.acceptedSubmission, .original, asOf: moment("2025-06-01")) == .late)
        #expect(status.verdict(.acceptedSubmission, .extended, asOf: moment("2025-06-01")) == .onTime)
    }

    /// Random histories: whatever the fold takes must keep the invariants.
    @Test(arguments: 0..<40)
    func `the ladder is nested and the clock adds up over random histories`(seed: Int) throws {
        var random = SplitMix64(UInt64(seed))
        for _ in 0..<100 {
            let levels = Int.random(in: 0...3, using: &random)
            let setting = circumstances(levels: levels, resumes: Bool.random(using: &random))
            let status = try randomStatus(setting, levels: levels, &random)
            check(status, asOf: moment("2025-04-01").adding(seconds: Int64.random(in: 0..<5_000_000, using: &random)))
        }
    }

    private func randomStatus(_ setting: Circumstances, levels: Int, _ random: inout SplitMix64) throws -> Status {
        var history = History()
        var at = moment("2025-04-01")
        var status = Status()
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            at = at.adding(seconds: Int64.random(in: 0..<200_000, using: &random))
            var next = history
            next.add(at, randomStep(status, at, &random))
            guard let taken = try? Fold.status(of: next.events, in: setting) else { continue }
            history = next
            status = taken
        }
        return try Fold.status(of: history.events, in: setting)
    }

    private func randomStep(_ status: Status, _ at: Instant, _ random: inout SplitMix64) -> What {
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2: whole
        case 3, 4: .accepted(level: max(1, status.level))
        case 5: .returned(level: max(1, status.level), reason: "x")
        case 6: .reopened(reason: "x")
        case 7: .extended(end: at.adding(seconds: 500_000), reason: "x")
        default: status.state == .exempt ? .reinstated(reason: "x") : .exempted(reason: "x")
        }
    }

    private func check(_ status: Status, asOf: Instant) {
        for basis in DueBasis.allCases {
            let verdicts = OnTimeReading.allCases.map { status.verdict($0, basis, asOf: asOf) }
            #expect(Set(verdicts.map(\.isDecided)).count == 1, "one denominator for all readings")
            let passes = verdicts.map { $0 == .onTime }
            #expect(!passes[0] || passes[1])
            #expect(!passes[1] || passes[2])
        }
        if status.state == .accepted, let opened = status.openedAt, let accepted = status.acceptedAt {
            #expect(status.clock.elapsed == accepted.seconds(since: opened))
        }
        if let opened = status.openedAt, let since = status.since, asOf >= since, status.state.isOutstanding {
            #expect(status.clock(at: asOf).elapsed == asOf.seconds(since: opened))
        }
    }
}
