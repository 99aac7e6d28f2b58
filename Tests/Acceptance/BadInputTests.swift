// What people and files get wrong: a clear error, its own exit status, and nothing lost.
import Glibc
import TestSupport
import Testing

@Suite struct `bad input` {
    @Test func `a roster in a wrong encoding is refused with its place`() async throws {
        let box = try Sandbox()
        let notice = try box.file("sample.yaml", SampleNotice.yaml)
        let good = Array(SampleNotice.roster(units: 2).utf8)
        let roster = try box.file("broken.csv", bytes: good + [0x55, 0x33, 0x2C, 0xE4, 0xB8, 0x0A])
        let ran = try await box.duban("load", notice, "--units", roster)
        #expect(ran.code == 65)
        #expect(ran.errors.contains("broken.csv:5:"), "\(ran.errors)")
        #expect(ran.errors.contains("remedy"))
    }

    @Test func `a roster as Chinese spreadsheets write it is read`() async throws {
        let box = try Sandbox()
        let notice = try box.file("sample.yaml", SampleNotice.yaml)
        let text = SampleNotice.roster(units: 2).replacing("\n", with: "\r\n")
        let converted = try await box.run(["sh", "-c", "iconv -f UTF-8 -t GB18030 > roster.csv"], input: text)
        #expect(converted.code == 0)
        let ran = try await box.duban("load", notice, "--units", box.folder + "/roster.csv")
        #expect(ran.code == 0, "\(ran.errors)")
        #expect(try await box.good("tasks").contains("1号单位"))
    }

    @Test(arguments: [
        (["submit", "U12", "summary"], "U1"), (["submit", "U1", "sumary"], "summary"),
        (["report", "--notice", "sampel"], "sample"), (["notice", "show", "sampel"], "sample"),
        (["tasks", "--unit", "U12"], "U1"), (["tasks", "--notice", "sampel"], "sample"),
        (["why", "U12", "summary"], "U1"), (["units", "show", "U12"], "U1"),
    ])
    func `an unknown unit, task or notice is named, with the one that was meant`(words: [String], meant: String)
        async throws
    {
        let box = try await Sandbox.withSample(units: 1)
        let ran = try await box.duban(words)
        #expect(ran.code == 66, "\(ran.errors)")
        #expect(ran.errors.contains("did you mean") && ran.errors.contains(meant), "\(ran.errors)")
    }

    @Test(arguments: [["units", "show"], ["submit"], ["tasks", "--unit"]])
    func `a unit like no other is answered with where all are listed`(words: [String]) async throws {
        let box = try await Sandbox.withSample(units: 1)
        let ran = try await box.duban(words + ["不存在的单位"] + (words == ["submit"] ? ["summary"] : []))
        #expect(ran.code == 66 && ran.errors.contains("remedy: `duban units` lists what there is"), "\(ran.errors)")
    }

    @Test func `nothing is recorded for an exempt or withdrawn assignment, and what is possible is said`() async throws
    {
        let box = try await Sandbox.withSample(units: 2)
        try await box.good("exempt", "U1", "summary", "--reason", "停业")
        try await box.good("withdraw", "U2", "summary", "--reason", "重复")
        let before = try await box.good("ledger", "export")
        let exempt = try await box.duban("submit", "U1", "summary")
        #expect(exempt.code == 2 && exempt.errors.contains("duban reinstate"), "\(exempt.errors)")
        let withdrawn = try await box.duban("submit", "U2", "summary")
        #expect(withdrawn.code == 2 && withdrawn.errors.contains("2号单位"), "\(withdrawn.errors)")
        #expect(try await box.good("ledger", "export") == before)
    }

    @Test func `the same submission twice is said and not doubled`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        try await box.good("submit", "U1", "summary")
        let before = try await box.good("ledger", "export")
        let again = try await box.duban("submit", "U1", "summary")
        #expect(again.code == 2)
        #expect(again.errors.contains("submitted at \(Shanghai.day(0))"), "\(again.errors)")
        #expect(again.errors.contains("--replace"), "\(again.errors)")
        #expect(try await box.good("ledger", "export") == before)
        try await box.good("submit", "U1", "summary", "--replace")
    }

    @Test(arguments: [(2, "future"), (-10, "before the notice")])
    func `an event in the future or before the notice is refused`(offset: Int, said: String) async throws {
        let box = try await Sandbox.withSample(units: 1)
        let ran = try await box.duban("submit", "U1", "summary", "--at", Shanghai.day(offset))
        #expect(ran.code == 2 && ran.errors.contains(said), "\(ran.errors)")
        #expect(ran.errors.contains(Shanghai.day(offset)))
    }

    @Test func `of several records all are made or none, and each impossible one is named`() async throws {
        let box = try await Sandbox.withSample(units: 3)
        try await box.good("exempt", "U2", "summary", "--reason", "停业")
        let ran = try await box.duban("submit", "U1", "U2", "U3", "summary")
        #expect(ran.code == 2 && ran.errors.contains("2号单位"), "\(ran.errors)")
        #expect(try await box.duban("tasks", "--state", "submitted", "--json").json()["tasks"].items.isEmpty)
    }

    @Test func `a record cannot pretend another time`() async throws {
        let box = try await Sandbox.withSample(units: 1)
        #expect(try await box.duban("submit", "U1", "summary", "--now", "2020-01-01").code == 64)
    }

    @Test func `a unit with a broken mailbox is refused with its place`() async throws {
        let box = try Sandbox()
        let notice = try box.file("sample.yaml", SampleNotice.yaml)
        try box.file(
            "sample.csv", SampleNotice.roster(units: 1) + "U2,二号单位,bureau,county,BOSS,,,not an address,,,,\n")
        let ran = try await box.duban("load", notice)
        #expect(ran.code == 65 && ran.errors.contains("sample.csv:4:"), "\(ran.errors)")
    }

    @Test func `a missing file, a folder and a wrong kind of file are told apart`() async throws {
        let box = try Sandbox()
        #expect(try await box.duban("load", "nothing.yaml").code == 66)
        #expect(try await box.duban("load", box.folder).code != 0)
        let table = try box.file("table.csv", "a,b\n1,2\n")
        #expect(try await box.duban("load", table).code == 65)
    }

    @Test func `rows of a status export with unknown units or unreadable times are named and not recorded`()
        async throws
    {
        let box = try Sandbox()
        try await box.good("load", "henan-museums-2023")
        let shipped = try Sandbox.text(Programs.root + "/Notices/henan-status.csv")
        let export = try box.file(
            "export.csv",
            shipped + "月球科技馆,月球,已完成,2024-01-18 14:38:12,,,2024-01-18 14:38:12,2024-01-23 18:47:59\n"
                + "南阳市科技馆,南阳市,已完成,昨天,,,昨天,昨天\n")
        let words = ["import-status", export, "--mapping", Programs.root + "/Notices/henan-status.yml", "--yes"]
        let first = try await box.duban(words)
        for part in ["月球科技馆", "昨天"] { #expect((first.output + first.errors).contains(part), "\(first)") }
        let why = try await box.good("why", "HA-ZZ-M1", "basic-data")
        #expect(why.contains("2024-01-26 11:05"), "\(why)")
        let before = try await box.good("ledger", "export")
        _ = try await box.duban(words)
        #expect(try await box.good("ledger", "export") == before, "a second import changes nothing")
    }
}
