/// Who has to do it: the subject that the sentence, its label, its heading or the sentence before names.

struct SubjectReader: Sendable {
    private let map: ClauseMap
    private let openings: ClauseOpening

    init(_ map: ClauseMap) {
        self.map = map
        openings = ClauseOpening(map)
    }

    /// The place in the passage of the subject nearest to the time; nil where only the addressees are meant.
    ///
    /// - Parameter neighbours: from the end of the time before to the beginning of the next one.
    func subject(of time: Range<Int>, between neighbours: Range<Int>) -> Range<Int>? {
        let line = map.line(at: time.lowerBound)
        let sentence = map.sentence(at: time.lowerBound)
        if let labelled = labelled(in: line) ?? responsible(for: time, in: line) { return labelled }
        if isConvened(time, sentence) { return attending(after: time, line) }
        if let own = own(time, sentence, neighbours) { return own }
        if let label = label(of: sentence, before: time.lowerBound) { return label }
        if line.lowerBound < sentence.lowerBound, time.lowerBound - line.lowerBound < 400,
            let label = label(of: line, before: sentence.lowerBound)
        {
            return label
        }
        return later(than: sentence, line: line)
    }

    /// In the lines under a time that is a heading: their label, or who begins one of them.
    func subject(inRecord record: Range<Int>) -> Range<Int>? {
        if let labelled = labelled(in: record) { return labelled }
        return map.clauses(in: record).prefix(4).lazy.compactMap { subject(in: $0, isCut: false) }.first
    }

    /// 省政府定于3月5日召开: who convenes is not who has to come.
    private func isConvened(_ time: Range<Int>, _ sentence: Range<Int>) -> Bool {
        let before = map.text(max(sentence.lowerBound, time.lowerBound - 4)..<time.lowerBound)
        // A time that a line break cuts may end behind its sentence.
        guard time.upperBound < sentence.upperBound, ["定于", "拟于", "将于", "决定于"].contains(where: before.hasSuffix) else {
            return false
        }
        let after = map.text(time.upperBound..<min(sentence.upperBound, time.upperBound + 40))
        return ["召开", "举行", "举办"].contains(where: after.contains)
    }

    /// 请各单位分管负责人参加: in the same line after the time.
    private func attending(after time: Range<Int>, _ line: Range<Int>) -> Range<Int>? {
        let end = min(line.upperBound, time.upperBound + 160)
        guard time.upperBound < end else { return nil }
        for clause in map.clauses(in: time.upperBound..<end)
        where map.words(in: clause).contains(where: { $0.name == "attend" || $0.name == "meet" }) {
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    /// In the clause of the time, the one after, then the ones before.
    private func own(_ time: Range<Int>, _ sentence: Range<Int>, _ neighbours: Range<Int>) -> Range<Int>? {
        let clause = map.clause(at: time.lowerBound)
        // 市直学校于6月12日前、各区于6月19日前报送
        if neighbours.lowerBound > clause.lowerBound, neighbours.lowerBound < time.lowerBound {
            let start = afterClosing(neighbours.lowerBound, in: sentence)
            if start < time.lowerBound, map.plain[start] == 0x3001,
                let own = subject(in: start..<time.lowerBound, isCut: true)
            {
                return own
            }
        }
        let before = clause.lowerBound..<time.lowerBound
        if let before = subject(in: before, isCut: true) ?? doer(openings.start(of: before)..<time.lowerBound) {
            return before
        }
        let start = afterClosing(time.upperBound, in: sentence)
        let end = min(sentence.upperBound, max(start, neighbours.upperBound))
        if let start = start as Int?, start < end {
            for (number, next) in map.clauses(in: start..<end).prefix(2).enumerated() {
                // 受理时间为6月30日，各县教育局于7月30日前…: the next time's own.
                if number > 0, next.upperBound == neighbours.upperBound { break }
                // 组织各市公司: they are organised, not asked.
                if number == 0, map.plain[next].starts(with: Self.organising) { break }
                if let found = subject(in: next, isCut: false) { return found }
                if number == 0, let found = leading(next) { return found }
                // What is asked has begun: a subject further on is somebody else's.
                if number == 0, hasVerb(next) { break }
            }
        }
        for clause in map.clauses(in: sentence.lowerBound..<max(sentence.lowerBound, clause.lowerBound)).reversed() {
            // 经学院审核后，: who did what came before is not who is asked now.
            if map.plain[clause.upperBound - 1] == 0x540E, map.plain[clause].contains(0x7ECF) { continue }
            guard let found = subject(in: clause, isCut: false) ?? counted(in: clause) ?? nominal(clause) else { continue }
            // 由分管领导签字后，
            if map.plain[clause.upperBound - 1] == 0x540E, signs(found) { continue }
            return enumerated(found, in: clause, from: sentence.lowerBound)
        }
        return nil
    }

    private static let organising: [UInt32] = [0x7EC4, 0x7EC7]  // 组织

    /// 各县团委，市教育局团工委，市直学校团委，于…: clauses that are nothing but names are one enumeration.
    private func enumerated(_ body: Range<Int>, in clause: Range<Int>, from start: Int) -> Range<Int> {
        var first = body
        var place = clause.lowerBound - 1
        while body.upperBound == clause.upperBound, place > start, map.plain[place] == 0x2C {
            let before = map.clause(at: place - 1)
            guard let name = subject(in: before, isCut: false), name.upperBound == before.upperBound else { break }
            first = name.lowerBound..<body.upperBound
            place = before.lowerBound - 1
        }
        return first
    }

    private func signs(_ body: Range<Int>) -> Bool {
        let words = map.text(body)
        return ["领导", "负责人", "书记", "校长", "院长", "导师", "同志"].contains(where: words.hasSuffix)
    }

    /// 以区、县（市）为单位，
    private func counted(in clause: Range<Int>) -> Range<Int>? {
        let words = map.plain[clause]
        guard words.first == 0x4EE5, words.count <= 30,
            let end = [Self.asUnit, Self.asBody].first(where: words.ends).map({ clause.upperBound - $0.count }),
            BodyName.endsAsOne(map.plain[clause.lowerBound + 1..<end])
        else { return nil }
        return clause.lowerBound + 1..<end
    }

    private static let asUnit = "为单位".unicodeScalars.map(\.value)
    private static let asBody = "为主体".unicodeScalars.map(\.value)

    /// 申报重点项目的，: those who do.
    private func nominal(_ clause: Range<Int>) -> Range<Int>? {
        let start = openings.start(of: clause)
        guard start < clause.upperBound - 3, clause.upperBound - start <= 30, map.plain[clause.upperBound - 1] == 0x7684,
            let first = map.words(in: start..<clause.upperBound).first, first.range.lowerBound == start,
            first.role == .action(.submission) || first.role == .light,
            !map.plain[start..<clause.upperBound].contains(where: { $0 == 0x540E || $0 == 0x56E0 })  // 后 因
        else { return nil }
        return start..<clause.upperBound
    }

    /// 10月30日前，教师带好材料…: a name at the very beginning, before a verb that the lexicon does not have.
    private func leading(_ clause: Range<Int>) -> Range<Int>? {
        let start = openings.start(of: clause)
        let first = map.words(in: start..<max(start, clause.upperBound)).first(where: cuts)?.range.lowerBound
        var end = min(first ?? clause.upperBound, start + 16)
        while end >= start + 2 {
            let words = map.plain[start..<end]
            if Self.people.contains(where: { words.ends(with: $0) }), isBalanced(start..<end) { return start..<end }
            end -= 1
        }
        return nil
    }

    private func hasVerb(_ clause: Range<Int>) -> Bool {
        map.words(in: clause).contains(where: \.isVerb)
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
        "(含当日)", "(含)", "之前", "以前", "之内", "以内", "为止", "前", "止", "内", "起", ",", ")", "期间", "底", "阶段",
    ].map { $0.unicodeScalars.map(\.value) }

    /// 动员部署阶段（3月10日至25日）。各单位…: a sentence without a verb is about the one that follows it.
    private func later(than sentence: Range<Int>, line: Range<Int>) -> Range<Int>? {
        // （一）摸底排查（2022年5月底前）
        let isHeading = sentence.count <= 36 && map.plain[sentence].last == 0x29
        guard isHeading || !hasVerb(sentence) || map.text(sentence).contains("阶段") else { return nil }
        let index = ClauseMap.index(of: sentence.lowerBound, in: map.sentences) + 1
        guard index < map.sentences.count, map.sentences[index].lowerBound <= line.upperBound + 1 else { return nil }
        for clause in map.clauses(in: map.sentences[index]).prefix(2) {
            if let found = subject(in: clause, isCut: false) { return found }
        }
        return nil
    }

    // MARK: - Labels

    /// 责任单位：X
    private func labelled(in line: Range<Int>) -> Range<Int>? {
        guard line.count <= 2_000 else { return nil }
        let words = Array(map.plain[line])
        guard let found = Self.labels.occurrences(in: words).first else { return nil }
        let start = line.lowerBound + found.place + Self.labels.length(found.word)
        var end = start
        while end < line.upperBound, end - start <= 60, !Passage.endsSentence(map.plain[end]),
            ![0x28, 0x29, 0x09].contains(map.plain[end])
        { end += 1 }
        return end == start || end - start > 60 ? nil : start..<end
    }

    /// …9月底前完成。（市发展改革委牵头，各区按职责分工负责）: in brackets behind it or around it, in its paragraph.
    private func responsible(for time: Range<Int>, in line: Range<Int>) -> Range<Int>? {
        var end = min(line.upperBound, time.upperBound + 500)
        if end == line.upperBound, end + 1 < map.plain.count, map.plain[end + 1] == 0x28 {
            end = min(map.line(at: end + 1).upperBound, end + 200)
        }
        let first = min(time.lowerBound, max(line.lowerBound, time.lowerBound - 120))
        // Only a bracket that is open at the time holds it.
        let last = map.plain[first..<time.lowerBound].lastIndex { $0 == 0x28 || $0 == 0x29 }
        var start = last.flatMap { map.plain[$0] == 0x28 ? $0 : nil } ?? time.upperBound
        while start < end {
            guard map.plain[start] == 0x28 else {
                start += 1
                continue
            }
            var close = start + 1
            var depth = 1
            while close < end, depth > 0 {
                if map.plain[close] == 0x28 { depth += 1 }
                if map.plain[close] == 0x29 { depth -= 1 }
                close += 1
            }
            if depth == 0, let found = inCharge(start + 1..<close - 1) { return found }
            start = close
        }
        return nil
    }

    /// Up to 负责, without 按职责分工.
    private func inCharge(_ words: Range<Int>) -> Range<Int>? {
        guard let charge = map.plain[words].indices.last(where: { map.plain[$0...].starts(with: Self.charge) }),
            charge - words.lowerBound >= 3, charge + 2 <= words.upperBound,
            charge + 2 == words.upperBound || Passage.endsClause(map.plain[charge + 2])
        else { return nil }
        var end = charge
        for share in Self.shares where map.plain[words.lowerBound..<end].ends(with: share) { end -= share.count }
        while end > words.lowerBound, [0x2C, 0x3001].contains(map.plain[end - 1]) { end -= 1 }
        return end - words.lowerBound >= 2 && BodyName.endsAsOne(map.plain[words.lowerBound..<end])
            ? words.lowerBound..<end : nil
    }

    private static let charge = "负责".unicodeScalars.map(\.value)
    private static let shares: [[UInt32]] = ["按照职责分工", "按职责分工", "按职责", "依职责", "分工", "分别", "共同", "牵头"].map {
        $0.unicodeScalars.map(\.value)
    }

    private static let labels = WordIndex([
        "责任单位:", "牵头单位:", "责任部门:", "完成单位:", "报送单位:", "实施单位:", "责任主体:", "填报单位:", "责任人:",
    ])

    /// 各小学：6月6日前…
    private func label(of sentence: Range<Int>, before place: Int) -> Range<Int>? {
        let stretch = sentence.lowerBound..<place
        guard let colon = map.plain[stretch].firstIndex(of: 0x3A) else { return nil }
        let start = openings.start(of: sentence.lowerBound..<colon)
        if let doer = doer(start..<colon) { return doer }
        guard colon - start <= 30, BodyName.endsAsOne(map.plain[start..<colon]) else { return nil }
        return start..<colon
    }

    /// 申请人申报时间, 学生网上评教, 单位报送截止日期为: whose doing the time is of.
    private func doer(_ stretch: Range<Int>) -> Range<Int>? {
        guard stretch.count <= 36,
            let verb = map.words(in: stretch).last(where: { if case .action = $0.role { true } else { false } }),
            Self.isTimeName(map.plain[verb.range.upperBound..<stretch.upperBound])
        else { return nil }
        var end = verb.range.lowerBound
        for way in Self.ways where map.plain[stretch.lowerBound..<end].ends(with: way) { end -= way.count }
        guard end - stretch.lowerBound >= 2, BodyName.endsAsOne(map.plain[stretch.lowerBound..<end]) else { return nil }
        return stretch.lowerBound..<end
    }

    private static let ways: [[UInt32]] = ["网上", "现场", "线上", "统一", "集中"].map { $0.unicodeScalars.map(\.value) }

    /// 时间, 截止日期为, or nothing.
    private static func isTimeName(_ words: ArraySlice<UInt32>) -> Bool {
        var rest = words
        var isMoving = true
        while isMoving, !rest.isEmpty {
            isMoving = false
            for name in timeNames where rest.starts(with: name) {
                rest = rest.dropFirst(name.count)
                isMoving = true
            }
        }
        return rest.isEmpty
    }

    private static let timeNames: [[UInt32]] = ["截止", "截至", "时间", "日期", "期限", "时限", "为", "是", ":"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// A heading that is the name of a body.
    func body(inHeading range: Range<Int>) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, [0x3A, 0x3002].contains(map.plain[end - 1]) { end -= 1 }
        let start = openings.start(of: range.lowerBound..<end)
        guard end - start >= 2, BodyName.endsAsOne(map.plain[start..<end]), !hasVerb(start..<end) else { return nil }
        return start..<end
    }

    /// Whether a clause has a subject of its own.
    func names(_ clause: Range<Int>) -> Bool { subject(in: clause, isCut: false) != nil }

    // MARK: - In one clause

    /// - Parameter isCut: the clause ends at the time itself, so that its end is where the predicate begins.
    private func subject(in clause: Range<Int>, isCut: Bool) -> Range<Int>? {
        // 其他要求请各单位…: a heading that ran into its text.
        if let asked = clause.prefix(14).dropFirst(2).first(where: { map.plain[$0] == 0x8BF7 }),
            asked + 2 < clause.upperBound, ![0x793A, 0x5047, 0x6C42].contains(map.plain[asked + 1]),
            ![0x7533, 0x62A5, 0x63D0, 0x8058].contains(map.plain[asked - 1]),  // 申请 报请 提请 聘请
            let found = subject(from: openings.start(of: asked + 1..<clause.upperBound), in: clause, isCut: isCut)
        {
            return found
        }
        return subject(from: openings.start(of: clause), in: clause, isCut: isCut)
    }

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
        var brackets = BracketDepth(map.plain, from: start)
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
                case .modal where ![0x62DF, 0x5DF2].contains(map.plain[place]): return nil
                default: break
                }
            }
            guard isShort(start..<place) else { return nil }
            if !describes(word), let found = body(start..<place, verb: verb) { return found }
            switch word.role {
            case .modal where verb == nil && place > start: isOver = true
            default: verb = (verb?.lowerBound ?? place)..<word.range.upperBound
            }
            if isOver { return nil }
        }
        guard isShort(start..<clause.upperBound) else { return nil }
        if isCut { return body(start..<clause.upperBound, verb: verb) }
        // 存在问题的景区，应…: a clause that is nothing but the name of a body.
        guard clause.upperBound < map.plain.count, map.plain[clause.upperBound] == 0x2C,
            verb == nil || map.plain[start..<clause.upperBound].contains(0x7684)  // 的
        else { return nil }
        return body(start..<clause.upperBound, verb: verb)
    }

    private func opensGroup(_ word: LexWord) -> Bool {
        let end = word.range.upperBound
        return map.plain[word.range.lowerBound] == 0x6BCF && end < map.plain.count && Self.counters.contains(map.plain[end])
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

    /// The stretch, if it is the name of a body; after a verb only 实行重点管理的单位.
    private func body(_ range: Range<Int>, verb: Range<Int>?) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound, [0x2C, 0x22, 0x201D, 0x3001, 0x4E0D, 0x672A].contains(map.plain[end - 1]) { end -= 1 }
        end = withoutShare(range.lowerBound..<withoutAside(range.lowerBound..<end))
        let range = behindObject(range.lowerBound..<end)
        guard end - range.lowerBound >= 2, map.plain[end - 1] != 0x7EA7 || end - range.lowerBound <= 3 else {
            return nil  // 立项课题市级
        }
        guard BodyName.endsAsOne(map.plain[range.lowerBound..<end]) else {
            return verb == nil ? owner(range.lowerBound..<end) : nil
        }
        if let verb {
            guard verb.upperBound < end else { return nil }
            guard isDescribed(verb.upperBound..<end) || isDoer(range.lowerBound..<end, verb) else {
                return nil
            }
        }
        guard isBalanced(range.lowerBound..<end) else { return nil }
        // 贵单位, 你局: the addressees.
        if [0x8D35, 0x4F60].contains(map.plain[range.lowerBound]) { return nil }
        return range.lowerBound..<end
    }

    /// 实行重点管理的单位: who does it stands last.
    private func isDescribed(_ rest: Range<Int>) -> Bool {
        map.plain[rest].lastIndex(of: 0x7684).map { rest.upperBound - $0 <= 16 } ?? false
    }

    /// 申请注册人员, 各参训学员: a name that begins with what they do.
    private func isDoer(_ range: Range<Int>, _ verb: Range<Int>) -> Bool {
        let words = map.plain[range]
        // 拟申报教师资格且符合条件者
        if words.last == 0x8005 { return words.count <= 40 }
        guard words.count <= 16 else { return false }
        if words.first == 0x5404 { return true }  // 各
        return verb.lowerBound - range.lowerBound <= 4 && Self.people.contains(where: words.ends)
    }

    /// 业务骨干各1人
    private func withoutShare(_ range: Range<Int>) -> Int {
        guard let last = map.plain[range].last, [0x4EBA, 0x540D].contains(last),  // 人 名
            let each = map.plain[range].lastIndex(of: 0x5404), range.upperBound - each <= 4, each > range.lowerBound,
            map.plain[each + 1..<range.upperBound - 1].allSatisfy({
                Scalars.isDigit($0) || Scalars.chineseNumber($0) != nil
            })
        else { return range.upperBound }
        return each
    }

    /// 年度总结各县气象局于…报送: what is handed in may stand right before who does it.
    private func behindObject(_ range: Range<Int>) -> Range<Int> {
        guard let each = map.plain[range].lastIndex(of: 0x5404), each >= range.lowerBound + 2,  // 各
            Self.objects.contains(where: map.plain[range.lowerBound..<each].ends)
        else { return range }
        return each..<range.upperBound
    }

    private static let objects: [[UInt32]] = ["总结", "报告", "材料", "方案", "名单", "报表", "事宜", "事项"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// 各中小学校（小学至高中，含职业学校）: what explains a name is not a part of it, as 学院（部） is.
    private func withoutAside(_ range: Range<Int>) -> Int {
        guard range.count > 2, map.plain[range.upperBound - 1] == 0x29,
            let open = map.plain[range].lastIndex(of: 0x28), range.upperBound - open > 8,
            map.plain[open..<range.upperBound].contains(where: { [0x2C, 0x542B, 0x89C1].contains($0) })  // , 含 见
        else { return range.upperBound }
        return open
    }

    private static let people: [[UInt32]] = ["人员", "单位", "者", "学生", "教师", "老师", "企业", "代表", "学校", "学院", "部门", "办公室"].map
    {
        $0.unicodeScalars.map(\.value)
    }

    /// 各单位工作总结于…报送: whose things they are has to hand them in.
    private func owner(_ range: Range<Int>) -> Range<Int>? {
        guard map.plain[range.lowerBound] == 0x5404 else { return nil }  // 各
        var end = range.upperBound - 1
        while end > range.lowerBound + 1 {
            let candidate = range.lowerBound..<end
            if BodyName.endsAsOne(map.plain[candidate]), isBalanced(candidate), !isPerson(candidate),
                !isListed(candidate)
            {
                return candidate
            }
            end -= 1
        }
        return nil
    }

    /// 各单位负责人名单: who stands in the list does not hand it in.
    private func isListed(_ range: Range<Int>) -> Bool {
        let rest = map.plain[range.upperBound...].prefix(2)
        return Self.lists.contains { rest.starts(with: $0) } && Self.listed.contains(where: map.plain[range].ends)
    }

    private static let lists: [[UInt32]] = ["名单", "名册", "信息", "情况", "回执"].map { $0.unicodeScalars.map(\.value) }
    private static let listed: [[UInt32]] = ["人", "人员", "员", "代表", "领导", "专家", "学生", "新生", "教师", "职工"].map { $0.unicodeScalars.map(\.value) }

    private func isPerson(_ range: Range<Int>) -> Bool {
        map.words(in: range).last.map { $0.role == .roster && $0.range.upperBound == range.upperBound } ?? false
    }

    private func isBalanced(_ range: Range<Int>) -> Bool {
        var depth = 0
        for place in range {
            switch map.plain[place] {
            case 0x28, 0x300A, 0x201C: depth += 1  // ( 《 “
            case 0x29, 0x300B, 0x201D: depth -= 1
            default: break
            }
        }
        return depth == 0
    }
}
