/// What the object of the verb, a seal and lists of people make of what is asked.

extension ActionReader {
    func asked(_ main: VerbReader.Main, _ region: Region, also: Range<Int> = 0..<0) -> Asked {
        let isAfter = region.after.contains(main.word.range.lowerBound)
        let near = !also.isEmpty ? also : isAfter ? region.after : region.before
        // 值班表九月二十八日前报县防火办: what is handed in may stand before the time.
        let (kind, reason) = kind(main, in: near, object: object(region), sentence: region.sentence)
        return Asked(kind: kind, reason: reason, words: near)
    }

    /// What stands before the time; 报送联络员名单，于3月20日前…: not what was asked before it.
    private func object(_ region: Region) -> Range<Int> {
        let own = map.clause(at: region.before.upperBound).lowerBound
        guard region.before.lowerBound > region.sentence.lowerBound, own > region.before.lowerBound,
            own <= region.before.upperBound,
            map.words(in: region.before.lowerBound..<own).contains(where: { $0.isDeed && !$0.isNoun })
        else { return region.before }
        return own..<region.before.upperBound
    }

    func kind(
        _ main: VerbReader.Main, in near: Range<Int>, object: Range<Int>, sentence: Range<Int>
    ) -> (DraftKind, String) {
        let clause = map.clause(at: main.word.range.lowerBound).clamped(to: near)
        let close = Array(map.words(in: object)) + map.words(in: near)
        let isRoster = (map.words(in: clause) + map.words(in: object)).contains {
            $0.role == .roster && !isContact($0) && !isAside($0) && !isReceiver($0, of: main.word.range)
        }
        switch main.kind {
        case .submission:
            if isPaid(main.word.range) { return (.other, "payment") }
            if close.contains(where: { $0.role == .seal }) { return (.sealedScan, "seal") }
            if isRoster { return (.directoryCheck, "roster") }
            if !close.contains(where: { $0.role == .electronic }),
                map.words(in: sentence).contains(where: { $0.role == .seal })
            {
                return (.sealedScan, "seal-in-sentence")
            }
            if handsInOutcome(main.word.range) { return (.review, "outcome") }
            if !close.contains(where: { $0.role == .electronic }) {
                if isSealedNearby(sentence) { return (.sealedScan, "seal-nearby") }
                if namesSealedForm(object) || namesSealedForm(clause) { return (.sealedScan, "sealed-form") }
            }
        case .other:
            if namesTraining(main.word.range) { return (.meeting, "meet-named") }
            // 办理报名手续
            if map.text(main.word.range) == "办理",
                map.words(in: main.word.range.upperBound..<max(main.word.range.upperBound, clause.upperBound)).contains(
                    where: { $0.name == "hand-in" && map.text($0.range) == "报名" })
            {
                return (.submission, "hand-in")
            }
            if isRoster, main.word.name == "prepare" { return (.directoryCheck, "roster") }
        default: break
        }
        return (main.kind, main.word.name)
    }

    /// 培训起止时间
    private func namesTraining(_ verb: Range<Int>) -> Bool {
        map.text(verb) == "培训" && Self.spans.contains { map.plain[verb.upperBound...].starts(with: $0) }
    }

    private static let spans: [[UInt32]] = ["时间", "起止", "日期"].scalarValues

    /// 将复查结果报市电大, 上报核查结果: who hands that in has checked.
    private func handsInOutcome(_ verb: Range<Int>) -> Bool {
        let clause = map.clause(at: verb.lowerBound)
        let (before, after) = (
            map.plain[clause.lowerBound..<verb.lowerBound],
            map.plain[verb.upperBound..<max(verb.upperBound, clause.upperBound)]
        )
        return Self.outcomes.contains { before.ends(with: $0) || after.starts(with: $0) }
    }

    private static let outcomes: [[UInt32]] = ["核查", "审核", "评审", "初审", "复查", "复核", "评比", "评选", "遴选", "初评", "审验"]
        .flatMap { word in ["结果", "情况", "意见", "结论"].map { word + $0 } }.scalarValues

    /// 把报名费交至财务处, 上交团费: money is paid, not handed in.
    private func isPaid(_ verb: Range<Int>) -> Bool {
        guard Self.handing.contains(where: { map.plain[verb].starts(with: $0) }) else { return false }
        let clause = map.clause(at: verb.lowerBound)
        let before = map.plain[clause.lowerBound..<verb.lowerBound]
        let after = map.plain[verb.upperBound..<max(verb.upperBound, clause.upperBound)].prefix(10)
        return map.text(clause).contains("转账") || Self.money.contains { before.ends(with: $0) || after.ends(with: $0) }
    }

    private static let handing: [[UInt32]] = ["交", "上交", "汇"].scalarValues
    private static let money: [[UInt32]] = ["费", "费用", "保证金", "押金", "款"].scalarValues

    static func sealedForms(_ map: ClauseMap) -> Set<[UInt32]> {
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
                if map.words(in: map.sentences[other]).contains(where: isStamp) { return true }
            }
        }
        return false
    }

    /// 加盖公章; a signature near by may be anybody's.
    private func isStamp(_ word: LexWord) -> Bool {
        word.role == .seal && map.plain[word.range].contains { [0x7AE0, 0x76D6].contains($0) }  // 章 盖
    }

    /// Within brackets that its clause opens.
    private func isAside(_ word: LexWord) -> Bool {
        let place = word.range.lowerBound
        var brackets = BracketDepth(map.plain, from: map.clause(at: place).lowerBound)
        return brackets.at(place) > 0
    }

    /// 发送至活动联系人的邮箱: to whom something is sent.
    private func isReceiver(_ word: LexWord, of verb: Range<Int>) -> Bool {
        // 送至, 发送至: 至, 到 or 给 ends the verb or stands behind it.
        verb.upperBound <= word.range.lowerBound
            && map.plain[verb.upperBound - 1...verb.upperBound].contains { [0x81F3, 0x5230, 0x7ED9].contains($0) }
    }

    /// 联系人：, 联系电话：: how to reach somebody, not a list that is asked for.
    private func isContact(_ word: LexWord) -> Bool {
        word.range.upperBound < map.plain.count && map.plain[word.range.upperBound] == 0x3A
    }
}
