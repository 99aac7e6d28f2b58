/// The code that identifies an organisation in China, with its check.
import Texts

/// A unified social credit code (统一社会信用代码) whose check character is right.
///
/// GB 32100-2015: 18 characters out of the digits and the capital letters without I, O, S, V and Z (section 4.2, table 1
/// gives each its value 0…30 in that order). Section 4.4: with weights Wi = 3^(i−1) mod 31 over the first 17 characters,
/// the check value is 31 − (Σ Ci·Wi mod 31), and 0 where that is 31.
public struct CreditCode: Sendable, Hashable, CustomStringConvertible {
    /// 18 characters, letters in capitals.
    public let text: String

    /// What is wrong with a text that is no credit code.
    public enum Problem: Error, Sendable, Hashable {
        /// Not 18 characters long.
        case length(Int)
        /// A character that the standard does not use, with its number from 1.
        case character(Character, at: Int)
        /// The check character should be this one.
        case check(expected: Character)
    }

    /// Takes small letters, too.
    public init(_ written: String) throws(Problem) {
        let text = written.uppercased()
        guard text.count == 18 else { throw .length(text.count) }
        var sum = 0
        var weight = 1
        var last = 0
        for (index, character) in text.enumerated() {
            guard let value = Self.alphabet.firstIndex(of: character) else {
                throw .character(character, at: index + 1)
            }
            if index < 17 {
                sum += value * weight
                weight = weight * 3 % 31
            } else {
                last = value
            }
        }
        let expected = (31 - sum % 31) % 31
        guard expected == last else { throw .check(expected: Self.alphabet[expected]) }
        self.text = text
    }

    public var description: String { text }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
}

extension CreditCode.Problem {
    public var phrase: Phrase {
        switch self {
        case .length(let count): Phrase(zh: "应为 18 位，实为 \(count) 位。", en: "It has \(count) characters, not 18.")
        case .character(let character, let index):
            Phrase(
                zh: "第 \(index) 位“\(character)”不是可用字符。",
                en: "Character \(index), \"\(character)\", is not used in such codes.")
        case .check(let expected):
            Phrase(
                zh: "按 GB 32100-2015 校验码应为“\(expected)”。",
                en: "After GB 32100-2015 its check character would be \"\(expected)\".")
        }
    }
}
