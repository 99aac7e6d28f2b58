/// Who has to do it, where another sentence than the time's own says so.

extension SubjectReader {
    /// 省政府定于3月5日召开: who convenes is not who has to come.
    func isConvened(_ time: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let before = map.plain[max(sentence.lowerBound, time.lowerBound - 4)..<time.lowerBound]
        // A time that a line break cuts may end behind its sentence.
        guard time.upperBound < sentence.upperBound else { return false }
        // 延至3月27日上午9时召开，请各单位负责人参加
        if Self.convening.longest(in: map.plain, at: time.upperBound, before: sentence.upperBound) != nil {
            return true
        }
        guard Self.planned.contains(where: before.ends) else { return false }
        let after = map.plain[time.upperBound..<min(sentence.upperBound, time.upperBound + 40)]
        return !Self.convening.occurrences(in: Array(after)).isEmpty
    }

    private static let convening = WordIndex(["召开", "举行", "举办"])
    private static let planned: [[UInt32]] = ["定于", "拟于", "将于"].scalarValues

    /// 请各单位分管负责人参加: in the same line after the time.
    func attending(after time: Range<Int>, _ line: Range<Int>) -> Range<Int>? {
        let end = min(line.upperBound, time.upperBound + 160)
        guard time.upperBound < end else { return nil }
        for clause in map.clauses(in: time.upperBound..<end)
        where map.words(in: clause).contains(where: { $0.name == "attend" || $0.name == "meet" }) {
            if let found = clauses.subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    /// 动员部署阶段（3月10日至25日）。各单位…: a sentence without a verb is about the one that follows it.
    func later(than sentence: Range<Int>, line: Range<Int>) -> Range<Int>? {
        // （一）摸底排查（2022年5月底前）
        let isHeading = sentence.count <= 36 && map.plain[sentence].last == 0x29
        guard isHeading || !clauses.hasVerb(sentence) || map.text(sentence).contains("阶段") else { return nil }
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences) + 1
        guard index < map.sentences.count, map.sentences[index].lowerBound <= line.upperBound + 1 else { return nil }
        // Behind a time of its own whoever stands there is asked by that time.
        let time = map.firstTime(in: map.sentences[index]) ?? .max
        for clause in map.clauses(in: map.sentences[index]).prefix(2) {
            if let found = clauses.subject(in: clause, isCut: false) { return found.upperBound <= time ? found : nil }
        }
        return nil
    }

    /// 各单位按以下时限报送：, and below it 1.8月20日前报送方案: who is asked stands over the list.
    func leading(theListOf line: Range<Int>) -> Range<Int>? {
        guard isItem(line) else { return nil }
        var index = ClauseMap.index(of: line.lowerBound, in: map.lines)
        for _ in 0..<12 where index > 0 {
            index -= 1
            let above = map.lines[index]
            if above.isEmpty || isItem(above) { continue }
            guard !Self.introducing.occurrences(in: Array(map.plain[above].suffix(60))).isEmpty,
                case let last = map.sentence(at: max(above.lowerBound, above.upperBound - 2))
            else { return nil }
            return map.clauses(in: last).lazy.compactMap { clauses.subject(in: $0, isCut: false) }.first
        }
        return nil
    }

    private static let introducing = WordIndex(["以下", "下列", "如下"])

    /// 1、, (2)
    private func isItem(_ line: Range<Int>) -> Bool {
        let number = map.plain[line].prefix { Scalars.isDigit($0) || $0 == 0x28 }
        guard !number.isEmpty, number.contains(where: Scalars.isDigit), number.endIndex < line.upperBound else {
            return false
        }
        return [0x3001, 0x2E, 0x29].contains(map.plain[number.endIndex])
    }

    /// 由战备建设处把关。复审于4月15日前完成: who reviews or publishes is never meant by the addressees alone, and the
    /// sentence before names them.
    func earlier(than time: Range<Int>, _ sentence: Range<Int>, _ line: Range<Int>) -> Range<Int>? {
        let words = map.words(in: sentence)
        guard words.contains(where: { $0.role == .action(.review) || $0.role == .action(.publication) }),
            !words.contains(where: { $0.role == .action(.submission) && !$0.isNoun })
        else { return nil }
        var index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences)
        for _ in 0..<2 where index > 0 {
            index -= 1
            let before = map.sentences[index]
            guard before.lowerBound >= line.lowerBound, !before.isEmpty, !map.isTimed(before) else { return nil }
            for clause in map.clauses(in: before).prefix(2) {
                if let found = clauses.subject(in: clause, isCut: false) { return found }
            }
        }
        return nil
    }
}
