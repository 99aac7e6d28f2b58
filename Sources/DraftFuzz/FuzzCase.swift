/// One text read, written as a notice file and checked.

import Drafting

public enum FuzzCase {
    /// Everything that did not hold; empty: all held.
    ///
    /// - Parameter clock: nanoseconds of the processor's time; what takes longer than its bound is told.
    public static func run(_ text: String, clock: () -> Int64) -> (broken: [Broken], nanoseconds: Int64) {
        let begin = clock()
        let draft = DraftReader.read(text)
        let read = clock()
        let file = DraftNotice.file(draft)
        let written = clock()
        var broken = DraftInvariants(text).broken(draft)
        // What has no deadline makes no file.
        if !draft.deadlines.isEmpty { broken += DraftInvariants.broken(file: file, tasks: draft.deadlines.count) }
        if read - begin > readingBound(text) {
            broken.append(Broken(slowReading, "\((read - begin) / 1_000_000) ms"))
        }
        if written - read > writingBound(draft) {
            broken.append(Broken(slowWriting, "\((written - read) / 1_000_000) ms, \(draft.deadlines.count) deadlines"))
        }
        return (broken, written - begin)
    }

    /// What reading a text may take, in nanoseconds of the processor's time: generous, more than ten times what a notice
    /// takes, and linear in the length.
    public static func readingBound(_ text: String) -> Int64 {
        250_000_000 + 50_000 * Int64(text.unicodeScalars.count)
    }

    private static func writingBound(_ draft: Draft) -> Int64 { 250_000_000 + 1_000_000 * Int64(draft.deadlines.count) }

    public static let slowReading = "slow-reading"
    public static let slowWriting = "slow-writing"
}
