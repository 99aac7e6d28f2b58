/// Draws diagnostics for people: place, what, why, remedy, and the source line with a caret under the value.
public struct DiagnosticRenderer: Sendable {
    public let language: Language
    /// Whether to add ANSI colours.
    public let colour: Bool
    /// The columns that an excerpt of the source may take; longer lines are cut around the value.
    public let width: Int

    public init(language: Language, colour: Bool = false, width: Int = 100) {
        self.language = language
        self.colour = colour
        self.width = max(20, width)
    }

    /// All diagnostics in reading order, a blank line between two; the same one is said once.
    ///
    /// A source is found by its name; without one the excerpt is left out. Ends without a line break.
    public func render(_ diagnostics: [Diagnostic], sources: [SourceFile]) -> String {
        let byName = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return diagnostics.inReadingOrder(files: sources.map(\.name))
            .map { render($0, source: byName[$0.file]) }
            .joined(separator: "\n\n")
    }

    /// One diagnostic, without a line break at its end.
    public func render(_ diagnostic: Diagnostic, source: SourceFile?) -> String {
        var lines = [head(diagnostic)]
        if let why = diagnostic.why { lines.append("  " + Phrase(zh: "原因：", en: "why: ")(language) + said(why)) }
        if let remedy = diagnostic.remedy {
            lines.append("  " + Phrase(zh: "处理：", en: "remedy: ")(language) + said(remedy))
        }
        if let span = diagnostic.span, let line = source?.line(span.start.line) {
            let excerpt = SourceExcerpt(line: line, span: span, width: width)
            let number = String(span.start.line).padded(to: 5, .trailing)
            lines.append("\(number) | \(excerpt.text)")
            lines.append("      | \(paint(excerpt.marks, severity: diagnostic.severity))")
        }
        return lines.joined(separator: "\n")
    }

    private func head(_ diagnostic: Diagnostic) -> String {
        var place = diagnostic.file.terminalSafe
        if let start = diagnostic.span?.start { place += ":\(start.line):\(start.column)" }
        let severity = paint(diagnostic.severity.name(language), severity: diagnostic.severity)
        return "\(bold(place + ":")) \(severity)\(language == .chinese ? "：" : ": ")\(said(diagnostic.what))"
            + " [\(diagnostic.code)]"
    }

    private func said(_ phrase: Phrase) -> String { phrase(language).terminalSafe }

    private func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private func paint(_ text: String, severity: Diagnostic.Severity) -> String {
        guard colour else { return text }
        return "\u{1B}[\(severity == .error ? "1;31" : "1;33")m\(text)\u{1B}[0m"
    }
}

extension Diagnostic.Severity {
    public var name: Phrase {
        switch self {
        case .error: Phrase(zh: "错误", en: "error")
        case .warning: Phrase(zh: "警告", en: "warning")
        }
    }
}

extension Sequence<Diagnostic> {
    /// By file (in the order given, then by name), place, severity and code; without repetitions.
    public func inReadingOrder(files: [String] = []) -> [Diagnostic] {
        let rank = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var seen = Set<Diagnostic>()
        return filter { seen.insert($0).inserted }.enumerated()
            .map { (key: ReadingOrder($1, rank[$1.file] ?? .max, $0), diagnostic: $1) }
            .sorted { $0.key < $1.key }
            .map(\.diagnostic)
    }

    public var hasErrors: Bool { contains { $0.severity == .error } }
}

/// What diagnostics are sorted by; the last part keeps the order in which they were found.
private struct ReadingOrder: Comparable {
    let rank: Int
    let file: String
    let start: Position
    let severity: Int
    let found: Int

    init(_ diagnostic: Diagnostic, _ rank: Int, _ found: Int) {
        self.rank = rank
        file = diagnostic.file
        start = diagnostic.span?.start ?? Position(line: 0, column: 0)
        severity = diagnostic.severity == .error ? 0 : 1
        self.found = found
    }

    static func < (left: ReadingOrder, right: ReadingOrder) -> Bool {
        if left.rank != right.rank { return left.rank < right.rank }
        if left.file != right.file { return left.file < right.file }
        if left.start != right.start { return left.start < right.start }
        return (left.severity, left.found) < (right.severity, right.found)
    }
}
