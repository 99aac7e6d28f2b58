/// What is wrong at one place of a file: where, what, why and the remedy.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable {
        /// The file is refused.
        case error
        /// The file is taken; a person should look.
        case warning
    }

    public let severity: Severity
    /// A stable identifier in kebab case, e.g. `unknown-key`; one identifier for one kind of problem.
    public let code: String
    /// The file as the user named it.
    public let file: String
    /// Nil when the whole file is meant (it cannot be read, it is empty).
    public let span: Span?
    public let what: Phrase
    /// A sentence, or several.
    public let why: Phrase?
    /// The same.
    public let remedy: Phrase?

    public init(
        _ severity: Severity, _ code: String, file: String, at span: Span?,
        what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil
    ) {
        self.severity = severity
        self.code = code
        self.file = file
        self.span = span
        self.what = what
        self.why = why?.sentence
        self.remedy = remedy?.sentence
    }
}
