/// One value of a log line, written so that a line stays one line and can be taken apart again.

import Deadlines
import Texts

public enum LogValue: Sendable, Hashable {
    case text(String)
    case number(Int64)
    case moment(Instant)
    case address(Masked)
    /// Said in the log's language.
    case phrase(Phrase)

    /// The most characters of one value; a longer text ends in `…`.
    static var lengthLimit: Int { 2000 }

    /// - Parameter reveals: whether addresses are shown in full.
    func written(_ language: Language, reveals: Bool) -> String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .moment(let moment): Zone.utc.iso(moment).dropLast("+00:00".utf8.count) + "Z"
        case .address(let address): Self.quoted(reveals ? address.text : address.description)
        case .phrase(let phrase): Self.quoted(phrase(language))
        }
    }

    /// As it is when it is one plain word, else in double quotes with `\"`, `\\`, `\n`, `\u{…}`.
    static func quoted(_ text: String) -> String {
        var inner = ""
        var isPlain = !text.isEmpty
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if count > lengthLimit {
                inner += "…"
                break
            }
            if let escape = scalar.visibleEscape {
                inner += escape
                isPlain = false
            } else {
                if scalar == "\"" || scalar == "\\" { inner += "\\" }
                if scalar.properties.isWhitespace || scalar == "\"" || scalar == "\\" || scalar == "=" {
                    isPlain = false
                }
                inner.unicodeScalars.append(scalar)
            }
        }
        return isPlain ? inner : "\"\(inner)\""
    }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int64) { self = .number(number) }
    public init(_ number: some BinaryInteger) { self = .number(Int64(clamping: number)) }
}
