// A mail address, checked before it is ever used, and a mailbox: an address with a name.
import Texts

/// An address `local@domain` in ASCII. The check is conservative: what it takes, every mail server takes;
/// quoted local parts and address literals (RFC 5321) are refused although the standard knows them.
/// Its description never shows it: addresses do not belong in logs or errors.
public struct Address: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The address as it goes on the wire, without angle brackets.
    public let text: String

    public init(_ text: String) throws(MailProblem) {
        var text = text
        if let problem = text.withUTF8({ Self.problem(of: $0) }) { throw problem }
        self.text = text
    }

    /// The part before `@`.
    public var local: String {
        String(text.utf8.prefix { $0 != UInt8(ascii: "@") }) ?? ""
    }

    public var description: String { "•••@•••" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    private static func problem(of bytes: UnsafeBufferPointer<UInt8>) -> MailProblem? {
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
            let wide = String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("＠")
            return wide ? .fullWidthAt : .addressWithoutAt
        }
        let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
        if let control = bytes.first(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlInAddress(control) }
        if domain.contains(where: { $0 >= 0x80 }) { return .domainNotASCII }
        if local.contains(where: { $0 >= 0x80 }) { return .localPartNotASCII }
        guard local.count <= 64, ASCII.isDotted(local, by: ASCII.isAtom) else { return .malformedLocalPart }
        // A name without a dot is a slip of the pen, unless it is this very machine.
        let isWhole = domain.contains(UInt8(ascii: ".")) || domain.elementsEqual("localhost".utf8)
        return isWhole && domain.count <= 253 && ASCII.isDotted(domain, by: ASCII.isHostLabel) ? nil : .malformedDomain
    }
}

/// An address, and the name shown beside it.
public struct Mailbox: Sendable, Hashable {
    /// Checked when the message is encoded: no control characters.
    public let name: String?
    public let address: Address

    public init(_ address: Address, name: String? = nil) {
        self.address = address
        self.name = name
    }
}

extension MailProblem {
    fileprivate static var fullWidthAt: MailProblem {
        MailProblem(
            "address-full-width-at",
            what: Phrase(zh: "邮箱地址里的“＠”是全角字符", en: "the address has a full-width “＠”"),
            remedy: Phrase(zh: "请改用半角 @", en: "write it as @"))
    }

    fileprivate static var addressWithoutAt: MailProblem {
        MailProblem(
            "address-without-at",
            what: Phrase(zh: "邮箱地址里没有 @", en: "the address has no @"),
            remedy: Phrase(zh: "请写成 名称@域名，一格只写一个", en: "write name@domain, one address in a place"))
    }

    fileprivate static func controlInAddress(_ byte: UInt8) -> MailProblem {
        MailProblem(
            "address-control-character",
            what: Phrase(
                zh: "邮箱地址含控制字符（\(ASCII.hex(byte))，如换行）",
                en: "the address has a control character (\(ASCII.hex(byte)), such as a line break)"),
            remedy: Phrase(zh: "请删除该字符", en: "delete it"))
    }

    fileprivate static var domainNotASCII: MailProblem {
        MailProblem(
            "address-domain-not-ascii",
            what: Phrase(zh: "邮箱域名含非 ASCII 字符（如中文）", en: "the address's domain has characters outside ASCII"),
            remedy: Phrase(
                zh: "请改写为该域名的 xn-- 形式（Punycode），可向域名管理员索取",
                en: "write the domain's xn-- form (Punycode); its administrator knows it"))
    }

    fileprivate static var localPartNotASCII: MailProblem {
        MailProblem(
            "address-name-not-ascii",
            what: Phrase(zh: "邮箱名（@ 之前）含非 ASCII 字符", en: "the part before @ has characters outside ASCII"),
            remedy: Phrase(
                zh: "请改用该单位的英文邮箱，多数邮件服务器不收此类地址",
                en: "use the unit's plain ASCII mailbox; most servers do not take such addresses"))
    }

    fileprivate static var malformedLocalPart: MailProblem {
        MailProblem(
            "address-name-malformed",
            what: Phrase(
                zh: "邮箱名（@ 之前）为空、过长或含不允许的字符（空格、括号、引号、连续的点等）",
                en:
                    "the part before @ is empty, too long, or has a character that is not allowed (space, bracket, quote, two dots)"
            ),
            remedy: Phrase(zh: "请核对名录中的邮箱", en: "check the mailbox in the roster"))
    }

    fileprivate static var malformedDomain: MailProblem {
        MailProblem(
            "address-domain-malformed",
            what: Phrase(
                zh: "邮箱域名（@ 之后）不完整或含不允许的字符",
                en: "the domain after @ is incomplete or has a character that is not allowed"),
            remedy: Phrase(zh: "请写成 example.org 这样的完整域名", en: "write a whole domain such as example.org"))
    }
}
