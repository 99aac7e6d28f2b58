// From the official text to letters: a draft's doubts warn, refuse the load, and make letters only once accepted.
import TestSupport
import Testing

@Suite struct `doubts of a draft` {
    private static func day(_ offset: Int) -> String {
        let parts = Shanghai.day(offset).split(separator: "-").compactMap { Int($0) }
        return "\(parts[0])年\(parts[1])月\(parts[2])日"
    }

    /// Names a subject that is not the addressees, and a time that is no day.
    private static let text = """
        关于报送年度工作总结的通知

        各区科协，各有关单位：

        各区科协请于\(day(40))前报送年度工作总结。各单位请提前3个工作日报送联络员名单。

        验收办公室
        \(day(-1))

        """

    private func box() async throws -> Sandbox {
        let data = try Sandbox()
        try data.file("Calendars/cn.yaml", SampleNotice.calendar)
        let box = try Sandbox(data: data.folder, keeping: data)
        try box.file("notice.txt", Self.text)
        try box.file("notice.csv", SampleNotice.roster(units: 2))
        try box.file(
            "duband.yaml",
            "store: \(box.store)\ndata: \(box.data)\nlanguage: en\nmail:\n  transport: maildir:\(box.folder)/mail\n"
                + "  from: {name: 督办, address: duban@example.org}\n"
                + "coordinator: {name: 督办室, mail: [coordinator@example.org]}\n")
        return box
    }

    /// The recipients of all letters that one round of the daemon has sent by now.
    private func round(_ box: Sandbox) async throws -> [String] {
        let ran = try await box.run([
            Programs.path("duband"), "--config", box.folder + "/duband.yaml", "--once", "--store", box.store,
        ])
        #expect(ran.code == 0, "\(ran.errors)")
        return try box.list("mail/new").compactMap { name in
            try Sandbox.text(box.folder + "/mail/new/" + name).split(whereSeparator: \.isNewline)
                .first { $0.hasPrefix("To: ") }.map { String($0.dropFirst(4)) }
        }
        .sorted()
    }

    @Test func `drafted, checked, refused, accepted, sent`() async throws {
        let box = try await box()
        try await box.good("draft", "notice.txt", "-o", "notice.yaml")
        let check = try await box.duban("check", "notice.yaml")
        #expect(check.code == 0, "\(check.output)")
        #expect((check.output + check.errors).split(separator: "[open-doubt]").count == 3, "who and due")
        #expect(try await box.duban("check", "notice.yaml", "--strict").code == 1)

        let refused = try await box.duban("load", "notice.yaml", "--yes")
        #expect(refused.code == 2 && refused.errors.contains("--accept-doubts"), "\(refused.errors)")
        #expect(refused.output.contains("2 open doubts") && refused.errors.contains("who: 原文主体为“各区科协”"))
        #expect(!box.list("").contains("ledger.db"))
        #expect(try await box.good("load", "notice.yaml", "--dry-run").contains("2 open doubts"))

        try await box.good("load", "notice.yaml", "--accept-doubts", "--as", "张科")
        try await box.good("mail", "release")
        #expect(try await round(box) == ["boss@example.org", "u1@example.org", "u2@example.org"])
        let why = try await box.good("why", "U1", "task-1")
        #expect(why.contains("张科") && why.contains("2 doubts accepted"), "\(why)")
        #expect(try await box.duban("ledger", "verify").code == 0)
    }

    @Test func `a new version with doubts moves no date and sends nothing until it is accepted`() async throws {
        let box = try await box()
        try await box.good("draft", "notice.txt", "-o", "notice.yaml")
        try await box.good("load", "notice.yaml", "--accept-doubts")
        try await box.good("mail", "release")
        let letters = try await round(box)
        #expect(letters.count == 3)
        let drafted = try Sandbox.text(box.folder + "/notice.yaml")
        try box.file("notice.yaml", drafted.replacing(Shanghai.day(40), with: Shanghai.day(50)))
        let before = try await box.good("ledger", "verify", "--json")
        #expect(try await box.duban("load", "notice.yaml", "--yes").code == 2)
        #expect(try await box.good("ledger", "verify", "--json") == before)
        #expect(try await round(box) == letters)
        #expect(try await box.good("tasks", "--unit", "U1").contains(Shanghai.day(40)))
        try await box.good("load", "notice.yaml", "--yes", "--accept-doubts")
        #expect(try await box.good("tasks", "--unit", "U1").contains(Shanghai.day(50)))
    }

    @Test func `the demo, too, loads no doubt`() async throws {
        let data = try Sandbox()
        for folder in ["Notices", "Calendars"] {
            #expect(try await data.run(["cp", "-r", Programs.root + "/" + folder, data.folder]).code == 0)
        }
        let path = data.folder + "/Notices/kaifu-demo-2022.yaml"
        try data.file("Notices/kaifu-demo-2022.yaml", Sandbox.text(path) + "\ndoubts: {issued: 原文未见日期}\n")
        let box = try Sandbox(data: data.folder, keeping: data)
        let ran = try await box.duban("demo")
        #expect(ran.code == 2 && ran.errors.contains("1 open doubt"), "\(ran.errors)")
        #expect(box.list("duban-demo/mail/new").isEmpty)
        #expect(try await box.good("notices", "--store", "duban-demo/ledger.db", "--json").contains("kaifu") == false)
    }

    @Test func `a text without a deadline makes no file`() async throws {
        let box = try await box()
        let ran = try await box.duban("draft", "-", "-o", "none.yaml", input: "各单位：请认真学习。\n")
        #expect(ran.code == 65 && ran.errors.contains("no deadline"), "\(ran.errors)")
        #expect(box.list("").contains("none.yaml") == false)
        let json = try await box.duban("draft", "-", "--json", input: "")
        #expect(try json.code == 0 && json.json()["deadlines"].items.isEmpty)
    }
}
