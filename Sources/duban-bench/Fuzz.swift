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
    private static let most = 20

    /// One rule's failures.
    private struct Failure {
        var count = 0
        var number = 0
        var size = Int.max
        var detail = ""

        /// The smallest is kept.
        mutating func add(_ number: Int, _ size: Int, _ detail: String) {
            count += 1
            if size < self.size { (self.number, self.size, self.detail) = (number, size, detail) }
        }
    }

    /// - Returns: whether all texts held.
    func run() throws -> Bool {
        try Files.makeFolder(folder)
        let scratch = "/tmp/duban-fuzz-\(getpid())"
        defer { unlink(scratch) }
        let end = Clock.now + Int64(seconds) * 1_000_000_000
        let mutator = NoticeMutator(try DraftCorpus.texts(), seed: seed)
        var failures: [String: Failure] = [:]
        var next = 0
        var stops = 0
        var slowest: (time: Int64, number: Int64) = (0, 0)
        while stops < Self.most, Clock.now < end {
            let left = max(1, (end - Clock.now) / 1_000_000)
            let child = try Child.run(
                ["/proc/self/exe", "--job", "draft-fuzz", "\(seed)", "\(next)", "\(left)", scratch], keepsOutput: true)
            for (time, number) in zip(Job.values(child.output, "slowest"), Job.values(child.output, "at"))
            where time > slowest.time {
                slowest = (time, number)
            }
            for line in child.output.split(separator: "\n") where line.hasPrefix("broken ") {
                let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
                guard words.count == 5, let number = Int(words[1]), let size = Int(words[2]) else { continue }
                failures[String(words[3]), default: Failure()].add(number, size, String(words[4]))
            }
            guard let last = Int(String(decoding: try Files.read(scratch), as: UTF8.self).prefix { $0 != "\n" }) else {
                throw BenchProblem("the child did not say where it was, and ended with status \(child.status)")
            }
            next = last + 1
            if child.status == 0 { break }
            stops += 1
            let size = mutator.text(last).text.unicodeScalars.count
            failures[Self.stop(child.status), default: Failure()].add(last, size, "")
        }
        print("\(next) texts, seed \(seed): \(failures.values.reduce(0) { $0 + $1.count }) failures", terminator: "")
        print(" of \(failures.count) kinds; slowest text \(slowest.number): ", terminator: "")
        print("\(Spread.short(Double(slowest.time) / 1e6)) ms of processor time")
        fflush(nil)
        for (rule, failure) in failures.sorted(by: { $0.key < $1.key }) {
            try report(rule, failure, mutator.text(failure.number), scratch)
        }
        return failures.isEmpty
    }

    private static func stop(_ status: Int32) -> String {
        status == DraftJob.outOfTime ? "no-end" : "crash-\(status)"
    }

    /// The smallest text of a kind, made smaller where that does not take too long.
    private func report(_ rule: String, _ failure: Failure, _ made: (text: String, steps: [String]), _ scratch: String)
        throws
    {
        var text = made.text
        if ![FuzzCase.slowReading, FuzzCase.slowWriting, Self.stop(DraftJob.outOfTime)].contains(rule) {
            text = try Shrinking.smallest(text, tries: 500) { try self.fails($0, rule, scratch) }
        }
        let path = "\(folder)/duban-fuzz-\(seed)-\(failure.number)-\(rule).txt"
        try Files.write(text, to: path)
        let size = text.unicodeScalars.count
        print(
            "\(rule): \(failure.count) x, text \(failure.number) (\(made.steps.joined(separator: ", "))) \(failure.detail)"
        )
        print("  \(path), \(size) scalars\(size <= 200 ? ": \(text.debugDescription)" : "")")
        fflush(nil)
    }

    private func fails(_ text: String, _ rule: String, _ scratch: String) throws -> Bool {
        try Files.write(text, to: scratch)
        let child = try Child.run(
            ["/proc/self/exe", "--job", "draft-check", scratch], keepsOutput: true,
            environment: ["SWIFT_BACKTRACE": "enable=no"])
        if child.status != 0 { return Self.stop(child.status) == rule }
        return child.output.split(separator: "\n").contains { $0.hasPrefix("broken 0 ") && $0.contains(" \(rule) ") }
    }
}
