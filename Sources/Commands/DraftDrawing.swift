/// `draft --explain`: the notice's text with what was read in it marked in place, and notes under each paragraph.

import Drafting
import Terminal
import Texts

struct DraftDrawing: Drawable {
    private let name: Phrase
    private let draft: Draft
    private let marks: DraftMarks
    private let notes: [DraftNote]
    private let reasons: DraftReasons

    init(_ explained: Explained, _ days: DayWords) {
        name = explained.name
        draft = explained.draft
        marks = DraftMarks(explained.text, draft)
        notes = DraftNote.all(draft, in: explained.text, days)
        reasons = DraftReasons(explained.text)
    }

    func draw(on canvas: Canvas) -> String {
        var drawn = StyledParagraph([Cell(DraftWords.counts(draft, name)(canvas.language), .bold)]).draw(on: canvas)
        drawn += StyledParagraph(legend(canvas.language)).draw(on: canvas) + "\n"
        let deadlines = Dictionary(grouping: draft.deadlines.indices) { draft.deadlines[$0].position.line }
        let others = Dictionary(grouping: draft.others.indices) { draft.others[$0].position.line }
        var pending = ""
        var hasText = false
        for (index, pieces) in marks.lines.enumerated() {
            let isBlank = pieces.allSatisfy { $0.text.allSatisfy(\.isWhitespace) }
            // Runs of empty lines, which extraction leaves, become one.
            if isBlank {
                if hasText { pending = "\n" }
                continue
            }
            drawn += pending + line(index + 1, pieces).draw(on: canvas)
            (pending, hasText) = ("", true)
            for number in deadlines[index + 1] ?? [] { drawn += note(notes[number], canvas) }
            for number in others[index + 1] ?? [] { drawn += note(draft.others[number], canvas) }
        }
        return drawn + list(canvas)
    }

    // MARK: - The text

    private func gutter(_ words: String = "") -> [Cell] {
        let width = String(marks.lines.count).count + 1
        return [Cell("\(words.padded(to: width, .trailing)) │ ", .dim)]
    }

    private func line(_ number: Int, _ pieces: [DraftPiece]) -> StyledParagraph {
        StyledParagraph(
            pieces.flatMap(cells).filter { !$0.text.isEmpty }, first: gutter(String(number)), others: gutter())
    }

    /// The brackets stay where there is colour: it only adds to them.
    private func cells(_ piece: DraftPiece) -> [Cell] {
        let text = String(piece.text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    "))
        guard let mark = piece.mark else { return [Cell(text)] }
        let (open, close, style) = Self.look(mark.role)
        var cells = [Cell((piece.begins ? open : "") + text + (piece.ends ? close : ""), style)]
        if case .deadline = mark.role, piece.ends { cells.append(Cell("[\(label(mark))]", style)) }
        return cells
    }

    /// `1`, or `1,2?` where the second is in doubt.
    private func label(_ mark: DraftMark) -> String {
        mark.numbers.map { "\($0 + 1)\(draft.deadlines[$0].doubts.isEmpty ? "" : "?")" }.joined(separator: ",")
    }

    private static func look(_ role: DraftMark.Role) -> (open: String, close: String, style: Style) {
        switch role {
        case .deadline(isDoubtful: false): ("【", "】", [.bold, .green])
        case .deadline(isDoubtful: true): ("【", "】", [.bold, .yellow])
        case .who: ("〈", "〉", .cyan)
        case .other: ("『", "』", .dim)
        }
    }

    private func legend(_ language: Language) -> [Cell] {
        let entries: [(DraftMark.Role, String, Phrase)] = [
            (.deadline(isDoubtful: false), "[1]", DraftWords.deadline),
            (.deadline(isDoubtful: true), "[1?]", DraftWords.doubtful),
            (.who, "", DraftWords.who),
            (.other, "", DraftWords.other),
        ]
        return entries.flatMap { role, number, meaning in
            let (open, close, style) = Self.look(role)
            return [Cell("\(open)…\(close)\(number)", style), Cell(" \(meaning(language))   ", .dim)]
        }
    }

    // MARK: - The notes

    private func note(_ note: DraftNote, _ canvas: Canvas) -> String {
        let language = canvas.language
        let style: Style = note.doubts.isEmpty ? [.bold, .green] : [.bold, .yellow]
        let number = "[\(note.number)\(note.doubts.isEmpty ? "" : "?")]"
        var head = [Cell(note.when(language), note.isOnRestDay ? [.bold, .red] : .bold)]
        head += [
            Cell("  \(note.kind(language))  "),
            Cell(note.who.map { "〈\($0)〉" } ?? DraftNote.addressees(language), .cyan),
        ]
        let blanks = String(repeating: " ", count: number.count + 1)
        let others = gutter() + [Cell("  " + blanks)]
        var drawn = StyledParagraph(head, first: gutter() + [Cell("  "), Cell(number + " ", style)], others: others)
            .draw(on: canvas)
        func add(_ label: Phrase, _ phrases: [Phrase], _ style: Style) {
            guard !phrases.isEmpty else { return }
            let words = phrases.joined(zh: "；", en: "; ")(language)
            drawn += StyledParagraph([Cell(label(language) + words, style)], first: others, others: others)
                .draw(on: canvas)
        }
        add(DraftWords.doubts, note.doubts, .yellow)
        add(DraftWords.grounds, note.grounds, .dim)
        add(DraftWords.against, note.against, .dim)
        return drawn
    }

    private func note(_ other: DraftOther, _ canvas: Canvas) -> String {
        let words = "『\(DraftWords.oneLine(other.quote))』\(DraftWords.why(other, reasons)(canvas.language))"
        return StyledParagraph(
            [Cell(words, .dim)], first: gutter() + [Cell("  ")], others: gutter() + [Cell("    ")]
        ).draw(on: canvas)
    }

    /// All deadlines by date, those without a day last.
    private func list(_ canvas: Canvas) -> String {
        guard !notes.isEmpty else { return "" }
        var table = Table([
            Table.Column(DraftWords.ordinal, .trailing),
            Table.Column(DraftWords.due, minimum: 22, wraps: true),
            Table.Column(DraftWords.kind),
            Table.Column(DraftWords.who, minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "行", en: "line"), .trailing),
        ])
        for number in DraftWords.byDate(draft) {
            let note = notes[number]
            table.add([
                Cell("\(note.number)\(note.doubts.isEmpty ? "" : "?")", note.doubts.isEmpty ? .green : .yellow),
                Cell(note.when(canvas.language), note.isOnRestDay ? .red : []), Cell(note.kind(canvas.language)),
                Cell(note.who ?? "—"), Cell(draft.deadlines[number].position.line),
            ])
        }
        return "\n" + table.draw(on: canvas)
    }
}
