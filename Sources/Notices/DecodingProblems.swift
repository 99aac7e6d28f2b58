/// Collects every problem of one file while it is decoded, so that all are reported at once.

import Texts

public final class DecodingProblems {
    /// As the user named it.
    public let file: String
    public private(set) var diagnostics: [Diagnostic] = []

    public init(file: String) {
        self.file = file
    }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    public func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    public func error(_ code: String, at span: Span?, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        add(Diagnostic(.error, code, file: file, at: span, what: what, why: why, remedy: remedy))
    }

    public func warning(_ code: String, at span: Span?, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        add(Diagnostic(.warning, code, file: file, at: span, what: what, why: why, remedy: remedy))
    }

    /// All problems in the order of the file; of those at one place, in the order of their discovery.
    public var inOrder: [Diagnostic] {
        let start = Position(line: 0, column: 0)
        return diagnostics.enumerated().sorted {
            ($0.element.span?.start ?? start, $0.offset) < ($1.element.span?.start ?? start, $1.offset)
        }.map(\.element)
    }
}

/// A decoded value and where it stands.
public struct Located<Value> {
    public let value: Value
    public let span: Span

    public init(_ value: Value, at span: Span) {
        self.value = value
        self.span = span
    }

    public func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: span)
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
