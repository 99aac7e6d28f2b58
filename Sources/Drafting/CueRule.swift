/// The words around a time that say what it is: a deadline, or one of the many dates that bind nobody.

struct CueRule: Sendable {
    enum Scope: Sendable, CaseIterable {
        /// Begins right after the time.
        case justAfter
        /// Ends right before the time.
        case justBefore
        /// Stands between the time and the next comma, or the one before.
        case clause
        /// In the same sentence after the time.
        case after
        /// In the same sentence before the time.
        case before
        /// Before the colon at the start of the line.
        case label
        /// In the headings over the line.
        case heading
    }

    enum Effect: Sendable {
        case deadline
        case other(OtherReason)
    }

    let name: String
    let scope: Scope
    let effect: Effect
    let weight: Int
    let words: [String]

    init(_ name: String, _ scope: Scope, _ effect: Effect, _ weight: Int, _ words: String) {
        self.name = name
        self.scope = scope
        self.effect = effect
        self.weight = weight
        self.words = words.split(separator: " ").map(String.init)
    }
}

extension CueRule {
    static let all: [CueRule] = binding + adjacent + labels + verbs + notBinding

    static let binding: [CueRule] = [
        CueRule("before", .justAfter, .deadline, 6, "前 以前 之前 止 截止 为止 之内 内 以内 前后 底前 (含)前 (含)之前 (含)以前 (含)止 结束 截至"),
        CueRule(
            "until", .justBefore, .deadline, 6,
            "截止时间: 截止日期: 截止时间为 截止日期为 截止时间是 截止到 截止至 截止于 截止 不迟于 不晚于 最迟 最晚 最迟于 不得晚于 不超过 不得超过 延至 延期至 延长至 延长到 提前至 提前到 改为 改至 变更为 调整到 仍为 定为 推迟至 推迟到 顺延至 调整为 调整至 截止期限: 截止时间 截止日期 截止时间统一为 期限为 时限为 时限: 完成时限 办结时限 整改时限 时间节点: 即日起至 即日起到 即日起- 即日起~ 截止时间至 截止日期至 截止时间到 截止日期到 截止时间延至 截止日期延至 时间截止到 最迟必须到 最迟到 最晚到 至迟于 不得迟于"
        ),
        CueRule(
            "until-as-of", .justBefore, .deadline, 8,
            "时间截至 报名截至 申报截至 提交截至 投稿截至 受理截至 日期截至 申请截至 填报截至 报送截至 征集截至 截至时间: 截至日期: 截至时间为 截至日期为"),
        CueRule("target", .justBefore, .deadline, 6, "力争到 力争在 力争于 确保到 确保在 确保于"),
        CueRule("as-of", .justBefore, .other(.period), 3, "截至 截至到 截止到 止于"),
    ]

    static let adjacent: [CueRule] = [
        CueRule(
            "please", .justBefore, .deadline, 3, "请于 务必于 须于 应于 要于 需于 务于 请在 务必在 须在 应在 要在 需在 必须于 必须在 请务必于 限于 并于 并在 统一于"
        ),
        CueRule("at", .justBefore, .deadline, 1, "于 在"),
        CueRule(
            "cited-in-brackets", .justAfter, .other(.citedDocument), 6,
            "印发 发布的 下发的 印发的 公布的 下发 起施行 起实施 施行 实施 生效 起执行 起生效 修订 修正 通过"),
        CueRule("announced", .justAfter, .other(.citedDocument), 6, "发布 公布"),
        CueRule("done-before", .justBefore, .other(.done), 14, "已于 曾于 业已于 已在 现已于"),
        CueRule(
            "onwards", .justAfter, .other(.startOnly), 8,
            "起 开始 以来 以后 之后 后 起至今 起开展 起启动 起开放 起开通 开启 开通 时开始 时起 正式开始 正式启动 正式开放"),
        CueRule(
            "page", .justBefore, .other(.pageFurniture), 9,
            "今天是 发布时间: 发布日期: 更新时间: 发表时间: 发文日期: 成文日期: 公开日期: 生成日期: 添加时间: 录入时间: 今天是: 访问时间: 浏览时间: 打印时间: 上传时间: 更新日期: 当前时间:"
        ),
        CueRule(
            "page-line", .after, .other(.pageFurniture), 9,
            "点击: 点击数 阅读: 阅读次数 浏览次数 浏览: 浏览量 访问量 来源: 作者: 字号: 字体: 【字体 打印本页 信息来源"),
        CueRule("editor", .before, .other(.pageFurniture), 9, "编辑: (编辑: 责任编辑: 审核: 点击 阅读次数 浏览次数 来源:"),
        CueRule("since", .justBefore, .other(.startOnly), 4, "自 从"),
    ]

    static let labels: [CueRule] = [
        CueRule(
            "label-deadline", .label, .deadline, 6,
            "截止 完成日期 提交日期 报送日期 上报日期 报名日期 申报日期 报名时间 申报时间 填报时间 提交时间 报送时间 受理时间 征集时间 上报时间 时限 期限 完成时间 完成时限 报名期限 申请时间 投稿时间 缴费时间 公示时间 公示期 推荐时间 审核时间 评审时间 反馈时间 整改时间 自查时间 自评时间 征稿时间 采集时间 登记时间 备案时间 时间节点 时间要求 时间安排 网上报名 网上申报 材料提交 资格审核 报送要求 报送期限 征求意见时间 意见反馈 递交 送达 检查时间 督查时间 验收时间 确认时间 核查时间 评比时间 考核时间 办理时间 领取时间 审验时间 投票时间 打印时间 下载时间 交费时间 开标时间 投标时间"
        ),
        CueRule(
            "label-event", .label, .other(.event), 6,
            "预赛 决赛 复赛 初赛 比赛 赛程 开幕式 考试 笔试 面试 活动时间 举办时间 比赛时间 竞赛时间 考试时间 展览时间 展出时间 开幕 决赛时间 演出时间 开放时间 放假 颁奖 论坛时间 举行时间"),
        CueRule("label-meeting", .label, .deadline, 4, "报到时间 会议时间 培训时间 开会时间"),
        CueRule(
            "label-period", .label, .other(.period), 9,
            "统计时间 统计时段 数据时段 统计期间 报告期 评价时段 数据期间 所属期 统计周期 考核期 调查时期 数据时间 时期 时点 起止时间 统计范围 考核周期 评价周期 数据统计时间 统计时点 时间范围 范围 年限 服务期 聘期 任期 有效期 实施周期 建设周期 建设期 项目周期 执行期"
        ),
        CueRule(
            "label-page", .label, .other(.pageFurniture), 9,
            "发布时间 发布日期 来源 更新时间 发文日期 成文日期 公开日期 生成日期 信息来源 浏览 字号 索引号 打印本页 打印页面"),
        CueRule("length", .label, .other(.other), 20, "片长 时长 限时 字数 篇幅"),
        CueRule("label-hours", .label, .other(.officeHours), 9, "办公时间 工作时间 咨询时间 服务时间 接待时间 联系时间 受理窗口 值班时间 热线 咨询电话 电话"),
    ]

    static let verbs: [CueRule] = [
        CueRule(
            "hand-in", .after, .deadline, 3,
            "报送 提交 上报 报至 报省 报市 报我 送至 送达 发至 发送 寄送 寄至 邮寄 反馈 填报 完成 申报 报名 上传 汇总 回执 交至 交到 备案 递交 录入 填写 报备 逾期 报到 缴纳 登录 办理 核实 整改 公示 公布 推荐 审核 初审 复核 确认 更新 注册 投稿 登记 回复 传至 传真 抄送 移交 上交 交回 退回 补报 补充 组织 开展 自查 评审 验收 制定 出台 印发 报告 参加 出席 报 交 落实 建成 关闭 停止 清理 调整 签订 归档 拨付 领取 公告 发放 收取 返校 离校 到校 到岗"
        ),
        CueRule(
            "hand-in-clause", .clause, .deadline, 2,
            "报送 提交 上报 报至 发至 寄送 反馈 填报 完成 申报 报名 上传 逾期 截止 受理 征集 缴纳 公示 审核 初审 推荐 投稿 自查 整改 评审"),
        CueRule(
            "heading-deadline", .heading, .deadline, 2,
            "时间要求 报送时间 截止时间 报送要求 申报时间 时间安排 进度安排 报名 工作步骤 实施步骤 工作安排 报送方式 日程 时间节点 程序 步骤"),
        CueRule("heading-event", .heading, .other(.event), 8, "考试时间 笔试时间 面试时间 比赛时间 竞赛时间"),
        CueRule("heading-period", .heading, .other(.period), 8, "标准时点 统计时点 调查时点 数据时点 报告期"),
        CueRule("heading-due", .heading, .deadline, 1, "截止时间 报送时间 时间要求 报送期限 截止日期 时限要求"),
        CueRule("phase", .before, .deadline, 5, "阶段"),
        CueRule("attend", .after, .deadline, 6, "参加 出席 参会 准时参加"),
        CueRule("attend-before", .before, .deadline, 4, "参加 出席 参会"),
        CueRule("public-notice-span", .before, .deadline, 3, "公示期 公示时间 公示"),
    ]

    static let notBinding: [CueRule] = [
        CueRule("eligible-before", .after, .other(.eligibility), 9, "出生 出生的 及以前出生 以后出生"),
        CueRule(
            "eligible", .clause, .other(.eligibility), 8,
            "凡于 凡在 年满 周岁 出生 成立 登记注册 建成开放 正常开放 取得 立项 已建成 设立 任职 入职 注册登记 毕业 在职 工作满 发表的 出版的 完成的 获得 开工 竣工 投入使用 开放运行 连续 不满 参加工作 评定 认定的 通过验收 命名的 获批 入选 纳入 结题 投产"
        ),
        CueRule("entitled", .clause, .other(.eligibility), 12, "可享受 可享有 可申领 方可享受"),
        CueRule(
            "period-data", .clause, .other(.period), 7,
            "起止时间 实际发生 期间 报告期 数据截止 统计时间 数据截至 统计期 时段 为准 发生数 年度数据 存量 时点 期末 统计口径"),
        CueRule(
            "period-self", .before, .other(.period), 6,
            "统计时间 起止时间 统计期间 报告期 统计时段 时期为 时段为 时点为 填报内容 统计数据 数据时间 考核期 数据截至 情况截至 评价期 所属时期 实施期限"),
        CueRule("term", .before, .other(.period), 14, "保障期限 服务期限 合同期限 聘用期限 有效期限 聘期 任期"),
        CueRule("statute", .before, .other(.citedDocument), 8, "条例》规定 办法》规定 法》规定 细则》规定 规定》要求 条例》第 办法》第 法》第"),
        CueRule(
            "refused", .justAfter, .other(.other), 20,
            "不予 不得 不再 不能 不受理 内不予 内不得 内不能 内不再 内不受理 内取消 内暂停 内禁止 内,不得 内,不予 内将不 内均不 内未 内无 内没有 核酸 内曾 内如有 内若 内有 内累计 内有效 有效 )有效 内的 内具有 内至少有 一般不得 原则上不得 均不得 不应 不宜"
        ),
        CueRule("examination", .justBefore, .other(.event), 8, "笔试 口试 面试 机考 初赛 复赛 决赛 预赛"),
        CueRule(
            "as-of-age", .before, .other(.eligibility), 16,
            "年龄计算 年限计算 工龄计算 工作经历截止 经历截止 年限截止 年龄截止 业绩成果截止 成果截止 业绩截止 学历截止 资历截止"),
        CueRule("advice", .justBefore, .other(.other), 12, "建议在 建议于 可推迟至 可推迟到 推迟造林"),
        CueRule("whether", .justBefore, .other(.other), 20, "未能在 未能于 未在 未于 不能在 不能于 没有在 能否 是否 能否在 是否在 能否于 是否于"),
        CueRule("whether-done", .before, .other(.other), 20, "只要 无论"),
        CueRule(
            "held", .after, .other(.done), 8,
            "推出了 出台了 制定了 启动了 取得了 收到了 发现了 部署了 提出了 建立了 进行了 开展了 召开了 举行了 组织了 印发了 发布了 下发了 完成了 举办了 查处了 共收缴 公布了"),
        CueRule(
            "eligible-just", .justAfter, .other(.eligibility), 12,
            "前已取得 前享受 前到期 前取得 前登记的 前注册 前成立 前出生 前毕业 前入职 前任职 前获得 前参加工作 前建成 前竣工 前立项 前出版 前公开发表 前发表 及以前出生 以前出生 以后出生 前已登记 前已注册 以前取得 之前取得 以前成立 前在职 前退休 底前取得"
        ),
        CueRule("and-before", .justAfter, .other(.eligibility), 20, "及此前 及之前 及以前"),
        CueRule("recent", .justBefore, .other(.eligibility), 20, "近 最近 的近 在近 是近 过去 前 怀孕 术后 产后 病后 孕"),
        CueRule(
            "about", .justBefore, .other(.other), 12,
            "约在 约 控制在 时长为 时间不超过 大约 时长 总时长 限时 为期 结合 时长在 时长不超过 总计 累计 合计 共计 时间要求在 时间在"),
        CueRule(
            "happened", .after, .other(.event), 6,
            "来我省 来我市 来我县 来我区 来我校 莅临 举行 举办 召开 开幕 举行的 召开的 举办的 进行考试 开考 正式启动 启动仪式 揭幕 开展仪式 放假 上课 开学 宣传周 宣传月 活动周 活动月"),
        CueRule("document", .after, .other(.citedDocument), 5, "第号 〕号 ]号 号文"),
        CueRule("done", .clause, .other(.done), 5, "已经 已完成 公布了 印发了 召开了 业经 已通过 批准了 发生 以来 截至目前 累计 已有 已收到 曾"),
        CueRule("effective", .after, .other(.other), 6, "施行 起实施 有效期 废止 失效 起执行 正式实施 生效"),
        CueRule("office-hours", .clause, .other(.officeHours), 8, "工作日上午 工作时间 办公时间 咨询时间 接听 法定节假日除外 节假日除外 每个工作日"),
        CueRule("original", .before, .other(.superseded), 3, "原定 原定于 原截止 原通知 由原 原计划 原来的"),
        CueRule(
            "original-just", .justBefore, .other(.superseded), 12,
            "由原定 原定于 原定 由 由原来的 原为 原截止时间 原截止日期 原计划于 原定的 将原定 原报名截止时间 从原定 从原定的 由原定的 由原"),
    ]
}
