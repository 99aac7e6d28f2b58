/// What the user gave on the command line, checked against the declarations.

import Texts

public struct ParsedArguments: Sendable {
    /// Names that may be asked for, so that a misspelt one is noticed while developing.
    private let declared: Set<String>
    private let values: [String: [String]]
    /// What the program gives its commands besides the words; nil where they run for whoever started the process.
    public let host: (any Sendable)?

    init(declared: Set<String>, values: [String: [String]], host: (any Sendable)? = nil) {
        self.declared = declared
        self.values = values
        self.host = host
    }

    /// All values of a repeatable option or argument, in the order given; empty when there are none.
    public func list(_ name: String) -> [String] {
        assert(declared.contains(name), "not declared: \(name)")
        return values[name] ?? []
    }

    public func string(_ name: String) -> String? { list(name).last }

    /// Whether the flag, or the option with a value, was given.
    public func flag(_ name: String) -> Bool { !list(name).isEmpty }

    /// The value of an argument that the parser has made sure of, or of an option that the command cannot do without.
    public func required(_ name: String) throws(Failure) -> String {
        guard let value = string(name) else {
            throw .usage(
                Phrase(zh: "缺少 --\(name)", en: "--\(name) is missing"),
                remedy: Phrase(zh: "加上 --\(name)", en: "add --\(name)"))
        }
        return value
    }

    /// A whole number in decimal digits, with a sign if need be.
    public func int(_ name: String, in range: ClosedRange<Int> = Int.min...Int.max) throws(Failure) -> Int? {
        let bounds =
            range == Int.min...Int.max
            ? Phrase(zh: "整数", en: "a whole number")
            : Phrase(
                zh: "\(range.lowerBound) 到 \(range.upperBound) 之间的整数",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return try value(name, expected: bounds) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// The value read by `read`; where that gives nil, an error that names the option and what it `expected`.
    public func value<Value>(
        _ name: String, expected: Phrase, _ read: (String) -> Value?
    ) throws(Failure) -> Value? {
        guard let text = string(name) else { return nil }
        guard let value = read(text) else { throw Self.unreadable(name, text, expected: expected) }
        return value
    }

    /// All values read by `read`.
    public func values<Value>(
        _ name: String, expected: Phrase, _ read: (String) -> Value?
    ) throws(Failure) -> [Value] {
        var result: [Value] = []
        for text in list(name) {
            guard let value = read(text) else { throw Self.unreadable(name, text, expected: expected) }
            result.append(value)
        }
        return result
    }

    /// A value of an enumeration whose raw values are the option's `allowed` ones.
    public func choice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type = Choice.self) -> Choice? {
        string(name).flatMap { Choice(rawValue: $0) }
    }

    private static func unreadable(_ name: String, _ text: String, expected: Phrase) -> Failure {
        .usage(
            Phrase(zh: "“\(name)”的值“\(text)”看不懂", en: "cannot read \"\(text)\" for \"\(name)\""),
            remedy: Phrase(zh: "应为：\(expected.zh)", en: "it should be \(expected.en)"))
    }
}
