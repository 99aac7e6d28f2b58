/// Reading damaged notices in a process that may crash.

import DraftFuzz
import Glibc
import Platform

enum FuzzJob {
    /// SEED FIRST MILLISECONDS FILE: the number of the text that is being read is kept in the file.
    static func run(_ words: [String]) throws {
        guard words.count == 4, let seed = UInt64(words[0]), let first = Int(words[1]), let time = Int64(words[2])
        else {
            throw BenchProblem("--job draft-fuzz SEED FIRST MILLISECONDS FILE")
        }
        let file = open(words[3], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchProblem("\(words[3]) cannot be written: errno \(errno)") }
        defer { close(file) }
        let mutator = NoticeMutator(try DraftCorpus.texts(), seed: seed)
        let end = Clock.now + time * 1_000_000
        var number = first
        var slowest: Int64 = 0
        repeat {
            let line = "\(number)\n"
            guard pwrite(file, line, line.utf8.count, 0) == line.utf8.count else {
                throw BenchProblem("\(words[3]) cannot be written: errno \(errno)")
            }
            let spent = check(mutator.text(number).text, number)
            if spent > slowest {
                slowest = spent
                print("slowest=\(spent)\nat=\(number)")
                fflush(nil)
            }
            number += 1
        } while Clock.now < end
    }

    /// One text, out of a file.
    static func check(_ words: [String]) throws {
        guard let path = words.first else { throw BenchProblem("--job draft-check FILE") }
        _ = check(String(decoding: try Files.read(path), as: UTF8.self), 0)
    }

    /// Says what is broken, each rule once: `broken NUMBER SCALARS RULE DETAIL`.
    private static func check(_ text: String, _ number: Int) -> Int64 {
        DraftJob.limitProcessorTime(to: 5_000_000_000 + 4 * FuzzCase.readingBound(text))
        let (broken, spent) = FuzzCase.run(text, clock: { Clock.processor })
        DraftJob.limitProcessorTime(to: 0)
        var told: Set<String> = []
        for one in broken where told.insert(one.rule).inserted {
            let detail = String(
                one.detail.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
            print("broken \(number) \(text.unicodeScalars.count) \(one.rule) \(detail)")
        }
        if !broken.isEmpty { fflush(nil) }
        return spent
    }
}
