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
    private let firsts: ScalarFilter
    private let byNumber: [TimeRule]
    /// Of those that begin with a number, by what may stand behind it.
    private let bySecond: [UInt32: [TimeRule]]

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
        firsts = ScalarFilter(byScalar.keys)
        self.byNumber = byNumber
        var bySecond: [UInt32: [TimeRule]] = [:]
        for rule in byNumber {
            var seconds: Set<UInt32> = []
            Self.collectSeconds(rule.pattern.elements[...], &seconds)
            for scalar in seconds { bySecond[scalar, default: []].append(rule) }
        }
        self.bySecond = bySecond
    }

    private static func collectFirsts(
        _ elements: ArraySlice<TimePattern.Element>, _ scalars: inout Set<UInt32>, _ startsWithNumber: inout Bool
    ) {
        guard let first = elements.first else { return }
        switch first {
        case .number: startsWithNumber = true
        case .happening: preconditionFailure("no rule begins with what happens")
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

    /// What stands behind the number with which the elements begin; no rule has two numbers side by side.
    private static func collectSeconds(_ elements: ArraySlice<TimePattern.Element>, _ scalars: inout Set<UInt32>) {
        guard let first = elements.first else { return }
        var isNumber = false
        switch first {
        case .number: collectFirsts(elements.dropFirst(), &scalars, &isNumber)
        case .happening: break
        case .words(let words, _):
            for word in words {
                guard let scalar = word.first else {
                    collectSeconds(elements.dropFirst(), &scalars)
                    continue
                }
                guard Scalars.chineseNumber(scalar) != nil else { continue }
                if word.count > 1 {
                    scalars.insert(word[1])
                } else {
                    collectFirsts(elements.dropFirst(), &scalars, &isNumber)
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

    /// - Parameter isInner: looks within what happens, where nothing else happens first: 应在应在录取前, over and over.
    private func longest(_ tokens: [Token], at place: Int, isInner: Bool = false) -> TimeAtom? {
        let token = tokens[place]
        let rules: [TimeRule]
        switch token.kind {
        case .lineBreak: return nil
        case .character:
            guard firsts.mayHave(UInt32(token.value)) else { return nil }
            rules = byScalar[UInt32(token.value)] ?? []
        case .number, .chineseNumber:
            let next = place + 1 < tokens.count ? tokens[place + 1] : token
            rules = next.kind == .character ? bySecond[UInt32(next.value)] ?? [] : byNumber
        }
        var winner: (rule: Int, end: Int)?
        for index in rules.indices {
            guard let end = rules[index].pattern.end(tokens, at: place), end > (winner?.end ?? place),
                !Self.splitsMonth(tokens, at: end), end >= tokens.count || rules[index].mayPrecede(tokens[end]),
                !rules[index].pattern.hasHappening || !isInner && !hasTime(tokens, place + 1..<end)
            else { continue }
            winner = (index, end)
        }
        let best = winner.flatMap { winner in
            let rule = rules[winner.rule]
            return rule.pattern.match(tokens, at: place).map {
                TimeAtom(rule: rule, match: $0, tokens: place..<winner.end)
            }
        }
        if best == nil, token.kind == .number, (6...8).contains(token.length) { return joined(token, tokens, place) }
        if best?.rule.meaning == .period, best?.match.word(.edge) == nil, let spoilt = spoilt(tokens, at: place) {
            return spoilt
        }
        return best
    }

    /// 应于本月底前: a time stands in it.
    private func hasTime(_ tokens: [Token], _ range: Range<Int>) -> Bool {
        range.contains { longest(tokens, at: $0, isInner: true) != nil }
    }

    /// 1. 5月10日前: an item's number and 5月, not 1.5 and 月.
    private static func splitsMonth(_ tokens: [Token], at end: Int) -> Bool {
        end < tokens.count && tokens[end].value == 0x6708 && tokens[end].kind == .character
            && [.number, .chineseNumber].contains(tokens[end - 1].kind)
    }

    /// 6月115日: a day, but which?
    private func spoilt(_ tokens: [Token], at place: Int) -> TimeAtom? {
        guard let match = Self.spoiltDay.pattern.match(tokens, at: place), let number = match[.count], number > 31
        else {
            return nil
        }
        return TimeAtom(rule: Self.spoiltDay, match: match, tokens: place..<match.end)
    }

    static let spoiltDay = TimeRule("spoilt-day", .day, "{M}月{N}[日|号]", example: "6月115日")

    /// 20240315, and with digits that were joined, 2012415日, if only one reading is a day.
    private func joined(_ token: Token, _ tokens: [Token], _ place: Int) -> TimeAtom? {
        var tail = token.value
        for _ in 0..<(token.length - 4) { tail /= 10 }
        let year = tail
        guard (1990...2100).contains(year) else { return nil }
        let isMarked = place + 1 < tokens.count && [0x65E5, 0x53F7].contains(tokens[place + 1].value)
        guard token.length == 8 || isMarked else { return nil }
        var readings: [(Int, Int)] = []
        for digits in 1...2 where token.length - 4 - digits <= 2 && token.length - 4 - digits >= 1 {
            let unit = digits == 1 ? 10 : 100
            let (month, day) = (
                token.value / unit % (token.length - 4 - digits == 1 ? 10 : 100), token.value % unit
            )
            let isWritten = digits == 1 || day >= 10 || token.length == 8
            if (1...12).contains(month), (1...31).contains(day), isWritten { readings.append((month, day)) }
        }
        guard readings.count == 1, let (month, day) = readings.first else { return nil }
        let end = isMarked ? place + 2 : place + 1
        var match = TimeMatch(end: end)
        match.numbers[TimePattern.Field.year.rawValue] = year
        match.numbers[TimePattern.Field.month.rawValue] = month
        match.numbers[TimePattern.Field.day.rawValue] = day
        return TimeAtom(rule: Self.joinedDigits, match: match, tokens: place..<end)
    }

    static let joinedDigits = TimeRule("joined-digits", .day, "{Y}{M}{D}", example: "20240315")
}
