/// A notice's text with all that is read of it once: tokens, times, clauses, tables, headings, head.

import Deadlines

struct NoticeText: Sendable {
    let text: SourceText
    let tokens: [Token]
    let phrases: [TimePhrase]
    let passage: Passage
    let map: ClauseMap
    let tables: TableReader
    let outline: Outline
    let header: HeaderReader.Header
    /// Where dates stand that close a document, in a text without lines.
    let signatures: Set<Int>
    /// By a time's first token: looking for the head of a table takes its rows one by one.
    private let cells: [Int: TableReader.Cell]
    /// For each time what belongs to it.
    let neighbours: [Range<Int>]
    /// Somewhere the notice asks people to come.
    let isAttended: Bool

    init(_ text: SourceText) {
        self.text = text
        tokens = Tokenizer.tokens(of: text)
        phrases = PhraseReader.phrases(tokens)
        passage = Passage(tokens, text)
        let passage = passage
        map = ClauseMap(passage.plain, times: phrases.map { passage.range($0.tokens) })
        neighbours = Self.neighbours(phrases, passage)
        let tables = TableReader(text)
        self.tables = tables
        cells = Self.cells(phrases, tokens, tables, text)
        outline = Outline(text)
        isAttended = map.words.contains { $0.name == "attend" || $0.name == "meet" }
        var header = HeaderReader.header(of: text)
        let inline = InlineSignature.dates(phrases, tokens, passage)
        if header.issued == nil { header.issued = inline.first?.day }
        signatures = Set(inline.map(\.place))
        self.header = header
    }

    private static func cells(
        _ phrases: [TimePhrase], _ tokens: [Token], _ tables: TableReader, _ text: SourceText
    ) -> [Int: TableReader.Cell] {
        var cells: [Int: TableReader.Cell] = [:]
        for first in phrases.map(\.tokens.lowerBound) {
            let place = tokens[first].range.lowerBound
            cells[first] = tables.cell(at: place, line: text.lineNumber(of: place))
        }
        return cells
    }

    // MARK: - Where a time stands

    /// In the text.
    func place(_ phrase: TimePhrase) -> Int { tokens[phrase.tokens.lowerBound].range.lowerBound }

    /// In the passage.
    func range(_ phrase: TimePhrase) -> Range<Int> { passage.range(phrase.tokens) }

    /// From 0.
    func line(_ phrase: TimePhrase) -> Int { text.lineNumber(of: place(phrase)) }

    func cell(_ phrase: TimePhrase) -> TableReader.Cell? { cells[phrase.tokens.lowerBound] }

    /// It has the line to itself, as a cell of a table that lost its shape.
    func isAlone(_ phrase: TimePhrase) -> Bool {
        text.trimmed(text.line(line(phrase))).count <= phrase.tokens.count + 6
    }

    /// What stands before it in its line.
    func lead(_ range: Range<Int>) -> ArraySlice<UInt32> {
        map.plain[map.line(at: range.lowerBound).lowerBound..<range.lowerBound]
    }

    /// Nothing but numbering stands before it in its line.
    func opensLine(_ range: Range<Int>) -> Bool { lead(range).allSatisfy(ClauseOpening.isNumbering) }

    /// The lines under a time that is all of its heading, `（一）2025年5月30日前`, up to the next time: they say who and
    /// what. Nil for a time in a sentence.
    func record(_ phrase: TimePhrase) -> Range<Int>? {
        let range = range(phrase)
        let index = ClauseMap.index(of: range.lowerBound, in: map.lines)
        let line = map.lines[index]
        let isWhole =
            opensLine(range)
            && map.plain[range.upperBound..<max(range.upperBound, line.upperBound)].count <= 3
        guard isWhole, cell(phrase) == nil, !(lead(range).isEmpty && isNamed(index)) else { return nil }
        let isHeading = isHeading(line)
        var end = index + 1
        while end < map.lines.count, end - index <= 6, !map.isTimed(map.lines[end]),
            isHeading || !self.isHeading(map.lines[end])
        { end += 1 }
        guard end > index + 1, map.lines[index + 1].lowerBound < map.lines[end - 1].upperBound else { return nil }
        return map.lines[index + 1].lowerBound..<map.lines[end - 1].upperBound
    }

    /// 一、报名时间, and in the line below the time: it is what that heading names, and heads nothing itself.
    private func isNamed(_ line: Int) -> Bool {
        guard line > 0 else { return false }
        var above = map.plain[map.lines[line - 1]]
        if above.last == 0x3A { above = above.dropLast() }
        return above.count <= 30 && ActionReader.timeWords.contains { above.ends(with: $0) }
    }

    private func isHeading(_ line: Range<Int>) -> Bool {
        !line.isEmpty && outline.isHeading(text.lineNumber(of: passage.source(line).lowerBound))
    }

    /// In a table, or alone on its line.
    func isCell(_ phrase: TimePhrase) -> Bool { cell(phrase) != nil || isAlone(phrase) }

    /// From the end of the time before to the beginning of the one after, in the passage: what belongs to each. A bare month
    /// or year (2015年12月的材料) only describes and parts nothing.
    private static func neighbours(_ phrases: [TimePhrase], _ passage: Passage) -> [Range<Int>] {
        var starts: [Int] = []
        var last = 0
        let isParting = phrases.map { !$0.isBare && !isAttribute($0, passage) }
        for (index, phrase) in phrases.enumerated() {
            starts.append(last)
            if isParting[index] { last = passage.range(phrase.tokens).upperBound }
        }
        var next = Int.max
        var found: [Range<Int>] = []
        for (index, phrase) in phrases.enumerated().reversed() {
            found.append(starts[index]..<max(starts[index], next))
            if isParting[index] { next = passage.range(phrase.tokens).lowerBound }
        }
        return found.reversed()
    }

    /// 将前一日情况报省办公室: whose figures they are.
    static func isAttribute(_ phrase: TimePhrase, _ passage: Passage) -> Bool {
        guard phrase.rules == ["distance-before"] else { return false }
        let rest = passage.plain[passage.range(phrase.tokens).upperBound...].prefix(2)
        return ["情况", "数据", "工作", "的"].contains { rest.starts(with: $0.unicodeScalars.map(\.value)) }
    }

    /// The time with what belongs to it: 前, and for a distance what it is counted from.
    func source(_ phrase: TimePhrase) -> Range<Int> {
        var start = place(phrase)
        // 参会人员提前15分钟: whoever it is, nothing has to happen first.
        if case .distance = phrase.form, phrase.rules != ["minutes-ahead"] { start = origin(phrase) }
        var last = phrase.tokens.upperBound
        for word in Self.belonging {
            if let end = TimePattern.end(of: word, tokens, from: last) {
                last = end
                break
            }
        }
        return start..<max(start + 1, tokens[last - 1].range.upperBound)
    }

    /// Where the words begin that a distance is counted from: 各单位应在[评估结果公布之日起30日内], [自收到通知之日起15日内].
    private func origin(_ phrase: TimePhrase) -> Int {
        let range = range(phrase)
        let clause = passage.before(range.lowerBound, until: Passage.endsClause)
        var start = max(clause.lowerBound, range.lowerBound - 30)
        if let colon = passage.plain[start..<range.lowerBound].lastIndex(of: 0x3A) { start = colon + 1 }
        if start == map.line(at: range.lowerBound).lowerBound { start = behindNumber(start..<range.lowerBound) }
        for word in map.words(in: start..<range.lowerBound) {
            switch map.plain[word.range.lowerBound] {
            case 0x81EA where word.role == .preposition: start = word.range.lowerBound  // 自
            case _ where word.role == .modal: start = word.range.upperBound
            case 0x4E8E, 0x5728, 0x7531: start = word.role == .preposition ? word.range.upperBound : start  // 于 在 由
            default: break
            }
        }
        return start < range.lowerBound ? passage.source(start..<range.lowerBound).lowerBound : place(phrase)
    }

    /// （三）重大事项2小时内: without the item's number.
    private func behindNumber(_ words: Range<Int>) -> Int {
        let number = map.plain[words].prefix(while: ClauseOpening.isNumbering)
        guard let last = number.last, [0x29, 0x3001, 0x2E].contains(last) else { return words.lowerBound }  // ) 、 .
        return number.endIndex
    }

    private static let belonging: [[UInt32]] = [
        "(含)前", "(含)之前", "(含)以前", "(含)止", "底前", "之前", "以前", "前", "为止", "截止", "止",
    ].scalarValues
}

extension TimePhrase {
    var isDistance: Bool {
        if case .distance = form { true } else { false }
    }

    var isWindow: Bool {
        if case .window = form { return true }
        return false
    }

    /// 2024年, 2024年度, 本年度内, 下半年: hardly ever a date of its own.
    var isBare: Bool {
        !points.isEmpty && points.allSatisfy { !$0.isDay && ($0.edge.map(Self.bareEdges.contains) ?? true) }
    }

    private static let bareEdges: Set<String> = ["内", "年内", "上半年", "下半年"]
}
