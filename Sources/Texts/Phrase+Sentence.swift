/// Reasons and remedies as sentences: texts of several modules stand side by side in one listing and read alike.

extension Phrase {
    /// The same with a large first letter and a full stop, as far as it lacks them.
    public var sentence: Phrase { Phrase(zh: Phrase.closed(zh, "。"), en: Phrase.closed(Phrase.opened(en), ".")) }

    /// What begins with a name of the program, a key or a quotation stays as it is written.
    private static func opened(_ text: String) -> String {
        let word = text.prefix { $0 != " " }
        let isPlain = word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2C || $0 == 0x3A || $0 == 0x27 }
        guard let first = text.first, isPlain, !word.isEmpty, !word.hasPrefix("duban") else { return text }
        return first.uppercased() + text.dropFirst()
    }

    /// A text that ends in a mark of its own, or in more than one line, is closed already.
    private static func closed(_ text: String, _ stop: String) -> String {
        guard let last = text.last(where: { $0 != " " }), !".。!！?？:：…；".contains(last), !text.contains("\n") else {
            return text
        }
        return text + stop
    }
}
