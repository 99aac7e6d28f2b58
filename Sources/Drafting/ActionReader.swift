/// What has to be done by a time: the verb that its sentence asks, and what the object makes of it.

struct ActionReader: Sendable {
    private let map: ClauseMap
    private let verbs: VerbReader

    /// Something is handed in by somebody somewhere in it.
    private let collects: Bool

    init(_ map: ClauseMap) {
        self.map = map
        verbs = VerbReader(map)
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

    func asked(_ region: Region) -> [Asked] {
        if region.isPublicNotice {
            return [Asked(kind: .publication, reason: "public-notice", words: region.before)]
        }
        let after = verbs.mains(in: region.after)
        let before = verbs.mains(in: region.before)
        let isComplement =
            region.isComplement || isOnlyLight(region.after)
            || before.last.map { $0.word.range.upperBound == region.before.upperBound } == true
        let (first, second) = isComplement ? (before.reversed(), after) : (after, Array(before.reversed()))
        let main =
            (isComplement ? timed(before, region) : nil) ?? first.first { !$0.isNoun } ?? (isComplement ? first.first : nil) ?? second.first { !$0.isNoun }
            ?? first.first ?? second.first
        if let main {
            if let entered = entered(main, region) { return [entered] }
            if let copies = copies(main, region) {
                return [
                    Asked(kind: .sealedScan, reason: "sealed-copy", words: copies.sealed),
                    Asked(kind: .submission, reason: "electronic-copy", words: copies.electronic),
                ]
            }
            var asked = [self.asked(main, region)]
            if let other = another(after, beside: main, asked[0].kind, until: region.after.upperBound) { asked.append(other) }
            return asked
        }
        for (name, words) in [("label", region.label), ("row", region.row)] where !words.isEmpty {
            if let found = apart(words) { return [Asked(kind: found, reason: name, words: region.before)] }
        }
        // 一、督查时间, and below it nothing but the time.
        if region.isCell, Self.timeWords.contains(where: region.heading.ends), let found = apart(region.heading) {
            return [Asked(kind: found, reason: "heading", words: region.before)]
        }
        // 动员部署阶段（3月10日至25日）。各单位…: what is done stands in the next sentence.
        let isOpen = !map.words(in: region.sentence).contains { $0.role == .light && !$0.isNoun }
        let next = isOpen ? followingSentence(region.sentence) : 0..<0
        let following = verbs.mains(in: next)
        if let found = following.first(where: { !$0.isNoun }) {
            let first = self.asked(found, region, also: next)
            return [first] + (another(following, beside: found, first.kind, until: next.upperBound).map { [$0] } ?? [])
        }
        if let found = apart(region.heading) { return [Asked(kind: found, reason: "heading", words: region.before)] }
        let words = region.after.isEmpty ? region.before : region.after
        // What a table of dates is about stands over it.
        for line in region.over.reversed() {
            let mains = verbs.mains(in: line)
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

    /// 登录报名网站填写信息, 登录平台完成实名注册: what is entered online is handed in.
    private func entered(_ main: VerbReader.Main, _ region: Region) -> Asked? {
        guard main.kind == .other, let login = map.words(in: region.after).first(where: { $0.name == "log-in" }),
            map.words(in: login.range.upperBound..<max(login.range.upperBound, region.sentence.upperBound)).contains(
                where: { $0.role == .action(.submission) || $0.name == "fill-in" })
        else { return nil }
        return Asked(kind: .submission, reason: "log-in", words: region.after)
    }

    /// 申报材料受理截止时间为, 提交时间: what the time is the time of.
    private func timed(_ before: [VerbReader.Main], _ region: Region) -> VerbReader.Main? {
        guard let last = before.last else { return nil }
        let rest = map.plain[last.word.range.upperBound..<max(last.word.range.upperBound, region.before.upperBound)]
        return rest.count <= 8 && Self.timeWords.contains(where: { rest.starts(with: $0) }) ? last : nil
    }

    private static let timeWords: [[UInt32]] = ["时间", "截止", "日期", "期限", "时限"].map { $0.unicodeScalars.map(\.value) }

    /// 通讯评审于5月下旬进行: what is done stands before the time.
    private func isOnlyLight(_ after: Range<Int>) -> Bool {
        guard let clause = map.clauses(in: after).first(where: { $0.count > 1 }) else { return false }
        let words = map.words(in: clause).filter { $0.role != .plain && $0.role != .modal }
        return !words.isEmpty && words.allSatisfy { $0.role == .light }
            && clause.upperBound - (words.last?.range.upperBound ?? 0) <= 1
    }

    /// The kind that words apart from the sentence name: a heading, a label, a row of a table.
    private func apart(_ words: [UInt32]) -> DraftKind? {
        guard !words.isEmpty else { return nil }
        let map = ClauseMap(words)
        let reader = ActionReader(map)
        let found = VerbReader(map).mains(in: 0..<words.count)
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

    private func asked(_ main: VerbReader.Main, _ region: Region, also: Range<Int> = 0..<0) -> Asked {
        let isAfter = region.after.contains(main.word.range.lowerBound)
        let near = !also.isEmpty ? also : isAfter ? region.after : region.before
        // 值班表九月二十八日前报县防火办: what is handed in may stand before the time.
        let (kind, reason) = kind(main, in: near, object: region.before, sentence: region.sentence)
        return Asked(kind: kind, reason: reason, words: near)
    }

    private func kind(
        _ main: VerbReader.Main, in near: Range<Int>, object: Range<Int>, sentence: Range<Int>
    ) -> (DraftKind, String) {
        let clause = map.clause(at: main.word.range.lowerBound).clamped(to: near)
        let close = Array(map.words(in: object)) + map.words(in: near)
        let isRoster = (map.words(in: clause) + map.words(in: object)).contains {
            $0.role == .roster && !isContact($0) && !isAside($0)
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
            if !close.contains(where: { $0.role == .electronic }), isSealedNearby(sentence) {
                return (.sealedScan, "seal-nearby")
            }
        case .other:
            if isRoster, main.word.name == "prepare" { return (.directoryCheck, "roster") }
        default: break
        }
        return (main.kind, main.word.name)
    }

    /// A sentence near it, without a time of its own, asks for the seal: 材料须加盖公章。
    private func isSealedNearby(_ sentence: Range<Int>) -> Bool {
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences)
        for step in [1, -1] {
            var other = index
            for _ in 1...(step > 0 ? 4 : 2) {
                repeat { other += step } while map.sentences.indices.contains(other) && map.sentences[other].isEmpty
                guard map.sentences.indices.contains(other), !map.isTimed(map.sentences[other]) else { break }
                if map.words(in: map.sentences[other]).contains(where: { $0.role == .seal }) { return true }
            }
        }
        return false
    }

    /// Within brackets that its clause opens.
    private func isAside(_ word: LexWord) -> Bool {
        let place = word.range.lowerBound
        var brackets = BracketDepth(map.plain, from: map.clause(at: place).lowerBound)
        return brackets.at(place) > 0
    }

    /// 联系人：, 联系电话：: how to reach somebody, not a list that is asked for.
    private func isContact(_ word: LexWord) -> Bool {
        word.range.upperBound < map.plain.count && map.plain[word.range.upperBound] == 0x3A
    }

    /// 电子版发至邮箱，纸质版加盖公章后报送: the sealed copy and the electronic one are two things by the same day.
    ///
    /// - Returns: the clauses that say the sealed one and the electronic one; nil where one thing is asked.
    private func copies(_ main: VerbReader.Main, _ region: Region) -> (sealed: Range<Int>, electronic: Range<Int>)? {
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
            // 申报材料纸质稿和电子稿一并报送
            let isBoth = isElectronic && Self.paper.contains(where: map.text(clause).contains)
            if isElectronic, !isSealed, !isBoth { electronic = electronic ?? clause }
        }
        // A seal that covers both forms makes one thing of them.
        guard let sealed, let electronic, Self.paper.contains(where: map.text(region.sentence).contains) else {
            return nil
        }
        return (sealed, electronic)
    }

    private static let paper = ["纸质", "纸版", "纸件", "纸介", "书面", "原件", "打印"]

    /// 完成审核，并将结果报市局: another thing of another kind by the same day.
    private func another(
        _ after: [VerbReader.Main], beside main: VerbReader.Main, _ kind: DraftKind, until end: Int
    ) -> Asked?
    {
        for other in after where !other.isNoun && other.word.range.lowerBound > main.word.range.upperBound {
            let between = main.word.range.upperBound..<other.word.range.lowerBound
            guard let joint = lastJoint(in: between) ?? publishing(other, after: main) else { continue }
            let found = self.kind(other, in: joint..<end, object: 0..<0, sentence: joint..<end)
            // 同时提交电子版, not 电子版同时发送
            let isBoth =
                kind == .submission && found.0 == .submission && map.plain[joint] == 0x540C
                && map.clause(at: joint).lowerBound == joint
            // 报送年度报告并公示 is one duty, 初评并公示 are two.
            if found.0 == .publication, kind != .review { continue }
            if found.0 != kind && found.0 != .other || isBoth {
                return Asked(kind: found.0, reason: "second-verb", words: joint..<end)
            }
        }
        return nil
    }

    /// 组织评审，在网站上公示: what was reviewed is made public next, by the same body.
    private func publishing(_ other: VerbReader.Main, after main: VerbReader.Main) -> Int? {
        guard main.kind == .review, other.kind == .publication else { return nil }
        let clause = map.clause(at: other.word.range.lowerBound)
        return SubjectReader(map).names(clause) ? nil : max(clause.lowerBound, main.word.range.upperBound)
    }

    /// 并 or 同时, not the 并 of 合并.
    private func lastJoint(in range: Range<Int>) -> Int? {
        range.last { place in
            let pair = [map.plain[place], map.plain[place + 1]]
            guard pair[0] == 0x5E76 || pair == [0x540C, 0x65F6] else { return false }
            return map.plain[place - 1] != 0x5408
        }
    }

    // MARK: - In words

    /// The clause that says it, cut to a line.
    func task(_ asked: Asked) -> String {
        var start = asked.words.lowerBound
        // 责任单位：…；工作任务：…
        let labels = Self.labels.occurrences(in: Array(map.plain[asked.words]))
        if let label = labels.last { start += label.place + Self.labels.length(label.word) }
        // 每周一上午9:00[-12:00，即]
        if start < asked.words.upperBound, [0x2D, 0x7E].contains(map.plain[start]) {
            start += 1
            while start < asked.words.upperBound, Scalars.isDigit(map.plain[start]) || map.plain[start] == 0x3A {
                start += 1
            }
        }
        while let word = Self.leading.longest(in: map.plain, at: start, before: asked.words.upperBound) {
            start += Self.leading.length(word)
        }
        let line = map.plain[start..<asked.words.upperBound].firstIndex(of: 0x0A) ?? asked.words.upperBound
        var end = min(line, start + 40)
        while end > start, Self.trailing.contains(map.plain[end - 1]) { end -= 1 }
        return map.text(start..<max(start, end))
    }

    private static let leading = WordIndex([
        "(含当日)", "(含)", "以前", "之前", "前", "为止", "止", ",", ")", "。", "、", ":", "以内", "之内", "内", "\n", "以及", "并", "同时", "即",
    ])
    private static let labels = WordIndex(["工作任务:", "主要任务:", "任务:", "工作内容:", "内容:", "工作要求:"])
    private static let trailing = Set(",、:;。；：(（-—…·\t".unicodeScalars.map(\.value))
}
