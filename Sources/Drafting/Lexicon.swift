/// The words by which a clause is read: what somebody does, and the small words around it.

/// What a word does in its clause.
enum WordRole: Sendable, Hashable {
    /// Something is done, of this kind.
    case action(DraftKind)
    /// 完成, 组织: what is done stands in the next word.
    case light
    /// 打印, 汇总: done on the way to what follows; alone it is of this kind.
    case preparing(DraftKind)
    /// 应, 须, 请: the predicate begins, so that a subject ends.
    case modal
    /// 于, 按照, 向: a phrase begins that is neither subject nor verb.
    case preposition
    /// 逾期, 如: what follows is said of a case, not asked of all.
    case condition
    /// 盖章
    case seal
    /// 电子版: in a form that carries no seal.
    case electronic
    /// 联络员: a list of them is a directory.
    case roster
    /// A word that holds another one's characters: 由于, 年报, 要求.
    case plain
}

/// Words that do the same.
struct LexiconRule: Sendable {
    let name: String
    let role: WordRole
    let words: [String]
    /// A noun's ending right after it makes it a part of that noun: 审核表, 推荐单位.
    let isNounBefore: WordIndex?

    init(_ name: String, _ role: WordRole, _ words: String, isNounBefore: WordIndex? = nil) {
        self.name = name
        self.role = role
        self.words = words.split(whereSeparator: \.isWhitespace).map(String.init)
        self.isNounBefore = isNounBefore
    }
}

enum Lexicon {
    /// 审核表, 考核组, 推荐对象: what such a word names is a thing or somebody.
    static let nounEndings = WordIndex(
        """
        表 书 材料 工作 结果 情况 报告 名单 会 费 方案 结论 办法 对象 组 人员 专家 机构 标准 要求 条件 系统 平台 项目 资料 信息 资格 期 阶段 时间 \
        数据 单位 人 员 机关 小组 委员会 部门 中心 办 站 队 系 者 方式 方法 程序 流程 公告 文件 工作安排 指标 体系 规则 规程 细则 \
        制度 台账 清单 总结 内容 范围 渠道 依据 电话 邮箱 地址 地点 截止 期限 期间 时限 次数 数量 名额 等级 等次 档案 证 函 率 权 号 点 类 质量 企业 指南 \
        须知 公示 学院 周期 包 科 处 局 司 责任人 负责人 联系人 意见 经费 成绩 指导 手册 模板 样式 格式 基本情况 进展 进度 任务 稿 模块 板块 栏目 数额 金额 总额 余额 规模 比例
        """
        .split(whereSeparator: \.isWhitespace).map(String.init))

    /// 报送单位, 提交方式: after a word that hardly ever is a noun by itself.
    static let fewNounEndings = WordIndex(
        "单位 人 时间 方式 要求 截止 期限 对象 部门 范围 内容 系统 程序 渠道 邮箱 地址 说明 日期 数量 期 端口 平台 地点 次数 工作 学生 教师 老师 选手 网站 网址 费 页面 考生 学员 代表 者"
            .split(separator: " ").map(String.init))

    /// 报送工作总结, 上报人员名单: behind such an ending the noun goes on, and the word before is a verb.
    static let handedIn = WordIndex(
        "总结 报告 方案 情况 计划 进展 动态 简报 信息 名单 台账 汇报 案例 成绩 表 材料 证明 意见 清单 数据".split(separator: " ").map(String.init))

    static let rules: [LexiconRule] = actions + small + neutral

    private static let actions: [LexiconRule] = [
        LexiconRule(
            "hand-in", .action(.submission),
            """
            报送 提交 上报 报至 报省 报市 报县 报我 报区 报部 报局 报回 报院 报校 报给 报到我 报到省 报到市 报到县 报到区 报到局 发我 发省 发市 发区 发县 发国网 送至 送交 送达 送到 发至 发到 发送 发给 寄送 寄至 寄出 寄到 \
            邮寄 寄往 邮递 传至 传真至 传真到 抄送 分送 交至 交到 交院 交给 交回 上交 递交 上传 报备 回复 补报 补交 补齐 投递 反馈 报 交 送 寄 \
            电邮至 电邮 邮件至 发邮件至 邮至 邮到 发电子版 发电子稿 发电子档 发电子文档 报名 报考 投稿 呈报 呈送 汇交 报请 抄报 转报 汇总上报 报告 推送 提报 提供给
            """, isNounBefore: fewNounEndings),
        LexiconRule(
            "hand-in-named", .action(.submission),
            "申报 申请 备案 受理 请假 补办 网报 网上登记 网上注册 提出申请 提出书面申请 提出异议 反映 参加申报 参加报名 提出 注销 说明 征集",
            isNounBefore: nounEndings),
        LexiconRule(
            "review", .action(.review),
            """
            审核 初审 复审 评审 审查 复核 评议 遴选 评估 验收 初评 终评 评选 审批 审定 抽查 核查 考核 核准 审阅 推荐 择优推荐 核验 检查验收 督查 复评 \
            打分 评定 审议 资格审核 形式审查 认定 复查 终审 核定 暗访 互查 检查 抽检 评比 审验 抽盘 督导 交叉检查 评价 测评 巡查 现场检查 评阅 \
            考评 盲审 查重 审读 筛选 论证 鉴定 提出审核意见 提出初审意见 提出评审意见 提出初评意见 提出评估意见 提出复核意见 提出考核意见 出具审核意见 出具意见 审核把关 提出推荐意见 初筛 复检 审改 批阅 初选 复选 监督检查 专项检查 \
            抽审 评卷 阅卷 年检 年审 校验
            """, isNounBefore: nounEndings),
        LexiconRule(
            "publish", .action(.publication),
            "发文 发文表彰 发文公布 公示 公布 向社会公开 公开 发布 公告 通报 刊登 刊发 印发 挂网 张榜 张贴 对外公布 向社会公示 发布会议", isNounBefore: nounEndings),
        LexiconRule(
            "meet", .action(.meeting),
            """
            参加会议 出席会议 报到 参会 到会 召开会议 召开 参加培训 参训 出席 与会 集中培训 参加座谈 参加推进会 参加动员会 参加评审会 参加视频会 收看 答辩 评审答辩
            """, isNounBefore: nounEndings),
        LexiconRule(
            "meet-named", .action(.meeting),
            """
            座谈会 视频会 培训班 培训会 述职会 终评会 观摩会 推进会 部署会 动员会 调度会 交流会 研讨会 见面会 领队会 工作会议 会议 例会 说明会 \
            专题培训 业务培训 视频培训 现场会 启动会 总结会 论证会 年会 报告会 讲座 开标 评标会 演示会 发布会 表彰会 表彰大会 宣讲会 汇报会 分享会 洽谈会 对接会 协调会 培训时间 培训日期 办班时间 测试时间 考试时间 笔试时间 面试时间 复试时间 答辩时间 答辩会 颁奖典礼 开幕式 闭幕式 启动仪式
            """),
        LexiconRule(
            "check-directory", .action(.directoryCheck), "名录核查 名录核实 名录核定 核实账号 账号注册 注册账号 核定名录 更新名录 确定联络员 明确联络员 指定联络员"),
        LexiconRule(
            "prepare", .preparing(.other),
            "打印 下载 汇总 编制 制定 制订 修改 完善 核对 确认 更新 核实 明确 确定 采集 整理 梳理 收集 统计 研究 商 协商 签订 组建 成立 查询 查看 查阅 形成 总结经验 认真总结 全面总结 系统总结 总结评估 总结分析",
            isNounBefore: nounEndings),
        LexiconRule("fill-in", .preparing(.submission), "填写 填报 填表 录入 填入 撰写 提供", isNounBefore: fewNounEndings),
        LexiconRule(
            "do", .action(.other),
            """
            登记 注册 补正 确权 答复 办结 出具 写出 设置 化解 接访 侦办 核销 兑付 结算 收缴 盘点 整改 缴纳 缴费 拨付 停止 关闭 清理 建成 落实到位 收取 \
            领取 退回 整改到位 整治 归档 自查 移交 办理 建立 调整 安装 到位 发放 支付 退费 销毁 下架 拆除 学习 宣传 部署 修订 自评 \
            自评自查 交办 交费 缴存 汇款 转账 缴清 补缴 迁入 下达 签约 开工 竣工 结题 结项 公证 \
            退还 变更 注销登记 入住 返校 离会 签到 上线 试运行 关停 淘汰 拆迁 兑现 消除 治理 改造 \
            清退 摸底 排查 普查 调查 调研 演练 选课 评教 购买 采购 编排 录用 开课 停课 补考 维护 转移 划转 执行 启用 停用 \
            培训 开放 搬迁 完工 交付 投产 入库 出库 清算 结清 拆封 改正 纠正 销号 通知 转交 列入 开通 清缴 接入 交纳 投票 实现 优化 压缩 压减 纳入 推行 制定印发 制定并印发 缴款 缴至 缴入 汇至 转至 体检 下发 打造 创建 培育 构建 推进 推动 新建 新增 升级 推广 健全 录取 发出 报到上班 报到工作 报到上岗 报到入学 报到注册
            """, isNounBefore: nounEndings),
    ]

    private static let small: [LexiconRule] = [
        LexiconRule(
            "light", .light,
            "完成 组织 开展 做好 进行 落实 启动 实施 抓好 负责 组织开展 组织实施 组织做好 结束 牵头 统一 集中 分批 开始 予以 给予 加以 举行 举办 安排 选派 继续 全面 加强 督促 指导 协助 配合 参与 通过验收 会同 联合 带队 使用 利用 监督 选出 准备好 备齐 确保"
        ),
        LexiconRule("log-in", .light, "登录 登陆"),
        LexiconRule("attend", .light, "参加 准时参加 按时参加 派员参加 列席"),
        LexiconRule(
            "modal", .modal,
            """
            应 应当 应于 须 必须 务必 务请 需 需要 需于 要 请 请于 将 将于 可 可以 可于 不得 拟 拟于 均 均应 均须 必需 自行 分别 及时 尽快 立即 \
            另行 统筹 认真 严格 主动 同步 逐一 逐级 逐项 逐案 逐县 逐校 逐户 逐条 逐场 逐人 已 已经 均可 原则上 一律 最迟 最晚 至少 先 再 方可 不再 暂不 务于 限 仍 也 还 还应 还须 \
            共同 积极 踊跃 自觉 按时 如期 按期 限期 分两批 抓紧 尽早 切实 派 各派 汇报 汇同
            """),
        LexiconRule(
            "preposition", .preposition,
            "于 在 按 按照 根据 依据 依照 对 对照 参照 参考通知 参考附件 参考文件 向 以 通过 自 从 把 经 针对 结合 围绕 依托 因 为 每 自收到 自接到 收到 接到 截止 截至 经由 随 到 由原定 由原 关于 凭 持 携 携带 除 与 深入 走进 聚焦 转发 现转发 来我 前来"
        ),
        LexiconRule(
            "condition", .condition,
            "逾期 未按 未按时 未能 未在 如 若 如果 如有 如遇 如需 否则 确需 确因 凡 对未 对逾期 对不 不按 因故 不能 遇有 过期 超过时限 发现 未及时 一经 未经 未报 拒不 情节"),
        LexiconRule(
            "seal", .seal,
            "盖章 加盖 公章 签字 签章 签名 签署 签署意见 红头 盖单位章 盖印章 正式文件 盖骑缝章 加章 正式行文 电子签章 手签 盖有 盖公章 签字盖章 签名盖章 盖学院章 扫描件 扫描版"),
        LexiconRule(
            "electronic", .electronic,
            "电子申请书 电子录入 电子汇总 系统 平台 网上 在线 网站 电话 口头 小程序 公众号 邮箱 电子邮件 QQ 微信"),
        LexiconRule(
            "electronic-copy", .electronic,
            "电子版 电子稿 电子档 电子件 电子文档 电子材料 电子文本 Word word WORD Excel excel EXCEL"),
        LexiconRule(
            "roster", .roster,
            """
            联系人 联络员 值班表 名册 通讯录 名录 花名册 值班电话 工作专班名单 分管领导名单 联系方式 信息员 联络员名单 联络员信息 \
            联系人信息 联系人名单 账号信息 专干 联络人 负责人名单 联系电话 值班安排 对接人 管理员 通联 责任人名单 管理人员名单 开户信息 账户信息 联系表 联络表 公开电话
            """),
    ]

    /// Longer words and names in which one of the above is only a part.
    private static let neutral: [LexiconRule] = [
        LexiconRule(
            "plain", .plain,
            """
            由于 等于 属于 便于 基于 高于 低于 少于 多于 不少于 不低于 不超过 不高于 不得少于 至于 鉴于 用于 有关于 在于 限于 \
            要求 重要 主要 摘要 纪要 要点 要素 需要性 必要 简要 只要 概要 即将 将来 将军 可行 许可 认可 可能 可靠 需求 急需 所需 应急 相应 供应 \
            反应 对应 应用 适应 响应 应届 应聘 应税 应收 应付 效应 所在 在职 存在 正在 在校 在册 在建 在岗 在编 潜在 现在 在读 \
            对象 对外 对口 结对 对接 对策 面对 绝对 自治 自然 自主 各自 自动 自愿 来自 自身 自我 亲自 自己 以上 以下 以内 以前 以后 之前 之后 以及 \
            以来 以便 难以 得以 足以 从事 从业 服从 从严 方向 面向 意向 定向 向上 导向 动向 经费 经济 经办 经营 财经 经验 曾经 经理 神经 经纪 经贸 经信 \
            理由 自由 缘由 行为 作为 认为 成为 为期 为主 以为 为了 为止 把关 把握 申请书 申请表 邀请 请示 聘请 请柬 发展 开发 发改 发票 发证 颁发 发挥 发生 发言 \
            年报 报文 短报文 月报 周报 日报 季报 简报 预报 举报 公报 海报 党报 画报 报刊 报社 报纸 报道 报酬 报销 报废 报警 报表 报价 快报 专报 半月报 旬报 晚报 电报 情报 报名表 报名费 报告书 报告厅 研究所 研究院 研究室 研究中心 研究生 使用单位 使用人 使用者 使用权 使用情况 \
            交通 交易 交流 外交 成交 公交 社交 交叉 交接 交谈 提交人 送审 保送 选送 配送 输送 欢送 寄宿 寄存 \
            通报批评 公开招标 公开招聘 政府信息公开 信息公开 政务公开 厂务公开 公开透明 公开公平 公开择优 公开竞争 公告栏 公示栏 公示期 \
            会议室 会议纪要 会议精神 会议通知 会议材料 会议地点 会议内容 会议费 与会人员 参会人员 参会名单 参会回执 参会报名 参会单位 参会代表 培训班通知 培训名额 会议回执 \
            推荐表 推荐书 推荐函 推荐名额 推荐单位 推荐人 推荐材料 推荐信 推荐意见 申报书 申报表 申报单位 申报人 申报者 申报条件 \
            登记表 登记证 登记机关 不动产登记 登记管理 登记注册 报名者 报名点 \
            工作人员 工作单位 大检查 检查站 检查表 考核办 考核分 考核组 评估值 评审费 认定书 参赛 首次 备案号 自查表 自评表 自评报告 自查报告 总结报告 工作报告 评估报告 调研报告 分析报告 专项报告 验收报告 检查报告 审计报告 年度报告 研究报告 检测报告 结题报告 可行性报告 体检报告 自评分 \
            工作安排 日程安排 时间安排 人员安排 安排表 宣传部 组织部 组织机构 组织关系 组织生活 组织单位 组织者 社会组织 党组织 团组织 各级组织 群团组织 基层组织 学生组织 青年组织 行业组织 国际组织 组织奖 优秀组织 组织委员 组织委员会 组织领导 \
            调查员 调查表 调查对象 调查问卷 普查员 普查办 普查区 普查小区 普查机构 采购人 采购办 采购单位 采购代理机构 采购项目 采购中心 采购意向 采购文件 采购计划 采购活动 采购结果 采购需求 采购预算 调研员 调研组 通知书 通知要求 通知精神 通知如下 \
            更新改造 学习强国 学习贯彻 学习者 培训中心 培训机构 培训学校 主办单位 承办单位 举办单位 举办地 主办方 承办方 办事处 发放对象 领取人 管理办法 实施办法 实施方案 \
            执行局 执行力 维护者 开放大学 开放时间 开放日 汇总表 汇总单 申请人 申请单位 申请者 确认书 确认表 确认函 退回意见 受理点 受理窗口 受理中心 受理时间 受理单位 受理部门 政务服务 \
            负责人 负责制 主要负责人 完成率 完成情况 完成时限 完成时间 落实情况 启动资金 实施单位 实施主体 实施细则 参加人员 参加单位 参与者 配合度 指导中心 指导站 指导意见 指导教师 指导老师 指导单位 指导员 通过率 统一社会信用代码 联系人处 派出单位 派出机构 集中地 集中点 集中供养 \
            牵头单位 牵头部门 牵头人 责任单位 明确规定 确定性 学校 学院 按摩 除外 除了 持续 持有 随时 随机 到期 到账 到场 到岗 \
            拟录取 拟录用 预录取 未录取 已录取 被录取 录取名单 录取数据 录取结果 录取新生 录取考生 录取资格 录取规则 录取办法 录取通知书 录取分数 到达 拟任 拟聘 派出所 派驻 限额 限制 无限 有限 权限 界限 期限 时限 先进 优先 先锋 先生 再生 再次 \
            课题组 项目组 工作组 专家组 领导小组 小组 教研组 供应商 经销商 代理商 厂商 运营商 开发商 电商 工商 商会 商务 商业 商品 商户 商标 外商 招商 承包商 服务商 商家 商贸 建筑商 制造商 生产商 各派出所 在京 在沪 在穗 在宁 在汉 在陕 在川 经研院 经研所 经发局 经发处 经发办 经管 经开区 经委 经科 报名单 身份证扫描件 证件扫描件 证书扫描件 加盖钢印 依托单位 统筹部门 统筹单位 学习中心 每年度 与否 参与度 还款 因素 原因 持证 答辩委员会 答辩组 答辩秘书 投稿者 投稿邮箱 说明书 情况说明 说明材料 申请表格 备案表 编制单位 编制人 编制办 编制数 机构编制 编办 \
            治理中心 综合治理 治理能力 维护管理 变更登记表 系统管理员 校级管理员 市级管理员 市校管理员 签到表 签到处 宣传片 宣传册 宣传栏 宣传周 宣传月 宣传员
            """)
    ]
}

/// One word of the lexicon where it stands.
struct LexWord: Sendable {
    /// In the passage's plain text.
    let range: Range<Int>
    let role: WordRole
    /// The rule's name.
    let name: String
    /// An action's word that is only a part of a noun: 审核表, 推荐单位.
    var isNoun = false
}

/// Cuts a passage into the lexicon's words, the longest first at each place.
struct WordScanner: Sendable {
    static let shared = WordScanner(Lexicon.rules)
    private let index: WordIndex
    private let owners: [LexiconRule]

    init(_ rules: [LexiconRule]) {
        let pairs = rules.flatMap { rule in rule.words.map { ($0, rule) } }
        index = WordIndex(pairs.map(\.0))
        owners = pairs.map(\.1)
    }

    /// - Parameter times: where times stand, in order; a word does not begin in one and end behind it: 每月报送 has no 月报.
    func words(of plain: [UInt32], times: [Range<Int>] = []) -> [LexWord] {
        var words: [LexWord] = []
        var place = 0
        var time = 0
        while place < plain.count {
            while time < times.count, times[time].upperBound <= place { time += 1 }
            guard let word = index.longest(in: plain, at: place, before: plain.count) else {
                place += 1
                continue
            }
            let end = place + index.length(word)
            if time < times.count, times[time].lowerBound <= place, end > times[time].upperBound {
                place += 1
                continue
            }
            let rule = owners[word]
            let isNoun = end - place > 1 && Self.isNoun(rule, plain, place..<end)
            words.append(LexWord(range: place..<end, role: rule.role, name: rule.name, isNoun: isNoun))
            place = end
        }
        return words
    }

    /// 审核表, 报送单位; not 报人事局, where a single character is hardly ever a part of a noun, not 送至学生处, which has its
    /// object next, and not 报送工作总结, whose noun goes on.
    private static func isNoun(_ rule: LexiconRule, _ plain: [UInt32], _ word: Range<Int>) -> Bool {
        guard let endings = rule.isNounBefore, ![0x81F3, 0x5230, 0x7ED9].contains(plain[word.upperBound - 1]),
            let ending = endings.longest(in: plain, at: word.upperBound, before: plain.count)
        else { return false }
        switch rule.role {
        case .action(.submission), .action(.other), .preparing, .light: break
        default: return true
        }
        var end = word.upperBound + endings.length(ending)
        // 会员, 会费, 人员
        if end < plain.count, [0x5458, 0x8D39].contains(plain[end]) {
            if plain[end - 1] == 0x4F1A { return false }
            end += 1
        }
        // 通知会计师
        if end < plain.count, plain[end - 1] == 0x4F1A, [0x8BA1, 0x540C, 0x5546].contains(plain[end]) { return false }
        return Lexicon.handedIn.longest(in: plain, at: end, before: plain.count) == nil
    }
}
