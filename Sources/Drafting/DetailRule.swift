/// The words by which it is read what is handed in, how and where: rules as data, one name and one example each.

/// Words that say one thing of a deliverable or of a task.
struct DetailRule: Sendable {
    enum Meaning: Sendable, Equatable {
        case format(DraftFormat)
        case seal(DraftSeal)
        /// A file is named by the words in marks that follow, or stand before it.
        case fileName
        case mailSubject
        /// A quantity that must be reached, may not be exceeded, or is given.
        case atLeast, atMost, exactly
        /// Before 后: what has to have happened.
        case order
        case nilReport
        /// Being late, and what follows from it.
        case late, sanction
    }

    let name: String
    let meaning: Meaning
    let words: [String]
    let example: String

    init(_ name: String, _ meaning: Meaning, _ words: String, example: String) {
        self.name = name
        self.meaning = meaning
        self.words = words.split(separator: " ").map(String.init)
        self.example = example
    }

    static let all: [DetailRule] = formats + seals + naming + quantities + sequence + outcomes

    static let formats: [DetailRule] = [
        DetailRule("word", .format(.word), "Word WORD word doc docx DOC", example: "请于3月5日前报送总结（Word版）。"),
        DetailRule("pdf", .format(.pdf), "PDF pdf Pdf", example: "请于3月5日前报送总结PDF版。"),
        DetailRule("scan", .format(.scan), "扫描件 扫描版 扫描后 扫描上传 盖章扫描", example: "请于3月5日前报送汇总表扫描件。"),
        DetailRule(
            "spreadsheet", .format(.spreadsheet), "Excel EXCEL excel xls xlsx 电子表格", example: "请于3月5日前报送汇总表（Excel版）。"),
        DetailRule(
            "paper", .format(.paper), "纸质 书面 一式 原件 邮寄 寄送 寄达 寄至 寄到 打印 邮戳 装订", example: "请于3月5日前报送申报表，一式两份。"),
        DetailRule("photo", .format(.photo), "照片 图片 JPG jpg 截图", example: "请于3月5日前报送活动照片3张。"),
        DetailRule("video", .format(.video), "视频 MP4 mp4 录像", example: "请于3月5日前报送宣传视频。"),
        DetailRule("archive", .format(.archive), "压缩包 RAR rar ZIP zip 打包", example: "请于3月5日前报送总结压缩包。"),
        DetailRule(
            "online", .format(.online), "系统 平台 在线 网上 录入 登录 小程序 上传", example: "请于3月5日前在系统填报报表。"),
    ]

    static let seals: [DetailRule] = [
        DetailRule(
            "stamp", .seal(.stamp), "盖章 加盖 公章 印章 盖单位章 骑缝章 签章", example: "请于3月5日前报送加盖公章的总结。"),
        DetailRule("signature", .seal(.signature), "签字 签名 签署 亲笔签", example: "请于3月5日前报送负责人签字的总结。"),
    ]

    static let naming: [DetailRule] = [
        DetailRule(
            "mail-subject", .mailSubject, "邮件主题 邮件标题 邮件名称 主题注明 标题注明 主题请注明 邮件名 邮件请注明",
            example: "请于3月5日前报送总结，邮件标题注明“单位+总结”。"),
        DetailRule(
            "file-name", .fileName, "命名 文件名 文档名 文件名称 压缩包名称 名称格式", example: "请于3月5日前报送总结，文件命名为“单位+总结”。"),
    ]

    static let quantities: [DetailRule] = [
        DetailRule("at-least", .atLeast, "至少 不少于 不低于 不得少于 最少", example: "请于3月5日前推荐至少6家基地。"),
        DetailRule(
            "at-most", .atMost, "不超过 不多于 最多 限报 限推荐 限额 至多 不得超过 不得多于 限申报",
            example: "请于3月5日前推荐，名额不超过3个。"),
        DetailRule("exactly", .exactly, "各推荐 各报送 各选派 各选送 推荐 选派 选送 派 各报 申报 报送", example: "请于3月5日前各推荐裁判员2名。"),
    ]

    static let sequence: [DetailRule] = [
        DetailRule(
            "after-step", .order,
            "审核完成 审核通过 审核同意 审核无误 审查同意 审核合格 初审通过 复核通过 公示无异议 公示期满 公示结束 公示后 批复 批准 核准 同意 评审结束 评审完成 验收合格 汇总 汇总审核 完成 结束 审核 初审 审查 复核 公示 确认无误 核实无误 核实 审定 受理",
            example: "公示无异议后，请于3月5日前报送名单。")
    ]

    static let outcomes: [DetailRule] = [
        DetailRule(
            "nil-report", .nilReport,
            "零报告 “零”报告 零报送 无情况也 没有变化的也要 没有的也要 无进展也 无变化也 没有也要 无的也 也须报告 也要报告 也应报告 也需报送 也须报送 也要报送",
            example: "请于3月5日前报送进度，没有变化的也要报告。"),
        DetailRule(
            "late", .late,
            "逾期 未按时 未按期 未在规定 过期 不按时 不按期 迟报 漏报 瞒报 拒报 超过时限 超期 未及时 过时 未按要求 未按规定 未如期 延期未",
            example: "请于3月5日前报送总结，逾期不予受理。"),
        DetailRule(
            "sanction", .sanction,
            "不予 视为 视同 通报 取消 扣分 扣减 约谈 问责 追究 放弃 列入 列为 收回 暂停 撤销 关闭 不再 不候 停止 自行 处罚 处分 降低 扣除 锁定 不得 后果 责任 不能 整改 批评 倒查 无法 拒收 纳入",
            example: "请于3月5日前报送总结，未按时报送的予以通报。"),
    ]

    /// What the name of a thing that is handed in ends with.
    static let materials = [
        "报告", "总结", "汇总表", "统计表", "登记表", "申报表", "推荐表", "申请书", "申请表", "审批表", "报名表", "方案", "清单", "台账", "名单", "名册", "材料",
        "回执",
        "报表", "承诺书", "责任书", "责任状", "信息表", "情况表", "明细表", "评分表", "自评表", "花名册", "通讯录", "值班表", "活页", "决算", "成绩册", "照片",
        "视频",
        "作品", "论文", "稿件", "复印件", "意见书", "进度表", "安排表", "核验表", "评估表", "一览表", "计划表", "任务书", "合同书", "协议书", "建议书", "简介",
        "证书",
        "年报", "季报", "月报", "简报", "台帐", "报送表", "调查表", "审核表", "备案表", "确认表", "确认函", "推荐函", "公函", "说明", "数据", "计划", "意见",
        "表格",
        "结果表", "自查表", "验收表", "样刊", "样报", "数据包", "数据库", "小结", "墒情", "副本", "申请", "结果", "情况", "信息", "联系方式", "问卷", "日程表",
        "公示表", "报审表", "采购意向", "票据", "考核表", "盘点表", "结算表", "发放表", "初稿", "预算", "课件", "教案", "目录", "函",
    ]

    /// Such a word alone names nothing that could be handed in.
    static let vague: Set<String> = [
        "数据", "情况", "信息", "意见", "结果", "说明", "计划", "标准", "函", "申请", "目录", "合同", "预算", "有关情况", "相关情况", "报告情况", "检查情况",
        "工作情况", "有关信息", "以上材料",
        "上述材料", "下列材料", "有关材料", "相关材料", "证书",
    ]

    /// These alone are things when somebody says 报 or 送 of them.
    static let bare: Set<String> = ["报告", "总结", "表格", "名单", "照片", "视频", "方案", "材料", "作品"]

    /// These are as often what is looked at as what is handed in: somebody has to say 报 or 送 of them.
    static let weak: Set<String> = [
        "结果", "情况", "信息", "意见", "数据", "年报", "季报", "月报", "计划", "说明", "申请", "标准", "目录", "函", "预算", "副本", "证书", "简介", "方案",
        "决算", "作品",
        "采购意向", "票据", "照片", "视频", "课件", "问卷", "论文",
    ]

    /// What names in 《…》 that are cited, not handed in, end with.
    static let documents = [
        "通知", "办法", "条例", "规定", "意见", "细则", "法", "公告", "制度", "规划", "纲要", "决定", "标准", "指南", "规程", "规范", "章程", "函",
    ]

    /// A name does not reach back over these.
    static let stops = [
        "报送", "提交", "上报", "填写", "填报", "完成", "形成", "撰写", "编制", "制定", "出具", "印发", "上传", "加盖", "反馈", "将", "把", "及", "和",
        "与", "并", "请",
        "于", "之前", "以前", "日前", "内报", "的", "按照", "根据", "依据", "须", "各", "提供", "递交", "核对", "录入", "以及", "附", "公布", "签订",
        "写出", "提出",
        "盖章", "公章", "签字", "印章", "同时", "附件", "打印", "收集", "整理", "准备", "修改", "补正", "归档", "纸质版", "纸质", "电子版", "扫描件", "原件",
        "一并", "逐级", "统一", "首次", "正式", "导出", "下载", "参照", "作出", "做好", "拟定", "寄送", "制作", "报市", "报省", "报县", "报局", "报我",
        "一式", "更新",
        "进行", "包括", "以下", "主要", "简要", "电子稿", "版", "其中", "发送", "随", "应当", "或", "务必", "通过", "申请人", "负责人", "本人", "届时",
        "也要", "也须", "即时", "立即", "电话", "口头", "及时", "主动", "应将", "逾期", "登录", "凭", "撤回", "逐项", "现场", "送交", "并入", "列入", "纳入",
        "次月", "开展", "召开", "一次", "一份", "钟内", "日内", "天内", "时内", "周至",
    ]

    /// 按照方案, 详见清单: what is named is followed, not handed in.
    static let references = ["按照", "根据", "依据", "参照", "详见", "参见", "见", "依照", "对照", "结合", "按", "关于", "查看", "符合", "违反"]
}
