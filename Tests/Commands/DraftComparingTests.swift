// `draft --compare`: the notice file of an earlier text, as people left it, against a revised one.
import Deadlines
import Documents
import Drafting
import Notices
import Office
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands
@testable import Drafting

/// Drafted once, then edited: an id, a title, who.
private let file = """
    notice: stats-2025
    number: 试统〔2025〕1号
    title: 关于报送科普统计表的通知
    issuer: 试点省科协
    addressees: 各市科协
    issued: 2025-03-03
    period: null
    tasks:
      survey:
        title: 统计年报
        kind: submission
        who: {kind: museum}
        due: 2025-03-28
        quote: 3月28日前
      task-2:
        title: 审核汇总
        kind: other
        who: {all: true}
        due: 2025-04-11 17:00
        quote: 4月11日17:00前
        notes: [责任主体：市级科协]
      task-3:
        title: 公布结果
        kind: publication
        who: {all: true}
        due: 2025-05-30
        quote: 5月30日前
      task-4:
        title: 参加培训
        kind: meeting
        who: {all: true}
        due: 2025-03-10
        quote: 3月10日

    """

private let revised: Draft = {
    func deadline(
        _ line: Int, _ quote: String, _ day: String, _ kind: DraftKind, _ task: String, who: String? = nil,
        minutes: Int? = nil, doubts: [DraftDoubt] = []
    ) -> DraftDeadline {
        DraftDeadline(
            quote: quote, position: Position(line: line, column: 5), day: Day(iso: day), minutes: minutes, start: nil,
            days: [], rule: nil, kind: kind, who: who, whoPosition: nil, task: task, confidence: 0.9, doubts: doubts,
            reasons: ["full-date"])
    }
    var draft = Draft()
    draft.title = "关于报送科普统计表的补充通知"
    draft.number = "试统〔2025〕9号"
    draft.issuers = ["试点省科协"]
    draft.issued = Day(iso: "2025-03-05")
    draft.addressees = ["各市科协"]
    draft.deadlines = [
        deadline(5, "3月28日前", "2025-03-28", .submission, "将统计年报报送我会"),
        deadline(6, "4月13日17:00前", "2025-04-13", .review, "审核汇总材料", who: "市级、县级科协", minutes: 1020),
        deadline(7, "5月30日（周五）前", "2025-05-30", .publication, "公布结果"),
        deadline(8, "8日\u{202E}前", "2025-06-08", .sealedScan, "报送整改报告", doubts: [.monthNotSaid]),
    ]
    draft.others = [
        DraftOther(
            quote: "3月10日", position: Position(line: 9, column: 3), day: Day(iso: "2025-03-10"), why: .superseded,
            reasons: [])
    ]
    return draft
}()

private func comparing() throws -> DraftComparing {
    let node = try #require(YAMLReader.read(file, file: "notice.yaml").node)
    let notice = try #require(NoticeFile.decode(node, file: "notice.yaml").0).notice
    let calendar = try #require(try Shelf.readCalendar(Checkout.root + "/Calendars/cn.yaml").value)
    return DraftComparing(file: "notice.yaml", notice, revised, DayWords(calendar: calendar))
}

@Test func `what a revised text changes is told`() throws {
    let comparing = try comparing()
    for (language, ending) in [(Language.chinese, "zh"), (.english, "en")] {
        let console = Console.captured(language: language, width: 80, color: .never)
        comparing.print(to: console)
        try Golden.expect(
            "draft-compare.\(ending)", Golden.Run(code: .ok, output: console.capturedOutput, errors: ""))
    }
    try Golden.expect("draft-compare-json", Golden.Run(code: .ok, output: comparing.json(.english), errors: ""))
}

@Test func `the file that a draft becomes compares as unchanged with its own text`() throws {
    let folder = Checkout.root + "/Tests/Drafting/Corpus/open/"
    let names = TemporaryFolder.names(in: folder).filter { $0.hasSuffix(".txt") }
    #expect(names.count == 32)
    for name in names {
        let draft = DraftReader.read(try #require(Checkout.text(folder + name)))
        let node = try #require(YAMLReader.read(DraftNotice.file(draft), file: name).node)
        let notice = try #require(NoticeFile.decode(node, file: name).0).notice
        let comparison = DraftComparison(notice.knownDeadlines, draft)
        #expect(comparison.changed.isEmpty, "\(name): \(comparison.changed)")
        #expect(comparison.added.isEmpty && comparison.removed.isEmpty, "\(name)")
        #expect(notice.head == draft.head, "\(name)")
    }
}

@Test func `what a drafted file says of the earlier text is read again`() throws {
    var draft = Draft()
    draft.issued = Day(iso: "2025-03-03")
    for who in [nil, "各市科协"] {
        draft.deadlines.append(
            DraftDeadline(
                quote: "3月10日9时至28日17时", position: Position(line: 3, column: 1), day: Day(iso: "2025-03-28"),
                minutes: 17 * 60, start: Day(iso: "2025-03-10"), days: [], rule: nil, kind: .submission, who: who,
                whoPosition: nil, task: "报送", confidence: 0.9, doubts: [], reasons: []))
    }
    let node = try #require(YAMLReader.read(DraftNotice.file(draft), file: "n.yaml").node)
    let notice = try #require(NoticeFile.decode(node, file: "n.yaml").0).notice
    #expect(notice.knownDeadlines.map(\.who) == [.addressees, .words("各市科协")])
    #expect(notice.knownDeadlines.map(\.due.text) == Array(repeating: "2025-03-10/2025-03-28 17:00", count: 2))
    #expect(notice.head == draft.head && notice.head.title == nil)
}

@Test func `the command compares, writes the new file when asked, and says what is wrong with the old one`() throws {
    let folder = try TemporaryFolder()
    let (text, notice, output) = (folder.path + "/n.txt", folder.path + "/n.yaml", folder.path + "/o.yaml")
    try Files.write("关于报送的通知\n请各单位于2025年3月28日前报送汇总表。\n", to: text)
    #expect(Golden.run(["draft", text, "-o", notice]).code == .ok)
    try Files.write("关于报送的通知\n请各单位于2025年4月3日前报送汇总表。\n", to: text)
    let run = Golden.run(["draft", text, "--compare", notice, "-o", output], .chinese)
    #expect(run.code == .ok && run.output.contains("2025-03-28（周五） → 2025-04-03（周四）"), "\(run.output)")
    #expect(Checkout.text(output)?.contains("due: 2025-04-03") == true)
    let json = Golden.run(["draft", text, "--compare", notice, "--json"])
    #expect(json.code == .ok && json.output.contains("\"old\": \"2025-03-28\", \"new\": \"2025-04-03\""))
    #expect(Golden.run(["draft", text, "--compare", notice, "--explain"]).code == .usage)
    #expect(Golden.run(["draft", text, "--compare", folder.path + "/missing.yaml"]).code == .notFound)
    try Files.write("notice: x\ntasks: 7\n", to: notice)
    #expect(Golden.run(["draft", text, "--compare", notice]).code == .badData)
}
