import Deadlines
import Notices
import Testing
import Texts
import Workflow

private let whole = What.submitted(Submission())

@Suite struct FiguresTests {
    private func rules(_ asOf: String, includesNotDue: Bool = false) -> TallyRules {
        TallyRules(
            official: .acceptedSubmission, asOf: moment(asOf),
            calendar: WorkCalendar(id: "weekdays", title: Phrase(same: "weekdays"), version: "1", known: nil),
            zone: Zone(identifier: "UTC", initialOffset: 0), includesNotDue: includesNotDue)
    }

    private func status(_ steps: (String, What)...) throws -> Status {
        var history = History()
        for (at, what) in steps { history.add(at, what) }
        return try Fold.status(of: history.events, in: circumstances(levels: 1))
    }

    /// Ten stories whose figures are counted here by hand.
    private func tally(asOf: String) throws -> Tally {
        let stories: [(unit: String, status: Status)] = [
            ("A", try status(("2025-04-10", whole), ("2025-04-14", .accepted(level: 1)))),
            ("A", try status(("2025-04-11", whole), ("2025-04-14", .accepted(level: 1)))),
            ("B", try status(("2025-04-14", whole), ("2025-04-15", .accepted(level: 1)))),
            (
                "B",
                try status(
                    ("2025-04-11", whole), ("2025-04-14", .returned(level: 1, reason: "x")), ("2025-04-21", whole),
                    ("2025-04-22", .accepted(level: 1)))
            ),
            (
                "C",
                try status(
                    ("2025-04-02", whole), ("2025-04-03", .returned(level: 1, reason: "x")), ("2025-04-04", whole),
                    ("2025-04-05", .returned(level: 1, reason: "y")), ("2025-04-07", whole),
                    ("2025-04-08", .accepted(level: 1)))
            ),
            ("D", try status()),
            ("E", try status(("2025-04-11", whole))),
            ("F", try status(("2025-04-02", .exempted(reason: "x")))),
            ("G", try status(("2025-04-02", .withdrawn(reason: "x")))),
            ("H", try status(("2025-04-12 00:00", whole), ("2025-04-15", .accepted(level: 1)))),
        ]
        var tally = Tally()
        for story in stories {
            let unit = Int(story.unit.unicodeScalars.first!.value)
            tally.add(story.status, unit: unit, isOptional: false, by: rules(asOf))
        }
        return tally
    }

    @Test func `rates, lateness and returns come out as counted by hand`() throws {
        let tally = try tally(asOf: "2025-05-01")
        // Due: A A B B C D E H = 8, of which E is pending.
        #expect(tally.completion.fraction == "6/8")
        #expect(tally.completionWithExempt.fraction == "6/9")
        #expect(tally[.acceptedSubmission, .original].rate.fraction == "3/7")
        #expect(tally[.firstPass, .original].rate.fraction == "2/7")
        #expect(tally[.firstSubmission, .original].rate.fraction == "4/7")
        let bounds = tally[.acceptedSubmission, .original].bounds
        #expect(bounds.least.fraction == "3/8")
        #expect(bounds.most.fraction == "4/8")
        // B: Friday 11 → Monday 14 is 3 days, 1 working; B: correction until Thursday 17 → Monday 21 is 4 and 2;
        // H: Friday 11 → Saturday 12 is 1 and 0.
        #expect(tally.late.map(\.calendarDays).sorted() == [1, 3, 4])
        #expect(tally.late.map(\.workingDays).sorted() == [0, 1, 2])
        #expect(tally.lateDays.median?.text == "3")
        #expect(tally.lateDays.mean?.text == "2.67")
        #expect(tally.lateDays.p90 == 4)
        #expect(tally.missingDays.maximum == 20)
        // Reviewed: A A B B C H; returned once: B C; decisions: 1+1+1+2+3+1.
        #expect(tally.assignmentReturnRate.fraction == "2/6")
        #expect(tally.unitReturnRate.fraction == "2/4")
        #expect(tally.decisionReturnRate.fraction == "3/9")
        #expect(tally.returnsPerAccepted?.text == "0.50")
    }

    @Test func `what is not due counts only when asked for`() throws {
        let done = try status(("2025-04-02", whole), ("2025-04-03", .accepted(level: 1)))
        for (includes, decided) in [(false, 0), (true, 1)] {
            var tally = Tally()
            tally.add(done, unit: 1, isOptional: false, by: rules("2025-04-05", includesNotDue: includes))
            #expect(tally[.acceptedSubmission, .original].decided == decided)
        }
    }

    @Test func `an optional task counts once it is begun`() throws {
        var tally = Tally()
        tally.add(try status(), unit: 1, isOptional: true, by: rules("2025-05-01"))
        #expect(Verdict.allCases.filter { tally[$0] > 0 } == [.notBegun])
        tally.add(try status(("2025-04-14", whole)), unit: 1, isOptional: true, by: rules("2025-05-01"))
        #expect(tally[.firstSubmission, .original].late == 1)
    }

    @Test func `the split clock sums accepted ones only`() throws {
        let tally = try tally(asOf: "2025-05-01")
        let day: Int64 = 86400
        #expect(tally.closedCount == 6)
        // Unit: 9 + 10 + 13 + (10 + 7) + (1 + 1 + 2) + 11; reviewer: 4 + 3 + 1 + (3 + 1) + (1 + 1 + 1) + 3.
        #expect(tally.clock == SplitClock(unit: 64 * day, reviewer: 18 * day))
    }

    @Test(arguments: [
        (0, 0, "–"), (1, 1, "100.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (1999, 2000, "100.0%"),
        (0, 7, "0.0%"),
    ])
    func `percents are rounded half up from the whole numbers`(numerator: Int, denominator: Int, text: String) {
        #expect(Ratio(numerator, of: denominator).percent == text)
    }

    @Test func `the Wilson interval agrees with the published example`() throws {
        // Newcombe 1998, Statistics in Medicine 17: 81/263 gives 0.2553 to 0.3662.
        let interval = try #require(Ratio(81, of: 263).wilson)
        #expect(abs(interval.lowerBound - 0.2553) < 0.00005)
        #expect(abs(interval.upperBound - 0.3662) < 0.00005)
        #expect(Ratio(0, of: 0).wilson == nil)
        #expect(Ratio(0, of: 5).wilson?.lowerBound == 0)
    }

    @Test func `numbers with few decimals keep their digits`() {
        let texts = [(0, 1), (5, 1), (1000, 1), (267, 2), (7, 2), (-25, 1), (12, 0)].map {
            Fixed(digits: $0.0, places: $0.1).text
        }
        #expect(texts == ["0.0", "0.5", "100.0", "2.67", "0.07", "-2.5", "12"])
        #expect(Fixed(digits: 267, places: 2).value == 2.67)
    }

    @Test func `medians of even lists are halves and p90 is the nearest rank`() {
        #expect(Distribution([1, 2]).median?.text == "1.5")
        #expect(Distribution([3, 1, 2]).median?.text == "2")
        #expect(Distribution(Array(1...10)).p90 == 9)
        #expect(Distribution(Array(1...11)).p90 == 10)
        for spread in [1, 7, 1_000_000] {
            let values = (0..<40).map { ($0 * 17 % 40 - 3) * spread }
            let found = Distribution(values)
            #expect(found.p90 == values.sorted()[35] && found.maximum == 36 * spread)
            #expect(found.medianHalves == (16 + 17) * spread)
        }
        #expect(Distribution([]).median == nil)
        #expect(Distribution([0]).mean?.text == "0.00")
    }
}
