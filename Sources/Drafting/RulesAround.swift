/// The sentence around one time, searched again for the words that a rule met there.

import Texts

struct RulesAround {
    /// Without blanks, in plain forms; `after` begins with the time itself.
    private let before: [UInt32]
    private let after: [UInt32]
    /// The time with what belongs to it takes at most so many of `after`.
    private let length: Int
    private let headings: [UInt32]

    /// What the readers look at on either side, and how far up a heading is sought.
    private static let reach = 160
    private static let linesUp = 40

    init(_ text: SourceText, _ position: Position, length: Int) {
        self.length = length
        guard let place = text.place(of: position) else {
            (before, after, headings) = ([], [], [])
            return
        }
        before = Self.words(text, stride(from: place - 1, through: 0, by: -1)).reversed()
        after = Self.words(text, stride(from: place, to: text.scalars.count, by: 1))
        var headings: [UInt32] = []
        for line in stride(from: position.line - 2, through: max(0, position.line - Self.linesUp), by: -1) {
            let range = text.trimmed(text.line(line))
            if range.count <= 30 { headings += text.scalars[range].map(Scalars.plain) + [0x0A] }
        }
        self.headings = headings
    }

    private static func words(_ text: SourceText, _ places: some Sequence<Int>) -> [UInt32] {
        var words: [UInt32] = []
        for place in places {
            let scalar = text.scalars[place]
            let value = Scalars.plain(scalar)
            if Passage.endsSentence(value) || words.count == reach { break }
            if !Scalars.isBlank(scalar) { words.append(value) }
        }
        return words
    }

    // MARK: - Rules

    func reason(_ cue: RuleBook.Cue) -> DraftReason {
        let word = word(cue)?.string
        let phrase = cue.rule.phrase(word)
        switch cue.rule.effect {
        case .deadline: return DraftReason(.binding, phrase, word: word)
        case .other(let why): return DraftReason(.notBinding(why), phrase, word: word)
        }
    }

    func reason(_ verbs: RuleBook.Verbs) -> DraftReason {
        guard let word = (first(verbs.words, in: after) ?? last(verbs.words, in: before))?.string else {
            return DraftReason(
                .action, Phrase(zh: "有“\(verbs.example)”一类的词", en: "a word like “\(verbs.example)”"))
        }
        return DraftReason(.action, Phrase(zh: "要做的是“\(word)”", en: "“\(word)” is asked for"), word: word)
    }

    private func word(_ cue: RuleBook.Cue) -> [UInt32]? {
        switch cue.rule.scope {
        case .justAfter: first(cue.words, in: Array(after.prefix(length + 8).dropFirst()))
        case .justBefore: cue.words.filter { before.suffix($0.count).elementsEqual($0) }.max { $0.count < $1.count }
        case .after: first(cue.words, in: after)
        case .before: last(cue.words, in: before)
        case .clause:
            last(cue.words, in: Array(before.reversed().prefix { $0 != 0x2C }.reversed())) ?? first(
                cue.words, in: after)
                ?? last(cue.words, in: before)
        case .label: last(cue.words, in: before)
        case .heading: first(cue.words, in: headings)
        }
    }

    /// The first to begin, of those the longest.
    private func first(_ words: [[UInt32]], in text: [UInt32]) -> [UInt32]? {
        for place in text.indices {
            let found = words.filter { text[place...].starts(with: $0) }
            if let longest = found.max(by: { $0.count < $1.count }) { return longest }
        }
        return nil
    }

    /// The last to end, of those the longest.
    private func last(_ words: [[UInt32]], in text: [UInt32]) -> [UInt32]? {
        for end in text.indices.reversed() {
            let found = words.filter { $0.count <= end + 1 && text[(end + 1 - $0.count)...end].elementsEqual($0) }
            if let longest = found.max(by: { $0.count < $1.count }) { return longest }
        }
        return nil
    }
}
