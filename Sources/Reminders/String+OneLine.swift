/// Text from outside made safe for a letter: one line, nothing that steers a program or turns the reading direction.

import Texts

extension String {
    /// Line ends, tabs and other controls become one blank; bidirectional controls and invisible marks go.
    public var oneLine: String {
        guard mayHide else { return self }
        var clean = ""
        clean.reserveCapacity(utf8.count)
        var isBlank = true
        for scalar in unicodeScalars {
            if scalar == " " || Self.isBreak(scalar.value) {
                if !isBlank { clean.unicodeScalars.append(" ") }
                isBlank = true
            } else if scalar.visibleEscape == nil {
                clean.unicodeScalars.append(scalar)
                isBlank = false
            }
        }
        if isBlank, clean.hasSuffix(" ") { clean.removeLast() }
        return clean
    }

    /// Whether a scalar that `visibleEscape` knows may be in it, read off the bytes of its UTF-8.
    private var mayHide: Bool {
        let bytes = utf8.span
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0x20..<0x7F: index += 1
            // Most of Chinese: nothing hides there.
            case 0xE3...0xEE: index += 3
            case 0xE1, 0xE2, 0xEF:
                if Self.isHidden(lead, bytes[index + 1], bytes[index + 2]) { return true }
                index += 3
            case 0x00..<0x20, 0x7F, 0xF3: return true
            case 0xC2: if bytes[index + 1] < 0xA0 { return true } else { index += 2 }
            case 0xD8: if bytes[index + 1] == 0x9C { return true } else { index += 2 }
            default: index += lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            }
        }
        return false
    }

    private static func isHidden(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (lead, second) {
        case (0xE1, 0xA0): third == 0x8E
        // U+200B, U+200E, U+200F, U+2028…U+202E
        case (0xE2, 0x80): third == 0x8B || third == 0x8E || third == 0x8F || (0xA8...0xAE).contains(third)
        // U+2060…U+206F
        case (0xE2, 0x81): third >= 0xA0
        case (0xEF, 0xBB): third == 0xBF
        case (0xEF, 0xBF): (0xB9...0xBB).contains(third)
        default: false
        }
    }

    private static func isBreak(_ value: UInt32) -> Bool {
        value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0x2028 || value == 0x2029
    }
}
