/// `draft --html`: what `--explain` shows as a page of its own, in one file that fetches nothing.

import Drafting
import Texts

struct DraftPage {
    private let name: Phrase
    private let draft: Draft
    private let marks: DraftMarks
    private let notes: [DraftNote]
    private let reasons: DraftReasons
    private let language: Language

    init(_ explained: Explained, _ days: DayWords, _ language: Language) {
        name = explained.name
        draft = explained.draft
        self.language = language
        marks = DraftMarks(explained.text, draft)
        notes = DraftNote.all(draft, in: explained.text, days)
        reasons = DraftReasons(explained.text)
    }

    var html: String {
        let title = draft.title ?? name(language)
        return """
            <!DOCTYPE html>
            <html lang="\(tongue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="color-scheme" content="light dark">
            <title>\(PageText.escaped(title))</title>
            <style>
            \(Self.style)</style>
            </head>
            <body>
            <header>
            <h1 lang="zh-CN">\(PageText.escaped(title))</h1>
            <p class="counts">\(say(DraftWords.counts(draft, name)))</p>
            \(facts)</header>
            <p class="legend">\(legend)</p>
            \(list)<main lang="zh-CN">
            \(text)</main>
            </body>
            </html>

            """
    }

    private var tongue: String { language == .chinese ? "zh-CN" : "en" }

    private func say(_ phrase: Phrase) -> String { PageText.escaped(phrase(language)) }

    // MARK: - Over the text

    private var facts: String {
        let entries: [(Phrase, String?)] = [
            (DraftWords.number, draft.number),
            (DraftWords.issuer, draft.issuers.isEmpty ? nil : draft.issuers.joined(separator: "、")),
            (DraftWords.issued, draft.issued?.label(language)),
            (DraftWords.addressees, draft.addressees.isEmpty ? nil : draft.addressees.joined(separator: "、")),
        ]
        let rows = entries.compactMap { label, value in
            value.map { "<dt>\(say(label))</dt><dd>\(PageText.escaped($0))</dd>\n" }
        }
        return rows.isEmpty ? "" : "<dl>\n\(rows.joined())</dl>\n"
    }

    private var legend: String {
        let entries: [(String, Phrase)] = [
            ("<span class=\"due\">…</span><sup>[1]</sup>", DraftWords.deadline),
            ("<span class=\"due doubt\">…</span><sup>[1?]</sup>", DraftWords.doubtful),
            ("<span class=\"who\">…</span>", DraftWords.who), ("<span class=\"other\">…</span>", DraftWords.other),
        ]
        return entries.map { "<span>\($0) \(say($1))</span>" }.joined(separator: " ")
    }

    private var list: String {
        guard !notes.isEmpty else { return "" }
        let rows = DraftWords.byDate(draft).map { index in
            let note = notes[index]
            let doubt = note.doubts.isEmpty ? "" : " <em>\(say(note.doubts.joined(zh: "；", en: "; ")))</em>"
            let cells = [
                "<a href=\"#d\(note.number)\">\(label(note))</a>", date(note), say(note.kind),
                note.who.map(PageText.escaped) ?? "—", PageText.escaped(note.task) + doubt,
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
        }
        let titles = [DraftWords.ordinal, DraftWords.due, DraftWords.kind, DraftWords.who, DraftWords.task]
        return """
            <table>
            <thead><tr>\(titles.map { "<th scope=\"col\">\(say($0))</th>" }.joined())</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>

            """
    }

    private func label(_ note: DraftNote) -> String { "[\(note.number)\(note.doubts.isEmpty ? "" : "?")]" }

    private func date(_ note: DraftNote) -> String {
        "<span class=\"date\(note.isOnRestDay ? " rest" : "")\">\(say(note.when))</span>"
    }

    // MARK: - The text

    private var text: String {
        let deadlines = Dictionary(grouping: draft.deadlines.indices) { draft.deadlines[$0].position.line }
        let others = Dictionary(grouping: draft.others.indices) { draft.others[$0].position.line }
        var out = ""
        for (index, pieces) in marks.lines.enumerated() {
            if pieces.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) { continue }
            let line = index + 1
            out += "<div class=\"row\"><span class=\"ln\" id=\"l\(line)\">\(line)</span>"
            out += "<p>\(pieces.map(piece).joined())</p>"
            let notes = (deadlines[line] ?? []).map(note) + (others[line] ?? []).map(otherNote)
            if !notes.isEmpty { out += "<aside lang=\"\(tongue)\">\n\(notes.joined())</aside>" }
            out += "</div>\n"
        }
        return out
    }

    /// Brackets come from the style, so that copied text is the notice's own.
    private func piece(_ piece: DraftPiece) -> String {
        let text = PageText.escaped(piece.text)
        guard let mark = piece.mark else { return text }
        let part = (piece.begins ? "" : " goes-on") + (piece.ends ? "" : " stays-open")
        switch mark.role {
        case .who: return "<span class=\"who\(part)\">\(text)</span>"
        case .other:
            let why = mark.numbers.first.map { say(DraftWords.why(draft.others[$0], reasons)) } ?? ""
            return "<span class=\"other\(part)\" title=\"\(why)\">\(text)</span>"
        case .deadline(let isDoubtful):
            // One place may be the end of several links.
            let places = piece.begins ? mark.numbers.map { "<span id=\"d\($0 + 1)\"></span>" }.joined() : ""
            let links = mark.numbers.map { "<a href=\"#n\($0 + 1)\">\(label(notes[$0]))</a>" }.joined()
            return places + "<span class=\"due\(isDoubtful ? " doubt" : "")\(part)\">\(text)</span>"
                + (piece.ends ? "<sup>\(links)</sup>" : "")
        }
    }

    private func note(_ index: Int) -> String {
        let note = notes[index]
        var out = "<div class=\"note\(note.doubts.isEmpty ? "" : " doubtful")\" id=\"n\(note.number)\">"
        out +=
            "<a href=\"#d\(note.number)\">\(label(note))</a> \(date(note)) <span class=\"kind\">\(say(note.kind))</span> "
        out += note.who.map { "<span class=\"who\">\(PageText.escaped($0))</span>" } ?? say(DraftNote.addressees)
        for (name, label, phrases) in [
            ("doubts", DraftWords.doubts, note.doubts), ("grounds", DraftWords.grounds, note.grounds),
            ("grounds", DraftWords.against, note.against),
        ] where !phrases.isEmpty {
            out += "<div class=\"\(name)\">\(say(label + phrases.joined(zh: "；", en: "; ")))</div>"
        }
        return out + "</div>\n"
    }

    private func otherNote(_ index: Int) -> String {
        let other = draft.others[index]
        let quote = PageText.escaped(DraftWords.oneLine(other.quote))
        return
            "<div class=\"note none\"><span class=\"other\">\(quote)</span> \(say(DraftWords.why(other, reasons)))</div>\n"
    }
}
