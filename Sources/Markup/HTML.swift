/// Pages that cannot be broken by what is put into them: names of elements and attributes are literals of this program,
/// everything else is escaped on its way in. There is no way to add markup as text.

import Texts

public struct HTML: Sendable {
    public private(set) var source = ""

    public init() {}

    public mutating func reserve(_ bytes: Int) { source.reserveCapacity(bytes) }

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
        if text.unicodeScalars.allSatisfy({ $0.htmlEntity == nil && ($0 == "\n" || !$0.isHidden) }) {
            source += text
            return
        }
        for scalar in text.unicodeScalars { append(scalar) }
    }

    /// Whitespace between elements, so that the source can be read and copied text has its lines.
    public mutating func line() { source += "\n" }

    public mutating func append(_ other: HTML) { source += other.source }

    /// `<!DOCTYPE html>` and the root element around `body`.
    public static func document(language: String, body: (inout HTML) throws -> Void) rethrows -> HTML {
        var html = HTML()
        html.reserve(16 << 10)
        html.source = "<!DOCTYPE html>\n"
        try html.element("html", .named("lang", language), body: body)
        html.source += "\n"
        return html
    }

    // MARK: - Writing

    private mutating func open(_ name: StaticString, _ attributes: [Attribute?]) {
        source += "<"
        append(name)
        for case let attribute? in attributes {
            source += " "
            append(attribute.name)
            guard let value = attribute.value else { continue }
            source += "=\""
            text(value)
            source += "\""
        }
        source += ">"
    }

    private mutating func close(_ name: StaticString) {
        source += "</"
        append(name)
        source += ">"
    }

    private mutating func append(_ name: StaticString) {
        source += name.description
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if let entity = scalar.htmlEntity {
            source += entity
        } else if scalar != "\n", scalar != "\t", let escape = scalar.visibleEscape {
            source += escape
        } else {
            source.unicodeScalars.append(scalar)
        }
    }

    fileprivate static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("/") { return !address.hasPrefix("//") }
        return address.hasPrefix("#") || address.hasPrefix("?") || address.hasPrefix("https://")
            || address.hasPrefix("http://") || address.hasPrefix("mailto:")
    }
}
