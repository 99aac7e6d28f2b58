/// What has to be done by a time: the verb that its sentence asks, and what the object makes of it.

struct ActionReader: Sendable {
    let map: ClauseMap
    private let verbs: VerbReader

    /// Something is handed in by somebody somewhere in it.
    private let collects: Bool

    /// The last three characters of the forms that somewhere have to be sealed: 推荐表须加盖公章.
    private let sealedForms: Set<[UInt32]>

    init(_ map: ClauseMap) {
        self.map = map
        sealedForms = Self.sealedForms(map)
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
        // 提前10分钟入场
        if region.isMinutesAhead { return [Asked(kind: .meeting, reason: "minutes-ahead", words: region.after)] }
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
            (isComplement ? timed(before, region) : nil) ?? first.first { !$0.isNoun }
            ?? (isComplement ? first.first : nil) ?? second.first { !$0.isNoun }
            ?? first.first ?? second.first
        if let main {
            if let entered = entered(main, region) { return [entered] }
            if closes(main, region) { return [Asked(kind: .submission, reason: "closing", words: region.before)] }
            if let copies = copies(main, region) {
                return [
                    Asked(kind: .sealedScan, reason: "sealed-copy", words: copies.sealed),
                    Asked(kind: .submission, reason: "electronic-copy", words: copies.electronic),
                ]
            }
            var asked = [self.asked(main, region)]
            if main.isNoun, after.isEmpty, let other = continued(main, region) { asked.append(other) }
            if let other = another(after, beside: main, asked[0].kind, until: region.after.upperBound) {
                asked.append(other)
            }
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

    /// （二）评审阶段（3月7日前）, and below it 组织专家评审，在网站上公示.
    private func continued(_ main: VerbReader.Main, _ region: Region) -> Asked? {
        let next = followingSentence(region.sentence)
        let following = verbs.mains(in: next)
        guard let first = following.first(where: { !$0.isNoun }), first.kind == main.kind else { return nil }
        return another(following, beside: first, main.kind, until: next.upperBound)
    }

    /// 登录报名网站填写信息, 登录平台完成实名注册: what is entered online is handed in.
    private func entered(_ main: VerbReader.Main, _ region: Region) -> Asked? {
        guard main.kind == .other, let login = map.words(in: region.after).first(where: { $0.name == "log-in" }),
            map.words(in: login.range.upperBound..<max(login.range.upperBound, region.sentence.upperBound)).contains(
                where: { $0.role == .action(.submission) || $0.name == "fill-in" })
        else { return nil }
        return Asked(kind: .submission, reason: "log-in", words: region.after)
    }

    /// 报名系统于12月11日关闭: until then something is handed in.
    private func closes(_ main: VerbReader.Main, _ region: Region) -> Bool {
        map.text(main.word.range) == "关闭"
            && map.words(in: region.sentence).contains { $0.role == .action(.submission) }
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

    func kind(
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
            if !close.contains(where: { $0.role == .electronic }) {
                if isSealedNearby(sentence) { return (.sealedScan, "seal-nearby") }
                if namesSealedForm(object) || namesSealedForm(clause) { return (.sealedScan, "sealed-form") }
            }
        case .other:
            if isRoster, main.word.name == "prepare" { return (.directoryCheck, "roster") }
        default: break
        }
        return (main.kind, main.word.name)
    }

    private static func sealedForms(_ map: ClauseMap) -> Set<[UInt32]> {
        var forms: Set<[UInt32]> = []
        for word in map.words where word.role == .seal {
            let start = max(map.clause(at: word.range.lowerBound).lowerBound, word.range.lowerBound - 30)
            for end in max(start, 2)..<max(start, word.range.lowerBound, 2) where formEnds.contains(map.plain[end]) {
                let form = map.plain[end - 2...end]
                if form.allSatisfy({ (0x4E00...0x9FFF).contains($0) }) { forms.insert(Array(form)) }
            }
        }
        return forms
    }

    private static let formEnds: Set<UInt32> = [0x8868, 0x4E66, 0x51FD]  // 表 书 函

    /// Within the stretch a form is named that has to be sealed.
    private func namesSealedForm(_ range: Range<Int>) -> Bool {
        guard !sealedForms.isEmpty else { return false }
        return range.dropFirst(2).contains { place in
            Self.formEnds.contains(map.plain[place]) && sealedForms.contains(Array(map.plain[place - 2...place]))
        }
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
}
