/// Reads an official notice: its head, then every time in it, each weighed by the words around it.

import Deadlines
import Texts

public struct DraftReader {
    private let text: SourceText
    private let tokens: [Token]
    private let phrases: [TimePhrase]
    private let passage: Passage
    private let map: ClauseMap
    private let actions: ActionReader
    private let tables: TableReader
    private let header: HeaderReader.Header
    /// Where dates stand that close a document, in a text without lines.
    private let signatures: Set<Int>
    private var resolver: DateResolver
    /// Somewhere the notice asks people to come.
    private let isAttended: Bool
    /// Where the sentence begins in which a day of every year stood.
    private var yearly = -1
    /// The end of the last time that was only a start, and its day.
    private var lastStart: (end: Int, day: Day?)?
    private var outline = Outline()
    private var draft = Draft()

    public static func read(_ text: String) -> Draft {
        var reader = DraftReader(SourceText(text))
        return reader.read()
    }

    private init(_ text: SourceText) {
        self.text = text
        tokens = Tokenizer.tokens(of: text)
        phrases = PhraseReader.phrases(tokens)
        passage = Passage(tokens, text)
        map = ClauseMap(passage.plain)
        actions = ActionReader(map)
        isAttended = map.words.contains { $0.name == "attend" || $0.name == "meet" }
        tables = TableReader(text)
        var header = HeaderReader.header(of: text)
        let inline = InlineSignature.dates(phrases, tokens, passage)
        if header.issued == nil { header.issued = inline.first?.day }
        signatures = Set(inline.map(\.place))
        self.header = header
        resolver = DateResolver(TimeContext(issued: header.issued, year: Self.year(of: header, phrases, tokens)))
    }

    private mutating func read() -> Draft {
        draft.title = header.title
        draft.number = header.number
        draft.issuers = header.issuers
        draft.issued = header.issued
        draft.addressees = header.addressees
        (draft.emails, draft.urls) = AddressReader.addresses(in: text)
        outline = Outline(text)
        var (line, sentence) = (-1, -1)
        for (index, phrase) in phrases.enumerated() {
            let here = text.lineNumber(of: tokens[phrase.tokens.lowerBound].range.lowerBound)
            let own = map.sentence(at: passage.range(phrase.tokens).lowerBound).lowerBound
            if line >= 0, linesBetween(line, here) > 1 { resolver.forget() }
            if own != sentence { resolver.newSentence() }
            (line, sentence) = (here, own)
            let previous = index > 0 ? passage.range(phrases[index - 1].tokens).upperBound : 0
            let next = index + 1 < phrases.count ? passage.range(phrases[index + 1].tokens).lowerBound : Int.max
            read(phrase, line: here, between: previous..<next)
        }
        dropHeadings()
        dropRepeated()
        return draft
    }

    /// Lines with something in them, from one to another.
    private func linesBetween(_ first: Int, _ last: Int) -> Int {
        guard last - first <= 8 else { return last - first }
        return (first..<last).count { !text.trimmed(text.line($0 + 1)).isEmpty }
    }

    /// Without a signature the number's year, else the latest that a day is written with, else the latest of which
    /// the text speaks: 2021年度, 2017-2018学年.
    private static func year(of header: HeaderReader.Header, _ phrases: [TimePhrase], _ tokens: [Token]) -> Int? {
        if let number = header.number {
            for token in Tokenizer.tokens(of: SourceText(number)) where token.kind == .number && token.length == 4 {
                return token.value
            }
        }
        let written = phrases.flatMap(\.points).filter { $0.month != nil }.compactMap(\.year).max()
        return written ?? spokenYear(tokens)
    }

    private static func spokenYear(_ tokens: [Token]) -> Int? {
        var latest: Int?
        for (place, token) in tokens.enumerated().dropLast()
        where token.kind == .number && token.length == 4 && (1990...2100).contains(token.value) {
            // 2012级 is when students began.
            if tokens[place + 1].value == 0x7EA7, tokens[place + 1].kind == .character { continue }
            latest = max(latest ?? 0, token.value)
        }
        return latest
    }

    // MARK: - One time

    private mutating func read(_ phrase: TimePhrase, line: Int, between neighbours: Range<Int>) {
        if let offset = phrase.points.first?.offset, phrase.points.count == 1, offset != 0, resolver.last == nil {
            return
        }
        let around = surroundings(phrase, line: line, between: neighbours)
        var verdict =
            structural(phrase, line: line)
            ?? CueReader.shared.verdict(
                around, base: base(phrase, line: line), saysYear: saysYear(phrase))
        let source = sourceRange(phrase, around)
        let place = tokens[phrase.tokens.lowerBound].range.lowerBound
        if case .distance = phrase.form { verdict = distanceVerdict(verdict) }
        if isCondition(phrase, around) { verdict.other = .eligibility }
        if case .recurring = phrase.form, verdict.other == .other || verdict.other == .startOnly,
            verdict.deadlineWeight >= 3 || ["every-month-day", "every-week-day"].contains(phrase.rules[0])
        {
            verdict.other = nil
        }
        if isMeeting(phrase, verdict, around) { verdict.other = nil }
        // 体检当日早晨禁食 asks nothing to be handed in; 每日8:30—17:00 are hours.
        if phrase.rules == ["distance-that-day"], !leadsToVerb(phrase, within: WordScanner.isHandIn) { return }
        if phrase.rules == ["every-day-clock"] || phrase.rules == ["every-day-hour"],
            around.justAfter.first.map({ [0x2D, 0x7E, 0x81F3].contains($0) }) == true
        {
            verdict.other = .officeHours
        }
        // 每月 binds if something is done then: 每月报送, not 每月工资.
        if phrase.rules == ["every"] {
            guard verdict.other == nil || verdict.other == .other, leadsToVerb(phrase) else { return }
            verdict.other = nil
            verdict.isVague = true
        }
        if phrase.rules.contains("month-day-bare"), tokens[phrase.tokens].contains(where: { $0.kind == .chineseNumber })
        {
            return
        }
        if verdict.other == .event, verdict.reasons.contains("before"), !verdict.reasons.contains("label-event") {
            verdict.other = nil
        }
        // No page prints its own day with 前, and none asks anything by it.
        if verdict.other == .pageFurniture, verdict.reasons.contains("before") { verdict.other = nil }
        if isTarget(phrase, verdict, around) { verdict.other = nil }
        if phrase.rules == ["month-day-dot"], !verdict.reasons.contains("before"), !verdict.reasons.contains("until") {
            return
        }
        if let every = carriedRule(phrase) {
            guard verdict.other == nil || verdict.other == .other else { return }
            verdict.other = nil
            add(phrase, [], verdict, around, neighbours, source, place, rule: every + text.text(source))
            return
        }
        if verdict.other == .startOnly, let start = phrase.points.last {
            lastStart = (phrase.tokens.upperBound, resolver.resolve(start, isEnd: true)?.day)
        }
        let near = resolver.last
        if case .distance(let count, let unit, _) = phrase.form, verdict.other == nil,
            let day = fromStart(phrase, count, unit)
        {
            add(
                phrase, [ResolvedDay(day: day, hasInferredYear: true)], verdict, around, neighbours, source, place)
            return
        }
        let days = phrase.points.enumerated().map { index, point in
            resolver.resolve(point, isEnd: !isWindow(phrase) || index == 1)
        }
        let named = nextMonth(phrase, after: near, place)
        refusePast(phrase, days, &verdict)
        // 一季度 beside another date names what the report is of.
        if phrase.rules == ["quarter-plain"], verdict.other == nil,
            !verdict.reasons.contains(where: ["before", "until", "phase", "at"].contains)
        {
            verdict.other = .other
        }
        if isBareYearOrMonth(phrase), verdict.deadlineWeight < 6, !verdict.reasons.contains("phase"),
            !isItem(phrase, around)
        {
            if verdict.other == nil { verdict.other = .other }
            // 2024年 is said of everything: only what looks like a date is worth telling.
            guard phrase.points.contains(where: { $0.month != nil && $0.year != nil }) else { return }
        }
        if let why = verdict.other {
            note(phrase, why, verdict, source, days.compactMap { $0 }.last?.day, place)
            if why == .period, draft.period == nil, isWindow(phrase),
                verdict.reasons.contains(where: { $0.hasPrefix("period") || $0 == "label-period" }),
                let first = days.first ?? nil, let last = days.last ?? nil,
                first.day <= last.day
            {
                draft.period = first.day...last.day
            }
            return
        }
        add(phrase, named.map { [$0] } ?? days, verdict, around, neighbours, source, place)
    }

    /// 10月16日报送, 次月10日前补齐: after a day in the same sentence the next month is one, not every.
    private func nextMonth(_ phrase: TimePhrase, after last: Day?, _ place: Int) -> ResolvedDay? {
        guard phrase.rules == ["next-month-day"], let last else { return nil }
        let line = text.line(text.lineNumber(of: place))
        let before = text.text(line.lowerBound..<place)
        guard before.contains("月"), let number = before.isEmpty ? nil : dayNumber(phrase) else { return nil }
        return Day(year: last.adding(months: 1).year, month: last.adding(months: 1).month, day: number)
            .map { ResolvedDay(day: $0, hasInferredYear: true) }
    }

    private func dayNumber(_ phrase: TimePhrase) -> Int? {
        tokens[phrase.tokens].first { $0.kind == .number || $0.kind == .chineseNumber }?.value
    }

    /// A day without its year, a window, a list and a month's end are seldom written but to bind somebody.
    private func base(_ phrase: TimePhrase, line: Int) -> Int {
        var base = 0
        switch phrase.form {
        case .window: base += 3
        case .points where phrase.points.count > 1: base += 2
        default: break
        }
        guard let last = phrase.points.last else { return base }
        if last.day != nil, last.year == nil, last.yearWord == nil { base += 1 }
        if last.edge != nil { base += 1 }
        if last.partOfDay?.hasSuffix("前") == true { base += 6 }
        if last.minutes != nil { base += 2 }
        if tables.cell(at: tokens[phrase.tokens.lowerBound].range.lowerBound, line: line) != nil { base += 2 }
        // A line that is nothing but a time is a cell of a table whose cells stand below each other.
        let own = text.trimmed(text.line(line))
        if own.lowerBound == tokens[phrase.tokens.lowerBound].range.lowerBound,
            own.upperBound == tokens[phrase.tokens.upperBound - 1].range.upperBound
        {
            base += 3
        }
        return base
    }

    /// A time without points, such as a distance, may be a condition as well.
    private func saysYear(_ phrase: TimePhrase) -> Bool {
        phrase.points.isEmpty || phrase.points.contains { $0.year != nil || $0.yearWord != nil }
    }

    /// What lay before the day of issue with its year written out is history or a condition: 2019年12月31日前登记的.
    private func refusePast(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: inout Verdict) {
        guard verdict.other == nil, let issued = header.issued, let day = days.compactMap({ $0?.day }).max(),
            day < issued,
            phrase.points.last?.year != nil,
            !verdict.reasons.contains(where: ["phase", "label-deadline", "please"].contains)
        else { return }
        verdict.other = isWindow(phrase) ? .period : verdict.reasons.contains("before") ? .eligibility : .done
        verdict.reasons.append("before-issue")
    }

    private static let periodic: Set<String> = [
        "报送", "上报", "通报", "汇报", "报告", "召开", "组织", "组织召开", "组织开展", "开展", "公布", "公示", "填报", "报", "反馈", "提交", "更新",
    ]

    /// 自2月1日起一周内: the first day counts as one.
    private func fromStart(_ phrase: TimePhrase, _ count: Int?, _ unit: String) -> Day? {
        guard let (end, start) = lastStart, let start, let count, count > 0, end + 1 == phrase.tokens.lowerBound,
            tokens[end].value == 0x8D77  // 起
        else { return nil }
        switch unit {
        case "日", "天", "自然日", "日历日", "日历天": return start.adding(days: count - 1)
        case "周", "星期": return start.adding(days: 7 * count - 1)
        case "月": return start.adding(months: count).adding(days: -1)
        default: return nil
        }
    }

    /// 每年7月30日前完成半年总结、11月30日前完成全年总结: the second day recurs as the first one does.
    private mutating func carriedRule(_ phrase: TimePhrase) -> String? {
        let start = passage.range(phrase.tokens).lowerBound
        let sentence = map.sentence(at: start).lowerBound
        if phrase.rules == ["every-year-day"] || phrase.rules == ["every-year-month-part"] { yearly = sentence }
        guard yearly == sentence, phrase.points.count == 1, let point = phrase.points.first, point.year == nil,
            point.yearWord == nil, point.month != nil
        else { return nil }
        return "每年"
    }

    /// A verb stands right after it, or after the subject that it precedes.
    private func leadsToVerb(_ phrase: TimePhrase, within isFitting: (LexWord) -> Bool) -> Bool {
        let end = passage.range(phrase.tokens).upperBound
        let clause = map.clause(at: end)
        return end < clause.upperBound && map.words(in: end..<clause.upperBound).contains(where: isFitting)
    }

    private func leadsToVerb(_ phrase: TimePhrase) -> Bool {
        let end = passage.range(phrase.tokens).upperBound
        let clause = map.clause(at: end)
        guard end < clause.upperBound else { return false }
        let first = map.words(in: end..<min(clause.upperBound, end + 16)).first { word in
            switch word.role {
            case .action, .preparing, .light: !word.isNoun
            default: false
            }
        }
        guard let first, first.range.lowerBound - end <= 12 else { return false }
        let between = map.plain[end..<first.range.lowerBound]
        guard Self.periodic.contains(map.text(first.range)) else { return false }
        return between.isEmpty || between.first == 0x5411 || between.count <= 3  // 向
            || SubjectReader.isBody(between.first == 0x7531 ? between.dropFirst() : between)  // 由
    }

    /// A meeting's hour binds those who are asked to come.
    private func isMeeting(_ phrase: TimePhrase, _ verdict: Verdict, _ around: Surroundings) -> Bool {
        guard verdict.other == .event || verdict.other == .other || verdict.other == .period, isAttended,
            let point = phrase.points.last, point.day != nil, point.minutes != nil || point.partOfDay != nil
        else { return false }
        let words = (around.sentence + around.heading).string
        return ["会议", "座谈会", "推进会", "培训会", "动员会", "视频会", "发布会", "部署会", "调度会", "评审会", "论证会", "研讨会", "例会", "大会", "培训班"]
            .contains(where: words.contains)
    }

    /// 截至2018年12月31日，注册率达到100%: a state that is to be reached, where the day lies ahead.
    private func isTarget(_ phrase: TimePhrase, _ verdict: Verdict, _ around: Surroundings) -> Bool {
        guard verdict.other == .period || verdict.other == .other, verdict.reasons.contains("as-of"),
            let issued = header.issued, let point = phrase.points.last, let year = point.year, let month = point.month,
            let day = Day(year: year, month: month, day: point.day ?? 28), day > issued
        else { return false }
        let after = around.after.string
        return ["达到", "完成", "实现", "不低于"].contains(where: after.contains)
    }

    private func isWindow(_ phrase: TimePhrase) -> Bool {
        if case .window = phrase.form { return true }
        return false
    }

    /// 2024年, 2024年度, 本年度内: hardly ever a date of its own.
    private func isBareYearOrMonth(_ phrase: TimePhrase) -> Bool {
        !phrase.points.isEmpty
            && phrase.points.allSatisfy { $0.day == nil && ($0.edge.map(Self.bareEdges.contains) ?? true) }
    }

    private static let bareEdges: Set<String> = ["内", "年内", "上半年", "下半年"]

    /// （三）12月查漏补缺，全面完成: an item of a schedule that begins with its month.
    private func isItem(_ phrase: TimePhrase, _ around: Surroundings) -> Bool {
        guard phrase.points.last?.month != nil, phrase.points.last?.year == nil else { return false }
        let start = passage.range(phrase.tokens).lowerBound
        let line = map.line(at: start)
        let lead = passage.plain[line.lowerBound..<start]
        guard !lead.isEmpty, lead.count <= 6,
            lead.allSatisfy({
                Scalars.isDigit($0) || Scalars.chineseNumber($0) != nil || [0x28, 0x29, 0x3001, 0x2E].contains($0)
            })
        else { return false }
        return !map.words(in: map.sentence(at: start)).isEmpty
    }

    /// What the place alone decides: the signature, a line above the title.
    private func structural(_ phrase: TimePhrase, line: Int) -> Verdict? {
        let place = tokens[phrase.tokens.lowerBound].range.lowerBound
        if let signature = header.signature, signature.contains(place) {
            return Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-line"])
        }
        if signatures.contains(place) {
            return Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-inline"])
        }
        return nil
    }

    /// A distance binds when something is done within it: 5个工作日内, 公示期不少于5个工作日, not 培训5天.
    private func distanceVerdict(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        if verdict.reasons.contains(where: ["refused", "recent", "about"].contains) { return verdict }
        switch verdict.other {
        case .other, .eligibility, .done, .startOnly, .citedDocument, .event: verdict.other = nil
        default: break
        }
        return verdict
    }

    /// 三年内 without an event that it is counted from is a condition, not a deadline.
    private func isCondition(_ phrase: TimePhrase, _ around: Surroundings) -> Bool {
        guard case .distance(_, let unit, _) = phrase.form, unit == "年",
            phrase.rules == ["distance-within"]
        else { return false }
        let before = around.clause.string + around.justBefore.string
        return !["之日起", "后", "届满", "期满"].contains(where: before.contains)
    }

    /// The words around it. What stands beyond the next time belongs to that one.
    private func surroundings(_ phrase: TimePhrase, line: Int, between neighbours: Range<Int>) -> Surroundings {
        let range = passage.range(phrase.tokens)
        var end = range.upperBound
        // （含）, （星期五）, 当天 between the time and its 前 say nothing of its role.
        for aside in Self.asides where passage.plain[end...].starts(with: aside) { end += aside.count }
        let before = passage.before(range.lowerBound, notBefore: neighbours.lowerBound, until: Passage.endsSentence)
        let after = passage.after(end, notAfter: neighbours.upperBound, until: Passage.endsSentence)
        let clauseBefore = passage.before(range.lowerBound, until: Passage.endsClause)
        let clauseAfter = passage.after(end, until: Passage.endsClause)
        var label = label(passage.before(range.lowerBound, until: Passage.endsSentence))
        if let cell = tables.cell(at: tokens[phrase.tokens.lowerBound].range.lowerBound, line: line) {
            label = text.scalars[cell.heading].filter { !Scalars.isBlank($0) }.map(Scalars.plain)
        }
        return Surroundings(
            justBefore: Array(passage.plain[passage.before(range.lowerBound, until: Passage.endsSentence)].suffix(12)),
            justAfter: Array(passage.plain[passage.after(end, until: Passage.endsSentence)].prefix(8)),
            clause: Array(passage.plain[clauseBefore]) + Array(passage.plain[clauseAfter]),
            before: Array(passage.plain[before]), after: Array(passage.plain[after]),
            sentence: Array(
                passage.plain[
                    passage.before(range.lowerBound, until: Passage.endsSentence)
                        .lowerBound..<passage.after(end, until: Passage.endsSentence).upperBound]), label: label,
            heading: outline.heading(of: line))
    }

    private static let asides: [[UInt32]] = ["(含当日)", "(含当天)", "(含)", "(周末除外)", "(北京时间)"].map {
        $0.unicodeScalars.map(\.value)
    }

    /// What stands before the first colon of the sentence.
    private func label(_ before: Range<Int>) -> [UInt32] {
        let words = passage.plain[before]
        guard let colon = words.firstIndex(of: 0x3A), colon - words.startIndex <= 24 else { return [] }
        return Array(words[..<colon])
    }

    /// The time with what belongs to it: 前, and for a distance what it is counted from.
    private func sourceRange(_ phrase: TimePhrase, _ around: Surroundings) -> Range<Int> {
        var first = phrase.tokens.lowerBound
        if case .distance = phrase.form {
            while first > 0, tokens[first - 1].kind != .lineBreak, phrase.tokens.lowerBound - first < 30,
                !Passage.endsClause(UInt32(max(0, tokens[first - 1].value)))
            {
                first -= 1
            }
        }
        var last = phrase.tokens.upperBound
        for word in Self.belonging {
            if let end = TimePattern.end(of: word, tokens, from: last) {
                last = end
                break
            }
        }
        return tokens[first].range.lowerBound..<tokens[last - 1].range.upperBound
    }

    private static let belonging: [[UInt32]] = [
        "(含)前", "(含)之前", "(含)以前", "(含)止", "底前", "之前", "以前", "前", "为止", "截止", "止",
    ]
    .map { $0.unicodeScalars.map(\.value) }

    private mutating func note(
        _ phrase: TimePhrase, _ why: OtherReason, _ verdict: Verdict, _ source: Range<Int>, _ day: Day?, _ place: Int
    ) {
        draft.others.append(
            DraftOther(
                quote: text.text(source), position: text.position(of: place), day: day, why: why,
                reasons: phrase.rules + verdict.reasons))
    }

    private mutating func add(
        _ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict, _ around: Surroundings,
        _ neighbours: Range<Int>,
        _ source: Range<Int>, _ place: Int, rule carried: String? = nil
    ) {
        let resolved = days.compactMap { $0 }
        var doubts = Array(Set(resolved.flatMap(\.doubts)))
        let readings = phrase.points.flatMap(\.readings)
        if !readings.isEmpty {
            doubts.append(.damaged(candidates: readings))
        } else if resolved.count < days.count {
            doubts.append(.impossible)
        }
        if verdict.confidence < 0.6 || verdict.isVague { doubts.append(.roleUnclear) }
        let last = phrase.points.last
        var rule = carried
        switch phrase.form {
        case _ where carried != nil: break
        case .distance, .recurring: rule = text.text(source)
        case .points, .window:
            rule =
                last?.partOfDay ?? last.flatMap { ["上旬", "中旬", "下旬", "中下旬", "上中旬"].contains($0.edge) ? $0.edge : nil }
        }
        var isList = false
        if case .points = phrase.form { isList = resolved.count > 1 }
        let who = who(phrase, neighbours, at: place)
        let asked = actions.asked(region(phrase, neighbours, around, at: place))
        // 2023年7月3日—6日，体育中心: no verb, and nothing says that something closes.
        if asked.allSatisfy({ ["none", "title"].contains($0.reason) }), last?.day != nil, last?.minutes == nil,
            !verdict.reasons.contains(where: Self.strong.contains), !isCell(phrase)
        {
            return note(phrase, .event, verdict, source, resolved.last?.day, place)
        }
        for asked in asked {
            draft.deadlines.append(
                DraftDeadline(
                    quote: text.text(source), position: text.position(of: place), day: resolved.map(\.day).max(),
                    minutes: last?.minutes, start: isWindow(phrase) && resolved.count == 2 ? resolved[0].day : nil,
                    days: isList ? resolved.map(\.day) : [], rule: rule, kind: asked.kind,
                    who: who.map { printed($0) },
                    whoPosition: who.map { text.position(of: text.trimmed($0).lowerBound) }, task: actions.task(asked),
                    confidence: verdict.confidence, doubts: doubts,
                    reasons: phrase.rules + verdict.reasons + [asked.reason]))
        }
    }

    private static let strong: Set<String> = [
        "before", "until", "until-as-of", "label-deadline", "phase", "please", "heading-deadline", "heading-due",
        "attend",
        "public-notice-span",
    ]

    /// Alone on its line, or in a table.
    private func isCell(_ phrase: TimePhrase) -> Bool {
        let place = tokens[phrase.tokens.lowerBound].range.lowerBound
        let line = text.lineNumber(of: place)
        return tables.cell(at: place, line: line) != nil
            || text.trimmed(text.line(line)).count <= phrase.tokens.count + 6
    }

    /// Where what is asked by a time may stand.
    private func region(
        _ phrase: TimePhrase, _ neighbours: Range<Int>, _ around: Surroundings, at place: Int
    ) -> ActionReader.Region {
        let range = passage.range(phrase.tokens)
        let sentence = map.sentence(at: range.lowerBound)
        let start = min(range.upperBound, sentence.upperBound)
        var end = max(start, min(sentence.upperBound, neighbours.upperBound))
        // 逾期不予受理: what is said of those who are late is not asked of all.
        for clause in map.clauses(in: start..<end).dropFirst() {
            if map.words(in: clause).first.map({ $0.role == .condition && $0.range.lowerBound <= clause.lowerBound + 2 }
            )
                == true
            {
                end = clause.lowerBound
                break
            }
        }
        let first = min(range.lowerBound, max(sentence.lowerBound, neighbours.lowerBound))
        let justBefore = around.justBefore.string
        let isComplement = Self.complements.contains(where: justBefore.hasSuffix)
        var row: [UInt32] = []
        var over: [Range<Int>] = []
        if let cell = tables.cell(at: place, line: text.lineNumber(of: place)) {
            for other in cell.others {
                row += text.scalars[other].filter { !Scalars.isBlank($0) }.map(Scalars.plain) + [0x2C]
            }
            over = linesOver(range.lowerBound, by: text.lineNumber(of: place) - cell.top)
        }
        return ActionReader.Region(
            after: start..<end, before: first..<range.lowerBound, sentence: sentence, isComplement: isComplement,
            isPublicNotice: phrase.rules == ["distance-span"] && map.text(range).hasPrefix("公示"),
            isClosing: isClosing(around),
            label: around.label, heading: around.heading, row: row,
            title: (header.title ?? "").unicodeScalars.map(Scalars.plain), isCell: isCell(phrase),
            over: over)
    }

    /// Up to four lines of the passage over a table's headings, the farthest first.
    private func linesOver(_ place: Int, by rows: Int) -> [Range<Int>] {
        let line = ClauseMap.index(of: place, in: map.lines) - rows
        return line > 0 ? Array(map.lines[max(0, line - 4)..<line]) : []
    }

    private func isClosing(_ around: Surroundings) -> Bool {
        let words = around.label + around.justBefore + around.justAfter.prefix(3)
        return !Self.closings.occurrences(in: words).isEmpty
    }

    private static let closings = WordIndex(["截止", "截至", "延至", "延期", "延长", "顺延", "逾期"])
    private static let complements = ["为", "是", ":", "(", "截止", "截至", "至", "到", "截止时间", "截止日期", "不迟于", "不晚于"]

    /// As it is printed, without the line breaks of extraction.
    private func printed(_ range: Range<Int>) -> String {
        String(text.text(text.trimmed(range)).filter { !$0.isNewline })
    }

    /// Where it stands in the text.
    private func who(_ phrase: TimePhrase, _ neighbours: Range<Int>, at place: Int) -> Range<Int>? {
        let line = text.lineNumber(of: place)
        if let cell = tables.cell(at: place, line: line) { return cell.body ?? cell.others.first(where: isBody) }
        let subjects = SubjectReader(map)
        if let found = subjects.subject(of: passage.range(phrase.tokens), between: neighbours) {
            return passage.source(found)
        }
        // A cell of a table that lost its shape: the body stands in a cell before or after it.
        guard text.trimmed(text.line(line)).count <= phrase.tokens.count + 6 else { return nil }
        let near = [-1, -2, 1, 2].map { line + $0 }.filter { (0..<text.lineCount).contains($0) }
        return near.lazy.map { text.trimmed(text.line($0)) }.first(where: isBody)
    }

    /// A cell that is nothing but the name of a body.
    private func isBody(_ range: Range<Int>) -> Bool {
        let words = text.scalars[range].filter { !Scalars.isBlank($0) }.map(Scalars.plain)
        return (2...40).contains(words.count) && SubjectReader.isBody(words[...])
            && !words.contains { Passage.endsSentence($0) || $0 == 0x3A }
    }

    /// 一、自查（6月25日前）, and below it 于6月25日前…: the heading says again what its section asks.
    private mutating func dropHeadings() {
        let deadlines = draft.deadlines
        draft.deadlines = deadlines.enumerated().filter { index, one in
            let line = one.position.line - 1
            guard let day = one.day, outline.isHeading(line) else { return true }
            return !deadlines[(index + 1)...].prefix(12).contains { other in
                other.day == day && other.position.line > one.position.line
                    && outline.section(of: other.position.line - 1) == line
            }
        }.map(\.element)
    }

    /// The same thing told twice is one deadline.
    private mutating func dropRepeated() {
        var seen: Set<String> = []
        var days: Set<String> = []
        var meetings: Set<Day> = []
        draft.deadlines = draft.deadlines.filter { deadline in
            guard let day = deadline.day else { return true }
            // The reply form tells the meeting's hour again.
            if deadline.kind == .meeting, !meetings.insert(day).inserted, deadline.who == nil { return false }
            let key =
                "\(day.iso) \(deadline.minutes ?? -1) \(deadline.kind.rawValue) \(deadline.who ?? "") \(deadline.task.prefix(6))"
            // 四、报送截止时间 says again what the paragraphs above have asked for by that day.
            let isNew = days.insert("\(day.iso) \(deadline.minutes ?? -1)").inserted
            if !isNew, deadline.who == nil, deadline.reasons.contains("heading-due") { return false }
            return seen.insert(key).inserted
        }
    }
}

/// The headings over each line.
struct Outline: Sendable {
    private var headings: [[UInt32]] = []
    /// The line of the heading over each line; its own for a heading.
    private var sections: [Int] = []

    init() {}

    func isHeading(_ line: Int) -> Bool { line < sections.count && sections[line] == line }
    func section(of line: Int) -> Int? { line < sections.count && sections[line] >= 0 ? sections[line] : nil }

    init(_ text: SourceText) {
        var current: [UInt32] = []
        var section = -1
        headings.reserveCapacity(text.lineCount)
        for number in 0..<text.lineCount {
            let line = text.trimmed(text.line(number))
            if line.count <= 30, Self.isHeading(text.scalars[line]) {
                current = text.scalars[line].filter { !Scalars.isBlank($0) }.map(Scalars.plain)
                section = number
            }
            headings.append(current)
            sections.append(section)
        }
    }

    func heading(of line: Int) -> [UInt32] { line < headings.count ? headings[line] : [] }

    /// `三、报送时间`, `（二）材料要求`: numbered and without a full stop.
    private static func isHeading(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = line.first, let last = line.last, last != "。", last != "；" else { return false }
        if first == "#" || first == "*" { return true }
        let rest = first == "（" || first == "(" ? line.dropFirst() : line
        guard let number = rest.first, Scalars.chineseNumber(number.value) != nil || Scalars.isDigit(number.value)
        else {
            return false
        }
        return line.prefix(6).contains { $0 == "、" || $0 == "）" || $0 == ")" || $0 == "." || $0 == "．" }
    }
}

/// Mailboxes and web addresses as printed.
enum AddressReader {
    static func addresses(in text: SourceText) -> (emails: [String], urls: [String]) {
        var emails: [String] = []
        var urls: [String] = []
        var place = 0
        let scalars = text.scalars
        while place < scalars.count {
            guard isPart(scalars[place]) else {
                place += 1
                continue
            }
            var start = place
            while place < scalars.count, isPart(scalars[place]) { place += 1 }
            var end = place
            while end > start, ".,;:)-/".unicodeScalars.contains(scalars[end - 1]),
                !(scalars[end - 1] == "/" && end - start > 8)
            { end -= 1 }
            while start < end, ".:_-/".unicodeScalars.contains(scalars[start]) { start += 1 }
            guard end - start >= 6, end - start <= 300 else { continue }
            let word = text.text(start..<end)
            if let url = url(word) {
                if !urls.contains(url) { urls.append(url) }
            } else if isMail(word), !emails.contains(word) {
                emails.append(word)
            }
        }
        return (emails, urls)
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value < 0x7F && !"<>\"'()[]{},;|`\\^".unicodeScalars.contains(scalar)
    }

    private static func url(_ word: String) -> String? {
        let lower = word.lowercased()
        for scheme in ["http://", "https://", "ftp://"] where lower.hasPrefix(scheme) && lower.count > scheme.count + 3
        {
            return word
        }
        return lower.hasPrefix("www.") && lower.count > 7 ? word : nil
    }

    private static func isMail(_ word: String) -> Bool {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix(".") else {
            return false
        }
        return parts[1].split(separator: ".").last.map { $0.count >= 2 && $0.allSatisfy(\.isLetter) } ?? false
    }
}
