/// Reads an official notice: its head, then every time in it, each weighed by the words around it.

import Deadlines
import Texts

public struct DraftReader {
    private let text: SourceText
    private let tokens: [Token]
    private let phrases: [TimePhrase]
    private let passage: Passage
    private let tables: TableReader
    private let header: HeaderReader.Header
    private var resolver: DateResolver
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
        tables = TableReader(text)
        header = HeaderReader.header(of: text)
        resolver = DateResolver(TimeContext(issued: header.issued, year: Self.year(of: header, phrases)))
    }

    private mutating func read() -> Draft {
        draft.title = header.title
        draft.number = header.number
        draft.issuers = header.issuers
        draft.issued = header.issued
        draft.isIssueInferred = header.isIssueInferred
        draft.addressees = header.addressees
        (draft.emails, draft.urls) = AddressReader.addresses(in: text)
        outline = Outline(text)
        let period = PeriodReader.period(phrases, tokens, passage, text, header, outline)
        draft.period = period?.days
        draft.lines = header.lines(of: text, period: period)
        var line = -1
        for (index, phrase) in phrases.enumerated() {
            let here = text.lineNumber(of: tokens[phrase.tokens.lowerBound].range.lowerBound)
            if line >= 0, here > line + 1 { resolver.forget() } else if here > line { resolver.newLine() }
            line = here
            let previous = index > 0 ? passage.range(phrases[index - 1].tokens).upperBound : 0
            let next = index + 1 < phrases.count ? passage.range(phrases[index + 1].tokens).lowerBound : Int.max
            read(phrase, line: here, between: previous..<next)
        }
        FurnitureReader.settle(&draft, text)
        dropRepeated()
        let details = DetailReader(text: text, passage: passage)
        details.read(&draft.deadlines, outline)
        draft.parts = PartsReader.parts(of: text, passage, header, details)
        return draft
    }

    /// Without a signature the number's year, else the latest that a day is written with.
    private static func year(of header: HeaderReader.Header, _ phrases: [TimePhrase]) -> Int? {
        if let number = header.number {
            for token in Tokenizer.tokens(of: SourceText(number)) where token.kind == .number && token.length == 4 {
                return token.value
            }
        }
        return phrases.flatMap(\.points).compactMap(\.year).max()
    }

    // MARK: - One time

    private mutating func read(_ phrase: TimePhrase, line: Int, between neighbours: Range<Int>) {
        if let offset = phrase.points.first?.offset, phrase.points.count == 1, offset != 0, resolver.last == nil {
            return
        }
        let around = surroundings(phrase, line: line, between: neighbours)
        var verdict = structural(phrase, line: line) ?? CueReader.shared.verdict(around, base: base(phrase, line: line))
        let source = sourceRange(phrase, around)
        let place = tokens[phrase.tokens.lowerBound].range.lowerBound
        if case .distance = phrase.form { verdict = distanceVerdict(verdict) }
        if case .recurring = phrase.form, verdict.other == .other || verdict.other == .startOnly,
            verdict.deadlineWeight >= 3 || ["every-month-day", "every-week-day"].contains(phrase.rules[0])
        {
            verdict.other = nil
        }
        if phrase.rules == ["month-day-dot"], !verdict.reasons.contains("before"), !verdict.reasons.contains("until") {
            return
        }
        let near = resolver.last
        let days = phrase.points.enumerated().map { index, point in
            resolver.resolve(point, isEnd: !isWindow(phrase) || index == 1)
        }
        let named = nextMonth(phrase, after: near, place)
        refusePast(phrase, days, &verdict)
        if isBareYearOrMonth(phrase), verdict.deadlineWeight < 6, !verdict.reasons.contains("phase") {
            if verdict.other == nil { verdict.other = .other }
            // 2024年 is said of everything: only what looks like a date is worth telling.
            guard phrase.points.contains(where: { $0.month != nil && $0.year != nil }) else { return }
        }
        if let why = verdict.other {
            note(phrase, why, verdict, source, days.compactMap { $0 }.last?.day, place)
            return
        }
        add(phrase, named.map { [$0] } ?? days, verdict, around, source, place)
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

    /// What lay before the day of issue with its year written out is history or a condition: 2019年12月31日前登记的.
    private func refusePast(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: inout Verdict) {
        guard verdict.other == nil, let issued = header.issued, let day = days.compactMap({ $0?.day }).max(),
            day < issued,
            phrase.points.last?.year != nil, !verdict.reasons.contains("phase")
        else { return }
        verdict.other = isWindow(phrase) ? .period : verdict.reasons.contains("before") ? .eligibility : .done
        verdict.reasons.append("before-issue")
    }

    private func isWindow(_ phrase: TimePhrase) -> Bool {
        if case .window = phrase.form { return true }
        return false
    }

    /// 2024年, 2024年度, 本年度内: hardly ever a date of its own.
    private func isBareYearOrMonth(_ phrase: TimePhrase) -> Bool {
        !phrase.points.isEmpty
            && phrase.points.allSatisfy { $0.day == nil && ($0.edge == nil || $0.edge == "内" || $0.edge == "年内") }
    }

    /// What the place alone decides: the signature, a line above the title.
    private func structural(_ phrase: TimePhrase, line: Int) -> Verdict? {
        let place = tokens[phrase.tokens.lowerBound].range.lowerBound
        if let signature = header.signature, signature.contains(place) {
            return Verdict(other: .signatureDate, otherWeight: 9, reasons: ["signature-line"])
        }
        return nil
    }

    /// A distance binds when something is done within it: 5个工作日内, 公示期不少于5个工作日, not 培训5天.
    private func distanceVerdict(_ verdict: Verdict) -> Verdict {
        var verdict = verdict
        switch verdict.other {
        case .other, .eligibility, .done, .startOnly, .citedDocument, .event: verdict.other = nil
        default: break
        }
        return verdict
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
        _ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict, _ around: Surroundings, _ source: Range<Int>,
        _ place: Int
    ) {
        let resolved = days.compactMap { $0 }
        var doubts = Array(Set(resolved.flatMap(\.doubts)))
        let readings = phrase.points.flatMap(\.readings)
        if !readings.isEmpty {
            doubts.append(.damaged(candidates: readings))
        } else if resolved.count < days.count {
            doubts.append(.impossible)
        }
        if verdict.confidence < 0.6 { doubts.append(.roleUnclear) }
        let action = ActionReader.shared
        let (kind, reason) = action.kind(
            after: around.after, before: around.before, label: around.label, heading: around.heading,
            sentence: around.sentence)
        let second = action.second(in: around.after, beside: kind)
        let last = phrase.points.last
        var rule: String?
        switch phrase.form {
        case .distance, .recurring: rule = text.text(source)
        case .points, .window:
            rule =
                last?.partOfDay ?? last.flatMap { ["上旬", "中旬", "下旬", "中下旬", "上中旬"].contains($0.edge) ? $0.edge : nil }
        }
        var isList = false
        if case .points = phrase.form { isList = resolved.count > 1 }
        let who = who(phrase, at: place)
        let task = action.task(before: around.before, after: around.after)
        // 完成审核，并将结果报市局: two things by one day.
        let asked = [(kind, task, reason)] + (second.map { [($0.kind, $0.task, "second-verb")] } ?? [])
        for (kind, task, reason) in asked {
            draft.deadlines.append(
                DraftDeadline(
                    quote: text.text(source), position: text.position(of: place), day: resolved.map(\.day).max(),
                    minutes: last?.minutes, start: isWindow(phrase) && resolved.count == 2 ? resolved[0].day : nil,
                    days: isList ? resolved.map(\.day) : [], rule: rule, kind: kind, who: who.map { text.tidy($0) },
                    whoPosition: who.map { text.position(of: text.trimmed($0).lowerBound) }, task: task,
                    confidence: verdict.confidence, doubts: doubts, reasons: phrase.rules + verdict.reasons + [reason]))
        }
    }

    /// Where it stands in the text.
    private func who(_ phrase: TimePhrase, at place: Int) -> Range<Int>? {
        if let cell = tables.cell(at: place, line: text.lineNumber(of: place)) { return cell.body }
        return SubjectReader(passage).subject(of: passage.range(phrase.tokens)).map { passage.source($0) }
    }

    /// The same thing told twice is one deadline.
    private mutating func dropRepeated() {
        var seen: Set<String> = []
        var days: Set<String> = []
        draft.deadlines = draft.deadlines.filter { deadline in
            guard let day = deadline.day else { return true }
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

    init() {}

    init(_ text: SourceText) {
        var current: [UInt32] = []
        headings.reserveCapacity(text.lineCount)
        for number in 0..<text.lineCount {
            let line = text.trimmed(text.line(number))
            if line.count <= 30, Self.isHeading(text.scalars[line]) {
                current = text.scalars[line].filter { !Scalars.isBlank($0) }.map(Scalars.plain)
            }
            headings.append(current)
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
