/// What failed, kind by kind: how often, and the smallest text that shows it.

import DraftFuzz
import Glibc
import Platform

struct FuzzFailures {
    let mutator: NoticeMutator
    let folder: String
    let seed: UInt64
    /// Written for a child to read; `.crash` behind it: the backtrace of one that crashed.
    let scratch: String

    private struct Kind {
        var count = 0
        var number = 0
        var size = Int.max
        var detail = ""
    }

    private var kinds: [String: Kind] = [:]

    var count: Int { kinds.values.reduce(0) { $0 + $1.count } }

    init(mutator: NoticeMutator, folder: String, seed: UInt64, scratch: String) {
        self.mutator = mutator
        self.folder = folder
        self.seed = seed
        self.scratch = scratch
    }

    /// The lines of a child: `broken NUMBER SCALARS RULE DETAIL`.
    mutating func add(told output: String) {
        for line in output.split(separator: "\n") where line.hasPrefix("broken ") {
            let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
            guard words.count == 5, let number = Int(words[1]), let size = Int(words[2]) else { continue }
            add(String(words[3]), number, size, String(words[4]))
        }
    }

    /// The child ended at that text.
    mutating func add(stop status: Int32, at number: Int) {
        let size = mutator.text(number).text.unicodeScalars.count
        add(
            status == DraftJob.outOfTime ? Self.noEnd : Self.crash + crashPlace(status), number, size,
            "status \(status)")
    }

    /// The smallest is kept.
    private mutating func add(_ rule: String, _ number: Int, _ size: Int, _ detail: String) {
        var kind = kinds[rule] ?? Kind()
        kind.count += 1
        if size < kind.size { (kind.number, kind.size, kind.detail) = (number, size, detail) }
        kinds[rule] = kind
    }

    private static let noEnd = "no-end"
    private static let crash = "crash-"

    /// The first line of the reader that the backtrace names, `DayReader.swift:10:5`; the status where there is none.
    private func crashPlace(_ status: Int32) -> String {
        let path = scratch + ".crash"
        defer { unlink(path) }
        let report = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let frame = report.split(separator: "\n").first { $0.contains("/Sources/Drafting/") && !$0.hasSuffix(".swift") }
        return frame?.split(separator: "/").last.map(String.init) ?? "\(status)"
    }

    // MARK: - Told to people

    /// Each kind with its text, made smaller where that does not take too long, and written to a file.
    func report() throws {
        for (rule, kind) in kinds.sorted(by: { $0.key < $1.key }) {
            var (text, steps) = mutator.text(kind.number)
            if ![FuzzCase.slowReading, FuzzCase.slowWriting, Self.noEnd].contains(rule) {
                text = try Shrinking.smallest(text, tries: 500) { try fails($0, rule) }
            }
            let path = "\(folder)/duban-fuzz-\(seed)-\(kind.number)-\(rule).txt"
            try Files.write(text, to: path)
            let size = text.unicodeScalars.count
            print("\(rule): \(kind.count) x, text \(kind.number) (\(steps.joined(separator: ", "))), \(kind.detail)")
            print("  \(path), \(size) scalars\(size <= 200 ? ": \(text.debugDescription)" : "")")
            fflush(nil)
        }
    }

    private func fails(_ text: String, _ rule: String) throws -> Bool {
        try Files.write(text, to: scratch)
        let child = try Child.run(
            ["/proc/self/exe", "--job", "draft-check", scratch], keepsOutput: true,
            environment: ["SWIFT_BACKTRACE": "enable=no"])
        if rule.hasPrefix(Self.crash) { return child.status != 0 && child.status != DraftJob.outOfTime }
        return child.output.split(separator: "\n").contains { $0.hasPrefix("broken 0 ") && $0.contains(" \(rule) ") }
    }
}
