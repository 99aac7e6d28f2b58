// What a server said, made fit to be kept: one line, short, printable, without addresses.
import Texts

enum ServerReply {
    /// Characters kept.
    static let limit = 200

    /// The reply's text without its codes at line starts. Each word holding `@` and each of the `hidden` words
    /// is masked; control characters and what is no UTF-8 become spaces, runs of spaces one space.
    static func text(_ raw: [UInt8], hiding hidden: [String] = []) -> String {
        var words = MaskedWords(hidden: hidden)
        for line in raw.split(whereSeparator: { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn }) {
            let hasCode = line.count >= 3 && line.prefix(3).allSatisfy { $0 &- 0x30 < 10 }
            for byte in hasCode ? line.dropFirst(4) : line { words.take(byte) }
            words.take(ASCII.space)
        }
        let all = words.finished
        return all.allSatisfy { $0 < 0x80 } ? shortened(all) : printable(all)
    }

    private static func shortened(_ ascii: [UInt8]) -> String {
        guard ascii.count > limit else { return String(decoding: ascii, as: UTF8.self) }
        return String(decoding: ascii.prefix(limit - 1), as: UTF8.self) + "…"
    }

    private static func printable(_ bytes: [UInt8]) -> String {
        var out = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if out.count == limit - 1 {
                out.append("…")
                break
            }
            out.append(isShown(scalar) ? scalar : " ")
        }
        return String(out)
    }

    /// No C1 controls, no U+FFFD of broken UTF-8, none of the characters that turn the direction of text.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFFD: false
        default: true
        }
    }
}

/// Collects text word by word, so that what surrounds an address stays readable.
private struct MaskedWords {
    private var all: [UInt8] = []
    private let hidden: [String]
    private var start = 0
    private var holdsAt = false

    init(hidden: [String]) {
        self.hidden = hidden
        all.reserveCapacity(128)
    }

    mutating func take(_ byte: UInt8) {
        let isControl = byte < 0x20 || byte == 0x7F
        guard isControl || Self.ends(byte) else {
            holdsAt = holdsAt || byte == UInt8(ascii: "@")
            return all.append(byte)
        }
        endWord()
        let shown = isControl ? ASCII.space : byte
        if shown != ASCII.space || (all.last ?? ASCII.space) != ASCII.space { all.append(shown) }
        start = all.count
    }

    /// The text, without the space at its end.
    var finished: [UInt8] { all.last == ASCII.space ? all.dropLast() : all }

    private mutating func endWord() {
        if start < all.count, holdsAt || hidden.contains(where: { isWord($0) }) {
            all.replaceSubrange(start..., with: "•••".utf8)
        }
        holdsAt = false
    }

    /// The word just read is `text`, in any case. Words of one or two letters hide nothing.
    private func isWord(_ text: String) -> Bool {
        text.utf8.count >= 3 && text.utf8.count == all.count - start
            && zip(text.utf8, all[start...]).allSatisfy { ASCII.lowercased($0) == ASCII.lowercased($1) }
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }
}
