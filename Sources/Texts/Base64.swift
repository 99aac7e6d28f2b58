/// Bytes as text between programs (RFC 4648).

/// One of the two ways to write them; both read strictly, so that one value has one spelling.
public struct Base64: Sendable {
    /// Section 4, with padding: what other programs send and expect.
    public static let standard = Base64("+/", isPadded: true)

    /// Section 5, without padding: stands in an address as it is.
    public static let url = Base64("-_", isPadded: false)

    private let letters: [UInt8]
    /// By letter; 0xFF for what is none.
    private let values: [UInt8]
    private let isPadded: Bool

    private init(_ lastTwo: String, isPadded: Bool) {
        letters = Array(
            ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo).utf8)
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        self.values = values
        self.isPadded = isPadded
    }

    public func encode(_ bytes: some Collection<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var (buffer, bits) = (0 as UInt32, 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                out.append(letters[Int(buffer >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { out.append(letters[Int(buffer << UInt32(6 - bits) & 63)]) }
        while isPadded, out.count % 4 != 0 { out.append(UInt8(ascii: "=")) }
        return String(decoding: out, as: UTF8.self)
    }

    /// Nil for anything that `encode` does not write: no line breaks, no other padding, no bits that do not count.
    public func decode(_ text: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let padding = isPadded ? bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count : 0
        guard !isPadded || bytes.count % 4 == 0 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count / 4 * 3 + 2)
        var (buffer, bits) = (0 as UInt32, 0)
        for byte in bytes.dropLast(padding) {
            let value = values[Int(byte)]
            guard value != 0xFF else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        // No letter too many, and no bits that do not count.
        guard bits < 6, buffer == 0 else { return nil }
        return out
    }
}
