/// A web page → text: what a browser shows, in reading order, blocks as lines and tables as rows.

struct HTMLReader {
    /// Bytes of a page.
    static let sizeLimit = 16 << 20

    private var outline = Outline()
    private var line = ""
    /// Whether blanks, or a line break of the source, stand before the next letter.
    private var gap = Gap.none
    private var preformatted = 0
    private var title = ""

    private enum Gap { case none, blank, lineBreak }

    /// - Parameter page: in UTF-8, whatever its `meta` says.
    static func text(_ page: String) throws(DocumentProblem) -> String {
        guard page.utf8.count <= sizeLimit else { throw .tooMuchText(limit: sizeLimit) }
        // libxml2 stops quietly where elements are nested too deep; the mark shows whether it came to the end.
        let bytes = Array((page + "\n<a class=\"\(endMark)\"></a>").utf8)
        let (reader, depth, isWhole) = try XMLReader.readHTML(bytes) { (xml) throws(DocumentProblem) in
            var reader = HTMLReader()
            var depth = 0
            var isWhole = false
            while let event = try xml.next() {
                depth = max(depth, xml.depth)
                if case .start("a") = event, xml.attribute("class") == endMark { isWhole = true }
                try reader.take(event, &xml)
            }
            try reader.endLine()
            return (reader, depth, isWhole)
        }
        // A page that was cut off inside a tag or a comment lacks the mark, too: browsers show it, and so do we.
        if !isWhole, depth >= suspiciousDepth { throw .tooDeep }
        var outline = reader.outline
        let text = try outline.text()
        if !text.isEmpty { return text }
        try outline.add(reader.title)
        return try outline.text()
    }

    private static let endMark = "duban-end-of-page"
    private static let suspiciousDepth = 200

    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html",
        "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
        "thead",
        "tr", "ul",
    ]

    private static let unseen: Set<String> = [
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "textarea", "button",
        "audio", "video", "canvas", "noframes",
    ]

    private mutating func take(_ event: XMLReader.Event, _ xml: inout XMLReader) throws(DocumentProblem) {
        switch event {
        case .start(let name): try start(name, &xml)
        case .end(let name): try end(name)
        case .text(let text): preformatted > 0 ? keep(text) : append(text)
        }
    }

    private mutating func start(_ name: String, _ xml: inout XMLReader) throws(DocumentProblem) {
        if name == "title" {
            title = try xml.text()
            return
        }
        if Self.unseen.contains(name) || Self.isHidden(xml) { return try xml.skip() }
        if Self.blocks.contains(name) { try endLine() }
        switch name {
        case "br": try endLine()
        case "pre": preformatted += 1
        case "table": outline.beginTable()
        case "tr": outline.beginRow()
        case "td", "th": outline.beginCell(columns: xml.number("colspan") ?? 1, rows: Self.rows(xml.number("rowspan")))
        default: break
        }
    }

    private mutating func end(_ name: String) throws(DocumentProblem) {
        if Self.blocks.contains(name) { try endLine() }
        switch name {
        case "pre": preformatted -= 1
        case "table": outline.endTable()
        case "tr": outline.endRow()
        case "td", "th": outline.endCell()
        default: break
        }
    }

    /// `rowspan="0"` means to the end of the table.
    private static func rows(_ number: Int?) -> Int { number == 0 ? 65_534 : min(number ?? 1, 65_534) }

    private static func isHidden(_ xml: borrowing XMLReader) -> Bool {
        if xml.attribute("hidden") != nil { return true }
        guard let style = xml.attribute("style") else { return false }
        let plain = style.lowercased().filter { !$0.isWhitespace }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }

    private mutating func endLine() throws(DocumentProblem) {
        gap = .none
        if line.isEmpty { return }
        try outline.add(line)
        line = ""
    }

    /// Runs of blanks are one; a line break of the source between two Chinese characters is none.
    private mutating func append(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{0C}": if gap == .none { gap = .blank }
            case "\n", "\r": gap = .lineBreak
            default:
                let isJoined =
                    gap == .lineBreak && Self.isWide(scalar) && line.unicodeScalars.last.map(Self.isWide) == true
                if gap != .none, !line.isEmpty, !isJoined { line.unicodeScalars.append(" ") }
                gap = .none
                // U+00A0 keeps words together on a page; in a text it is a blank. U+200B and U+FEFF show nothing.
                if scalar == "\u{A0}" {
                    line.unicodeScalars.append(" ")
                } else if scalar != "\u{200B}", scalar != "\u{FEFF}", scalar != "\u{AD}" {
                    line.unicodeScalars.append(scalar)
                }
            }
        }
    }

    private mutating func keep(_ text: String) { line += text }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x2E80 }
}
