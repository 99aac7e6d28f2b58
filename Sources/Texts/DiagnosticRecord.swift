/// A diagnostic as flat fields, for `--json`.
public struct DiagnosticRecord: Sendable, Hashable, Encodable {
    public let severity: String
    public let code: String
    public let file: String
    /// From 1, as all places here; absent when the whole file is meant.
    public let line: Int?
    public let column: Int?
    public let endLine: Int?
    /// The column after the value's last character.
    public let endColumn: Int?
    public let what: String
    public let why: String?
    public let remedy: String?

    public init(_ diagnostic: Diagnostic, language: Language) {
        severity = diagnostic.severity.rawValue
        code = diagnostic.code
        file = diagnostic.file
        line = diagnostic.span?.start.line
        column = diagnostic.span?.start.column
        endLine = diagnostic.span?.end.line
        endColumn = diagnostic.span?.end.column
        what = diagnostic.what(language)
        why = diagnostic.why?(language)
        remedy = diagnostic.remedy?(language)
    }
}
