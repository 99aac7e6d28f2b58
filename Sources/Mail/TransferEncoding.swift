// Bodies as plain ASCII: base64 and quoted-printable (RFC 2045), whichever suits the text.
import Glibc

enum TransferEncoding: String {
    case base64
    case quotedPrintable = "quoted-printable"

    /// The encoding that keeps `text` short and, when mostly ASCII, readable in its raw form.
    static func suited(to text: UnsafeBufferPointer<UInt8>) -> TransferEncoding {
        var (wide, index) = (0, 0)
        let words = UnsafeRawBufferPointer(text)
        while index &+ 8 <= text.count {
            // Eight bytes at once: the top bit of each, added up by the multiplication into the top byte.
            let word = words.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let tops = (word &>> 7) & 0x0101_0101_0101_0101
            wide &+= Int((tops &* 0x0101_0101_0101_0101) &>> 56)
            index &+= 8
        }
        for byte in text[index...] { wide &+= Int(byte &>> 7) }
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
            canonical.withUnsafeBufferPointer { BodyBase64.append(lines: $0, to: &bytes) }
        }
    }

    /// Each LF, CR or CRLF as CRLF. Whole lines are copied at once: this is most of what composing costs.
    private static func withCRLF(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let source = text.baseAddress else { return [] }
        // Room for a text of nothing but breaks: looking for them first would cost more than memory not touched.
        return [UInt8](unsafeUninitializedCapacity: 2 * text.count) { out, count in
            guard let target = out.baseAddress else { return }
            var start = 0
            while start < text.count {
                let end = lineEnd(text, from: start)
                (target + count).initialize(from: source + start, count: end - start)
                count += end - start
                start = end + 1
                guard end < text.count else { return }
                (target + count).initialize(to: ASCII.carriageReturn)
                (target + count + 1).initialize(to: ASCII.lineFeed)
                count += 2
                if text[end] == ASCII.carriageReturn, start < text.count, text[start] == ASCII.lineFeed { start += 1 }
            }
        }
    }

    /// The place of the next CR or LF, or the end.
    private static func lineEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = text.baseAddress else { return start }
        let feed = memchr(base + start, Int32(ASCII.lineFeed), text.count - start)
        let end = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
        let carriage = memchr(base + start, Int32(ASCII.carriageReturn), end - start)
        return carriage.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? end
    }
}

/// On its own because of its speed: letters are made by the ten thousand, and their bodies are most of it.
enum BodyBase64 {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The two letters of twelve bits, as they stand in memory: half the look-ups of a table of single letters.
    /// `nonisolated(unsafe)`: filled before it is published, never written again and never freed.
    private nonisolated(unsafe) static let pairs: UnsafePointer<UInt16> = {
        let pairs = UnsafeMutablePointer<UInt16>.allocate(capacity: 4096)
        let digits = alphabet.utf8Start
        for value in 0..<4096 {
            let pair = UInt16(digits[value >> 6]) | UInt16(digits[value & 63]) << 8
            (pairs + value).initialize(to: UInt16(littleEndian: pair))
        }
        return UnsafePointer(pairs)
    }()

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
        guard var from = input.baseAddress, var to = out.baseAddress.map({ $0 + at }) else { return at }
        let digits = alphabet.utf8Start
        let whole = input.count / 3
        let end = from + 3 * whole
        let pairs = pairs
        while from < end {
            let group = UInt32(from[0]) &<< 16 | UInt32(from[1]) &<< 8 | UInt32(from[2])
            UnsafeMutableRawPointer(to).storeBytes(of: pairs[Int(group &>> 12)], as: UInt16.self)
            UnsafeMutableRawPointer(to + 2).storeBytes(of: pairs[Int(group & 4095)], as: UInt16.self)
            from += 3
            to += 4
        }
        let left = input.count - 3 * whole
        guard left > 0 else { return at + 4 * whole }
        let group = UInt32(from[0]) << 16 | (left > 1 ? UInt32(from[1]) << 8 : 0)
        to[0] = digits[Int(group >> 18)]
        to[1] = digits[Int(group >> 12 & 63)]
        to[2] = left > 1 ? digits[Int(group >> 6 & 63)] : UInt8(ascii: "=")
        to[3] = UInt8(ascii: "=")
        return at + 4 * whole + 4
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
            // A dot that begins a line is special to SMTP: written in hex, no relay on the way can get it wrong.
            if plain, column > 0 || byte != UInt8(ascii: ".") {
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
