// Who, what and whether: one sentence for each way of saying it.
import Testing

@testable import Drafting

private let head = "清川市文物局关于做好测试工作的通知\n各有关单位：\n"
private let foot = "\n清川市文物局\n2024年1月8日\n"

private func deadlines(_ body: String) -> [DraftDeadline] { DraftReader.read(head + body + foot).deadlines }

@Test(arguments: [
    ("请符合条件且有意申报的教师对照要求准备材料，于3月13日前交至科技处。", "符合条件且有意申报的教师"),
    ("各县区选拔推荐的参赛人员于3月1日前登录平台提交材料。", "各县区选拔推荐的参赛人员"),
    ("每位讲解员要在3月5日前完成网上学习。", "每位讲解员"),
    ("如需参加培训的人员，请在3月6日前上报名单。", "需参加培训的人员"),
    ("凡有意参加投标者，请于3月7日前报名。", "凡有意参加投标者"),
    ("凡于2020年以前登记的企业，应于3月8日前提交年报。", "2020年以前登记的企业"),
    ("申报重点项目的，应于3月9日前报送纸质材料。", "申报重点项目的"),
    ("以县（市、区）为单位，每月13日前报送报表。", "县（市、区）"),
    ("各中小学校（小学至高中，含职业学校）应于3月10日前报送方案。", "各中小学校"),
    ("申请人申报时间：2024年3月1日至3月11日。", "申请人"),
    ("年度总结各县气象局于3月12日前报送。", "各县气象局"),
    ("各馆业务骨干各1人于3月14日前报名。", "各馆业务骨干"),
    ("完成平台建设（市数据局牵头，各区按职责分工负责，3月15日前完成）。", "市数据局牵头，各区"),
    ("3月16日前建成共享系统。（市数据局、市文物局按职责分工负责）", "市数据局、市文物局"),
    ("各填报单位3月17日前，由市文物信息中心进行数据审核。", "市文物信息中心"),
    ("省直各馆，市属各馆，民办各馆，于3月18日前择优报送作品。", "省直各馆，市属各馆，民办各馆"),
    ("请你公司认真梳理情况，提交有关数据，并于3月21日前反馈。", "你公司"),
    ("请拟中标人务必于3月22日前交纳保证金。", "拟中标人"),
    ("各班班长于3月23日前交报名表。", "各班班长"),
    ("2023级新生3月24日到校报到。", "2023级新生"),
    ("信息有误的由学生本人于3月25日前修改。", "学生本人"),
    ("结业生返校补考：请在3月26日前到所在学院报名。", "结业生"),
    ("其他考点的学生口语报名时间：3月27日9:00—3月28日17:00。", "其他考点的学生"),
    ("各市落实专人，于3月20日前报送名单；于3月29日前报送总结。", "各市"),
    ("参赛人员答题后，请于3月30日前将答卷寄回。", "参赛人员"),
    ("作品上交以团总支为单位发送至邮箱，截止日期为3月31日。", "团总支"),
    ("各供应商及专家提出的修改意见，请于4月1日前将书面材料送达。", "各供应商及专家"),
    ("参赛班级的报名单于4月2日前交体艺组。", "参赛班级"),
    ("月报告制度，每月底前，由市统筹部门分别报送进展。", "市统筹部门"),
    ("第一批、第二批示范馆（2009年12月命名）应于4月3日前报送情况。", "第一批、第二批示范馆"),
    ("责任单位：市图书馆 配合单位：各区 完成时限：4月5日", "市图书馆"), ("4月6日前，市经研院完成总报告编制。", "市经研院"),
    ("请市产业工会，市直部门、系统工会按照要求做好建档，于4月7日前报送。", "市产业工会，市直部门、系统工会"),
    ("市经济发展局审核推荐对象后，形成推荐文件，于4月8日前报省科技厅。", "市经济发展局"),
    ("各部门、各单位和社会个人均可登录网站报名（4月9日—4月10日）。", "各部门、各单位和社会个人"),
    ("五、工作要求各村要于4月11日前完成整改。", "各村"),
    ("请有意报名的老师准备好相关材料，4月12日前交至办公室。", "有意报名的老师"),
    ("各高职院校须于3月30日前上传章程；于4月5日前报送名单；于4月13日前安排报到。", "各高职院校"),
    ("各区文物局、在京委托管理机构于4月14日前报送清单。", "各区文物局、在京委托管理机构"),
    ("申请对象可在3月20日至4月15日登录平台上传材料。", "申请对象"), ("申请家庭需在4月16日前选房。", "申请家庭"),
    ("各科资产管理员3月1日到3月19日盘点设备，盘点表科主任签字后，3月20日前交设备科。", "各科资产管理员"),
    ("参赛选手必须提前15分钟到场检录。", "参赛选手"), ("两门课程均已通过的老师请于3月21日前领取证书。", "两门课程均已通过的老师"),
    ("我馆要求讲解员、保安员于3月22日前完成学习。", "讲解员、保安员"), ("未录取考生3月23日前凭成绩（由测试学校开具）选报学校。", "未录取考生"),
    ("外市报名考生于3月24日前办理确认手续。", "外市报名考生"), ("见面会：3月25日—26日上午9:00—11:00家长带幼儿来馆。", "家长"),
    ("市文物局、市职教教研室于3月27日前报送。", "市文物局、市职教教研室"), ("请各馆与项目负责人认真研究，于3月28日前报送计划。", "各馆与项目负责人"),
    ("你公司变更名称、地址和法定代表人，应自变更之日起二十日内申请。", "你公司"), ("各县（市）区于3月29日前报送方案。", "各县（市）区"),
    ("各馆的检查情况，按以下时限报送。\n1.3月30日前报送方案。", "各馆"), ("由市文物信息中心审核把关，逐馆核对。复审于4月15日前完成。", "市文物信息中心"),
    ("市级审核部门（4月16日）负责审核材料。", "市级审核部门"), ("责任单位：各市（州）人民政府、省直各馆。完成时限：4月17日。", "各市（州）人民政府、省直各馆"),
])
func `who is asked`(body: String, who: String) throws {
    #expect(try #require(deadlines(body).last).who == who)
}

@Test func `who is to attend is asked, not who convenes`() throws {
    let found = try #require(deadlines("原定3月20日的推进会延期至3月27日上午9时召开，请各单位主要负责人参加。").last)
    #expect(found.who == "各单位主要负责人" && found.day?.iso == "2024-03-27")
}

@Test func `of two groups in one sentence each has its own day`() {
    let found = deadlines("市直学校务必于3月12日前、各区务必于3月19日前将材料报送市文物局。")
    #expect(found.map(\.who) == ["市直学校", "各区"])
    #expect(found.map { $0.day?.iso } == ["2024-03-12", "2024-03-19"])
}

@Test(arguments: [
    "申报书经各二级学院审核后，于3月5日前报送。", "材料由分管领导签字后，于3月6日前报送。",
    "各市党委，各高等院校:市委决定，3月10日上午9时召开大会。", "市委决定开展调研，现将有关事项通知如下:一、调研时间为3月10日前。",
    "督促相关单位整改到位，于3月9日前报送。", "专家审议通过的材料在网站公示，于3月7日前报送结果。", "各单位负责人名单请于3月8日前报送。",
])
func `who only signs, checks or stands in a list is not asked`(body: String) throws {
    let who = try #require(deadlines(body).last).who
    #expect(who == nil || who == "各单位")
}

@Test(arguments: [
    "网上报名时间为3月21日至3月24日，请拟申报者到办公室领表。", "集中申请截止日期3月31日，有意合作者请及时联系。",
    "一、报名截止日期：3月31日。\n有意应聘者请及时联系。", "各有关馆：现将通知转发给你们，请组织申报。材料于3月15日前报送。",
    "并于3月10日前全面完成今年的低保对象和特困人员认定。", "收到询证函3个工作日内通知会计师事务所。",
])
func `who is only named beside it is not asked`(body: String) throws {
    #expect(try #require(deadlines(body).first).who == nil)
}

@Test(arguments: [
    ("请于3月5日前登录平台，完成信息填写。", DraftKind.submission), ("请将材料于3月6日前送市职评中心初审。", .submission),
    ("参会人员请提前10分钟入场。", .meeting), ("请与会人员于3月7日上午10:00前到宾馆报到。", .meeting),
    ("3月8日前，本单位负责人审阅并加盖公章后，将材料报送。", .sealedScan), ("一、督查时间\n2024年3月9日至3月12日。", .review),
    ("推荐表须由馆长签名并加盖公章。\n请各馆按时做好准备。\n一、\n二、\n三、\n四、\n请于3月10日前寄送推荐表。", .sealedScan),
    ("请于3月13日前把报名费交至财务科。", .other), ("请于3月14日前将纸质成绩单送至学生所在学院。", .submission),
    ("培训时间为3月15日至3月16日。", .meeting), ("3月17日前实现审批事项全部纳入平台。", .other),
    ("请于3月18日前发送报名表及身份证扫描件。", .submission),
    ("请各区于3月19日前、市直学校于3月20日前将推荐材料报送市文物局。", .submission),
    ("一、报名时间\n2024年3月20日至3月22日\n二、培训地点\n市文物局", .submission),
    ("请于3月11日前将《系统安装申请表》提供给我中心。", .submission), ("报名系统于3月12日24:00关闭。", .submission),
    ("请考生于3月13日统一到市图书馆参加初选。", .meeting), ("请于3月14日前将复查结果报市文物局。", .review),
    ("企业于3月15日前在平台注册登记及提交网上申请材料。", .submission), ("平台开放时间：3月6日8:00至3月30日23:00。", .submission),
    ("请各馆在交报名表的同时（3月8日前）把报名费交至财务科。", .other), ("考生须在报名12小时内缴费。", .other),
    ("请于3月20日前将汇总情况报市级财政采购监管部门。", .submission), ("信息填报工作于3月21日前完成。", .submission),
    ("答辩时间：2024年3月22日上午9:00。", .meeting), ("请于3月23日前发电子版到邮箱。", .submission),
    ("请考生于3月17日前办理报名手续。", .submission), ("参赛选手于3月18日前将作品发送至活动联系人的邮箱。", .submission),
    ("拟聘人员务必于3月24日前报到上班。", .other), ("3月25日前完成注册复审工作。", .review),
    ("请于3月26日前将残值款以转账形式交至账户。", .other), ("3月27日前各组总结经验，形成总结报告。", .other),
])
func `what is asked`(body: String, kind: DraftKind) throws {
    #expect(try #require(deadlines(body).last).kind == kind)
}

@Test(arguments: [
    ("请于3月5日前将电子版发至a@example.cn，同时将纸件交至办公室。", [DraftKind.submission, .submission]),
    ("电子版于3月6日前发送，纸质版加盖公章后报送办公室。", [.sealedScan, .submission]),
    ("（二）评审阶段（3月7日前）\n市文物局组织专家评审，确定名单，在网站上公示。", [.review, .publication]),
    ("Word版请于3月5日前发至a@example.cn，同时须在采集系统提交。", [.submission]),
    ("各县于3月5日前完成数据的在线提交以及同级单位数据的在线审核。", [.submission, .review]),
    ("3月5日 各组提交安排；公布抽检结果；指导教师提交成绩", [.submission, .publication, .submission]),
    ("3月8日前各县文物局必须完成网上审查并提交。", [.review]),
    ("请各馆务必于3月8日前将进展情况、3月9日前将统计报表分别报送。", [.submission, .submission]),
    ("各馆于3月8日前初审、公示。", [.review, .publication]), ("请于3月9日前清理系统（同时设计、同时报送）。", [.other]),
    ("请于3月8日前报送年度报告并向社会公示。", [.submission]), ("请于3月9日前将申报材料盖章的纸质稿和电子稿报送。", [.sealedScan]),
])
func `two things by one day`(body: String, kinds: [DraftKind]) {
    #expect(deadlines(body).map(\.kind) == kinds)
}

@Test(arguments: [
    // Told twice.
    "新馆报名时间为3月1日至10日。\n二、报名\n报名时间为3月1日至10日，过期不候。",
    "报名截止时间：2024年3月11日\n流程：2024年3月11日前符合条件的学生完成报名。",
    "请企业于3月12日前提交申请（申请端口将于3月12日24:00关闭）。",
    "（四）提交材料（3月13日）。各馆填写申请表，3月13日前报办公室提交材料。",
    "公示结果（3月14日—3月20日）。结果须公示一周。",
    // Spelled out.
    "培训班每周一上午9:00-12:00，即2024年3月4日、3月11日、3月18日的上午。",
    // No deadlines besides.
    "按照《2020年内蒙古自治区招生规定》执行，请于3月15日前报名。",
    "1.硬笔：30分钟内书写完成100个字。\n请于3月15日前报名。", "我会于今年2月推出了线上平台，请于3月15日前注册。",
    "1960年1月1日以前出生的可自愿参加，请于3月15日前报名。", "集中授课每周3次，请于3月15日前报名。",
    "投标地址：软件园17号楼101室，请于3月15日前送达。", "一、片长标准：3分钟以内。\n请于3月15日前投稿。",
    "展品长度不超过1.5米，请于3月15日前报送。", "《条例》规定，单位应当在每年1月31日前报告。请于3月16日前报送。",
    "只要参赛队在3月1日前成功提交，系统就接受。请于3月17日前提交。", "培训为期7天，请于3月18日前报名。",
    "一、比赛时间\n3月2日至4日\n二、报名\n请于3月18日前报名。", "缴纳截止时间为2024年3月5日，现更改为“缴纳截止时间为2024年3月9日”。",
    "网上报名从2024年3月1日上午9:00时开始，3月19日上午10:00时截止。",
    "中标人应在5个工作日内（3月20日前）交纳保证金。", "公示期3天（3月9日至3月11日）。", "培训时间：3月11日-15日（11日报到，15日离会）。",
    "请于3月20日前报送登记表。\n附件：登记表（请于3月20日前报送）", "考前14天内有发热的考生不得参加，请于3月15日前报名。",
    "以往未能在3月1日前提交的，请于3月15日前提交。", "定于3月20日上午召开会议。\n一、会议时间：3月20日上午9:30。",
    "考生可于3月28日登录网站查询结果，请于3月15日前报名。", "2018-04-23 16:21\n请于3月15日前报名。",
    "面试当天请携带证件，请于3月15日前报名。", "自发布之日起45个工作日后申领，请于3月15日前报名。",
    "证书编号：2011-05-02-065，请于3月15日前报名。", "年龄计算截止日期为2024年1月31日，请于3月15日前报名。",
    "请在日常工作中提前谋划，于3月15日前报名。", "完成2024年1月、2024年2月两批次的月报，于3月15日前报送。",
])
func `one deadline`(body: String) {
    #expect(deadlines(body).count == 1)
}

@Test(arguments: [
    "检查时间：3月15日。", "及时整改（完成时限3月15日）。", "投标截止时间：2024-03-15 14:00:00", "请各班3月2日（第五周周五）前上交总结。",
    "（二）组织实施（2024年5月至11月）", "力争到2024年11月底，全市建成共享系统。", "每季度最后一周报送进展。", "每年要发布重点名录。",
    "考生须在初试前将登记表寄送到研究生院。", "各馆应在放假结束前报送总结。", "请持异议者在公示期内以书面形式反馈。", "进行不少于一周的公示。",
    "2025年底前建成统一的共享系统。", "确保危房2024年6月底前全部竣工。", "年检时间为2024年2月-6月。", "完成日期：3月14日。",
    "缴费截止时间至2024年3月30日。", "报送截止时间延后至6月30日。", "结题材料收取时间：2024年5月20日下班前。", "现场报名，时间为3月26日。",
    "面试时间：2024年3月23日上午9:00。", "培训起止时间：3月10-16日。", "3月9日10-15时收取材料。", "录取通知书于3月5日发放。",
    "课题可延长至明年二季度末前完成。", "二、征集时间\n2024年2月5日起至2024年3月5日。", "请于2024年3月1日一3月15日报名。",
    "时间：3月2日下午1:30。", "公示时间为：3个工作日。", "截至3月29日17:00，可在小程序确认。", "最迟不超过2024年4月29日形成报告。",
])
func `a deadline all the same`(body: String) {
    #expect(deadlines(body).count == 1)
}

@Test func `lines that a PDF broke anywhere are read as they were meant`() throws {
    let body = """
        各县
        （市、
        区）文物局要高度重视，
        加强领导，
        明确
        责任，
        把各项任务落到实处，
        于3 月20
        日前将总结报
        我局，
        联系电话：0000-5555555。
        """
    let found = try #require(deadlines(body).first)
    #expect(found.day?.iso == "2024-03-20" && found.who == "各县（市、区）文物局" && found.kind == .submission)
}

@Test func `words do not begin in a time`() throws {
    let found = try #require(deadlines("每月报送进度。").first)
    #expect(found.kind == .submission && found.quote == "每月")
}

@Test func `without a day of issue the year is that of the days nearby`() throws {
    let text = "关于培训的通知\n培训于2020年12月14日至2021年1月18日举行，自2021年1月4日起分班。\n请于12月7日前报名。"
    #expect(try #require(DraftReader.read(text).deadlines.last).day?.iso == "2020-12-07")
}

@Test func `a weekday tells the year where nothing else does`() throws {
    let text = "关于核对报表的通知\n核对2018年全年数据。\n请于1月25日（周五）下班前反馈。"
    let found = try #require(DraftReader.read(text).deadlines.first)
    #expect(found.day?.iso == "2019-01-25" && found.doubts.isEmpty)
}

@Test func `two meetings of one day have hours of their own`() {
    let found = deadlines("领队于3月23日中午12:00前报到。\n3月23日下午14:00召开领队会议。")
    #expect(found.map(\.minutes) == [12 * 60, 14 * 60])
}

@Test func `items under a heading of times say who and what below their time`() {
    let found = deadlines(
        """
        五、报送时间
        （一）2024年5月30日前
        责任单位：各市级部门；
        工作任务：完成本单位数据的在线提交以及直属单位数据的在线审核。
        （二）2024年6月15日前
        责任单位：所有统计单位；
        工作任务：由市信息研究所进行所有线上数据审核，审核完成后通知各填报单位报送报表。各填报单位打印并签字盖章，将扫描件报送管理员。
        """)
    #expect(found.map(\.kind) == [.submission, .review, .review, .sealedScan])
    #expect(found.map(\.who) == ["各市级部门", "各市级部门", "市信息研究所", "各填报单位"])
}

@Test func `the day of an event is the event's`() throws {
    let found = try #require(deadlines("考核定于3月22日进行，申报人员请在考核当天上午6：30前到达。").last)
    #expect(found.day?.iso == "2024-03-22" && found.minutes == 6 * 60 + 30)
}

@Test func `an item's number is no part of its date`() {
    let found = deadlines("1. 3月10日前，报送方案。\n2. 4月10日前，完成填报。\n3.5月23日前，报送报告。\n4．6月1日前，完成整改。")
    #expect(found.map { $0.day?.iso } == ["2024-03-10", "2024-04-10", "2024-05-23", "2024-06-01"])
}

@Test func `a phase's heading takes nothing that has a time of its own`() {
    let found = deadlines("整改阶段（4月底前）。各单位要在收到通知后15日内完成整改，并于整改完成后3个工作日内报送报告。")
    #expect(found.map(\.quote) == ["4月底前", "收到通知后15日内", "整改完成后3个工作日内"])
}

@Test func `words around a time that are no part of it`() throws {
    #expect(deadlines("（三）重大事项2小时内报告。").map(\.quote) == ["重大事项2小时内"])
    let days = try #require(deadlines("请于3月8日至10日（周五至周日）参加培训班。").first)
    #expect(days.doubts.isEmpty && days.day?.iso == "2024-03-10")
    // 本月 is the issue's, whatever date was read last.
    #expect(deadlines("有效期至2026年12月31日。\n请于本月25日前报送进展。").last?.day?.iso == "2024-01-25")
}

@Test func `a day in brackets behind its weekday is of the notice's month`() {
    let found = deadlines("活动定于2024年2月20日举行，请于本周四（11日）前领取表格。\n请于周五（12日）前上交。")
    #expect(found.suffix(2).map { $0.day?.iso } == ["2024-01-11", "2024-01-12"])
    // No year of birth becomes the notice's.
    #expect(deadlines("1989年1月1日以后出生的可报名。\n截止时间：3月10日17:00前。").last?.day?.iso == "2024-03-10")
}

@Test func `a part of a month begins within it`() {
    let found = deadlines("全面实施阶段（3月中旬至5月底）")
    #expect(found.first?.start?.iso == "2024-03-11" && found.first?.day?.iso == "2024-05-31")
}

@Test func `a time that was told before, and the rounds of a training`() throws {
    let found = deadlines("老师请于3月1日—6日领取证书。\n其他老师请于上述时间领取通知单。")
    #expect(found.map { $0.day?.iso } == ["2024-03-06", "2024-03-06"])
    let rounds = deadlines("培训时间：\n第一期：3月11日至12日。\n第二期：3月18日至19日。")
    #expect(rounds.map(\.kind) == [.meeting, .meeting])
    #expect(rounds.map { $0.day?.iso } == ["2024-03-12", "2024-03-19"])
    let phase = deadlines("（四）总结阶段（3月）。各馆认真总结，3月25日前报送总结。")
    #expect(phase.map { $0.day?.iso } == ["2024-03-31", "2024-03-25"])
}

@Test(arguments: [
    // A school year, a span and the students of a class tell in which year a text lives that names no day of its own.
    ("2017-2018学年和2018-2019学年班主任考核\n请于11月20日前交考核表。", "2018-11-20"),
    ("候选人须为1989年6月30日以后出生。\n2021-2023年度项目申报截止时间：10月10日前。", "2021-10-10"),
    ("按照《规划（2016—2025年）》，招募2018级、2019级学生。请于11月22日前报名。", "2019-11-22"),
    ("2019年10月，各馆总结。请各馆于3月22日（周一）前报送。", "2021-03-22"),
    ("3月30日-4月23日报名。2021年7月至2022年6月实习。", "2021-04-23"),
    ("清文物〔2018〕68号\n关于竞赛的通知\n各馆：\n请于7月1日前报名，材料2018年7月31日前报送。\n清川市文物局\n2017年6月25日", "2018-07-01"),
])
func `in which year a text lives`(text: String, day: String) throws {
    #expect(DraftReader.read(text).deadlines.contains { $0.day?.iso == day })
}

@Test func `a signature of the year before the number's is taken for a slip, and said to be`() throws {
    let text = "清文物〔2018〕68号\n关于竞赛的通知\n各馆：\n请于7月1日前报名，材料2018年7月31日前报送。\n清川市文物局\n2017年6月25日"
    let draft = DraftReader.read(text)
    #expect(draft.issued?.iso == "2017-06-25")
    #expect(try #require(draft.deadlines.first).doubts == [.issueDisagrees(number: 2018, signed: 2017)])
    #expect(try #require(draft.deadlines.last).doubts.isEmpty)
}
