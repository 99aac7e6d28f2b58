// Letters as they go on the wire: whole goldens, and what holds for every letter.
import Mail
import Testing

func plainLetter() throws -> Message {
    Message(
        sender: try Address("bounces@example.org"),
        recipient: Mailbox(try Address("unit@example.org")),
        from: Mailbox(try Address("duban@example.org"), name: "Duban"),
        subject: "Reminder", date: 1_743_985_800, offset: 28800, messageID: "d1.5@example.org", language: "en",
        plainText: "Due 2025-04-11 = Friday.\nPlease report. \n")
}

func text(_ message: Message) throws -> String {
    String(decoding: try message.encoded(), as: UTF8.self)
}

/// The unfolded value of the header `name`.
func header(_ name: String, _ message: Message) throws -> String? {
    let head = try text(message).components(separatedBy: "\r\n\r\n")[0]
    return head.replacing("\r\n ", with: " ").components(separatedBy: "\r\n")
        .first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.utf8.count + 2)) }
}

extension String {
    func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

@Test func `an English letter in plain text`() throws {
    #expect(
        try text(plainLetter()) == """
            Date: Mon, 07 Apr 2025 08:30:00 +0800\r
            From: Duban <duban@example.org>\r
            To: unit@example.org\r
            Subject: Reminder\r
            Message-ID: <d1.5@example.org>\r
            Auto-Submitted: auto-generated\r
            Content-Language: en\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=UTF-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Due 2025-04-11 =3D Friday.\r
            Please report.=20\r

            """)
}

@Test func `a Chinese letter in two forms with a calendar entry`() throws {
    var message = try plainLetter()
    message.recipient = Mailbox(message.recipient.address, name: "衢州市柯城区农业农村局")
    message.replyTo = Mailbox(try Address("office@example.org"), name: "O'Neil, \"J\"")
    message.subject = "【督办】请于4月11日前报送2024年度文化文物和旅游统计年报（第2次提醒）"
    message.language = "zh-CN"
    message.plainText = "您好：\r\n请报送。\n"
    message.html = "<p>您好：<br>请报送。</p>"
    message.extraHeaders = [Message.Header("X-Duban-Notice", "统计年报")]
    message.attachments = [
        Message.Attachment(
            name: "截止.ics", type: "text/calendar; charset=utf-8", bytes: Array("BEGIN:VCALENDAR\r\n".utf8))
    ]
    let wire = try text(message)
    #expect(
        wire == """
            Date: Mon, 07 Apr 2025 08:30:00 +0800\r
            From: Duban <duban@example.org>\r
            To: =?UTF-8?B?6KGi5bee5biC5p+v5Z+O5Yy65Yac5Lia5Yac5p2R5bGA?=\r
             <unit@example.org>\r
            Reply-To: "O'Neil, \\"J\\"" <office@example.org>\r
            Subject: =?UTF-8?B?44CQ552j5Yqe44CR6K+35LqONOaciDEx5pel5YmN5oql6YCBMjAy?=\r
             =?UTF-8?B?NOW5tOW6puaWh+WMluaWh+eJqeWSjOaXhea4uOe7n+iuoeW5tOaKpe+8iA==?=\r
             =?UTF-8?B?56ysMuasoeaPkOmGku+8iQ==?=\r
            Message-ID: <d1.5@example.org>\r
            Auto-Submitted: auto-generated\r
            X-Duban-Notice: =?UTF-8?B?57uf6K6h5bm05oql?=\r
            Content-Language: zh-CN\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary="=_duban_m_b8ef939c9cd65c61"\r
            \r
            --=_duban_m_b8ef939c9cd65c61\r
            Content-Type: multipart/alternative; boundary="=_duban_a_b8ef939c9cd65c61"\r
            \r
            --=_duban_a_b8ef939c9cd65c61\r
            Content-Type: text/plain; charset=UTF-8\r
            Content-Transfer-Encoding: base64\r
            \r
            5oKo5aW977yaDQror7fmiqXpgIHjgIINCg==\r
            --=_duban_a_b8ef939c9cd65c61\r
            Content-Type: text/html; charset=UTF-8\r
            Content-Transfer-Encoding: base64\r
            \r
            PHA+5oKo5aW977yaPGJyPuivt+aKpemAgeOAgjwvcD4=\r
            --=_duban_a_b8ef939c9cd65c61--\r
            --=_duban_m_b8ef939c9cd65c61\r
            Content-Type: text/calendar; charset=utf-8\r
            Content-Transfer-Encoding: base64\r
            Content-Disposition: attachment; filename*=UTF-8''%E6%88%AA%E6%AD%A2.ics\r
            \r
            QkVHSU46VkNBTEVOREFSDQo=\r
            --=_duban_m_b8ef939c9cd65c61--\r

            """)
}

@Test(arguments: [
    (0 as Int64, 0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_399, 0, "Mon, 28 Feb 2000 23:59:59 +0000"),
    (951_782_400, 0, "Tue, 29 Feb 2000 00:00:00 +0000"), (1_735_660_799, 28800, "Tue, 31 Dec 2024 23:59:59 +0800"),
    (1_735_660_800, 28800, "Wed, 01 Jan 2025 00:00:00 +0800"), (0, -12600, "Wed, 31 Dec 1969 20:30:00 -0330"),
    (4_102_444_800, 0, "Fri, 01 Jan 2100 00:00:00 +0000"), (253_402_214_400, 0, "Fri, 31 Dec 9999 00:00:00 +0000"),
])
func `the date of a letter is written in its zone`(seconds: Int64, offset: Int, written: String) throws {
    var message = try plainLetter()
    (message.date, message.offset) = (seconds, offset)
    #expect(try header("Date", message) == written)
}

/// Changes to a letter that make it unfit, each with the problem it should meet.
private let unfit: [(String, @Sendable (inout Message) -> Void)] = [
    ("header-control-character", { $0.subject = "a\r\nBcc: b@example.org" }),
    ("header-control-character", { $0.subject = "a\nb" }), ("header-control-character", { $0.subject = "a\rb" }),
    ("header-control-character", { $0.subject = "提醒\0" }), ("header-control-character", { $0.subject = "a\tb" }),
    ("header-control-character", { $0.from = Mailbox($0.from.address, name: "a\r\nb") }),
    ("header-control-character", { $0.recipient = Mailbox($0.from.address, name: "局\n") }),
    ("header-control-character", { $0.replyTo = Mailbox($0.from.address, name: "局\u{7F}") }),
    ("header-control-character", { $0.extraHeaders = [Message.Header("X-A", "a\r\n\r\nbody")] }),
    (
        "header-control-character",
        { $0.attachments = [Message.Attachment(name: "a\n.ics", type: "text/calendar", bytes: [])] }
    ),
    ("header-name-malformed", { $0.extraHeaders = [Message.Header("X A", "a")] }),
    ("header-name-malformed", { $0.extraHeaders = [Message.Header("X-A:", "a")] }),
    ("header-name-malformed", { $0.extraHeaders = [Message.Header("", "a")] }),
    ("header-name-malformed", { $0.extraHeaders = [Message.Header("标题", "a")] }),
    ("header-reserved", { $0.extraHeaders = [Message.Header("BCC", "a@example.org")] }),
    ("header-reserved", { $0.extraHeaders = [Message.Header("content-type", "text/html")] }),
    ("message-id-malformed", { $0.messageID = "no-domain" }), ("message-id-malformed", { $0.messageID = "a@b@c" }),
    ("message-id-malformed", { $0.messageID = "a b@c" }), ("message-id-malformed", { $0.messageID = "a\r\n@c" }),
    ("message-id-malformed", { $0.messageID = "@c" }), ("message-id-malformed", { $0.messageID = "a@" }),
    ("message-id-malformed", { $0.messageID = String(repeating: "a", count: 250) + "@c" }),
    ("language-malformed", { $0.language = "" }), ("language-malformed", { $0.language = "zh\r\nX: y" }),
    ("date-out-of-range", { $0.date = -1 }), ("date-out-of-range", { $0.date = .max }),
    ("date-out-of-range", { $0.offset = 90 }), ("date-out-of-range", { $0.offset = 86400 }),
    ("attachment-malformed", { $0.attachments = [Message.Attachment(name: "", type: "text/plain", bytes: [])] }),
    ("attachment-malformed", { $0.attachments = [Message.Attachment(name: "a", type: "text", bytes: [])] }),
    (
        "attachment-malformed",
        { $0.attachments = [Message.Attachment(name: "a", type: "text/plain\r\nX: y", bytes: [])] }
    ),
]

@Test(arguments: unfit.indices)
func `a letter that could smuggle headers, or is malformed, is refused`(index: Int) throws {
    var message = try plainLetter()
    unfit[index].1(&message)
    let problem = #expect(throws: MailProblem.self) { try message.encoded() }
    #expect(problem?.code == unfit[index].0)
    #expect(problem?.phrase.zh.contains("example.org") == false)
}

@Test(arguments: [
    "Reminder =?UTF-8?B?QQ==?=", " leading", "trailing ", "two  spaces", String(repeating: "x", count: 90) + " y",
    "plain words enough to make the line longer than it may be, so that it has to be folded somewhere in the middle",
    "", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "a", "é", String(repeating: "督", count: 200),
])
func `a difficult subject comes back to the letter`(subject: String) throws {
    var message = try plainLetter()
    message.subject = subject
    #expect(WireDecoder.words(try header("Subject", message) ?? "") == subject)
    try checkWire(message)
}

@Test func `a long or odd name beside an address comes back to the letter`() throws {
    for name in [
        "Duban Office", "A. B.", "back\\slash \"quoted\"", String(repeating: "long ", count: 20) + "end", "安阳市；统计局",
        "=?x?=",
    ] {
        var message = try plainLetter()
        message.from = Mailbox(message.from.address, name: name)
        let value = try #require(try header("From", message))
        #expect(value.hasSuffix(" <duban@example.org>"))
        #expect(WireDecoder.phrase(String(value.dropLast(20))) == name)
        try checkWire(message)
    }
}

@Test func `an attachment's long name is split as RFC 2231 says`() throws {
    var message = try plainLetter()
    let name = String(repeating: "统计报表", count: 12) + ".pdf"
    message.attachments = [Message.Attachment(name: name, type: "application/pdf", bytes: [1, 2, 3])]
    let wire = try text(message)
    #expect(wire.contains(" filename*0*=UTF-8''%E7%BB%9F"))
    #expect(wire.contains(" filename*8*=.pdf"))
    try checkWire(message)
}

/// What holds for every letter: plain ASCII, CRLF only, no line over its limit.
func checkWire(_ message: Message) throws {
    let bytes = try message.encoded()
    #expect(bytes.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0D || $0 == 0x0A) })
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { !$0.utf8.contains(0x0D) && !$0.utf8.contains(0x0A) })
    #expect(lines.filter { $0.contains("=?UTF-8?B?") }.allSatisfy { $0.utf8.count <= 76 })
    #expect(lines.allSatisfy { $0.utf8.count <= 78 || !$0.dropFirst().contains(" ") })
    #expect(!lines.contains("."))
}
