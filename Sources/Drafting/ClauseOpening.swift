/// Where the words of a clause begin: after numbering, a label and words such as 请.

struct ClauseOpening: Sendable {
    private let map: ClauseMap

    init(_ map: ClauseMap) { self.map = map }

    /// After numbering, a label and words such as 请, 由.
    func start(of clause: Range<Int>) -> Int {
        var start = afterNumbering((labelEnd(of: clause) ?? clause.lowerBound)..<clause.upperBound)
        // 第三条　各高等院校
        if start < clause.upperBound, map.plain[start] == 0x7B2C,
            let article = map.plain[start..<min(clause.upperBound, start + 6)].firstIndex(of: 0x6761)
        {
            start = article + 1
        }
        var isMoving = true
        while isMoving, start < clause.upperBound {
            isMoving = false
            let value = map.plain[start]
            if isShare(start, clause) { return start }
            if Self.marks.contains(value) || Scalars.isDigit(value)
                || Scalars.chineseNumber(value) != nil && isNumbering(start, clause)
            {
                start += 1
                isMoving = true
            } else if value == 0x5982, start + 1 < clause.upperBound, [0x6709, 0x9700].contains(map.plain[start + 1]) {
                start += 1  // 如有意向的教师, 如需参加的人员
                isMoving = true
            } else if let word = Self.openings.longest(in: map.plain, at: start, before: clause.upperBound) {
                start += Self.openings.length(word)
                isMoving = true
            }
        }
        // 录取结果由各区教育局…: 由 further in.
        var brackets = BracketDepth(map.plain, from: start)
        for place in start..<max(start, min(clause.upperBound, start + 24)) where map.plain[place] == 0x7531 {
            // 成绩（由测试学校开具）
            guard brackets.at(place) == 0, place + 1 < clause.upperBound,
                place == start || map.plain[place - 1] != 0x7406,  // 理由
                ![0x4E8E, 0x539F].contains(map.plain[place + 1]),  // 由于, 由原定
                !Scalars.isDigit(map.plain[place + 1])
            else { continue }
            return place + 1
        }
        return start
    }

    /// Behind the last colon near its beginning: 报名时间：, 各高等院校：.
    func labelEnd(of clause: Range<Int>) -> Int? {
        var end: Int?
        var depth = 0
        for place in clause.prefix(30) {
            switch map.plain[place] {
            case 0x28: depth += 1
            case 0x29: depth -= 1
            case 0x3A where depth == 0 && !isInner(place, clause): end = place + 1  // :
            default: break
            }
        }
        return end
    }

    /// 80%以上的机构, 2019年底前登记的企业, 2021级新生
    private func isShare(_ place: Int, _ clause: Range<Int>) -> Bool {
        var end = place
        while end < clause.upperBound, Scalars.isDigit(map.plain[end]) { end += 1 }
        return end > place && end < clause.upperBound
            && (map.plain[end] == 0x25 || end - place == 4 && [0x5E74, 0x7EA7, 0x5C4A].contains(map.plain[end]))
    }

    /// The colon of 15:00, or one before a web address.
    private func isInner(_ colon: Int, _ clause: Range<Int>) -> Bool {
        guard colon > clause.lowerBound, colon + 1 < clause.upperBound else { return false }
        let (before, after) = (map.plain[colon - 1], map.plain[colon + 1])
        return Scalars.isDigit(before) && Scalars.isDigit(after) || (0x61...0x7A).contains(after | 0x20)
    }

    /// Characters of which the numbers of headings consist.
    static func isNumbering(_ value: UInt32) -> Bool {
        Scalars.isDigit(value) || Scalars.chineseNumber(value) != nil || marks.contains(value)
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
            let isHeading =
                value == 0x3001 && Scalars.chineseNumber(before) != nil || value == 0x20 && opensGroup(after)
            if isItem || isHeading { start = place + 1 }
        }
        return start
    }

    /// 投标报名 凡有意者: behind a space.
    private func opensGroup(_ value: UInt32) -> Bool { [0x51E1, 0x5404, 0x8BF7, 0x7531].contains(value) }  // 凡 各 请 由

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
        "请", "特邀请", "邀请", "指定", "并由", "同时", "组织", "其中", "要求", "并请", "特别是", "具体由", "原则上", "由", "并",
        "此外", "另", "届时", "欢迎", "但", "再由", "最后由", "先由", "望",
        "Step", "STEP", "凡于", "凡在", "凡是", "统一由", "纸质版", "纸质稿", "电子版", "电子稿", "希望", "敬请", "恳请", "还请", "烦请", "第一步", "第二步",
        "第三步",
    ])
}
