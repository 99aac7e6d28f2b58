/// A working-day count in words: what was passed over and what was worked on the way.

import Texts

extension WorkCalendar {
    /// A count of working days, with its steps.
    public struct Count: Sendable, Hashable {
        /// As `adding(workingDays:to:)` gives it.
        public let day: Day
        /// The days from the first one counted or passed over to the last.
        public let passed: ClosedRange<Day>
        public let steps: [Explanation.Step]
    }

    /// The longest list of weekly rest days that is written out; beyond it their number must do.
    private static let listedRestDays = 12

    /// Counts like `adding(workingDays:to:)` and says how. The cost is that of the exceptions on the way.
    public func counting(workingDays count: Int, from day: Day) -> Count {
        guard count != 0 else { return Count(day: day, passed: day...day, steps: []) }
        let result = adding(workingDays: count, to: day)
        let passed = count > 0 ? day.adding(days: 1)...result : result...day.adding(days: -1)
        let first = adding(workingDays: count > 0 ? 1 : -1, to: day)
        let counted = Explanation.Step.counted(
            abs(count), .workingDays, count > 0 ? .after : .before, first: first, last: result)
        return Count(
            day: result, passed: passed, steps: [counted] + exceptionSteps(in: passed) + weeklyRest(in: passed))
    }

    /// The holidays passed over, merged into runs, and the make-up days worked, in order.
    func exceptionSteps(in days: ClosedRange<Day>) -> [Explanation.Step] {
        var steps: [Explanation.Step] = []
        var run: Explanation.Skipped?
        for exception in exceptions(in: days) {
            if let open = run, exception.works || !open.continues(with: exception) {
                steps.append(.skipped(open))
                run = nil
            }
            if exception.works {
                steps.append(.worked(exception.day, name: exception.name, source: exception.source))
            } else {
                run = run?.extended(to: exception.day) ?? Explanation.Skipped(exception)
            }
        }
        if let run { steps.append(.skipped(run)) }
        return steps
    }

    /// The rest days that no holiday names.
    func weeklyRest(in days: ClosedRange<Day>) -> [Explanation.Step] {
        let total = days.upperBound.days(since: days.lowerBound) + 1
        let worked = workingDays(after: days.lowerBound.adding(days: -1), through: days.upperBound)
        let holidays = exceptions(in: days).count { !$0.works }
        let resting = total - worked - holidays
        guard resting > 0 else { return [] }
        guard resting <= Self.listedRestDays else { return [.weeklyRest(count: resting, days: [])] }
        let listed = (days.lowerBound.number...days.upperBound.number).lazy.map(Day.init(number:))
            .filter { entry($0) == .weeklyRest }
        return [.weeklyRest(count: resting, days: Array(listed))]
    }
}

extension Explanation.Skipped {
    fileprivate init(_ exception: WorkCalendar.Exception) {
        self.init(
            name: exception.name, source: exception.source, first: exception.day, last: exception.day, count: 1)
    }

    fileprivate func continues(with exception: WorkCalendar.Exception) -> Bool {
        name == exception.name && last.adding(days: 1) == exception.day
    }

    fileprivate func extended(to day: Day) -> Explanation.Skipped {
        Explanation.Skipped(name: name, source: source, first: first, last: day, count: count + 1)
    }
}
