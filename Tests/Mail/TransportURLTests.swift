// Where letters go, as a person writes it, and settings that are refused.
import Mail
import Testing
import Texts

@Test(arguments: [
    ("smtp://mail.example.org", TransportURL.smtp(host: "mail.example.org", port: 587)),
    ("smtp://mail.example.org:25", .smtp(host: "mail.example.org", port: 25)),
    ("smtp://192.0.2.1:2525/", .smtp(host: "192.0.2.1", port: 2525)),
    ("smtps://mail.example.org", .smtps(host: "mail.example.org", port: 465)),
    ("smtps://[2001:db8::1]:4650", .smtps(host: "2001:db8::1", port: 4650)),
    ("maildir:letters", .maildir(path: "letters")), ("maildir:/var/lib/督办/信", .maildir(path: "/var/lib/督办/信")),
])
func `an address of a transport is understood`(text: String, expected: TransportURL) throws {
    #expect(try TransportURL.parse(text).get() == expected)
}

@Test(arguments: [
    ("", "transport-form"), ("mail.example.org", "transport-form"), ("http://mail.example.org", "transport-form"),
    ("smtp://", "transport-form"), ("smtp://mail example.org", "transport-form"), ("smtp:///", "transport-form"),
    ("smtp://mail.example.org/path", "transport-form"), ("smtp://mail.example.org\n", "transport-form"),
    ("smtp://[2001:db8::1]x:25", "transport-form"), ("smtp://2001:db8::1", "transport-port"),
    ("smtp://mail.example.org:0", "transport-port"), ("smtp://mail.example.org:65536", "transport-port"),
    ("smtp://mail.example.org:+25", "transport-port"), ("smtp://mail.example.org:", "transport-port"),
    ("smtp://office:sesame@mail.example.org", "transport-credentials"), ("maildir:", "transport-maildir"),
])
func `a wrong address of a transport is refused with the forms to write`(text: String, code: String) {
    guard case .failure(let problem) = TransportURL.parse(text) else { return #expect(text == "refused") }
    #expect(problem.code == code)
    #expect(!problem.phrase.en.contains("sesame"))
}

private let unusable: [(String, @Sendable (inout SMTPSettings) -> Void)] = [
    ("smtp-host", { $0.host = "mail/x" }), ("smtp-host", { $0.host = "" }), ("smtp-port", { $0.port = 0 }),
    ("smtp-limits", { $0.connections = 0 }), ("smtp-limits", { $0.connections = 65 }),
    ("smtp-limits", { $0.responseTimeout = 0 }), ("smtp-helo", { $0.heloName = "a b" }),
    ("smtp-half-credentials", { $0.username = "office" }), ("smtp-half-credentials", { $0.password = Secret("x") }),
    ("smtp-control-character", { ($0.username, $0.password) = ("office", Secret("sesame\n")) }),
    (
        "smtp-password-in-the-clear",
        { ($0.username, $0.password, $0.encryption) = ("office", Secret("sesame"), .none) }
    ),
]

@Test(arguments: unusable.indices)
func `unusable or unsafe settings are refused before anything is opened`(index: Int) {
    var settings = SMTPSettings(host: "mail.example.org", port: 587)
    unusable[index].1(&settings)
    let problem = #expect(throws: MailProblem.self) { try SMTPTransport(settings) }
    #expect(problem?.code == unusable[index].0)
    #expect(problem?.phrase.en.contains("sesame") == false)
}

@Test func `STARTTLS is required unless switched off`() throws {
    let settings = try TransportURL.parse("smtp://mail.example.org").get().smtpSettings
    #expect(settings?.encryption == .startTLS)
    #expect(try TransportURL.parse("smtps://mail.example.org").get().smtpSettings?.encryption == .implicit)
    #expect(try TransportURL.parse("maildir:letters").get().smtpSettings == nil)
}
