/// What kind of document some bytes are, told by the bytes: names lie.
import Texts

enum DocumentKind: Hashable {
    case zip
    case pdf
    /// Word, Excel and others before 2007, WPS, and documents of today with a password.
    case ole
    case rtf
    /// HTML or plain text: that shows when it is decoded.
    case text

    static func of(_ bytes: [UInt8]) -> DocumentKind {
        // An empty archive begins with its end.
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return .zip
        }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .ole }
        if bytes.starts(with: "{\\rtf".utf8) { return .rtf }
        // Viewers allow something before the mark, as servers sometimes send it.
        let isPDF = bytes.prefix(1024).indices.contains { bytes[$0...].starts(with: "%PDF-".utf8) }
        return isPDF && !isHTML(String(decoding: bytes.prefix(64), as: UTF8.self)) ? .pdf : .text
    }

    /// Whether a text is a web page, by what it begins with; a fragment of one counts.
    static func isHTML(_ text: String) -> Bool {
        let head = text.unicodeScalars.prefix(4096).drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let start = String(String.UnicodeScalarView(head)).lowercased()
        if start.hasPrefix("<?xml") || start.hasPrefix("<!--") { return start.contains("<html") }
        let marks = [
            "!doctype html", "html", "head", "body", "meta", "title", "link", "script", "style", "div", "table", "p",
            "h1",
            "h2", "h3", "span", "center", "font", "br", "pre", "article", "section", "main", "ul", "ol",
        ]
        return marks.contains { mark in
            guard start.hasPrefix("<" + mark) else { return false }
            let next = start.dropFirst(mark.count + 1).first
            return next == ">" || next == "/" || next?.isWhitespace == true
        }
    }

    /// The streams of an OLE file are told by their names, which stand in it in UTF-16.
    enum Streams: Hashable {
        case word, workbook, encrypted, other

        static func of(_ bytes: [UInt8]) -> Streams {
            if contains("EncryptedPackage", bytes) { return .encrypted }
            if contains("WordDocument", bytes) { return .word }
            return contains("Workbook", bytes) || contains("Book", bytes) ? .workbook : .other
        }

        /// Entries of the directory begin at multiples of 128 bytes; the name comes first.
        private static func contains(_ name: String, _ bytes: [UInt8]) -> Bool {
            let wanted: [UInt8] = name.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
            return stride(from: 512, to: bytes.count, by: 128).contains { bytes[$0...].starts(with: wanted) }
        }
    }
}
