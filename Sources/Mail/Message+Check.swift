// What makes a letter unfit to send: found before a byte of it is written.
import Texts

extension Message {
    /// Headers that the encoder writes, or that would add recipients.
    private static let reserved: Set<String> = [
        "date", "from", "sender", "to", "cc", "bcc", "reply-to", "subject", "message-id", "auto-submitted",
        "content-language", "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
        "return-path", "received", "delivered-to",
    ]

    func check() throws(MailProblem) {
        try Self.refuseControls(subject, in: Phrase(zh: "主题", en: "the subject"))
        for mailbox in [from, recipient, replyTo] {
            try Self.refuseControls(mailbox?.name ?? "", in: Phrase(zh: "邮箱名称", en: "a mailbox's name"))
        }
        guard Self.isMessageID(messageID) else { throw .messageID }
        guard (1...35).contains(language.utf8.count),
            language.utf8.allSatisfy({ ASCII.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") })
        else { throw .language }
        guard MailDate.range.contains(date), abs(offset) < 86400, offset % 60 == 0 else { throw .date }
        for header in extraHeaders { try Self.check(header) }
        for attachment in attachments { try Self.check(attachment) }
    }

    private static func check(_ header: Header) throws(MailProblem) {
        let named = header.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        guard named, (1...70).contains(header.name.utf8.count) else { throw .headerName }
        guard !reserved.contains(header.name.lowercased()) else { throw .reservedHeader(header.name) }
        try refuseControls(header.value, in: Phrase(zh: "信头 \(header.name)", en: "the header \(header.name)"))
    }

    private static func check(_ attachment: Attachment) throws(MailProblem) {
        try refuseControls(attachment.name, in: Phrase(zh: "附件名", en: "an attachment's name"))
        let slash = attachment.type.utf8.contains(UInt8(ascii: "/"))
        guard !attachment.name.isEmpty, slash, attachment.type.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw .attachment
        }
    }

    /// A line break in a header would let its text add headers and recipients of its own.
    private static func refuseControls(_ text: String, in place: Phrase) throws(MailProblem) {
        guard let control = text.utf8.first(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
        throw MailProblem(
            "header-control-character",
            what: Phrase(
                zh: "\(place.zh)含控制字符（\(ASCII.hex(control))，如换行）",
                en: "\(place.en) has a control character (\(ASCII.hex(control)), such as a line break)"),
            remedy: Phrase(zh: "请删除该字符，写成一行", en: "delete it and write one line"))
    }

    /// `left@right`, both of atom characters and dots, short enough for one line.
    private static func isMessageID(_ text: String) -> Bool {
        var (text, at) = (text, 0)
        return text.withUTF8 { bytes in
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "@") {
                if at > 0 { return false }
                at = index
            }
            return at > 0 && at + 1 < bytes.count && bytes.count <= 250
                && bytes.allSatisfy { ASCII.isAtomText($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@") }
        }
    }
}

extension MailProblem {
    fileprivate static var messageID: MailProblem {
        MailProblem(
            "message-id-malformed",
            what: Phrase(zh: "Message-ID 格式不对", en: "the Message-ID is malformed"),
            remedy: Phrase(
                zh: "应为 键@域名，只用字母、数字和 .-_，不超过 250 个字符",
                en: "write key@domain with letters, digits and .-_ only, at most 250 characters"))
    }

    fileprivate static var language: MailProblem {
        MailProblem(
            "language-malformed",
            what: Phrase(zh: "语言标记格式不对", en: "the language tag is malformed"),
            remedy: Phrase(zh: "请写 zh-CN 或 en", en: "write zh-CN or en"))
    }

    fileprivate static var date: MailProblem {
        MailProblem(
            "date-out-of-range",
            what: Phrase(zh: "信件日期或时区超出可写范围", en: "the letter's date or zone cannot be written"),
            remedy: Phrase(
                zh: "日期应在 1970 至 9999 年，时区偏差为整分钟", en: "use the years 1970 to 9999 and whole minutes of offset"))
    }

    fileprivate static var headerName: MailProblem {
        MailProblem(
            "header-name-malformed",
            what: Phrase(zh: "附加信头的名称不合规", en: "an extra header's name is malformed"),
            remedy: Phrase(zh: "只用字母、数字和连字符", en: "use letters, digits and hyphens"))
    }

    fileprivate static func reservedHeader(_ name: String) -> MailProblem {
        MailProblem(
            "header-reserved",
            what: Phrase(zh: "信头 \(name) 由程序自己填写", en: "the header \(name) is written by the program itself"),
            remedy: Phrase(zh: "请从附加信头中去掉它", en: "leave it out of the extra headers"))
    }

    fileprivate static var attachment: MailProblem {
        MailProblem(
            "attachment-malformed",
            what: Phrase(zh: "附件缺少名称，或类型不合规", en: "an attachment has no name or a malformed type"),
            remedy: Phrase(zh: "类型请写成 text/calendar 这样", en: "write its type as, for example, text/calendar"))
    }
}
