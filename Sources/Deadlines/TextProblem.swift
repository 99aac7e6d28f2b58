/// What is wrong with a short text that a person wrote (a due rule, a moment), and where in it.

import Texts

public struct TextProblem: Error, Sendable, Hashable {
    /// Stable, in kebab case, e.g. `due-unknown-word`.
    public let code: String
    /// Where the wrong part begins, in Unicode scalars from the text's start.
    public let offset: Int
    /// How long it is, in Unicode scalars; 0 when something is missing there.
    public let length: Int
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase?

    public init(_ code: String, at offset: Int, length: Int, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.code = code
        self.offset = offset
        self.length = length
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// The problem as one of a file, under the wrong part itself when the text stands on one line.
    ///
    /// - Parameters:
    ///   - span: where the scalar stands, quotes included.
    ///   - plain: whether it is unquoted.
    public func diagnostic(file: String, at span: Span, plain: Bool) -> Diagnostic {
        var place = span
        if span.start.line == span.end.line {
            let column = span.start.column + offset + (plain ? 0 : 1)
            let start = Position(line: span.start.line, column: min(column, max(span.end.column, span.start.column)))
            let end = Position(
                line: start.line, column: min(start.column + max(length, 1), max(span.end.column, start.column + 1)))
            place = Span(start: start, end: end)
        }
        return Diagnostic(.error, code, file: file, at: place, what: what, why: why, remedy: remedy)
    }
}
