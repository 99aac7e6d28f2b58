/// What stands around one time, in the passage's plain forms.

struct Surroundings: Sendable {
    let justBefore: [UInt32]
    let justAfter: [UInt32]
    let clause: [UInt32]
    /// In the sentence, up to the time before.
    let before: [UInt32]
    /// In the sentence, up to the time after.
    let after: [UInt32]
    let sentence: [UInt32]
    /// Before the colon, or the heading of the table's column.
    let label: [UInt32]
    let heading: [UInt32]
}

extension NoticeText {
    /// The words around a time. What stands beyond the next time belongs to that one.
    func surroundings(_ phrase: TimePhrase, between neighbours: Range<Int>) -> Surroundings {
        let range = range(phrase)
        var end = range.upperBound
        for aside in Self.asides where passage.plain[end...].starts(with: aside) { end += aside.count }
        end = behindAside(end)
        let lead = passage.before(range.lowerBound, until: Passage.endsSentence)
        let rest = passage.after(end, until: Passage.endsSentence)
        let before = passage.before(range.lowerBound, notBefore: neighbours.lowerBound, until: Passage.endsSentence)
        let after = passage.after(end, notAfter: neighbours.upperBound, until: Passage.endsSentence)
        let clauseBefore = passage.before(range.lowerBound, until: Passage.endsClause)
        let clauseAfter = passage.after(end, until: Passage.endsClause)
        return Surroundings(
            justBefore: Array(passage.plain[lead].suffix(12)), justAfter: Array(passage.plain[rest].prefix(8)),
            clause: Array(passage.plain[clauseBefore]) + Array(passage.plain[clauseAfter]),
            before: Array(passage.plain[before]), after: Array(passage.plain[after]),
            sentence: Array(passage.plain[lead.lowerBound..<rest.upperBound]),
            label: cell(phrase).map { text.plain($0.heading) } ?? labelOfRound(range, lead) ?? label(lead),
            heading: outline.heading(of: line(phrase)))
    }

    /// 4月2日（第五周周五）前: past the bracket.
    private func behindAside(_ place: Int) -> Int {
        guard place < passage.plain.count, passage.plain[place] == 0x28,
            let close = passage.plain[place...].prefix(14).firstIndex(of: 0x29), close + 1 < passage.plain.count,
            passage.plain[close + 1] == 0x524D  // 前
        else { return place }
        return close + 1
    }

    /// 培训时间：, and in the lines below it 第一期：5月10日至12日, 第二期 5月23日.
    private func labelOfRound(_ time: Range<Int>, _ before: Range<Int>) -> [UInt32]? {
        var words = passage.plain[before]
        if words.last == 0x3A { words = words.dropLast() }
        guard Self.isRound(words), before.lowerBound == map.line(at: time.lowerBound).lowerBound else { return nil }
        var index = ClauseMap.index(of: time.lowerBound, in: map.lines)
        for _ in 0..<8 where index > 0 {
            index -= 1
            let line = map.plain[map.lines[index]]
            if Self.isRound(line.prefix { !Scalars.isDigit($0) && $0 != 0x3A }) { continue }
            guard let colon = line.prefix(24).firstIndex(of: 0x3A) else { return nil }
            let rest = line[(colon + 1)...]
            guard rest.isEmpty || Self.isRound(rest.prefix { !Scalars.isDigit($0) && $0 != 0x3A }) else { return nil }
            return Array(line[..<colon])
        }
        return nil
    }

    /// 第一期, 第2批
    private static func isRound(_ words: ArraySlice<UInt32>) -> Bool {
        (2...6).contains(words.count) && words.first == 0x7B2C && rounds.contains(words[words.endIndex - 1])
    }

    private static let rounds = Set("期批场轮组".unicodeScalars.map(\.value))

    /// （含）, （北京时间） between the time and its 前 say nothing of its role.
    private static let asides: [[UInt32]] = ["(含当日)", "(含当天)", "(含)", "(周末除外)", "(北京时间)"].scalarValues

    /// What stands before the first colon of the sentence.
    private func label(_ before: Range<Int>) -> [UInt32] {
        let words = passage.plain[before]
        guard let colon = words.firstIndex(of: 0x3A), colon - words.startIndex <= 24 else { return [] }
        return Array(words[..<colon])
    }
}
