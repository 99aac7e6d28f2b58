/// Writes the text and the HTML of a letter side by side, so that both say the same.

import Texts

struct LetterPen: Sendable {
    private(set) var text = ""
    private(set) var html = HTML()
    let language: Language

    /// Where values begin; labels stand before.
    let indent: Int

    init(_ language: Language, reserving lines: Int = 0) {
        self.language = language
        indent = language == .chinese ? 13 : 14
        if lines > 0 {
            text.reserveCapacity(1200 + lines * 700)
            html.reserve(1600 + lines * 1600)
        }
    }

    func say(_ phrase: Phrase) -> String { phrase(language) }

    mutating func begin(title: String) {
        html.begin(title: title.oneLine, language: language == .chinese ? "zh-CN" : "en")
    }

    mutating func end() { html.mark(.end) }

    // MARK: - Running text

    mutating func paragraph(_ value: String) {
        let value = value.oneLine
        write(value, column: 0, indent: 0)
        text += "\n\n"
        html.mark(.paragraph)
        html.text(value)
        html.mark(.paragraphEnd)
    }

    /// A sentence and an address that is never broken, on a line of its own.
    mutating func linkParagraph(_ phrase: Phrase, _ address: String) {
        let (value, address) = (say(phrase).oneLine, address.oneLine)
        write(value, column: 0, indent: 0)
        text += "\n\(address)\n\n"
        html.mark(.paragraph)
        html.text(value)
        html.mark(.breakLine)
        html.link(address)
        html.mark(.paragraphEnd)
    }

    /// A notice's title with what identifies it, each detail on its own line.
    mutating func noticeHeading(_ title: String, _ details: [String]) {
        let title = title.oneLine
        text += Self.rule
        write(title, column: 0, indent: 0)
        text += "\n"
        html.mark(.notice)
        html.text(title)
        html.mark(.noticeEnd)
        if !details.isEmpty { html.mark(.paragraph) }
        for (index, detail) in details.map(\.oneLine).enumerated() {
            write(detail, column: 0, indent: 0)
            text += "\n"
            if index > 0 { html.mark(.breakLine) }
            html.text(detail)
        }
        if !details.isEmpty { html.mark(.paragraphEnd) }
        text += Self.rule
        text += "\n"
    }

    mutating func sectionHeading(_ title: String) {
        let title = title.oneLine
        text += "\(language == .chinese ? "【" : "[ ")\(title)\(language == .chinese ? "】" : " ]")\n\n"
        html.mark(.section)
        html.text(title)
        html.mark(.noticeEnd)
    }

    mutating func footer(_ value: String) {
        let value = value.oneLine
        // The separator of a signature, which mail programs fold away (RFC 3676, 4.3).
        text += "-- \n"
        write(value, column: 0, indent: 0)
        text += "\n"
        html.mark(.small)
        html.text(value)
        html.mark(.paragraphEnd)
    }

    /// A full line of the text as it is, for what must not be broken.
    mutating func verbatim(_ value: String) {
        let value = value.oneLine
        text += "    \(value)\n\n"
        html.mark(.paragraph)
        html.mark(.code)
        html.text(value)
        html.mark(.codeEnd)
        html.mark(.paragraphEnd)
    }

    // MARK: - A task with its fields

    mutating func beginTask(_ number: Int, _ title: String) {
        let title = title.oneLine
        let head = "\(number). "
        text += head
        write(title, column: head.utf8.count, indent: head.utf8.count)
        text += "\n"
        html.mark(.task)
        html.text(head)
        html.text(title)
        html.mark(.taskEnd)
        html.mark(.table)
    }

    /// Fields that belong to the whole notice.
    mutating func beginContacts() { html.mark(.table) }

    mutating func endTask() {
        text += "\n"
        html.mark(.tableEnd)
    }

    mutating func field(_ label: Phrase, _ value: String, isUrgent: Bool = false) {
        let value = value.oneLine
        beginField(label)
        write(value, column: indent, indent: indent)
        if isUrgent { html.mark(.urgent) }
        html.text(value)
        if isUrgent { html.mark(.strongEnd) }
        endField()
    }

    mutating func beginField(_ label: Phrase) {
        let label = say(label)
        text += "   "
        text += label
        text += Wrap.blanks(max(1, indent - 3 - displayWidth(of: label)))
        html.mark(.row)
        html.mark(.head)
        html.text(label)
        html.mark(.headEnd)
        html.mark(.cell)
    }

    mutating func endField() {
        text += "\n"
        html.mark(.cellEnd)
        html.mark(.rowEnd)
    }

    /// What was written by another pen of the same language.
    mutating func append(_ other: LetterPen) {
        text += other.text
        html.append(other.html)
    }

    // MARK: - Within a field

    mutating func beginList() { html.mark(.list) }

    mutating func endList() { html.mark(.listEnd) }

    mutating func beginItem(_ number: Int, of count: Int, _ value: String) {
        let value = value.oneLine
        if number > 1 {
            text += "\n"
            text += Wrap.blanks(indent)
        }
        let head = count > 1 ? "\(number)) " : ""
        text += head
        write(value, column: indent + head.utf8.count, indent: indent + head.utf8.count)
        if count > 1 { html.mark(.item) }
        html.text(value)
    }

    /// A further line of an item, with an address after it where it fits, else on a line of its own.
    mutating func itemLine(_ label: Phrase, _ value: String, of count: Int, linking address: String? = nil) {
        let label = say(label)
        let start = indent + (count > 1 ? 3 : 0)
        text += "\n"
        text += Wrap.blanks(start)
        text += label
        html.mark(.breakLine)
        html.text(label)
        self.value(value, column: start + displayWidth(of: label), linking: address)
    }

    mutating func endItem(of count: Int) { if count > 1 { html.mark(.itemEnd) } }

    /// A further line of a field.
    mutating func fieldLine(_ value: String, linking address: String? = nil) {
        text += "\n"
        text += Wrap.blanks(indent)
        html.mark(.breakLine)
        self.value(value, linking: address)
    }

    /// A field's value, with an address after it where it fits, else on a line of its own.
    mutating func value(_ value: String, column: Int? = nil, linking address: String? = nil) {
        let value = value.oneLine
        let column = column ?? indent
        write(value, column: column, indent: column)
        html.text(value)
        guard let address = address?.oneLine, !address.isEmpty else { return }
        let fits = column + displayWidth(of: value) + 1 + address.utf8.count <= Wrap.width
        text += fits ? " " : "\n"
        if !fits { text += Wrap.blanks(column) }
        write(address, column: fits ? column + displayWidth(of: value) + 1 : column, indent: column)
        html.text(" ")
        html.link(address)
    }

    // MARK: - Short lines

    /// A table in HTML; in the text each row takes its own lines: the first cell, and the others below it.
    mutating func table(_ head: [String], _ rows: [[String]]) {
        html.mark(.table)
        html.mark(.row)
        for title in head {
            html.mark(.columnHead)
            html.text(title.oneLine)
            html.mark(.headEnd)
        }
        html.mark(.rowEnd)
        for row in rows { tableRow(row) }
        html.mark(.tableEnd)
        text += "\n"
    }

    private mutating func tableRow(_ row: [String]) {
        let cells = row.map(\.oneLine)
        html.mark(.row)
        for cell in cells {
            html.mark(.cell)
            html.text(cell)
            html.mark(.cellEnd)
        }
        html.mark(.rowEnd)
        text += "  - "
        let filled = cells.filter { !$0.isEmpty }
        let separator = language == .chinese ? "，" : "; "
        write(filled.joined(separator: separator), column: 4, indent: 4)
        text += "\n"
    }

    private mutating func write(_ value: String, column: Int, indent: Int) {
        Wrap.append(value, to: &text, column: column, indent: indent)
    }

    private static let rule = String(repeating: "─", count: 38) + "\n"
}
