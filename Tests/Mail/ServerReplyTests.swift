import Testing

// Replies as servers write them.
@testable import Mail

@Test(arguments: [
    ("250 2.0.0 Ok: queued as 4XyZ\r\n", "2.0.0 Ok: queued as 4XyZ"),
    ("550-5.1.1 one\r\n550 5.1.1 two\r\n", "5.1.1 one 5.1.1 two"), ("550\r\n", ""), ("", ""), ("550", ""),
    ("550 <a.b@example.org>: no", "<•••>: no"), ("550 mailbox=a@example.org,b@c.d", "•••,•••"),
    ("550 Unit unknown, UNIT not units", "••• unknown, ••• not units"), ("550 a\u{1B}[31mred\u{7}", "a [31mred"),
    ("550 用户不存在", "用户不存在"), ("550 \u{202E}x\u{200B}y", " x y"), ("no code", "no code"),
])
func `a reply is kept short, printable and without addresses`(raw: String, kept: String) {
    #expect(ServerReply.text(Array(raw.utf8), hiding: ["unit", "ab"]) == kept)
}

@Test func `a long reply is cut at a character`() {
    #expect(ServerReply.text(Array(("550 " + String(repeating: "x", count: 5000)).utf8)).count == 200)
    let wide = ServerReply.text(Array(("550 " + String(repeating: "满", count: 5000)).utf8))
    #expect(wide == String(repeating: "满", count: 199) + "…")
    #expect(!ServerReply.text([0x35, 0x35, 0x30, 0x20, 0xFF, 0xFE, 0x41]).contains("\u{FFFD}"))
}
