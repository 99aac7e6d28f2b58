/// What follows from being late or missing, as the notice says it: 逾期…不予受理.

enum OutcomeReader {
    private static let late = WordIndex(words(.late))
    private static let sanctions = WordIndex(words(.sanction))
    /// A consequence stands this near to what it follows from.
    private static let reach = 60

    private static func words(_ meaning: DetailRule.Meaning) -> [String] {
        DetailRule.all.filter { $0.meaning == meaning }.flatMap(\.words)
    }

    static func outcomes(in range: Range<Int>, _ reader: DetailReader) -> [DraftText] {
        let plain = reader.passage.plain
        var found: [DraftText] = []
        var done = range.lowerBound
        for (_, at) in late.occurrences(in: Array(plain[range])) {
            let start = range.lowerBound + at
            guard start >= done else { continue }
            var end = start
            while end < range.upperBound, end - start < reach * 2, !Passage.endsSentence(plain[end]) { end += 1 }
            guard
                sanctions.occurrences(in: Array(plain[start..<min(end, start + reach)])).contains(where: {
                    $0.place > 0
                })
            else { continue }
            found.append(reader.quoted(opening(of: start, notBefore: done, plain)..<end))
            done = end
        }
        return found
    }

    /// 六、, 4., （三）
    private static func isNumbering(_ plain: [UInt32], _ mark: Int) -> Bool {
        guard mark > 0, [0x3001, 0x2E, 0x29].contains(plain[mark]) else { return false }
        return Scalars.isDigit(plain[mark - 1]) || Scalars.chineseNumber(plain[mark - 1]) != nil
    }

    /// 对逾期未参加评估的企业: with the words of its clause that stand before it.
    private static func opening(of place: Int, notBefore limit: Int, _ plain: [UInt32]) -> Int {
        var start = place
        while start > limit, place - start < 24, !Passage.endsClause(plain[start - 1]), !isNumbering(plain, start - 1) {
            start -= 1
        }
        return start
    }
}
