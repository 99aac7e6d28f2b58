/// The words of a due rule with their places, and a cursor over them.

import Texts

struct DueRuleScanner {
    struct Word {
        let text: String
        /// In Unicode scalars from the start of the rule.
        let offset: Int
        let length: Int

        var key: String { text.lowercased() }
        var isNumber: Bool { text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        var startsWithDigit: Bool { text.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
    }

    private let words: [Word]
    private var next = 0
    /// Where the text ends, for problems about what is missing.
    private let end: Int

    /// Words are separated by white space; parentheses and commas are words of their own.
    init(_ text: String) {
        var words: [Word] = []
        var current = ""
        var offset = 0
        var last = 0
        func close() {
            let length = current.unicodeScalars.count
            if length > 0 { words.append(Word(text: current, offset: offset - length, length: length)) }
            current = ""
        }
        for scalar in text.unicodeScalars {
            let isSign = scalar == "(" || scalar == ")" || scalar == ","
            let isBlank = Self.isBlank(scalar)
            if isBlank || isSign {
                close()
                if isSign { words.append(Word(text: String(scalar), offset: offset, length: 1)) }
            } else {
                current.unicodeScalars.append(scalar)
            }
            offset += 1
            if !isBlank { last = offset }
        }
        close()
        self.words = words
        end = last
    }

    /// Unicode's tables are asked only about what is not ASCII.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    var word: Word? { next < words.count ? words[next] : nil }
    var following: Word? { next + 1 < words.count ? words[next + 1] : nil }

    @discardableResult
    mutating func take() -> Word? {
        defer { next += 1 }
        return word
    }

    /// Takes the next word if it is one of these, in any case.
    mutating func take(_ expected: String...) -> Bool {
        guard let word, expected.contains(word.key) else { return false }
        next += 1
        return true
    }

    /// A problem with the next word, or with its absence.
    func problem(_ code: String, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) -> TextProblem {
        guard let word else { return TextProblem(code, at: end, length: 0, what: what, why: why, remedy: remedy) }
        return problem(code, at: word, what: what, why: why, remedy: remedy)
    }

    func problem(_ code: String, at word: Word, what: Phrase, why: Phrase? = nil, remedy: Phrase? = nil) -> TextProblem
    {
        TextProblem(code, at: word.offset, length: word.length, what: what, why: why, remedy: remedy)
    }

    /// The next word is none of those that could stand here.
    func unexpected(_ code: String, expected: [String], of kind: Phrase) -> TextProblem {
        let list = expected.joined(separator: ", ")
        guard let word else {
            return problem(
                code,
                what: Phrase(zh: "期限规则不完整：此处缺少\(kind.zh)", en: "the due rule breaks off: \(kind.en) is missing here"),
                remedy: Phrase(zh: "可写：\(list)", en: "write one of: \(list)"))
        }
        let what = Phrase(zh: "此处应为\(kind.zh)，不能写“\(word.text)”", en: "“\(word.text)” is not \(kind.en)")
        if let near = closest(to: word.text, among: expected) {
            return problem(code, what: what, remedy: Phrase(zh: "是否想写“\(near)”？", en: "did you mean “\(near)”?"))
        }
        return problem(code, what: what, remedy: Phrase(zh: "可写：\(list)", en: "write one of: \(list)"))
    }
}
