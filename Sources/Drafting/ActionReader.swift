/// What has to be done by a time: the verb that its sentence asks, and what the object makes of it.

struct ActionReader: Sendable {
    let map: ClauseMap
    let verbs: VerbReader
    let subjects: ClauseSubject

    /// Something is handed in by somebody somewhere in it.
    private let collects: Bool

    /// The last three characters of the forms that somewhere have to be sealed: 推荐表须加盖公章.
    let sealedForms: Set<[UInt32]>

    init(_ map: ClauseMap) {
        self.map = map
        sealedForms = Self.sealedForms(map)
        verbs = VerbReader(map)
        subjects = ClauseSubject(map)
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
        if opensEntry(region) { return [Asked(kind: .submission, reason: "closing", words: region.before)] }
        let after = verbs.mains(in: region.after)
        if after.allSatisfy(\.isNoun), isAttended(region.after) {
            return [Asked(kind: .meeting, reason: "attend", words: region.after)]
        }
        if let main = main(after, verbs.mains(in: region.before), region) { return things(main, after, region) }
        let found = [named, headed, following].lazy.map { $0(region) }.first { !$0.isEmpty }
        return found ?? [remaining(region)]
    }

    /// 到一楼大厅参加选拔
    private func isAttended(_ after: Range<Int>) -> Bool {
        guard let clause = map.clauses(in: after).first(where: { $0.count > 1 }) else { return false }
        return map.words(in: clause).contains { $0.name == "attend" } && map.plain[clause].contains(0x5230)  // 到
    }

    /// The verb that its sentence asks: behind the time, or before it where the time only completes what was said.
    private func main(
        _ after: [VerbReader.Main], _ before: [VerbReader.Main], _ region: Region
    ) -> VerbReader.Main? {
        let isComplement =
            region.isComplement && !isBodyLabel(region.before) || isOnlyLight(region.after)
            || !region.isDistance && before.last.map { $0.word.range.upperBound == region.before.upperBound } == true
        let (first, second) = isComplement ? (before.reversed(), after) : (after, Array(before.reversed()))
        return (isComplement ? timed(before, region) : nil) ?? first.first { !$0.isNoun }
            ?? (isComplement ? first.first : nil) ?? second.first { !$0.isNoun } ?? first.first ?? second.first
    }

    /// 各统计调查单位：3月15日前…: whoever is asked, not what.
    private func isBodyLabel(_ before: Range<Int>) -> Bool {
        let words = map.plain[before]
        return words.last == 0x3A && words.count <= 30 && BodyName.endsAsOne(words.dropLast())
    }

    private func things(_ main: VerbReader.Main, _ after: [VerbReader.Main], _ region: Region) -> [Asked] {
        if let entered = entered(main, region) { return [entered] }
        if closes(main, region) { return [Asked(kind: .submission, reason: "closing", words: region.before)] }
        if let copies = copies(main, region) {
            return [
                Asked(kind: .sealedScan, reason: "sealed-copy", words: copies.sealed),
                Asked(kind: .submission, reason: "electronic-copy", words: copies.electronic),
            ]
        }
        let first = asked(main, region)
        let others = [
            main.isNoun && after.isEmpty ? continued(main, region) : nil,
            another(after, beside: main, first.kind, until: region.after.upperBound),
        ]
        return [first] + others.compactMap { $0 } + region.rest.compactMap(also)
    }

    /// 5月12日 完成抄袭检测；学院公布答辩安排: what an item of a schedule asks besides.
    private func also(_ sentence: Range<Int>) -> Asked? {
        guard let main = verbs.mains(in: sentence).first(where: { !$0.isNoun }) else { return nil }
        let (kind, _) = kind(main, in: sentence, object: 0..<0, sentence: sentence)
        return Asked(kind: kind, reason: "same-item", words: sentence)
    }

    // MARK: - Where its own sentence has no verb

    /// The label before it or the rest of its row.
    private func named(_ region: Region) -> [Asked] {
        for (name, words) in [("label", region.label), ("row", region.row)] where !words.isEmpty {
            guard let found = apart(words) else { continue }
            // 检查报告（盖章）, in the row of a column 报送期限
            let isSealed = found == .submission && ClauseMap(region.row).words.contains { $0.role == .seal }
            return [Asked(kind: isSealed ? .sealedScan : found, reason: isSealed ? "seal" : name, words: region.before)]
        }
        return []
    }

    /// 一、督查时间, and below it nothing but the time.
    private func headed(_ region: Region) -> [Asked] {
        guard region.isCell, Self.timeWords.contains(where: region.heading.ends), let found = apart(region.heading)
        else {
            return []
        }
        return [Asked(kind: found, reason: "heading", words: region.before)]
    }

    /// 动员部署阶段（3月10日至25日）。各单位…: what is done stands in the next sentence.
    private func following(_ region: Region) -> [Asked] {
        guard !map.words(in: region.sentence).contains(where: { $0.role == .light && !$0.isNoun }) else { return [] }
        guard let next = next(region.sentence) else { return [] }
        let first = asked(next.main, region, also: next.words)
        // 整改阶段（4月底前）。各单位15日内完成整改: the second thing there has a time of its own.
        guard !map.isTimed(next.words) else { return [first] }
        let other = another(next.mains, beside: next.main, first.kind, until: next.words.upperBound)
        return [first] + [other].compactMap { $0 }
    }

    /// The sentence that follows, if it asks something.
    private func next(
        _ sentence: Range<Int>
    ) -> (words: Range<Int>, mains: [VerbReader.Main], main: VerbReader.Main)? {
        var words = followingSentence(sentence)
        // 总结阶段（10月）。各地认真总结，10月25日前报送: what is done by the next time is not what is done in the phase.
        if let time = map.firstTime(in: words), time - words.lowerBound >= 6,
            map.words(in: words.lowerBound..<time).contains(where: \.isVerb)
        {
            words = words.lowerBound..<time
        }
        let mains = verbs.mains(in: words)
        return mains.first { !$0.isNoun }.map { (words, mains, $0) }
    }

    /// What the heading, the lines over a table or the whole notice is about.
    private func remaining(_ region: Region) -> Asked {
        if let found = apart(region.heading) { return Asked(kind: found, reason: "heading", words: region.before) }
        let words = region.after.isEmpty ? region.before : region.after
        for line in region.over.reversed() {
            let mains = verbs.mains(in: line)
            if let found = mains.last(where: { !$0.isNoun }) ?? mains.last {
                return asked(found, region, also: line)
            }
        }
        // 截止时间：3月5日: where nothing says what closes, it is what the notice collects.
        if region.isClosing { return Asked(kind: .submission, reason: "closing", words: words) }
        if let found = apart(region.title) { return Asked(kind: found, reason: "title", words: words) }
        if region.isCell, collects { return Asked(kind: .submission, reason: "title", words: words) }
        return Asked(kind: .other, reason: "none", words: words)
    }

    /// （二）评审阶段（3月7日前）, and below it 组织专家评审，在网站上公示.
    private func continued(_ main: VerbReader.Main, _ region: Region) -> Asked? {
        guard let next = next(region.sentence), next.main.kind == main.kind, !map.isTimed(next.words) else {
            return nil
        }
        return another(next.mains, beside: next.main, main.kind, until: next.words.upperBound)
    }

    /// 登录报名网站填写信息, 登录平台完成实名注册: what is entered online is handed in.
    private func entered(_ main: VerbReader.Main, _ region: Region) -> Asked? {
        guard main.kind == .other else { return nil }
        let login = map.words(in: region.after).first { $0.name == "log-in" }
        let clause = map.clause(at: main.word.range.lowerBound).upperBound
        // 注册登记及提交网上申请材料
        let (start, end) =
            login.map { ($0.range.upperBound, region.sentence.upperBound) } ?? (main.word.range.upperBound, clause)
        guard login != nil || Self.registering.contains(map.text(main.word.range)),
            map.words(in: start..<max(start, end)).contains(where: {
                $0.role == .action(.submission) && (login != nil || !$0.isNoun) || login != nil && $0.name == "fill-in"
            })
        else { return nil }
        return Asked(kind: .submission, reason: "log-in", words: region.after)
    }

    private static let registering: Set<String> = ["注册", "登记", "注册登记", "登记注册"]

    /// 平台开放时间：3月6日至30日
    private func opensEntry(_ region: Region) -> Bool {
        let label = region.label.string
        return region.isWindow && label.hasSuffix("开放时间") && Self.entries.contains(where: label.contains)
    }

    /// 报名系统于12月11日关闭, 平台11月6日至30日开放: until then something is handed in.
    private func closes(_ main: VerbReader.Main, _ region: Region) -> Bool {
        switch map.text(main.word.range) {
        case "关闭": map.words(in: region.sentence).contains { $0.role == .action(.submission) }
        case "开放": region.isWindow && Self.entries.contains(where: map.text(region.sentence).contains)
        default: false
        }
    }

    private static let entries = ["系统", "平台", "通道", "端口"]

    /// 申报材料受理截止时间为, 提交时间: what the time is the time of.
    private func timed(_ before: [VerbReader.Main], _ region: Region) -> VerbReader.Main? {
        guard let last = before.last else { return nil }
        let rest = map.plain[last.word.range.upperBound..<max(last.word.range.upperBound, region.before.upperBound)]
        return rest.count <= 8 && Self.timeWords.contains(where: { rest.starts(with: $0) }) ? last : nil
    }

    /// With which the name of a time ends: 报名时间, 提交截止.
    static let timeWords: [[UInt32]] = ["时间", "截止", "日期", "期限", "时限"].scalarValues

    /// 通讯评审于5月下旬进行: what is done stands before the time.
    private func isOnlyLight(_ after: Range<Int>) -> Bool {
        guard let clause = map.clauses(in: after).first(where: { $0.count > 1 }) else { return false }
        let words = map.words(in: clause).filter { $0.role != .plain && $0.role != .modal }
        return !words.isEmpty && words.allSatisfy { $0.role == .light }
            && clause.upperBound - (words.last?.range.upperBound ?? 0) <= 1
    }

    /// The kind that words apart from the sentence name: a heading, a label, a row of a table.
    private func apart(_ all: [UInt32]) -> DraftKind? {
        // （报到时间: an open bracket hides nothing here.
        let words = Array(all.drop(while: ClauseOpening.isNumbering))
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
}
