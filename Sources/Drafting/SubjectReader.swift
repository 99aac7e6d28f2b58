/// Who has to do it: the subject that the sentence, its label, its heading or the sentence before names.

struct SubjectReader: Sendable {
    let map: ClauseMap
    let openings: ClauseOpening
    let clauses: ClauseSubject

    init(_ map: ClauseMap) {
        self.map = map
        openings = ClauseOpening(map)
        clauses = ClauseSubject(map)
    }

    /// The place in the passage of the subject nearest to the time; nil where only the addressees are meant.
    ///
    /// - Parameter neighbours: from the end of the time before to the beginning of the next one.
    func subject(of time: Range<Int>, between neighbours: Range<Int>) -> Range<Int>? {
        let line = map.line(at: time.lowerBound)
        let sentence = map.sentence(at: time.lowerBound)
        if let labelled = labelled(before: time, in: line) ?? labelled(in: line) ?? responsible(for: time, in: line) {
            return labelled
        }
        if isConvened(time, sentence) { return attending(after: time, line) }
        if let own = own(time, sentence, neighbours) { return own }
        if let label = label(of: sentence, before: time.lowerBound) { return label }
        if line.lowerBound < sentence.lowerBound, time.lowerBound - line.lowerBound < 400,
            let label = label(of: line, before: sentence.lowerBound)
        {
            return label
        }
        // 报名截止日期：5月31日。有意应聘者请…: when it closes was said; what follows is another thing.
        let before = Array(map.plain[min(sentence.lowerBound, time.lowerBound)..<time.lowerBound])
        let closes = !Self.closing.occurrences(in: before).isEmpty
        return (closes ? nil : later(than: sentence, line: line)) ?? earlier(than: time, sentence, line)
            ?? leading(theListOf: line)
    }

    private static let closing = WordIndex(["截止"])

    /// In the lines under a time that is a heading: their label, or who begins one of them.
    func subject(inRecord record: Range<Int>) -> Range<Int>? {
        if let named = agent(inRecord: record) ?? labelled(in: record) { return named }
        return map.clauses(in: record).prefix(4).lazy.filter { !isPlace($0) }
            .compactMap { clauses.subject(in: $0, isCut: false) }.first
    }

    /// 责任单位：所有单位；工作任务：由[市研究所]审核: whoever the task names behind 由 does it.
    private func agent(inRecord record: Range<Int>) -> Range<Int>? {
        for clause in map.clauses(in: record).prefix(4) {
            let start = map.plain[clause].prefix(12).lastIndex(of: 0x3A).map { $0 + 1 } ?? clause.lowerBound
            if start < clause.upperBound, map.plain[start] == 0x7531 {  // 由
                return clauses.subject(in: start..<clause.upperBound, isCut: false)
            }
        }
        return nil
    }

    /// 三、培训地点, and below it a hotel or a university.
    private func isPlace(_ clause: Range<Int>) -> Bool {
        let index = ClauseMap.index(of: clause.lowerBound, in: map.lines)
        return index > 0 && map.plain[map.lines[index - 1]].ends(with: Self.place)
    }

    private static let place = "地点".unicodeScalars.map(\.value)

    /// In the clause of the time, the one after, then the ones before.
    private func own(_ time: Range<Int>, _ sentence: Range<Int>, _ neighbours: Range<Int>) -> Range<Int>? {
        let clause = map.clause(at: time.lowerBound)
        let before = clause.lowerBound..<time.lowerBound
        let told = agent(time, sentence) ?? sharing(clause, time, sentence, neighbours)
        let named =
            told ?? clauses.subject(in: before, isCut: true) ?? doer(openings.start(of: before)..<time.lowerBound)
        if let named { return named }
        // 报名时间为5月21日至24日，请拟申报者…: whose time it is was said or is not said; what follows is another thing.
        let rest = isNamedTime(before) ? nil : following(time, sentence, neighbours)
        return rest ?? preceding(clause, sentence) ?? carried(time, sentence)
    }

    /// 申请截止日期, 网上申报时间为
    private func isNamedTime(_ before: Range<Int>) -> Bool {
        var words = map.plain[before]
        while let last = words.last, [0x4E3A, 0x662F, 0x3A].contains(last) { words = words.dropLast() }  // 为 是 :
        return words.count >= 4 && ActionReader.timeWords.contains { words.ends(with: $0) }
    }

    /// 各市于3月20日前上报名单；于7月15日前报送总结: whom the part before the semicolon names is asked on.
    private func carried(_ time: Range<Int>, _ sentence: Range<Int>, steps: Int = 4) -> Range<Int>? {
        guard time.lowerBound - sentence.lowerBound <= 3 else { return nil }
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences)
        guard index > 0, map.isCarriedOn(index - 1) else { return nil }
        let before = map.sentences[index - 1]
        if let found = preceding(before.upperBound..<before.upperBound, before) { return found }
        // …；于11月5日前报送；于11月10日前…
        return steps > 0 ? map.firstTime(in: before).flatMap { carried($0..<$0, before, steps: steps - 1) } : nil
    }

    /// 各填报单位6月15日前，由[市研究所]审核: whoever stands before the time, the one behind 由 does it.
    private func agent(_ time: Range<Int>, _ sentence: Range<Int>) -> Range<Int>? {
        let start = afterClosing(time.upperBound, in: sentence)
        guard start < sentence.upperBound, map.plain[start] == 0x7531,
            let clause = map.clauses(in: start..<sentence.upperBound).first
        else { return nil }
        return clauses.subject(in: clause, isCut: false)
    }

    /// 市直学校于6月12日前、[各区]于6月19日前报送
    private func sharing(
        _ clause: Range<Int>, _ time: Range<Int>, _ sentence: Range<Int>, _ neighbours: Range<Int>
    ) -> Range<Int>? {
        guard neighbours.lowerBound > clause.lowerBound, neighbours.lowerBound < time.lowerBound else { return nil }
        let start = afterClosing(neighbours.lowerBound, in: sentence)
        guard start < time.lowerBound, map.plain[start] == 0x3001 else { return nil }
        return clauses.subject(in: start..<time.lowerBound, isCut: true)
    }

    private func following(_ time: Range<Int>, _ sentence: Range<Int>, _ neighbours: Range<Int>) -> Range<Int>? {
        let start = afterClosing(time.upperBound, in: sentence)
        let end = min(sentence.upperBound, max(start, neighbours.upperBound))
        guard start < end else { return nil }
        let next = map.clauses(in: start..<end).prefix(2)
        // 组织各市公司: they are organised, not asked.
        guard let first = next.first, !map.plain[first].starts(with: Self.organising) else { return nil }
        if let found = clauses.subject(in: first, isCut: false) ?? clauses.leading(first) { return found }
        // What is asked has begun: a subject further on is somebody else's. 受理时间为6月30日，各县于7月30日前…: the next time's.
        guard let second = next.dropFirst().first, !clauses.hasVerb(first), second.upperBound != neighbours.upperBound
        else { return nil }
        return clauses.subject(in: second, isCut: false)
    }

    private func preceding(_ clause: Range<Int>, _ sentence: Range<Int>) -> Range<Int>? {
        // 某委决定开展调研，现将有关事项通知如下:一、调研时间3月5日: a new paragraph in a text whose lines are lost.
        if let start = openings.labelEnd(of: clause), map.plain[clause.lowerBound..<start].ends(with: Self.asFollows) {
            return nil
        }
        for clause in map.clauses(in: sentence.lowerBound..<max(sentence.lowerBound, clause.lowerBound)).reversed() {
            let isAfter = map.plain[clause.upperBound - 1] == 0x540E  // 后
            // 经学院审核后，: who did what came before is not who is asked now.
            if isAfter, isThrough(clause) { continue }
            let named = clauses.subject(in: clause, isCut: false) ?? clauses.counted(in: clause)
            guard
                let found = named ?? clauses.nominal(clause)
                    ?? leading(clause, isAfter: isAfter, isFirst: clause.lowerBound == sentence.lowerBound)
            else {
                // 各市党委，各高等院校:省委决定，: those before the colon are only addressed.
                if openings.labelEnd(of: clause) != nil { return nil }
                continue
            }
            // 由分管领导签字后，
            if isAfter, signs(found) { continue }
            return enumerated(found, in: clause, from: sentence.lowerBound)
        }
        return nil
    }

    /// 参赛人员答题后， or at the sentence's beginning 参会人员着正装，; not 加盖学院公章后, 单位审核后.
    private func leading(_ clause: Range<Int>, isAfter: Bool, isFirst: Bool) -> Range<Int>? {
        guard isAfter || isFirst, let body = clauses.leading(clause), body.count > 2,
            !map.words(in: body).contains(where: { $0.role == .seal }), isAfter || isBrief(body)
        else { return nil }
        return body
    }

    /// 参会人员, not 法定代表人.
    private func isBrief(_ body: Range<Int>) -> Bool {
        body.count <= 6 && ![0x4EBA, 0x3001, 0x7684].contains(map.plain[body.upperBound])  // 人 、 的
    }

    private static let organising: [UInt32] = [0x7EC4, 0x7EC7]  // 组织

    /// 各县团委，市教育局团工委，市直学校团委，于…: clauses that are nothing but names are one enumeration.
    private func enumerated(_ body: Range<Int>, in clause: Range<Int>, from start: Int) -> Range<Int> {
        var first = body
        var place = clause.lowerBound - 1
        while body.lowerBound == clause.lowerBound, place > start, map.plain[place] == 0x2C {
            let before = map.clause(at: place - 1)
            guard let name = clauses.subject(in: before, isCut: false), name.upperBound == before.upperBound else {
                break
            }
            first = name.lowerBound..<body.upperBound
            place = before.lowerBound - 1
        }
        return first
    }

    private static let asFollows = "如下:".unicodeScalars.map(\.value)

    /// 经, not that of 经济发展局.
    private func isThrough(_ clause: Range<Int>) -> Bool {
        map.words(in: clause).contains { $0.role == .preposition && map.plain[$0.range.lowerBound] == 0x7ECF }
    }

    private func signs(_ body: Range<Int>) -> Bool {
        let words = map.text(body)
        return ["领导", "负责人", "书记", "校长", "院长", "导师", "同志"].contains(where: words.hasSuffix)
    }

    /// Past 前, （含）, 止 and the comma after them.
    private func afterClosing(_ place: Int, in sentence: Range<Int>) -> Int {
        var start = place
        var isMoving = true
        while isMoving, start < sentence.upperBound {
            isMoving = false
            // 9月10日（教师节）下午
            if map.plain[start] == 0x28,
                let close = map.plain[start..<min(sentence.upperBound, start + 12)].firstIndex(of: 0x29)
            {
                start = close + 1
                isMoving = true
            }
            for word in Self.closings where map.plain[start..<sentence.upperBound].starts(with: word) {
                start += word.count
                isMoving = true
                break
            }
        }
        return start
    }

    private static let closings: [[UInt32]] = [
        "(含当日)", "(含)", "之前", "以前", "之内", "以内", "为止", "前", "止", "内", "起", ",", ")", "之间", "期间", "底", "阶段",
    ].scalarValues

    /// 10月8日前返校，[各学院]点名，并将情况报备: who is asked a second thing, where a clause between names somebody else.
    func subject(ofSecond words: Range<Int>, after time: Range<Int>) -> Range<Int>? {
        guard time.upperBound < words.lowerBound else { return nil }
        // 5月24日 各组提交安排；[指导教师]提交成绩: its own sentence names who.
        if map.sentence(at: words.lowerBound).lowerBound >= time.upperBound,
            let own = map.clauses(in: words).first.flatMap({ clauses.subject(in: $0, isCut: false) })
        {
            return own
        }
        return map.clauses(in: time.upperBound..<words.lowerBound).dropFirst().reversed().lazy
            .compactMap { clauses.subject(in: $0, isCut: false) }.first
    }
}
