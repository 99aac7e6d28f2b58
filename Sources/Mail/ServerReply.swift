// What a server said, made fit to be kept: one line, short, printable, without addresses.
import Texts

enum ServerReply {
    /// Characters kept.
    static let limit = 200

    /// The reply's text without its codes at line starts. Each word holding `@` and each of the `hidden` words
    /// is masked; control characters and what is no UTF-8 become spaces.
    static func text(_ raw: [UInt8], hiding hidden: [Substring] = []) -> String {
        var lines: [String] = []
        for line in raw.split(whereSeparator: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }) {
            let code = line.prefix(4)
            let hasCode = code.count >= 3 && code.prefix(3).allSatisfy { $0 &- 0x30 < 10 }
            lines.append(printable(hasCode ? line.dropFirst(4) : line))
        }
        let masked = mask(lines.joined(separator: " "), hiding: hidden)
        guard masked.unicodeScalars.count > limit else { return masked }
        return String(String.UnicodeScalarView(masked.unicodeScalars.prefix(limit - 1))) + "…"
    }

    private static func printable(_ line: ArraySlice<UInt8>) -> String {
        var out = String.UnicodeScalarView()
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            out.append(isShown(scalar) ? scalar : " ")
        }
        return String(out)
    }

    /// No controls, no U+FFFD of broken UTF-8, none of the characters that turn the direction of text.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFFD: false
        default: true
        }
    }

    /// Masks word by word, so that what surrounds an address stays readable.
    private static func mask(_ text: String, hiding hidden: [Substring]) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) || hidden.contains(where: { text.contains($0) }) else {
            return text.split(separator: " ").joined(separator: " ")
        }
        var out = ""
        var word = Substring()
        for character in text + " " {
            if " <>()[]{},;:\"'".contains(character) {
                out += isPrivate(word, hidden) ? "•••" : word
                out.append(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return out.split(separator: " ").joined(separator: " ")
    }

    private static func isPrivate(_ word: Substring, _ hidden: [Substring]) -> Bool {
        word.contains("@") || word.contains("＠")
            || hidden.contains { $0.utf8.count >= 3 && word.lowercased() == $0.lowercased() }
    }
}
