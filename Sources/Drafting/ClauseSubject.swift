/// The subject of one clause: the name that stands before its predicate.

struct ClauseSubject: Sendable {
    private let map: ClauseMap
    private let openings: ClauseOpening
    private let names: SubjectName

    init(_ map: ClauseMap) {
        self.map = map
        openings = ClauseOpening(map)
        names = SubjectName(map)
    }

    /// - Parameter isCut: the clause ends at the time itself, so that its end is where the predicate begins.
    func subject(in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        // 其他要求请各单位…: a heading that ran into its text.
        if let asked = clause.prefix(14).dropFirst(2).first(where: { map.plain[$0] == 0x8BF7 }),
            asked + 2 < clause.upperBound, ![0x793A, 0x5047, 0x6C42].contains(map.plain[asked + 1]),
            ![0x7533, 0x62A5, 0x63D0, 0x8058].contains(map.plain[asked - 1]),  // 申请 报请 提请 聘请
            let found = subject(from: openings.start(of: asked + 1..<clause.upperBound), in: clause, isCut: isCut)
        {
            return found
        }
        let start = openings.start(of: clause)
        if let addressed = addressed(from: start, in: clause) { return addressed }
        return told(from: start, in: clause, isCut: isCut) ?? subject(from: start, in: clause, isCut: isCut)
    }

    /// 你公司变更单位名称…，应: who is spoken to, whatever follows.
    private func addressed(from start: Int, in clause: Range<Int>) -> Range<Int>? {
        guard start + 3 < clause.upperBound, [0x4F60, 0x8D35].contains(map.plain[start]) else { return nil }  // 你 贵
        return (2...4).map { start..<start + $0 }.last {
            $0.upperBound <= clause.upperBound && BodyName.endsAsOne(map.plain[$0])
        }
        .flatMap { map.plain[$0].contains(0x9633) ? nil : $0 }  // 贵阳
    }

    /// 我校要求教师、学生于5月30日前完成: who is told to, not who tells them.
    private func told(from start: Int, in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        let opening = map.plain[start..<max(start, min(clause.upperBound, start + 14))]
        guard let place = opening.indices.dropFirst(2).first(where: { map.plain[$0...].starts(with: Self.telling) }),
            BodyName.endsAsOne(opening[..<place])
        else { return nil }
        return subject(from: place + Self.telling.count, in: clause, isCut: isCut)
    }

    private static let telling = "要求".unicodeScalars.map(\.value)

    private func subject(from start: Int, in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        guard start < clause.upperBound else { return nil }
        // 各科管理员12月3日到7日盘点: the time parts the subject from what follows.
        if !isCut, let time = map.firstTime(in: start..<clause.upperBound), time - start >= 2,
            let found = subject(from: start, in: clause.lowerBound..<time, isCut: true)
        {
            return found
        }
        let words = map.words(in: start..<clause.upperBound)
        var verb: Range<Int>?
        var isOver = false
        var brackets = BracketDepth(map.plain, from: start, countsTitles: true)
        for word in words where brackets.at(word.range.lowerBound) == 0 {
            guard cuts(word) else { continue }
            let place = word.range.lowerBound
            if place == start {
                switch word.role {
                // 每位教师, 每家单位
                case .preposition where opensGroup(word): continue
                // 凡有意参加者
                case .condition where map.plain[place] == 0x51E1: continue
                case .condition, .preposition: return nil
                // 拟申报…的教师, 已命名单位
                case .modal where [0x62DF, 0x5DF2].contains(map.plain[place]): continue
                case .modal: return nil
                // 全面完成今年的低保对象和特困人员认定: what is done has begun.
                case .light where Self.doing.contains(map.text(word.range)): return nil
                default: break
                }
            }
            guard isShort(start..<place) else { return nil }
            if joins(word, in: clause), names.body(start..<place, verb: verb) != nil { continue }
            // 各供应商提出的意见: whoever says it first, each of them, hands it in.
            if !describes(word) || !isCut && map.plain[start] == 0x5404,
                let found = names.body(start..<place, verb: verb)
            {
                return found
            }
            switch word.role {
            // 课程均已通过的老师
            case .modal where verb == nil && place > start && !tells(word): isOver = true
            default: verb = (verb?.lowerBound ?? place)..<word.range.upperBound
            }
            if isOver { return nil }
        }
        guard isShort(start..<clause.upperBound) else { return nil }
        if isCut { return names.body(start..<clause.upperBound, verb: verb) }
        // 存在问题的景区，应…: a clause that is nothing but the name of a body.
        guard clause.upperBound < map.plain.count, map.plain[clause.upperBound] == 0x2C,
            verb == nil || map.plain[clause.upperBound - 1] == 0x8005  // 者
                || map.plain[start..<clause.upperBound].contains(0x7684)  // 的
        else { return nil }
        return names.body(start..<clause.upperBound, verb: verb)
    }

    /// 实验室与设备管理处组织, 各单位与项目负责人应: one name, where 与 leads to another body that acts as well.
    private func joins(_ word: LexWord, in clause: Range<Int>) -> Bool {
        guard word.range.count == 1, map.plain[word.range.lowerBound] == 0x4E0E,  // 与
            let next = map.words(in: word.range.upperBound..<max(word.range.upperBound, clause.upperBound)).first(
                where: cuts)
        else { return false }
        let name = word.range.upperBound..<next.range.lowerBound
        return (2...16).contains(name.count) && BodyName.endsAsOne(map.plain[name])
            && !Self.between.contains(map.text(next.range))
    }

    /// What two do with each other.
    private static let between: Set<String> = ["签订", "协商", "商", "签约", "交流", "共同"]

    /// 已, 均: what is said of somebody, where 的 and the name follow.
    private func tells(_ word: LexWord) -> Bool {
        Self.states.contains(map.text(word.range))
    }

    private static let doing: Set<String> = ["完成", "全面", "做好", "加强", "开展", "落实", "抓好"]
    private static let states: Set<String> = ["已", "已经", "均", "均已"]

    /// 10月30日前，教师带好材料…: a name at the very beginning, before a verb that the lexicon does not have.
    func leading(_ clause: Range<Int>) -> Range<Int>? {
        let start = openings.start(of: clause)
        let words = map.words(in: start..<max(start, clause.upperBound))
        let first = words.first { cuts($0) && !describes($0) }?.range.lowerBound
        var end = min(first ?? clause.upperBound, start + 16)
        while end >= start + 2 {
            let words = map.plain[start..<end]
            if SubjectName.people.contains(where: { words.ends(with: $0) }), names.isBalanced(start..<end) {
                return start..<end
            }
            end -= 1
        }
        return nil
    }

    /// 以区、县（市）为单位，
    func counted(in clause: Range<Int>) -> Range<Int>? {
        map.plain[clause].first == 0x4EE5 ? names.unit(in: clause) : nil
    }

    /// 申报重点项目的，: those who do.
    func nominal(_ clause: Range<Int>) -> Range<Int>? {
        let start = openings.start(of: clause)
        guard start < clause.upperBound - 3, clause.upperBound - start <= 30,
            map.plain[clause.upperBound - 1] == 0x7684,
            let first = map.words(in: start..<clause.upperBound).first, first.range.lowerBound == start,
            first.role == .action(.submission) || first.role == .light,
            !map.plain[start..<clause.upperBound].contains(where: { $0 == 0x540E || $0 == 0x56E0 })  // 后 因
        else { return nil }
        return start..<clause.upperBound
    }

    func hasVerb(_ clause: Range<Int>) -> Bool {
        map.words(in: clause).contains(where: \.isVerb)
    }

    private func opensGroup(_ word: LexWord) -> Bool {
        let end = word.range.upperBound
        return map.plain[word.range.lowerBound] == 0x6BCF && end < map.plain.count
            && Self.counters.contains(map.plain[end])
    }

    private static let counters = Set("位个家名所支组校市县区乡镇村班".unicodeScalars.map(\.value))

    /// An enumeration may be longer than one name.
    private func isShort(_ range: Range<Int>) -> Bool {
        range.count <= 48 || range.count <= 160 && map.plain[range].filter { $0 == 0x3001 }.count >= 3
    }

    /// 选拔推荐的人员, 审议通过的材料: the verb tells of which ones, and whoever stands before it is not the subject.
    private func describes(_ word: LexWord) -> Bool {
        guard word.isVerb else { return false }
        var end = word.range.upperBound
        while let next = map.words(in: end..<min(end + 6, map.plain.count)).first, next.range.lowerBound == end {
            if next.role == .seal { return false }  // 报送加盖公章的汇总表
            end = next.range.upperBound
        }
        return end < map.plain.count && map.plain[end] == 0x7684
    }

    private func cuts(_ word: LexWord) -> Bool {
        switch word.role {
        case .action, .preparing, .light: !word.isNoun
        case .modal, .preposition, .condition: true
        case .seal, .electronic, .roster, .plain: false
        }
    }
}
