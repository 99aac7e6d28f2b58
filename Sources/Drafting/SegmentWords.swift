/// The words of one deadline with what the rules find in them.

struct SegmentWords {
    /// In the passage.
    let range: Range<Int>
    let time: Range<Int>
    private let found: [Found]

    struct Found {
        let rule: DetailRule
        /// In the passage.
        let range: Range<Int>
    }

    private static let rules = DetailRule.all.flatMap { rule in rule.words.map { (rule, $0) } }
    private static let index = WordIndex(rules.map(\.1))

    init(_ passage: Passage, _ segment: DetailReader.Segment) {
        range = segment.own
        time = segment.time
        found = Self.found(in: segment.own, passage)
    }

    static func found(in range: Range<Int>, _ passage: Passage) -> [Found] {
        index.occurrences(in: Array(passage.plain[range])).map { word, place in
            let start = range.lowerBound + place
            return Found(rule: rules[word].0, range: start..<start + index.length(word))
        }
    }

    /// In the order of the text.
    func found(_ meaning: DetailRule.Meaning) -> [Found] { found.filter { $0.rule.meaning == meaning } }

    /// What is said of formats and seals within a stretch.
    func attributes(in stretch: Range<Int>) -> (formats: [DraftFormat], seal: DraftSeal?) {
        var formats: [DraftFormat] = []
        var seals: Set<DraftSeal> = []
        for one in found where stretch.contains(one.range.lowerBound) {
            switch one.rule.meaning {
            case .format(let format): if !formats.contains(format) { formats.append(format) }
            case .seal(let seal): seals.insert(seal)
            default: break
            }
        }
        return (formats, seals.count > 1 ? .both : seals.first)
    }
}
