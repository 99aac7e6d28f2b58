/// Who issued it and when: the signature, else the head.

import Deadlines

extension HeaderReader {
    struct Signature {
        let line: Int
        let day: Day
        let signers: [String]
    }

    /// The last line that is nothing but a day below a body's name, before what is annexed; else the last such line.
    func signature(from body: Int) -> Signature? {
        var last: (line: Int, day: Day)?
        var signed: Signature?
        for number in lines.indices where number > 2 && number >= body {
            if signed != nil, opensAnnex(number) { break }
            guard let day = dayAlone(lines[number]) else { continue }
            let signers = signers(above: number)
            if signers.isEmpty {
                last = (number, day)
            } else {
                signed = Signature(line: number, day: day, signers: signers)
            }
            if signed?.line == number, let next = lines[(number + 1)...].firstIndex(where: { !$0.isEmpty }),
                isTitle(next)
            {
                break
            }
        }
        if let signed { return signed }
        if let last { return Signature(line: last.line, day: last.day, signers: []) }
        return lines.indices.reversed().lazy.filter { $0 > 2 && $0 >= body }.compactMap(signedLine).first
    }

    /// 附件, 附件1: what follows is another document.
    private func opensAnnex(_ line: Int) -> Bool { lines[line].count <= 8 && isAnnexLine(text.tidy(lines[line])) }

    /// A plan that the notice carries begins with its own title.
    private func isTitle(_ line: Int) -> Bool {
        (6...80).contains(lines[line].count) && !isNumbered(line) && isEnd(stripped(line))
    }

    private func dayAlone(_ line: Range<Int>) -> Day? {
        guard (6...32).contains(line.count), line.count - text.scalars[line].filter(Scalars.isBlank).count <= 16 else {
            return nil
        }
        return Self.day(text.tidy(line))
    }

    /// 平岳市教育局　二〇一九年四月二十六日
    private func signedLine(_ number: Int) -> Signature? {
        let line = lines[number]
        guard (10...60).contains(line.count) else { return nil }
        let parts = parts(line)
        guard parts.count >= 2,
            let first = parts.firstIndex(where: { $0.unicodeScalars.first.map(Self.opensDay) == true }),
            first > 0, let day = Self.day(parts[first...].joined()), parts[..<first].allSatisfy(isBody)
        else { return nil }
        return Signature(line: number, day: day, signers: Array(parts[..<first]))
    }

    private static func opensDay(_ scalar: Unicode.Scalar) -> Bool {
        Scalars.isDigit(Scalars.plain(scalar)) || Scalars.chineseNumber(Scalars.plain(scalar)) != nil
    }

    static func day(_ words: String) -> Day? {
        let source = SourceText(words)
        let tokens = Tokenizer.tokens(of: source)
        let phrases = PhraseReader.phrases(tokens)
        guard let phrase = phrases.first, phrases.count == 1, phrase.tokens == 0..<tokens.count,
            phrase.points.count == 1, phrase.points[0].minutes == nil,
            let year = phrase.points[0].year, let month = phrase.points[0].month, let day = phrase.points[0].day
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// Lines that name bodies, right above the signature's date.
    private func signers(above line: Int) -> [String] {
        var found: [String] = []
        var number = line - 1
        while number >= 0, found.count < 12, line - number < 24 {
            if lines[number].isEmpty {
                if !found.isEmpty { break }
                number -= 1
                continue
            }
            guard lines[number].count <= 100, !isNumbered(number) else { break }
            let names = parts(lines[number]).map(Self.withoutSeal)
            let bodies = names.allSatisfy(isBody) ? names : [names.joined()]
            guard bodies.allSatisfy(isBody) else { break }
            found.insert(contentsOf: bodies, at: 0)
            number -= 1
        }
        return found
    }

    /// （代章）, （盖章）
    private static func withoutSeal(_ name: String) -> String {
        for aside in ["（代章）", "（盖章）", "（印章）", "（公章）", "(代章)", "(盖章)", "（章）"] where name.hasSuffix(aside) {
            return String(name.dropLast(aside.count))
        }
        return name
    }

    /// The head's own line, the title's words before 关于, or 发布机构：.
    func headIssuers(before end: Int, title: Title?) -> [String] {
        for number in 0..<min(end, 8, lines.count)
        where (1...80).contains(lines[number].count) && number < title?.lines.upperBound ?? 8 {
            var names = stripped(number).split(separator: " ").map(String.init)
            if let last = names.last, last.hasSuffix("文件") { names[names.count - 1] = String(last.dropLast(2)) }
            names.removeAll(where: \.isEmpty)
            if !names.allSatisfy(isBody) { names = [names.joined()] }
            if !names.isEmpty, names.allSatisfy({ isBody($0) && $0.count <= 30 }) {
                return names + followingIssuers(after: number, before: end)
            }
        }
        if let title, let about = title.text.range(ofFirst: "关于"), !about.isEmpty {
            let names = title.text[..<about.lowerBound].split(separator: " ").map(String.init)
            if !names.isEmpty, names.allSatisfy(isIssuer) { return names }
        }
        return []
    }

    /// Two bodies that issue together have a line each.
    private func followingIssuers(after number: Int, before end: Int) -> [String] {
        guard number + 1 < min(end, lines.count) else { return [] }
        let words = stripped(number + 1)
        let name = words.hasSuffix("文件") ? String(words.dropLast(2)) : words
        guard isIssuer(name), name.count <= 30 else { return [] }
        return [name]
    }

    /// The words that blanks part; single characters that were spaced out (财 政 局) are one name again.
    func parts(_ line: Range<Int>) -> [String] {
        let parts = text.text(line).unicodeScalars.split(whereSeparator: Scalars.isBlank).map(String.init)
        return parts.allSatisfy { $0.count <= 2 } ? [parts.joined()] : parts
    }

    func isIssuer(_ words: String) -> Bool {
        guard !words.isEmpty else { return false }
        let names = words.split(separator: " ").map(String.init)
        return names.allSatisfy { $0.count >= 3 && !$0.contains("关于") && isBody($0) } || isBody(names.joined())
    }

    func isBody(_ words: String) -> Bool {
        guard !words.isEmpty, !words.contains("附件"),
            !words.unicodeScalars.contains(where: "。，：:；;《》？！".unicodeScalars.contains)
        else { return false }
        return Self.bodyEnds.contains(where: words.hasSuffix)
    }

    private static let bodyEnds = [
        "厅", "局", "委", "办", "办公室", "会", "部", "馆", "大学", "学院", "中心", "政府", "科协", "处", "院", "社", "所", "公司", "司", "署", "组",
        "学校", "联", "团委", "医院", "工会", "银行", "小组", "指挥部", "总队", "支队", "站", "校", "台", "中学", "小学", "幼儿园", "集团", "专班", "协作区",
        "开发区", "园区",
        "（局）", "机关", "法院", "检察院", "大队", "厂", "基地", "科", "总行", "支行", "联盟", "秘书处", "人民团体", "党委", "党组", "党校", "实验室", "管委会",
        "街道",
    ]
}
