// Letters in a maildir: where they lie, under which names, and what happens when they cannot.
import Glibc
import Mail
import TestSupport
import Testing

@Test func `a letter lands in new with its envelope, and nothing is left in tmp`() throws {
    let folder = try TemporaryFolder()
    let message = try plainLetter()
    let outcome = MaildirTransport(path: "\(folder.path)/a/b").send(message)
    let name = "1743985800.d1-5-b8ef939c9cd65c61.duban"
    #expect(outcome == .accepted(reply: .init(same: "new/\(name)")))
    #expect(TemporaryFolder.names(in: "\(folder.path)/a/b") == ["cur", "new", "tmp"])
    #expect(TemporaryFolder.names(in: "\(folder.path)/a/b/new") == [name])
    #expect(TemporaryFolder.names(in: "\(folder.path)/a/b/tmp").isEmpty)
    let expected = "Return-Path: <bounces@example.org>\nDelivered-To: unit@example.org\n" + (try text(message))
    #expect(Checkout.text("\(folder.path)/a/b/new/\(name)") == expected.replacing("\r\n", with: "\n"))
}

@Test(arguments: [true, false])
func `a resend replaces nothing and can be seen`(durable: Bool) throws {
    let folder = try TemporaryFolder()
    let transport = MaildirTransport(path: folder.path, durable: durable)
    var other = try plainLetter()
    other.messageID = "d1.6@example.org"
    for message in [try plainLetter(), try plainLetter(), other, try plainLetter()] {
        #expect(transport.send(message).isAccepted)
    }
    #expect(
        TemporaryFolder.names(in: "\(folder.path)/new") == [
            "1743985800.d1-5-b8ef939c9cd65c61.duban", "1743985800.d1-5-b8ef939c9cd65c61.duban_2",
            "1743985800.d1-5-b8ef939c9cd65c61.duban_3", "1743985800.d1-6-9b9719cc6f51eff0.duban",
        ])
}

@Test func `a letter that is malformed is refused and leaves nothing`() throws {
    let folder = try TemporaryFolder()
    var message = try plainLetter()
    message.subject = "a\r\nBcc: b@example.org"
    guard case .refused(nil, nil, _) = MaildirTransport(path: folder.path).send(message) else {
        return #expect(Bool(false), "not refused")
    }
    #expect(TemporaryFolder.names(in: folder.path).isEmpty)
}

@Test func `a folder that cannot be made defers every letter without trying each`() throws {
    let outcomes = try settle(5, through: MaildirTransport(path: "/dev/null/letters"))
    #expect(outcomes.count == 5)
    for (index, outcome) in outcomes.enumerated() {
        guard case .deferred(let deferral) = outcome else { return #expect(Bool(false), "not deferred") }
        #expect(deferral.cause == .local)
        #expect(deferral.attempted == (index == 0))
        #expect(deferral.text.en.contains("a file stands where a folder should be"))
        #expect(!deferral.text.en.contains("/dev/null"))
    }
}

@Test func `a letter that the disk has no room for is deferred and leaves nothing half written`() async {
    // In a process of its own: the limit on a file's size, which stands for the full disk, holds for all of it.
    await #expect(processExitsWith: .success) {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 200, rlim_max: 200)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let folder = try TemporaryFolder()
        guard case .deferred(let deferral) = MaildirTransport(path: folder.path).send(try plainLetter()) else {
            exit(3)
        }
        guard deferral.cause == .local else { exit(4) }
        guard TemporaryFolder.names(in: "\(folder.path)/new").isEmpty else { exit(5) }
        guard TemporaryFolder.names(in: "\(folder.path)/tmp").isEmpty else { exit(6) }
    }
}

@Test func `a stopped maildir takes nothing more`() throws {
    let folder = try TemporaryFolder()
    let transport = MaildirTransport(path: folder.path)
    transport.stop()
    guard case .deferred(let deferral) = transport.send(try plainLetter()) else {
        return #expect(Bool(false), "not deferred")
    }
    #expect(deferral.cause == .stopped)
    #expect(!deferral.attempted)
}

/// Sends `count` letters in one run; outcomes in their order.
func settle(_ count: Int, through transport: any Transport) throws -> [Outcome] {
    var waiting = try (0..<count).map { Posting(id: Int64($0), message: try plainLetter()) }
    var settled: [Settled] = []
    transport.run(
        next: { _ in
            defer { waiting = [] }
            return waiting
        },
        settled: { settled += $0 })
    return settled.sorted { $0.id < $1.id }.map(\.outcome)
}
