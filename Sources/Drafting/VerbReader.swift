/// The verbs of a stretch that ask something, and what only looks like one.

struct VerbReader: Sendable {
    private let map: ClauseMap

    init(_ map: ClauseMap) { self.map = map }

    struct Main {
        let kind: DraftKind
        let word: LexWord
        let isNoun: Bool
    }

    /// The verbs in order, a light or preparing one together with what it leads to.
    func mains(in range: Range<Int>) -> [Main] {
        var mains: [Main] = []
        var isLight = false
        /// The action before followed a light verb.
        var lit = false
        var attends = false
        var waiting: Main?
        /// 信息填报工作于9月20日前完成: a noun that only stands for itself where nothing else does.
        var named: Main?
        /// Where 进行 begins, after 对.
        var objectEnd: Int?
        /// The end of the clause whose 将 is being read.
        var object: Int?
        var brackets = BracketDepth(map.plain, from: range.lowerBound, countsTitles: true)
        for word in map.words(in: range) where brackets.at(word.range.lowerBound) == 0 {
            if attends, word.name == "meet-named" {
                // 参加填报培训班
                mains.append(Main(kind: .meeting, word: word, isNoun: false))
                return mains
            }
            if word.name == "attend" {
                attends = true
                if sitsExam(word, before: range.upperBound) {
                    mains.append(Main(kind: .meeting, word: word, isNoun: false))
                    continue
                }
            }
            // 对专业设置进行审议: what stands between is the object.
            if let end = objectEnd, word.range.upperBound <= end { continue }
            if word.role == .preposition, map.plain[word.range.lowerBound] == 0x5BF9 { objectEnd = end(ofObject: word) }
            switch word.role {
            case .light: isLight = true
            case .preparing(let kind):
                if word.isNoun, isDone(word) { named = Main(kind: kind, word: word, isNoun: true) }
                if word.isNoun || isSet(word) { continue }
                if waiting == nil { waiting = Main(kind: kind, word: word, isNoun: false) }
            case .action(let kind):
                if isSet(word) { continue }
                // 送市职评中心初审: the receiver's work.
                if case .review = kind, !word.isNoun, let last = mains.last, isReceived(last, word) { continue }
                // 将推荐论文报杂志社: after 将 and 把 the verb stands behind its object.
                // 将情况报财政采购监管部门: a verb in the receiver's name is none.
                if let object, word.range.lowerBound < object, let last = mains.last, isReceiver(word, of: last, object)
                {
                    continue
                }
                if let object, !word.isNoun, word.range.lowerBound < object, let last = mains.last, !last.isNoun,
                    !map.plain[last.word.range.upperBound..<word.range.lowerBound].contains(0x5E76)
                {
                    mains.removeLast()
                }
                if !word.isNoun, isAfterObject(word), object.map({ $0 <= word.range.lowerBound }) ?? true {
                    object = map.clause(at: word.range.lowerBound).upperBound
                }
                // 完成注册复审工作: the last verb before 工作 tells which work.
                if isLight || lit, word.isNoun, isDone(word), let last = mains.last, last.kind != .review,
                    last.word.range.upperBound == word.range.lowerBound
                {
                    mains.removeLast()
                    isLight = true
                }
                lit = isLight
                // 完成审核工作 is a review, 报送审核结果 none.
                mains.append(Main(kind: kind, word: word, isNoun: word.isNoun && !(isLight && isDone(word))))
                isLight = false
            default: break
            }
        }
        // What was prepared was for what followed; alone it stands for itself.
        if let waiting, !mains.contains(where: { !$0.isNoun }) { mains.append(waiting) }
        if mains.isEmpty, let named { mains.append(named) }
        return mains
    }

    /// The verb stands in the name with which the clause ends, of whom something is handed in to.
    private func isReceiver(_ word: LexWord, of last: Main, _ end: Int) -> Bool {
        guard last.kind == .submission, !last.isNoun, end <= map.plain.count else { return false }
        let name = map.plain[last.word.range.upperBound..<max(last.word.range.upperBound, end)]
        return name.count <= 24 && BodyName.endsAsOne(name) && !name.contains(0x5E76)  // 并
    }

    /// 报, 送 and who receives it stand right before the verb.
    private func isReceived(_ last: Main, _ word: LexWord) -> Bool {
        guard last.kind == .submission, !last.isNoun, last.word.range.upperBound < word.range.lowerBound else {
            return false
        }
        let between = map.plain[last.word.range.upperBound..<word.range.lowerBound]
        return between.count <= 16 && BodyName.endsAsOne(between) && !between.contains(0x2C)
            && !between.contains(0x5E76)
    }

    /// 对…进行: where 进行 begins, in the same clause.
    private func end(ofObject word: LexWord) -> Int? {
        let clause = map.clause(at: word.range.lowerBound)
        return map.words(in: word.range.upperBound..<max(word.range.upperBound, clause.upperBound)).first {
            $0.role == .light && Self.performing.contains(map.text($0.range))
        }?.range.lowerBound
    }

    /// 统一到阳明中学参加初选; not 参加初选的学生.
    private func sitsExam(_ word: LexWord, before end: Int) -> Bool {
        guard let exam = Self.exams.longest(in: map.plain, at: word.range.upperBound, before: end) else { return false }
        let next = word.range.upperBound + Self.exams.length(exam)
        return next >= map.plain.count || map.plain[next] != 0x7684  // 的
    }

    /// What one comes to, as to a meeting.
    private static let exams = WordIndex([
        "初选", "复选", "面试", "笔试", "初试", "复试", "体检", "考核", "答辩", "补考", "考试", "测试", "选拔", "决赛", "复赛", "初赛", "比赛", "竞赛",
    ])

    private static let performing: Set<String> = ["进行", "开展", "予以", "加以", "给予", "实施", "组织", "组织开展"]

    /// 将 or 把 begins its clause's predicate.
    private func isAfterObject(_ word: LexWord) -> Bool {
        let start = map.clause(at: word.range.lowerBound).lowerBound
        return map.plain[start..<word.range.lowerBound].contains { $0 == 0x5C06 || $0 == 0x628A }
    }

    /// 审核后, 经审核, 审核的: said of a moment or a thing, not asked.
    private func isSet(_ word: LexWord) -> Bool {
        let rest = map.plain[word.range.upperBound...].prefix(4)
        if Self.settled.contains(where: { rest.starts(with: $0) }) { return true }
        guard word.range.lowerBound > 1 else { return false }
        let clause = map.clause(at: word.range.lowerBound)
        // 审阅并加盖公章后，
        if map.plain[clause.upperBound - 1] == 0x540E, word.range.upperBound < clause.upperBound { return true }
        let before = map.plain[word.range.lowerBound - 1]
        // 经, 被, 所; 不得请假 asks for no leave.
        if [0x7ECF, 0x88AB, 0x6240, 0x4E0D, 0x672A].contains(before), !isOffice(before: word.range.lowerBound) {
            return true
        }
        return map.plain[word.range.lowerBound - 2] == 0x4E0D && [0x5F97, 0x80FD, 0x518D].contains(before)
    }

    /// 各派出所核对, 研究所审核: the 所 of a name.
    private func isOffice(before place: Int) -> Bool {
        map.plain[place - 1] == 0x6240 && Self.offices.contains(map.plain[place - 2])
    }

    private static let offices = Set("出究站务管生测法查各".unicodeScalars.map(\.value))

    private static let settled: [[UInt32]] = [
        "后", "合格后", "合格的", "合格者", "通过后", "完毕后", "同意后", "的", "之日", "以后", "结束后", "完成后", "无误后",
    ].scalarValues

    private func isDone(_ word: LexWord) -> Bool {
        let rest = map.plain[word.range.upperBound...].prefix(2)
        return Self.doings.contains { rest.starts(with: $0) }
    }

    private static let doings: [[UInt32]] = ["工作", "会", "任务", "总结", "程序", "数据", "对象", "项目", "材料", "信息", "资格"]
        .scalarValues
}
