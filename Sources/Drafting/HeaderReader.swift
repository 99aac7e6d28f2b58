/// Title, number, issuer, addressees, day of issue: what stands above and below the body.

import Deadlines

struct HeaderReader {
    private let text: SourceText
    private let lines: [Range<Int>]

    struct Header: Sendable {
        var title: String?
        var number: String?
        var issuers: [String] = []
        var addressees: [String] = []
        var issued: Day?
        /// The line, from 0, and the place of the signature's date.
        var signature: Range<Int>?
        /// The first line of the body.
        var body = 0
    }

    static func header(of text: SourceText) -> Header { HeaderReader(text).read() }

    private init(_ text: SourceText) {
        self.text = text
        lines = (0..<text.lineCount).map { text.trimmed(text.line($0)) }
    }

    private func read() -> Header {
        var header = Header()
        let salutation = self.salutation()
        let top = salutation ?? min(lines.count, 16)
        if let title = title(before: top) {
            header.title = title.text
            header.body = title.end
        }
        if let salutation {
            header.addressees = Self.items(text.tidy(lines[salutation]))
            header.body = salutation + 1
        }
        header.number = number(before: min(lines.count, max(top, 12)))
        if let (line, day) = signature() {
            header.issued = day
            header.signature = lines[line]
            header.issuers = signers(above: line)
        }
        if header.issuers.isEmpty { header.issuers = head(before: top) }
        return header
    }

    // MARK: - The parts

    /// The first line that ends in a colon and names addressees.
    private func salutation() -> Int? {
        for (number, line) in lines.prefix(40).enumerated() where line.count >= 3 {
            let last = text.scalars[line.upperBound - 1]
            guard last == "：" || last == ":" else { continue }
            let words = text.tidy(line)
            guard !words.contains("。"), !words.contains("如下"), !words.hasPrefix("附件") else { continue }
            if Self.addressWords.contains(where: words.contains) { return number }
        }
        return nil
    }

    private static let addressWords = [
        "各", "有关", "单位", "部门", "学校", "学院", "政府", "厅", "局", "委员会", "协会", "企业", "中心", "镇", "街道", "医院", "馆", "司", "处", "员",
        "会",
    ]
    private static let titleEnds = [
        "通知", "公告", "通告", "方案", "函", "意见", "办法", "细则", "启事", "通报", "指南", "规定", "公示", "计划", "请示", "安排", "决定", "倡议书",
        "简章", "办法》的通知",
        "要点", "说明", "提示", "补充通知", "征集令", "须知",
    ]

    private func title(before end: Int) -> (text: String, end: Int)? {
        for last in 0..<min(end, lines.count) where !lines[last].isEmpty {
            let words = stripped(last)
            guard
                Self.titleEnds.contains(where: words.hasSuffix)
                    || Self.titleEnds.contains(where: { words.hasSuffix($0 + "）") && words.contains("（") })
            else { continue }
            guard !words.contains("：") || words.contains("关于") else { continue }
            var parts = [words]
            var first = last
            while first > 0, !lines[first - 1].isEmpty || first > 1, parts.count < 6 {
                let above = stripped(first - 1)
                if above.isEmpty {
                    guard !parts[0].hasPrefix("关于"), !parts[0].contains("关于"), first > 1 else { break }
                    first -= 1
                    continue
                }
                guard !isFurniture(above), numberText(in: lines[first - 1]) == nil, !startsTitle(parts[0]) else {
                    break
                }
                parts.insert(above, at: 0)
                first -= 1
            }
            return (parts.joined(), last + 1)
        }
        return nil
    }

    /// An issuer's line, or 关于: what stands above is not the title any more.
    private func startsTitle(_ words: String) -> Bool {
        if words.hasPrefix("关于") { return false }
        return words.contains("关于")
    }

    private func stripped(_ line: Int) -> String {
        var words = text.text(lines[line])
        while let first = words.first, first == "#" || first == " " || first == "*" { words.removeFirst() }
        while let last = words.last, last == "*" { words.removeLast() }
        return words
    }

    private func isFurniture(_ words: String) -> Bool {
        Self.furniture.contains(where: words.contains) || words.hasSuffix("文件")
            || words.hasPrefix("（") && words.hasSuffix("）")
    }

    private static let furniture = [
        "发布时间", "发布日期", "来源", "字体", "浏览", "首页", "今天是", "打印", "索引号", "当前位置", "分享", "点击", "主题分类", "发文机关", "成文日期", "有效性",
        "信息公开", "标题", "文号", "访问",
        "关闭", "您的位置", "政务公开", "网站", "特急", "加急", "密级",
    ]

    /// X〔2024〕5号 in its many brackets, or 第5号.
    private func number(before end: Int) -> String? {
        for line in lines.prefix(end) {
            if let found = numberText(in: line) { return found }
        }
        return nil
    }

    private func numberText(in line: Range<Int>) -> String? {
        guard line.count < 60 else { return nil }
        let scalars = Array(text.scalars[line])
        guard let open = scalars.firstIndex(where: { "〔[【［（(﹝".unicodeScalars.contains($0) }), open + 5 < scalars.count
        else { return nil }
        var place = open + 1
        var digits = 0
        while place < scalars.count, Scalars.isDigit(Scalars.plain(scalars[place])) {
            digits += 1
            place += 1
        }
        guard digits == 4, place < scalars.count, "〕]】］）)﹞".unicodeScalars.contains(scalars[place]) else { return nil }
        let words = text.tidy(line)
        // In a sentence it is a document that is cited.
        guard !words.contains("《"), !words.contains("，"), !words.contains("。") else { return nil }
        guard scalars[place...].contains(where: { Scalars.isDigit(Scalars.plain($0)) }) else { return nil }
        for label in ["文号：", "发文字号：", "字号：", "文 号："] where words.contains(label) {
            return words.components(after: label)
        }
        return scalars.first.map { Scalars.isHan($0) || $0 == "[" || $0 == "〔" } == true ? text.text(line) : nil
    }

    /// The last line that is nothing but a day.
    private func signature() -> (Int, Day)? {
        for number in lines.indices.reversed() where !lines[number].isEmpty {
            let words = text.tidy(lines[number])
            guard words.unicodeScalars.count <= 16 else { continue }
            if let day = Self.day(words), number > 2 { return (number, day) }
        }
        return nil
    }

    private static func day(_ words: String) -> Day? {
        let source = SourceText(words)
        let tokens = Tokenizer.tokens(of: source)
        let phrases = PhraseReader.phrases(tokens)
        guard let phrase = phrases.first, phrases.count == 1, phrase.tokens == 0..<tokens.count,
            phrase.points.count == 1,
            let year = phrase.points[0].year, let month = phrase.points[0].month, let day = phrase.points[0].day
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Lines that name bodies, right above the signature's date.
    private func signers(above line: Int) -> [String] {
        var found: [String] = []
        var number = line - 1
        while number >= 0, found.count < 8 {
            if lines[number].isEmpty {
                if !found.isEmpty { break }
                number -= 1
                continue
            }
            let words = text.text(lines[number])
            guard words.unicodeScalars.count <= 60, isBody(text.tidy(lines[number])) else { break }
            found.insert(
                contentsOf: words.split(whereSeparator: { $0 == "\t" || $0 == "　" || $0 == " " }).map(String.init)
                    .merged(), at: 0)
            number -= 1
        }
        return found
    }

    private func head(before end: Int) -> [String] {
        for line in lines.prefix(min(end, 6)) where !line.isEmpty {
            var words = stripped(text.lineNumber(of: line.lowerBound))
            if words.hasSuffix("文件") { words.removeLast(2) }
            if isBody(words), words.count <= 30 { return [words] }
        }
        return []
    }

    private func isBody(_ words: String) -> Bool {
        guard !words.contains("。"), !words.contains("，"), !words.contains("："), !words.contains("附件") else {
            return false
        }
        return Self.bodyEnds.contains(where: words.hasSuffix)
    }

    private static let bodyEnds = [
        "厅", "局", "委", "办", "办公室", "会", "部", "馆", "大学", "学院", "中心", "政府", "科协", "处", "院", "社", "所", "公司", "司", "署", "组",
        "学校", "联", "团委", "医院", "工会",
        "银行", "小组", "指挥部", "总队", "支队", "站", "校", "台",
    ]

    /// 各市州科协、各有关单位：
    static func items(_ line: String) -> [String] {
        var words = line
        // Between names that belong together stands 、, between groups of them ，.
        let hasCommas = words.contains("，") || words.contains(",")
        while let last = words.last, last == "：" || last == ":" { words.removeLast() }
        var items: [String] = []
        var depth = 0
        var item = ""
        for character in words {
            switch character {
            case "（", "(": depth += 1
            case "）", ")": depth -= 1
            default: break
            }
            if depth == 0, character == "，" || character == "," || character == "；" || character == "、" && !hasCommas {
                if !item.isEmpty { items.append(item) }
                item = ""
            } else {
                item.append(character)
            }
        }
        if !item.isEmpty { items.append(item) }
        return items
    }
}

extension String {
    fileprivate func components(after label: String) -> String? {
        guard let range = firstRange(of: label) else { return nil }
        return String(self[range.upperBound...])
    }

    private func firstRange(of label: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(label) { return start..<index(start, offsetBy: label.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension [String] {
    /// Single characters that were spaced out (财 政 局) are one name again.
    fileprivate func merged() -> [String] {
        allSatisfy { $0.count <= 2 } ? [joined()] : self
    }
}
