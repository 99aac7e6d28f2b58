/// Finds every time that a rule knows, from left to right, the longest at each place.

/// One rule's match in the text.
struct TimeAtom: Sendable {
    let rule: TimeRule
    let match: TimeMatch
    let tokens: Range<Int>
}

struct TimeScanner: Sendable {
    /// Rules by what they may begin with: a word's first scalar, or a number.
    private let byScalar: [UInt32: [TimeRule]]
    private let byNumber: [TimeRule]

    static let shared = TimeScanner(TimeRule.all)

    init(_ rules: [TimeRule]) {
        var byScalar: [UInt32: [TimeRule]] = [:]
        var byNumber: [TimeRule] = []
        for rule in rules {
            var (scalars, startsWithNumber) = (Set<UInt32>(), false)
            Self.collectFirsts(rule.pattern.elements[...], &scalars, &startsWithNumber)
            for scalar in scalars {
                if Scalars.chineseNumber(scalar) != nil { startsWithNumber = true }
                byScalar[scalar, default: []].append(rule)
            }
            if startsWithNumber { byNumber.append(rule) }
        }
        self.byScalar = byScalar
        self.byNumber = byNumber
    }

    private static func collectFirsts(
        _ elements: ArraySlice<TimePattern.Element>, _ scalars: inout Set<UInt32>, _ startsWithNumber: inout Bool
    ) {
        guard let first = elements.first else { return }
        switch first {
        case .number: startsWithNumber = true
        case .words(let words, _):
            for word in words {
                if let scalar = word.first {
                    scalars.insert(scalar)
                } else {
                    collectFirsts(elements.dropFirst(), &scalars, &startsWithNumber)
                }
            }
        }
    }

    func atoms(in tokens: [Token]) -> [TimeAtom] {
        var atoms: [TimeAtom] = []
        var place = 0
        while place < tokens.count {
            if let atom = longest(tokens, at: place) {
                atoms.append(atom)
                place = atom.tokens.upperBound
            } else {
                place += 1
            }
        }
        return atoms
    }

    private func longest(_ tokens: [Token], at place: Int) -> TimeAtom? {
        let token = tokens[place]
        let rules: [TimeRule]
        switch token.kind {
        case .lineBreak: return nil
        case .character: rules = byScalar[UInt32(token.value)] ?? []
        case .number, .chineseNumber: rules = byNumber
        }
        var best: TimeAtom?
        for rule in rules {
            guard let match = rule.pattern.match(tokens, at: place), match.end > (best?.tokens.upperBound ?? place)
            else { continue }
            best = TimeAtom(rule: rule, match: match, tokens: place..<match.end)
        }
        if best == nil, token.kind == .number, token.length == 8 { return joined(token, place) }
        return best
    }

    /// 20240315
    private func joined(_ token: Token, _ place: Int) -> TimeAtom? {
        let (year, month, day) = (token.value / 10_000, token.value / 100 % 100, token.value % 100)
        guard (1990...2100).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        var match = TimeMatch(end: place + 1)
        match.numbers[TimePattern.Field.year.rawValue] = year
        match.numbers[TimePattern.Field.month.rawValue] = month
        match.numbers[TimePattern.Field.day.rawValue] = day
        return TimeAtom(rule: Self.joinedDigits, match: match, tokens: place..<place + 1)
    }

    private static let joinedDigits = TimeRule("joined-digits", .day, "{Y}{M}{D}", example: "20240315")
}
