/// Who has to do it: the subject that the sentence, its label, its heading or the sentence before names.

struct SubjectReader: Sendable {
    private let map: ClauseMap

    init(_ map: ClauseMap) { self.map = map }

    /// The place in the passage of the subject nearest to the time; nil where only the addressees are meant.
    ///
    /// - Parameter neighbours: from the end of the time before to the beginning of the next one.
    func subject(of time: Range<Int>, between neighbours: Range<Int>) -> Range<Int>? {
        let line = map.line(at: time.lowerBound)
        let sentence = map.sentence(at: time.lowerBound)
        if let labelled = labelled(in: line) { return labelled }
        if isConvened(time, sentence) { return attending(after: time, line) }
        if let own = own(time, sentence, neighbours) { return own }
        if let label = label(of: sentence, before: time.lowerBound) { return label }
        if line.lowerBound < sentence.lowerBound, time.lowerBound - line.lowerBound < 400,
            let label = label(of: line, before: sentence.lowerBound)
        {
            return label
        }
        return earlier(than: sentence, line: line) ?? later(than: sentence, line: line)
    }

    /// 省政府定于3月5日召开: who convenes is not who has to come.
    private func isConvened(_ time: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let before = map.text(max(sentence.lowerBound, time.lowerBound - 4)..<time.lowerBound)
        guard ["定于", "拟于", "将于", "决定于"].contains(where: before.hasSuffix) else { return false }
        let after = map.text(time.upperBound..<min(sentence.upperBound, time.upperBound + 40))
        return ["召开", "举行", "举办"].contains(where: after.contains)
    }

    /// 请各单位分管负责人参加: in the same line after the time.
    private func attending(after time: Range<Int>, _ line: Range<Int>) -> Range<Int>? {
        let end = min(line.upperBound, time.upperBound + 160)
        guard time.upperBound < end else { return nil }
        for clause in map.clauses(in: time.upperBound..<end)
        where map.words(in: clause).contains(where: { $0.name == "attend" || $0.name == "meet" }) {
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    /// In the clause of the time, the one after, then the ones before.
    private func own(_ time: Range<Int>, _ sentence: Range<Int>, _ neighbours: Range<Int>) -> Range<Int>? {
        let clause = map.clause(at: time.lowerBound)
        if let before = subject(in: clause.lowerBound..<time.lowerBound, isCut: true) { return before }
        let start = afterClosing(time.upperBound, in: sentence)
        let end = min(sentence.upperBound, max(start, neighbours.upperBound))
        if let start = start as Int?, start < end {
            for (number, next) in map.clauses(in: start..<end).prefix(2).enumerated() {
                if let found = subject(in: next, isCut: false) { return found }
                if number == 0, let found = leading(next) { return found }
                // What is asked has begun: a subject further on is somebody else's.
                if number == 0, hasVerb(next) { break }
            }
        }
        for clause in map.clauses(in: sentence.lowerBound..<max(sentence.lowerBound, clause.lowerBound)).reversed() {
            // 经学院审核后，: who did what came before is not who is asked now.
            if map.plain[clause.upperBound - 1] == 0x540E { continue }
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    /// 10月30日前，教师带好材料…: a name at the very beginning, before a verb that the lexicon does not have.
    private func leading(_ clause: Range<Int>) -> Range<Int>? {
        let start = opening(of: clause)
        let first = map.words(in: start..<max(start, clause.upperBound)).first(where: cuts)?.range.lowerBound
        var end = min(first ?? clause.upperBound, start + 16)
        while end >= start + 2 {
            let words = map.plain[start..<end]
            if Self.people.contains(where: { words.ends(with: $0) }), isBalanced(start..<end) { return start..<end }
            end -= 1
        }
        return nil
    }

    private func hasVerb(_ clause: Range<Int>) -> Bool {
        map.words(in: clause).contains { word in
            switch word.role {
            case .action, .preparing, .light: !word.isNoun
            default: false
            }
        }
    }

    /// Past 前, （含）, 止 and the comma after them.
    private func afterClosing(_ place: Int, in sentence: Range<Int>) -> Int {
        var start = place
        var isMoving = true
        while isMoving, start < sentence.upperBound {
            isMoving = false
            for word in Self.closings where map.plain[start..<sentence.upperBound].starts(with: word) {
                start += word.count
                isMoving = true
                break
            }
        }
        return start
    }

    private static let closings: [[UInt32]] = [
        "(含当日)", "(含)", "之前", "以前", "之内", "以内", "为止", "前", "止", "内", "起", ",", ")", "期间", "底", "阶段",
    ].map { $0.unicodeScalars.map(\.value) }

    /// The sentences before in the same paragraph go on to be about the same body; two back at most.
    private func earlier(than sentence: Range<Int>, line: Range<Int>) -> Range<Int>? {
        var index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences) - 1
        for _ in 0..<0 where index >= 0 && map.sentences[index].lowerBound >= line.lowerBound {
            for clause in map.clauses(in: map.sentences[index]) {
                if let found = subject(in: clause, isCut: false) { return found }
            }
            index -= 1
        }
        return nil
    }

    /// 动员部署阶段（3月10日至25日）。各单位…: a sentence without a verb is about the one that follows it.
    private func later(than sentence: Range<Int>, line: Range<Int>) -> Range<Int>? {
        // （一）摸底排查（2022年5月底前）
        let isHeading = sentence.count <= 36 && map.plain[sentence].last == 0x29
        guard isHeading || !hasVerb(sentence) || map.text(sentence).contains("阶段") else { return nil }
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences) + 1
        guard index < map.sentences.count, map.sentences[index].lowerBound <= line.upperBound + 1 else { return nil }
        for clause in map.clauses(in: map.sentences[index]).prefix(2) {
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    // MARK: - Labels

    /// 责任单位：X
    private func labelled(in line: Range<Int>) -> Range<Int>? {
        guard line.count <= 2_000 else { return nil }
        let words = Array(map.plain[line])
        guard let found = Self.labels.occurrences(in: words).first else { return nil }
        let start = line.lowerBound + found.place + Self.labels.length(found.word)
        var end = start
        while end < line.upperBound, end - start <= 60, !Passage.endsSentence(map.plain[end]),
            ![0x28, 0x29, 0x09].contains(map.plain[end])
        { end += 1 }
        return end == start || end - start > 60 ? nil : start..<end
    }

    private static let labels = WordIndex([
        "责任单位:", "牵头单位:", "责任部门:", "完成单位:", "报送单位:", "实施单位:", "责任主体:", "填报单位:", "责任人:",
    ])

    /// 各小学：6月6日前…
    private func label(of sentence: Range<Int>, before place: Int) -> Range<Int>? {
        let stretch = sentence.lowerBound..<place
        guard let colon = map.plain[stretch].firstIndex(of: 0x3A) else { return nil }
        let start = opening(of: sentence.lowerBound..<colon)
        guard colon - start <= 30, Self.isBody(map.plain[start..<colon]) else { return nil }
        return start..<colon
    }

    /// A heading that is the name of a body.
    func body(inHeading range: Range<Int>) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, [0x3A, 0x3002].contains(map.plain[end - 1]) { end -= 1 }
        let start = opening(of: range.lowerBound..<end)
        guard end - start >= 2, Self.isBody(map.plain[start..<end]), !hasVerb(start..<end) else { return nil }
        return start..<end
    }

    /// Whether a clause has a subject of its own.
    func names(_ clause: Range<Int>) -> Bool { subject(in: clause, isCut: false) != nil }

    // MARK: - In one clause

    /// - Parameter isCut: the clause ends at the time itself, so that its end is where the predicate begins.
    private func subject(in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        // 其他要求请各单位…: a heading that ran into its text.
        if let asked = clause.prefix(14).dropFirst(2).first(where: { map.plain[$0] == 0x8BF7 }),
            asked + 2 < clause.upperBound, ![0x793A, 0x5047, 0x6C42].contains(map.plain[asked + 1]),
            let found = subject(from: opening(of: asked + 1..<clause.upperBound), in: clause, isCut: isCut)
        {
            return found
        }
        return subject(from: opening(of: clause), in: clause, isCut: isCut)
    }

    private func subject(from start: Int, in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        guard start < clause.upperBound else { return nil }
        let words = map.words(in: start..<clause.upperBound)
        var verbEnd: Int?
        var isOver = false
        for word in words where depth(at: word.range.lowerBound, from: start) == 0 {
            guard cuts(word) else { continue }
            let place = word.range.lowerBound
            if place == start {
                switch word.role {
                case .condition, .preposition: return nil
                // 拟申报…的教师, 已命名单位
                case .modal where ![0x62DF, 0x5DF2].contains(map.plain[place]): return nil
                default: break
                }
            }
            if place - start > Self.longest { return nil }
            if let found = body(start..<place, verbEnd: verbEnd) { return found }
            switch word.role {
            case .modal where verbEnd == nil && place > start: isOver = true
            default: verbEnd = word.range.upperBound
            }
            if isOver { return nil }
        }
        guard clause.upperBound - start <= Self.longest else { return nil }
        // 存在问题的景区，应…: a clause that is nothing but the name of a body.
        guard isCut || clause.upperBound < map.plain.count && map.plain[clause.upperBound] == 0x2C else { return nil }
        return body(start..<clause.upperBound, verbEnd: verbEnd)
    }

    private static let longest = 48

    private func cuts(_ word: LexWord) -> Bool {
        switch word.role {
        case .action, .preparing, .light: !word.isNoun
        case .modal, .preposition, .condition: true
        case .seal, .electronic, .roster, .plain: false
        }
    }

    /// The stretch, if it is the name of a body; after a verb only 实行重点管理的单位.
    private func body(_ range: Range<Int>, verbEnd: Int?) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, [0x2C, 0x22, 0x201D, 0x3001].contains(map.plain[end - 1]) { end -= 1 }
        guard end - range.lowerBound >= 2 else { return nil }
        guard Self.isBody(map.plain[range.lowerBound..<end]) else {
            return verbEnd == nil ? owner(range.lowerBound..<end) : nil
        }
        if let verbEnd, verbEnd < end, !map.plain[verbEnd..<end].contains(0x7684) {  // 的
            // 申请注册人员, 参赛学生: a short name that begins with what they do.
            guard end - range.lowerBound <= 16,
                Self.people.contains(where: { map.plain[range.lowerBound..<end].ends(with: $0) })
            else {
                return nil
            }
        } else if let verbEnd, verbEnd >= end {
            return nil
        }
        guard isBalanced(range.lowerBound..<end) else { return nil }
        // 贵单位, 你局: the addressees.
        if [0x8D35, 0x4F60].contains(map.plain[range.lowerBound]) { return nil }
        return range.lowerBound..<end
    }

    private static let people: [[UInt32]] = ["人员", "单位", "者", "学生", "教师", "老师", "企业", "代表", "学校", "学院", "部门", "办公室"].map
    {
        $0.unicodeScalars.map(\.value)
    }

    /// 各单位工作总结于…报送: whose things they are has to hand them in.
    private func owner(_ range: Range<Int>) -> Range<Int>? {
        guard map.plain[range.lowerBound] == 0x5404 else { return nil }  // 各
        var end = range.upperBound - 2
        while end > range.lowerBound + 1 {
            let candidate = range.lowerBound..<end
            if Self.isBody(map.plain[candidate]), isBalanced(candidate), !isPerson(candidate) { return candidate }
            end -= 1
        }
        return nil
    }

    private func isPerson(_ range: Range<Int>) -> Bool {
        map.words(in: range).last.map { $0.role == .roster && $0.range.upperBound == range.upperBound } ?? false
    }

    private func depth(at place: Int, from start: Int) -> Int {
        var depth = 0
        for value in map.plain[start..<place] {
            if value == 0x28 { depth += 1 }
            if value == 0x29 { depth = max(0, depth - 1) }
        }
        return depth
    }

    private func isBalanced(_ range: Range<Int>) -> Bool {
        var depth = 0
        for place in range {
            switch map.plain[place] {
            case 0x28, 0x300A, 0x201C: depth += 1  // ( 《 “
            case 0x29, 0x300B, 0x201D: depth -= 1
            default: break
            }
        }
        return depth == 0
    }

    // MARK: - Where a clause begins

    /// After numbering, a label and words such as 请, 由.
    private func opening(of clause: Range<Int>) -> Int {
        var start = clause.lowerBound
        var depth = 0
        for place in clause.prefix(30) {
            switch map.plain[place] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x3A where depth == 0: start = place + 1  // :
            default: break
            }
        }
        start = afterNumbering(start..<clause.upperBound)
        var isMoving = true
        while isMoving, start < clause.upperBound {
            isMoving = false
            let value = map.plain[start]
            if Self.marks.contains(value) || Scalars.isDigit(value)
                || Scalars.chineseNumber(value) != nil && isNumbering(start, clause)
            {
                start += 1
                isMoving = true
            } else if let word = Self.openings.longest(in: map.plain, at: start, before: clause.upperBound) {
                start += Self.openings.length(word)
                isMoving = true
            }
        }
        // 录取结果由各区教育局…: 由 further in.
        for place in start..<max(start, min(clause.upperBound, start + 24)) where map.plain[place] == 0x7531 {
            guard place + 1 < clause.upperBound, place == start || map.plain[place - 1] != 0x7406,  // 理由
                ![0x4E8E, 0x539F].contains(map.plain[place + 1])  // 由于, 由原定
            else { continue }
            return place + 1
        }
        return start
    }

    /// 四、其他事项1.各分会场: in a text without lines a heading runs on into its items.
    private func afterNumbering(_ range: Range<Int>) -> Int {
        var start = range.lowerBound
        for place in range.dropFirst() where place + 1 < range.upperBound {
            let (value, before, after) = (map.plain[place], map.plain[place - 1], map.plain[place + 1])
            guard (0x4E00...0x9FFF).contains(after) else { continue }
            let isItem =
                Scalars.isDigit(before)
                && ([0x2E, 0x3001].contains(value) && !isReference(place, range)
                    || value == 0x29 && opensNumber(place, range))
            let isHeading = value == 0x3001 && Scalars.chineseNumber(before) != nil
            if isItem || isHeading { start = place + 1 }
        }
        return start
    }

    /// 附件1、附件2: the number of something, not of an item.
    private func isReference(_ place: Int, _ range: Range<Int>) -> Bool {
        var start = place
        while start > range.lowerBound, Scalars.isDigit(map.plain[start - 1]) { start -= 1 }
        guard start > range.lowerBound else { return false }
        return "件表第约等至到和与".unicodeScalars.contains { $0.value == map.plain[start - 1] }
    }

    /// (2)各学院, not (见附件2)于.
    private func opensNumber(_ place: Int, _ range: Range<Int>) -> Bool {
        var start = place
        while start > range.lowerBound, Scalars.isDigit(map.plain[start - 1]) { start -= 1 }
        return start > range.lowerBound && map.plain[start - 1] == 0x28
    }

    private func isNumbering(_ place: Int, _ clause: Range<Int>) -> Bool {
        var end = place
        while end < clause.upperBound, Scalars.chineseNumber(map.plain[end]) != nil { end += 1 }
        return end < clause.upperBound && [0x3001, 0x29, 0x662F].contains(map.plain[end])  // 、 ) 是
    }

    private static let marks: Set<UInt32> = [
        0x28, 0x29, 0x3001, 0x2E, 0x201C, 0x201D, 0x2D, 0x2A, 0x23, 0x662F, 0x09,
    ]
    private static let openings = WordIndex([
        "请", "特邀请", "邀请", "指定", "如有", "如需", "并由", "同时", "组织", "其中", "要求", "并请", "特别是", "具体由", "原则上", "由", "并", "各地各单位要",
        "此外", "另", "届时", "再由", "最后由", "先由", "望",
        "统一由", "希望", "敬请", "恳请", "还请", "烦请", "第一步", "第二步", "第三步",
    ])

    // MARK: - Bodies

    static func isBody(_ words: ArraySlice<UInt32>) -> Bool {
        guard words.count >= 2, let first = words.first, let last = words.last else { return false }
        if notBodies.contains(where: { words.suffix($0.count).elementsEqual($0) }) { return false }
        if wholes.contains(first), wholeEnds.contains(last) { return true }
        // 学院（部）, 各地（市）
        if last == 0x29, let open = words.lastIndex(of: 0x28), open - words.startIndex >= 2, words.endIndex - open <= 8,
            isBody(words[words.startIndex..<open])
        {
            return true
        }
        return ends.contains { words.count >= $0.count && words.suffix($0.count).elementsEqual($0) }
    }

    /// 各, 每, 全, 所: what they begin is a group of bodies even where its last character alone would say nothing.
    private static let wholes: Set<UInt32> = [0x5404, 0x6BCF, 0x5168, 0x6240]
    private static let wholeEnds = Set("市县区镇乡村校州省系部处科室站所队班者员人生户家厂店行场团会院馆园局办委厅社".unicodeScalars.map(\.value))
    /// Words that only end like one.
    private static let notBodies: [[UInt32]] = [
        "学科", "本科", "专科", "全部", "内部", "外部", "平台", "用户名", "场所", "后台", "前台", "百科", "出处", "好处", "之处", "干部考核", "部分", "网站",
    ].map { $0.unicodeScalars.map(\.value) }

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
        "报刊", "合作社", "工商户", "课题", "领导", "骨干", "成员", "会员", "理事", "用人单位", "园区", "开发区", "管委会", "书记", "信访人", "台", "市县",
        "省份", "所属各", "者", "我委", "我局", "我厅", "我部", "我办",
        "村委会", "居委会", "组", "学员", "导师", "研究生", "辅导员", "评审专家", "法院", "检察院", "银行", "纪念馆", "档案室", "图书馆", "博物馆", "档案馆", "各省",
        "农户", "业主", "办)", "厅)", "处)", "科)", "生)", "企业)", "单位)", "社)", "机关", "党委", "党组", "工委", "党支部", "党总支", "毕业生", "考点",
        "系", "各班",
        "班级", "班主任", "秘书", "教务员", "各县(市", "纪委", "军人", "纳税人", "用户", "人民政府", "人员)", "职工", "员工", "经办人", "户籍生", "考务员", "监考",
        "评审委员会",
        "小学", "中学", "初中", "高中", "林场", "农场", "市场", "校长", "园长", "院长", "馆长", "所长", "站长", "处长", "科长", "镇长", "乡长", "秘书长",
        "发明人", "当事人", "代理人", "监护人", "经纪人", "同事", "教工", "教职工",
        "同志", "同学", "老师", "师生", "评委会", "党委会", "理事会", "常委会", "工委会", "代表大会", "董事会", "纪检组", "书记处", "秘书处", "组委会", "执委会",
        "筹备组", "竞赛办", "会计", "师傅", "医师", "药师", "护士", "律师", "公证处",
    ].map { $0.unicodeScalars.map(Scalars.plain) }
}

extension ArraySlice where Element == UInt32 {
    fileprivate func ends(with word: [UInt32]) -> Bool { suffix(word.count).elementsEqual(word) }
}
