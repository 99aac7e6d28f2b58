/// Which line breaks end nothing: the page was full, or a PDF broke the line anywhere.

struct LineJoin {
    private let text: SourceText
    /// Its lines break in the middle of sentences, as a PDF's do.
    private let isWrapped: Bool

    init(_ text: SourceText) {
        self.text = text
        isWrapped = Self.isWrapped(text)
    }

    /// A tenth of the lines or more, and five at least, end with a comma.
    private static func isWrapped(_ text: SourceText) -> Bool {
        var (full, broken) = (0, 0)
        for number in 0..<text.lineCount {
            let line = text.trimmed(text.line(number))
            guard !line.isEmpty else { continue }
            full += 1
            if "，、,".unicodeScalars.contains(text.scalars[line.upperBound - 1]) { broken += 1 }
        }
        return broken >= 5 && broken * 10 >= full
    }

    /// Whether the line only broke because the page was full, so that the sentence goes on in the next one.
    func isSoft(after line: Int) -> Bool {
        let this = text.trimmed(text.line(line))
        let next = text.trimmed(text.line(line + 1))
        guard !this.isEmpty, !next.isEmpty else { return false }
        let last = text.scalars[this.upperBound - 1]
        let first = text.scalars[next.lowerBound]
        if Self.isSplit(last, first) { return true }
        guard !Self.opensParagraph(text.scalars[next]), !Self.isTitle(text.scalars[this], before: first) else {
            return false
        }
        if Self.carriesOn.contains(last) { return true }
        // 5月12日 完成检测 / 5月24日 提交成绩: a schedule's items.
        if Self.opensWithDay(text.scalars[this]), Self.opensWithDay(text.scalars[next]) { return false }
        if isWrapped, Scalars.isHan(last), isSentence(this), !isDate(next) { return true }
        return this.count >= 24 && Scalars.isHan(last) || this.count >= 24 && Self.inner.contains(last)
    }

    /// No heading: 一、总体要求.
    private func isSentence(_ line: Range<Int>) -> Bool {
        let marks = text.scalars[line].filter { "（）()".unicodeScalars.contains($0) }
        // （省发展⏎改革委负责）
        let isOpen = marks.last.map { "（(".unicodeScalars.contains($0) } ?? false
        return isOpen || !Self.opensParagraph(text.scalars[line])
            || text.scalars[line].contains { $0 == "，" || $0 == "。" || $0 == "；" }
    }

    private static func opensWithDay(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        let digits = line.prefix { Scalars.isDigit(Scalars.plain($0)) }
        return (1...2).contains(digits.count) && line.dropFirst(digits.count).first == "月"
    }

    private func isDate(_ line: Range<Int>) -> Bool {
        line.count <= 14 && text.scalars[line.upperBound - 1] == "日"
    }

    /// 2024⏎年, 3月⏎15日, 5个工⏎作日内: one date on two lines.
    private static func isSplit(_ last: Unicode.Scalar, _ first: Unicode.Scalar) -> Bool {
        let isDigit = Scalars.isDigit(Scalars.plain(last))
        if isDigit { return "年月日号时点个".unicodeScalars.contains(first) }
        if last == "年" || last == "月" { return Scalars.isDigit(Scalars.plain(first)) }
        return last == "工" && first == "作" || last == "作" && first == "日"
    }

    /// 某局关于做好…的通知, and what follows does not go on with it.
    private static func isTitle(_ line: ArraySlice<Unicode.Scalar>, before next: Unicode.Scalar) -> Bool {
        guard let last = line.last, "知告函案见".unicodeScalars.contains(last),
            !"的》”要精（和及、，".unicodeScalars.contains(next),
            !line.contains(where: { $0 == "，" || $0 == "。" || $0 == "《" })
        else { return false }
        return zip(line, line.dropFirst()).contains { $0 == "关" && $1 == "于" }
    }

    /// No sentence and no heading ends with these.
    private static let carriesOn: Set<Unicode.Scalar> = ["，", "、", "于", "至", "在", "和", "及", "与", "的"]
    private static let inner: Set<Unicode.Scalar> = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "—", "-", "（", "《", "“", "”", "》", "）",
    ]

    /// 各县⏎（市、⏎区）
    private static func isPlaces(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        "（(".unicodeScalars.contains(line[line.startIndex])
            && line.dropFirst().first.map { "市县区州".unicodeScalars.contains($0) } ?? false
            && line.prefix(8).contains { "、）".unicodeScalars.contains($0) }
    }

    /// `一、`, `（一）`, `1.`, `第三阶段`, `附件`, a tab-parted row.
    private static func opensParagraph(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = line.first else { return true }
        if line.contains("\t") { return true }
        if isPlaces(line) { return false }
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
