/// A pattern over tokens, written as text, so that the rules are data that one can read.
///
/// `{Y} {M} {D} {H} {m} {N} {Q} {W}` are numbers in their ranges (year, month, day, hour, minute, count, quarter,
/// weekday), `[日|号|]` is one of several words (an empty one means: or nothing), `{p:上午|下午}` one that is kept under
/// its letter, `{*}` two to twelve characters that hold no number, no mark and no time: what happens; all else stands
/// for itself.

struct TimePattern: Sendable {
    /// What is kept of a match.
    enum Field: Int, Sendable, CaseIterable {
        case year, month, day, hour, minute, count, quarter, weekday
        /// Words: part of the day, part of a period, unit of a distance, what a distance is counted from, how often.
        case part, edge, unit, anchor, often
    }

    enum Element: Sendable {
        case number(Field)
        case words([[UInt32]], Field?)
        case happening
    }

    /// How many characters tell what happens.
    static let happening = 2...12

    let elements: [Element]
    /// What happens is a part of it.
    let hasHappening: Bool

    init(_ text: String) {
        var elements: [Element] = []
        var rest = Substring(text)
        while let first = rest.first {
            switch first {
            case "{":
                let end = rest.firstIndex(of: "}") ?? rest.endIndex
                let inner = rest[rest.index(after: rest.startIndex)..<end]
                elements.append(Self.field(inner))
                rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
            case "[":
                let end = rest.firstIndex(of: "]") ?? rest.endIndex
                elements.append(.words(Self.alternatives(rest[rest.index(after: rest.startIndex)..<end]), nil))
                rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
            default:
                let end = rest.firstIndex { $0 == "{" || $0 == "[" } ?? rest.endIndex
                elements.append(.words([rest[..<end].unicodeScalars.map(\.value)], nil))
                rest = rest[end...]
            }
        }
        self.elements = elements
        hasHappening = text.contains("{*}")
    }

    private static func field(_ inner: Substring) -> Element {
        if inner == "*" { return .happening }
        if let colon = inner.firstIndex(of: ":") {
            let words = alternatives(inner[inner.index(after: colon)...])
            return .words(words, wordFields[String(inner[..<colon])])
        }
        return .number(numberFields[String(inner)] ?? .count)
    }

    private static let numberFields: [String: Field] = [
        "Y": .year, "M": .month, "D": .day, "H": .hour, "m": .minute, "N": .count, "Q": .quarter, "W": .weekday,
    ]
    private static let wordFields: [String: Field] = [
        "p": .part, "e": .edge, "u": .unit, "a": .anchor, "o": .often,
    ]

    private static func alternatives(_ text: Substring) -> [[UInt32]] {
        text.split(separator: "|", omittingEmptySubsequences: false).map { $0.unicodeScalars.map(\.value) }
    }
}

/// What a pattern found.
struct TimeMatch: Sendable {
    /// The token after the last one.
    var end: Int
    var numbers: [Int?] = Array(repeating: nil, count: TimePattern.Field.allCases.count)
    var words: [String?] = Array(repeating: nil, count: TimePattern.Field.allCases.count)

    subscript(_ field: TimePattern.Field) -> Int? { numbers[field.rawValue] }
    func word(_ field: TimePattern.Field) -> String? { words[field.rawValue] }
}

extension TimePattern {
    /// The match that begins at the token, the first that fits in the order in which words are given.
    func match(_ tokens: [Token], at start: Int) -> TimeMatch? {
        match(tokens, TimeMatch(end: start), element: 0)
    }

    /// Where the match that begins at the token ends; what it keeps is read only for the rule that wins.
    func end(_ tokens: [Token], at start: Int, element index: Int = 0) -> Int? {
        guard index < elements.count else { return start }
        switch elements[index] {
        case .number(let field):
            guard start < tokens.count, Self.value(tokens[start], field) != nil else { return nil }
            return end(tokens, at: start + 1, element: index + 1)
        case .words(let alternatives, _):
            for word in alternatives {
                if let next = Self.end(of: word, tokens, from: start),
                    let found = end(tokens, at: next, element: index + 1)
                {
                    return found
                }
            }
            return nil
        case .happening:
            for next in Self.happenings(tokens, from: start) {
                if let found = end(tokens, at: next, element: index + 1) { return found }
            }
            return nil
        }
    }

    /// The tokens behind which what happens may end.
    private static func happenings(_ tokens: [Token], from start: Int) -> Range<Int> {
        let most = tokens[min(start, tokens.count)...].prefix(happening.upperBound)
        let count = most.firstIndex { $0.kind != .character || !(0x4E00...0x9FFF).contains($0.value) } ?? most.endIndex
        return start + happening.lowerBound <= count ? start + happening.lowerBound..<count + 1 : start..<start
    }

    private func match(_ tokens: [Token], _ soFar: TimeMatch, element index: Int) -> TimeMatch? {
        guard index < elements.count else { return soFar }
        switch elements[index] {
        case .number(let field):
            guard soFar.end < tokens.count, let value = Self.value(tokens[soFar.end], field) else { return nil }
            var next = soFar
            next.numbers[field.rawValue] = value
            next.end += 1
            return match(tokens, next, element: index + 1)
        case .words(let alternatives, let field):
            for word in alternatives {
                guard let end = Self.end(of: word, tokens, from: soFar.end) else { continue }
                var next = soFar
                next.end = end
                if let field {
                    next.words[field.rawValue] = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
                }
                if let found = match(tokens, next, element: index + 1) { return found }
            }
            return nil
        case .happening:
            for end in Self.happenings(tokens, from: soFar.end) {
                var next = soFar
                next.end = end
                if let found = match(tokens, next, element: index + 1) { return found }
            }
            return nil
        }
    }

    /// The token after the word; nil when it does not stand there. Chinese numbers in words (一、三) are compared as
    /// they are written, hence only single ones.
    static func end(of word: [UInt32], _ tokens: [Token], from start: Int) -> Int? {
        var place = start
        for scalar in word {
            guard place < tokens.count else { return nil }
            let token = tokens[place]
            switch token.kind {
            case .character: guard token.value == Int(scalar) else { return nil }
            case .chineseNumber:
                guard token.length == 1, Scalars.chineseNumber(scalar) == token.value else { return nil }
            case .number:
                guard token.length == 1, Int(scalar) - 0x30 == token.value else { return nil }
            case .lineBreak: return nil
            }
            place += 1
        }
        return place
    }

    private static func value(_ token: Token, _ field: Field) -> Int? {
        if field == .weekday, token.kind == .character {
            return token.value == 0x65E5 || token.value == 0x5929 ? 7 : nil
        }
        guard token.kind == .number || token.kind == .chineseNumber, token.value >= 0 else { return nil }
        let value = token.value
        switch field {
        case .year:
            if token.length == 4, (1930...2100).contains(value) { return value }
            return token.length == 2 && token.kind == .number && (5...60).contains(value) ? 2000 + value : nil
        case .month: return token.length <= 3 && (1...12).contains(value) ? value : nil
        case .day: return token.length <= 3 && (1...31).contains(value) ? value : nil
        case .hour: return token.length <= 3 && (0...24).contains(value) ? value : nil
        case .minute: return token.length <= 3 && (0...59).contains(value) ? value : nil
        case .count: return (1...3650).contains(value) ? value : nil
        case .quarter: return token.length == 1 && (1...4).contains(value) ? value : nil
        case .weekday: return token.length == 1 && (1...7).contains(value) ? value : nil
        case .part, .edge, .unit, .anchor, .often: return nil
        }
    }
}
