// `duban demo`, the README's first command: what it leaves behind can be looked at and trusted.
import TestSupport
import Testing

@Suite struct `the demo` {
    @Test(.timeLimit(.minutes(10))) func `it plays five notices, and what it leaves behind is whole`() async throws {
        let box = try Sandbox()
        async let second = box.duban("demo", "again")
        let ran = try await box.duban("demo")
        #expect(ran.code == 0, "\(ran.errors)")
        #expect(try await second.code == 0)
        let demo = box.folder + "/duban-demo"
        for part in ["郑州市", "ledger", "duban why", "duban report"] { #expect(ran.output.contains(part), "\(part)") }
        let store = ["--store", demo + "/ledger.db"]
        #expect(try await box.duban(["ledger", "verify"] + store).code == 0)
        let (one, other) = (
            try await box.good("ledger", "verify", "--store", demo + "/ledger.db"),
            try await box.good("ledger", "verify", "--store", box.folder + "/again/ledger.db")
        )
        #expect(one == other, "the same seed gives the same history, to the hash of its last event")
        #expect(try await box.duban(["outbox"] + store).code == 0)
        for notice in [
            "chongqing-statistics-2024", "henan-museums-2023", "kaifu-demo-2022", "quzhou-bases-2023",
            "tianjin-statistics-2024",
        ] {
            for format in ["table", "csv", "json"] {
                let report = try await box.duban(["report", "--notice", notice, "--format", format] + store)
                #expect(report.code == 0 && !report.output.isEmpty, "\(notice) \(format) \(report.errors)")
            }
        }
        try await everyLetterParses(box)
        #expect(try await box.duban("demo").code == 73, "the folder is there already")
    }

    private func everyLetterParses(_ box: Sandbox) async throws {
        let script = """
            import email, email.policy, os, sys
            count = 0
            for name in os.listdir("duban-demo/mail/new"):
                with open("duban-demo/mail/new/" + name, "rb") as file:
                    letter = email.message_from_binary_file(file, policy=email.policy.default)
                assert not any(part.defects for part in letter.walk()), name
                assert letter["Auto-Submitted"] == "auto-generated", name
                assert letter.get_body(("plain",)).get_content().strip(), name
                assert len(letter["To"].addresses) == 1 and letter["Subject"], name
                count += 1
            print(count)
            """
        let ran = try await box.run([Servers.pythons[0], "-c", script])
        #expect(ran.code == 0, "\(ran.errors)")
        let sent = try await box.duban("outbox", "--store", box.folder + "/duban-demo/ledger.db", "--json").json()[
            "sent"]
        #expect(Int(ran.output.split(separator: "\n").last ?? "") == sent.int)
    }
}
