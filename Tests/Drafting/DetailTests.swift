// What is handed in and how, and what stands around the tasks: one example for each rule, and small texts.
import Deadlines
import Documents
import Notices
import Testing

@testable import Drafting

extension DetailRule: CustomTestStringConvertible {
    public var testDescription: String { name }
}

@Test(arguments: DetailRule.all)
func `each rule of details reads its example`(rule: DetailRule) throws {
    let detail = try #require(DraftReader.read(rule.example).deadlines.first?.detail)
    let formats = detail.deliverables.flatMap(\.formats)
    switch rule.meaning {
    case .format(let format): #expect(formats.contains(format))
    case .seal(let seal): #expect(detail.deliverables.map(\.seal) == [seal])
    case .fileName: #expect(detail.fileName?.text == "单位+总结")
    case .mailSubject: #expect(detail.mailSubject?.text == "单位+总结")
    case .atLeast: #expect(detail.quota?.least == 6 && detail.quota?.most == nil)
    case .atMost: #expect(detail.quota?.most == 3 && detail.quota?.least == nil)
    case .exactly: #expect(detail.quota?.least == 2 && detail.quota?.most == 2 && detail.quota?.unit == "名")
    case .order: #expect(detail.after?.text == "公示无异议后")
    case .nilReport: #expect(detail.nilReport?.text == "没有变化的也要报告")
    case .late, .sanction: #expect(detail.consequence != nil)
    }
}

@Test func `names of rules of details are unique`() {
    #expect(Set(DetailRule.all.map(\.name)).count == DetailRule.all.count)
}

@Test func `paper and electronic copies have their own things and ways`() throws {
    let deadlines = DraftReader.read(
        """
        各市应于1月12日前完成复评。请于2024年3月5日前将加盖公章的复评结果汇总表（附件2）一式两份报送省道路运输中心，电子版于3月8日前发至\
        abc@example.org。
        """
    ).deadlines
    try #require(deadlines.count == 3)
    let paper = deadlines[1].detail
    #expect(paper.deliverables.map(\.title) == ["复评结果汇总表"])
    #expect(paper.deliverables.map(\.copies) == [2] && paper.deliverables.map(\.seal) == [.stamp])
    #expect(paper.channels.map(\.name) == ["省道路运输中心"] && paper.channels.map(\.kind) == [.paper])
    #expect(deadlines[2].detail.channels.map(\.name) == ["abc@example.org"])
    #expect(deadlines[0].detail.deliverables.isEmpty)
}

@Test func `a clause before nothing but a time is about that time`() throws {
    let deadlines = DraftReader.read("各单位收到通报后15个工作日内整改到位，书面整改报告由负责人签字并盖章，于2024年8月4日前报市政府办公室。").deadlines
    let last = try #require(deadlines.last)
    #expect(last.detail.deliverables.map(\.title) == ["书面整改报告"] && last.detail.deliverables[0].seal == .both)
    #expect(deadlines.first?.detail.deliverables.isEmpty == true)
}

@Test func `a system is called by its name and its address`() throws {
    let detail = try #require(
        DraftReader.read("请于2024年3月5日前登录“清川学会服务平台”（https://xh.example.org/login）填报《年度信息表》。").deadlines.first?.detail)
    #expect(detail.channels.map(\.name) == ["清川学会服务平台"])
    #expect(detail.channels.map(\.address) == ["https://xh.example.org/login"])
    #expect(detail.deliverables.map(\.title) == ["年度信息表"] && detail.deliverables[0].formats == [.online])
}

@Test(arguments: [
    "请于3月5日前按照《工作方案》报送。", "请于3月5日前报送，结果在《南江日报》公布。", "请于3月5日前完成整改，评估结果将通报。",
    "请于3月5日前提出，见《管理办法》（清规〔2020〕1号）。",
])
func `what is cited, followed or only told of is not handed in`(text: String) {
    #expect(DraftReader.read(text).deadlines.allSatisfy { $0.detail.deliverables.isEmpty })
}

@Test(arguments: ["公示期不少于5个工作日。", "抽查比例请于3月5日前不低于5%。", "请于3月5日前用不超过3个月的时间完成。"])
func `times and shares are no quantities`(text: String) {
    #expect(DraftReader.read(text).deadlines.allSatisfy { $0.detail.quota == nil })
}

/// A number of the form of a mobile one, which nobody has.
private let mobile = "139" + String(repeating: "0", count: 8)

private let notice = """
    清川省体育局文件

    清体〔2024〕3号

    关于报送2023年度总结的通知

    各市体育局，省体校：
    根据《总结报送办法》（清体〔2020〕1号）和《关于总结的意见》，制定《总结方案》，现通知如下：

    一、时间要求
    请各市体育局于2024年2月5日前报送，逾期不予受理。
    二、报送材料
    1.《年度总结》（加盖公章）一式三份，《汇总表》Excel版，表格可在www.example.org下载。
    2.文件命名为“单位名称+总结”。
    三、报送方式
    电子版发至zj@example.cn，纸质材料寄送至省体育局办公室。没有的也要零报告。
    联系单位：省体育局训练处，电话：0000-12345678；监督电话：0000-20240205；某某 \(mobile)

    附件：1.年度总结模板
    　　　2.汇总表

    清川省体育局
    2024年1月8日
    清川省体育局办公室　　2024年1月9日印发
    """

@Test func `a section says for all tasks what is handed in and where`() throws {
    let detail = try #require(DraftReader.read(notice).deadlines.first?.detail)
    #expect(detail.deliverables.map(\.title) == ["年度总结", "汇总表"] && detail.deliverables.allSatisfy { $0.isGeneral })
    #expect(detail.deliverables.map(\.copies) == [3, nil] && detail.deliverables[1].formats == [.spreadsheet])
    #expect(detail.channels.map(\.name) == ["zj@example.cn", "省体育局办公室"] && detail.channels.allSatisfy { $0.isGeneral })
    #expect(detail.fileName?.text == "单位名称+总结" && detail.consequence?.text == "逾期不予受理")
}

@Test func `basis, contacts, annexes and consequences stand with their lines`() {
    let parts = DraftReader.read(notice).parts
    #expect(parts.basis.map(\.text) == ["《总结报送办法》（清体〔2020〕1号）", "《关于总结的意见》"])
    #expect(parts.contacts.map(\.office) == ["省体育局训练处", "省体育局训练处"])
    #expect(parts.contacts.map(\.phone) == ["0000-12345678", "0000-20240205"])
    #expect(parts.contacts.map(\.about) == [nil, "监督"])
    #expect(parts.annexes.map(\.text) == ["年度总结模板", "汇总表"] && parts.annexes.map(\.position.line) == [19, 20])
    #expect(parts.consequences.map(\.text) == ["逾期不予受理"] && parts.nilReports.map(\.text) == ["没有的也要零报告"])
}

@Test(arguments: [
    ("联系人：李文科，电话：0000-1234567", "清川省科协"), ("联系人：高教处，电话：0000-1234567", "清川省科协"),
    ("联系处室：高教处，电话：0000-1234567", "高教处"), ("（联系电话：基层工作部 0000-1234567）", "基层工作部"),
    ("联系：局宣传科，办公电话 0000-1234567", "局宣传科"), ("咨询电话：0000-1234567", "清川省科协"),
])
func `a contact is an office and never a person`(line: String, office: String) {
    let text = "关于报送总结的通知\n\n各单位：\n请报送总结。\n\(line)\n\n清川省科协\n2024年1月8日\n"
    #expect(DraftReader.read(text).parts.contacts.map(\.office) == [office])
}

@Test func `no mobile number is kept`() {
    let draft = DraftReader.read("关于报送总结的通知\n联系人：某某，电话：\(mobile)\n联系处室：普及部，139-0000-0000\n")
    #expect(draft.parts.contacts.allSatisfy { $0.phone == nil })
    #expect(!DraftNotice.file(draft).contains(mobile))
}

@Test(arguments: [
    ("咨询电话：0000-20240314", OtherReason.phone), ("发文日期：2024年1月9日", .issueDate),
    ("清川省体育局办公室　　2024年1月9日印发", .issueDate), ("成文日期：2024-01-09", .issueDate),
])
func `a line alone explains its date`(line: String, why: OtherReason) {
    let draft = DraftReader.read("关于报送总结的通知\n\n各单位：\n请报送总结。\n\n清川省科协\n2024年1月8日\n\n\(line)\n")
    #expect(draft.deadlines.isEmpty)
    #expect(draft.others.last?.why == why)
}

@Test(arguments: [
    String(repeating: "a@", count: 20_000), String(repeating: "《", count: 50_000),
    "附件：" + String(repeating: "1.表 ", count: 10_000),
    String(repeating: "电话：0000-1234567，", count: 3_000), String(repeating: "命名为“", count: 10_000),
    "请于3月1日前报送总结" + String(repeating: "一", count: 50_000) + "份", String(repeating: "1-", count: 20_000),
    String(repeating: "关于（", count: 10_000), String(repeating: "请于3月1日前报送《表》，", count: 300),
    String(repeating: "逾期，", count: 10_000), String(repeating: "统计时间为2023年1月至", count: 500),
])
func `hostile text is read to its end with its details`(text: String) {
    let draft = DraftReader.read(text)
    let texts = draft.deadlines.flatMap(\.detail.deliverables).map(\.position.line)
    #expect(texts.allSatisfy { $0 >= 1 })
    #expect(!DraftNotice.file(draft).isEmpty)
}

@Test func `the notice file holds what was read under its own keys`() throws {
    let file = DraftNotice.file(DraftReader.read(notice))
    let node = try #require(YAMLReader.read(file, file: "draft.yaml").node)
    let (decoded, diagnostics) = NoticeFile.decode(node, file: "draft.yaml")
    #expect(diagnostics.filter { $0.severity == .error }.isEmpty, "\(file)")
    let result = try #require(decoded?.notice)
    #expect(result.basis == ["《总结报送办法》（清体〔2020〕1号）", "《关于总结的意见》"])
    #expect(result.contacts.map(\.phone) == ["0000-12345678", "0000-20240205"])
    #expect(result.consequences == ["逾期不予受理"])
    #expect(result.channels.map(\.kind) == [.mailbox, .paper])
    #expect(result.tasks[0].deliver.map(\.channel) == ["paper-1", "mailbox-1"])
    #expect(file.contains("#   system-1: {kind: system"))
    #expect(diagnostics.allSatisfy { $0.code == "open-doubt" }, "\(diagnostics)")
    let things = try #require(result.tasks.first).deliver
    #expect(things.map(\.title) == ["年度总结", "汇总表"] && things.map(\.seal) == [.stamp, .none])
    #expect(things.map(\.count) == [3...3, 1...1] && things[1].formats == [.spreadsheet])
    #expect(result.tasks[0].notes.contains { $0.hasPrefix("文件命名：单位名称+总结") })
    #expect(file.contains("# 附件：") && file.contains("第19行"))
}

@Test func `dates of one sentence share its thing and its place`() throws {
    let deadlines = DraftReader.read("纸质报告2份加盖公章，市直部门2024年1月29日前、各县2024年2月15日前报送市政府办公室。").deadlines
    try #require(deadlines.count == 2)
    #expect(deadlines.map { $0.detail.deliverables.map(\.title) } == [["纸质报告"], ["纸质报告"]])
    #expect(deadlines.map { $0.detail.deliverables.map(\.copies) } == [[2], [2]])
    #expect(deadlines.map { $0.detail.channels.map(\.name) } == [["市政府办公室"], ["市政府办公室"]])
}

@Test func `rules that recur end with the year of the last due`() {
    let draft = DraftReader.read("各单位每月5日前报送进度；总结于2025年1月10日前报送。\n\n甲市教育局\n2024年3月1日\n")
    #expect(DraftNotice.file(draft).contains("closes: 2025-12-31"))
}
