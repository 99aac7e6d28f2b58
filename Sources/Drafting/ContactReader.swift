/// Offices to ask with their landlines and mailboxes. Persons and mobile numbers are left out.

import Texts

struct ContactReader {
    private let text: SourceText
    private let header: HeaderReader.Header
    private let emails: [AddressReader.Address]
    private let numbers: [[PhoneReader.Number]]
    private var found: [DraftContact] = []
    /// The office that a line above named, for a number below it.
    private var last: (office: String, line: Int)?

    /// A line that is nothing but an office's name.
    private var above: (office: String, line: Int)?

    private static let most = 20
    private static let labels = [
        "联系单位", "联系科室", "联系处室", "联系部门", "联系人", "联系方式", "联系电话", "咨询电话", "咨询单位", "咨询部门", "技术支持", "技术咨询", "监督电话", "举报电话",
        "值班电话",
        "办公电话", "预约电话", "联系", "电话", "咨询", "热线", "联系处",
    ]
    private static let labelled = WordIndex(labels)
    private static let marked = WordIndex(labels.map { $0 + ":" })
    private static let abouts = ["技术支持", "技术咨询", "业务咨询", "政策咨询", "咨询", "监督", "举报", "值班", "预约", "投诉"]
    private static let officeEnds = [
        "科", "处", "室", "部", "办公室", "中心", "局", "会", "委", "组", "站", "院", "厅", "办", "支队", "总队", "大队", "学会", "科协", "所", "馆",
        "司", "队",
        "委员会", "指挥部", "公司",
    ]
    /// 日前报市局减灾科: a sentence goes on.
    private static let verbs = ["举办", "报市", "报县", "报省", "前报", "于", "在", "由", "请", "按", "通过", "日（", "联系"]
    /// With which names of two or three characters begin; 高教处 is an office all the same where the label says so.
    private static let surnames = Set(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤")

    /// - Parameters:
    ///   - emails: the mailboxes of the text, in order.
    ///   - numbers: of each line.
    static func contacts(
        in text: SourceText, _ header: HeaderReader.Header, emails: [AddressReader.Address],
        numbers: [[PhoneReader.Number]]
    ) -> [DraftContact] {
        var reader = ContactReader(text: text, header: header, emails: emails, numbers: numbers)
        for line in 0..<text.lineCount where reader.found.count < most { reader.read(line) }
        return reader.found
    }

    private init(
        text: SourceText, header: HeaderReader.Header, emails: [AddressReader.Address], numbers: [[PhoneReader.Number]]
    ) {
        self.text = text
        self.header = header
        self.emails = emails
        self.numbers = numbers
    }

    private mutating func read(_ number: Int) {
        let line = text.line(number)
        let phones = numbers[number].filter { !$0.isMobile }
        guard !phones.isEmpty || line.count <= 200 else { return }
        defer { if line.count <= 60, let name = alone(line) { above = (name, number) } }
        if phones.isEmpty {
            readOffice(line, number)
            return
        }
        var start = line.lowerBound
        for phone in phones where found.count < Self.most {
            let before = max(start, phone.place.lowerBound - 60)..<phone.place.lowerBound
            start = phone.place.upperBound
            let words = text.tidy(before)
            // 电话：0000-8888123、8888124
            if let above = found.last, above.position.line == number + 1, ["、", "/", "，", "；", "或"].contains(words) {
                found.append(
                    DraftContact(
                        office: above.office, phone: text.tidy(phone.place), mail: above.mail, about: above.about,
                        position: text.position(of: phone.place.lowerBound)))
                continue
            }
            guard !Self.labelled.occurrences(in: text.plain(before)).isEmpty || isBesideOffice(before),
                !words.hasSuffix("传真："),
                !words.hasSuffix("传真:"), !words.hasSuffix("传真")
            else { continue }
            let office =
                office(in: before) ?? last.flatMap { number - $0.line <= 2 ? $0.office : nil }
                ?? above.flatMap { number - $0.line <= 4 ? $0.office : nil }
            if let named = self.office(in: before) { last = (named, number) }
            let about = Self.abouts.first(where: words.contains)
            found.append(
                DraftContact(
                    office: office ?? header.issuers.first ?? "发文单位", phone: text.tidy(phone.place),
                    mail: mail(in: line) ?? mail(below: number), about: about,
                    position: text.position(of: phone.place.lowerBound)))
        }
    }

    /// 联系科室：市河长制办公室督查科
    private mutating func readOffice(_ line: Range<Int>, _ number: Int) {
        guard text.scalars[line].contains("联") else { return }
        let words = text.plain(line)
        guard zip(words, words.dropFirst()).contains(where: { $0 == 0x8054 && $1 == 0x7CFB }),  // 联系
            !Self.marked.occurrences(in: words).isEmpty, let office = office(in: line)
        else { return }
        last = (office, number)
        found.append(
            DraftContact(
                office: office, phone: nil, mail: mail(in: line) ?? mail(below: number), about: nil,
                position: text.position(of: text.trimmed(line).lowerBound)))
    }

    private static let officeLasts = Set(officeEnds.compactMap(\.unicodeScalars.last))

    private func alone(_ line: Range<Int>) -> String? {
        let trimmed = text.trimmed(line)
        guard trimmed.count >= 3, Scalars.isHan(text.scalars[trimmed.lowerBound]),
            Self.officeLasts.contains(text.scalars[trimmed.upperBound - 1])
        else { return nil }
        let words = text.tidy(line)
        guard (3...30).contains(words.unicodeScalars.count), words.unicodeScalars.allSatisfy(Scalars.isHan),
            Self.officeEnds.contains(where: words.hasSuffix), !words.hasPrefix("关于")
        else { return nil }
        return words
    }

    private func isBesideOffice(_ range: Range<Int>) -> Bool {
        var words = Substring(text.tidy(range))
        if let last = words.last, last == "：" || last == "（" { words.removeLast() }
        return Self.officeEnds.contains(where: words.hasSuffix)
    }

    private func mail(in line: Range<Int>) -> String? {
        guard line.count <= 1000 else { return nil }
        let first = emails.partitionPoint { $0.place.lowerBound >= line.lowerBound }
        let found = Set(emails[first...].prefix { $0.place.lowerBound < line.upperBound }.map(\.text))
        return found.count == 1 ? found.first : nil
    }

    /// 邮箱：… in one of the next two lines.
    private func mail(below number: Int) -> String? {
        for next in number + 1..<max(number + 1, min(text.lineCount, number + 3)) {
            let words = text.tidy(text.line(next).prefix(12))
            if Self.mailLabels.contains(where: words.hasPrefix) { return mail(in: text.line(next)) }
        }
        return nil
    }

    private static let mailLabels = ["邮箱", "电子邮", "邮件", "E-mail", "Email", "信箱", "传真"]

    private static let longestLabels = labels.sorted { $0.count > $1.count }

    /// The last words that name an office and no person.
    private func office(in range: Range<Int>) -> String? {
        let words = text.text(range).unicodeScalars
        let parts = words.split { scalar in
            !(Scalars.isHan(scalar) || "（）()".unicodeScalars.contains(scalar))
        }
        for part in parts.reversed() {
            var name = String(part)
            for label in Self.longestLabels {
                while name.hasPrefix(label) { name.removeFirst(label.count) }
                while name.hasSuffix(label) { name.removeLast(label.count) }
            }
            name = withoutPerson(name.trimmingBrackets)
            guard name.unicodeScalars.count >= 3, name.unicodeScalars.count <= 30,
                Self.officeEnds.contains(where: name.hasSuffix), !isPerson(name, in: range),
                !Self.verbs.contains(where: name.contains)
            else { continue }
            return name
        }
        return nil
    }

    /// 市科协某某某: a person's name behind the office's.
    private func withoutPerson(_ name: String) -> String {
        guard !Self.officeEnds.contains(where: name.hasSuffix) else { return name }
        for count in 2...3 where name.count >= count + 3 {
            let office = String(name.dropLast(count))
            if Self.officeEnds.contains(where: office.hasSuffix) { return office }
        }
        return name
    }

    private func isPerson(_ name: String, in range: Range<Int>) -> Bool {
        guard name.count == 3, let first = name.first, Self.surnames.contains(first) else { return false }
        let words = text.tidy(range)
        return !["科室", "处室", "部门", "单位"].contains(where: words.contains)
    }
}

extension String {
    /// Without brackets that the cut left open: （教育科 → 教育科.
    fileprivate var trimmingBrackets: String {
        var words = Substring(self)
        while let first = words.first, "（()）".contains(first) { words.removeFirst() }
        while let last = words.last,
            "（(".contains(last) || "）)".contains(last) && !words.contains(where: { "（(".contains($0) })
        {
            words.removeLast()
        }
        return String(words)
    }
}
