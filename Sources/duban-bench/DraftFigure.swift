/// Reading official notices: speed, memory, growth with length, and beside extractors of dates.

import Glibc

enum DraftFigure {
    static func measure(_ bench: Bench) throws {
        try lengths(bench)
        try hostile()
        try DraftPeers.measure(bench)
    }

    /// 1, 2 and 4 MB in turn.
    private static func lengths(_ bench: Bench) throws {
        let sizes = [1, 2, 4]
        var times: [[Double]] = sizes.map { _ in [] }
        var peaks: [Int64] = sizes.map { _ in 0 }
        var found: [Int64] = sizes.map { _ in 0 }
        for run in 0...bench.options.runs {
            for (place, size) in sizes.enumerated() {
                let output = try job("draft", ["\(size)"]).output
                guard run > 0 else { continue }
                let bytes = Double(Job.values(output, "bytes").first ?? 0)
                times[place].append(Double(Job.values(output, "draft").first ?? 0) / bytes)
                peaks[place] = max(peaks[place], Job.values(output, "peak").first ?? 0)
                found[place] = Job.values(output, "deadlines").first ?? 0
            }
        }
        for (place, size) in sizes.enumerated() {
            // ns per byte are ms per MB.
            print(
                "  \(size) MB of notices, \(found[place]) deadlines: ms per MB \(Spread(times[place]).text)",
                terminator: "")
            print(", peak \(Spread.short(Double(peaks[place]) / 1024)) MiB")
        }
        let growth = zip(times[2], times[0]).map { $0 / $1 }
        print("  time per MB at 4 MB over that at 1 MB: ratio \(Spread(growth).text)")
    }

    /// Each at two sizes; twice the text should take about twice the time.
    private static func hostile() throws {
        for (place, text) in HostileText.all.enumerated() {
            var times: [Double?] = []
            for count in [text.count, text.count * 2] {
                let child = try job("draft-hostile", ["\(place)", "\(count)"])
                times.append(Job.values(child.output, "draft").first.map { Double($0) / 1e6 })
                if times.last == .some(nil) { break }
            }
            let counts = "\(text.count) and \(text.count * 2)"
            let shown = times.map { $0.map(Spread.short) ?? "over \(DraftJob.hostileLimit / 1_000_000)" }
            print("  \(text.name), \(counts): ms \(shown.joined(separator: ", "))", terminator: "")
            if times.count == 2, let first = times[0], first > 0, let second = times[1] {
                print(", ratio \(Spread.short(second / first))", terminator: "")
            }
            print("")
            fflush(nil)
        }
    }

    /// As a child; one that used too much time has no value.
    private static func job(_ name: String, _ rest: [String]) throws -> Child {
        let child = try Child.run(["/proc/self/exe", "--job", name] + rest, keepsOutput: true)
        guard child.status == 0 || child.status == DraftJob.outOfTime else {
            throw BenchProblem("\(name) \(rest.joined(separator: " ")) ended with status \(child.status)")
        }
        return child
    }
}
