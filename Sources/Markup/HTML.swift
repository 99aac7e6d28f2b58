/// Pages that cannot be broken by what is put into them: names of elements and attributes are literals of this program,
/// everything else is escaped on its way in. There is no way to add markup as text.

import Texts

public struct HTML: Sendable {
    /// UTF-8. Kept as bytes, which is how it leaves: a page is made for every request.
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// The page as text, for people who read it.
    public var source: String { String(decoding: bytes, as: UTF8.self) }

    /// One attribute of an element.
    public struct Attribute: Sendable {
        fileprivate let name: StaticString
        fileprivate let value: String?

        /// `name="value"`, escaped. Not for addresses: see `href`.
        public static func named(_ name: StaticString, _ value: String) -> Attribute {
            Attribute(name: name, value: value)
        }

        /// `name` alone, when it holds.
        public static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute? {
            isSet ? Attribute(name: name, value: nil) : nil
        }

        public static func `class`(_ value: StaticString) -> Attribute {
            Attribute(name: "class", value: value.description)
        }

        public static func id(_ value: String) -> Attribute { Attribute(name: "id", value: value) }
        public static func `for`(_ value: String) -> Attribute { Attribute(name: "for", value: value) }

        /// A link. An address that is neither of this site nor of the web or mail leads nowhere.
        public static func href(_ address: String) -> Attribute {
            Attribute(name: "href", value: HTML.isSafe(address) ? address : "#")
        }

        /// Where a form goes: a path of this site.
        public static func action(_ path: String) -> Attribute {
            Attribute(name: "action", value: path.hasPrefix("/") && !path.hasPrefix("//") ? path : "#")
        }
    }

    // MARK: - Elements

    /// `<name …>`, what `body` writes, `</name>`.
    public mutating func element(
        _ name: StaticString, _ attributes: Attribute?..., body: (inout HTML) throws -> Void
    ) rethrows {
        open(name, attributes)
        try body(&self)
        close(name)
    }

    public mutating func element(_ name: StaticString, _ attributes: Attribute?..., text: String) {
        open(name, attributes)
        self.text(text)
        close(name)
    }

    /// An element without contents: `<input …>`, `<br>`, `<meta …>`.
    public mutating func void(_ name: StaticString, _ attributes: Attribute?...) { open(name, attributes) }

    /// Text; what could turn the reading direction or is invisible is shown as what it is. Line breaks stay.
    public mutating func text(_ text: String) {
        // Nearly every text is added as it is: looking is cheaper than adding piece by piece.
        if Self.isPlain(text) { return bytes.append(contentsOf: text.utf8) }
        for scalar in text.unicodeScalars {
            if let entity = scalar.htmlEntity {
                bytes.append(contentsOf: entity.utf8)
            } else if scalar != "\n", scalar != "\t", let escape = scalar.visibleEscape {
                bytes.append(contentsOf: escape.utf8)
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
    }

    /// Whitespace between elements, so that the source can be read and copied text has its lines.
    public mutating func line() { bytes.append(0x0A) }

    /// `<!DOCTYPE html>` and the root element around `body`.
    public static func document(language: String, body: (inout HTML) throws -> Void) rethrows -> HTML {
        var html = HTML()
        html.reserve(16 << 10)
        html.append("<!DOCTYPE html>\n")
        try html.element("html", .named("lang", language), body: body)
        html.line()
        return html
    }

    // MARK: - Writing

    private mutating func open(_ name: StaticString, _ attributes: [Attribute?]) {
        bytes.append(0x3C)
        append(name)
        for case let attribute? in attributes {
            bytes.append(0x20)
            append(attribute.name)
            guard let value = attribute.value else { continue }
            bytes.append(0x3D)
            bytes.append(0x22)
            text(value)
            bytes.append(0x22)
        }
        bytes.append(0x3E)
    }

    private mutating func close(_ name: StaticString) {
        bytes.append(0x3C)
        bytes.append(0x2F)
        append(name)
        bytes.append(0x3E)
    }

    private mutating func append(_ literal: StaticString) { bytes.append(contentsOf: literal.description.utf8) }

    /// Whether the text can be added as it is.
    private static func isPlain(_ text: String) -> Bool {
        let span = text.utf8.span
        let care = care
        var found: UInt8 = 0
        for index in span.indices { found |= care[Int(span[index])] }
        if found == 0 { return true }
        // Quotation marks and full-width commas begin as some hidden letters do: those have to be looked at.
        return found & 1 == 0 && !text.unicodeScalars.contains { $0 != "\n" && $0.isHidden }
    }

    /// By byte: 1 for what has a meaning in markup and for controls, 2 for the first byte of letters that `isHidden` may
    /// hold of, 0 for all others.
    private static let care: [UInt8] = (0...255).map { byte in
        switch byte {
        case 0x0A: 0
        case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: 1
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: 2
        default: 0
        }
    }

    fileprivate static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("/") { return !address.hasPrefix("//") }
        return address.hasPrefix("#") || address.hasPrefix("?") || address.hasPrefix("https://")
            || address.hasPrefix("http://") || address.hasPrefix("mailto:")
    }
}
