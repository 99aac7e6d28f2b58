/// Whether a stretch of a clause is the name of who has to do it, and how far that name goes.

struct SubjectName: Sendable {
    private let map: ClauseMap

    init(_ map: ClauseMap) { self.map = map }

    /// The stretch, if it is the name of a body; after a verb only 实行重点管理的单位.
    func body(_ range: Range<Int>, verb: Range<Int>?) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, [0x2C, 0x22, 0x201D, 0x3001, 0x4E0D, 0x672A, 0x28].contains(map.plain[end - 1]) {
            end -= 1
        }
        end = withoutShare(range.lowerBound..<withoutAside(range.lowerBound..<end))
        var range = behindObject(range.lowerBound..<end)
        // 省局各部门课题
        if map.plain[range].ends(with: Self.project), BodyName.endsAsOne(map.plain[range].dropLast(2)) {
            range = range.lowerBound..<range.upperBound - 2
            end = range.upperBound
        }
        guard map.plain[range].first != 0x300A else { return nil }  // 《
        if let unit = unit(in: range) { return unit }
        guard end - range.lowerBound >= 2, map.plain[end - 1] != 0x7EA7 || end - range.lowerBound <= 3 else {
            return nil  // 立项课题市级
        }
        guard BodyName.endsAsOne(map.plain[range.lowerBound..<end]) else {
            return verb == nil ? owner(range.lowerBound..<end) : nil
        }
        if let verb {
            guard verb.upperBound < end else { return nil }
            guard isDescribed(verb.upperBound..<end) || isDoer(range.lowerBound..<end, verb) else {
                return nil
            }
        }
        guard isBalanced(range.lowerBound..<end) else { return nil }
        return range.lowerBound..<end
    }

    private static let project = "课题".unicodeScalars.map(\.value)

    /// 材料上交以团总支为单位
    func unit(in range: Range<Int>) -> Range<Int>? {
        let words = map.plain[range]
        guard let end = Self.units.first(where: words.ends).map({ range.upperBound - $0.count }),
            let start = map.plain[range.lowerBound..<end].lastIndex(of: 0x4EE5).map({ $0 + 1 }), end - start <= 26,
            BodyName.endsAsOne(map.plain[start..<end])
        else { return nil }
        return start..<end
    }

    private static let units: [[UInt32]] = ["为单位", "为主体"].scalarValues

    /// 实行重点管理的单位: who does it stands last.
    private func isDescribed(_ rest: Range<Int>) -> Bool {
        // 的, not of 党的.
        map.plain[rest].lastIndex(of: 0x7684).map { rest.upperBound - $0 <= 16 && map.plain[$0 - 1] != 0x515A } ?? false
    }

    /// 申请注册人员, 各参训学员: a name that begins with what they do.
    private func isDoer(_ range: Range<Int>, _ verb: Range<Int>) -> Bool {
        let words = map.plain[range]
        // 拟申报教师资格且符合条件者
        if words.last == 0x8005 { return words.count <= 40 }
        // 报办公室: to whom, not who.
        guard words.count <= 16, let first = words.first, ![0x62A5, 0x9001, 0x4EA4, 0x5BC4].contains(first) else {
            return false
        }
        if words.first == 0x5404 { return true }  // 各
        // 督促相关单位, 组织参训人员: they are made to do it.
        if (Self.overseeing + Self.achieving).contains(where: { words.starts(with: $0) }) { return false }
        return verb.lowerBound - range.lowerBound <= 4 && Self.people.contains(where: words.ends)
    }

    /// 实现企业自查上报: what is brought about.
    private static let achieving: [[UInt32]] = [
        "建立", "实现", "落实", "推动", "推进", "打造", "创建", "培育", "构建", "健全", "完善", "加强", "支持", "鼓励", "引导", "优化", "调整", "清理",
        "确保",
    ].scalarValues

    private static let overseeing: [[UInt32]] = ["督促", "指导", "协助", "组织", "监督", "会同", "联合", "安排"].scalarValues

    /// 业务骨干各1人
    private func withoutShare(_ range: Range<Int>) -> Int {
        guard let last = map.plain[range].last, [0x4EBA, 0x540D].contains(last),  // 人 名
            let each = map.plain[range].lastIndex(of: 0x5404), range.upperBound - each <= 4, each > range.lowerBound,
            map.plain[each + 1..<range.upperBound - 1].allSatisfy({
                Scalars.isDigit($0) || Scalars.chineseNumber($0) != nil
            })
        else { return range.upperBound }
        return each
    }

    /// 年度总结各县气象局于…报送: what is handed in may stand right before who does it.
    private func behindObject(_ range: Range<Int>) -> Range<Int> {
        guard let each = map.plain[range].lastIndex(of: 0x5404), each >= range.lowerBound + 2,  // 各
            Self.objects.contains(where: map.plain[range.lowerBound..<each].ends)
        else { return range }
        return each..<range.upperBound
    }

    private static let objects: [[UInt32]] = ["总结", "报告", "材料", "方案", "名单", "报表", "报名单", "报名表", "作品", "事宜", "事项", "要求"]
        .scalarValues

    /// 各中小学校（小学至高中，含职业学校）: what explains a name is not a part of it, as 学院（部） is.
    private func withoutAside(_ range: Range<Int>) -> Int {
        guard range.count > 2, map.plain[range.upperBound - 1] == 0x29,
            let open = map.plain[range].lastIndex(of: 0x28), range.upperBound - open > 8,
            map.plain[open..<range.upperBound].contains(where: Self.explains.contains)
        else { return range.upperBound }
        return open
    }

    private static let explains = Set(",含见年".unicodeScalars.map(\.value))

    static let people: [[UInt32]] = [
        "人员", "单位", "者", "学生", "新生", "免试生", "教师", "老师", "家长", "企业", "代表", "学校", "学院", "部门", "办公室", "对象", "主体", "家庭",
        "队员", "选手", "考生", "学员", "同学", "职工", "员工",
    ].scalarValues

    /// 各单位工作总结于…报送: whose things they are has to hand them in.
    private func owner(_ range: Range<Int>) -> Range<Int>? {
        if let of = map.plain[range].lastIndex(of: 0x7684), of - range.lowerBound <= 12, range.upperBound - of <= 8,
            Self.objects.contains(where: map.plain[range].ends), BodyName.endsAsOne(map.plain[range.lowerBound..<of])
        {
            return range.lowerBound..<of  // 参赛班级的报名单
        }
        guard range.count <= 48, map.plain[range.lowerBound] == 0x5404 else { return nil }  // 各
        // 各单位的大检查情况报告
        if let of = map.plain[range].firstIndex(of: 0x7684), BodyName.endsAsOne(map.plain[range.lowerBound..<of]) {
            return range.lowerBound..<of
        }
        var end = range.upperBound - 1
        while end > range.lowerBound + 1 {
            let candidate = range.lowerBound..<end
            if BodyName.endsAsOne(map.plain[candidate]), isBalanced(candidate), !isPerson(candidate),
                !isListed(candidate)
            {
                return candidate
            }
            end -= 1
        }
        return nil
    }

    /// 各单位负责人名单: who stands in the list does not hand it in.
    private func isListed(_ range: Range<Int>) -> Bool {
        let rest = map.plain[range.upperBound...].prefix(2)
        return Self.lists.contains { rest.starts(with: $0) } && Self.listed.contains(where: map.plain[range].ends)
    }

    private static let lists: [[UInt32]] = ["名单", "名册", "信息", "情况", "回执"].scalarValues
    private static let listed: [[UInt32]] = ["人", "人员", "员", "代表", "领导", "专家", "学生", "新生", "教师", "职工"].scalarValues

    private func isPerson(_ range: Range<Int>) -> Bool {
        map.words(in: range).last.map { $0.role == .roster && $0.range.upperBound == range.upperBound } ?? false
    }

    func isBalanced(_ range: Range<Int>) -> Bool {
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
}
