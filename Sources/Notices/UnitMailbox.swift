/// Which mailbox addresses a roster may hold.
import Texts

/// A conservative check of an address (RFC 5321 `Mailbox` with a dot-string, RFC 1035 host names): what it
/// passes is safe in a header and in an SMTP command, and is accepted by every server in use.
public enum Mailbox {
    /// What is wrong with the address; nil when it can be used. The text does not repeat the address.
    public static func problem(of address: String) -> Phrase? {
        if isUsual(address.utf8) { return nil }
        if address.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return asciiProblem(address) }
        let scalars = address.unicodeScalars
        if scalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return Phrase(zh: "含换行或控制字符。", en: "It holds a line break or a control character.")
        }
        if scalars.contains("＠") {
            return Phrase(zh: "“＠”是全角的，应改为半角“@”。", en: "Its \"＠\" is full-width; write \"@\".")
        }
        if scalars.contains(where: { $0.properties.isWhitespace }) {
            return Phrase(zh: "中间有空格。", en: "There is a blank in it.")
        }
        return Phrase(
            zh: "含非 ASCII 字符；中文域名要写成 xn-- 形式。",
            en: "It holds letters other than ASCII; write such a domain as xn--….")
    }

    /// One pass over an address of letters, digits, single dots, hyphens and underscores, as nearly all are: what this
    /// passes has none of the problems below. Others are looked at part by part.
    private static func isUsual(_ address: String.UTF8View) -> Bool {
        var (atoms, atomLength, length) = (1, 0, 0)
        var hasAt = false
        var previous: UInt8 = 0x2E
        for byte in address {
            switch byte {
            case 0x40:
                guard !hasAt, previous != 0x2E, length <= 64 else { return false }
                (hasAt, atoms, atomLength) = (true, 1, 0)
                previous = 0x2E
                length += 1
                continue
            case 0x2E:
                guard previous != 0x2E, !hasAt || previous != 0x2D else { return false }
                (atoms, atomLength) = (atoms + 1, 0)
            case 0x2D:
                guard !hasAt || previous != 0x2E else { return false }
                atomLength += 1
            case 0x5F:
                guard !hasAt else { return false }
                atomLength += 1
            default:
                guard isAlphanumeric(byte) else { return false }
                atomLength += 1
            }
            guard atomLength <= 63 else { return false }
            previous = byte
            length += 1
        }
        // A last label that begins with a digit may be a number: that is looked at below.
        return hasAt && atoms >= 2 && length <= 254 && previous > 0x39
    }

    private static func asciiProblem(_ address: String) -> Phrase? {
        if address.utf8.count > 254 { return Phrase(zh: "超过 254 个字符。", en: "It is longer than 254 characters.") }
        let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return Phrase(zh: "应有且只有一个“@”。", en: "It should hold one \"@\" and no more.")
        }
        return localProblem(parts[0]) ?? domainProblem(parts[1])
    }

    private static func localProblem(_ local: Substring.UTF8View) -> Phrase? {
        let atoms = local.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !local.isEmpty, local.count <= 64, atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isAtom) })
        else {
            return Phrase(
                zh: "“@”之前只能有字母、数字和常用符号，点号不能在两端或相连。",
                en:
                    "Before the \"@\" only letters, digits and usual signs may stand; no dot at an end or beside another."
            )
        }
        return nil
    }

    private static let signs = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    /// RFC 5322 atext.
    private static func isAtom(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || signs.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func domainProblem(_ domain: Substring.UTF8View) -> Phrase? {
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let areGood = labels.allSatisfy { label in
            !label.isEmpty && label.count <= 63 && label.first != 0x2D && label.last != 0x2D
                && label.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
        }
        guard labels.count >= 2, areGood, labels.last?.contains(where: { !(0x30...0x39).contains($0) }) == true
        else {
            return Phrase(
                zh: "“@”之后不是完整的域名（例如 example.org）。",
                en: "What follows the \"@\" is no full domain (such as example.org).")
        }
        return nil
    }
}

/// Telephone numbers that belong to a person rather than to an office.
public enum PhoneNumber {
    /// Whether the text holds a Chinese mobile number: 11 digits beginning with 13…19, with or without +86 and separators.
    public static func looksMobile(_ text: String) -> Bool {
        // Numbers of one cell are parted by these.
        text.unicodeScalars.split { "/,;，；、|".unicodeScalars.contains($0) }.contains { part in
            var digits = part.compactMap(digit)
            if digits.starts(with: [0, 0, 8, 6]) { digits.removeFirst(4) }
            if digits.count == 13, digits.starts(with: [8, 6]) { digits.removeFirst(2) }
            return digits.count == 11 && digits[0] == 1 && (3...9).contains(digits[1])
        }
    }

    /// Full-width digits count.
    private static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 0x30...0x39: scalar.value - 0x30
        case 0xFF10...0xFF19: scalar.value - 0xFF10
        default: nil
        }
    }
}
