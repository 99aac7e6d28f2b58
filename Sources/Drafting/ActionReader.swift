/// What has to be done by a time: the verb that its sentence asks, and what the object makes of it.

struct ActionReader: Sendable {
    private let map: ClauseMap

    /// Something is handed in by somebody somewhere in it.
    private let collects: Bool

    init(_ map: ClauseMap) {
        self.map = map
        collects = map.words.contains { $0.role == .action(.submission) && !$0.isNoun }
    }

    /// One thing that is asked.
    struct Asked {
        let kind: DraftKind
        /// The rule that decided.
        let reason: String
        /// The clause that says it.
        let words: Range<Int>
    }

    /// Where to look for it around one time.
    struct Region {
        /// From the time to the next one or the end of the sentence, without what is said of those who are late.
        let after: Range<Int>
        /// From the time before, or the beginning of the sentence.
        let before: Range<Int>
        let sentence: Range<Int>
        /// The time tells what was said before it: 报名时间为…, 审核阶段（…）.
        let isComplement: Bool
        /// 公示不少于5个工作日
        let isPublicNotice: Bool
        /// 截止, or a table's column of that name.
        let isClosing: Bool
        let label: [UInt32]
        let heading: [UInt32]
        /// The rest of a table's row.
        let row: [UInt32]
        let title: [UInt32]
        /// In a table, or alone on its line.
        let isCell: Bool
        /// The lines over a table, as far as they may say what it is about.
        let over: [Range<Int>]
    }

    func asked(_ region: Region) -> [Asked] {
        if region.isPublicNotice {
            return [Asked(kind: .publication, reason: "public-notice", words: region.before)]
        }
        let after = mains(in: region.after)
        let before = mains(in: region.before)
        let isComplement =
            region.isComplement || isOnlyLight(region.after)
            || before.last.map { $0.word.range.upperBound == region.before.upperBound } == true
        let (first, second) = isComplement ? (before.reversed(), after) : (after, Array(before.reversed()))
        let main =
            first.first { !$0.isNoun } ?? (isComplement ? first.first : nil) ?? second.first { !$0.isNoun }
            ?? first.first ?? second.first
        if let main {
            if let copies = copies(main, region) {
                return [
                    Asked(kind: .sealedScan, reason: "sealed-copy", words: copies.sealed),
                    Asked(kind: .submission, reason: "electronic-copy", words: copies.electronic),
                ]
            }
            var asked = [self.asked(main, region)]
            if let other = second_(after, beside: main, asked[0].kind, region) { asked.append(other) }
            return asked
        }
        for (name, words) in [("label", region.label), ("row", region.row)] where !words.isEmpty {
            if let found = apart(words) { return [Asked(kind: found, reason: name, words: region.before)] }
        }
        // 动员部署阶段（3月10日至25日）。各单位…: what is done stands in the next sentence.
        let isOpen = !map.words(in: region.sentence).contains { $0.role == .light && !$0.isNoun }
        let next = isOpen ? followingSentence(region.sentence) : 0..<0
        if let found = mains(in: next).first(where: { !$0.isNoun }) {
            return [self.asked(found, region, also: next)]
        }
        if let found = apart(region.heading) { return [Asked(kind: found, reason: "heading", words: region.before)] }
        let words = region.after.isEmpty ? region.before : region.after
        // What a table of dates is about stands over it.
        for line in region.over.reversed() {
            let mains = mains(in: line)
            if let found = mains.last(where: { !$0.isNoun }) ?? mains.last {
                return [self.asked(found, region, also: line)]
            }
        }
        // 截止时间：3月5日: where nothing says what closes, it is what the notice collects.
        if region.isClosing { return [Asked(kind: .submission, reason: "closing", words: words)] }
        // Nothing near it says more: what the notice is about, which mostly is to collect something.
        let found = apart(region.title) ?? .other
        if found != .other { return [Asked(kind: found, reason: "title", words: words)] }
        if region.isCell, collects { return [Asked(kind: .submission, reason: "title", words: words)] }
        return [Asked(kind: .other, reason: "none", words: words)]
    }

    /// 通讯评审于5月下旬进行: what is done stands before the time.
    private func isOnlyLight(_ after: Range<Int>) -> Bool {
        guard let clause = map.clauses(in: after).first(where: { $0.count > 1 }) else { return false }
        let words = map.words(in: clause).filter { $0.role != .plain && $0.role != .modal }
        return !words.isEmpty && words.allSatisfy { $0.role == .light }
            && clause.upperBound - (words.last?.range.upperBound ?? 0) <= 1
    }

    // MARK: - Verbs

    private struct Main {
        let kind: DraftKind
        let word: LexWord
        let isNoun: Bool
    }

    /// The verbs in order, a light or preparing one together with what it leads to.
    private func mains(in range: Range<Int>) -> [Main] {
        var mains: [Main] = []
        var isLight = false
        var attends = false
        var waiting: Main?
        /// Where 进行 begins, after 对.
        var objectEnd: Int?
        /// The end of the clause whose 将 is being read.
        var object: Int?
        for word in map.words(in: range) where !isAside(word, in: range) {
            if attends, word.name == "meet-named" {
                // 参加填报培训班
                mains.append(Main(kind: .meeting, word: word, isNoun: false))
                return mains
            }
            if word.name == "attend" { attends = true }
            // 对专业设置进行审议: what stands between is the object.
            if let end = objectEnd, word.range.upperBound <= end { continue }
            if word.role == .preposition, map.plain[word.range.lowerBound] == 0x5BF9 { objectEnd = end(ofObject: word) }
            switch word.role {
            case .light: isLight = true
            case .preparing(let kind):
                if word.isNoun || isSet(word) { continue }
                if waiting == nil { waiting = Main(kind: kind, word: word, isNoun: false) }
            case .action(let kind):
                if isSet(word) { continue }
                // 将推荐论文报杂志社: after 将 and 把 the verb stands behind its object.
                if let object, !word.isNoun, word.range.lowerBound < object, let last = mains.last, !last.isNoun,
                    !map.plain[last.word.range.upperBound..<word.range.lowerBound].contains(0x5E76)
                {
                    mains.removeLast()
                }
                if !word.isNoun, isAfterObject(word), object.map({ $0 <= word.range.lowerBound }) ?? true {
                    object = map.clause(at: word.range.lowerBound).upperBound
                }
                if word.isNoun {
                    // 完成审核工作 is a review, 报送审核结果 none.
                    mains.append(Main(kind: kind, word: word, isNoun: !(isLight && isDone(word))))
                } else {
                    mains.append(Main(kind: kind, word: word, isNoun: false))
                }
                isLight = false
            default: break
            }
        }
        // What was prepared was for what followed; alone it stands for itself.
        if let waiting, !mains.contains(where: { !$0.isNoun }) { mains.append(waiting) }
        return mains
    }

    /// 对…进行: where 进行 begins, in the same clause.
    private func end(ofObject word: LexWord) -> Int? {
        let clause = map.clause(at: word.range.lowerBound)
        return map.words(in: word.range.upperBound..<max(word.range.upperBound, clause.upperBound)).first {
            $0.role == .light && Self.performing.contains(map.text($0.range))
        }?.range.lowerBound
    }

    private static let performing: Set<String> = ["进行", "开展", "予以", "加以", "给予", "实施", "组织", "组织开展"]

    /// 将 or 把 begins its clause's predicate.
    private func isAfterObject(_ word: LexWord) -> Bool {
        let start = map.clause(at: word.range.lowerBound).lowerBound
        return map.plain[start..<word.range.lowerBound].contains { $0 == 0x5C06 || $0 == 0x628A }
    }

    /// Within brackets that the stretch itself opens.
    private func isAside(_ word: LexWord, in range: Range<Int>) -> Bool {
        var depth = 0
        for value in map.plain[range.lowerBound..<word.range.lowerBound] {
            if value == 0x28 { depth += 1 }
            if value == 0x29 { depth = max(0, depth - 1) }
        }
        return depth > 0
    }

    /// 审核后, 经审核, 审核的: said of a moment or a thing, not asked.
    private func isSet(_ word: LexWord) -> Bool {
        let rest = map.plain[word.range.upperBound...].prefix(4)
        if Self.settled.contains(where: { rest.starts(with: $0) }) { return true }
        guard word.range.lowerBound > 1 else { return false }
        let before = map.plain[word.range.lowerBound - 1]
        // 经, 被, 所; 不得请假 asks for no leave.
        if [0x7ECF, 0x88AB, 0x6240, 0x4E0D, 0x672A].contains(before) { return true }
        return map.plain[word.range.lowerBound - 2] == 0x4E0D && [0x5F97, 0x80FD, 0x518D].contains(before)
    }

    private static let settled: [[UInt32]] = [
        "后", "合格后", "合格的", "合格者", "通过后", "完毕后", "同意后", "的", "之日", "以后", "结束后", "完成后", "无误后",
    ].map {
        $0.unicodeScalars.map(\.value)
    }

    private func isDone(_ word: LexWord) -> Bool {
        let rest = map.plain[word.range.upperBound...].prefix(2)
        return Self.doings.contains { rest.starts(with: $0) }
    }

    private static let doings: [[UInt32]] = ["工作", "会", "任务", "程序", "数据", "对象", "项目", "材料", "信息", "资格"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// The kind that words apart from the sentence name: a heading, a label, a row of a table.
    private func apart(_ words: [UInt32]) -> DraftKind? {
        guard !words.isEmpty else { return nil }
        let map = ClauseMap(words)
        let reader = ActionReader(map)
        let found = reader.mains(in: 0..<words.count)
        guard let main = found.last(where: { !$0.isNoun }) ?? found.last else { return nil }
        return reader.kind(main, in: 0..<words.count, object: 0..<0, sentence: 0..<words.count).0
    }

    private func followingSentence(_ sentence: Range<Int>) -> Range<Int> {
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences) + 1
        guard index < map.sentences.count, map.sentences[index].lowerBound <= sentence.upperBound + 2 else {
            return 0..<0
        }
        return map.sentences[index]
    }

    // MARK: - What the object makes of it

    private func asked(_ main: Main, _ region: Region, also: Range<Int> = 0..<0) -> Asked {
        let isAfter = region.after.contains(main.word.range.lowerBound)
        let near = !also.isEmpty ? also : isAfter ? region.after : region.before
        // 值班表九月二十八日前报县防火办: what is handed in may stand before the time.
        let (kind, reason) = kind(main, in: near, object: region.before, sentence: region.sentence)
        return Asked(kind: kind, reason: reason, words: near)
    }

    private func kind(
        _ main: Main, in near: Range<Int>, object: Range<Int>, sentence: Range<Int>
    ) -> (DraftKind, String) {
        let clause = map.clause(at: main.word.range.lowerBound).clamped(to: near)
        let close = Array(map.words(in: object)) + map.words(in: near)
        let isRoster = (map.words(in: clause) + map.words(in: object)).contains {
            $0.role == .roster && !isContact($0) && !isAside($0, in: map.clause(at: $0.range.lowerBound))
        }
        switch main.kind {
        case .submission:
            if close.contains(where: { $0.role == .seal }) { return (.sealedScan, "seal") }
            if isRoster { return (.directoryCheck, "roster") }
            if !close.contains(where: { $0.role == .electronic }),
                map.words(in: sentence).contains(where: { $0.role == .seal })
            {
                return (.sealedScan, "seal-in-sentence")
            }
        case .other:
            if isRoster, main.word.name == "prepare" { return (.directoryCheck, "roster") }
        default: break
        }
        return (main.kind, main.word.name)
    }

    /// 联系人：, 联系电话：: how to reach somebody, not a list that is asked for.
    private func isContact(_ word: LexWord) -> Bool {
        word.range.upperBound < map.plain.count && map.plain[word.range.upperBound] == 0x3A
    }

    /// 电子版发至邮箱，纸质版加盖公章后报送: the sealed copy and the electronic one are two things by the same day.
    ///
    /// - Returns: the clauses that say the sealed one and the electronic one; nil where one thing is asked.
    private func copies(_ main: Main, _ region: Region) -> (sealed: Range<Int>, electronic: Range<Int>)? {
        guard main.kind == .submission else { return nil }
        var sealed: Range<Int>?
        var electronic: Range<Int>?
        let end = max(region.before.upperBound, region.after.upperBound)
        for clause in map.clauses(in: region.before.lowerBound..<end) {
            // A clause with a time of its own is about that time.
            guard map.clause(at: clause.lowerBound).upperBound <= max(end, region.sentence.upperBound) else { break }
            let words = map.words(in: clause)
            let isSealed = words.contains { $0.role == .seal }
            let isElectronic = words.contains { $0.name == "electronic-copy" }
            if isSealed, !isElectronic { sealed = sealed ?? clause }
            if isElectronic, !isSealed { electronic = electronic ?? clause }
        }
        // A seal that covers both forms makes one thing of them.
        guard let sealed, let electronic, Self.paper.contains(where: map.text(region.sentence).contains) else {
            return nil
        }
        return (sealed, electronic)
    }

    private static let paper = ["纸质", "纸版", "纸件", "纸介", "书面", "原件", "打印"]

    /// 完成审核，并将结果报市局: another thing of another kind by the same day.
    private func second_(_ after: [Main], beside main: Main, _ kind: DraftKind, _ region: Region) -> Asked? {
        for other in after where !other.isNoun && other.word.range.lowerBound > main.word.range.upperBound {
            let between = main.word.range.upperBound..<other.word.range.lowerBound
            guard let joint = lastJoint(in: between) ?? publishing(other, after: main) else { continue }
            let found = self.kind(
                other, in: joint..<region.after.upperBound, object: 0..<0, sentence: joint..<region.after.upperBound)
            if found.0 != kind, found.0 != .other {
                return Asked(kind: found.0, reason: "second-verb", words: joint..<region.after.upperBound)
            }
        }
        return nil
    }

    /// 组织评审，在网站上公示: what was reviewed is made public next, by the same body.
    private func publishing(_ other: Main, after main: Main) -> Int? {
        guard main.kind == .review, other.kind == .publication else { return nil }
        let clause = map.clause(at: other.word.range.lowerBound)
        return SubjectReader(map).names(clause) ? nil : max(clause.lowerBound, main.word.range.upperBound)
    }

    /// 并 or 同时 that begins a clause or follows a comma, not the 并 of 合并.
    private func lastJoint(in range: Range<Int>) -> Int? {
        range.last { place in
            guard map.plain[place] == 0x5E76 || map.plain[place] == 0x540C && map.plain[place + 1] == 0x65F6 else {
                return false
            }
            return map.plain[place - 1] != 0x5408
        }
    }

    // MARK: - In words

    /// The clause that says it, cut to a line.
    func task(_ asked: Asked) -> String {
        var words = map.text(asked.words)
        for opening in ["以前", "之前", "前", "止", ",", ")", "。"] where words.hasPrefix(opening) {
            words.removeFirst(opening.count)
        }
        return String(words.prefix(40))
    }
}
