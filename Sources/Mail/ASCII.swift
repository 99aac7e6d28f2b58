// Classes of ASCII characters as the mail standards name them.

enum ASCII {
    static let carriageReturn: UInt8 = 0x0D
    static let lineFeed: UInt8 = 0x0A
    static let space: UInt8 = 0x20

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// RFC 5322 `atext`.
    static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
            UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
            true
        default: isLetterOrDigit(byte)
        }
    }

    typealias Piece = Slice<UnsafeBufferPointer<UInt8>>

    static func isAtom(_ piece: Piece) -> Bool {
        !piece.isEmpty && piece.allSatisfy(isAtomText)
    }

    /// One label of a host name: letters, digits, inner hyphens, 1 to 63 of them.
    static func isHostLabel(_ label: Piece) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen else { return false }
        return label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
    }

    /// Pieces joined by single dots, each as `check` wants it.
    static func isDotted(_ text: Piece, by check: (Piece) -> Bool) -> Bool {
        var start = text.startIndex
        while let dot = text[start...].firstIndex(of: UInt8(ascii: ".")) {
            guard check(text[start..<dot]) else { return false }
            start = dot + 1
        }
        return check(text[start...])
    }

    /// `0D` for a carriage return.
    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
