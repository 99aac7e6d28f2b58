/// Content lines of RFC 5545 (3.1): properties with their values escaped, folded at 75 octets, ended by CRLF.

import Texts

struct ContentLines {
    private(set) var bytes: [UInt8] = []

    /// Octets of a line at most, its end left out.
    private static let limit = 75

    /// A line that holds nothing from outside, or values that are escaped already.
    ///
    /// Folding never parts the octets of one character: programs that unfold later than they decode would lose it.
    mutating func add(_ line: String) {
        var room = Self.limit
        for byte in line.utf8 {
            let width = Self.width(lead: byte)
            if width > room {
                bytes += [0x0D, 0x0A, 0x20]
                room = Self.limit - 1
            }
            bytes.append(byte)
            room -= width
        }
        bytes += [0x0D, 0x0A]
    }

    /// Octets of the UTF-8 sequence that begins with this one; 0 within a sequence.
    private static func width(lead: UInt8) -> Int {
        switch lead {
        case ..<0x80: 1
        case ..<0xC0: 0
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }

    /// A property whose value is TEXT.
    /// - Parameter isOneLine: line ends become blanks.
    mutating func addText(_ name: String, _ value: String, isOneLine: Bool = true) {
        add("\(name):\(TextValue.escaped(value, isOneLine: isOneLine))")
    }

    /// A property whose value is a list of TEXT.
    mutating func addTexts(_ name: String, _ values: [String]) {
        let list = values.map { TextValue.escaped($0, isOneLine: true) }
        add("\(name):\(list.joined(separator: ","))")
    }

    /// A property whose value is a URI, which has no escapes of its own: what may not stand in one is percent-encoded.
    mutating func addAddress(_ name: String, _ address: String) {
        add("\(name):\(AddressValue.encoded(address))")
    }
}

/// The value type TEXT (RFC 5545, 3.3.11).
enum TextValue {
    /// Backslash, comma and semicolon escaped. Line ends of every kind become `\n` or a blank, tabs a blank; other
    /// control characters, bidirectional controls and invisible marks go.
    static func escaped(_ text: String, isOneLine: Bool) -> String {
        var out = ""
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\\", ",", ";":
                out += "\\"
                out.unicodeScalars.append(scalar)
            case "\n" where afterReturn: break
            case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": out += isOneLine ? " " : "\\n"
            case "\t": out += " "
            default: if !scalar.isHidden { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }
}

/// The value type URI (RFC 3986).
enum AddressValue {
    static func encoded(_ address: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var out = ""
        for byte in address.utf8 {
            if isPlain(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return out
    }

    /// Printable ASCII but for what RFC 3986 keeps out of addresses.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
    }
}
