// What is wrong with a letter, an address or a mail setting, and what to do about it.
import Curl
import Texts

/// A problem found before anything is sent. Its texts never contain an address or a secret.
public struct MailProblem: Error, Sendable, Hashable {
    /// A stable identifier in kebab case, one for one kind of problem.
    public let code: String
    public let what: Phrase
    public let remedy: Phrase

    public init(_ code: String, what: Phrase, remedy: Phrase) {
        self.code = code
        self.what = what
        self.remedy = remedy
    }

    init(_ unopened: CurlUnopened) {
        self.init("libcurl-missing", what: unopened.what, remedy: unopened.remedy)
    }

    /// What and remedy in one sentence.
    public var phrase: Phrase {
        Phrase(zh: "\(what.zh)；\(remedy.zh)", en: "\(what.en); \(remedy.en)")
    }
}
