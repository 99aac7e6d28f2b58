/// Text from outside made safe to show: what could steer a terminal or turn the reading direction becomes visible.

extension StringProtocol {
    /// Control characters, bidirectional controls, invisible spaces and line separators as `\u{…}`;
    /// a tab, line feed and carriage return as `\t`, `\n`, `\r`. Everything else is kept.
    public var terminalSafe: String {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(self) }
        var safe = ""
        for scalar in unicodeScalars {
            if let escape = scalar.visibleEscape { safe += escape } else { safe.unicodeScalars.append(scalar) }
        }
        return safe
    }
}

extension Unicode.Scalar {
    /// How this scalar is written when it must not be shown as it is; nil for an ordinary one.
    public var visibleEscape: String? {
        guard isHidden else { return nil }
        return switch value {
        case 0x09: "\\t"
        case 0x0A: "\\n"
        case 0x0D: "\\r"
        default: "\\u{\(String(value, radix: 16, uppercase: true))}"
        }
    }

    /// Whether it is a control character, a bidirectional control, an invisible space or a line separator.
    public var isHidden: Bool {
        if value < 0x20 { return true }
        if value < 0x7F { return false }
        // Ideographs are by far the most frequent of the rest.
        if (0x3000...0xD7FF).contains(value) { return false }
        return switch value {
        case 0x7F..<0xA0, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default: false
        }
    }
}
