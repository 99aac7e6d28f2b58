/// On what grounds a time was read as it was, in words for people: the rules' own, with the words that they met.

import Texts

public struct DraftReason: Sendable, Hashable {
    public enum Side: Sendable, Hashable {
        /// How the time is written.
        case writing
        /// Speaks for a deadline.
        case binding
        /// Speaks for something else.
        case notBinding(OtherReason)
        /// The place alone says that it is no deadline: the signature, before the issue.
        case place
        /// Says what has to be done.
        case action
    }

    public let side: Side
    public let phrase: Phrase
    /// What the rule met in the text; nil where the place alone decides.
    let word: String?

    init(_ side: Side, _ phrase: Phrase, word: String? = nil) {
        self.side = side
        self.phrase = phrase
        self.word = word
    }
}

/// Names of rules as grounds, for one text.
public struct DraftReasons: Sendable {
    private let text: SourceText

    public init(_ text: SourceText) { self.text = text }

    public func of(_ deadline: DraftDeadline) -> [DraftReason] {
        let time = deadline.timePosition ?? deadline.position
        let lead = (text.place(of: time) ?? 0) - (text.place(of: deadline.position) ?? 0)
        let around = RulesAround(text, time, length: max(1, deadline.quote.unicodeScalars.count - lead))
        // The last name is the verb's; verbs and cues share some.
        let last = deadline.reasons.indices.last
        return shortened(
            deadline.reasons.enumerated().flatMap { index, name in
                index == last ? action(name, around) ?? any(name, around) : any(name, around)
            })
    }

    public func of(_ other: DraftOther) -> [DraftReason] {
        let around = RulesAround(text, other.position, length: other.quote.unicodeScalars.count)
        return shortened(other.reasons.flatMap { any($0, around) })
    }

    private func any(_ name: String, _ around: RulesAround) -> [DraftReason] {
        if let rule = RuleBook.times[name] { return [DraftReason(.writing, rule.phrase, word: rule.example)] }
        if let cue = RuleBook.cues[name] { return [around.reason(cue)] }
        if let refinement = RuleBook.refinements[name] { return [DraftReason(refinement)] }
        return RuleBook.places[name].map { [$0] } ?? action(name, around) ?? []
    }

    private func action(_ name: String, _ around: RulesAround) -> [DraftReason]? {
        RuleBook.actions[name].map { [$0] } ?? RuleBook.verbs[name].map { [around.reason($0)] }
    }

    /// One word is named once, and none that is a part of another on the same side: 于 of 须于.
    private func shortened(_ reasons: [DraftReason]) -> [DraftReason] {
        var kept: [DraftReason] = []
        for reason in reasons where !kept.contains(reason) {
            if let word = reason.word, reason.side != .writing {
                if kept.contains(where: { $0.side == reason.side && $0.word?.contains(word) == true }) { continue }
                kept.removeAll { old in old.side == reason.side && old.word.map(word.contains) == true }
            }
            kept.append(reason)
        }
        return kept
    }
}

/// The rules by their names.
enum RuleBook {
    struct Cue: Sendable {
        let rule: CueRule
        let words: [[UInt32]]
    }
    /// The words of which one says what has to be done.
    struct Verbs: Sendable {
        let example: String
        let words: [[UInt32]]
    }

    static let times = Dictionary(
        (TimeRule.all + [TimeScanner.joinedDigits, TimeScanner.spoiltDay]).map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })
    static let cues = Dictionary(
        CueRule.all.map { ($0.name, Cue(rule: $0, words: $0.words.map(scalars))) },
        uniquingKeysWith: { first, _ in first })
    static let verbs = Dictionary(
        Lexicon.rules.map { ($0.name, Verbs(example: $0.words.first ?? "", words: $0.words.map(scalars))) },
        uniquingKeysWith: { first, _ in first })

    static let refinements = Dictionary(
        Refinement.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static func scalars(_ word: String) -> [UInt32] { word.unicodeScalars.map(\.value) }

    /// Decided by the place alone.
    static let places: [String: DraftReason] = [
        "page-stamp": DraftReason(
            .place, Phrase(zh: "是网页发布的时刻", en: "is when the page was put up")),
        "signature-line": DraftReason(
            .place, Phrase(zh: "位于落款", en: "stands in the signature")),
        "signature-inline": DraftReason(.place, Phrase(zh: "位于正文末尾的落款", en: "stands in a signature within the text")),
        "line-issue-date": DraftReason(
            .place, Phrase(zh: "位于网页或印发栏的日期行", en: "stands in the page's or the printer's line")),
        "line-phone": DraftReason(.place, Phrase(zh: "位于电话号码中", en: "stands in a telephone number")),
        "phone": DraftReason(.place, Phrase(zh: "是电话号码的一部分", en: "is a part of a telephone number")),
        "before-issue": DraftReason(
            .place, Phrase(zh: "早于发文日期", en: "lies before the day of issue")),
    ]

    static let actions: [String: DraftReason] = [
        "sealed-form": Phrase(zh: "别处要求这份表盖章", en: "a form that has to be sealed, as said elsewhere"),
        "same-item": Phrase(zh: "同一条安排里的另一件事", en: "another thing of the same item"),
        "on-form": Phrase(zh: "写在表上或括号里", en: "said on a form or in brackets"),
        "restated": Phrase(zh: "每周的日子一一列出", en: "the days of a weekly date, one by one"),
        "outcome": Phrase(zh: "报的是审核结果", en: "the outcome of a review is handed in"),
        "payment": Phrase(zh: "缴费，不是报送", en: "money is paid, nothing is handed in"),
        "log-in": Phrase(zh: "登录系统填报", en: "entered after logging in"),
        "second-verb": Phrase(zh: "同一期限还要求做第二件事", en: "a second thing is asked by the same time"),
        "seal": Phrase(zh: "要求盖章或签字", en: "a seal or signature is asked for"),
        "seal-in-sentence": Phrase(zh: "同一句要求盖章或签字", en: "the sentence asks for a seal or signature"),
        "seal-nearby": Phrase(zh: "相邻的句子要求盖章或签字", en: "a sentence beside it asks for a seal or signature"),
        "roster": Phrase(zh: "报的是名单或联系人", en: "a list of persons or contacts is handed in"),
        "public-notice": Phrase(zh: "说的是公示", en: "it is about a public notice"),
        "sealed-copy": Phrase(zh: "盖章的一份", en: "the copy that carries a seal"),
        "electronic-copy": Phrase(zh: "电子版的一份", en: "the electronic copy"),
        "label": Phrase(zh: "要做的事见冒号前", en: "what is asked stands before the colon"),
        "row": Phrase(zh: "要做的事见表格同一行", en: "what is asked stands in the table's row"),
        "heading": Phrase(zh: "要做的事见上面的标题", en: "what is asked stands in the heading above"),
        "title": Phrase(zh: "要做的事按通知标题", en: "what is asked follows from the notice's title"),
        "closing": Phrase(zh: "只写了截止，按报送", en: "only a closing time is said: taken as a submission"),
        "none": Phrase(zh: "没有读出要做什么", en: "what has to be done was not found"),
    ]
    .mapValues { DraftReason(.action, $0) }
}

extension TimeRule {
    /// By its example: what an office worker recognises.
    var phrase: Phrase { Phrase(zh: "写法同“\(example)”", en: "written like “\(example)”") }
}

extension CueRule {
    /// - Parameter word: the one that was met; nil names the first of the rule's as an example.
    func phrase(_ word: String?) -> Phrase {
        let zh = word.map { "“\($0)”" } ?? "“\(words.first ?? "")”一类的词"
        let en = word.map { "“\($0)”" } ?? "a word like “\(words.first ?? "")”"
        return switch scope {
        case .justAfter: Phrase(zh: "后接\(zh)", en: "followed by \(en)")
        case .justBefore: Phrase(zh: "前接\(zh)", en: "right after \(en)")
        case .clause: Phrase(zh: "小句中有\(zh)", en: "\(en) in the clause")
        case .after: Phrase(zh: "后文有\(zh)", en: "\(en) after it")
        case .before: Phrase(zh: "前文有\(zh)", en: "\(en) before it")
        case .label: Phrase(zh: "冒号前有\(zh)", en: "\(en) before the colon")
        case .heading: Phrase(zh: "上面的标题有\(zh)", en: "\(en) in the heading above")
        }
    }
}

extension DraftKind {
    public var name: Phrase {
        switch self {
        case .sealedScan: Phrase(zh: "报送盖章材料", en: "sealed papers")
        case .review: Phrase(zh: "审核", en: "review")
        case .directoryCheck: Phrase(zh: "名录核查", en: "directory check")
        case .publication: Phrase(zh: "公布", en: "publication")
        case .meeting: Phrase(zh: "会议", en: "meeting")
        case .submission: Phrase(zh: "报送", en: "submission")
        case .other: Phrase(zh: "办理", en: "other action")
        }
    }
}
