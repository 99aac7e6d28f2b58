/// Damaged notices: texts of a corpus changed at random, the same for the same seed and number.

import TestSupport

public struct NoticeMutator: Sendable {
    private let corpus: [[Unicode.Scalar]]
    private let seed: UInt64

    private let limit: Int

    /// - Parameters:
    ///   - corpus: the notices; at least one.
    ///   - limit: scalars that no text is let grow beyond.
    public init(_ corpus: [String], seed: UInt64, limit: Int = 60_000) {
        self.limit = limit
        self.corpus = corpus.map { Array($0.unicodeScalars) }
        self.seed = seed
    }

    /// The text of that number, with the names of what was done to it in order. Does not depend on other numbers, so that
    /// one that fails can be had again.
    public func text(_ number: Int) -> (text: String, steps: [String]) {
        var first = SplitMix64(seed)
        var random = SplitMix64(first.next() ^ (UInt64(number) &* 0xD134_2543_DE82_EF95))
        var scalars = pick(corpus, &random)
        // A notice of a few lines lets a change weigh more.
        if Int.random(in: 0..<3, using: &random) == 0 { scalars = Array(stretch(of: scalars, upTo: 300, &random)) }
        var steps: [String] = []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let mutation = pick(Mutation.allCases, &random)
            mutation.change(&scalars, other: pick(corpus, &random), limit: limit, &random)
            steps.append(mutation.rawValue)
            if scalars.count > limit { scalars.removeLast(scalars.count - limit) }
        }
        return (string(scalars), steps)
    }
}

func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
}

/// - Precondition: not empty.
func pick<T>(_ from: [T], _ random: inout SplitMix64) -> T { from[Int.random(in: from.indices, using: &random)] }

/// A range of the scalars, at most so long; empty only where there are none.
func range(of scalars: [Unicode.Scalar], upTo length: Int, _ random: inout SplitMix64) -> Range<Int> {
    guard !scalars.isEmpty else { return 0..<0 }
    let start = Int.random(in: scalars.indices, using: &random)
    return start..<min(scalars.count, start + Int.random(in: 1...length, using: &random))
}

func stretch(
    of scalars: [Unicode.Scalar], upTo length: Int, _ random: inout SplitMix64
) -> ArraySlice<Unicode.Scalar> {
    scalars[range(of: scalars, upTo: length, &random)]
}
