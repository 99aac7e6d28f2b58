// The program `duban` as people use it: a notice that ships, from loading to its figures, in both languages.
import TestSupport
import Testing

@Suite struct `a notice from loading to its figures` {
    private static let notice = "henan-museums-2023"

    /// A fresh ledger with the Henan notice and one museum's story: handed in, returned, handed in again, accepted.
    private func story(_ language: String = "en_US.UTF-8") async throws -> Sandbox {
        let box = try Sandbox(language: language)
        try await box.good("load", Self.notice)
        try await box.good("submit", "HA-ZZ-M1", "basic-data", "--at", "2024-01-20 10:00")
        try await box.good("return", "HA-ZZ-M1", "basic-data", "--reason", "缺少盖章扫描件", "--at", "2024-01-22 09:30")
        try await box.good("submit", "HA-ZZ-M1", "basic-data", "--at", "2024-01-23 16:00")
        try await box.good("accept", "HA-ZZ-M1", "basic-data", "--at", "2024-01-25 11:00")
        return box
    }

    @Test func `the plan names tasks, dates with weekday, letters and who cannot be reached`() async throws {
        let plan = try await Sandbox().good("load", Self.notice)
        for part in ["2024-01-31 Wed", "141 assignments for 72 units", "71 letters will go out", "台前县科技馆"] {
            #expect(plan.contains(part))
        }
    }

    @Test func `a dry run stores nothing`() async throws {
        let box = try Sandbox()
        try await box.good("load", Self.notice, "--dry-run")
        #expect(!box.list("").contains("ledger.db"))
        #expect(try await box.duban("tasks").code == 66)
    }

    @Test func `loading again finds nothing to change`() async throws {
        let box = try await story()
        let before = try await box.good("ledger", "verify", "--json")
        #expect(try await box.good("load", Self.notice).contains("nothing to store"))
        #expect(try await box.good("ledger", "verify", "--json") == before)
    }

    @Test func `what is done is no longer among the tasks`() async throws {
        let box = try await story()
        let tasks = try await box.duban("tasks", "--unit", "HA-ZZ-M1", "--json").json()["tasks"].items
        #expect(tasks.map { $0["task"].text } == ["free-summary", "free-summary"])
        let done = try await box.duban("tasks", "--state", "accepted", "--json").json()["tasks"].items
        #expect(done.map { $0["unit"].text } == ["HA-ZZ-M1"])
        #expect(done.map { $0["returns"].int } == [1])
    }

    @Test func `the report counts it and prints its formulas`() async throws {
        let box = try await story()
        let report = try await box.good("report", "--notice", Self.notice, "--by", "region")
        #expect(report.contains("郑州市"))
        let data = try await box.duban(
            "report", "--notice", Self.notice, "--by", "region", "--json")
        #expect(data.code == 0)
        #expect(try data.json() != .null)
        let table = try await box.good("report", "--notice", Self.notice, "--format", "csv")
        #expect(table.split(whereSeparator: \.isNewline).count == 2)
    }

    @Test func `why tells the whole story`() async throws {
        let box = try await story()
        let why = try await box.good("why", "HA-ZZ-M1", "basic-data")
        for part in ["2024-01-31", "2024-01-20", "缺少盖章扫描件", "2024-01-23", "2024-01-25"] {
            #expect(why.contains(part), "\(part)")
        }
        #expect(try await box.duban("why", "HA-ZZ-M1", "basic-data", "--json").json() != .null)
    }

    @Test func `the same in Chinese, with the same statuses and the same data`() async throws {
        let box = try await story("zh_CN.UTF-8")
        let tasks = try await box.good("tasks", "--unit", "HA-ZZ-M1")
        #expect(tasks.contains("工作日") && !tasks.contains("working days"))
        let refused = try await box.duban("accept", "HA-ZZ-M1", "basic-data")
        #expect(refused.code == 2)
        #expect(refused.errors.contains("错误") && !refused.errors.contains("error"))
        let zh = try await box.good("tasks", "--json", "--now", "2024-02-01")
        let en = try await box.good("tasks", "--json", "--now", "2024-02-01", "--lang", "en")
        #expect(zh == en)
    }

    @Test func `queries leave the ledger as it is`() async throws {
        let box = try await story()
        let before = try await box.good("ledger", "verify", "--json")
        for words in [
            ["tasks"], ["notices"], ["units"], ["outbox"], ["call-list"], ["remind"],
            ["report", "--notice", Self.notice],
            ["notice", "show", Self.notice], ["units", "show", "HA-ZZ-M1"], ["ledger", "export"],
        ] {
            let ran = try await box.duban(words)
            #expect(ran.code == 0, "\(words) \(ran.errors)")
        }
        #expect(try await box.good("ledger", "verify", "--json") == before)
    }

    @Test(arguments: [
        ["tasks"], ["notices"], ["units"], ["units", "show", "HA-ZZ-M1"], ["notice", "show", "henan-museums-2023"],
        ["report", "--notice", "henan-museums-2023"], ["why", "HA-ZZ-M1", "basic-data"], ["remind"], ["call-list"],
        ["outbox"], ["ledger", "verify"], ["workdays", "2025-01-20", "+15"], ["calendar", "2025"],
        ["check", "Notices/henan-museums-2023.yaml"],
    ])
    func `what is asked for as JSON is JSON`(words: [String]) async throws {
        let box = try await story()
        let ran = try await box.run(
            ["env", "-C", Programs.root, try Programs.path("duban")] + words + ["--json"])
        #expect(ran.code == 0, "\(ran.errors)")
        let value = try ran.json()
        guard case .object = value else { return #expect(value == .null, "an object at the top") }
    }

    @Test func `options and commands misspelt are corrected, with status 64`() async throws {
        let box = try Sandbox()
        let command = try await box.duban("taks")
        #expect(command.code == 64 && command.errors.contains("tasks"))
        let option = try await box.duban("tasks", "--overdu")
        #expect(option.code == 64 && option.errors.contains("--overdue"))
    }

    @Test func `the shipped notices have no errors and exactly the agreed warnings`() async throws {
        let box = try Sandbox(language: "zh_CN.UTF-8")
        let duban = try Programs.path("duban")
        let ran = try await box.run(["sh", "-c", "cd \(Programs.root) && exec \(duban) check Notices/*.yaml"])
        #expect(ran.code == 0)
        // `file:line:col: 警告：what [code]`, of which the golden list keeps place, code and what.
        let found = (ran.output + ran.errors).split(separator: "\n").compactMap { line -> String? in
            let parts = line.split(separator: ": 警告：", maxSplits: 1)
            guard parts.count == 2, parts[1].hasSuffix("]"), let code = parts[1].lastIndex(of: "[") else { return nil }
            return "\(parts[0]) \(parts[1][code...].dropFirst().dropLast()) \(parts[1][..<code].dropLast())"
        }
        let golden = try Sandbox.text(Programs.root + "/Tests/Notices/shipped-warnings.txt")
        #expect(found == golden.split(separator: "\n").map(String.init))
    }

    @Test(arguments: [
        (["2025-01-20", "+15"], "2025-02-14", ["Spring Festival", "2025-01-26"]),
        (["2026-09-24", "+10"], "2026-10-15", ["National Day", "2026-10-10"]),
        (["2023-09-28", "+3"], "2023-10-09", ["Mid-Autumn", "2023-10-07", "2023-10-08"]),
        (["2018-12-28", "+2"], "2019-01-02", ["New Year", "2018-12-29"]),
    ])
    func `working days are counted and explained`(words: [String], day: String, named: [String]) async throws {
        let ran = try await Sandbox().duban(["workdays"] + words + ["--explain"])
        #expect(ran.code == 0)
        #expect(ran.output.hasPrefix(day))
        for part in named { #expect(ran.output.contains(part)) }
    }
}
