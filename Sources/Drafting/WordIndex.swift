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
        self.byFirst = byFirst
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

    func length(_ word: Int) -> Int { words[word].count }

    private static func stands(_ word: [UInt32], in text: [UInt32], at place: Int) -> Bool {
        guard place + word.count <= text.count else { return false }
        for offset in word.indices where text[place + offset] != word[offset] { return false }
        return true
    }
}
