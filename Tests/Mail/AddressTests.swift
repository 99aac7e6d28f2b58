// Addresses: what is taken, what is refused, and that none shows itself.
import Mail
import Testing
import Texts

@Test(arguments: ["a@example.org", "first.last+tag@sub.example.org", "o'x_1@xn--fiqs8s.example", "root@localhost"])
func `a plain address is taken as written`(text: String) throws {
    #expect(try Address(text).text == text)
}

@Test(arguments: [
    ("", "address-without-at"), ("example.org", "address-without-at"), ("办公室＠example.org", "address-full-width-at"),
    ("a@例子.中国", "address-domain-not-ascii"), ("办公室@example.org", "address-name-not-ascii"),
    ("a b@example.org", "address-name-malformed"), ("@example.org", "address-name-malformed"),
    ("a..b@example.org", "address-name-malformed"), (".a@example.org", "address-name-malformed"),
    ("<a@example.org", "address-name-malformed"), ("a,b@c@example.org", "address-name-malformed"),
    (String(repeating: "a", count: 65) + "@example.org", "address-name-malformed"),
    ("a@", "address-domain-malformed"), ("a@example", "address-domain-malformed"),
    ("a@-example.org", "address-domain-malformed"), ("a@example..org", "address-domain-malformed"),
    ("a@[192.0.2.1]", "address-domain-malformed"), ("a@example.org>", "address-domain-malformed"),
    ("a@example.org\r\nRCPT TO:<b@example.org>", "address-control-character"),
    ("a\0@example.org", "address-control-character"),
])
func `a malformed address is refused, and its problem does not repeat it`(text: String, code: String) {
    let problem = #expect(throws: MailProblem.self) { try Address(text) }
    #expect(problem?.code == code)
    if text.count > 3 {
        #expect(problem?.phrase.en.contains(text) == false)
        #expect(problem?.phrase.zh.contains(text) == false)
    }
}

@Test func `an address and a secret do not show themselves`() throws {
    let mailbox = Mailbox(try Address("someone@example.org"), name: "Unit")
    var dumped = ""
    dump(mailbox, to: &dumped)
    for shown in ["\(mailbox)", String(reflecting: mailbox), "\(mailbox.address)", dumped] {
        #expect(!shown.contains("someone"))
    }
    let secret = Secret("open sesame")
    dump(secret, to: &dumped)
    for shown in ["\(secret)", String(reflecting: secret), dumped] { #expect(!shown.contains("sesame")) }
    var settings = SMTPSettings(host: "mail.example.org", port: 587)
    settings.password = secret
    #expect(!"\(settings)".contains("sesame"))
}
