// Title, number, issuers, addressees, day of issue, period, addresses: each form that officials print.
import Testing

@testable import Drafting

@Test(arguments: [
    ("市教〔2024〕5号", "市教〔2024〕5号"), ("平环函[2019] 146号", "平环函[2019] 146号"), ("院内通知（2018）第63号", "院内通知（2018）第63号"),
    ("[2025] —9", "[2025] —9"), ("清办发【2021】7", "清办发【2021】7"), ("东信字﹝2014﹞8号", "东信字﹝2014﹞8号"),
    ("（清办函〔2022〕3号）", "清办函〔2022〕3号"), ("清办发〔2021〕7号　　　签发人：", "清办发〔2021〕7号"),
    ("索引号：000-1　发文字号：清办发〔2021〕7号　发布日期：2021-03-01", "清办发〔2021〕7号"), ("文　　号：清办发〔2021〕7号", "清办发〔2021〕7号"),
    ("2024年第5号", "2024年第5号"), ("第12号", "第12号"), ("清 办 发 〔 2021 〕 7 号", "清 办 发 〔 2021 〕 7 号"),
])
func `a document's number is read as printed`(line: String, number: String) {
    #expect(DraftReader.read("\(line)\n\n关于报送总结的通知\n\n各单位：\n请报送总结。\n").number == number)
}

@Test(arguments: [
    "根据清办发〔2021〕7号文件要求", "《关于总结的通知》（清办发〔2021〕7号）", "各单位，见清办发〔2021〕7号。", "联系人（2021）",
])
func `a document that is cited is not the number`(line: String) {
    #expect(DraftReader.read("关于报送总结的通知\n\(line)\n\n各单位：\n请报送总结。\n").number == nil)
}

@Test(arguments: [
    ("关于报送总结的通知", "关于报送总结的通知"), ("清川省体育局\n关于举办锦标赛的补充通知", "清川省体育局关于举办锦标赛的补充通知"),
    ("清川省体育局\n\n关于举办锦标赛的通知", "关于举办锦标赛的通知"), ("甲市地震局　　乙市教育局关于演练的通知", "甲市地震局 乙市教育局关于演练的通知"),
    ("甲市地震局\n乙市教育局\n关于演练的通知", "甲市地震局 乙市教育局关于演练的通知"), ("关于印发《工作方案\n》的通知", "关于印发《工作方案》的通知"),
    ("关于做好数据统计及科技馆\n\n免费开放材料报送工作的通知", "关于做好数据统计及科技馆免费开放材料报送工作的通知"),
    ("首页 > 政务公开 > 通知公告\n关于报送总结的通知\n发布时间：2024-01-08 来源：办公室", "关于报送总结的通知"),
    ("附件1\n\n2024年度科普统计调查方案", "2024年度科普统计调查方案"), ("# 关于报送总结的通知", "关于报送总结的通知"),
    ("平岳市教育局文件\n平教〔2019〕54号\n关于招生的通知", "关于招生的通知"), ("标题：关于报送总结的通知", "关于报送总结的通知"),
    ("清川市文物局关于开展馆藏文物安全防护隐患排查专\n项行动的通\n知（2023 年3 月3 日）", "清川市文物局关于开展馆藏文物安全防护隐患排查专项行动的通知"),
    ("清川市文物局等部门关于完善捐赠管理制度\n进一步规范文物征集工作的通知", "清川市文物局等部门关于完善捐赠管理制度进一步规范文物征集工作的通知"),
    ("政务公开办公室\n关于编制年度报告的通知", "政务公开办公室关于编制年度报告的通知"), ("关于召开工作会议的通知（第二号）", "关于召开工作会议的通知（第二号）"),
])
func `a title's lines are joined as printed`(head: String, title: String) {
    #expect(DraftReader.read("\(head)\n\n各单位：\n请报送总结。\n").title == title)
}

@Test(arguments: [
    ("各单位：", ["各单位"]), ("各市、州民族局（委），省直单位：", ["各市、州民族局（委）", "省直单位"]),
    ("各县（市、区）科协、市级学会：", ["各县（市、区）科协", "市级学会"]), ("各市、州教育局：", ["各市、州教育局"]),
    ("各县(市 、区)局, 各乡镇 (街道)站:", ["各县(市 、区)局", "各乡镇 (街道)站"]), ("各县（区）人民政府，\n市政府各部门：", ["各县（区）人民政府", "市政府各部门"]),
    ("各单位：现将有关事项通知如下：", ["各单位"]), ("各区县教育局", ["各区县教育局"]),
])
func `addressees are the items of the address line as printed`(line: String, addressees: [String]) {
    #expect(DraftReader.read("关于报送总结的通知\n\n\(line)\n请报送总结。\n").addressees == addressees)
}

@Test(arguments: [
    ("甲市教育局\n2024年1月8日", ["甲市教育局"], "2024-01-08"), ("甲市教育局　乙市科协\n二〇二四年一月八日", ["甲市教育局", "乙市科协"], "2024-01-08"),
    ("甲市教育局\n乙市科协\n2024.1.8", ["甲市教育局", "乙市科协"], "2024-01-08"), ("甲 市 财 政 局\n2024年1月8日", ["甲市财政局"], "2024-01-08"),
    ("甲市河长制办公室（代章）\n2024年1月8日", ["甲市河长制办公室"], "2024-01-08"), ("甲市教育局　　2024年1月8日", ["甲市教育局"], "2024-01-08"),
    ("甲市教育局\n2024年1月8日\n\n附件\n\n工作方案\n第一条　填报日期\n2024年3月1日", ["甲市教育局"], "2024-01-08"),
])
func `issuers and the day of issue are signed`(tail: String, issuers: [String], day: String) {
    let draft = DraftReader.read("关于报送总结的通知\n\n各单位：\n请报送总结。\n\n\(tail)\n")
    #expect(draft.issuers == issuers && draft.issued?.iso == day && !draft.isIssueInferred)
}

@Test(arguments: ["发文日期：2024-01-08", "【发布日期】2024年01月08日 17:20", "甲市教育局办公室　2024年1月8日印发"])
func `without a signature the page's date is inferred`(line: String) {
    let draft = DraftReader.read("关于报送总结的通知\n\(line)\n\n各单位：\n请报送总结。\n")
    #expect(draft.issued?.iso == "2024-01-08" && draft.isIssueInferred)
}

extension PeriodRule: CustomTestStringConvertible {
    public var testDescription: String { name }
}

@Test(arguments: PeriodRule.all)
func `each rule of the period reads its example`(rule: PeriodRule) throws {
    let draft = DraftReader.read(dated(rule.example))
    #expect(draft.period != nil)
    #expect(Set(PeriodRule.all.map(\.name)).count == PeriodRule.all.count)
}

private func dated(_ sentence: String) -> String {
    "关于报送2023年度总结的通知\n\n各单位：\n\(sentence)\n\n甲市教育局\n2024年1月8日\n"
}

@Test(arguments: [
    ("统计时间自公历 2023 年 1 月 1 日起至 2023 年 12 月 31 日，统计数据为实际发生数。", "2023-01-01", "2023-12-31"),
    ("一、统计时限\n1月1日至12月31日。", "2023-01-01", "2023-12-31"), ("报告期为2023年第三季度。", "2023-07-01", "2023-09-30"),
    ("推选范围：2023年1月至6月期间首播的节目。", "2023-01-01", "2023-06-30"),
    ("调查2023年1月1日至12月31日期间权属变化情况。", "2023-01-01", "2023-12-31"),
])
func `the reporting period is what the data are about`(sentence: String, start: String, end: String) throws {
    let period = try #require(DraftReader.read(dated(sentence)).period)
    #expect(period.lowerBound.iso == start && period.upperBound.iso == end)
}

@Test(arguments: [
    "评选范围：2006年1月1日至2007年12月31日出生的选手。", "报名时间：2024年2月1日至3月1日。", "检查时间：2024年2月1日至3月1日。",
    "对2018年1月1日至2020年12月31日期间收取的保证金开展清理。", "春节（1月21日—27日）期间正常受理。", "2023年度预算执行。",
])
func `what binds or only happens is no reporting period`(sentence: String) {
    #expect(DraftReader.read(dated(sentence)).period == nil)
}

@Test func `mailboxes and web addresses are read as printed`() {
    let draft = DraftReader.read(
        """
        邮箱：abc @example.cn，或 E-mail:def@example.org/ghi＠example.cn。网址：kt.example.org/2022，登录www.a.example.cn查看；
        http://x.example.org:8080/a?b=c#d。图片a.jpg，2021.3.15，mm@example .cn，x@y
        """)
    #expect(draft.emails == ["abc@example.cn", "def@example.org", "ghi@example.cn", "mm@example.cn"])
    #expect(draft.urls == ["kt.example.org/2022", "www.a.example.cn", "http://x.example.org:8080/a?b=c#d"])
}

@Test func `cells of a table are no signature, and a plan that is carried has its own title`() {
    let table = DraftReader.read(
        "关于报送总结的通知\n\n各单位：\n见下表。\n责任单位\n时间\n甲市文物局\n2024年2月25日\n\n清川省文物局\n2024年1月4日\n")
    #expect(table.issuers == ["清川省文物局"] && table.issued?.iso == "2024-01-04")
    let plan = DraftReader.read(
        "关于印发方案的通知\n\n各单位：\n现印发给你们。\n甲市公安局\n2024年1月3日\n\n专项行动工作方案\n填报人\n乙县公安局\n2024年5月1日\n")
    #expect(plan.issuers == ["甲市公安局"] && plan.issued?.iso == "2024-01-03")
}

@Test func `the file names the lines of the head's values`() {
    let draft = DraftReader.read("甲教〔2024〕1号\n关于报送总结的通知\n\n各单位：\n请报送总结。\n\n甲市教育局\n2024年1月8日\n")
    #expect(draft.lines == ["number": 1, "title": 2, "addressees": 4, "issued": 8])
    #expect(DraftNotice.file(draft).contains("number: \"甲教〔2024〕1号\"  # 第1行"))
}

@Test func `the head of a text that lost its lines is read all the same`() {
    let body = String(repeating: "为进一步规范文物征集管理工作，提高馆藏文物保护水平，经研究决定开展本次检查。", count: 6)
    let draft = DraftReader.read(
        "清川省文物局文件清文物发〔2021〕8号清川省文物局清川省博物馆关于印发《检查办法》并开展检查的通知各市文物局，省直有关部门、单位:" + body
            + "请于2021年3月5日前报送。")
    #expect(draft.title == "清川省文物局清川省博物馆关于印发《检查办法》并开展检查的通知")
    #expect(draft.number == "清文物发〔2021〕8号")
    #expect(draft.issuers == ["清川省文物局", "清川省博物馆"])
    #expect(draft.addressees == ["各市文物局", "省直有关部门、单位"])
}

@Test func `a notice that is passed on has its title below the cover note`() {
    let draft = DraftReader.read("各位老师：\n现转发如下，请按要求准备。\n清川市教育局关于开展评选的通知\n各学校：\n请于3月5日前报送。\n")
    #expect(draft.title == "清川市教育局关于开展评选的通知")
    #expect(draft.addressees == ["各位老师"])
}

@Test(arguments: ["对拒不整改的有关单位给予下列处罚：", "标段（包）采购项目：", "公告："])
func `a line with a colon that names nobody is no address`(line: String) {
    #expect(DraftReader.read("关于报送总结的通知\n\n\(line)\n请报送总结。\n").addressees.isEmpty)
}

@Test(arguments: [
    ("质监处、各分局：由于场车使用单位责任不落实，决定开展整治。", ["质监处", "各分局"]),
    ("城乡环境发展有限公司:为进一步落实工作，现通知如下。", ["城乡环境发展有限公司"]),
    ("各县（市、区）人民政府，开发区管委会，示范区管委会，市人民政府\n各委、办、局：\n现将方案印发给你们。", ["各县（市、区）人民政府", "开发区管委会", "示范区管委会", "市人民政府各委、办、局"]),
    ("各省、自治区、直辖市文物局：\n现将有关事项通知如下。", ["各省、自治区、直辖市文物局"]),
    ("主办单位：清川市文物局\n请于3月5日前报送。", []),
])
func `whom a notice addresses`(body: String, addressees: [String]) {
    let draft = DraftReader.read("清川市文物局关于开展检查的通知\n" + body + "\n清川市文物局\n2024年1月8日\n")
    #expect(draft.addressees == addressees)
}

@Test func `the paper's own words are neither number, issuer nor title`() {
    let body = String(repeating: "为进一步规范文物征集管理工作，提高馆藏文物保护水平，经研究决定开展本次检查。", count: 6)
    let draft = DraftReader.read(
        "等级特急·明电清办发电〔2022〕20号清川集团有限公司内部事项清川市文物局关于开展检查的通知各市文物局:" + body + "请于2022年3月5日前报送。")
    #expect(draft.title == "清川市文物局关于开展检查的通知" && draft.issuers == ["清川市文物局"])
}
