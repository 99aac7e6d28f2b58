/// Content lines of RFC 5545 (3.1): properties with their values escaped, folded at 75 octets, ended by CRLF.
///
/// Written as bytes throughout: every letter of a new notice carries a calendar, thousands in a minute.

import Texts

struct ContentLines {
    private(set) var bytes: [UInt8] = []

    /// - Parameter room: octets that will be needed at least.
    init(room: Int = 0) { bytes.reserveCapacity(room) }

    /// Octets of a line at most, its end left out.
    private static let limit = 75

    /// A line that holds nothing from outside.
    mutating func add(_ line: String) { property(line) { _ in } }

    /// A property with a value that is written as it stands.
    mutating func add(_ name: String, _ value: String) {
        property(name) { bytes in
            bytes.append(0x3A)
            bytes.append(contentsOf: value.utf8)
        }
    }

    /// A property whose value is TEXT.
    /// - Parameter isOneLine: line ends become blanks.
    mutating func addText(_ name: String, _ value: String, isOneLine: Bool = true) {
        property(name) { bytes in
            bytes.append(0x3A)
            TextValue.write(value, isOneLine: isOneLine, to: &bytes)
        }
    }

    /// A property whose value is a list of TEXT.
    mutating func addTexts(_ name: String, _ values: [String]) {
        property(name) { bytes in
            for (index, value) in values.enumerated() {
                bytes.append(index == 0 ? 0x3A : 0x2C)
                TextValue.write(value, isOneLine: true, to: &bytes)
            }
        }
    }

    /// A property whose value is a URI, which has no escapes of its own: what may not stand in one is percent-encoded.
    mutating func addAddress(_ name: String, _ address: String) { add(name, AddressValue.encoded(address)) }

    private mutating func property(_ name: String, _ value: (inout [UInt8]) -> Void) {
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        value(&bytes)
        if bytes.count - start > Self.limit { fold(from: start) }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Folding never parts the octets of one character: programs that unfold later than they decode would lose it.
    private mutating func fold(from start: Int) {
        let line = Array(bytes[start...])
        bytes.removeLast(line.count)
        var (place, room) = (0, Self.limit)
        while line.count - place > room {
            var end = place + room
            while line[end] & 0xC0 == 0x80 { end -= 1 }
            bytes.append(contentsOf: line[place..<end])
            bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
            (place, room) = (end, Self.limit - 1)
        }
        bytes.append(contentsOf: line[place...])
    }
}

/// The value type TEXT (RFC 5545, 3.3.11).
enum TextValue {
    /// What becomes of one character.
    private enum Fate {
        case kept, escaped, dropped, blank
        case lineEnd
    }

    /// Backslash, comma and semicolon escaped. Line ends of every kind become `\n` or a blank, tabs a blank; other
    /// control characters, bidirectional controls and invisible marks go.
    static func write(_ text: String, isOneLine: Bool, to out: inout [UInt8]) {
        let bytes = Array(text.utf8)
        // What is kept is copied in runs.
        var (kept, place) = (0, 0)
        while place < bytes.count {
            let (fate, width) = look(bytes, at: place)
            guard fate != .kept else {
                place += width
                continue
            }
            out.append(contentsOf: bytes[kept..<place])
            switch fate {
            case .kept, .dropped: break
            case .escaped: out.append(contentsOf: [0x5C, bytes[place]])
            case .blank: out.append(0x20)
            case .lineEnd: out.append(contentsOf: isOneLine ? [0x20] : [0x5C, 0x6E])
            }
            place += width
            kept = place
        }
        out.append(contentsOf: bytes[kept...])
    }

    /// The character that begins there, and how many octets it has; CRLF is one.
    private static func look(_ bytes: [UInt8], at place: Int) -> (Fate, width: Int) {
        switch bytes[place] {
        case 0x5C, 0x2C, 0x3B: return (.escaped, 1)
        case 0x20..<0x7F: return (.kept, 1)
        // Most of Chinese: nothing hides there.
        case 0xE3...0xEC: return (.kept, 3)
        case 0x0D where place + 1 < bytes.count && bytes[place + 1] == 0x0A: return (.lineEnd, 2)
        case 0x0A...0x0D: return (.lineEnd, 1)
        case 0x09: return (.blank, 1)
        case ..<0x80: return (.dropped, 1)
        case let lead:
            let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            var value = UInt32(lead) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
            for byte in bytes[(place + 1)..<(place + width)] { value = value << 6 | UInt32(byte & 0x3F) }
            if value == 0x85 || value == 0x2028 || value == 0x2029 { return (.lineEnd, width) }
            return (Unicode.Scalar(value)?.isHidden == false ? .kept : .dropped, width)
        }
    }
}

/// The value type URI (RFC 3986).
enum AddressValue {
    static func encoded(_ address: String) -> String {
        if address.utf8.allSatisfy(isPlain) { return address }
        return address.percentEncoded(where: { !isPlain($0) })
    }

    /// Printable ASCII but for what RFC 3986 keeps out of addresses.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: false
        default: (0x21...0x7E).contains(byte)
        }
    }
}
