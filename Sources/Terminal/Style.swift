/// How a piece of text looks on a terminal that shows colour; meaning is never carried by it alone.

public struct Style: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let bold = Style(rawValue: 1)
    public static let dim = Style(rawValue: 2)
    public static let red = Style(rawValue: 4)
    public static let yellow = Style(rawValue: 8)
    public static let green = Style(rawValue: 16)
    public static let cyan = Style(rawValue: 32)

    /// The text between the escape sequences for this style; the text itself when there is no style.
    func paint(_ text: String) -> String {
        isEmpty ? text : opening + text + Style.closing
    }

    var opening: String {
        var codes: [String] = []
        if contains(.bold) { codes.append("1") }
        if contains(.dim) { codes.append("2") }
        if contains(.red) { codes.append("31") }
        if contains(.yellow) { codes.append("33") }
        if contains(.green) { codes.append("32") }
        if contains(.cyan) { codes.append("36") }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    static let closing = "\u{1B}[0m"
}

/// When to use colour: the option `--color`.
public enum ColorChoice: String, Sendable, CaseIterable {
    case auto
    case always
    case never
}

/// A piece of text with its look; `Cell("text")`, or just a string literal.
public struct Cell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    public let text: String
    public let style: Style

    public init(_ text: String, _ style: Style = []) {
        self.text = text
        self.style = style
    }

    public init(_ number: Int, _ style: Style = []) {
        self.init(String(number), style)
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }
}
