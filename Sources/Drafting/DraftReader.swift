/// Reads an official notice: its head, then every time in it, each weighed by the words around it.

import Deadlines
import Texts

public struct DraftReader {
    let notice: NoticeText
    private let roles: RoleReader
    private let actions: ActionReader
    private let subjects: SubjectReader
    private var days: DayReader
    private var draft = Draft()
    /// The time that was left out, since the next one tells its days.
    private var restated: TimePhrase?

    public static func read(_ text: String) -> Draft {
        var reader = DraftReader(NoticeText(SourceText(text)))
        return reader.read()
    }

    private init(_ notice: NoticeText) {
        self.notice = notice
        roles = RoleReader(notice)
        actions = ActionReader(notice.map)
        subjects = SubjectReader(notice.map)
        days = DayReader(notice)
    }

    private mutating func read() -> Draft {
        let header = notice.header
        draft.title = header.title
        draft.number = header.number
        draft.issuers = header.issuers
        draft.issued = header.issued
        draft.isIssueInferred = header.isIssueInferred
        draft.addressees = header.addressees
        let addresses = AddressReader.places(in: notice.text)
        (draft.emails, draft.urls) = AddressReader.addresses(addresses)
        let period = PeriodReader.period(
            notice.phrases, notice.tokens, notice.passage, notice.text, header, notice.outline)
        draft.period = period?.days
        draft.lines = header.lines(of: notice.text, period: period)
        for index in notice.phrases.indices { read(index) }
        let numbers = PhoneReader.numbers(in: notice.text)
        FurnitureReader.settle(&draft, notice.text, numbers)
        draft.deadlines = Repetition.dropped(draft.deadlines, notice.outline)
        let details = DetailReader(text: notice.text, passage: notice.passage, addresses)
        details.read(&draft.deadlines, notice.outline)
        draft.parts = PartsReader.parts(of: notice.text, notice.passage, header, details, numbers)
        draft.parts.forms = FormReader.forms(in: notice.text, notice.tables)
        return draft
    }

    // MARK: - One time

    private mutating func read(_ index: Int) {
        let phrase = notice.phrases[index]
        days.begin(phrase)
        let neighbours = notice.neighbours[index]
        let around = notice.surroundings(phrase, between: neighbours)
        let before = restated
        restated = !phrase.isDistance && isRestated(index) ? phrase : nil
        if restated != nil { return }
        guard var verdict = roles.verdict(phrase, around) else { return }
        if before != nil {
            verdict.other = nil
            verdict.reasons.append("restated")
        }
        // 近三年内（2021年至2023年）binds nobody, nor do its days.
        if phrase.isDistance, verdict.other == nil, isRestated(index) {
            restated = phrase
            return
        }
        if verdict.other == nil, isReplaced(index) { verdict.other = .superseded }
        if days.isYearly(phrase) {
            guard verdict.other == nil || verdict.other == .other else { return }
            verdict.other = nil
            return add(phrase, [], verdict, around, neighbours, rule: "每年" + notice.text.text(notice.source(phrase)))
        }
        if days.isLost(phrase) {
            guard verdict.other == nil, roles.leadsToHandingIn(phrase) else { return }
            return add(phrase, [], verdict, around, neighbours, rule: notice.text.text(notice.source(phrase)))
        }
        if verdict.other == .startOnly { days.start(phrase) }
        if verdict.other == nil, let day = days.fromStart(phrase) {
            return add(phrase, [day], verdict, around, neighbours)
        }
        if isPartOfWindow(index) { return }
        if isOnForm(phrase) { verdict.reasons.append("on-form") }
        let found = days.days(phrase)
        guard let settled = roles.settled(verdict, phrase, found), !isStray(phrase, found, verdict) else { return }
        if let why = settled.other {
            return note(phrase, why, settled, found.compactMap { $0 }.last?.day)
        }
        add(phrase, found, settled, around, neighbours, restating: before)
        days.tell(found.compactMap { $0?.day }.max())
    }

    private mutating func note(_ phrase: TimePhrase, _ why: OtherReason, _ verdict: Verdict, _ day: Day?) {
        let source = notice.source(phrase)
        draft.others.append(
            DraftOther(
                quote: notice.text.text(source), position: notice.text.position(of: source.lowerBound),
                day: day, why: why, reasons: phrase.rules + verdict.reasons))
    }

    private mutating func add(
        _ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict, _ around: Surroundings,
        _ neighbours: Range<Int>, rule: String? = nil, restating restated: TimePhrase? = nil
    ) {
        let resolved = days.compactMap { $0 }
        let asked = actions.asked(notice.region(phrase, neighbours, around, restating: restated))
        if isEvent(phrase, asked, verdict) { return note(phrase, .event, verdict, resolved.last?.day) }
        let source = notice.source(phrase)
        let who = who(phrase, neighbours)
        let last = phrase.points.last
        var isList = false
        if case .points = phrase.form { isList = resolved.count > 1 }
        for (number, asked) in asked.enumerated() {
            let second =
                number == 0 ? nil : subjects.subject(ofSecond: asked.words, after: notice.range(phrase))
            let who = second.map(notice.passage.source) ?? who
            var deadline =
                DraftDeadline(
                    quote: notice.text.text(source), position: notice.text.position(of: source.lowerBound),
                    day: resolved.map(\.day).max(), minutes: last?.minutes,
                    start: phrase.isWindow && resolved.count == 2 ? resolved[0].day : nil,
                    days: isList ? resolved.map(\.day) : [], rule: rule ?? self.rule(phrase, source), kind: asked.kind,
                    who: who.map(printed),
                    whoPosition: who.map { notice.text.position(of: notice.text.trimmed($0).lowerBound) },
                    task: actions.task(asked), confidence: verdict.confidence,
                    doubts: doubts(phrase, days, verdict),
                    reasons: phrase.rules + verdict.reasons + [asked.reason])
            let time = notice.place(phrase)
            if time > source.lowerBound { deadline.timePosition = notice.text.position(of: time) }
            draft.deadlines.append(deadline)
        }
    }

    /// 2023年7月3日—6日，体育中心: no verb, and nothing says that something closes.
    private func isEvent(_ phrase: TimePhrase, _ asked: [ActionReader.Asked], _ verdict: Verdict) -> Bool {
        // 5月12日 完成检测 binds, whatever is to be completed.
        let next = notice.map.plain[notice.range(phrase).upperBound...].prefix(2)
        return !next.elementsEqual([0x5B8C, 0x6210])
            && asked.allSatisfy { ["none", "title"].contains($0.reason) } && phrase.points.last?.day != nil
            && phrase.points.last?.minutes == nil && !verdict.reasons.contains(where: Self.strong.contains)
            && !notice.isCell(phrase)
    }

    private static let strong: Set<String> = [
        "before", "until", "until-as-of", "label-deadline", "named-hour", "named-window", "closing-time", "phase",
        "please", "heading-deadline", "heading-due",
        "attend", "public-notice-span", "restated",
    ]

    /// Words: a rule without a fixed day, or a part of a day or month that a day alone does not say.
    private func rule(_ phrase: TimePhrase, _ source: Range<Int>) -> String? {
        switch phrase.form {
        case .distance, .recurring: notice.text.text(source)
        case .points, .window: phrase.points.last.flatMap { $0.partOfDay ?? $0.edge.flatMap(Self.partOfMonth) }
        }
    }

    private static func partOfMonth(_ edge: String) -> String? {
        ["上旬", "中旬", "下旬", "中下旬", "上中旬"].contains(edge) ? edge : nil
    }

    private func doubts(_ phrase: TimePhrase, _ days: [ResolvedDay?], _ verdict: Verdict) -> [DraftDoubt] {
        var doubts: [DraftDoubt] = []
        for doubt in days.flatMap({ $0?.doubts ?? [] }) where !doubts.contains(doubt) { doubts.append(doubt) }
        let readings = phrase.points.flatMap(\.readings)
        if !readings.isEmpty {
            doubts.append(.damaged(candidates: readings))
        } else if days.contains(where: { $0 == nil }) {
            doubts.append(self.days.hasYear || phrase.points.contains { $0.year != nil } ? .impossible : .yearNotSaid)
        }
        // What is counted from an event and got this far binds: cues of dates say little of it.
        let isCounted = phrase.isDistance && phrase.rules != ["festival"] && phrase.rules != ["distance-half-month"]
        if verdict.confidence < 0.6 && !isCounted || verdict.isVague { doubts.append(.roleUnclear) }
        return doubts
    }

    // MARK: - Who

    /// As it is printed, without the line breaks of extraction.
    private func printed(_ range: Range<Int>) -> String {
        String(notice.text.text(notice.text.trimmed(range)).filter { !$0.isNewline })
    }

    /// Where it stands in the text.
    private func who(_ phrase: TimePhrase, _ neighbours: Range<Int>) -> Range<Int>? {
        if let cell = notice.cell(phrase) { return cell.body.flatMap(bodyOfCell) ?? cell.others.first(where: isBody) }
        if let record = notice.record(phrase), let found = subjects.subject(inRecord: record) {
            return notice.passage.source(found)
        }
        if let found = subjects.subject(of: notice.range(phrase), between: neighbours) {
            return notice.passage.source(found)
        }
        // A cell of a table that lost its shape: the body stands in a cell before or after it.
        guard notice.isAlone(phrase) else { return nil }
        let line = notice.line(phrase)
        let near = [-1, -2, 1, 2].map { line + $0 }.filter { (0..<notice.text.lineCount).contains($0) }
        return near.lazy.map { notice.text.trimmed(notice.text.line($0)) }.first(where: isBody)
    }

    /// A column of bodies may hold more than names.
    private func bodyOfCell(_ range: Range<Int>) -> Range<Int>? {
        range.count <= 60 && !notice.text.scalars[range].contains { $0 == "<" || $0 == "。" } ? range : nil
    }

    /// A cell that is nothing but the name of a body.
    private func isBody(_ range: Range<Int>) -> Bool {
        let words = notice.text.plain(range)
        return (2...40).contains(words.count) && BodyName.endsAsOne(words[...])
            && !words.contains { Passage.endsSentence($0) || $0 == 0x3A }
    }
}
