// Letters through libcurl to a real mail server: plain, STARTTLS, SMTPS, AUTH, and what goes wrong there.
import Mail
import TestSupport
import Testing
import Texts

/// A letter for one test: the recipient tells the tests' letters apart.
func letter(to recipient: String, subject: String = "关于报送统计报表的提醒", text: String = "请于4月11日前报送。\n") throws -> Message {
    Message(
        sender: try Address("bounces@example.org"),
        recipient: Mailbox(try Address(recipient), name: "安阳市统计局"),
        from: Mailbox(try Address("duban@example.org"), name: "督办"),
        subject: subject, date: 1_743_985_800, offset: 28800,
        messageID: "\(recipient.prefix { $0 != "@" }).1@example.org", language: "zh-CN",
        plainText: text, html: "<p>\(text)</p>")
}

/// Sends `messages` in one run and gives the outcomes in their order.
func deliver(_ messages: [Message], _ settings: SMTPSettings) async throws -> [Outcome] {
    let transport = try SMTPTransport(settings)
    return try await onOwnThread { try run(messages, through: transport) }
}

func run(_ messages: [Message], through transport: any Transport) throws -> [Outcome] {
    var waiting = messages.enumerated().map { Posting(id: Int64($0.offset), message: $0.element) }
    var outcomes: [Int64: Outcome] = [:]
    transport.run(
        next: { _ in
            defer { waiting = [] }
            return waiting
        },
        settled: { group in
            for one in group {
                #expect(outcomes[one.id] == nil, "settled twice")
                outcomes[one.id] = one.outcome
            }
        })
    return try messages.indices.map { try #require(outcomes[Int64($0)], "never settled") }
}

@Suite struct `letters to a real mail server` {
    let server: RealServer

    init() throws { server = try Servers.real.get() }

    private func settings(_ door: String, _ encryption: SMTPSettings.Encryption, host: String = "127.0.0.1")
        -> SMTPSettings
    {
        var settings = SMTPSettings(host: host, port: server.port(door), encryption: encryption)
        settings.caFile = server.ready.authority
        settings.heloName = "office.example.org"
        settings.connectTimeout = 5000
        if door == "starttls" || door == "smtps" {
            settings.username = RealServer.username
            settings.password = Secret(RealServer.password)
        }
        return settings
    }

    @Test(arguments: [
        ("plain", SMTPSettings.Encryption.none), ("starttls", .startTLS), ("smtps", .implicit),
    ])
    func `a letter arrives byte for byte, encrypted and logged in as asked`(
        door: String, encryption: SMTPSettings.Encryption
    ) async throws {
        let recipient = "whole-\(door)@example.org"
        let message = try letter(to: recipient, text: "第一行\n.\n..两个点\n\n以上\n.")
        let outcomes = try await deliver([message], settings(door, encryption))
        #expect(outcomes.map(\.isAccepted) == [true])
        let arrived = try server.letters(to: recipient)
        #expect(arrived.map(\.sender) == ["bounces@example.org"])
        #expect(arrived.map(\.helo) == ["office.example.org"])
        #expect(arrived.map(\.encrypted) == [encryption != .none])
        #expect(arrived.map { $0.login == true } == [encryption != .none])
        #expect(try arrived.first?.data.map { Array($0.utf8) } == message.encoded())
    }

    @Test func `many letters over several connections all arrive once`() async throws {
        let messages = try (0..<200).map { try letter(to: "many-\($0)@example.org") }
        var settings = settings("plain", .none)
        settings.connections = 8
        let outcomes = try await deliver(messages, settings)
        #expect(outcomes.allSatisfy { $0.isAccepted })
        let arrived = try server.entries().compactMap(\.recipients).filter { $0.first?.hasPrefix("many-") == true }
        #expect(arrived.count == 200)
        #expect(Set(arrived).count == 200)
    }

    @Test func `the text of the server's acceptance is kept`() async throws {
        let outcomes = try await deliver([letter(to: "kept-reply@example.org")], settings("plain", .none))
        guard case .accepted(let reply)? = outcomes.first else { return #expect(Bool(false), "not accepted") }
        #expect(reply.en.hasPrefix("2.0.0 Ok: queued as T"))
    }

    @Test func `a wrong password is tried once for a whole run`() async throws {
        var settings = settings("starttls", .startTLS)
        settings.password = Secret("wrong")
        settings.connections = 8
        let before = try server.entries().count { $0.good == false }
        let outcomes = try await deliver((0..<20).map { try letter(to: "login-\($0)@example.org") }, settings)
        #expect(outcomes.allSatisfy { cause($0) == .authentication })
        #expect(outcomes.count { attempted($0) } == 1)
        // libcurl may offer the same password under a second AUTH mechanism of the same login.
        let tried = try server.entries().count { $0.good == false } - before
        #expect((1...2).contains(tried))
    }

    @Test(arguments: [1, 3]) func `no more letters are at the server than recorded ones and two for each connection`(
        connections: Int
    ) async throws {
        var settings = settings("plain", .none)
        settings.connections = connections
        let transport = try SMTPTransport(settings)
        let name = "flight\(connections)-"
        let server = server
        try await onOwnThread {
            var waiting = try (0..<60).map {
                Posting(id: Int64($0), message: try letter(to: "\(name)\($0)@example.org"))
            }
            var recorded = 0
            try transport.run(
                next: { room in
                    defer { waiting.removeFirst(min(room, waiting.count)) }
                    return Array(waiting.prefix(room))
                },
                settled: { group in
                    let arrived = try server.count(toNamesBeginning: name)
                    #expect(arrived >= recorded + group.count && arrived <= recorded + 2 * connections)
                    recorded += group.count
                })
            #expect(recorded == 60)
        }
    }

    @Test func `a certificate of an unknown authority is refused before anything is said`() async throws {
        var settings = settings("starttls", .startTLS)
        settings.caFile = nil
        let outcomes = try await deliver([letter(to: "unknown-authority@example.org")], settings)
        #expect(outcomes.map(cause) == [.security])
        #expect(try server.letters(to: "unknown-authority@example.org").isEmpty)
    }

    @Test func `a certificate for another host is refused`() async throws {
        var settings = settings("otherName", .startTLS)
        settings.caFile = server.ready.otherAuthority
        let outcomes = try await deliver([letter(to: "other-host@example.org")], settings)
        #expect(outcomes.map(cause) == [.security])
        #expect(try server.letters(to: "other-host@example.org").isEmpty)
    }

    @Test func `a server without STARTTLS gets no letter when encryption is required`() async throws {
        let outcomes = try await deliver([letter(to: "no-tls@example.org")], settings("plain", .startTLS))
        #expect(outcomes.map(cause) == [.security])
        #expect(try server.letters(to: "no-tls@example.org").isEmpty)
    }

    @Test func `a missing authority file is said`() async throws {
        var settings = settings("smtps", .implicit)
        settings.caFile = "/nonexistent/authority.pem"
        let outcomes = try await deliver([letter(to: "no-authority@example.org")], settings)
        #expect(outcomes.map(cause) == [.security])
    }
}

func cause(_ outcome: Outcome) -> Deferral.Cause? {
    if case .deferred(let deferral) = outcome { deferral.cause } else { nil }
}

func attempted(_ outcome: Outcome) -> Bool {
    if case .deferred(let deferral) = outcome { deferral.attempted } else { true }
}
