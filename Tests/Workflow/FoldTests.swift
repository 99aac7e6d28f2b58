import Deadlines
import Testing
import Workflow

private let whole = What.submitted(Submission())

@Suite struct FoldTests {
    @Test func `without review a submission is accepted as it comes in`() throws {
        let status = try Fold.status(of: History.of(("2025-04-10 09:00", whole)), in: circumstances())
        #expect(status.state == .accepted)
        #expect(status.acceptedAt == moment("2025-04-10 09:00"))
        #expect(status.clock == SplitClock(unit: 9 * 86400 + 9 * 3600))
        #expect(status.reviews == 0)
    }

    @Test func `two levels accept one after the other and the clock is split`() throws {
        let status = try Fold.status(
            of: History.of(
                ("2025-04-03", whole), ("2025-04-04", .accepted(level: 1)),
                ("2025-04-06", .returned(level: 2, reason: "数据有误")), ("2025-04-09", whole),
                ("2025-04-10", .accepted(level: 1)), ("2025-04-11", .accepted(level: 2))),
            in: circumstances(levels: 2))
        let day: Int64 = 86400
        #expect(status.state == .accepted)
        #expect(status.clock == SplitClock(unit: 5 * day, reviewer: 5 * day))
        #expect(status.clock.elapsed == 10 * day)
        #expect((status.reviews, status.returns) == (4, 1))
        #expect(status.rounds.map(\.level) == [1, 2, 1, 2])
        #expect(status.correctionDue == moment("2025-04-10"))
    }

    @Test func `a resubmission resumes at the level that returned it where the task says so`() throws {
        let events = History.of(
            ("2025-04-03", whole), ("2025-04-04", .accepted(level: 1)),
            ("2025-04-06", .returned(level: 2, reason: "x")),
            ("2025-04-09", whole))
        #expect(try Fold.status(of: events, in: circumstances(levels: 2)).level == 1)
        #expect(try Fold.status(of: events, in: circumstances(levels: 2, resumes: true)).level == 2)
    }

    @Test func `a partial submission counts when the last required item is in`() throws {
        var steps = History()
        let task = circumstances(required: ["form", "scan"], optional: ["photo"])
        steps.add("2025-04-03", .submitted(Submission(items: ["form", "photo"])))
        let partial = try Fold.status(of: steps.events, in: task)
        #expect(partial.state == .open)
        #expect(partial.firstSubmittedAt == nil)
        #expect(partial.itemsIn == ["form", "photo"])
        steps.add("2025-04-05", .submitted(Submission(items: ["scan"])))
        let full = try Fold.status(of: steps.events, in: task)
        #expect(full.state == .accepted)
        #expect(full.firstSubmittedAt == moment("2025-04-05"))
    }

    @Test func `nothing to report completes whatever is required`() throws {
        let status = try Fold.status(
            of: History.of(("2025-04-03", .submitted(Submission(isNil: true)))), in: circumstances(required: ["form"]))
        #expect(status.state == .accepted)
        #expect(status.isNil)
    }

    @Test func `an own quota completes with the submission that reaches it and goes on counting`() throws {
        var steps = History()
        for day in 2...4 { steps.add("2025-04-0\(day)", .submitted(Submission(count: 20))) }
        let reached = try Fold.status(of: steps.events, in: circumstances(quota: 50))
        #expect(reached.state == .accepted)
        #expect(reached.acceptedAt == moment("2025-04-04"))
        steps.add("2025-04-05", .submitted(Submission(count: 5)))
        let more = try Fold.status(of: steps.events, in: circumstances(quota: 50))
        #expect(more.quantity == 65)
        #expect(more.acceptedAt == moment("2025-04-04"))
    }

    @Test func `exemption and reinstatement go back to the state before`() throws {
        let events = History.of(
            ("2025-04-03", whole), ("2025-04-05", .exempted(reason: "改造闭馆")), ("2025-04-07", .reinstated(reason: "恢复")),
            ("2025-04-08", .accepted(level: 1)))
        let status = try Fold.status(of: events, in: circumstances(levels: 1))
        let day: Int64 = 86400
        #expect(status.state == .accepted)
        #expect(status.clock == SplitClock(unit: 2 * day, reviewer: 3 * day, closed: 2 * day))
        #expect(status.settled.count == 2)
    }

    @Test func `reopening is not a return and keeps the closed time apart`() throws {
        let events = History.of(
            ("2025-04-03", whole), ("2025-04-05", .reopened(reason: "抽查发现错误")), ("2025-04-06", whole))
        let status = try Fold.status(of: events, in: circumstances())
        #expect((status.returns, status.reopens) == (0, 1))
        #expect(status.clock == SplitClock(unit: 3 * 86400, reviewer: 0, closed: 2 * 86400))
    }

    @Test func `a unit told on the last day has the least time, flagged`() throws {
        let told = TimeSpan(start: moment("2025-04-11 15:00"), end: nil)
        let status = try Fold.status(of: [], in: circumstances(open: [told], byOthers: true))
        #expect(status.isOpenedLate)
        #expect(status.due == moment("2025-04-12"))
        #expect(status.effectiveDue == moment("2025-04-15"))
        let early = TimeSpan(start: moment("2025-04-02"), end: nil)
        #expect(try !Fold.status(of: [], in: circumstances(open: [early], byOthers: true)).isOpenedLate)
    }

    @Test func `a successor not begun goes back to waiting, a begun one stays and is stale`() throws {
        let closed = [TimeSpan(start: moment("2025-04-02"), end: moment("2025-04-05"))]
        let idle = try Fold.status(of: [], in: circumstances(open: closed, byOthers: true))
        #expect(idle.state == .waiting)
        let begun = try Fold.status(
            of: History.of(("2025-04-03", whole)), in: circumstances(levels: 1, open: closed, byOthers: true))
        #expect(begun.state == .submitted)
        #expect(begun.isStale)
        #expect(begun.openedAt == moment("2025-04-02"))
    }

    @Test func `extensions go only to later and never change the original due`() throws {
        let later = try Fold.status(
            of: History.of(("2025-04-10", .extended(end: moment("2025-04-19"), reason: "系统故障"))), in: circumstances())
        #expect(later.effectiveDue == moment("2025-04-12"))
        #expect(later.extendedDue == moment("2025-04-19"))
        #expect(!later.isExtendedAfterDue)
        let after = try Fold.status(
            of: History.of(("2025-04-13", .extended(end: moment("2025-04-19"), reason: "x"))), in: circumstances())
        #expect(after.isExtendedAfterDue)
        #expect(throws: StepRefused.self) {
            try Fold.status(
                of: History.of(("2025-04-10", .extended(end: moment("2025-04-12"), reason: "x"))), in: circumstances())
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [(String, What)]
        let levels: Int
        let reason: StepRefused.Reason
        let state: State
        var testDescription: String { name }
    }

    static let refusals: [Refusal] = [
        Refusal(
            name: "twice before a decision", steps: [("2025-04-02", whole), ("2025-04-03", whole)], levels: 1,
            reason: .alreadySubmitted, state: .submitted),
        Refusal(
            name: "again when accepted", steps: [("2025-04-02", whole), ("2025-04-03", whole)], levels: 0,
            reason: .alreadySubmitted, state: .accepted),
        Refusal(
            name: "before it opens", steps: [("2025-03-02", whole)], levels: 0, reason: .notOpen, state: .waiting),
        Refusal(
            name: "accept what was not handed in", steps: [("2025-04-02", .accepted(level: 1))], levels: 1,
            reason: .impossible, state: .open),
        Refusal(
            name: "the wrong level", steps: [("2025-04-02", whole), ("2025-04-03", .accepted(level: 2))], levels: 2,
            reason: .otherLevel(1), state: .submitted),
        Refusal(
            name: "a return without a reason",
            steps: [("2025-04-02", whole), ("2025-04-03", .returned(level: 1, reason: "  "))],
            levels: 1, reason: .reasonMissing, state: .submitted),
        Refusal(
            name: "an unknown deliverable", steps: [("2025-04-02", .submitted(Submission(items: ["fax"])))], levels: 0,
            reason: .itemUnknown("fax"), state: .open),
        Refusal(
            name: "work on an exempt one", steps: [("2025-04-02", .exempted(reason: "x")), ("2025-04-03", whole)],
            levels: 0, reason: .impossible, state: .exempt),
        Refusal(
            name: "work on a withdrawn one", steps: [("2025-04-02", .withdrawn(reason: "x")), ("2025-04-03", whole)],
            levels: 0, reason: .impossible, state: .withdrawn),
        Refusal(
            name: "exempt what is accepted", steps: [("2025-04-02", whole), ("2025-04-03", .exempted(reason: "x"))],
            levels: 0, reason: .impossible, state: .accepted),
        Refusal(
            name: "reinstate what is not exempt", steps: [("2025-04-02", .reinstated(reason: "x"))], levels: 0,
            reason: .impossible, state: .open),
        Refusal(
            name: "reopen what is open", steps: [("2025-04-02", .reopened(reason: "x"))], levels: 0,
            reason: .impossible, state: .open),
    ]

    @Test(arguments: refusals)
    func `an impossible step is refused with the state and the possible steps`(_ refusal: Refusal) throws {
        var history = History()
        for (at, what) in refusal.steps { history.add(at, what) }
        let error = #expect(throws: StepRefused.self) {
            try Fold.status(of: history.events, in: circumstances(levels: refusal.levels))
        }
        #expect(error?.reason == refusal.reason)
        #expect(error?.state == refusal.state)
        #expect(error?.possible == Step.possible(from: refusal.state, isDerived: false))
    }

    @Test func `a replacement before the decision moves what the reviewer received`() throws {
        let status = try Fold.status(
            of: History.of(("2025-04-02", whole), ("2025-04-03", .submitted(Submission(replaces: true)))),
            in: circumstances(levels: 1))
        #expect(status.firstSubmittedAt == moment("2025-04-02"))
        #expect(status.rounds == [Round(level: 1, received: moment("2025-04-03"))])
    }
}
