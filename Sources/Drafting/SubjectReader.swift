/// Who has to do it: the subject that the sentence, its label, its table or the sentence before names.

struct SubjectReader: Sendable {
    private let passage: Passage

    init(_ passage: Passage) { self.passage = passage }

    /// The place in the passage of the subject nearest to the time; nil where only the addressees are meant.
    func subject(of time: Range<Int>) -> Range<Int>? {
        let line =
            passage.before(time.lowerBound) { $0 == 0x0A }
            .lowerBound..<passage.after(time.upperBound) { $0 == 0x0A }.upperBound
        if let labelled = labelled(in: line) { return labelled }
        let sentence = passage.before(time.lowerBound, until: Passage.endsSentence)
        let clauses = split(sentence)
        if let own = clauses.last, let found = subject(in: own, isCut: true) { return found }
        let after = passage.after(time.upperBound, until: Passage.endsSentence)
        if let next = split(after).first(where: { !$0.isEmpty && !Self.isOnlyMark(passage.plain[$0]) }),
            let found = subject(in: next, isCut: false)
        {
            return found
        }
        for clause in clauses.dropLast().reversed() {
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return earlier(than: sentence.lowerBound, line: line)
    }

    /// The sentence before in the same paragraph goes on to be about the same body; two sentences back at most.
    private func earlier(than start: Int, line: Range<Int>) -> Range<Int>? {
        var end = start - 1
        for _ in 0..<2 where end > line.lowerBound {
            let sentence = passage.before(end, until: Passage.endsSentence)
            for clause in split(sentence) {
                if let found = subject(in: clause, isCut: false) { return found }
            }
            end = sentence.lowerBound - 1
        }
        return nil
    }

    /// 责任单位：X
    private func labelled(in line: Range<Int>) -> Range<Int>? {
        let words = Array(passage.plain[line])
        let found = Self.labels.occurrences(in: words).first
        guard let found else { return nil }
        let start = line.lowerBound + found.place + Self.labels.length(found.word)
        let rest = passage.after(start) { Passage.endsSentence($0) || $0 == 0x28 || $0 == 0x09 || $0 == 0x29 }
        return rest.isEmpty || rest.count > 60 ? nil : rest
    }

    private static let labels = WordIndex([
        "责任单位:", "牵头单位:", "责任部门:", "完成单位:", "报送单位:", "实施单位:", "责任主体:", "填报单位:", "责任人:",
    ])

    private static func isOnlyMark(_ words: ArraySlice<UInt32>) -> Bool {
        words.count <= 2
    }

    private func split(_ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var depth = 0
        for place in range {
            switch passage.plain[place] {
            case 0x28: depth += 1
            case 0x29: depth = max(0, depth - 1)
            case 0x2C where depth == 0:
                parts.append(start..<place)
                start = place + 1
            default: break
            }
        }
        parts.append(start..<range.upperBound)
        return parts
    }

    // MARK: - In one clause

    /// - Parameter isCut: the clause ends at the time itself, so that its end is where the predicate begins.
    private func subject(in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        let start = opening(of: clause)
        guard start < clause.upperBound else { return nil }
        let end = predicate(in: start..<clause.upperBound) ?? (isCut ? clause.upperBound : nil)
        if let end, end < start + 2 { return nil }
        let limit = min(end ?? clause.upperBound, start + 44)
        guard start < limit else { return nil }
        return body(in: start..<limit, isWhole: end != nil)
    }

    /// After numbering, a label and words such as 请, 由.
    private func opening(of clause: Range<Int>) -> Int {
        var start = clause.lowerBound
        var depth = 0
        for place in clause.prefix(30) {
            switch passage.plain[place] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x3A where depth == 0: start = place + 1  // :
            default: break
            }
        }
        var isMoving = true
        while isMoving, start < clause.upperBound {
            isMoving = false
            let value = passage.plain[start]
            if start == clause.lowerBound,
                let first = Self.closings.first(where: { passage.plain[start..<clause.upperBound].starts(with: $0) })
            {
                start += first.count
                // 前报市局: what follows 前 at once is what is done, not who does it.
                if start < clause.upperBound,
                    Self.verbsAfter.contains(where: { passage.plain[start..<clause.upperBound].starts(with: $0) })
                {
                    return clause.upperBound
                }
                isMoving = true
                continue
            }
            if Self.marks.contains(value) || Scalars.isDigit(value)
                || Scalars.chineseNumber(value) != nil && isNumbering(start, clause)
            {
                start += 1
                isMoving = true
                continue
            }
            for word in Self.openings where passage.plain[start..<clause.upperBound].starts(with: word) {
                start += word.count
                isMoving = true
                break
            }
        }
        // 由X, 请X further in: 录取结果由各区教育局…
        for place in start..<max(start, min(clause.upperBound, start + 24)) where passage.plain[place] == 0x7531 {
            return place + 1
        }
        return start
    }

    private static let closings: [[UInt32]] = ["之前", "以前", "前", "止", "为止", "内", "以内", "之内", "后", "起", "(含)前"].map {
        $0.unicodeScalars.map(\.value)
    }
    private static let verbsAfter: [[UInt32]] = [
        "报", "送", "交", "缴", "寄", "发", "上", "向", "在", "全部", "未", "完成", "由", "将", "提", "反馈", "填", "登", "通过", "出院", "到",
        "以", "公布", "组织", "办", "做", "进行", "召开", "举", "开展", "启动", "报名", "把", "一次", "统一", "对", "按",
    ].map { $0.unicodeScalars.map(\.value) }

    private func isNumbering(_ place: Int, _ clause: Range<Int>) -> Bool {
        var end = place
        while end < clause.upperBound, Scalars.chineseNumber(passage.plain[end]) != nil { end += 1 }
        return end < clause.upperBound && [0x3001, 0x29, 0x662F].contains(passage.plain[end])  // 、 ) 是
    }

    private static let marks: Set<UInt32> = [
        0x28, 0x29, 0x3001, 0x2E, 0x201C, 0x201D, 0x2D, 0x2A, 0x23, 0x662F, 0x09, 0x300A,
    ]
    private static let openings: [[UInt32]] = [
        "请", "并由", "同时", "其中", "凡", "要求", "并请", "特别是", "具体由", "原则上", "由", "经", "对", "并", "逾期", "未", "如", "因", "各地各单位要",
        "此外", "另", "届时", "再由", "最后由",
    ].map { $0.unicodeScalars.map(\.value) }

    /// Where the first word stands that begins what is done.
    private func predicate(in range: Range<Int>) -> Int? {
        let words = Array(passage.plain[range])
        var depth = 0
        var depths: [Int] = []
        for value in words {
            if value == 0x28 { depth += 1 }
            depths.append(depth)
            if value == 0x29 { depth = max(0, depth - 1) }
        }
        for found in Self.predicates.occurrences(in: words) where depths[found.place] == 0 {
            return range.lowerBound + found.place
        }
        return nil
    }

    private static let predicates = WordIndex([
        "于", "应", "须", "务必", "要", "将", "按", "根据", "负责", "统一", "需", "汇总", "审核", "填写", "登录", "完成", "每", "自收到", "自接到",
        "自公", "自变", "自批", "收到", "接到", "结合", "认真",
        "统筹", "报送", "提交", "通过", "可", "不得", "至少", "会同", "牵头", "进行", "开展", "在", "成立", "派", "分别", "分两", "抽查", "已", "确需",
        "确因", "拟", "公布", "发布", "逐", "主动", "代", "向",
        "到位", "从", "把", "为", "依", "对", "上报", "报市", "报省", "报县", "报我", "报至", "填报", "推荐", "制定", "明确", "提出", "申报", "申请",
        "发放", "召开", "举办", "集中", "反馈", "初审", "复核", "送交", "交至", "的", "印发",
        "名称", "缴至", "前往", "寄", "发至", "发到", "意见", "结果", "总结", "方案", "材料", "名单", "工作总结", "清退", "情况",
        "配合", "协助", "确定", "选派", "安排", "原则", "尽快", "及时", "立即", "组成", "共同", "同步", "办理", "核对", "上传", "参加", "整改", "自查",
        "自行", "组织", "指导", "督促", "建立", "落实", "调整", "盘点",
        "更新", "缴", "录入", "核实", "受理", "复查", "另行", "须于", "如", "因", "还", "也", "均", "都", "先", "再", "就", "未", "必须", "自行",
        "下发", "转发", "截止", "截至", "出具", "编制", "中旬", "初评", "前报", "报送",
    ])

    /// The longest beginning that ends as the name of a body does.
    private func body(in range: Range<Int>, isWhole: Bool) -> Range<Int>? {
        var end = range.upperBound
        // 分管领导、业务骨干各1名: the count says nothing of who.
        while end > range.lowerBound {
            let candidate = passage.plain[range.lowerBound..<end]
            if candidate.count < 2 { return nil }
            if Self.isBody(candidate), isBalanced(range.lowerBound..<end) {
                return range.lowerBound..<end
            }
            end -= 1
        }
        return nil
    }

    private func isBalanced(_ range: Range<Int>) -> Bool {
        var depth = 0
        for place in range {
            if passage.plain[place] == 0x28 { depth += 1 }
            if passage.plain[place] == 0x29 { depth -= 1 }
        }
        return depth == 0
    }

    static func isBody(_ words: ArraySlice<UInt32>) -> Bool {
        guard words.count >= 2 else { return false }
        return ends.contains { words.count >= $0.count && words.suffix($0.count).elementsEqual($0) }
    }

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
        "报刊", "合作社", "工商户", "课题", "生", "领导", "骨干", "成员", "会员", "理事", "用人单位", "园区", "开发区", "管委会", "书记", "信访人", "台", "市县",
        "省份", "所属各", "者", "我委", "我局", "我厅", "我部", "我办",
        "村委会", "居委会", "组", "学员", "导师", "研究生", "辅导员", "评审专家", "法院", "检察院", "银行", "纪念馆", "档案室", "图书馆", "博物馆", "档案馆", "各省",
        "农户", "业主",
    ].map { $0.unicodeScalars.map(Scalars.plain) }
}
