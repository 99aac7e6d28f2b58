/// How the names of those end who can be asked to do something: offices, schools, firms, people in a role.

enum BodyName {
    /// Whether the words end as such a name does.
    static func endsAsOne(_ words: ArraySlice<UInt32>) -> Bool {
        guard words.count >= 2, let first = words.first, let last = words.last else { return false }
        if notBodies.contains(where: { words.suffix($0.count).elementsEqual($0) }) { return false }
        if wholes.contains(first), wholeEnds.contains(last), words.count <= 5 { return true }
        if let others = notPersons[last], !others.contains(words[words.endIndex - 2]) { return true }
        // 学院（部）, 各地（市）
        if last == 0x29, let open = words.lastIndex(of: 0x28), open - words.startIndex >= 2, words.endIndex - open <= 8,
            endsAsOne(words[words.startIndex..<open])
        {
            return true
        }
        return ends.contains { words.count >= $0.count && words.suffix($0.count).elementsEqual($0) }
    }

    static func endsAsOne(_ words: String) -> Bool { endsAsOne(words.unicodeScalars.map(Scalars.plain)[...]) }

    /// 各, 每, 全, 所, 其: what they begin is a group of bodies even where its last character alone would say nothing.
    private static let wholes: Set<UInt32> = [0x5404, 0x6BCF, 0x5168, 0x6240, 0x5176]
    private static let wholeEnds = Set("市县区镇乡村校州省系部处科室站所队班者员人生户家厂店行场团会院馆园局办委厅社".unicodeScalars.map(\.value))
    /// 教研员, 中标人, 免试生, 班长: one character names a person, but in 动员, 个人, 卫生, 增长.
    private static let notPersons: [UInt32: Set<UInt32>] = [
        0x5458: Set("动复全满超增减官".unicodeScalars.map(\.value)),
        0x4EBA: Set("0123456789一二三四五六七八九十百千万亿个名多少几两余每别他工法系络机新惊感动令荐专".unicodeScalars.map(\.value)),
        0x751F: Set("全卫发产民先再派诞养陌滋催求人众余终一优招为".unicodeScalars.map(\.value)),
        0x957F: Set("增延成特较更最很生擅助加全年时漫专米".unicodeScalars.map(\.value)),
    ]
    /// Words that only end like one.
    private static let notBodies: [[UInt32]] = [
        "学科", "本科", "专科", "全部", "内部", "外部", "平台", "用户名", "场所", "后台", "前台", "百科", "出处", "好处", "之处", "干部考核", "部分", "网站",
        "值班", "报告厅", "会议厅", "大厅", "展厅", "餐厅",
    ].scalarValues

    private static let ends: [[UInt32]] = [
        "厅", "局", "委", "办", "办公室", "委员会", "协会", "学会", "部门", "馆", "大学", "学院", "中心", "政府", "科协", "单位", "院", "社", "所",
        "公司", "企业", "署", "小组", "工作组", "专家组", "考核组", "学校",
        "高校", "团委", "医院", "工会", "机构", "人员", "街道", "乡镇", "各镇", "各市", "各县", "各区", "市州", "县区", "联络员", "专家", "负责人", "主体",
        "处", "处室", "科室", "教师", "学生", "申报人", "申请人", "项目组",
        "总会", "联合会", "评审会", "委会", "各村", "社区", "分会", "基地", "队", "代表", "考生", "作者", "评委", "站", "各校", "宣传部", "组织部", "供应商",
        "投标人", "家长", "支部", "选手", "法人", "地市", "地区",
        "各地", "司", "频道", "县台", "裁判员", "领队", "教练员", "传承人", "运动员", "新生", "户", "子女", "幼儿园", "景区", "管理员", "质控员", "科", "干部",
        "支队", "大队", "派出所", "残联", "社联", "社科联", "委局", "调查员",
        "县级", "市级", "省级", "镇)", "市)", "区)", "县)", "委)", "局)", "园)", "街道)", "科教科", "人)", "会)", "院)", "部", "中心)", "村(社区)",
        "组)", "队)", "校)", "主任", "局长", "市局", "省局", "省厅",
        "报刊", "合作社", "工商户", "课题", "领导", "骨干", "成员", "会员", "理事", "用人单位", "园区", "开发区", "管委会", "电大", "商会", "市)区", "县)区",
        "县)市", "市)县", "村主干", "督查室", "教研室", "研究室", "实验室", "工作室", "企协", "一中", "二中", "三中", "四中", "五中", "六中", "片区", "市校",
        "分校",
        "党校",
        "年级", "年段", "主持人", "书记", "信访人", "台",
        "市县",
        "省份", "所属各", "者", "我委", "我局", "我厅", "我部", "我办",
        "村委会", "居委会", "组", "学员", "导师", "研究生", "辅导员", "评审专家", "法院", "检察院", "银行", "纪念馆", "档案室", "图书馆", "博物馆", "档案馆", "各省",
        "农户", "业主", "办)", "厅)", "处)", "科)", "生)", "企业)", "单位)", "社)", "机关", "党委", "党组", "工委", "党支部", "党总支", "毕业生", "考点",
        "系", "各班",
        "班级", "班主任", "秘书", "教务员", "各县(市", "纪委", "军人", "纳税人", "用户", "人民政府", "人员)", "职工", "员工", "经办人", "户籍生", "考务员", "监考",
        "评审委员会",
        "小学", "中学", "初中", "高中", "林场", "农场", "市场", "校长", "园长", "院长", "馆长", "所长", "站长", "处长", "科长", "镇长", "乡长", "秘书长",
        "发明人", "当事人", "代理人", "监护人", "经纪人", "同事", "教工", "教职工",
        "同志", "同学", "老师", "师生", "评委会", "党委会", "理事会", "常委会", "工委会", "代表大会", "董事会", "纪检组", "书记处", "秘书处", "组委会", "执委会",
        "筹备组", "竞赛办", "申请对象", "参评对象", "服务对象", "家庭", "院校", "文联", "妇联", "工商联", "侨联", "注协", "作协", "体协", "本人", "个人", "团体",
        "总支", "你们", "他们", "公民", "层面",
        "部门单位",
        "会计", "师傅", "医师", "药师", "护士", "律师", "公证处",
        "组织",
    ].map { $0.unicodeScalars.map(Scalars.plain) }
}

extension Collection where Self: BidirectionalCollection, Element == UInt32 {
    func ends(with word: [UInt32]) -> Bool { suffix(word.count).elementsEqual(word) }
}
