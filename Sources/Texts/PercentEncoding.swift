/// Text within an address (RFC 3986).

extension String {
    /// As a value in a query or a part of a path: only unreserved letters stay (2.3).
    public var percentEncoded: String {
        percentEncoded { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: false
            default: true
            }
        }
    }

    /// With the UTF-8 bytes that `isSpecial` holds of as `%XX` (2.1).
    public func percentEncoded(where isSpecial: (UInt8) -> Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count)
        for byte in utf8 {
            if isSpecial(byte) {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
