import Documents
import Mail
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Daemon

private func read(_ text: String, file: String = "duband.yaml") -> ConfigurationFile.Reading {
    ConfigurationFile.decode(Array(text.utf8), file: file)
}

private func rendered(_ reading: ConfigurationFile.Reading, _ language: Language) -> String {
    DiagnosticRenderer(language: language).render(reading.diagnostics, sources: [reading.source])
}

@Suite struct ConfigurationProblemTests {
    static let codes = TemporaryFolder.names(in: Golden.folder + "/Problems")
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }

    @Test(arguments: codes) func `a file reproduces its problem and says it as agreed`(code: String) throws {
        let text = try #require(Golden.text("Problems/\(code).yaml"))
        let reading = read(text, file: "\(code).yaml")
        #expect(reading.diagnostics.contains { $0.code == code && $0.span != nil })
        #expect((reading.configuration == nil) == reading.diagnostics.hasErrors)
        let found = rendered(reading, .chinese) + "\n\n" + rendered(reading, .english) + "\n"
        #expect(!found.contains("hunter2"), "a secret never shows")
        try Golden.expect(found, in: "Problems/\(code).txt")
    }

    @Test func `there are files for two dozen problems`() {
        #expect(Self.codes.count >= 24)
    }
}

@Test(arguments: Language.allCases)
func `the sample is what it was, and decodes without a word`(language: Language) throws {
    let text = ConfigurationSample.text(language)
    try Golden.expect(text, in: "Golden/sample.\(language.rawValue).yaml")
    let reading = read(text, file: "/etc/duban/duband.yaml")
    #expect(reading.diagnostics == [])
    let configuration = try #require(reading.configuration)
    #expect(configuration.store == "/var/lib/duban/ledger.db" && configuration.data == nil)
    #expect(configuration.language == language)
    #expect(configuration.mail.transport == .maildir(path: "/var/lib/duban/mail"))
    #expect(configuration.mail.from?.address.text == "duban@example.org")
    #expect(configuration.coordinator?.mail.map(\.text) == ["office@example.org"])
    // What the sample shows as defaults are the defaults.
    #expect(configuration.tick == Configuration().tick && configuration.log == Configuration().log)
    #expect(configuration.mail.retry == MailSettings.Retry() && configuration.mail.timeouts == MailSettings.Timeouts())
}

@Test(arguments: Language.allCases)
func `with every comment of the sample taken in, all keys are known`(language: Language) {
    var text = ""
    for line in ConfigurationSample.text(language).split(separator: "\n") {
        // A key that is commented out: `  # key: value  # remark`.
        let bare = line.drop { $0 == " " }.dropFirst(2)
        let key = bare.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let isKey = line.drop { $0 == " " }.hasPrefix("# ") && !key.isEmpty && bare.dropFirst(key.count).hasPrefix(": ")
        let isOption = isKey && !["maildir", "smtp", "smtps"].contains(String(key))
        text += (isOption ? String(line.prefix { $0 == " " }) + bare : String(line)) + "\n"
    }
    let found = Set(read(text).diagnostics.map(\.code))
    // The three passwords stand in for each other, and a maildir needs no server.
    #expect(found == ["duplicate-key", "config-unused"])
    #expect(text.contains("\n  startTLS: required") && text.contains("\n  timeouts: {connect"))
}

@Test func `a full configuration is read as written`() throws {
    let reading = read(
        """
        store: data/ledger.db
        data: ../share
        language: en
        mail:
          transport: smtp://mail.example.org:2525
          from: {name: 督办, address: duban@example.org}
          replyTo: office@example.org
          startTLS: required
          ca: ca.pem
          helo: duban.example.org
          username: duban
          password: {file: password}
          connections: 8
          timeouts: {connect: 5, reply: 30, letter: 90}
          retry: {first: 10, cap: 100, tries: 5}
        coordinator: {name: 办公室, mail: office@example.org}
        tick: 30
        log: debug
        """, file: "/etc/duban/duband.yaml")
    #expect(reading.diagnostics == [])
    let found = try #require(reading.configuration)
    #expect(found.store == "/etc/duban/data/ledger.db" && found.data == "/etc/duban/../share")
    #expect(found.mail.transport == .smtp(host: "mail.example.org", port: 2525))
    #expect(found.mail.from?.name == "督办" && found.mail.replyTo?.address.text == "office@example.org")
    #expect(found.mail.ca == "/etc/duban/ca.pem" && found.mail.helo == "duban.example.org")
    #expect(found.mail.password == .file("/etc/duban/password") && found.mail.username == "duban")
    #expect(found.mail.connections == 8 && found.mail.timeouts.reply == 30 && found.mail.retry.tries == 5)
    #expect(found.tick == 30 && found.log == .debug && found.language == .english)
    #expect(found.mail.place(store: "/x") == "smtp://mail.example.org:2525")
}

@Test(arguments: [
    ("/etc/duban/c.yaml", "/etc/duban/l.db"), ("c.yaml", "l.db"), ("conf/c.yaml", "conf/l.db"), ("/c.yaml", "/l.db"),
])
func `relative paths begin at the file's folder`(file: String, store: String) {
    #expect(read("store: l.db\nmail: {transport: 'maildir:m'}", file: file).configuration?.store == store)
}

@Test func `a long cap is not asked for when the first wait is long`() {
    #expect(read("mail: {retry: {first: 7200}}").configuration?.mail.retry.cap == 7200)
}

@Test(arguments: [
    ("mail: {pass: geheim}", "mail: {pass: ••••••}"),
    ("mail:\n  password: 'my secret'\n", "mail:\n  password: ••• •••••••\n"),
    ("mail:\n  password: |\n    eins\n    zwei\nlog: info\n", nil),
    ("mail: {password: {value: geheim, file: /etc/p}}", "mail: {password: {value: ••••••, file: /etc/p}}"),
    ("mail: {password: [geheim]}", "mail: {password: [••••••]}"),
    ("mail: {transport: smtp://u:p@h}", "mail: {transport: ••••••••••••}"),
    ("密码: 123456", "密码: ••••••"),
    ("a: [\npassword: geheim\n  mehr geheim\nb: c", "a: [\npassword: ••••••\n  •••• ••••••\nb: c"),
    ("mail: {password: geheim, tick: [", "mail: •••••••••• ••••••• ••••• •"),
    ("store: ledger.db # fine", "store: ledger.db # fine"),
])
func `what might be a secret is dotted out and nothing moves`(text: String, expected: String?) {
    let node = YAMLReader.read(text, file: "x").node
    let masked = ConfigurationFile.masked(text, node)
    #expect(masked.unicodeScalars.count == text.unicodeScalars.count)
    if let expected { #expect(masked == expected) }
    for secret in ["geheim", "secret", "eins", "zwei", "123456"] { #expect(!masked.contains(secret)) }
}

@Test func `a configuration is told from other files`() throws {
    func isOne(_ text: String) throws -> Bool {
        ConfigurationFile.isConfiguration(try #require(YAMLReader.read(text, file: "x").node))
    }
    #expect(try isOne("mail: {}") && isOne("store: x"))
    #expect(try !isOne("notice: x\ntasks: []") && !isOne("[mail]") && !isOne("calendar: cn"))
}

@Test func `bytes that are no text, and a file that is not there`() throws {
    let reading = ConfigurationFile.decode([0x00, 0xFF, 0xFE, 0x00, 0x01], file: "x.yaml")
    #expect(reading.configuration == nil && reading.diagnostics.hasErrors)
    let folder = try TemporaryFolder()
    #expect(throws: FileProblem.self) { try ConfigurationFile.read(folder.path + "/none.yaml") }
}

@Test func `the transport follows the settings`() throws {
    var settings = MailSettings()
    #expect(settings.place(store: "/var/lib/duban/ledger.db") == "maildir:/var/lib/duban/mail")
    #expect(try settings.makeTransport(store: "l.db", .values([:])) is MaildirTransport)
    #expect(try settings.sender().address.text == "duban@localhost")
    settings.transport = .smtp(host: "localhost", port: 25)
    settings.username = "u"
    settings.password = .environment("NOT_SET")
    let failure = try #require(throws: Failure.self) { try settings.makeTransport(store: "l.db", .values([:])) }
    #expect(failure.exitCode == .badConfiguration && failure.what.en.contains("NOT_SET"))
    #expect(try settings.makeTransport(store: "l.db", .values(["NOT_SET": "x"])) is SMTPTransport)
}
