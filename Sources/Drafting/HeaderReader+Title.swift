/// The title: the lines that end in 通知 and the like, with the issuer's line that is printed right above 关于.

extension HeaderReader {
    struct Title {
        let text: String
        let lines: Range<Int>
    }

    private static let ends = [
        "通知", "公告", "通告", "方案", "函", "意见", "办法", "细则", "启事", "通报", "指南", "规定", "公示", "计划", "请示", "安排", "决定", "倡议书",
        "简章", "要点", "说明", "提示", "征集令", "须知", "通知书", "批复", "报告", "提醒", "邀请", "规程", "制度", "规则", "工作要求", "告知书", "公开信",
        "预告", "预通知",
        "明电", "决议", "令", "章程", "规划", "部署", "事项",
    ]

    /// What the last character of a title can be: most lines are told apart by it alone.
    private static let lasts = Set(ends.compactMap(\.unicodeScalars.last) + ["）", ")"])

    /// No line of a title has more characters.
    private static let longest = 120

    func title(before end: Int) -> Title? {
        let limit = min(end, lines.count)
        var other: Title?
        if let broken = broken(before: limit) { return broken }
        for line in 0..<limit {
            guard let candidate = candidate(line, before: limit) else { continue }
            if candidate.text.contains("关于") { return candidate }
            if other == nil, candidate.text.count >= 6 { other = candidate }
        }
        if let other { return other }
        // An ending that nobody foresaw.
        return (0..<limit).first { isPart($0) && stripped($0).hasPrefix("关于") }.map { first in
            var last = first
            while last + 1 < limit, !lines[last + 1].isEmpty, isPart(last + 1), last - first < 4 { last += 1 }
            return joined(first...last)
        }
    }

    /// 某某厅关于开展…专 / 项行动的通 / 知（2023年3月3日）: a title that the page's width broke, from the text's top.
    private func broken(before end: Int) -> Title? {
        guard let first = lines.indices.first(where: { !lines[$0].isEmpty }), first < end,
            lines[first].count >= 16, text.text(lines[first]).contains("关于"), isPart(first),
            !Self.isWhole(stripped(first))
        else { return nil }
        for last in first + 1..<max(first + 1, min(end, first + 4)) {
            guard !lines[last].isEmpty, isPart(last) else { return nil }
            let title = joined(first...last)
            if Self.isWhole(title.text) { return title }
        }
        return nil
    }

    private static func isWhole(_ title: String) -> Bool { strong.contains(where: withoutDay(title).hasSuffix) }

    /// What a title that goes on ends with.
    private static let strong = ["通知", "公告", "通告", "意见", "批复", "函", "通报"]

    /// （2023年3月3日） behind the title is its day.
    static func withoutDay(_ title: String) -> String {
        guard title.hasSuffix("日）") || title.hasSuffix("日)"),
            let open = title.lastIndex(where: { $0 == "（" || $0 == "(" }),
            title[open...].contains("年"), title[open...].count <= 16
        else { return title }
        return String(title[..<open])
    }

    /// The first that says 关于.
    func named(in range: Range<Int>) -> Title? {
        range.lazy.compactMap { candidate($0, before: range.upperBound) }.first { $0.text.contains("关于") }
    }

    private func candidate(_ line: Int, before end: Int) -> Title? {
        guard let final = text.scalars[lines[line]].last(where: { !Scalars.isBlank($0) && $0 != "*" }),
            Self.lasts.contains(final), isPart(line), isEnd(stripped(line)), !isNumbered(line)
        else { return nil }
        var last = line
        // 关于印发《工作方案 / 》的通知
        while last + 1 < end, last - line < 3, !lines[last + 1].isEmpty, isPart(last + 1), isEnd(stripped(last + 1)),
            goesOn(from: line...last, with: stripped(last + 1))
        {
            last += 1
        }
        var first = line
        while first > 0, line - first < 5 {
            if lines[first - 1].isEmpty {
                // 科技馆 / / 免费开放…通知: a title whose 关于 is still to come goes on over an empty line.
                guard first > 1, !stripped(first).contains("关于"), !lines[first - 2].isEmpty,
                    isPart(first - 2), text.text(lines[first - 2]).contains("关于")
                else { break }
                first -= 2
                continue
            }
            guard isPart(first - 1), continues(above: first) else { break }
            first -= 1
        }
        return joined(first...last)
    }

    func isEnd(_ words: String) -> Bool {
        if Self.ends.contains(where: words.hasSuffix) { return true }
        guard words.hasSuffix("）") || words.hasSuffix(")"),
            let open = words.lastIndex(where: { $0 == "（" || $0 == "(" })
        else { return false }
        return Self.ends.contains(where: words[..<open].hasSuffix)
    }

    private func goesOn(from range: ClosedRange<Int>, with next: String) -> Bool {
        let above = text.text(lines[range.lowerBound].lowerBound..<lines[range.upperBound].upperBound)
        let isOpen = above.unicodeScalars.filter { $0 == "《" }.count > above.unicodeScalars.filter { $0 == "》" }.count
        return isOpen || next.hasPrefix("的") || next.hasPrefix("》") || next == "通知"
    }

    /// Above 关于 only an issuer's line belongs to the title; above another line whatever leads to 关于.
    private func continues(above first: Int) -> Bool {
        let (here, above) = (stripped(first), stripped(first - 1))
        if here.hasPrefix("关于") || !here.contains("关于") && isIssuer(here) { return isIssuer(above) }
        return !here.contains("关于")
    }

    private func isPart(_ line: Int) -> Bool {
        guard lines[line].count <= Self.longest, !text.scalars[lines[line]].contains("。") else {
            return false
        }
        let words = stripped(line)
        let tidy = text.tidy(lines[line])
        guard !PageFurniture.isLine(String(words.filter { $0 != " " })), !isAnnexLine(tidy),
            numberRange(in: lines[line]) == nil
        else { return false }
        return !words.contains("：") || tidy.contains("关于")
    }

    /// 附件1, 附:
    func isAnnexLine(_ tidy: String) -> Bool {
        guard tidy.hasPrefix("附") else { return false }
        return tidy.unicodeScalars.count <= 5 || tidy.hasPrefix("附件") || tidy.hasPrefix("附：") || tidy.hasPrefix("附:")
    }

    /// 一、, （二）, 3.
    func isNumbered(_ line: Int) -> Bool {
        var rest = text.scalars[lines[line]]
        if let first = rest.first, first == "（" || first == "(" { rest = rest.dropFirst() }
        let digits = rest.prefix { Scalars.isDigit(Scalars.plain($0)) || Scalars.chineseNumber($0.value) != nil }
        guard !digits.isEmpty, digits.count <= 3, let mark = rest.dropFirst(digits.count).first else { return false }
        return "、.．）)".unicodeScalars.contains(mark)
    }

    private func joined(_ range: ClosedRange<Int>) -> Title {
        var title = ""
        for line in range where !lines[line].isEmpty {
            let words = stripped(line)
            // Two issuers, each on a line of its own, stay two words.
            if isIssuer(words), !title.isEmpty { title += " " }
            title += words
        }
        return Title(text: Self.withoutDay(title), lines: range.lowerBound..<range.upperBound + 1)
    }

    /// The line without marks of headings and its label; blanks of any width are one.
    func stripped(_ line: Int) -> String {
        var words = String.UnicodeScalarView()
        for scalar in text.scalars[lines[line]] {
            if Scalars.isBlank(scalar) {
                if let last = words.last, last != " " { words.append(" ") }
            } else {
                words.append(scalar)
            }
        }
        var title = Substring(String(words))
        title = title.drop { $0 == "#" || $0 == " " || $0 == "*" }
        while let last = title.last, last == "*" || last == " " { title.removeLast() }
        var bare = String(title)
        for label in ["标题：", "标题:", "【标题】", "信息名称：", "名称："] where bare.hasPrefix(label) {
            bare.removeFirst(label.count)
        }
        return bare
    }
}
