/// The things that one deadline wants handed in: names in 《…》, and nouns such as 自查报告.

struct DeliverableReader {
    let words: SegmentWords
    let reader: DetailReader
    var plain: [UInt32] { reader.passage.plain }

    private let except: Range<Int>

    init(_ words: SegmentWords, _ reader: DetailReader, except: Range<Int>) {
        self.except = except
        self.words = words
        self.reader = reader
    }

    /// More are a list that people have to write themselves.
    private static let most = 12

    /// - Parameter kind: what is not handing in by itself says 报 or 送 of the things that it wants.
    func deliverables(of kind: DraftKind) -> [DraftDeliverable] {
        let isHandIn = [.submission, .sealedScan, .directoryCheck].contains(kind)
        let named = marked().filter { isHandIn || isHandedIn($0) }
        // 推荐名单经审查同意后: what has to have happened is not what is handed in.
        // In the sentences behind the time's own something has to be said of handing it in.
        let sentence = words.time.isEmpty ? words.range.upperBound : sentenceEnd
        let all = (named + nouns(isHandIn: isHandIn)).filter { $0.lowerBound < sentence || isHandedIn($0) }
            .sorted { $0.lowerBound < $1.lowerBound }
        let others = all.filter { !$0.overlaps(except) }
        let names = others.isEmpty ? all : others
        var apart: [Range<Int>] = []
        for name in names where name.lowerBound >= apart.last?.upperBound ?? 0 { apart.append(name) }
        var found: [DraftDeliverable] = []
        for (index, name) in apart.prefix(Self.most).enumerated() {
            let start = index == 0 ? words.range.lowerBound : apart[index - 1].upperBound
            let end = index + 1 < apart.count ? apart[index + 1].lowerBound : words.range.upperBound
            let title = trimmed(name)
            let quoted = reader.quoted(title)
            guard !found.contains(where: { $0.title == quoted.text }) else { continue }
            var one = DraftDeliverable(title: quoted.text, position: quoted.position)
            let about = about(name, from: start, to: end, isOnly: apart.count == 1)
            (one.formats, one.seal) = words.attributes(in: about)
            one.copies = copies(in: name.upperBound..<max(name.upperBound, about.upperBound))
            found.append(one)
        }
        return found
    }

    private var sentenceEnd: Int {
        plain[words.time.upperBound..<max(words.time.upperBound, words.range.upperBound)]
            .firstIndex(where: Passage.endsSentence) ?? words.range.upperBound
    }

    /// What is said of one: 加盖公章的 right before it, everything after it up to the next one's.
    private func about(_ name: Range<Int>, from start: Int, to end: Int, isOnly: Bool) -> Range<Int> {
        if isOnly { return words.range }
        var first = name.lowerBound
        while first > start, name.lowerBound - first < 10, !Passage.endsClause(plain[first - 1]),
            plain[first - 1] != 0x3001
        {
            first -= 1
        }
        var last = end
        if end < words.range.upperBound {
            while last > name.upperBound, end - last < 10, !Passage.endsClause(plain[last - 1]),
                plain[last - 1] != 0x3001
            {
                last -= 1
            }
            if last == name.upperBound { last = end }
        }
        return first..<last
    }

    // MARK: - How many

    /// 一式两份, 3份
    private func copies(in range: Range<Int>) -> Int? {
        let near = range.lowerBound..<min(range.upperBound, range.lowerBound + 30)
        for place in near where plain[place] == 0x4EFD {
            var start = place
            while start > near.lowerBound,
                Scalars.isDigit(plain[start - 1]) || Scalars.chineseNumber(plain[start - 1]) != nil
            {
                start -= 1
            }
            guard start < place, let token = Tokenizer.tokens(of: SourceText(Array(plain[start..<place]).string)).first,
                (1...100).contains(token.value)
            else { continue }
            return token.value
        }
        return nil
    }
}
