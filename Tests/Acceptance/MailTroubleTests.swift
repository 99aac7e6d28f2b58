// What goes wrong with mail, as the daemon lives through it and the coordinator learns of it.
import TestSupport
import Testing

@Suite struct `trouble with mail` {
    @Test func `a refused mailbox is shown, once, and the others get their letters`() async throws {
        let office = try await PostOffice()
        try await office.order("refuse u2@example.org")
        let box = try await Sandbox.withSample(units: 3)
        try box.configure(office)
        let daemon = try await box.daemon()
        _ = try await office.letter(to: "u1@example.org")
        _ = try await office.letter(to: "u3@example.org")
        let digest = try await office.letter(to: "coordinator@example.org")
        #expect(digest.text?.contains("2号单位") == true, "whom letters do not reach is told at once")
        while try await box.account()["sent"] != 3 { try await daemon.says("event=sent") }
        #expect(try await daemon.stopped().code == 0)
        #expect(office.happened.count { $0.event == "refused" } == 1)
        let account = try await box.account()
        #expect(account["sent"] == 3 && account["failed"] == 1, "\(account)")
        let listed = try await box.good("outbox")
        #expect(listed.contains("2号单位") && listed.contains("550"))
        let calls = try await box.good("call-list")
        #expect(calls.contains("2号单位") && calls.contains("0000-0000002"))
        #expect(!calls.contains("1号单位"))
    }

    @Test func `a letter put off with 4xx is tried again and arrives under the same number`() async throws {
        let office = try await PostOffice()
        try await office.order("defer u2@example.org")
        let box = try await Sandbox.withSample(units: 2)
        try box.configure(office, mail: "  retry: {first: 1, cap: 2, tries: 50}\n")
        let daemon = try await box.daemon()
        for _ in 0..<2 { try await office.next("a deferral") { $0.event == "deferred" } }
        try await office.order("take u2@example.org")
        let letter = try await office.letter(to: "u2@example.org")
        #expect(letter.text?.contains("2号单位") == true)
        try await daemon.says("accepted=1 refused=0 deferred=0")
        #expect(try await daemon.stopped().code == 0)
        #expect(try await box.account()["sent"] == 2)
    }

    @Test func `a letter put off too often counts as failed`() async throws {
        let office = try await PostOffice()
        try await office.order("defer u1@example.org")
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 2}\n")
        let daemon = try await box.daemon()
        try await daemon.says("refused=1")
        #expect(try await daemon.stopped().code == 0)
        #expect(office.happened.count { $0.event == "deferred" } <= 2)
        #expect(try await box.account()["failed"] == 1)
        #expect(try await box.good("outbox").contains("451"))
    }

    @Test func `a relay that refuses our own sender is the operator's trouble and marks no unit`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 5)
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 2}\n", connections: 4)
        try await office.order("refuse duban@example.org")
        let daemon = try await box.daemon()
        let loud = try await daemon.says("event=mail-needs-a-person")
        #expect(loud.contains("sender"))
        // More often than a letter's own tries: it still waits.
        for _ in 0..<3 { try await office.next("a refusal") { $0.event == "refused" && $0.sender != nil } }
        let held = try await box.account()
        #expect(held["failed"] == 0 && held["pending"] == 5, "\(held)")
        #expect(try await box.good("outbox").contains("our own sender"))
        #expect(!(try await box.good("call-list")).contains("1号单位"))
        try await office.order("take duban@example.org")
        _ = try await office.letters(5)
        try await daemon.says("accepted=")
        #expect(try await daemon.stopped().code == 0)
        #expect(try await box.account()["sent"] == 5)
    }

    @Test func `a wrong password is tried once and said loudly; a right one mends it`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 10)
        try box.configure(office, password: "wrong", mail: "  retry: {first: 1, cap: 1, tries: 50}\n", connections: 4)
        let once = try await box.run([try Programs.path("duband"), "--config", "duband.yaml", "--once"])
        let loud = once.errors.split(separator: "\n").filter { $0.contains("level=error") }
        #expect(loud.count == 1)
        #expect(loud.first?.contains("event=mail-needs-a-person") == true)
        // Our library may offer the same password under a second mechanism of one login.
        let office2 = try await office.next("a login") { $0.event == "login" }
        #expect(office2.good == false)
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 50}\n", connections: 4)
        let daemon = try await box.daemon()
        _ = try await office.letters(10)
        try await daemon.says("event=sent")
        #expect(try await daemon.stopped().code == 0)
        #expect((1...2).contains(office.happened.count { $0.good == false }))
        #expect(try await box.account()["sent"] == 10)
    }

    @Test(arguments: [
        (PostOffice.Kind.otherName, true, "check certificate, host name"),
        (.secured, false, "is of no trusted authority"), (.expired, true, "certificate has expired"),
    ])
    func `no letter goes to a server whose certificate is wrong`(
        kind: PostOffice.Kind, authority: Bool, said: String
    ) async throws {
        let office = try await PostOffice(kind)
        let box = try await Sandbox.withSample(units: 2)
        try box.configure(office, authority: authority)
        let once = try await box.run([try Programs.path("duband"), "--config", "duband.yaml", "--once"])
        #expect(once.errors.contains("event=mail-needs-a-person") && once.errors.contains(said), "\(once.errors)")
        try await office.order("free")
        #expect(!office.happened.contains { $0.event == "letter" || $0.event == "login" })
        #expect(try await box.account()["pending"] == 2)
    }

    @Test func `a server without encryption gets nothing unless that is allowed`() async throws {
        let office = try await PostOffice(.plain)
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 50}\n")
        let once = try await box.run([try Programs.path("duband"), "--config", "duband.yaml", "--once"])
        #expect(once.errors.contains("event=mail-needs-a-person"))
        try await office.order("free")
        #expect(!office.happened.contains { $0.event == "letter" })
        try box.configure(office, secured: false, mail: "  retry: {first: 1, cap: 1, tries: 50}\n")
        let daemon = try await box.daemon()
        #expect(try await office.letter().encrypted == false)
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `letters wait for a server that cannot be reached`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 3)
        // Nobody listens on port 1.
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 50}\n", port: 1)
        let once = try await box.run([try Programs.path("duband"), "--config", "duband.yaml", "--once"])
        #expect(once.code == 0)
        #expect(try await box.account()["pending"] == 3)
        try box.configure(office)
        let daemon = try await box.daemon()
        _ = try await office.letters(3)
        try await daemon.says("event=sent")
        #expect(try await daemon.stopped().code == 0)
        #expect(try await box.account()["sent"] == 3)
    }
}
