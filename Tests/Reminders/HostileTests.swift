import Deadlines
import Notices
import Reminders
import Testing
import Texts
import Workflow

/// Texts that try to break out of a letter.
private let hostile = [
    "科协\r\nBcc: x@example.org", "<script>alert(1)</script>", "a\"><img src=x onerror=y>", "\u{202E}gpj.exe",
    "tab\tbell\u{7}null\u{0}", "\u{2028}line\u{2029}", "&amp; & 'quoted' \u{FEFF}", "-- \n",
    String(repeating: "长", count: 400),
    String(repeating: "x", count: 400),
]

private func hostileLetter(_ text: String) -> Letter {
    let unit = Unit(code: "u", name: text, parent: "00", phone: text)
    let notice = Notice(
        id: "n", number: text, title: text, issuer: text,
        contacts: [Contact(office: text, phone: text, mail: text, about: text)],
        channels: [Channel(id: "c", kind: .system, title: text, address: text)],
        tasks: [
            Task(
                id: "t", title: text, kind: .submission, who: .everyone,
                deliver: [
                    Deliverable(id: "d", title: text, name: "{unit}\(text)", channel: "c", evidence: text, note: text)
                ],
                notes: [text])
        ], consequences: [text])
    let book = LetterBook(
        notices: [notice], roster: Roster(units: [unit]), language: .chinese, clock: Sample.clock)
    let subject = LetterSample.subject(1, "n", "t", unit, due: "2025-04-02", item: text, state: .returned)
    let lines = [
        LetterSample.line(.overdue(1), subject, unit, remark: text, by: text),
        LetterSample.line(.overdue(1), subject, unit, part: .below, to: "u"),
    ]
    let digest = Digest(kind: .morning, recipient: .unit("u"), day: Sample.day("2025-04-07"), lines: lines)
    return Composer(book, at: Sample.at("2025-04-07 08:30"), office: text).letter(digest)
}

@Test(arguments: hostile) func `hostile names stay text`(text: String) {
    let letter = hostileLetter(text)
    for part in [letter.subject, letter.text, letter.html] {
        for scalar in part.unicodeScalars where scalar != "\n" { #expect(scalar.visibleEscape == nil) }
    }
    #expect(!letter.subject.contains("\n"))
    #expect(!letter.text.contains("\nBcc:"))
    // Only the footer begins with the separator of a signature.
    #expect(letter.text.split(separator: "\n").filter { $0 == "-- " }.count == 1)
    for line in letter.text.split(separator: "\n") { #expect(displayWidth(of: line) <= 76) }
    #expect(!letter.html.contains("<script") && !letter.html.contains("<img"))
    #expect(unclosed(in: letter.html) == [])
}

@Test func `only addresses of the web and of mail become links`() {
    #expect(
        hostileLetter("https://example.org/?a=1&b=\"2").html.contains(
            "<a href=\"https://example.org/?a=1&amp;b=&quot;2\">"))
    #expect(hostileLetter("office@example.org").html.contains("<a href=\"mailto:office@example.org\">"))
    for address in ["javascript:alert(1)", "data:text@x", "file:///etc", "HTTPS:x@y z", "vbscript:x"] {
        #expect(!hostileLetter(address).html.contains("<a "), "\(address)")
    }
}

/// Elements that are opened and not closed, or closed in the wrong order.
private func unclosed(in html: String) -> [String] {
    let empty: Set<String> = ["meta", "br", "!DOCTYPE"]
    var open: [String] = []
    for piece in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
        let name = String(piece.prefix { $0 != " " && $0 != ">" })
        if name.hasPrefix("/") {
            if open.last != String(name.dropFirst()) { return open + [name] }
            open.removeLast()
        } else if !empty.contains(name) {
            open.append(name)
        }
    }
    return open
}

@Test(arguments: [31, 250]) func `a long digest shows the nearest thirty and counts the rest`(count: Int) throws {
    let lines = (0..<count).map { index -> Line in
        let task = index % 2 == 0 ? "forms" : "scan"
        let due = Sample.day("2025-04-08").adding(days: index).iso
        let subject = LetterSample.subject(
            Int64(index), "cq", task, LetterSample.district, due: due, item: "第\(index)项")
        return LetterSample.line(.before(1), subject, LetterSample.district)
    }
    let letter = try #require(LetterSample.letter(lines, at: "2025-04-07 08:30"))
    #expect(letter.text.contains("30. ") && !letter.text.contains("31. "))
    #expect(letter.text.contains("另有\(count - 30)项，按任务统计"))
    #expect(letter.subject.hasSuffix("等\(count)项"))
    if count == 250 { #expect(letter.text.contains("统计报表填报、上传，110项") && letter.text.contains("盖章扫描件报送，110项")) }
    #expect(unclosed(in: letter.html) == [])
}

@Test func `a call list groups by unit, the most urgent first, and leaves settled ones out`() throws {
    let cases = [
        CallList.Case(
            LetterSample.subject(1, "cq", "scan", LetterSample.district, due: "2025-04-18"), unit: LetterSample.district
        ),
        CallList.Case(
            LetterSample.subject(2, "cq", "forms", LetterSample.society, due: "2025-04-11"), unit: LetterSample.society,
            unreached: .noMailbox),
        CallList.Case(
            LetterSample.subject(3, "cq", "forms", LetterSample.district, due: "2025-04-11") { $0.chases = 2 },
            unit: LetterSample.district),
        CallList.Case(
            LetterSample.subject(4, "cq", "forms", LetterSample.museum, due: "2025-04-11", state: .accepted),
            unit: LetterSample.museum),
    ]
    let list = CallList(cases, book: LetterSample.book, at: Sample.at("2025-04-21 09:00"), language: .chinese)
    #expect(list.entries.map(\.unit) == ["11", "21"] && list.units == 2)
    let most = CallList(
        cases, book: LetterSample.book, at: Sample.at("2025-04-21 09:00"), language: .chinese, limit: 1)
    #expect(most.entries == Array(list.entries.prefix(1)) && most.units == 2)
    let first = try #require(list.entries.first)
    #expect(first.items.map(\.assignment) == [3, 1])
    #expect(first.chases == 2)
    #expect(first.phone == "023-5550 0111")
    #expect(
        first.message
            == "渝中区科学技术协会：《关于组织开展中国科协系统2024年度综合统计调查工作的通知》：“统计报表填报、上传”应于2025-04-11（周五）24:00前完成，"
            + "已逾期6个工作日（10天）；“盖章扫描件报送”应于2025-04-18（周五）24:00前完成，已逾期1个工作日（3天）。请尽快办理；如已办理，请告知以便核对。")
    #expect(list.entries.last?.unreached == "没有可用邮箱")
    let english = CallList(cases, book: LetterSample.book, at: Sample.at("2025-04-21 09:00"), language: .english)
    #expect(
        english.entries.last?.message.hasSuffix(
            "Please see to it soon; if it was done, let us know so that we can check.") == true)
}
