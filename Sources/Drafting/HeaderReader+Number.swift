/// 文号 as printed: X〔2024〕5号 in its many brackets, with 号 or without, or 第5号.

extension HeaderReader {
    /// Where it stands.
    func number(before end: Int) -> Range<Int>? {
        for line in lines.prefix(end) {
            if let range = labelledNumber(in: line) ?? numberRange(in: line) { return range }
        }
        return lines.prefix(end).first(where: isOrdinal).map(inner)
    }

    private static let labels = ["文号：", "发文字号：", "文件编号：", "文号:", "发文字号:", "文号】", "发文字号】"]

    /// 索引号：… 发文字号：X〔2024〕5号 …
    private func labelledNumber(in line: Range<Int>) -> Range<Int>? {
        guard line.count <= 400 else { return nil }
        let scalars = text.scalars
        // Blanks within a label are of the layout: 文　　号：
        let places = line.filter { !Scalars.isBlank(scalars[$0]) }
        let words = places.map { scalars[$0] }
        for label in Self.labels {
            let label = Array(label.unicodeScalars)
            guard words.count > label.count,
                let at = (0...words.count - label.count).first(where: { words[$0...].starts(with: label) })
            else { continue }
            var start = places[at + label.count - 1] + 1
            while start < line.upperBound, Scalars.isBlank(scalars[start]) { start += 1 }
            if let bracketed = bracketed(in: start..<line.upperBound, isWhole: false) {
                return bracketed
            }
            // 无, or a number without brackets.
            var stop = start
            while stop < line.upperBound, !Scalars.isBlank(scalars[stop]) { stop += 1 }
            if scalars[start..<stop].contains(where: { Scalars.isDigit(Scalars.plain($0)) }), stop - start <= 30 {
                return start..<stop
            }
        }
        return nil
    }

    /// A line that is nothing but a number, or a number beside other words of the head.
    func numberRange(in line: Range<Int>) -> Range<Int>? {
        guard line.count < 80 else { return nil }
        return bracketed(in: inner(line), isWhole: true)
    }

    /// The line without the brackets around all of it.
    private func inner(_ line: Range<Int>) -> Range<Int> {
        guard line.count > 2, "（(【".unicodeScalars.contains(text.scalars[line.lowerBound]),
            "）)】".unicodeScalars.contains(text.scalars[line.upperBound - 1])
        else { return line }
        return line.lowerBound + 1..<line.upperBound - 1
    }

    private static let opens: Set<Unicode.Scalar> = ["〔", "[", "【", "［", "（", "(", "﹝", "｛", "{", "〖", "「"]
    private static let closes: Set<Unicode.Scalar> = ["〕", "]", "】", "］", "）", ")", "﹞", "｝", "}", "〗", "」"]

    /// - Parameter isWhole: a sentence around it makes it a document that is cited.
    private func bracketed(in line: Range<Int>, isWhole: Bool) -> Range<Int>? {
        let scalars = text.scalars
        for open in line where Self.opens.contains(scalars[open]) {
            guard let close = year(after: open, in: line), let end = serial(after: close, in: line) else { continue }
            guard let start = start(before: open, in: line) else { continue }
            if isWhole {
                let around = Array(scalars[line.lowerBound..<start]) + Array(scalars[end..<line.upperBound])
                guard !around.contains(where: { "《》，。；、".unicodeScalars.contains($0) }),
                    !scalars[start..<open].contains(where: { "《》，。；、“”".unicodeScalars.contains($0) }),
                    !text.text(start..<open).hasPrefix("根据"), !text.text(start..<open).hasPrefix("关于"),
                    !text.text(end..<line.upperBound).hasPrefix("文")
                else { continue }
            }
            return start..<end
        }
        return nil
    }

    /// The place after the bracket that closes four digits.
    private func year(after open: Int, in line: Range<Int>) -> Int? {
        var place = open + 1
        var digits = 0
        while place < line.upperBound {
            if Scalars.isDigit(Scalars.plain(text.scalars[place])) {
                digits += 1
            } else if !Scalars.isBlank(text.scalars[place]) {
                break
            }
            place += 1
        }
        guard digits == 4, place < line.upperBound, Self.closes.contains(text.scalars[place]) else { return nil }
        return place + 1
    }

    /// 5号, 第63号, —9, 146 号: the place after it.
    private func serial(after close: Int, in line: Range<Int>) -> Int? {
        let scalars = text.scalars
        var place = close
        while place < line.upperBound,
            Scalars.isBlank(scalars[place]) || "第—-－字".unicodeScalars.contains(scalars[place])
        {
            place += 1
        }
        var end = place
        while place < line.upperBound, place - close < 16 {
            if Scalars.isDigit(Scalars.plain(scalars[place])) {
                end = place + 1
            } else if !Scalars.isBlank(scalars[place]) {
                break
            }
            place += 1
        }
        guard end > close, Scalars.isDigit(Scalars.plain(scalars[end - 1])) else { return nil }
        return place < line.upperBound && scalars[place] == "号" ? place + 1 : end
    }

    /// Where the agency's word begins: after a colon or a gap; nil when too much stands before.
    private func start(before open: Int, in line: Range<Int>) -> Int? {
        let scalars = text.scalars
        var start = open
        while start > line.lowerBound, open - start <= 40 {
            let scalar = scalars[start - 1]
            if "：:】".unicodeScalars.contains(scalar) || scalar == "\t" || scalar == "\u{3000}" { break }
            if Scalars.isBlank(scalar), start - 1 > line.lowerBound, Scalars.isBlank(scalars[start - 2]) { break }
            start -= 1
        }
        guard open - start <= 40 else { return nil }
        while start < open, Scalars.isBlank(scalars[start]) { start += 1 }
        return start
    }

    /// 第5号, 2024年第5号, 公告第3号
    private func isOrdinal(_ line: Range<Int>) -> Bool {
        guard (3...24).contains(line.count) else { return false }
        var words = Substring(text.tidy(inner(line)))
        guard words.last == "号", words.contains("第") else { return false }
        words.removeLast()
        let digits = words.reversed().prefix { $0.isNumber }
        words.removeLast(digits.count)
        guard !digits.isEmpty, words.popLast() == "第" else { return false }
        return words.isEmpty || words.last == "年" || words.hasSuffix("公告") || words.hasSuffix("通告")
            || words.hasSuffix("令")
    }
}
