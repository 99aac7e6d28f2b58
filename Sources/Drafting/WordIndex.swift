/// Many words looked for at once: where which stands.

struct WordIndex: Sendable {
    private let words: [[UInt32]]
    private let byFirst: [UInt32: [Int]]
    private let firsts: ScalarFilter

    init(_ words: [String]) {
        self.words = words.map { $0.unicodeScalars.map(\.value) }
        var byFirst: [UInt32: [Int]] = [:]
        for (index, word) in self.words.enumerated() {
            if let first = word.first { byFirst[first, default: []].append(index) }
        }
        firsts = ScalarFilter(byFirst.keys)
        self.byFirst = byFirst.mapValues { [lengths = self.words.map(\.count)] known in
            known.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
        }
    }

    /// Each occurrence: which word, and the place of its first scalar.
    func occurrences(in text: [UInt32]) -> [(word: Int, place: Int)] {
        var found: [(word: Int, place: Int)] = []
        for place in text.indices where firsts.mayHave(text[place]) {
            for index in byFirst[text[place]] ?? [] where Self.stands(words[index], in: text, at: place) {
                found.append((index, place))
            }
        }
        return found
    }

    /// The longest word that begins there.
    func longest(in text: [UInt32], at place: Int, before end: Int) -> Int? {
        guard place < end, firsts.mayHave(text[place]), let known = byFirst[text[place]] else { return nil }
        return known.first { words[$0].count <= end - place && Self.stands(words[$0], in: text, at: place) }
    }

    func length(_ word: Int) -> Int { words[word].count }

    private static func stands(_ word: [UInt32], in text: [UInt32], at place: Int) -> Bool {
        guard place + word.count <= text.count else { return false }
        for offset in word.indices where text[place + offset] != word[offset] { return false }
        return true
    }
}

/// A set of scalars that answers quickly for those that it lacks, as nearly all of a text are.
struct ScalarFilter: Sendable {
    private var bits: [UInt64]

    init(_ scalars: some Sequence<UInt32>) {
        bits = Array(repeating: 0, count: 64)
        for scalar in scalars { bits[Int(scalar >> 6 & 63)] |= 1 << UInt64(scalar & 63) }
    }

    func mayHave(_ scalar: UInt32) -> Bool { bits[Int(scalar >> 6 & 63)] & (1 << UInt64(scalar & 63)) != 0 }
}
