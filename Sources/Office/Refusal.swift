/// Why a use case did not do what it was asked: what, why, and the remedy, in both languages.

import Texts

public struct Refusal: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// No such notice, unit, task, assignment or event.
        case notFound
        /// The step is impossible from here; nothing was changed.
        case refused
        /// A file's contents.
        case badData
        /// The ledger does not allow it now (locked, another decision came first).
        case tryAgain
        /// Whoever asked may not.
        case denied
    }

    public let kind: Kind
    public let what: Phrase
    public let why: Phrase?
    public let remedy: Phrase?

    public init(_ kind: Kind, _ what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) {
        self.kind = kind
        self.what = what
        self.why = why
        self.remedy = remedy
    }

    /// Something that was named and is not there, with the closest name that is, else the command that lists them all.
    public static func unknown(
        _ noun: Phrase, _ name: String, among names: [String], listedBy command: String? = nil
    ) -> Refusal {
        let guess = closest(to: name, among: names)
        return Refusal(
            .notFound, Phrase(zh: "没有\(noun.zh)“\(name)”", en: "there is no \(noun.en) “\(name)”"),
            remedy: guess.map { Phrase(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
                ?? command.map { Phrase(zh: "用 \($0) 查看有哪些", en: "`\($0)` lists what there is") })
    }
}
