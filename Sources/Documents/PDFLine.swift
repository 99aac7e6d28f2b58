/// The lines of a PDF's pages as pdftotext finds them, put together again where it took a row of a table apart.
import Texts

struct PDFLine {
    /// What stands together; the pieces of a line are the cells of a table's row.
    struct Piece {
        var left: Double
        var right: Double
        var text: String
        /// Of the first letters that cannot be parted from each other at a line's end, in the unit of the places.
        var firstWidth: Double

        fileprivate var beginsChinese: Bool { text.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false }
        fileprivate var endsChinese: Bool { text.unicodeScalars.last.map { $0.value >= 0x2E80 } ?? false }
    }

    let page: Int
    let pageWidth: Double
    let pageHeight: Double
    var top: Double
    var bottom: Double
    /// From left to right; at least one.
    var pieces: [Piece]

    /// The height of its letters.
    var size: Double { bottom - top }
    var left: Double { pieces[0].left }
    var right: Double { pieces[pieces.count - 1].right }
    /// Whether the pieces are a table's cells; otherwise there is but a gap between them.
    var isRow = true
    var text: String { pieces.map(\.text).joined(separator: isRow ? "\t" : "\u{3000}") }

    /// Adds the lines of the pages in pdftotext's XHTML (`-bbox-layout`), from top to bottom.
    /// - Returns: the number of pages.
    static func read(_ bytes: [UInt8], firstPage: Int, into lines: inout [PDFLine]) throws(DocumentProblem) -> Int {
        let (found, pages) = try XMLReader.read(document(in: bytes), part: "pdftotext", form: .pdf) {
            (xml) throws(DocumentProblem) in
            var found: [PDFLine] = []
            var pages = 0
            while let event = try xml.next() {
                guard case .start("page") = event else { continue }
                found += try page(&xml, number: firstPage + pages)
                pages += 1
            }
            return (found, pages)
        }
        lines += found
        return pages
    }

    /// Without the head, which repeats what the file says of itself, and without control characters, which a PDF may
    /// have and XML may not.
    private static func document(in bytes: [UInt8]) -> [UInt8] {
        let start = bytes.indices.first { bytes[$0] == 0x3C && bytes[$0...].starts(with: "<doc>".utf8) } ?? 0
        let end = bytes.indices.last { bytes[$0] == 0x3C && bytes[$0...].starts(with: "</doc>".utf8) }
        return bytes[start..<max(start, end.map { $0 + 6 } ?? bytes.count)].map {
            $0 < 0x20 && $0 != 0x0A ? 0x20 : $0
        }
    }

    private static func page(_ xml: inout XMLReader, number: Int) throws(DocumentProblem) -> [PDFLine] {
        let (width, height) = (xml.measure("width"), xml.measure("height"))
        var lines: [PDFLine] = []
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start("line") = event else { return }
            let (top, bottom) = (xml.measure("yMin"), xml.measure("yMax"))
            let pieces = try pieces(&xml, size: bottom - top)
            guard !pieces.isEmpty, bottom > top else { return }
            lines.append(
                PDFLine(
                    page: number, pageWidth: width, pageHeight: height, top: top, bottom: bottom, pieces: pieces))
        }
        return merged(lines)
    }

    /// Words of one line; a gap of more than one and a half letters parts two cells. Programs that set Chinese leave a
    /// quarter of a letter between it and foreign letters: that is no blank.
    private static func pieces(_ xml: inout XMLReader, size: Double) throws(DocumentProblem) -> [Piece] {
        var words: [Piece] = []
        var em: Double?
        try xml.inside { (xml, event) throws(DocumentProblem) in
            guard case .start("word") = event else { return }
            let (left, right) = (xml.measure("xMin"), xml.measure("xMax"))
            let text = try xml.text().trimmed
            if text.isEmpty { return }
            em = em ?? Self.em(text, right - left)
            words.append(Piece(left: left, right: right, text: text, firstWidth: 0))
        }
        let letter = em ?? size
        var pieces: [Piece] = []
        for word in words {
            guard let last = pieces.last, word.left - last.right <= 1.5 * letter else {
                pieces.append(word)
                pieces[pieces.count - 1].firstWidth = firstWidth(word.text, em: letter)
                continue
            }
            let isSet = word.left - last.right < 0.27 * letter && last.endsChinese != word.beginsChinese
            pieces[pieces.count - 1].text += (isSet ? "" : " ") + word.text
            pieces[pieces.count - 1].right = word.right
        }
        return pieces
    }

    /// Of a word of a foreign script or a number as a whole, of a Chinese character by itself; with the brackets before
    /// it and the punctuation behind it, which may not end or begin a line.
    private static func firstWidth(_ text: String, em: Double) -> Double {
        let scalars = text.unicodeScalars
        let openers = scalars.prefix { "（《〈“‘【〔「(".unicodeScalars.contains($0) }
        let rest = scalars.dropFirst(openers.count)
        let foreign = rest.prefix { $0.value < 0x2E80 && !closers.contains($0) }.count
        let closing = rest.dropFirst(max(1, foreign)).prefix { closers.contains($0) }
        return em * (Double(openers.count + closing.count) + (foreign > 0 ? 0.5 * Double(foreign) : 1))
    }

    private static let closers = Set("，。；：、）》〉”’！？〕】」)".unicodeScalars)

    /// The width of a Chinese character in a word: that of the letters' square.
    private static func em(_ text: String, _ width: Double) -> Double? {
        let scalars = text.unicodeScalars
        return scalars.allSatisfy { $0.value >= 0x2E80 } ? width / Double(scalars.count) : nil
    }

    /// Lines at one height are one line, whose pieces stand side by side.
    private static func merged(_ lines: [PDFLine]) -> [PDFLine] {
        let sorted = lines.sorted { ($0.top + $0.bottom, $0.left) < ($1.top + $1.bottom, $1.left) }
        var merged: [PDFLine] = []
        for line in sorted {
            guard let last = merged.last, last.isBeside(line) else {
                merged.append(line)
                continue
            }
            var pieces = (last.pieces + line.pieces).sorted { $0.left < $1.left }
            for index in pieces.indices.dropFirst().reversed()
            where pieces[index].left - pieces[index - 1].right < 0.4 * line.size {
                let gap = pieces[index].left - pieces[index - 1].right > 0.1 * line.size ? " " : ""
                pieces[index - 1].text += gap + pieces[index].text
                pieces[index - 1].right = max(pieces[index - 1].right, pieces[index].right)
                pieces.remove(at: index)
            }
            merged[merged.count - 1].pieces = pieces
            merged[merged.count - 1].top = min(last.top, line.top)
            merged[merged.count - 1].bottom = max(last.bottom, line.bottom)
        }
        return merged
    }

    private func isBeside(_ other: PDFLine) -> Bool {
        let middle = (other.top + other.bottom) / 2
        return abs((top + bottom) / 2 - middle) < 0.4 * min(size, other.size)
    }
}

extension XMLReader {
    /// A number of points; 0 for what is none.
    fileprivate func measure(_ name: String) -> Double {
        let value = attribute(name).flatMap { Double($0) } ?? 0
        return value.isFinite ? min(max(value, -1e6), 1e6) : 0
    }
}
