/// What tests look for in answers: a form's key, and the elements of a page as a browser would find them.

import TestSupport
import Testing

extension WireAnswer {
    func expect(_ status: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.status == status, sourceLocation: sourceLocation)
    }
}

extension String {
    /// The hidden key in the forms of a page.
    var formKey: String? {
        guard let start = firstRange(of: "name=\"form-key\" value=\"")?.upperBound else { return nil }
        return String(self[start...].prefix { $0 != "\"" })
    }

    private func firstRange(of text: String) -> Range<Index>? { ranges(of: text).first }
}

/// A page taken apart in the manner of the HTML standard's tokenizer, as far as it decides what becomes an element.
struct PageParts {
    struct Tag: Hashable, CustomStringConvertible {
        let name: String
        /// In the order in which they stand there.
        let attributes: [String]
        var description: String { "<\(name) \(attributes.joined(separator: " "))>" }
    }

    private(set) var tags: [Tag] = []
    /// Values of attributes, decoded.
    private(set) var values: [String] = []
    /// Where links and forms lead, decoded.
    private(set) var targets: [String] = []
    /// All text, decoded.
    private(set) var text = ""
    /// Elements that were not closed, or closed where they were not open.
    private(set) var unbalanced: [String] = []

    private static let void: Set<String> = ["input", "meta", "link", "br", "hr", "img", "!doctype", "wbr"]

    init(_ source: String) {
        let letters = Array(source.unicodeScalars)
        var (index, open) = (0, [String]())
        while index < letters.count {
            let next = index + 1 < letters.count ? letters[index + 1] : " "
            let isTag = letters[index] == "<" && (next.properties.isAlphabetic || "/!?".unicodeScalars.contains(next))
            guard isTag else {
                text.unicodeScalars.append(letters[index])
                index += 1
                continue
            }
            let tag = take(letters, &index)
            if tag.name.hasPrefix("/") {
                if open.popLast() != String(tag.name.dropFirst()) { unbalanced.append(tag.name) }
            } else {
                tags.append(tag)
                if !Self.void.contains(tag.name) { open.append(tag.name) }
            }
        }
        unbalanced += open
        text = Self.decoded(text)
    }

    /// Takes one tag, from `<` to its end.
    private mutating func take(_ letters: [Unicode.Scalar], _ index: inout Int) -> Tag {
        var pieces: [(name: String, value: String)] = []
        var (piece, value, quote) = ("", "", nil as Unicode.Scalar?)
        var isValue = false
        func finish() {
            if !piece.isEmpty { pieces.append((piece.lowercased(), value)) }
            (piece, value, isValue) = ("", "", false)
        }
        index += 1
        while index < letters.count {
            let letter = letters[index]
            index += 1
            if let end = quote {
                if letter == end { quote = nil } else { value.unicodeScalars.append(letter) }
                continue
            }
            if letter == ">" { break }
            if letter.properties.isWhitespace {
                finish()
            } else if letter == "=", !isValue {
                isValue = true
            } else if isValue, value.isEmpty, letter == "\"" || letter == "'" {
                quote = letter
            } else if isValue {
                value.unicodeScalars.append(letter)
            } else {
                piece.unicodeScalars.append(letter)
            }
        }
        finish()
        values += pieces.map { Self.decoded($0.value) }
        let leading: Set<String> = ["href", "action", "src", "formaction", "data"]
        targets += pieces.filter { leading.contains($0.name) }.map { Self.decoded($0.value) }
        return Tag(name: pieces.first?.name ?? "", attributes: pieces.dropFirst().map(\.name))
    }

    private static func decoded(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
