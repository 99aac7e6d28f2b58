/// A JSON value with all that is in it, and how its parts are asked for.

/// What RFC 8259 knows as a value. Numbers written without fraction and exponent are `int`.
public enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// Always finite.
    case double(Double)
    case string(String)
    case array([JSONTree])
    /// In the order in which they were written; no key twice.
    case object([(key: String, value: JSONTree)])
}

extension JSONTree {
    /// The member of that name; nil where there is none, and of anything but an object. Looks at one member after
    /// the other.
    public subscript(key: String) -> JSONTree? { members?.first { $0.key == key }?.value }

    public var isNull: Bool { if case .null = self { true } else { false } }

    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// A number written as a whole one.
    public var int: Int? { if case .int(let number) = self { Int(exactly: number) } else { nil } }

    /// Any number; a whole one beyond 2^53 loses its last digits.
    public var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }

    public var array: [JSONTree]? { if case .array(let elements) = self { elements } else { nil } }

    public var members: [(key: String, value: JSONTree)]? {
        if case .object(let members) = self { members } else { nil }
    }
}

extension JSONTree: Equatable {
    /// The order of members counts; `1` and `1.0` differ, as they do in a text.
    public static func == (left: JSONTree, right: JSONTree) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.int(let one), .int(let other)): one == other
        case (.double(let one), .double(let other)): one == other
        case (.string(let one), .string(let other)): one == other
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one.elementsEqual(other) { $0 == $1 }
        default: false
        }
    }
}
