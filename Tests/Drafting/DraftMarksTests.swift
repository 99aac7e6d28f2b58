// Marks stand where the draft was read, never overlap, and leave the text as it is.
import Deadlines
import Testing
import Texts

@testable import Drafting

extension DraftDeadline {
    /// A deadline at the words given, which stand once in the text.
    static func made(
        _ quote: String, time: String? = nil, in text: String, day: String? = nil, minutes: Int? = nil,
        start: String? = nil, kind: DraftKind = .submission, who: String? = nil, whoAt: String? = nil,
        task: String = "", doubts: [DraftDoubt] = [], reasons: [String] = []
    ) -> DraftDeadline {
        DraftDeadline(
            quote: quote, position: text.position(of: time ?? quote), day: day.flatMap { Day(iso: $0) },
            minutes: minutes, start: start.flatMap { Day(iso: $0) }, days: [], rule: day == nil ? quote : nil,
            kind: kind,
            who: who, whoPosition: (whoAt ?? who).map { text.position(of: $0) }, task: task, confidence: 0.9,
            doubts: doubts, reasons: reasons)
    }
}

extension String {
    /// Where the words stand first; the beginning if they do not.
    fileprivate func position(of words: String) -> Position {
        let (all, part) = (Array(unicodeScalars), Array(words.unicodeScalars))
        let place = all.indices.first { all[$0...].starts(with: part) } ?? 0
        return SourceText(self).position(of: place)
    }
}

private func shown(_ marks: DraftMarks, _ text: String) -> [String] {
    let source = SourceText(text)
    return marks.marks.map { mark in
        let words = source.text(mark.range)
        return switch mark.role {
        case .deadline(let isDoubtful): "\(mark.numbers)\(isDoubtful ? "?" : "") \(words)"
        case .who: "who \(mark.numbers) \(words)"
        case .other: "other \(mark.numbers) \(words)"
        }
    }
}

@Test(arguments: ["open", "frozen"])
func `marks of the whole corpus lie apart, and their texts joined are the notice`(part: String) throws {
    for name in Corpus.names(part) {
        let text = try Corpus.text(part, name)
        let source = SourceText(text)
        let draft = DraftReader.read(text)
        let marks = DraftMarks(source, draft)
        let joined = marks.lines.map { $0.map(\.text).joined() }.joined(separator: "\n")
        #expect(joined == source.text(0..<source.scalars.count), "\(name)")
        for (left, right) in zip(marks.marks, marks.marks.dropFirst()) {
            #expect(left.range.upperBound <= right.range.lowerBound, "\(name): \(left) \(right)")
        }
        // Every deadline is to be seen, and every time that is none unless a deadline covers it.
        var deadlines: Set<Int> = []
        for mark in marks.marks {
            guard case .deadline = mark.role else { continue }
            deadlines.formUnion(mark.numbers)
        }
        #expect(deadlines == Set(draft.deadlines.indices), "\(name)")
        let pieces = marks.lines.flatMap { $0 }.filter { $0.mark != nil }
        #expect(pieces.count { $0.begins } == marks.marks.count && pieces.count { $0.ends } == marks.marks.count)
    }
}

@Test(arguments: ["open", "frozen"])
func `every reason of the corpus is said in words`(part: String) throws {
    for name in Corpus.names(part) {
        let text = try Corpus.text(part, name)
        let draft = DraftReader.read(text)
        let reasons = DraftReasons(SourceText(text))
        let names = Set(draft.deadlines.flatMap(\.reasons) + draft.others.flatMap(\.reasons))
        for reason in names {
            let isKnown =
                RuleBook.times[reason] != nil || RuleBook.cues[reason] != nil || RuleBook.verbs[reason] != nil
                || RuleBook.places[reason] != nil || RuleBook.actions[reason] != nil
                || RuleBook.refinements[reason] != nil
            #expect(isKnown, "\(name): “\(reason)” needs a phrase in RuleBook")
        }
        #expect(draft.deadlines.allSatisfy { !reasons.of($0).isEmpty }, "\(name)")
        #expect(draft.others.allSatisfy { !reasons.of($0).isEmpty || $0.reasons.isEmpty }, "\(name)")
    }
}

@Test func `a quote that takes in the words for who and an earlier time is cut at them`() {
    let text = "各 单位应在收到通知后5日内反馈并在审核后3日内\n上报。"
    var draft = Draft()
    draft.deadlines = [
        .made("各 单位应在收到通知后5日内", time: "5日内", in: text, who: "各单位", whoAt: "各"),
        .made("各 单位应在收到通知后5日内反馈并在审核后3日内", time: "3日内", in: text, who: "各单位", whoAt: "各", doubts: [.impossible]),
        .made("各 单位应在收到通知后5日内反馈并在审核后3日内", time: "3日内", in: text, kind: .other),
    ]
    #expect(
        shown(DraftMarks(SourceText(text), draft), text) == [
            "who [0, 1] 各 单位", "[0] 应在收到通知后5日内", "[1, 2]? 反馈并在审核后3日内",
        ])
}

@Test func `a mark goes over the end of a line`() {
    let text = "请于2025年3月\n30日前报送"
    var draft = Draft()
    draft.deadlines = [.made("2025年3月\n30日前", in: text, day: "2025-03-30")]
    let lines = DraftMarks(SourceText(text), draft).lines
    #expect(lines.map { $0.map(\.text) } == [["请于", "2025年3月"], ["30日前", "报送"]])
    #expect(lines[0][1].begins && !lines[0][1].ends && !lines[1][0].begins && lines[1][0].ends)
}

@Test func `what a draft says of another text is left unmarked`() {
    let text = "请于2025年3月30日前报送，各单位知悉。"
    var draft = Draft()
    draft.deadlines = [.made("2025年3月30日前", in: text, day: "2025-03-30", who: "各单位")]
    for other in ["", "短", "请于2025年4月30日前报送，各部门知悉。", "\n\n"] {
        let marks = DraftMarks(SourceText(other), draft)
        #expect(marks.marks.isEmpty, "\(other)")
        #expect(marks.lines.map { $0.map(\.text).joined() }.joined(separator: "\n") == other)
    }
}

@Test func `a time within a deadline's words is not marked for itself`() {
    let text = "自2025年3月1日起至30日止报送"
    var draft = Draft()
    draft.deadlines = [.made("2025年3月1日起至30日止", in: text, day: "2025-03-30")]
    draft.others = [
        DraftOther(quote: "3月1日", position: Position(line: 1, column: 7), day: nil, why: .startOnly, reasons: [])
    ]
    #expect(shown(DraftMarks(SourceText(text), draft), text) == ["[0] 2025年3月1日起至30日止"])
}

@Test func `grounds name the words that were met, each once`() throws {
    let text = "一、报送时间\n请各单位务必于2025年3月28日前报送汇总表。"
    let deadline = try #require(DraftReader.read(text).deadlines.first)
    let phrases = DraftReasons(SourceText(text)).of(deadline).map(\.phrase.zh)
    #expect(phrases.contains("后接“前”") && phrases.contains("前接“务必于”"))
    #expect(!phrases.contains("前接“于”"), "于 is a part of 务必于")
    #expect(phrases.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isASCII || !$0.properties.isAlphabetic } })
}
