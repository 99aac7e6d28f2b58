/// What has to be done by a time, and by whom: the verb and the subject of its sentence.

struct KindRule: Sendable {
    let name: String
    let kind: DraftKind
    let words: [String]

    init(_ name: String, _ kind: DraftKind, _ words: String) {
        self.name = name
        self.kind = kind
        self.words = words.split(separator: " ").map(String.init)
    }

    /// In order: the first rule whose word stands nearest decides; at one place the longest word.
    static let all: [KindRule] = [
        KindRule(
            "account", .directoryCheck,
            "名录核查 名录核实 名录核定 账号信息 核实账号 账号注册 联络员名单 联络员信息 联系人信息 联系人名单 联络员 通讯录 花名册 名录 工作群 联系人 账号"),
        KindRule(
            "meet", .meeting,
            "参加会议 出席会议 参会 到会 召开会议 召开动员 召开 报到 参加培训 参训 出席 参加推进会 参加座谈 与会 座谈会 视频会 培训班 培训会 述职会 评审会 终评会 观摩会 推进会 部署会 动员会 调度会 交流会 研讨会 见面会 领队会"
        ),
        KindRule("publish", .publication, "公示 公布 向社会公开 公开 发布 公告 通报 刊登 印发 挂网"),
        KindRule(
            "review", .review,
            "审核 初审 复审 评审 审查 复核 评议 遴选 评估 验收 初评 终评 评选 审批 审定 抽查 核查 考核 核准 审阅 推荐 汇总审核 择优推荐 核验 检查验收 督查 复评 会审 打分 评定 审议 资格审核 形式审查 认定 复查 终审 核定 暗访 互查"
        ),
        KindRule(
            "hand-in", .submission,
            "报送 提交 上报 报至 报省 报市 报县 报我 报区 报部 报局 报回 送至 送交 送达 发至 发到 发送 寄送 寄至 寄出 邮寄 反馈 填报 申报 报名 上传 回执 交至 交到 交院 交人事 交办公室 备案 递交 录入 填写 报备 传至 传真 抄送 上交 交回 投稿 登记 回复 补报 补正 补办 请假 报名表 报告 申请 报 送"
        ),
        KindRule(
            "do", .other,
            "交办 答复 办结 出具 写出 采集 设置 修改 化解 接访 侦办 核销 兑付 结算 收缴 盘点 整改 缴纳 缴费 拨付 停止 关闭 清理 建成 落实 签订 收取 领取 退回 完成整改 整治 归档 自查 开展 完成 制定 移交 办理 更新 组织 举办 建立 调整 安装 到位 发放 支付 退费 销毁 下架 拆除 启动 学习 宣传 部署 修订"
        ),
    ]

    /// A list of persons or accounts, whichever verb hands it in.
    static let rosters = [
        "联系人", "联络员", "值班表", "名册", "通讯录", "名录", "账号", "花名册", "值班电话", "工作专班名单", "分管领导名单", "人员名单", "联系方式", "信息员",
    ]

    static let electronic = ["电子版", "电子稿", "Word", "word", "系统", "平台", "网上", "在线", "录入", "上传", "登录", "电话", "口头"]

    static let seals = [
        "盖章", "加盖", "公章", "签字", "签章", "签名", "签署", "红头", "盖单位章", "印章", "扫描件", "正式文件", "纸质盖章", "盖骑缝章",
    ]
}

struct ActionReader: Sendable {
    static let shared = ActionReader()
    private let index: WordIndex
    private let rules: [KindRule]

    init() {
        let pairs = KindRule.all.flatMap { rule in rule.words.map { ($0, rule) } }
        index = WordIndex(pairs.map(\.0))
        rules = pairs.map(\.1)
    }

    /// The kind by the verb after the time, else the one before it, else the label's or heading's.
    ///
    /// - Parameter sentence: all of it, beyond the other times in it too.
    func kind(
        after: [UInt32], before: [UInt32], label: [UInt32], heading: [UInt32], sentence: [UInt32]
    ) -> (kind: DraftKind, reason: String) {
        let found =
            first(in: after) ?? last(in: before) ?? last(in: label) ?? first(in: sentence) ?? last(in: heading)
        let rule = found ?? KindRule("none", .other, "")
        guard rule.kind == .submission else { return (rule.kind, rule.name) }
        let words = (before + after).string
        if KindRule.seals.contains(where: words.contains) { return (.sealedScan, "seal") }
        if !KindRule.electronic.contains(where: words.contains) {
            let all = sentence.string
            if KindRule.seals.contains(where: all.contains) { return (.sealedScan, "seal-in-sentence") }
        }
        if KindRule.rosters.contains(where: words.contains) { return (.directoryCheck, "roster") }
        return (rule.kind, rule.name)
    }

    private func first(in text: [UInt32]) -> KindRule? {
        if let verb = afterObject(text) { return verb }
        let found = index.occurrences(in: text).min { left, right in
            (left.place, -index.length(left.word)) < (right.place, -index.length(right.word))
        }
        guard let found else { return nil }
        let rule = rules[found.word]
        // 完成申报, 组织推荐: what is completed or organised is what counts.
        if rule.kind == .other {
            let rest = Array(text[(found.place + index.length(found.word))...].prefix(14))
            if let next = first(in: rest), next.kind != .other { return next }
        }
        return rule
    }

    /// 将公示结果报市局: with 将 and 把 the object stands before its verb.
    private func afterObject(_ text: [UInt32]) -> KindRule? {
        let rest = text.drop { [0x524D, 0x2C, 0x5185, 0x4E4B, 0x4EE5, 0x6B62].contains($0) }
        guard let first = rest.first, first == 0x5C06 || first == 0x628A else { return nil }
        return last(in: Array(rest.prefix { !Passage.endsClause($0) }))
    }

    private func last(in text: [UInt32]) -> KindRule? {
        let found = index.occurrences(in: text).max { left, right in
            (left.place + index.length(left.word), index.length(left.word))
                < (right.place + index.length(right.word), index.length(right.word))
        }
        return found.map { rules[$0.word] }
    }

    /// Another thing of another kind that the same time binds.
    func second(in after: [UInt32], beside kind: DraftKind) -> (kind: DraftKind, task: String)? {
        for found in Self.joints.occurrences(in: after) where found.place > 2 {
            let rest = Array(after[(found.place + 1)...])
            guard let rule = first(in: rest) else { continue }
            var other = rule.kind
            if other == .submission, KindRule.seals.contains(where: rest.string.contains) { other = .sealedScan }
            if other == .submission, KindRule.rosters.contains(where: rest.string.contains) { other = .directoryCheck }
            if other != kind, other != .other { return (other, String(rest.string.prefix(40))) }
        }
        return nil
    }

    private static let joints = WordIndex([
        "并将", "并报", "并上报", "并公布", "并公示", "并提交", "并上传", "并发送", "同时将", "同时报", "并公开", "并审", "并抄", "并于", "并把",
    ])

    // MARK: - What

    /// The clause that says it, cut to a line.
    func task(before: [UInt32], after: [UInt32]) -> String {
        var words = after.string
        for opening in ["以前", "之前", "前", "止", ",", ")", "。"] where words.hasPrefix(opening) {
            words.removeFirst(opening.count)
        }
        if words.count < 3 { words = before.string }
        return String(words.prefix(40))
    }
}
