/// Many words looked for at once: where which stands.

struct WordIndex: Sendable {
    private let words: [[UInt32]]
    private let byFirst: [UInt32: [Int]]

    init(_ words: [String]) {
        self.words = words.map { $0.unicodeScalars.map(\.value) }
        var byFirst: [UInt32: [Int]] = [:]
        for (index, word) in self.words.enumerated() {
            if let first = word.first { byFirst[first, default: []].append(index) }
        }
        self.byFirst = byFirst.mapValues { [lengths = self.words.map(\.count)] known in
            known.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
        }
    }

    /// Each occurrence: which word, and the place of its first scalar.
    func occurrences(in text: [UInt32]) -> [(word: Int, place: Int)] {
        var found: [(word: Int, place: Int)] = []
        for place in text.indices {
            for index in byFirst[text[place]] ?? [] where Self.stands(words[index], in: text, at: place) {
                found.append((index, place))
            }
        }
        return found
    }

    /// The longest word that begins there.
    func longest(in text: [UInt32], at place: Int, before end: Int) -> Int? {
        guard place < end, let known = byFirst[text[place]] else { return nil }
        return known.first { words[$0].count <= end - place && Self.stands(words[$0], in: text, at: place) }
    }

    func length(_ word: Int) -> Int { words[word].count }

    private static func stands(_ word: [UInt32], in text: [UInt32], at place: Int) -> Bool {
        guard place + word.count <= text.count else { return false }
        for offset in word.indices where text[place + offset] != word[offset] { return false }
        return true
    }
}
