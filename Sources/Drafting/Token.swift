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
    /// A number's value, -1 when it is too long for one; a character's scalar in its plain form.
    let value: Int
    /// How many characters a number was written with.
    let length: Int
    /// Where it stands in the text.
    let range: Range<Int>
}

struct Tokenizer {
    private let text: SourceText
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

    private init(text: SourceText) {
        self.text = text
        tokens.reserveCapacity(text.scalars.count)
    }

    private mutating func read(_ line: Int) {
        let range = text.line(line)
        var place = range.lowerBound
        while place < range.upperBound {
            let value = Scalars.plain(text.scalars[place])
            if Scalars.isDigit(value) {
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
        guard line + 1 < text.lineCount, !isSoft(after: line) else { return }
        tokens.append(Token(kind: .lineBreak, value: 0x0A, length: 1, range: range.upperBound..<range.upperBound + 1))
    }

    private mutating func number(from start: Int, to end: Int) -> Int {
        var place = start
        var value = 0
        while place < end {
            var digit = Scalars.plain(text.scalars[place])
            if place > start, digit == 0x4F || digit == 0x6F { digit = 0x30 }  // 3O日
            guard Scalars.isDigit(digit) else { break }
            value = place - start < 9 && value >= 0 ? value * 10 + Int(digit - 0x30) : -1
            place += 1
        }
        tokens.append(Token(kind: .number, value: value, length: place - start, range: start..<place))
        return place
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

    /// Whether the line only broke because the page was full, so that the sentence goes on in the next one.
    private func isSoft(after line: Int) -> Bool {
        let this = text.trimmed(text.line(line))
        let next = text.trimmed(text.line(line + 1))
        guard !this.isEmpty, !next.isEmpty else { return false }
        guard !Self.opensParagraph(text.scalars[next]) else { return false }
        let last = text.scalars[this.upperBound - 1]
        if Self.carriesOn.contains(last) { return true }
        return this.count >= 24 && Scalars.isHan(last) || this.count >= 24 && Self.inner.contains(last)
    }

    /// No sentence and no heading ends with these.
    private static let carriesOn: Set<Unicode.Scalar> = ["，", "、", "于", "至", "在", "和", "及", "与", "的"]
    private static let inner: Set<Unicode.Scalar> = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "—", "-", "（", "《", "“", "”", "》", "）",
    ]

    /// `一、`, `（一）`, `1.`, `第三阶段`, `附件`, a tab-parted row.
    private static func opensParagraph(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = line.first else { return true }
        if line.contains("\t") { return true }
        switch first {
        case "（", "(", "●", "■", "◆", "★", "※", "-", "*", "#", "|": return true
        case "附", "第", "抄", "联": return line.count < 40
        default: break
        }
        var index = line.startIndex
        while index < line.endIndex,
            Scalars.isDigit(Scalars.plain(line[index])) || Scalars.chineseNumber(Scalars.plain(line[index])) != nil
        {
            index += 1
        }
        guard index > line.startIndex, index < line.endIndex else { return false }
        switch line[index] {
        case "、", ".", "．", ")", "）", ":": return true
        default: return false
        }
    }
}
