/// The text without blanks, in plain forms, with its sentences, clauses and lines: what the cues look at.

struct Passage: Sendable {
    let plain: [UInt32]
    /// The place in `plain` where each token begins; one more for the end.
    let starts: [Int]
    /// The place in the text of each of its scalars.
    private let places: [Int32]

    init(_ tokens: [Token], _ text: SourceText) {
        var plain: [UInt32] = []
        var starts: [Int] = []
        var places: [Int32] = []
        places.reserveCapacity(text.scalars.count)
        plain.reserveCapacity(text.scalars.count)
        starts.reserveCapacity(tokens.count + 1)
        for token in tokens {
            starts.append(plain.count)
            switch token.kind {
            case .lineBreak: plain.append(0x0A)
            case .character: plain.append(UInt32(token.value))
            case .number, .chineseNumber:
                for scalar in text.scalars[token.range] { plain.append(Scalars.plain(scalar)) }
            }
            while places.count < plain.count {
                places.append(
                    Int32(min(token.range.lowerBound + plain.count - places.count - 1, token.range.upperBound)))
            }
        }
        starts.append(plain.count)
        self.plain = plain
        self.starts = starts
        self.places = places
    }

    /// Where a stretch of `plain` stands in the text.
    func source(_ range: Range<Int>) -> Range<Int> {
        guard let first = places[range].min(), let last = places[range].max() else { return 0..<0 }
        return Int(first)..<Int(last) + 1
    }

    /// Where the first scalar stands that lies at this place of the text or behind it; nil behind the last one.
    func index(of place: Int) -> Int? {
        let index = places[..<plain.count].partitionPoint { Int($0) >= place }
        return index < plain.count ? index : nil
    }

    func range(_ tokens: Range<Int>) -> Range<Int> { starts[tokens.lowerBound]..<starts[tokens.upperBound] }

    static func endsSentence(_ value: UInt32) -> Bool {
        switch value {
        case 0x3002, 0xFF1B, 0x3B, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x0A: true  // 。；！？ and the line
        default: false
        }
    }

    static func endsClause(_ value: UInt32) -> Bool { value == 0x2C || endsSentence(value) }

    /// Not farther than this on either side: a text without any mark must not be read again for each date in it.
    private static let reach = 160

    func before(_ place: Int, notBefore limit: Int = 0, until isEnd: (UInt32) -> Bool) -> Range<Int> {
        var start = place
        while start > limit, place - start < Self.reach, !isEnd(plain[start - 1]) { start -= 1 }
        return start..<place
    }

    func after(_ place: Int, notAfter limit: Int = .max, until isEnd: (UInt32) -> Bool) -> Range<Int> {
        var end = place
        while end < plain.count, end < limit, end - place < Self.reach, !isEnd(plain[end]) { end += 1 }
        return place..<end
    }
}

extension [String] {
    /// Words as they are looked for in a passage.
    var scalarValues: [[UInt32]] { map { $0.unicodeScalars.map(\.value) } }
}

extension Sequence where Element == UInt32 {
    var string: String { String(scalars: compactMap { Unicode.Scalar($0) }) }
}
