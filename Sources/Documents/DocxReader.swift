/// A Word document (ECMA-376, WordprocessingML) → text: paragraphs with their automatic numbers, tables, text boxes,
/// notes at the end; deleted revisions, hidden text, headers and footers left out.

struct DocxReader {
    private var numbering: DocxNumbering
    private var outline = Outline()
    /// Paragraphs that are open: one in a text box stands inside another.
    private var paragraphs: [Paragraph] = []
    /// The beginning of a paragraph whose end was deleted.
    private var carried = ""
    /// For each alternative that is open, whether one of its choices was taken.
    private var alternatives: [Bool] = []
    private var isHidden = false
    private var isText = false
    private var isRun = false
    /// Footnotes and endnotes in the order of their marks.
    private var notes: [Note] = []

    private struct Paragraph {
        var text = ""
        var style: String?
        var list: String?
        var level: Int?
        var runsOn = false
    }

    private struct Note {
        let part: String
        let id: String
    }

    private init(numbering: DocxNumbering) { self.numbering = numbering }

    /// - Parameter main: the name of the document's part, as a rule `word/document.xml`.
    static func text(_ archive: ZipArchive, main: String) throws(DocumentProblem) -> String {
        let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let side = ["numbering", "styles", "footnotes", "endnotes"].map { "\(folder)\($0).xml" }
        let parts = try archive.entries { $0 == main || side.contains($0) }
        guard let document = parts[main] else { throw .damaged(.word, main) }
        let numbering = try DocxNumbering(numbering: parts[side[0]], styles: parts[side[1]])
        var reader = DocxReader(numbering: numbering)
        try reader.read(document, part: main)
        for part in ["footnote", "endnote"] {
            if let bytes = parts["\(folder)\(part)s.xml"] { try reader.readNotes(bytes, part: part) }
        }
        return try reader.outline.text()
    }

    private mutating func read(_ bytes: [UInt8], part: String) throws(DocumentProblem) {
        let done = try XMLReader.read(bytes, part: part, form: .word) { (xml) throws(DocumentProblem) in
            var copy = self
            while let event = try xml.next() { try copy.take(event, &xml) }
            return copy
        }
        self = done
    }

    private mutating func take(_ event: XMLReader.Event, _ xml: inout XMLReader) throws(DocumentProblem) {
        switch event {
        case .start(let name): try start(name, &xml)
        case .end(let name): try end(name)
        case .text(let text): if isText, !isHidden { append(text) }
        }
    }

    private mutating func append(_ text: String) {
        if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].text += text }
    }

    private mutating func start(_ name: String, _ xml: inout XMLReader) throws(DocumentProblem) {
        switch name {
        case "p": paragraphs.append(Paragraph())
        case "pPr": try paragraphProperties(&xml)
        case "r": (isRun, isHidden) = (true, false)
        case "rPr": try runProperties(&xml)
        case "t": isText = true
        case "tab", "ptab": if isRun, !isHidden { append("\t") }
        case "br", "cr": if isRun, !isHidden { append("\n") }
        case "noBreakHyphen": append("-")
        case "footnoteReference", "endnoteReference":
            if let id = xml.attribute("id") { notes.append(Note(part: String(name.dropLast(9)), id: id)) }
        case "del", "moveFrom", "sectPr", "tblPr", "tblGrid", "rt", "sdtPr": try xml.skip()
        case "AlternateContent": alternatives.append(false)
        case "Choice", "Fallback": try alternative(&xml)
        default: try startTable(name, &xml)
        }
    }

    private mutating func startTable(_ name: String, _ xml: inout XMLReader) throws(DocumentProblem) {
        switch name {
        case "tbl": outline.beginTable()
        case "tr": outline.beginRow()
        case "trPr": try rowProperties(&xml)
        case "tc": outline.beginCell()
        case "tcPr": try cellProperties(&xml)
        default: break
        }
    }

    private mutating func end(_ name: String) throws(DocumentProblem) {
        switch name {
        case "p": try endParagraph()
        case "r": (isRun, isHidden) = (false, false)
        case "t": isText = false
        case "AlternateContent": _ = alternatives.popLast()
        case "tbl": outline.endTable()
        case "tr": outline.endRow()
        case "tc": outline.endCell()
        default: break
        }
    }

    private mutating func endParagraph() throws(DocumentProblem) {
        guard let paragraph = paragraphs.popLast() else { return }
        let text = carried + paragraph.text
        carried = ""
        if paragraph.runsOn {
            carried = text
            return
        }
        let hasText = text.unicodeScalars.contains { !$0.properties.isWhitespace }
        // An empty paragraph of a list shows its number, but there is nothing to say about it; the number counts.
        let label = numbering.label(style: paragraph.style, list: paragraph.list, level: paragraph.level)
        if hasText { try outline.add((label ?? "") + text) }
    }

    private mutating func alternative(_ xml: inout XMLReader) throws(DocumentProblem) {
        guard let isTaken = alternatives.last else { return }
        if isTaken { try xml.skip() } else { alternatives[alternatives.count - 1] = true }
    }
}

extension DocxReader {
    private mutating func paragraphProperties(_ xml: inout XMLReader) throws(DocumentProblem) {
        var found = Paragraph()
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start(let name) = event else { return }
            switch name {
            case "pStyle": found.style = xml.attribute("val")
            case "ilvl": found.level = xml.number("val")
            case "numId": found.list = xml.attribute("val")
            case "del": found.runsOn = true
            case "pPrChange", "sectPr", "rPrChange": try xml.skip()
            default: break
            }
        }
        guard let text = paragraphs.last?.text else { return }
        found.text = text
        paragraphs[paragraphs.count - 1] = found
    }

    private mutating func runProperties(_ xml: inout XMLReader) throws(DocumentProblem) {
        var isHidden = isHidden
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start(let name) = event else { return }
            if name == "vanish" { isHidden = xml.isOn }
            if name == "rPrChange" { try xml.skip() }
        }
        self.isHidden = isHidden
    }

    private mutating func rowProperties(_ xml: inout XMLReader) throws(DocumentProblem) {
        var before = 0
        var isDropped = false
        try xml.inside { (xml, event) throws(DocumentProblem) in
            if case .start("gridBefore") = event { before = xml.number("val") ?? 0 }
            if case .start("del") = event { isDropped = true }
        }
        outline.row {
            $0.before = max(0, before)
            $0.isDropped = isDropped
        }
    }

    private mutating func cellProperties(_ xml: inout XMLReader) throws(DocumentProblem) {
        var columns = 1
        var continues = false
        try xml.inside { (xml, event) throws(DocumentProblem) in
            if case .start("gridSpan") = event { columns = xml.number("val") ?? 1 }
            if case .start("vMerge") = event { continues = xml.attribute("val") != "restart" }
            if case .start("tcPrChange") = event { try xml.skip() }
        }
        outline.cell {
            $0.columns = columns
            $0.continues = continues
        }
    }

    /// The notes that the text has marks for, in the order of the marks.
    private mutating func readNotes(_ bytes: [UInt8], part: String) throws(DocumentProblem) {
        let wanted = notes.filter { $0.part == part }.map(\.id)
        guard !wanted.isEmpty else { return }
        let copy = self
        let texts = try XMLReader.read(bytes, part: part, form: .word) { (xml) throws(DocumentProblem) in
            var texts: [String: String] = [:]
            while let event = try xml.next() {
                guard case .start(part) = event, let id = xml.attribute("id") else { continue }
                // The numbering of lists goes on in copies: notes hold none in practice.
                var note = copy
                note.outline = Outline()
                try xml.inside { (xml, event) throws(DocumentProblem) in try note.take(event, &xml) }
                texts[id] = try note.outline.text()
            }
            return texts
        }
        var seen: Set<String> = []
        for id in wanted where seen.insert(id).inserted {
            if let text = texts[id] { try outline.add(text) }
        }
    }
}

extension XMLReader {
    /// Of an element that is a switch: on unless it says otherwise.
    fileprivate var isOn: Bool { !["0", "false", "off"].contains(attribute("val") ?? "1") }
}
