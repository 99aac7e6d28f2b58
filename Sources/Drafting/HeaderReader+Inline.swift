/// The head of a text whose lines were lost: 某省财政厅文件某财〔2021〕8号某省财政厅关于…的通知各市财政局:根据….

extension HeaderReader {
    struct InlineHead {
        let title: String
        let number: Range<Int>?
        let issuers: [String]
        let addressees: [String]
    }

    /// Shorter lines are lines.
    private static let shortest = 200
    private static let longestTitle = 120
    private static let longestIssuer = 60
    private static let reach = 600
    private static let titleEnds = [
        "的通知", "的预备通知", "的紧急通知", "的补充通知", "的函", "的复函", "的公告", "的通告", "的通报", "的意见", "的批复", "的请示", "的报告",
    ]
    .map { Array($0.unicodeScalars) }

    func inlineHead() -> InlineHead? {
        guard let line = lines.first(where: { !$0.isEmpty }), line.count > Self.shortest else { return nil }
        let head = line.prefix(Self.reach)
        let scalars = text.scalars
        guard
            let about = head.first(where: { scalars[$0] == "关" && $0 + 1 < line.upperBound && scalars[$0 + 1] == "于" }),
            !scalars[line.lowerBound..<about].contains("。"), let end = titleEnd(from: about, in: line)
        else { return nil }
        let issuer = issuerStart(before: about, notBefore: line.lowerBound)
        let title = text.tidy(issuer..<end)
        let letterhead = letterhead(line.lowerBound..<issuer)
        let names = issuer < about ? Self.separated(text.tidy(issuer..<about)) : letterhead.map { [$0] } ?? []
        let rest = end..<min(line.upperBound, end + Self.reach)
        let colon = rest.first { scalars[$0] == "：" || scalars[$0] == ":" }
        let isAddressed = colon.map { !scalars[end..<$0].contains("。") && $0 > end } ?? false
        return InlineHead(
            title: title, number: numberRange(in: paper(line.lowerBound..<issuer, of: issuer..<about)), issuers: names,
            addressees: isAddressed ? colon.map { Self.items(text.tidy(end..<$0)) } ?? [] : [])
    }

    /// Behind 的通知 that stands in no 《…》.
    private func titleEnd(from start: Int, in line: Range<Int>) -> Int? {
        var depth = 0
        for place in start..<min(line.upperBound, start + Self.longestTitle) {
            let scalar = text.scalars[place]
            if scalar == "。" { return nil }
            if scalar == "《" { depth += 1 }
            if scalar == "》" { depth -= 1 }
            guard depth == 0, scalar == "的" else { continue }
            for end in Self.titleEnds where text.scalars[place..<line.upperBound].starts(with: end) {
                return place + end.count
            }
        }
        return nil
    }

    /// Where the issuer's name begins that stands right before 关于; a letterhead that repeats it is left out.
    private func issuerStart(before about: Int, notBefore limit: Int) -> Int {
        var start = about
        while start > limit, about - start < Self.longestIssuer, Scalars.isHan(text.scalars[start - 1]),
            text.scalars[start - 1] != "号"
        {
            start -= 1
        }
        // 某某厅文件某某厅关于
        start = behindPaper(start..<about) ?? start
        let name = Array(text.scalars[start..<about])
        let twice = stride(from: name.count / 2, through: 4, by: -1).first { name[..<$0] == name[$0..<2 * $0] }
        start += twice ?? 0
        return BodyName.endsAsOne(text.plain(start..<about)[...]) ? start : about
    }

    /// Behind the last words of the printed paper: 某某厅文件, 某某公司内部事项, 特急·明电.
    private func behindPaper(_ range: Range<Int>) -> Int? {
        let words = text.scalars[range]
        for place in words.indices.reversed() {
            if let paper = Self.papers.first(where: { words[place...].starts(with: $0) }) { return place + paper.count }
        }
        return nil
    }

    private static let papers = ["文件", "内部事项", "公文稿纸", "明电"].map { Array($0.unicodeScalars) }

    /// What the letterhead leaves: behind 文件, or behind the issuer's name that it repeats.
    private func paper(_ range: Range<Int>, of issuer: Range<Int>) -> Range<Int> {
        if let start = behindPaper(range) { return start..<range.upperBound }
        let name = text.scalars[issuer]
        return text.scalars[range].starts(with: name) ? range.lowerBound + name.count..<range.upperBound : range
    }

    /// 某某中心文件某发〔2020〕11号: whose paper it is.
    private func letterhead(_ range: Range<Int>) -> String? {
        let words = text.tidy(range)
        guard let file = words.firstRange(of: "文件") else { return nil }
        let name = String(words[..<file.lowerBound])
        return BodyName.endsAsOne(name) ? name : nil
    }

    /// 某省档案局某省档案馆: each begins with the same place.
    private static func separated(_ names: String) -> [String] {
        let place = names.prefix(3)
        guard names.count > 6 else { return [names] }
        var found: [String] = []
        var rest = Substring(names)
        while let next = rest.dropFirst(3).firstRange(of: place) {
            found.append(String(rest[..<next.lowerBound]))
            rest = rest[next.lowerBound...]
        }
        return found + [String(rest)]
    }
}
