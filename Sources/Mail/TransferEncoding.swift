// Bodies as plain ASCII: base64 and quoted-printable (RFC 2045), whichever suits the text.

enum TransferEncoding: String {
    case base64
    case quotedPrintable = "quoted-printable"

    /// The encoding that keeps `text` short and, when mostly ASCII, readable in its raw form.
    static func suited(to text: UnsafeBufferPointer<UInt8>) -> TransferEncoding {
        var wide = 0
        for byte in text where byte >= 0x80 || byte == 0 { wide += 1 }
        return wide * 6 > text.count ? .base64 : .quotedPrintable
    }

    /// Appends `text` with its line breaks as CRLF, which is the canonical form a text part must have
    /// before it is encoded (RFC 2046, 4.1.1).
    func append(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        switch self {
        case .quotedPrintable:
            QuotedPrintable.append(text, to: &bytes)
        case .base64:
            let canonical = Self.withCRLF(text)
            canonical.withUnsafeBufferPointer { Base64.append(lines: $0, to: &bytes) }
        }
    }

    /// Each LF, CR or CRLF as CRLF.
    private static func withCRLF(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var breaks = 0
        for byte in text where byte == ASCII.lineFeed || byte == ASCII.carriageReturn { breaks += 1 }
        return [UInt8](unsafeUninitializedCapacity: text.count + breaks) { out, count in
            var previous: UInt8 = 0
            for byte in text {
                if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                    if byte == ASCII.carriageReturn || previous != ASCII.carriageReturn {
                        out[count] = ASCII.carriageReturn
                        out[count + 1] = ASCII.lineFeed
                        count += 2
                    }
                } else {
                    out[count] = byte
                    count += 1
                }
                previous = byte
            }
        }
    }
}

enum Base64 {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// Appends `input` in lines of 76 characters, each ended by CRLF.
    static func append(lines input: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        let lines = (input.count + 56) / 57
        grow(&bytes, by: (input.count + 2) / 3 * 4 + 2 * lines) { out in
            var (from, to) = (0, 0)
            while from < input.count {
                let end = min(from + 57, input.count)
                to = encode(UnsafeBufferPointer(rebasing: input[from..<end]), to: out, at: to)
                out[to] = ASCII.carriageReturn
                out[to + 1] = ASCII.lineFeed
                to += 2
                from = end
            }
        }
    }

    /// Appends `input` on one line.
    static func append(_ input: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        grow(&bytes, by: (input.count + 2) / 3 * 4) { out in _ = encode(input, to: out, at: 0) }
    }

    /// Writes the groups of four from `at` on; returns the place after them.
    private static func encode(
        _ input: UnsafeBufferPointer<UInt8>, to out: UnsafeMutableBufferPointer<UInt8>, at: Int
    ) -> Int {
        let digits = alphabet.utf8Start
        var (from, to) = (0, at)
        while from + 2 < input.count {
            let group = Int(input[from]) << 16 | Int(input[from + 1]) << 8 | Int(input[from + 2])
            out[to] = digits[group >> 18]
            out[to + 1] = digits[group >> 12 & 63]
            out[to + 2] = digits[group >> 6 & 63]
            out[to + 3] = digits[group & 63]
            from += 3
            to += 4
        }
        guard from < input.count else { return to }
        let second = from + 1 < input.count ? Int(input[from + 1]) : 0
        let group = Int(input[from]) << 16 | second << 8
        out[to] = digits[group >> 18]
        out[to + 1] = digits[group >> 12 & 63]
        out[to + 2] = from + 1 < input.count ? digits[group >> 6 & 63] : UInt8(ascii: "=")
        out[to + 3] = UInt8(ascii: "=")
        return to + 4
    }

    private static func grow(
        _ bytes: inout [UInt8], by count: Int, fill: (UnsafeMutableBufferPointer<UInt8>) -> Void
    ) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        bytes.withUnsafeMutableBufferPointer { fill(UnsafeMutableBufferPointer(rebasing: $0[start...])) }
    }
}

enum QuotedPrintable {
    private static let digits: StaticString = "0123456789ABCDEF"

    /// Appends `input` in lines of at most 76 characters. Its line breaks become CRLF; the last line is ended.
    static func append(_ input: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var (column, index) = (0, 0)
        while index < input.count {
            let byte = input[index]
            index += 1
            if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                if byte == ASCII.carriageReturn, index < input.count, input[index] == ASCII.lineFeed { index += 1 }
                breakLine(&bytes, &column)
                continue
            }
            let plain = isPlain(byte, atLineEnd: index == input.count || isBreak(input[index]))
            if column + (plain ? 1 : 3) > 75 {
                bytes.append(UInt8(ascii: "="))
                breakLine(&bytes, &column)
            }
            if plain {
                bytes.append(byte)
                column += 1
            } else {
                bytes.append(UInt8(ascii: "="))
                bytes.append(digits.utf8Start[Int(byte >> 4)])
                bytes.append(digits.utf8Start[Int(byte & 15)])
                column += 3
            }
        }
        if column > 0 { breakLine(&bytes, &column) }
    }

    /// Printable ASCII but `=`; a space or tab only inside a line, where no relay strips it.
    private static func isPlain(_ byte: UInt8, atLineEnd: Bool) -> Bool {
        if byte == ASCII.space || byte == 0x09 { return !atLineEnd }
        return byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == ASCII.lineFeed || byte == ASCII.carriageReturn }

    private static func breakLine(_ bytes: inout [UInt8], _ column: inout Int) {
        bytes.append(ASCII.carriageReturn)
        bytes.append(ASCII.lineFeed)
        column = 0
    }
}
