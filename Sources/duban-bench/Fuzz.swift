/// Damaged notices read one after the other for a time: `duban-bench --fuzz SECONDS`.
///
/// A child does it, so that a crash and a hang are seen from outside; a text's number says again what it was.

import DraftFuzz
import Glibc
import Platform

struct Fuzz {
    let seconds: Int
    let seed: UInt64
    /// Where failing texts are written.
    let folder: String

    /// Crashes and hangs after which the rest of the time is not used.
    private static let most = 50

    /// - Returns: whether all texts held.
    func run() throws -> Bool {
        try Files.makeFolder(folder)
        let scratch = "/tmp/duban-fuzz-\(getpid())"
        defer { for ending in ["", ".crash"] { unlink(scratch + ending) } }
        var failures = FuzzFailures(
            mutator: NoticeMutator(try DraftCorpus.texts(), seed: seed), folder: folder, seed: seed, scratch: scratch)
        let end = Clock.now + Int64(seconds) * 1_000_000_000
        var next = 0
        var stops = 0
        var slowest: (time: Int64, number: Int64) = (0, 0)
        while stops < Self.most, Clock.now < end {
            let left = max(1, (end - Clock.now) / 1_000_000)
            let child = try Child.run(
                ["/proc/self/exe", "--job", "draft-fuzz", "\(seed)", "\(next)", "\(left)", scratch], keepsOutput: true,
                environment: ["SWIFT_BACKTRACE": "enable=yes,color=no,output-to=\(scratch).crash"])
            for (time, number) in zip(Job.values(child.output, "slowest"), Job.values(child.output, "at"))
            where time > slowest.time {
                slowest = (time, number)
            }
            failures.add(told: child.output)
            guard let last = Int(String(decoding: try Files.read(scratch), as: UTF8.self).prefix { $0 != "\n" }) else {
                throw BenchProblem("the child did not say where it was, and ended with status \(child.status)")
            }
            next = last + 1
            if child.status == 0 { break }
            stops += 1
            failures.add(stop: child.status, at: last)
        }
        print("\(next) texts, seed \(seed), \(seconds) s: \(failures.count) failures", terminator: "")
        print("; slowest text \(slowest.number): ", terminator: "")
        print("\(Spread.short(Double(slowest.time) / 1e6)) ms of processor time")
        fflush(nil)
        try failures.report()
        return failures.count == 0
    }
}
