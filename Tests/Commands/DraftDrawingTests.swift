// What is drawn of a draft: the draft is made by hand, so that no rule's change makes these texts stale.
import Deadlines
import Drafting
import Office
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands
@testable import Drafting

private let notice = """
    关于报送<b>2024年度</b>科普统计表的通知
    试统〔2025〕1号

    各市科协：
    　　一、统计时间为2024年1月1日至12月31日。
    　　二、请各市科协于2025年3月30日前将加盖公章的汇总表报送我会；县级科协应在收到通知后5个工作日内反馈联系人。\t逾期不予受理，其余单位自8日前补报"表二"&附件，并在全省科普统计调查系统中同步完成网上填报和审核。
    　　三、2025年5月1日17:00召开视频会议。


    　　　　　　试点省科协
    　　　　　　2025年3月3日

    """

private func position(_ words: String) -> Position {
    let (all, part) = (Array(notice.unicodeScalars), Array(words.unicodeScalars))
    return SourceText(notice).position(of: all.indices.first { all[$0...].starts(with: part) } ?? 0)
}

private func deadline(
    _ quote: String, at time: String, day: String? = nil, minutes: Int? = nil, rule: String? = nil,
    _ kind: DraftKind = .submission, who: String? = nil, whoAt: String? = nil, task: String,
    doubts: [DraftDoubt] = [], reasons: [String]
) -> DraftDeadline {
    DraftDeadline(
        quote: quote, position: position(time), day: day.flatMap { Day(iso: $0) }, minutes: minutes, start: nil,
        days: [],
        rule: rule, kind: kind, who: who, whoPosition: whoAt.map(position), task: task, confidence: 0.9,
        doubts: doubts, reasons: reasons)
}

private let explained: Explained = {
    var draft = Draft()
    draft.title = "关于报送<b>2024年度</b>科普统计表的通知"
    draft.number = "试统〔2025〕1号"
    draft.issuers = ["试点省科协"]
    draft.issued = Day(iso: "2025-03-03")
    draft.addressees = ["各市科协"]
    draft.deadlines = [
        deadline(
            "2025年3月30日前", at: "2025年3月30日", day: "2025-03-30", .sealedScan, who: "各市科协", whoAt: "各市科协于",
            task: "将加盖公章的汇总表报送我会", reasons: ["full-date", "before", "at", "seal"]),
        deadline(
            "县级科协应在收到通知后5个工作日内", at: "5个工作日内", rule: "收到通知后5个工作日内", .directoryCheck, who: "县级科协", whoAt: "县级",
            task: "反馈联系人", reasons: ["distance-within", "hand-in", "roster"]),
        deadline(
            "8日前", at: "8日前", day: "2025-04-08", task: "补报\"表二\"&附件",
            doubts: [.monthNotSaid, .damaged(candidates: ["<3月8日>", "4月8日"])],
            reasons: ["day", "before", "since", "hand-in"]),
        deadline(
            "2025年5月1日17:00", at: "2025年5月1日", day: "2025-05-01", minutes: 1020, .meeting, task: "召开视频会议",
            reasons: ["full-date", "clock", "meet"]),
    ]
    draft.others = [
        DraftOther(
            quote: "2024年1月1日至12月31日", position: position("2024年1月1日"), day: Day(iso: "2024-12-31"), why: .period,
            reasons: ["full-date", "period-self"]),
        DraftOther(
            quote: "2025年3月3日", position: position("2025年3月3日\n"), day: Day(iso: "2025-03-03"), why: .signatureDate,
            reasons: ["full-date", "signature-line"]),
    ]
    return Explained(file: "<script>.txt", text: SourceText(notice), draft: draft)
}()

private func days() throws -> DayWords {
    DayWords(calendar: try #require(try Shelf.readCalendar(Checkout.root + "/Calendars/cn.yaml").value))
}

private func drawn(_ language: Language, width: Int?, color: Bool = false) throws -> String {
    DraftDrawing(explained, try days()).draw(on: Canvas(language: language, width: width, hasColor: color))
}

private func expect(_ name: String, _ text: String) throws {
    try Golden.expect(name, Golden.Run(code: .ok, output: text, errors: ""))
}

@Test func `the text is shown with its marks and notes`() throws {
    try expect("draft-explain.zh", try drawn(.chinese, width: 80))
    try expect("draft-explain.en", try drawn(.english, width: 80))
    try expect("draft-explain-100.zh", try drawn(.chinese, width: 100))
    try expect("draft-explain-plain.zh", try drawn(.chinese, width: nil))
}

@Test func `colour adds nothing but colour, and no line is wider than the terminal`() throws {
    let plain = try drawn(.chinese, width: 80)
    let coloured = try drawn(.chinese, width: 80, color: true)
    try expect("draft-explain-colour.zh", coloured)
    var bare = ""
    var isEscape = false
    for character in coloured {
        if character == "\u{1B}" { isEscape = true }
        if !isEscape { bare.append(character) }
        if isEscape, character == "m" { isEscape = false }
    }
    #expect(bare == plain && coloured != plain)
    #expect(plain.split(separator: "\n").allSatisfy { displayWidth(of: $0) <= 80 })
}

@Test func `the page stands by itself and what a notice says is no markup in it`() throws {
    for (language, name) in [(Language.chinese, "draft-page.zh"), (.english, "draft-page.en")] {
        let page = DraftPage(explained, try days(), language).html
        try expect(name, page)
        #expect(!page.contains("<b>") && !page.contains("<script") && !page.contains("src=") && !page.contains("url("))
        #expect(page.contains("&lt;b&gt;2024年度&lt;/b&gt;") && page.contains("&lt;script&gt;.txt"))
        for number in 1...4 {
            #expect(page.contains("id=\"d\(number)\"") && page.contains("id=\"n\(number)\""))
            #expect(page.contains("href=\"#d\(number)\"") && page.contains("href=\"#n\(number)\""))
        }
    }
}

@Test func `a hostile notice stays text in every place of the page`() throws {
    let hostile = "\"><script>alert(1)</script>'&amp;<!--\u{202E}\u{0}\u{1B}]0;x\u{7}</style></title>"
    let text = "关于\(hostile)的通知\n\(hostile)\n请\(hostile)单位于2025年3月28日前报送\(hostile)表。\n\(hostile)2025年3月1日\n"
    let draft = DraftReader.read(text)
    #expect(!draft.deadlines.isEmpty)
    var marked = draft
    marked.title = hostile
    marked.number = hostile
    marked.issuers = [hostile]
    marked.addressees = [hostile]
    marked.deadlines = draft.deadlines.map { old in
        DraftDeadline(
            quote: old.quote, position: old.position, day: old.day, minutes: old.minutes, start: old.start,
            days: old.days, rule: hostile, kind: old.kind, who: hostile, whoPosition: old.whoPosition, task: hostile,
            confidence: old.confidence, doubts: [.damaged(candidates: [hostile])], reasons: old.reasons + [hostile])
    }
    let all = Explained(file: hostile, text: SourceText(text), draft: marked)
    let page = DraftPage(all, try days(), .chinese).html
    let clean = DraftPage(Explained(file: "", text: SourceText(""), draft: Draft()), try days(), .chinese).html
    // The only tags are the page's own.
    for tag in ["<script", "<!--", "</style", "</title", "<title"] {
        #expect(page.components(tag) == clean.components(tag), "\(tag)")
    }
    #expect(!page.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
    let shown = DraftDrawing(all, try days()).draw(on: Canvas(language: .chinese, width: 80))
    #expect(!shown.unicodeScalars.contains { $0.isHidden && $0 != "\n" })
}

extension String {
    fileprivate func components(_ part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count
    }
}

@Test func `the command writes the notice file, the text and the page from one reading`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/通知.txt"
    try Files.write("关于报送的通知\n请各单位于2025年3月28日前报送汇总表。\n", to: file)
    let (page, notice) = (folder.path + "/page.html", folder.path + "/notice.yaml")
    let all = Golden.run(["draft", file, "--explain", "--html", page, "-o", notice], .chinese)
    #expect(all.code == .ok && all.errors.isEmpty)
    #expect(all.output.contains("【2025年3月28日前】[1]") && !all.output.contains("notice:"))
    #expect(Checkout.text(page)?.hasPrefix("<!DOCTYPE html>") == true)
    #expect(Checkout.text(notice)?.contains("due: 2025-03-28") == true)
    let quiet = Golden.run(["draft", file, "--html", page], .chinese)
    #expect(quiet.code == .ok && quiet.output.isEmpty)
    #expect(Golden.run(["draft", file], .chinese).output.contains("notice: "))
    #expect(Golden.run(["draft", file, "--explain", "--json"], .chinese).code == .usage)
    #expect(Golden.run(["draft", file, "--explain", "--data", folder.path], .chinese).code != .ok)
}
