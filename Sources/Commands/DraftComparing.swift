/// `draft --compare`: what a revised text changes against a notice file, for people and as JSON.

import Deadlines
import Drafting
import Notices
import Terminal
import Texts

struct DraftComparing {
    let file: String
    private let old: Notice
    private let known: [KnownDeadline]
    private let draft: Draft
    private let comparison: DraftComparison
    private let days: DayWords

    init(file: String, _ old: Notice, _ draft: Draft, _ days: DayWords) {
        self.file = file
        self.old = old
        self.draft = draft
        self.days = days
        known = old.knownDeadlines
        comparison = DraftComparison(known, draft)
    }

    // MARK: - The head

    private struct HeadChange {
        let key: String
        let label: Phrase
        let old: String?
        let new: String?
    }

    private var headChanges: [HeadChange] {
        let (old, new) = (old.head, draft.head)
        func period(_ days: ClosedRange<Day>?) -> String? {
            days.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" }
        }
        let all = [
            HeadChange(key: "title", label: DraftWords.title, old: old.title, new: new.title),
            HeadChange(key: "number", label: DraftWords.number, old: old.number, new: new.number),
            HeadChange(key: "issuer", label: DraftWords.issuer, old: old.issuer, new: new.issuer),
            HeadChange(key: "issued", label: DraftWords.issued, old: old.issued?.iso, new: new.issued?.iso),
            HeadChange(key: "addressees", label: DraftWords.addressees, old: old.addressees, new: new.addressees),
            HeadChange(key: "period", label: DraftWords.period, old: period(old.period), new: period(new.period)),
        ]
        return all.filter { Self.bare($0.old) != Self.bare($0.new) }
    }

    /// Blanks do not count.
    private static func bare(_ text: String?) -> String? { text.map { $0.filter { !$0.isWhitespace } } }

    // MARK: - For people

    func print(to console: Console) {
        console.print(counts(console.language), .bold)
        let head = headChanges
        if !head.isEmpty {
            section(Phrase(zh: "通知", en: "notice"), console)
            for change in head {
                let none = DraftWords.none(console.language)
                item(
                    "~", .yellow, [Cell(change.label(console.language), .bold)],
                    [[Cell("\(change.old ?? none) → \(change.new ?? none)")]], console)
            }
        }
        if !comparison.changed.isEmpty {
            section(Phrase(zh: "变化", en: "changed"), console)
            for pair in comparison.changed { print(pair, console) }
        }
        if !comparison.added.isEmpty {
            section(Phrase(zh: "新增", en: "added"), console)
            for index in comparison.added { printAdded(draft.deadlines[index], console) }
        }
        if !comparison.removed.isEmpty {
            section(Phrase(zh: "新文本中没有", en: "not in the new text"), console)
            for removed in comparison.removed { print(removed, console) }
        }
    }

    private func counts(_ language: Language) -> String {
        let (changed, moved) = (
            comparison.changed, comparison.changed.filter { $0.changes.contains(where: \.isDue) }.count
        )
        let parts = [
            (moved, Phrase(zh: "\(moved)个改期", en: "\(moved) moved")),
            (
                changed.count - moved,
                Phrase(zh: "\(changed.count - moved)个其他变化", en: "\(changed.count - moved) changed otherwise")
            ),
            (comparison.added.count, Phrase(zh: "\(comparison.added.count)个新增", en: "\(comparison.added.count) added")),
            (
                comparison.removed.count,
                Phrase(zh: "\(comparison.removed.count)个没有了", en: "\(comparison.removed.count) gone")
            ),
            (1, Phrase(zh: "\(comparison.unchanged)个不变", en: "\(comparison.unchanged) unchanged")),
        ]
        let words = parts.filter { $0.0 > 0 }.map(\.1).joined(zh: "，", en: ", ")
        return (Phrase(zh: "与 \(file) 对照：", en: "against \(file): ") + words)(language)
    }

    private func section(_ title: Phrase, _ console: Console) {
        console.print()
        console.print(title, .bold)
    }

    /// A sign, a first line, and lines under it.
    private func item(_ sign: String, _ style: Style, _ first: [Cell], _ lines: [[Cell]], _ console: Console) {
        let under = [Cell("    ")]
        console.print(StyledParagraph(first, first: [Cell("  \(sign) ", style.union(.bold))], others: under))
        for line in lines { console.print(StyledParagraph(line, first: under, others: [Cell("      ")])) }
    }

    private func print(_ pair: DraftComparison.Pair, _ console: Console) {
        let language = console.language
        let (old, new) = (known[pair.known], draft.deadlines[pair.deadline])
        var lines = pair.changes.map { change in
            let words = words(change, new)
            return [Cell(words(language), change.isDue ? .bold : [])]
        }
        lines.append([Cell(place(new)(language), .dim)])
        item("~", .yellow, [Cell(old.task, .bold), Cell(" " + old.title)], lines, console)
    }

    private func words(_ change: DraftChange, _ new: DraftDeadline) -> Phrase {
        switch change {
        case .due(let old, let hasSameWords):
            let moved =
                DraftWords.due + Phrase(zh: "：", en: ": ") + days.when(old) + Phrase(same: " → ") + days.when(new)
            guard hasSameWords else { return moved }
            return moved
                + Phrase(
                    zh: "（原文字句未变：文件里改过，或推断的年月不同）",
                    en: " (in the same words: the file was edited, or the year or month comes out differently)")
        case .kind(let old):
            let name = TaskKind(rawValue: old)?.word ?? Phrase(same: old)
            return DraftWords.kind + Phrase(zh: "：", en: ": ") + name + Phrase(same: " → ") + new.kind.name
        case .who(let old):
            let none = DraftNote.addressees
            return DraftWords.who + Phrase(zh: "：", en: ": ") + (old.map { Phrase(same: $0) } ?? none)
                + Phrase(same: " → ") + (new.who.map { Phrase(same: $0) } ?? none)
        case .wording(let old):
            let (was, now) = (DraftWords.oneLine(old), DraftWords.oneLine(new.quote))
            return Phrase(zh: "字句：“\(was)” → “\(now)”", en: "words: “\(was)” → “\(now)”")
        }
    }

    private func place(_ deadline: DraftDeadline) -> Phrase {
        let quote = DraftWords.oneLine(deadline.quote)
        return Phrase(
            zh: "新文本第\(deadline.position.line)行：\(quote)", en: "new text, line \(deadline.position.line): \(quote)")
    }

    private func printAdded(_ deadline: DraftDeadline, _ console: Console) {
        let language = console.language
        var first = [Cell(days.when(deadline)(language), .bold), Cell("  \(deadline.kind.name(language))  ")]
        first.append(Cell(deadline.who.map { "〈\($0)〉" } ?? DraftNote.addressees(language), .cyan))
        var lines = [[Cell(deadline.task)], [Cell(place(deadline)(language), .dim)]]
        if !deadline.doubts.isEmpty {
            let doubts = deadline.doubts.map(\.phrase).joined(zh: "；", en: "; ")
            lines.append([Cell((DraftWords.doubts + doubts)(language), .yellow)])
        }
        item("+", .green, first, lines.filter { !$0[0].text.isEmpty }, console)
    }

    private func print(_ removed: DraftComparison.Removed, _ console: Console) {
        let language = console.language
        let old = known[removed.known]
        var lines = [[Cell((DraftWords.due + Phrase(zh: "：", en: ": ") + days.when(old.due))(language))]]
        if let quote = old.quote {
            let words = DraftWords.oneLine(quote)
            lines.append([Cell(Phrase(zh: "旧文本：\(words)", en: "old text: \(words)")(language), .dim)])
        }
        if let other = removed.other.map({ draft.others[$0] }) {
            let line = other.position.line
            let now = Phrase(
                zh: "新文本第\(line)行有同样字句，但读作：\(other.why.name.zh)",
                en: "the new text has the same words in line \(line), read as: \(other.why.name.en)")
            lines.append([Cell(now(language), .yellow)])
        }
        item("-", .red, [Cell(old.task, .bold), Cell(" " + old.title)], lines, console)
    }

    // MARK: - JSON

    func json(_ language: Language) -> String {
        let head = headChanges.map { change in
            JSON.object([
                ("field", .string(change.key)), ("old", .optional(change.old)), ("new", .optional(change.new)),
            ])
        }
        let removed = comparison.removed.map { removed in
            let old = known[removed.known]
            return JSON.object([
                ("task", .string(old.task)), ("title", .string(old.title)), ("due", .string(old.due.text)),
                ("quote", .optional(old.quote)),
                ("now", .optional(removed.other.map { draft.others[$0].why.rawValue })),
            ])
        }
        return JSONWriter.document(
            .object([
                ("file", .string(file)), ("notice", .string(old.id)), ("head", .array(head)),
                ("changed", .array(comparison.changed.map(json))),
                ("added", .array(comparison.added.map { DraftJSON.deadline(draft.deadlines[$0], language) })),
                ("removed", .array(removed)), ("unchanged", .int(comparison.unchanged)),
            ]))
    }

    private func json(_ pair: DraftComparison.Pair) -> JSON {
        let (old, new) = (known[pair.known], draft.deadlines[pair.deadline])
        return .object([
            ("task", .string(old.task)), ("title", .string(old.title)), ("match", .string(pair.match.rawValue)),
            ("line", .int(new.position.line)), ("column", .int(new.position.column)), ("quote", .string(new.quote)),
            ("changes", .array(pair.changes.map { json($0, new) })),
        ])
    }

    private func json(_ change: DraftChange, _ new: DraftDeadline) -> JSON {
        func fields(_ field: String, _ old: String?, _ new: String?) -> [(String, JSON)] {
            [("field", .string(field)), ("old", .optional(old)), ("new", .optional(new))]
        }
        switch change {
        case .due(let old, let hasSameWords):
            return .object(fields("due", old.text, new.writtenDay ?? new.rule) + [("sameWords", .bool(hasSameWords))])
        case .kind(let old): return .object(fields("kind", old, new.kind.rawValue))
        case .who(let old): return .object(fields("who", old, new.who))
        case .wording(let old): return .object(fields("quote", old, new.quote))
        }
    }
}

extension DraftChange {
    fileprivate var isDue: Bool { if case .due = self { true } else { false } }
}
