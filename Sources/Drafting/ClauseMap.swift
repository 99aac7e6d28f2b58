/// Where the lines, sentences and clauses of a passage begin and end, and which words of the lexicon stand in them.

struct ClauseMap: Sendable {
    let plain: [UInt32]
    let words: [LexWord]
    /// Where times stand.
    private let times: [Int]
    let lines: [Range<Int>]
    let sentences: [Range<Int>]
    /// A comma within brackets ends none.
    let clauses: [Range<Int>]

    /// A text without any mark is cut here, so that no date makes all of it be read again.
    private static let longestSentence = 400
    private static let longestClause = 160

    init(_ plain: [UInt32], times: [Range<Int>] = []) {
        self.times = times.map(\.lowerBound)
        self.plain = plain
        words = WordScanner.shared.words(of: plain, times: times)
        var lines: [Range<Int>] = []
        var sentences: [Range<Int>] = []
        var clauses: [Range<Int>] = []
        var (line, sentence, clause, depth) = (0, 0, 0, 0)
        for place in plain.indices {
            let value = plain[place]
            let endsSentence =
                Passage.endsSentence(value) || value == 0x2E && Self.isFullStop(plain, place)
                || place - sentence >= Self.longestSentence
            if value == 0x28 { depth += 1 }
            if value == 0x29 { depth = max(0, depth - 1) }
            if endsSentence || value == 0x2C && depth == 0 || place - clause >= Self.longestClause {
                clauses.append(clause..<place)
                clause = place + 1
            }
            if endsSentence {
                sentences.append(sentence..<place)
                sentence = place + 1
                depth = 0
            }
            if value == 0x0A {
                lines.append(line..<place)
                line = place + 1
            }
        }
        clauses.append(min(clause, plain.count)..<plain.count)
        sentences.append(min(sentence, plain.count)..<plain.count)
        lines.append(min(line, plain.count)..<plain.count)
        self.lines = lines
        self.sentences = sentences
        self.clauses = clauses
    }

    /// 征求意见.请各单位, 附件2).2.各会场: a full stop in its half-width form, not the point of 2.5 or of 1.总体要求.
    private static func isFullStop(_ plain: [UInt32], _ place: Int) -> Bool {
        guard place > 0, place + 1 < plain.count else { return false }
        let (before, after) = (plain[place - 1], plain[place + 1])
        guard (0x4E00...0x9FFF).contains(before) || before == 0x29, Scalars.chineseNumber(before) == nil else {
            return false
        }
        if (0x4E00...0x9FFF).contains(after) { return true }
        return Scalars.isDigit(after) && place + 2 < plain.count && [0x2E, 0x3001].contains(plain[place + 2])
    }

    // MARK: - Looking up

    /// The index of the stretch that has the place, or ends at it.
    static func index(of place: Int, in ranges: [Range<Int>]) -> Int {
        max(0, ranges.partitionPoint { $0.lowerBound > place } - 1)
    }

    /// The sentence's end is a semicolon, so that the next one may go on with it.
    func isCarriedOn(_ index: Int) -> Bool {
        sentences[index].upperBound < plain.count && plain[sentences[index].upperBound] == 0x3B
    }

    func sentence(at place: Int) -> Range<Int> { sentences[Self.index(of: place, in: sentences)] }
    func clause(at place: Int) -> Range<Int> { clauses[Self.index(of: place, in: clauses)] }
    func line(at place: Int) -> Range<Int> { lines[Self.index(of: place, in: lines)] }

    /// The clauses that lie in a stretch, cut to it.
    func clauses(in range: Range<Int>) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var index = Self.index(of: range.lowerBound, in: clauses)
        while index < clauses.count, clauses[index].lowerBound < range.upperBound {
            let cut = clauses[index].clamped(to: range)
            if !cut.isEmpty { out.append(cut) }
            index += 1
        }
        return out
    }

    /// The words that lie wholly in a stretch.
    func words(in range: Range<Int>) -> ArraySlice<LexWord> {
        let start = words.partitionPoint { $0.range.lowerBound >= range.lowerBound }
        var end = start
        while end < words.count, words[end].range.upperBound <= range.upperBound { end += 1 }
        return words[start..<end]
    }

    /// A time stands in the stretch.
    func isTimed(_ range: Range<Int>) -> Bool { firstTime(in: range) != nil }

    /// Where the stretch's first time begins.
    func firstTime(in range: Range<Int>) -> Int? {
        let next = times.partitionPoint { $0 >= range.lowerBound }
        return next < times.count && times[next] < range.upperBound ? times[next] : nil
    }

    func text(_ range: Range<Int>) -> String { Array(plain[range]).string }
}
