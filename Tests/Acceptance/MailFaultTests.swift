// A mail server that fails at every step, in every way: each has one right outcome.
import Mail
import TestSupport
import Testing
import Texts

/// What an outcome should be, without its texts.
enum Expected: Sendable, Equatable {
    case accepted
    case refused(Int?)
    case deferred(Deferral.Cause, Int?)
    case unknown

    init(_ outcome: Outcome) {
        switch outcome {
        case .accepted: self = .accepted
        case .refused(let code, _, _): self = .refused(code)
        case .deferred(let deferral): self = .deferred(deferral.cause, deferral.code)
        case .unknown: self = .unknown
        }
    }
}

private let faults: [(String, Expected)] = [
    ("banner-421", .deferred(.unreachable, 421)), ("banner-554", .deferred(.unreachable, 554)),
    ("banner-drop", .deferred(.dropped, nil)), ("banner-stall", .deferred(.timeout, nil)),
    ("ehlo-421", .deferred(.unreachable, 421)), ("ehlo-550", .deferred(.unreachable, 550)),
    ("ehlo-drop", .deferred(.dropped, nil)), ("ehlo-stall", .deferred(.timeout, nil)),
    ("auth-454", .deferred(.unreachable, 454)), ("auth-535", .deferred(.authentication, 535)),
    ("auth-drop", .deferred(.dropped, nil)), ("auth-stall", .deferred(.timeout, nil)),
    ("mail-451", .deferred(.temporary, 451)), ("mail-550", .deferred(.sender, 550)),
    ("mail-421", .deferred(.temporary, 421)),
    ("mail-552", .refused(nil)), ("mail-drop", .deferred(.dropped, nil)), ("mail-stall", .deferred(.timeout, nil)),
    ("rcpt-451", .deferred(.temporary, 451)), ("rcpt-550", .refused(550)), ("rcpt-421", .deferred(.temporary, 421)),
    ("rcpt-drop", .deferred(.dropped, nil)), ("rcpt-stall", .deferred(.timeout, nil)),
    ("data-451", .deferred(.temporary, 451)), ("data-554", .refused(554)),
    ("data-drop", .deferred(.dropped, nil)), ("data-stall", .deferred(.timeout, nil)),
    ("dot-451", .deferred(.temporary, 451)), ("dot-552", .refused(552)), ("dot-421", .deferred(.temporary, 421)),
    ("dot-drop", .unknown), ("dot-stall", .unknown),
    ("bare-nothing", .deferred(.authentication, 550)), ("relay-530", .deferred(.authentication, 530)),
    ("quit-stall", .accepted), ("none-none", .accepted),
]

@Suite struct `letters to a failing mail server` {
    let server: FaultyServer

    init() throws { server = try Servers.faulty.get() }

    private func settings(_ fault: String) throws -> SMTPSettings {
        var settings = SMTPSettings(
            host: "127.0.0.1", port: try #require(server.ports[fault]), encryption: .none)
        settings.username = "office"
        settings.password = Secret("open sesame")
        settings.connections = 1
        settings.messageTimeout = fault.hasSuffix("stall") ? 5000 : 20_000
        settings.responseTimeout = fault.hasSuffix("stall") ? 2 : 20
        return settings
    }

    @Test(arguments: faults)
    func `each failure at each step has its outcome`(fault: String, expected: Expected) async throws {
        let outcomes = try await deliver([letter(to: "unit@example.org")], settings(fault))
        #expect(outcomes.map(Expected.init) == [expected])
    }

    @Test(arguments: faults)
    func `an outcome says at which step the server failed`(fault: String, expected: Expected) async throws {
        let outcome = try #require(try await deliver([letter(to: "unit@example.org")], settings(fault)).first)
        let step = String(fault.prefix { $0 != "-" })
        let silent = fault.hasSuffix("drop") || fault.hasSuffix("stall")
        let wanted: SMTPStep? =
            switch step {
            case "banner": silent ? .connect : .greeting
            case "ehlo", "auth": .greeting
            // The server wants a login that was not offered or not asked for: it says so to MAIL.
            case "bare", "relay": .mail
            default: SMTPStep(rawValue: step)
            }
        switch outcome {
        case .refused(_, let step, _): #expect(step == wanted)
        case .deferred(let deferral): #expect(deferral.step == wanted)
        case .accepted, .unknown: break
        }
    }

    @Test func `a refused sender is said to be our own trouble, and no further letter is offered`() async throws {
        let outcomes = try await deliver(
            (0..<20).map { try letter(to: "unit\($0)@example.org") }, settings("mail-550"))
        #expect(outcomes.allSatisfy { cause($0) == .sender })
        #expect(outcomes.count { attempted($0) } == 1)
        guard case .deferred(let deferral)? = outcomes.first(where: attempted) else { return #expect(outcomes == []) }
        #expect(deferral.needsPerson && deferral.step == .mail)
        #expect(deferral.text.en.contains("our own sender") && deferral.text.en.contains("550"))
    }

    @Test(arguments: faults)
    func `no outcome names an address or a secret`(fault: String, expected: Expected) async throws {
        let outcomes = try await deliver([letter(to: "secretary@example.org")], settings(fault))
        let said = String(describing: outcomes)
        #expect(!said.contains("secretary"))
        #expect(!said.contains("sesame"))
        #expect(!said.contains("office"))
    }

    @Test func `a connection lost in the middle of a letter leaves no doubt`() async throws {
        // More than the kernel's buffers hold, so that libcurl is still writing when the server leaves.
        var message = try letter(to: "unit@example.org")
        message.attachments = [
            Message.Attachment(name: "scan.pdf", type: "application/pdf", bytes: Array(repeating: 7, count: 8_000_000))
        ]
        let outcomes = try await deliver([message], settings("body-drop"))
        #expect(outcomes.map(Expected.init) == [.deferred(.dropped, nil)])
    }

    @Test(arguments: ["once-drop", "once-421"])
    func `a server that ends the connection after a letter gets the next over a new one`(fault: String) async throws {
        let outcomes = try await deliver((0..<5).map { try letter(to: "unit\($0)@example.org") }, settings(fault))
        #expect(outcomes.map(Expected.init) == Array(repeating: .accepted, count: 5))
    }

    @Test func `a refusal that repeats the address is kept without it`() async throws {
        let outcomes = try await deliver([letter(to: "secretary@example.org")], settings("echo-550"))
        guard case .refused(550, .rcpt, let text)? = outcomes.first else { return #expect(outcomes == []) }
        #expect(text.en == "5.1.1 <•••>: ••• is not known to me")
    }

    @Test func `a refusal in several long lines is kept on one short line`() async throws {
        let outcomes = try await deliver([letter(to: "unit@example.org")], settings("split-550"))
        guard case .refused(550, .rcpt, let text)? = outcomes.first else { return #expect(outcomes == []) }
        #expect(text.en.hasPrefix("5.1.1 first line 5.1.1 second line 5.1.1 long long"))
        #expect(text.en.unicodeScalars.count == 200)
    }

    @Test func `one refused letter does not keep the others from being sent`() async throws {
        let outcomes = try await deliver((0..<6).map { try letter(to: "unit\($0)@example.org") }, settings("rcpt-550"))
        #expect(outcomes.map(Expected.init) == Array(repeating: .refused(550), count: 6))
    }

    @Test func `a malformed letter is refused and the others go out`() async throws {
        var broken = try letter(to: "unit@example.org")
        broken.subject = "提醒\r\nBcc: everyone@example.org"
        let whole = try letter(to: "unit@example.org")
        let outcomes = try await deliver([broken, whole, broken], settings("none-none"))
        #expect(outcomes.map(Expected.init) == [.refused(nil), .accepted, .refused(nil)])
    }

    @Test func `after three failures to connect the rest is put off without trying`() async throws {
        let outcomes = try await deliver(
            (0..<50).map { try letter(to: "unit\($0)@example.org") }, settings("banner-drop"))
        #expect(outcomes.allSatisfy { cause($0) == .dropped })
        #expect(outcomes.count { attempted($0) } == 3)
    }

    @Test func `a server that allows few connections gets every letter over those`() async throws {
        var settings = try settings("crowd-421")
        settings.connections = 8
        let outcomes = try await deliver((0..<100).map { try letter(to: "unit\($0)@example.org") }, settings)
        #expect(outcomes.map(Expected.init) == Array(repeating: .accepted, count: 100))
    }

    @Test func `a port where nothing listens is unreachable`() async throws {
        var settings = try settings("none-none")
        settings.port = 1
        let outcomes = try await deliver([letter(to: "unit@example.org")], settings)
        #expect(outcomes.map(Expected.init) == [.deferred(.unreachable, nil)])
    }
}
