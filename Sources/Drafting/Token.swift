/// What the rules read: numbers and characters, without blanks and without the line breaks that only extraction made.

struct Token: Sendable {
    enum Kind: UInt8, Sendable {
        /// 15, ２０２４
        case number
        /// 十五, 二〇二四
        case chineseNumber
        case character
        case lineBreak
    }

    let kind: Kind
    // A notice of a megabyte has 350,000 of them: 20 bytes each, not 40.
    private let number: Int32
    private let characters: Int32
    private let start: Int32
    private let end: Int32

    /// A number's value, -1 when it is too long for one; a character's scalar in its plain form.
    var value: Int { Int(number) }
    /// How many characters a number was written with.
    var length: Int { Int(characters) }
    /// Where it stands in the text.
    var range: Range<Int> { Int(start)..<Int(end) }

    /// - Parameter value: at most nine digits.
    init(kind: Kind, value: Int, length: Int, range: Range<Int>) {
        self.kind = kind
        number = Int32(clamping: value)
        characters = Int32(clamping: length)
        start = Int32(range.lowerBound)
        end = Int32(range.upperBound)
    }
}

struct Tokenizer {
    private let text: SourceText
    private let lines: LineJoin
    private var tokens: [Token] = []

    static func tokens(of text: SourceText) -> [Token] {
        var tokenizer = Tokenizer(text: text)
        for line in 0..<text.lineCount { tokenizer.read(line) }
        return mended(tokenizer.tokens, text)
    }

    /// 1 5日, 1 1月: a digit that only extraction parted from the next one, where together they can be what follows.
    private static func mended(_ tokens: [Token], _ text: SourceText) -> [Token] {
        var out: [Token] = []
        out.reserveCapacity(tokens.count)
        var place = 0
        while place < tokens.count {
            let token = tokens[place]
            if let parts = joined(token, after: out.last, before: place + 1 < tokens.count ? tokens[place + 1] : nil) {
                out += parts
                place += 1
                continue
            }
            if token.kind == .number, token.length == 1, place + 2 < tokens.count,
                case let next = tokens[place + 1], next.kind == .number, next.length == 1,
                next.range.lowerBound > token.range.upperBound, tokens[place + 2].kind == .character
            {
                let value = token.value * 10 + next.value
                let limit =
                    tokens[place + 2].value == 0x6708
                    ? 12 : [0x65E5, 0x53F7].contains(tokens[place + 2].value) ? 31 : 0
                if value >= 1, value <= limit {
                    out.append(
                        Token(
                            kind: .number, value: value, length: 2,
                            range: token.range.lowerBound..<next.range.upperBound))
                    place += 2
                    continue
                }
            }
            out.append(token)
            place += 1
        }
        return out
    }

    /// 20243月15日, 2024年315日: digits of which only one reading is a date, as the numbers and the word that was lost.
    private static func joined(_ token: Token, after last: Token?, before next: Token?) -> [Token]? {
        guard token.kind == .number, (3...6).contains(token.length), let next, next.kind == .character else {
            return nil
        }
        var readings: [(first: Int, digits: Int, second: Int, word: Int)] = []
        for digits in 1...2 where token.length > digits {
            let unit = digits == 1 ? 10 : 100
            let (first, second) = (token.value / unit, token.value % unit)
            guard digits == 1 || second >= 10 else { continue }
            if next.value == 0x6708, (1990...2100).contains(first), (1...12).contains(second) {
                readings.append((first, digits, second, 0x5E74))  // 年
            }
            if [0x65E5, 0x53F7].contains(next.value), last?.kind == .character, last?.value == 0x5E74,
                (1...12).contains(first), (1...31).contains(second)
            {
                readings.append((first, digits, second, 0x6708))  // 月
            }
        }
        guard readings.count == 1, let only = readings.first else { return nil }
        let start = token.range.lowerBound
        let cut = token.range.upperBound - only.digits
        return [
            Token(kind: .number, value: only.first, length: token.length - only.digits, range: start..<cut),
            Token(kind: .character, value: only.word, length: 1, range: cut..<cut),
            Token(kind: .number, value: only.second, length: only.digits, range: cut..<token.range.upperBound),
        ]
    }

    private init(text: SourceText) {
        self.text = text
        lines = LineJoin(text)
        tokens.reserveCapacity(text.scalars.count)
    }

    private mutating func read(_ line: Int) {
        let range = text.line(line)
        var place = range.lowerBound
        while place < range.upperBound {
            var value = Scalars.plain(text.scalars[place])
            if value == 0x76EE, isDayOfMonth(before: place) { value = 0x65E5 }  // 3月15目, as recognition writes 日
            if Scalars.isDigit(value) || isSpoiltDigit(place, to: range.upperBound) {
                place = number(from: place, to: range.upperBound)
            } else if Scalars.chineseNumber(value) != nil {
                place = chineseNumber(from: place, to: range.upperBound)
            } else {
                // A tab parts the cells of a table, all other blanks mean nothing in Chinese.
                if value == 0x09 || !Scalars.isBlank(text.scalars[place]) {
                    tokens.append(
                        Token(kind: .character, value: Int(value), length: 1, range: place..<place + 1))
                }
                place += 1
            }
        }
        guard line + 1 < text.lineCount, !lines.isSoft(after: line) else { return }
        tokens.append(Token(kind: .lineBreak, value: 0x0A, length: 1, range: range.upperBound..<range.upperBound + 1))
    }

    private mutating func number(from start: Int, to end: Int) -> Int {
        var place = start
        var value = 0
        while place < end {
            let digit =
                isSpoiltDigit(place, to: end) ? Self.spoilt(text.scalars[place]) : Scalars.plain(text.scalars[place])
            guard Scalars.isDigit(digit) else { break }
            value = place - start < 9 && value >= 0 ? value * 10 + Int(digit - 0x30) : -1
            place += 1
        }
        tokens.append(Token(kind: .number, value: value, length: place - start, range: start..<place))
        return place
    }

    /// O and o for 0, l and I for 1, as recognition writes them: beside a digit, or between 月 and 日.
    private func isSpoiltDigit(_ place: Int, to end: Int) -> Bool {
        guard Scalars.isDigit(Self.spoilt(text.scalars[place])) else { return false }
        let before = place > 0 ? Scalars.plain(text.scalars[place - 1]) : 0
        let after = place + 1 < end ? Scalars.plain(text.scalars[place + 1]) : 0
        let isAfterDate = Scalars.isDigit(before) || [0x5E74, 0x6708, 0x65E5, 0x3A].contains(before)  // 年 月 日 :
        let isBeforeDate = Scalars.isDigit(after) || [0x6708, 0x65E5, 0x53F7, 0x65F6, 0x5206].contains(after)
        return isAfterDate && (isBeforeDate || Scalars.isDigit(before) && Self.spoilt(text.scalars[place]) == 0x30)
    }

    private static func spoilt(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar {
        case "O", "o", "Ｏ": 0x30
        case "l", "I": 0x31
        default: 0
        }
    }

    /// The two tokens read last are 月 and a number.
    private func isDayOfMonth(before place: Int) -> Bool {
        guard tokens.count >= 2, let last = tokens.last, last.kind == .number, last.range.upperBound == place else {
            return false
        }
        let month = tokens[tokens.count - 2]
        return month.kind == .character && month.value == 0x6708 && (1...31).contains(last.value)
    }

    /// 二〇二四 is a row of digits, 二十四 and 一百二十 are sums.
    private mutating func chineseNumber(from start: Int, to end: Int) -> Int {
        var place = start
        var digits = 0
        var (sum, last) = (0, -1)
        var isSum = false
        while place < end, let number = Scalars.chineseNumber(Scalars.plain(text.scalars[place])) {
            if number >= 10 {
                isSum = true
                sum += (last < 0 ? 1 : last) * number
                last = -1
            } else {
                digits = place - start < 9 ? digits * 10 + number : -1
                last = number
            }
            place += 1
        }
        let value = isSum ? sum + max(0, last) : digits
        tokens.append(Token(kind: .chineseNumber, value: value, length: place - start, range: start..<place))
        return place
    }
}
