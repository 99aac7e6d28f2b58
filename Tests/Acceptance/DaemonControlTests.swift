// The daemon and those who run it: signals, a second one, a new configuration, the service manager.
import Glibc
import TestSupport
import Testing

@Suite struct `running the daemon` {
    @Test func `SIGTERM lets the letter in flight be answered and leaves the rest for later`() async throws {
        let office = try await PostOffice()
        try await office.order("credit 1")
        let box = try await Sandbox.withSample(units: 20)
        try box.configure(office, connections: 1)
        let daemon = try await box.daemon()
        _ = try await office.letters(2)
        daemon.signal(SIGTERM)
        try await daemon.says("event=stopping")
        try await office.order("credit 1")
        let ran = try await daemon.ended()
        #expect(ran.code == 0)
        #expect(ran.errors.contains("event=stopped status=0"))
        #expect(office.happened.count { $0.event == "letter" } == 2)
        let account = try await box.account()
        #expect(account["sent"] == 2)
        #expect(account["pending"] == 18)
    }

    @Test func `SIGTERM ends a daemon whose server never answers, and the next one delivers under the same number`()
        async throws
    {
        let office = try await PostOffice()
        // The other connections open once the first has met a server that answers.
        try await office.order("credit 1")
        let box = try await Sandbox.withSample(units: 5)
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 50}\n")
        let daemon = try await box.daemon()
        let stuck = try await office.letters(3).dropFirst()
        #expect(try await daemon.stopped().code == 0)
        try await office.order("free")
        let next = try await box.daemon()
        let letters = try await office.letters(4)
        #expect(Set(letters.compactMap(\.recipient)).count == 4)
        let known = Dictionary(letters.map { ($0.recipient, $0.id) }) { first, _ in first }
        for letter in stuck { #expect(known[letter.recipient] == letter.id) }
        while try await box.account()["sent"] != 5 { try await next.says("event=sent") }
        #expect(try await next.stopped().code == 0)
        #expect(try await box.account()["sent"] == 5)
    }

    @Test func `SIGHUP reads the configuration again; a wrong one is reported and the old one kept`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office, from: "first@example.org")
        let daemon = try await box.daemon()
        #expect(try await office.letter().from?.contains("first@example.org") == true)

        try box.configure(office, from: "second@example.org")
        daemon.signal(SIGHUP)
        try await daemon.says("event=reloaded")
        try await box.good("submit", "U1", "summary")
        try await box.good("return", "U1", "summary", "--reason", "缺页")
        #expect(try await office.letter().from?.contains("second@example.org") == true)

        try box.file("duband.yaml", "mail: {transport: pigeon}\n")
        daemon.signal(SIGHUP)
        try await daemon.says("event=reload-refused")
        try await box.good("submit", "U1", "summary")
        try await box.good("accept", "U1", "summary")
        #expect(try await office.letter().from?.contains("second@example.org") == true)
        #expect(try await daemon.stopped().code == 0)
    }

    @Test func `a second daemon on the same ledger says so and leaves with 75`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office)
        let daemon = try await box.daemon()
        let second = try await box.run([try Programs.path("duband"), "--config", box.folder + "/duband.yaml"])
        #expect(second.code == 75)
        #expect(second.errors.contains("another duband keeps this ledger (process \(daemon.pid)"))
        _ = try await office.letter()
        #expect(try await daemon.stopped().code == 0)
        #expect(
            try await box.run([try Programs.path("duband"), "--config", box.folder + "/duband.yaml", "--once"]).code
                == 0)
    }

    @Test func `the service manager learns when it is ready and when it stops`() async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: 1)
        try box.configure(office)
        let manager = try ServiceManager(box.folder + "/notify")
        let daemon = try await box.daemon(variables: ["NOTIFY_SOCKET": manager.path])
        #expect(try await manager.message(with: "READY=1").contains("READY=1"))
        daemon.signal(SIGHUP)
        #expect(try await manager.message(with: "RELOADING=1").contains("MONOTONIC_USEC="))
        _ = try await manager.message(with: "READY=1")
        #expect(try await daemon.stopped().code == 0)
        _ = try await manager.message(with: "STOPPING=1")
    }

    @Test func `a configuration with errors is refused at the start, with each place`() async throws {
        let box = try Sandbox()
        try box.file("duband.yaml", "mail:\n  transport: pigeon\n  form: x\ntick: 0\n")
        let ran = try await box.run([try Programs.path("duband"), "--config", "duband.yaml"])
        #expect(ran.code == 78)
        for place in ["duband.yaml:2:", "duband.yaml:3:", "duband.yaml:4:"] { #expect(ran.errors.contains(place)) }
        let checked = try await box.duban("check", "duband.yaml")
        #expect(checked.code == 1)
        #expect((checked.errors + checked.output).contains("Did you mean"))
    }

    @Test func `the sample configuration that it prints is a right one`() async throws {
        let box = try Sandbox()
        for language in ["zh", "en"] {
            try box.file("duband.yaml", try await box.good("service", "--config", "--lang", language))
            let checked = try await box.duban("check", "duband.yaml")
            #expect(checked.code == 0, "\(checked.errors)")
        }
        #expect(try await box.good("service").contains("Type=notify"))
    }
}
