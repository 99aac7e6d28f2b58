// A reader of letters for the tests, written apart from the encoder and in another style: slow and plain.

enum WireDecoder {
    /// Encoded words and the spaces between two of them (RFC 2047), or the text itself.
    static func words(_ value: String) -> String {
        var bytes: [UInt8] = []
        var lastWasEncoded = false
        var gap = ""
        for piece in value.components(separatedBy: " ") {
            if piece.hasPrefix("=?UTF-8?B?"), piece.hasSuffix("?=") {
                if !lastWasEncoded { bytes += Array(gap.utf8) }
                bytes += base64(String(piece.dropFirst(10).dropLast(2)))
                lastWasEncoded = true
            } else {
                bytes += Array((gap + piece).utf8)
                lastWasEncoded = false
            }
            gap = " "
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A display name: quoted, encoded or plain.
    static func phrase(_ value: String) -> String {
        guard value.hasPrefix("\"") else { return words(value) }
        var (out, escaped) = ("", false)
        for character in value.dropFirst().dropLast() {
            if character == "\\", !escaped {
                escaped = true
            } else {
                out.append(character)
                escaped = false
            }
        }
        return out
    }

    static func base64(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bits = text.filter { !$0.isNewline && $0 != "=" }
            .map { character -> String in
                let value = alphabet.firstIndex(of: character) ?? 0
                let digits = String(value, radix: 2)
                return String(repeating: "0", count: 6 - digits.count) + digits
            }
            .joined()
        let all = Array(bits)
        return stride(from: 0, to: all.count / 8 * 8, by: 8).map { UInt8(String(all[$0..<$0 + 8]), radix: 2) ?? 0 }
    }

    static func quotedPrintable(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        let lines = text.components(separatedBy: "\r\n")
        for (index, line) in lines.enumerated() {
            var rest = Array(line.utf8)
            while let byte = rest.first {
                rest.removeFirst()
                if byte != UInt8(ascii: "=") {
                    out.append(byte)
                } else if rest.count >= 2 {
                    out.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                    rest.removeFirst(2)
                }
            }
            if !line.hasSuffix("="), index + 1 < lines.count { out += [0x0D, 0x0A] }
        }
        return out
    }

    /// The decoded bodies of a letter's text parts, in order.
    static func bodies(_ wire: String) -> [String] {
        let marks = wire.components(separatedBy: "boundary=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        guard let mark = marks.last else { return [body(wire)] }
        return wire.components(separatedBy: "--\(mark)").dropFirst().dropLast().map(body)
    }

    private static func body(_ part: String) -> String {
        let split = part.components(separatedBy: "\r\n\r\n")
        let content = split.dropFirst().joined(separator: "\r\n\r\n")
        let bytes = split[0].contains("base64") ? base64(content) : quotedPrintable(content)
        return String(decoding: bytes, as: UTF8.self)
    }
}
