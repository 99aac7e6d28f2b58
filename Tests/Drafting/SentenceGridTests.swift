// Who and what in the plainest sentences, for every pairing of a body with something that is asked: names have verbs in
// them (派出所, 供应商), verbs have nouns behind them (报送工作总结), and each pairing is cut elsewhere.
import Testing

@testable import Drafting

private let bodies = [
    "各单位", "各县（市、区）文物局", "各区、县（市）教育局", "市直各部门", "各学会", "各高校", "各博物馆", "申报单位", "各牵头单位", "各乡镇人民政府、街道办事处",
    "省直有关单位", "全市各级各类学校", "参赛单位", "各成员单位", "各责任单位", "各主管部门", "各统计调查单位", "市科协", "各企业", "相关责任部门", "各级工会", "各党支部",
    "各处室", "各分公司", "各推荐单位", "各设区市科技局", "各市、县人民政府", "局机关各科室", "各医疗机构", "市属国有企业", "各二级学院", "各课题组", "项目负责人",
    "各科研院所", "各街道", "各村（社区）", "各会员单位", "有关企业", "各参展单位", "各填报人", "市发展改革委、市财政局", "各市州统计局", "各基地", "各代表队",
    "各检测机构", "各供应商", "获奖单位", "新入会单位", "各中央企业", "省级各部门", "各级党委（党组）", "经开区管委会", "各建设单位", "各监理企业", "各租赁公司",
    "物业服务企业", "各银行机构", "各保险公司", "各派出所", "各中队", "各站所", "各林场", "各供电公司",
]

private let asks: [(words: String, kind: DraftKind)] = [
    ("报送工作总结", .submission), ("上报人员名单", .submission), ("提交申报材料", .submission), ("填报统计报表", .submission),
    ("报送整改报告", .submission), ("完成自查", .other), ("完成整改", .other), ("完成数据填报", .submission), ("完成材料审核", .review),
    ("组织开展抽查", .review), ("公示评审结果", .publication), ("报送加盖公章的汇总表", .sealedScan), ("缴纳会费", .other),
    ("完成网上报名", .submission), ("报送2023年度报告", .submission), ("反馈意见", .submission), ("报送联络员名单", .directoryCheck),
    ("制定实施方案", .other), ("上传证明材料", .submission), ("完成推荐工作", .review), ("签订责任书", .other), ("建立工作台账", .other),
    ("核对账号信息", .directoryCheck), ("上报项目进展情况", .submission), ("更新系统数据", .other), ("参加业务培训", .meeting),
    ("拨付专项资金", .other), ("提交电子版材料", .submission), ("递交书面申请", .submission), ("完成验收", .review),
    ("启动普查工作", .other), ("退还保证金", .other),
]

private let sentences: [@Sendable (String, String) -> String] = [
    { "\($0)请于3月15日前\($1)。" },
    { "请\($0)于3月15日前\($1)。" },
    { "3月15日前，\($0)\($1)。" },
    { "\($0)要高度重视，认真组织，于3月15日前\($1)。" },
    { "\($0)3月15日前\($1)。" },
    { "\($0)应当在2024年3月15日前\($1)。" },
    { "2024年3月15日前，\($0)要\($1)。" },
    { "\($0)务必于3月15日17:00前\($1)，逾期不予受理。" },
    { "（二）\($0)于3月15日前\($1)。" },
    { "\($0)须在3月底前\($1)。" },
]

/// Two bodies, two days, and what both have to do.
private let pairs: [@Sendable (String, String, String) -> (text: String, bodies: [String])] = [
    { ("\($0)于3月15日前、\($1)于3月20日前\($2)。", [$0, $1]) },
    { ("\($0)3月15日前，\($1)3月20日前\($2)。", [$0, $1]) },
    { ("\($0)于3月15日前\($2)，\($1)于3月20日前\($2)。", [$0, $1]) },
    { ("2.\($0)3月15日前\($2)；\($1)应于3月20日前\($2)。", [$0, $1]) },
]

private func deadlines(_ sentence: String) -> [DraftDeadline] {
    DraftReader.read("清川市文物局关于做好测试工作的通知\n各有关单位：\n\(sentence)\n清川市文物局\n2024年1月8日\n").deadlines
}

@Test(arguments: bodies.indices)
func `each body with everything that is asked`(number: Int) {
    let body = bodies[number]
    for (index, ask) in asks.enumerated() {
        let sentence = sentences[(number + index) % sentences.count](body, ask.words)
        let found = deadlines(sentence)
        #expect(found.map(\.who) == [body] && found.map(\.kind) == [ask.kind], "\(sentence)")
    }
}

@Test(arguments: bodies.indices)
func `two bodies of one sentence have days of their own`(number: Int) {
    for (index, pair) in pairs.enumerated() {
        let other = bodies[(number * 7 + 3 + index) % bodies.count]
        let ask = asks[(number + index * 5) % asks.count]
        guard other != bodies[number] else { continue }
        let sentence = pair(bodies[number], other, ask.words)
        let found = deadlines(sentence.text)
        #expect(found.map(\.who) == sentence.bodies, "\(sentence.text)")
        #expect(found.map(\.kind) == [ask.kind, ask.kind], "\(sentence.text)")
        #expect(found.map { $0.day?.iso } == ["2024-03-15", "2024-03-20"], "\(sentence.text)")
    }
}
