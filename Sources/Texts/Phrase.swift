/// One thing said to people, in both languages.
public struct Phrase: Sendable, Hashable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// A phrase that is the same in both languages: a name, a number, a command.
    public init(same text: String) {
        self.init(zh: text, en: text)
    }

    public func callAsFunction(_ language: Language) -> String {
        language == .chinese ? zh : en
    }

    public static func + (left: Phrase, right: Phrase) -> Phrase {
        Phrase(zh: left.zh + right.zh, en: left.en + right.en)
    }
}
