/// The day of issue where nobody signed: the page's or the printer's line.

import Deadlines

extension HeaderReader {
    private static let issueLabels = ["发文日期", "成文日期", "发布日期", "发布时间", "生成日期", "公开日期", "发文时间", "成文时间", "印发日期"]

    /// 发文日期：2024-01-08, 2021年6月29日印发
    func issueDay() -> Day? {
        // What is not above the body or below it is no furniture.
        let edges = Array(lines.prefix(30)) + lines.dropFirst(30).suffix(20)
        let words = edges.filter { (10...400).contains($0.count) }.map(text.tidy)
        for label in Self.issueLabels {
            for line in words {
                if let day = labelledDay(label, in: line) { return day }
            }
        }
        for words in words.reversed() where words.count <= 60 {
            guard words.hasSuffix("印发") || words.hasSuffix("印") else { continue }
            let source = SourceText(words)
            let phrases = PhraseReader.phrases(Tokenizer.tokens(of: source))
            if let point = phrases.last?.points.last, let year = point.year, let month = point.month,
                let day = point.day
            {
                return Day(year: year, month: month, day: day)
            }
        }
        return nil
    }

    private func labelledDay(_ label: String, in words: String) -> Day? {
        guard let found = words.range(ofFirst: label), found.upperBound < words.endIndex,
            "：:】".contains(words[found.upperBound])
        else { return nil }
        let rest = String(words[found.upperBound...].dropFirst().prefix(20))
        let phrases = PhraseReader.phrases(Tokenizer.tokens(of: SourceText(rest)))
        guard let phrase = phrases.first, phrase.tokens.lowerBound == 0, let point = phrase.points.first,
            let year = point.year, let month = point.month, let day = point.day
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}

extension String {
    var trimmingBlanks: String {
        let scalars = Array(unicodeScalars)
        guard let first = scalars.firstIndex(where: { !Scalars.isBlank($0) }),
            let last = scalars.lastIndex(where: { !Scalars.isBlank($0) })
        else { return "" }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars[first...last])
        return String(out)
    }

    /// Where a word stands first.
    func range(ofFirst word: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            start = index(after: start)
        }
        return nil
    }
}
