/// Adding 15 working days: how long a call takes, and that none is wrong.

import Deadlines
import Office

enum WorkdayFigure {
    static func measure(_ bench: Bench) throws {
        let calendar = try BenchLedger.shelf.calendar(Shelf.usualCalendar)
        guard let first = Day(year: 2007, month: 1, day: 1), let last = Day(year: 2026, month: 12, day: 31) else {
            return
        }
        print(
            "  wrong: \(wrong(calendar, first, last)) of \(last.days(since: first) + 1) days against a walk day by day")
        let starts = starts(
            from: Day(year: 2015, month: 1, day: 1) ?? first, to: Day(year: 2025, month: 12, day: 31) ?? last)
        var ours: [Double] = []
        var theirs: [Double] = []
        let script = try numpy(bench, calendar, starts)
        for run in 0...bench.options.runs {
            let time = perCall(calendar, starts)
            let other = script.flatMap { try? Child.succeed([bench.options.python, $0], keepsOutput: true) }
            guard run > 0 else { continue }
            ours.append(time)
            if let other, let value = other.output.split(separator: "\n").first.flatMap({ Double($0) }) {
                theirs.append(value)
            }
        }
        print("  \(starts.count) random starts 2015-2025, +15: ns per call \(Spread(ours).text)")
        guard !theirs.isEmpty else { return print("  numpy: not installed for \(bench.options.python), no ratio") }
        print("  numpy busday_offset, exact, vector: ns per call \(Spread(theirs).text), ", terminator: "")
        print("ratio its/ours \(Spread(zip(theirs, ours).map { $0 / $1 }).text)")
    }

    /// Results that differ from a walk that asks every day whether it works.
    private static func wrong(_ calendar: WorkCalendar, _ first: Day, _ last: Day) -> Int {
        var wrong = 0
        for number in first.number...last.number {
            var day = Day(number: number)
            var left = 15
            while left > 0 {
                day = day.adding(days: 1)
                if calendar.isWorking(day) { left -= 1 }
            }
            if calendar.adding(workingDays: 15, to: Day(number: number)) != day { wrong += 1 }
        }
        return wrong
    }

    private static func starts(from first: Day, to last: Day) -> [Day] {
        var state: UInt64 = 7
        let span = UInt64(last.days(since: first) + 1)
        return (0..<100_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return first.adding(days: Int((state >> 33) % span))
        }
    }

    private static func perCall(_ calendar: WorkCalendar, _ starts: [Day]) -> Double {
        var sum: Int64 = 0
        let time = Clock.time {
            for day in starts { sum &+= Int64(calendar.adding(workingDays: 15, to: day).number) }
        }
        // The sum is used, so that the calls are made.
        return sum == 0 ? 0 : Double(time) / Double(starts.count)
    }

    /// Every resting day listed as a holiday: the only form of numpy's that is right where a Saturday works.
    private static func numpy(_ bench: Bench, _ calendar: WorkCalendar, _ starts: [Day]) throws -> String? {
        guard let first = Day(year: 2014, month: 1, day: 1), let last = Day(year: 2026, month: 12, day: 31),
            (try? Child.succeed([bench.options.python, "-c", "import numpy"])) != nil
        else { return nil }
        let resting = (first.number...last.number).filter { !calendar.isWorking(Day(number: $0)) }
        let text = """
            import numpy as np, time
            off = np.array(\(resting), dtype="int64").astype("datetime64[D]")
            starts = np.array(\(starts.map(\.number)), dtype="int64").astype("datetime64[D]")
            exact = np.busdaycalendar(weekmask="1111111", holidays=off)
            np.busday_offset(starts, 15, "backward", busdaycal=exact)
            t = time.perf_counter()
            np.busday_offset(starts, 15, "backward", busdaycal=exact)
            print((time.perf_counter() - t) / len(starts) * 1e9)

            """
        return try bench.write(text, "workdays.py")
    }
}
