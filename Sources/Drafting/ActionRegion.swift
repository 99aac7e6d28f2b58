/// Where what is asked by a time may stand.

extension ActionReader {
    struct Region {
        /// From the time to the next one or the end of the sentence, without what is said of those who are late.
        let after: Range<Int>
        /// From the time before, or the beginning of the sentence.
        let before: Range<Int>
        let sentence: Range<Int>
        /// The time tells what was said before it: 报名时间为…, 审核阶段（…）.
        let isComplement: Bool
        /// 公示不少于5个工作日
        let isPublicNotice: Bool
        /// 提前10分钟
        let isMinutesAhead: Bool
        /// 报名12小时内
        let isDistance: Bool
        let isWindow: Bool
        /// In an item of a schedule that begins with its time, the sentences behind a semicolon that have no time.
        let rest: [Range<Int>]
        /// 截止, or a table's column of that name.
        let isClosing: Bool
        let label: [UInt32]
        let heading: [UInt32]
        /// The rest of a table's row.
        let row: [UInt32]
        let title: [UInt32]
        /// In a table, or alone on its line.
        let isCell: Bool
        /// The lines over a table, as far as they may say what it is about.
        let over: [Range<Int>]
    }
}

extension NoticeText {
    /// - Parameter restated: of which the time only tells the days: 公示期3天（9日至11日）.
    func region(
        _ phrase: TimePhrase, _ neighbours: Range<Int>, _ around: Surroundings, restating restated: TimePhrase?
    ) -> ActionReader.Region {
        let range = range(phrase)
        let record = record(phrase)
        let sentence = record ?? map.sentence(at: range.lowerBound)
        let start = record?.lowerBound ?? min(range.upperBound, sentence.upperBound)
        // 各区于6月24日前、市直学校于6月14日前将材料报送: the verb behind the next time is this one's too.
        let isShared = record == nil && sharesVerb(start..<sentence.upperBound, neighbours.upperBound)
        let limit = min(
            sentence.upperBound, isShared ? map.clause(at: neighbours.upperBound).upperBound : neighbours.upperBound)
        let end = record?.upperBound ?? beforeConditions(start..<max(start, limit))
        let first =
            record == nil ? min(range.lowerBound, max(sentence.lowerBound, neighbours.lowerBound)) : range.lowerBound
        let cell = cell(phrase)
        let closing = around.label + around.justBefore + around.justAfter.prefix(3)
        return ActionReader.Region(
            after: start..<end, before: first..<range.lowerBound, sentence: sentence,
            isComplement: record == nil && Self.complements.contains(where: around.justBefore.ends)
                && !isAside(range),
            isPublicNotice: [phrase, restated].contains { isPublicNotice($0) },
            isMinutesAhead: phrase.rules == ["minutes-ahead"], isDistance: phrase.isDistance,
            isWindow: phrase.isWindow,
            rest: record == nil && cell == nil ? itemRest(range) : [],
            isClosing: !Self.closings.occurrences(in: closing).isEmpty, label: around.label, heading: around.heading,
            row: cell?.others.prefix(Self.widestRow).flatMap { text.plain($0.prefix(Self.longestCell)) + [0x2C] } ?? [],
            title: (header.title ?? "").unicodeScalars.map(Scalars.plain), isCell: isCell(phrase),
            over: cell.map { linesOver(range.lowerBound, by: line(phrase) - $0.top) } ?? [])
    }

    /// 请各班在交报名表的同时（11月8日前）把报名费交至: what is done by then follows the bracket.
    private func isAside(_ range: Range<Int>) -> Bool {
        guard map.plain[..<range.lowerBound].last == 0x28,
            let close = map.plain[range.upperBound...].prefix(4).firstIndex(of: 0x29), close + 1 < map.plain.count
        else { return false }
        return [0x628A, 0x5C06].contains(map.plain[close + 1])  // 把 将
    }

    private func isPublicNotice(_ phrase: TimePhrase?) -> Bool {
        phrase.map { $0.rules == ["distance-span"] && map.text(range($0)).hasPrefix("公示") } ?? false
    }

    /// As much of a row as may say what is asked; all of it, for each time of a wide row, would be read over and over.
    private static let widestRow = 40
    private static let longestCell = 400

    /// Between the time and the next one stands nothing but another name.
    private func sharesVerb(_ rest: Range<Int>, _ next: Int) -> Bool {
        guard next < rest.upperBound, rest.lowerBound < next, next - rest.lowerBound <= 40 else { return false }
        let start = rest.lowerBound + (map.plain[rest.lowerBound] == 0x524D ? 1 : 0)  // 前
        // 务必于10月8日前将进展情况、10月9日前将报表报送
        if map.plain[start] == 0x5C06, map.plain[next - 1] == 0x3001 {
            return !map.words(in: start..<next).contains { $0.role == .action(.submission) && !$0.isNoun }
        }
        guard start < next, [0x3001, 0x2C].contains(map.plain[start]) else { return false }  // 、 ,
        // 请于本月25日前、下月10日前分别报送
        if start + 1 == next { return map.plain[start] == 0x3001 }
        var end = next
        while end > start + 1, Self.leads.contains(map.plain[end - 1]) { end -= 1 }
        // 省级实施办法于9月底前、地市级实施办法于12月底前印发
        let words = start + 1..<end
        return BodyName.endsAsOne(map.plain[words])
            || map.plain[start] == 0x3001 && !words.isEmpty && words.count <= 20
                && !map.words(in: words).contains(where: { $0.isVerb || $0.role == .modal })
    }

    /// 于, 请于, 务必于
    private static let leads = Set("于在请须应务必要需将".unicodeScalars.map(\.value))

    /// Behind the item's own sentence, up to the next time.
    private func itemRest(_ range: Range<Int>) -> [Range<Int>] {
        guard opensLine(range) else { return [] }
        let line = map.line(at: range.lowerBound)
        var found: [Range<Int>] = []
        var index = ClauseMap.index(of: range.lowerBound, in: map.sentences)
        while index + 1 < map.sentences.count, found.count < 4, map.isCarriedOn(index) {
            index += 1
            guard map.sentences[index].lowerBound < line.upperBound, !map.isTimed(map.sentences[index]) else { break }
            found.append(map.sentences[index])
        }
        return found
    }

    /// 逾期不予受理: what is said of those who are late is not asked of all.
    private func beforeConditions(_ range: Range<Int>) -> Int {
        let condition = map.clauses(in: range).dropFirst().first { clause in
            guard let first = map.words(in: clause).first else { return false }
            return first.role == .condition && first.range.lowerBound <= clause.lowerBound + 2
        }
        return condition?.lowerBound ?? range.upperBound
    }

    /// Up to four lines of the passage over a table's headings, the farthest first.
    private func linesOver(_ place: Int, by rows: Int) -> [Range<Int>] {
        let line = ClauseMap.index(of: place, in: map.lines) - rows
        return line > 0 ? Array(map.lines[max(0, line - 4)..<line]) : []
    }

    private static let closings = WordIndex(["截止", "截至", "延至", "延期", "延长", "顺延", "逾期"])
    private static let complements: [[UInt32]] = [
        "为", "是", ":", "(", "截止", "截至", "至", "到", "截止时间", "截止日期", "不迟于", "不晚于",
    ].scalarValues
}
