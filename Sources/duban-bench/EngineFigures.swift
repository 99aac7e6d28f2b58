/// The engine's figures: rounds, ticks, reports, memory.

import Platform

enum EngineFigures {
    // MARK: - Rounds

    /// Ten notices of 1,000 units each with another due: on every day of a ladder 1,000 assignments are owed.
    static func rounds(_ bench: Bench) throws {
        let shape = Shape(10, 1, 1000)
        _ = try bench.ledger(shape, announced: true)
        let output = try bench.runJob("rounds", shape, ["60"])
        var times: [Int64] = []
        for line in output.split(separator: "\n") where line.hasPrefix("round=") {
            let parts = line.split(separator: " ")
            let numbers = parts.compactMap { $0.split(separator: "=").last.flatMap { Int64($0) } }
            // Rounds of exactly 1,000 owed to as many units.
            guard numbers.count == 3, numbers[1] == 1000, numbers[2] >= 1000 else { continue }
            times.append(numbers[0])
        }
        print(
            "  \(shape.assignments) assignments; \(times.count) rounds of 1,000 owed to 1,000 units, found, written, durable:"
        )
        print("  ms \(Spread(nanoseconds: times).text)")
        let script = try bench.write(scheduler, "scheduler.py")
        var theirs: [Int64] = []
        for _ in 0..<3 {
            guard let child = try? Child.succeed([bench.options.python, script], keepsOutput: true),
                let value = Int64(child.output.split(separator: "\n").first ?? "")
            else { break }
            theirs.append(value)
        }
        guard !theirs.isEmpty else {
            return print("  APScheduler: not installed for \(bench.options.python), no ratio")
        }
        let other = Spread(nanoseconds: theirs)
        print("  APScheduler, SQLAlchemy job store, WAL, 10,000 jobs, 1,000 due, 3 runs: ms \(other.text)")
        print("  ratio of the medians ours/its \(Spread.short(Spread(nanoseconds: times).median / other.median))")
    }

    private static let scheduler = """
        import datetime as dt, tempfile, os, time
        from apscheduler.executors.debug import DebugExecutor
        from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
        from apscheduler.schedulers.background import BackgroundScheduler
        from sqlalchemy import create_engine, event
        def job(a, b): return None
        with tempfile.TemporaryDirectory() as tmp:
            engine = create_engine("sqlite:///" + os.path.join(tmp, "jobs.db"))
            event.listen(engine, "connect", lambda c, _: c.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"))
            s = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)},
                executors={"default": DebugExecutor()}, timezone="UTC")
            s.start(paused=True)
            now = dt.datetime.now(dt.timezone.utc)
            for i in range(10000):
                when = now + dt.timedelta(seconds=-1 - i if i < 1000 else 86400 + i)
                s.add_job(job, "date", run_date=when, args=(i % 100, i), id=f"t{i}", misfire_grace_time=None)
            s.state = 1
            t = time.perf_counter_ns(); s._process_jobs(); print(time.perf_counter_ns() - t)
            s.shutdown(wait=False)

        """

    // MARK: - Ticks

    static func tick(_ bench: Bench) throws {
        var medians: [Double] = []
        for shape in [Shape(2, 5, 100), Shape(200, 5, 100)] {
            _ = try bench.ledger(shape, announced: true)
            let times = Job.values(try bench.runJob("tick", shape, ["2000"]), "tick").map { Double($0) / 1000 }
            let spread = Spread(times)
            medians.append(spread.median)
            print("  \(shape.assignments) assignments: µs \(spread.text)")
        }
        print("  ratio of the medians \(Spread.short(medians[1] / medians[0]))")
    }

    // MARK: - Reports and memory

    static func report(_ bench: Bench) throws {
        let shape = Shape(200, 5, 100)
        let path = try bench.ledger(shape, announced: true)
        var times: [Int64] = []
        for _ in 0...bench.options.runs { times += Job.values(try bench.runJob("report", shape), "report") }
        print("  by unit, in one process: ms \(Spread(nanoseconds: Array(times.dropFirst())).text)")
        let words = [bench.duban, "report", "--store", path, "--by", "unit", "--format", "csv"]
        print("  $ \(words.joined(separator: " "))")
        try Turns([("whole process", words, [:])], runs: bench.options.runs).print()
    }

    /// Another day's morning: with everything owed at once, and with the engine at rest.
    static func memory(_ bench: Bench) throws {
        let shape = Shape(200, 5, 100)
        _ = try bench.ledger(shape, announced: false)
        let all = try bench.runJob("announce", shape)
        let looked = Job.values(all, "looked").first ?? 0
        let planned = Job.values(all, "planned").first ?? 0
        let time = Double(Job.values(all, "announce").first ?? 0) / 1e6
        print(
            "  200 notices × 500 just loaded: \(looked) looked at, \(planned) letters planned in \(Spread.short(time)) ms,"
        )
        print("  peak \(megabytes(all)) MiB")
        let rest = try bench.runJob("tick", shape, ["10"])
        print("  at rest, nothing owed: peak \(megabytes(rest)) MiB")
        _ = try bench.ledger(shape, announced: true)
        let mornings = try bench.runJob("rounds", shape, ["10"])
        let count = mornings.split(separator: "\n").count { $0.hasPrefix("round=") }
        print("  \(count) mornings of the next months one after the other: peak \(megabytes(mornings)) MiB")
        let wide = Shape(1, 2, 50_000)
        _ = try bench.ledger(wide, announced: false)
        print(
            "  1 notice × 100,000 just loaded, everything owed: peak \(megabytes(try bench.runJob("announce", wide))) MiB"
        )
        let late = try bench.runJob("late", wide)
        let lines = Job.values(late, "lines").first ?? 0
        let letters = Job.values(late, "letters").first ?? 0
        print("  everything long overdue, \(letters) letters sent, the coordinator's of \(lines) lines:")
        print("  peak \(megabytes(late)) MiB")
    }

    private static func megabytes(_ output: String) -> String {
        Spread.short(Double(Job.values(output, "peak").last ?? 0) / 1024)
    }
}
