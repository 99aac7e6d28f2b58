/// A second thing that one time asks: the copy in another form, what is done next.

extension ActionReader {
    /// 电子版发至邮箱，纸质版加盖公章后报送: the sealed copy and the electronic one are two things by the same day.
    ///
    /// - Returns: the clauses that say the sealed one and the electronic one; nil where one thing is asked.
    func copies(_ main: VerbReader.Main, _ region: Region) -> (sealed: Range<Int>, electronic: Range<Int>)? {
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
    func another(
        _ after: [VerbReader.Main], beside main: VerbReader.Main, _ kind: DraftKind, until end: Int
    ) -> Asked? {
        for other in after where !other.isNoun && other.word.range.lowerBound > main.word.range.upperBound {
            let between = main.word.range.upperBound..<other.word.range.lowerBound
            guard let joint = lastJoint(in: between) ?? publishing(other, after: main) else { continue }
            let found = self.kind(other, in: joint..<end, object: 0..<0, sentence: joint..<end)
            // 同时提交电子版, not 电子版同时发送
            let isBoth =
                kind == .submission && found.0 == .submission && map.plain[joint] == 0x540C
                && map.clause(at: joint).lowerBound == joint && hasObject(other, from: joint)
            // 完成网上审查并提交: what was checked, not another thing.
            if kind == .review, [.submission, .sealedScan].contains(found.0), !hasObject(other, from: joint) {
                continue
            }
            // 报送材料，并由市局审核: who receives it reviews it.
            if kind == .submission, found.0 == .review, map.plain[joint] != 0x4EE5 { continue }  // 以及
            // 交至教科室，并同时递交查重报告单: what is joined is the same thing, more of it.
            if after.contains(where: {
                $0.kind == main.kind && !$0.isNoun
                    && (joint..<other.word.range.lowerBound).contains($0.word.range.lowerBound)
            }) {
                continue
            }
            // 报送年度报告并公示 is one duty, 初评并公示 are two.
            if found.0 == .publication, kind != .review { continue }
            if found.0 != kind && found.0 != .other || isBoth {
                return Asked(kind: found.0, reason: "second-verb", words: joint..<end)
            }
        }
        return nil
    }

    /// 同时提交电子版, 同时将纸件交至; not 同时在系统提交, which is the same thing by another way.
    private func hasObject(_ other: VerbReader.Main, from joint: Int) -> Bool {
        let verb = other.word.range
        if map.plain[joint..<verb.lowerBound].contains(where: { $0 == 0x5C06 || $0 == 0x628A }) { return true }  // 将 把
        return map.clause(at: verb.lowerBound).upperBound - verb.upperBound >= 2
    }

    /// 组织评审，在网站上公示: what was reviewed is made public next, by the same body.
    private func publishing(_ other: VerbReader.Main, after main: VerbReader.Main) -> Int? {
        guard main.kind == .review, other.kind == .publication else { return nil }
        let clause = map.clause(at: other.word.range.lowerBound)
        // 各单位初审、公示
        if main.word.range.upperBound + 1 == other.word.range.lowerBound,
            map.plain[main.word.range.upperBound] == 0x3001
        {
            return main.word.range.upperBound
        }
        return subjects.subject(in: clause, isCut: false) == nil
            ? max(clause.lowerBound, main.word.range.upperBound) : nil
    }

    /// 并 or 同时, else 以及; not the 并 of 合并, 一并, and none in a bracket: （同时设计、同时施工）.
    private func lastJoint(in range: Range<Int>) -> Int? {
        var brackets = BracketDepth(map.plain, from: range.lowerBound)
        let open = range.filter { brackets.at($0) <= 0 }
        return open.last {
            map.plain[$0] == 0x5E76 && ![0x5408, 0x4E00].contains(map.plain[$0 - 1]) || stands([0x540C, 0x65F6], $0)
        } ?? open.last { stands([0x4EE5, 0x53CA], $0) }
    }

    private func stands(_ word: [UInt32], _ place: Int) -> Bool { map.plain[place...].starts(with: word) }
}
