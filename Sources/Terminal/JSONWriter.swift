/// Writes JSON for `--json`: the same input gives the same bytes, keys stay in the order in which they are written.

/// A JSON value; `double` is written with a fixed number of decimals.
public enum JSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    /// Not-a-number and infinities have no JSON form and are written as null.
    case double(Double, places: Int)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// A string, or null.
    public static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    /// A number, or null.
    public static func optional(_ number: Int?) -> JSON { number.map { .int($0) } ?? .null }
}

public struct JSONWriter: Sendable {
    /// What has been written and not yet taken.
    public private(set) var text = ""
    /// Containers nested deeper than this stay on one line, so that a row of a listing is one line.
    private let brokenLevels: Int
    private var levels: [(isObject: Bool, isEmpty: Bool)] = []
    private var hasKey = false

    public init(brokenLevels: Int = 2) {
        self.brokenLevels = brokenLevels
    }

    /// The value as a whole document with a line break at its end.
    public static func document(_ value: JSON, brokenLevels: Int = 2) -> String {
        var writer = JSONWriter(brokenLevels: brokenLevels)
        writer.value(value)
        return writer.finish()
    }

    /// Takes what has been written so far, so that a long array need not be held in memory.
    public mutating func take() -> String {
        defer { text = "" }
        return text
    }

    /// Closes what is still open and ends the document with a line break.
    public mutating func finish() -> String {
        while !levels.isEmpty { end() }
        text += "\n"
        return take()
    }

    public mutating func beginArray() { begin(isObject: false) }
    public mutating func beginObject() { begin(isObject: true) }

    /// Ends the innermost array or object.
    public mutating func end() {
        guard let level = levels.popLast() else { return }
        if !level.isEmpty, levels.count < brokenLevels { newLine() }
        text += level.isObject ? "}" : "]"
    }

    /// The key of the next value; only directly inside an object.
    public mutating func key(_ name: String) {
        separate()
        JSONWriter.quote(name, into: &text)
        text += ": "
        hasKey = true
    }

    public mutating func field(_ name: String, _ value: JSON) {
        key(name)
        self.value(value)
    }

    public mutating func value(_ value: JSON) {
        switch value {
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            end()
        case .object(let fields):
            beginObject()
            for (name, element) in fields { field(name, element) }
            end()
        default:
            separate()
            text += JSONWriter.scalar(value)
        }
    }

    private mutating func begin(isObject: Bool) {
        separate()
        text += isObject ? "{" : "["
        levels.append((isObject, true))
    }

    /// The comma and line break or blank before the next key or element.
    private mutating func separate() {
        if hasKey {
            hasKey = false
            return
        }
        guard let level = levels.last else { return }
        if !level.isEmpty { text += "," }
        if levels.count <= brokenLevels { newLine() } else if !level.isEmpty { text += " " }
        levels[levels.count - 1].isEmpty = false
    }

    private mutating func newLine() {
        text += "\n"
        for _ in levels { text += "  " }
    }
}

extension JSONWriter {
    private static func scalar(_ value: JSON) -> String {
        switch value {
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .double(let number, let places): fixed(number, places: places)
        case .string(let string):
            {
                var quoted = ""
                quote(string, into: &quoted)
                return quoted
            }()
        case .null, .array, .object: "null"
        }
    }

    /// The number rounded half away from zero to `places` decimals (0…9), without an exponent.
    public static func fixed(_ number: Double, places: Int) -> String {
        let places = min(9, max(0, places))
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (number * scale).rounded(.toNearestOrAwayFromZero)
        guard number.isFinite else { return "null" }
        // Beyond 2^53 a Double has no fraction left to round.
        guard abs(scaled) < 9_007_199_254_740_992 else { return number.description }
        var digits = String(abs(Int(scaled)))
        if places > 0 {
            digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        }
        return scaled < 0 ? "-" + digits : digits
    }

    /// The string in quotes. Escaped, too, is what could steer a terminal on which the JSON is shown.
    static func quote(_ string: String, into text: inout String) {
        text += "\""
        defer { text += "\"" }
        if ShownWidth.plain(string) != nil, !string.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if scalar.visibleEscape != nil {
                    escape(scalar, into: &text)
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, into text: inout String) {
        for unit in UTF16.encode(scalar) ?? .init() {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
