// A disk without room: every step says so, nothing is lost, and everything goes on once there is room again.
import TestSupport
import Testing

@Suite struct `a full disk` {
    /// The sample notice loaded on a disk of its own.
    private func prepared(units: Int, kilobytes: Int) async throws -> (Sandbox, TinyDisk) {
        let data = try Sandbox()
        try data.file("Calendars/cn.yaml", SampleNotice.calendar)
        let box = try Sandbox(data: data.folder, keeping: data)
        try box.file("sample.yaml", SampleNotice.yaml)
        try box.file("sample.csv", SampleNotice.roster(units: units))
        let disk = try await TinyDisk(box, kilobytes: kilobytes)
        try await disk.run(
            "export DUBAN_STORE=\(box.folder)/disk/ledger.db; alias duban=\(Programs.path("duban")); shopt -s expand_aliases"
        )
        let loaded = try await disk.run("duban load sample.yaml")
        try #require(loaded.code == 0, "\(loaded.said)")
        return (box, disk)
    }

    @Test func `a load that finds no room is undone as a whole`() async throws {
        let (box, disk) = try await prepared(units: 2, kilobytes: 1000)
        try box.file("many.csv", SampleNotice.roster(units: 5000))
        try box.file("many.yaml", SampleNotice.yaml.replacing("notice: sample", with: "notice: many"))
        let before = try await disk.run("duban ledger export")
        let load = try await disk.run("duban load many.yaml --yes")
        #expect(load.code == 74, "\(load)")
        for part in ["ledger.db", "the ledger is unchanged", "remedy"] { #expect(load.said.contains(part), "\(load)") }
        if disk.isReal { #expect(load.said.contains("the disk is full")) }
        #expect(try await disk.run("duban ledger verify").code == 0)
        #expect(try await disk.run("duban ledger export") == before)
    }

    @Test func `without a byte free questions are answered, records refused, and nothing is lost`() async throws {
        let (_, disk) = try await prepared(units: 2, kilobytes: 1000)
        guard disk.isReal else { return }
        let before = try await disk.run("duban ledger export")
        try await disk.fill()
        let tasks = try await disk.run("duban tasks")
        #expect(tasks.code == 0 && tasks.said.contains("1号单位"), "\(tasks)")
        let submit = try await disk.run("duban submit U1 summary")
        #expect(submit.code == 74, "\(submit)")
        for part in ["ledger.db", "the disk is full", "the ledger is unchanged", "free some space"] {
            #expect(submit.said.contains(part), "\(submit)")
        }
        try await disk.free()
        #expect(try await disk.run("duban ledger verify").code == 0)
        #expect(try await disk.run("duban ledger export") == before)
        #expect(try await disk.run("duban submit U1 summary").code == 0)
    }

    @Test(arguments: ["tasks", "report", "ledger export", "why U1 summary --json"])
    func `an answer that finds no room is said to be incomplete`(words: String) async throws {
        let box = try await Sandbox.withSample(units: 1)
        let ran = try await box.run(["sh", "-c", "exec \(Programs.path("duban")) \(words) > /dev/full"])
        #expect(ran.code == 74 && ran.errors.contains("the output is not complete"), "\(ran)")
        #expect(ran.errors.contains("remedy"))
    }

    @Test func `the daemon waits for room and then records what it had sent, and every letter arrives once`()
        async throws
    {
        let office = try await PostOffice()
        let (box, disk) = try await prepared(units: 12, kilobytes: 1000)
        guard disk.isReal else { return }
        try await disk.run("duban mail release")
        try box.configure(office, mail: "  retry: {first: 1, cap: 1, tries: 50}\n")
        let text = try Sandbox.text(box.folder + "/duband.yaml")
        try box.file("duband.yaml", text.replacing(box.store, with: box.folder + "/disk/ledger.db"))
        // The first letter lies with the server, unanswered, while the disk fills.
        try await office.order("credit 0")
        try disk.start("\(Programs.path("duband")) --config duband.yaml")
        var letters = [try await office.letter()]
        try await disk.fill()
        try await office.order("free")
        let failed = try await disk.says("event=tick-failed")
        for part in ["the disk is full", "remedy=", "again-in-s="] { #expect(failed.contains(part), "\(failed)") }
        let refused = try await disk.run("duban submit U1 summary")
        #expect(refused.code == 74 && refused.said.contains("the disk is full"), "\(refused)")
        try await disk.free()
        try await disk.says("event=recovered")
        while true {
            let account = try JSON(try await disk.run("duban mail --json").said)
            if account["sent"].int == 12 { break }
            try await disk.says("event=sent")
        }
        try await disk.run("kill -TERM %1; wait %1")
        while Set(letters.compactMap(\.recipient)).count < 12 { letters.append(try await office.letter()) }
        #expect(Set(letters.compactMap(\.id)).count == 12, "what came twice has the same Message-ID")
        #expect(try await disk.run("duban ledger verify").code == 0)
    }
}
