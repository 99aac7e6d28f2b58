// A ledger that is locked, read-only, full, damaged, altered, too new or none at all.
import Glibc
import TestSupport
import Testing

@Suite struct `a ledger in trouble` {
    /// Meddles with the ledger's file, one statement a line.
    private func sql(_ box: Sandbox, _ statements: String) async throws -> Ran {
        try await box.run([Servers.pythons[0], Servers.folder + "/sql.py", "ledger.db"], input: statements + "\n")
    }

    @Test func `a file that is no ledger is refused and left as it is`() async throws {
        let box = try Sandbox()
        let text = String(repeating: "这不是台账。\n", count: 500)
        try box.file("ledger.db", text)
        for words in [["tasks"], ["submit", "U1", "summary"], ["load", "henan-museums-2023"], ["ledger", "verify"]] {
            let ran = try await box.duban(words)
            #expect(ran.code == 65, "\(words) \(ran.errors)")
            #expect(ran.errors.contains("not a ledger"), "\(ran.errors)")
        }
        #expect(try Sandbox.text(box.store) == text)
    }

    @Test func `the ledger of a newer program is refused with a clear text`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        #expect(try await sql(box, "PRAGMA user_version=9999").code == 0)
        for words in [["tasks"], ["submit", "U1", "summary"]] {
            let ran = try await box.duban(words)
            #expect(ran.code == 65 && ran.errors.contains("newer"), "\(ran.errors)")
        }
    }

    @Test func `bytes overwritten are found`() async throws {
        let box = try await Sandbox.withSample(units: 50)
        try await box.good("submit", "U1", "summary")
        #expect(try await sql(box, "PRAGMA wal_checkpoint(TRUNCATE)").code == 0)
        var bytes = try box.bytes("ledger.db")
        // The middle of every page but the first three, which hold the schema.
        for page in stride(from: 4096 * 3, to: bytes.count, by: 4096) {
            for index in (page + 2000)..<(page + 2100) { bytes[index] = 0xA5 }
        }
        try box.file("ledger.db", bytes: bytes)
        let verify = try await box.duban("ledger", "verify")
        #expect(verify.code == 1 || verify.code == 65, "\(verify.code) \(verify.errors)")
        #expect(!(verify.output + verify.errors).isEmpty)
        // Queries answer or say what is wrong; they never crash.
        for words in [["tasks"], ["units"], ["notices"], ["outbox"], ["report"]] {
            let ran = try await box.duban(words)
            #expect(ran.code >= 0 && ran.code != 70, "\(words) ended with \(ran.code): \(ran.errors)")
        }
    }

    @Test(arguments: [
        "UPDATE event SET author = 'somebody' WHERE seq = 3", "DELETE FROM event WHERE seq = 3",
        "UPDATE event SET at = at - 86400 WHERE seq = 3",
    ])
    func `an event that was altered or dropped is named`(statement: String) async throws {
        let box = try await Sandbox.withSample(units: 2)
        try await box.good("submit", "U1", "summary")
        try await box.good("submit", "U2", "summary")
        #expect(try await box.duban("ledger", "verify").code == 0)
        let triggers = try await sql(box, "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'")
        let altered = try await sql(box, triggers.output + statement)
        #expect(altered.code == 0, "\(altered.errors)")
        let verify = try await box.duban("ledger", "verify")
        #expect(verify.code == 1, "\(verify.code)")
        #expect((verify.output + verify.errors).contains("3"))
    }

    @Test func `a cut tail is found by the head that was printed before`() async throws {
        let box = try await Sandbox.withSample(units: 2)
        try await box.good("submit", "U1", "summary")
        try await box.good("ledger", "backup", box.folder + "/earlier.db")
        try await box.good("submit", "U2", "summary")
        let head = try await box.duban("ledger", "verify", "--json").json()["head"].text ?? ""
        #expect(head.count == 64)
        #expect(try await box.duban("ledger", "verify", "--head", head).code == 0)
        let cut = try await box.duban("ledger", "verify", "--head", head, "--store", box.folder + "/earlier.db")
        #expect(cut.code == 1, "\(cut.output) \(cut.errors)")
    }

    @Test func `a ledger locked by another process is said after a while, and nothing is lost`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        let holder = try box.start([Servers.pythons[0], Servers.folder + "/sql.py", "ledger.db"])
        holder.send("BEGIN IMMEDIATE\nSELECT 'locked'\n")
        _ = try await onOwnThread { try holder.line(with: "locked", .output) }
        let ran = try await box.duban("submit", "U1", "summary")
        #expect(ran.code == 75, "\(ran.errors)")
        #expect(ran.errors.contains("another process is holding it") && ran.errors.contains("remedy"), "\(ran.errors)")
        #expect(try await box.duban("tasks").code == 0, "reading goes on")
        holder.endInput()
        _ = try await onOwnThread { try holder.finish() }
        try await box.good("submit", "U1", "summary")
    }

    @Test func `a ledger that may only be read answers and refuses records`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        #expect(try await sql(box, "PRAGMA wal_checkpoint(TRUNCATE)").code == 0)
        #expect(try await box.run(["chmod", "-R", "a+rX,a-w", box.folder]).code == 0)
        // To the system's administrator everything may be written: become nobody, which needs no password then.
        let become = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let duban = try Programs.path("duban")
        let tasks = try await box.run(become + [duban, "tasks"])
        let submit = try await box.run(become + [duban, "submit", "U1", "summary"])
        _ = try await box.run(["chmod", "-R", "u+w", box.folder])
        #expect(tasks.code == 0, "\(tasks.errors)")
        #expect(submit.code == 77, "\(submit.code) \(submit.errors)")
        #expect(submit.errors.contains("remedy"))
    }

    @Test func `a full disk is said and loses nothing`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        let duban = try Programs.path("duban")
        let before = try await box.good("ledger", "export")
        try box.file("many.csv", SampleNotice.roster(units: 3000))
        try box.file("many.yaml", SampleNotice.yaml.replacing("notice: sample", with: "notice: many"))
        // No file may grow past 300 KB: to the program that is a disk without room.
        let ran = try await box.run(
            ["bash", "-c", "ulimit -f 300; trap '' XFSZ; exec \(duban) load many.yaml --units many.csv --yes"])
        #expect(ran.code == 74, "\(ran.code) \(ran.errors)")
        #expect(ran.errors.contains("the ledger is unchanged"), "\(ran.errors)")
        #expect(try await box.duban("ledger", "verify").code == 0)
        #expect(try await box.good("ledger", "export") == before)
        try await box.good("load", box.folder + "/many.yaml", "--units", box.folder + "/many.csv", "--yes")
    }

    @Test func `eight processes record at once: all of it is there and the chain is whole`() async throws {
        let box = try await Sandbox.withSample(units: 48)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for clerk in 0..<8 {
                group.addTask {
                    for unit in (clerk * 6 + 1)...(clerk * 6 + 6) {
                        try await box.good("submit", "U\(unit)", "summary")
                    }
                }
            }
            try await group.waitForAll()
        }
        let done = try await box.duban("tasks", "--state", "submitted", "--json").json()["tasks"].items
        #expect(Set(done.compactMap { $0["unit"].text }).count == 48)
        #expect(try await box.good("ledger", "rebuild").contains("all the same"))
        #expect(try await box.duban("ledger", "verify").code == 0)
    }
}
