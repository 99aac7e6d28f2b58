// What the real notices ask for, played with the program: review trees, chains, quotas, changes, weekly columns.
import TestSupport
import Testing

@Suite struct `stories of the real notices` {
    /// A ledger with a shipped notice. The texts of some print no day of issue: nothing is back-dated before a notice
    /// was loaded then, so the stories give them one.
    private func ledger(_ notice: String, issued: String) async throws -> Sandbox {
        let box = try Sandbox()
        let shipped = Programs.root + "/Notices/" + notice
        let text = try Sandbox.text(shipped + ".yaml").replacing("\nissued: null", with: "\nissued: \(issued)")
        let file = try box.file("notice.yaml", text)
        try await box.good("load", file, "--units", shipped + ".csv")
        return box
    }

    private func task(_ box: Sandbox, _ unit: String, _ task: String, state: String? = nil) async throws -> JSON {
        let words = ["tasks", "--unit", unit, "--task", task, "--json"] + (state.map { ["--state", $0] } ?? [])
        return try await box.duban(words).json()["tasks"][0]
    }

    @Test func `Tianjin: returned by its bureau, late, accepted at both levels, told, sealed scan sent`() async throws {
        let box = try await ledger("tianjin-statistics-2024", issued: "2025-04-01")
        let unit = "TJ-EDU-U2"
        try await box.good("submit", unit, "own-data", "--at", "2025-05-20 10:00")
        try await box.good("return", unit, "own-data", "--reason", "经费数据缺少说明", "--at", "2025-05-22 15:00")
        try await box.good("submit", unit, "own-data", "--at", "2025-06-03 11:00")
        #expect(try await task(box, unit, "own-data")["level"].int == 1)
        try await box.good("accept", unit, "own-data", "--at", "2025-06-05 09:00")
        #expect(try await task(box, unit, "own-data")["level"].int == 2)
        let reviews = try await task(box, "TJ-EDU", "review-affiliates")
        #expect(reviews["decided"].int == 1 && reviews["total"].int == 12)
        try await box.good("accept", unit, "own-data", "--at", "2025-06-12 09:00")
        // Told two days before the due day: three working days are left to it, and it is flagged.
        try await box.good("event", "told", "--unit", unit, "--at", "2025-06-13 16:00")
        let scan = try await task(box, unit, "scan")
        #expect(scan["openedLate"] == .flag(true))
        #expect(scan["deadline"].text == "2025-06-19T00:00:00+08:00")
        try await box.good("submit", unit, "scan", "--at", "2025-06-18 10:00")
        let why = try await box.good("why", unit, "own-data")
        for part in [
            "2025-05-30", "2025-05-20 10:00", "经费数据缺少说明", "2025-05-22 15:00", "2025-06-03 11:00",
            "2025-06-05 09:00", "2025-06-12 09:00", "天津市教育委员会", "天津市科学技术信息研究所",
        ] { #expect(why.contains(part), "\(part)\n\(why)") }
        let late = try await box.good("why", unit, "scan")
        for part in ["2025-06-15", "2025-06-13 16:00", "2025-06-18"] {
            #expect(late.contains(part), "\(part)\n\(late)")
        }
    }

    @Test func `Tianjin: a review is derived, never recorded, and completes with what it covers`() async throws {
        let box = try await ledger("tianjin-statistics-2024", issued: "2025-04-01")
        #expect(try await box.duban("submit", "TJ-EDU", "review-affiliates").code == 2)
        let covered = try await box.duban("tasks", "--json").json()["tasks"].items
            .filter { $0["reviewer"].text == nil && $0["unit"].text?.hasPrefix("TJ-WJW-A") == true }
            .filter { $0["task"].text == "own-data" || $0["task"].text == "venue-data" }
        #expect(covered.count >= 2)
        for one in covered {
            let number = String(try #require(one["assignment"].int))
            try await box.good("submit", number, "--at", "2025-05-20 10:00")
            try await box.good("accept", number, "--at", "2025-05-21 10:00")
        }
        let review = try await task(box, "TJ-WJW", "review-affiliates", state: "accepted")
        #expect(review["decided"].int == covered.count && review["total"].int == covered.count)
        let first = String(try #require(covered[0]["assignment"].int))
        try await box.good("accept", first, "--at", "2025-05-22 10:00")
        try await box.good("reopen", first, "--reason", "复核发现差错", "--at", "2025-05-23 10:00")
        #expect(try await task(box, "TJ-WJW", "review-affiliates")["decided"].int == covered.count - 1)
    }

    @Test func `Quzhou: the quota completes with its sixth application, late`() async throws {
        let box = try await ledger("quzhou-bases-2023", issued: "2023-01-10")
        for index in 1...5 {
            try await box.good("submit", "QZ-KC-S\(index)", "application", "--at", "2023-02-2\(index) 10:00")
        }
        #expect(try await task(box, "QZ-KC", "county-quota")["state"].text == "open")
        try await box.good("submit", "QZ-KC-S6", "application", "--at", "2023-03-02 10:00")
        let done = try await task(box, "QZ-KC", "county-quota", state: "accepted")
        #expect(done["unit"].text == "QZ-KC")
        let why = try await box.good("why", "QZ-KC", "county-quota")
        for part in ["2023-02-28", "2023-03-02"] { #expect(why.contains(part), "\(part)\n\(why)") }
    }

    @Test func `Quzhou: preview, summary and a change told after three months and a day`() async throws {
        let box = try await ledger("quzhou-bases-2023", issued: "2023-01-10")
        let base = ["--unit", "QZ-KC-J1"]
        _ = try await box.duban(["event", "planned", "--item", "科技周", "--at", "2023-05-04 10:00"] + base)
        _ = try await box.duban(["event", "activity", "--item", "科技周", "--at", "2023-05-19 16:00"] + base)
        _ = try await box.duban(["event", "change", "--item", "更名", "--at", "2023-03-15 10:00"] + base)
        #expect(try await task(box, "QZ-KC-J1", "activity-preview")["due"].text == "2023-05-09T00:00:00+08:00")
        #expect(try await task(box, "QZ-KC-J1", "activity-summary")["due"].text == "2023-05-27T00:00:00+08:00")
        #expect(try await task(box, "QZ-KC-J1", "change-notice")["due"].text == "2023-06-16T00:00:00+08:00")
        try await box.good("submit", "QZ-KC-J1", "activity-preview", "--at", "2023-05-05 10:00")
        try await box.good("submit", "QZ-KC-J1", "activity-summary", "--at", "2023-05-22 10:00")
        try await box.good("submit", "QZ-KC-J1", "change-notice", "--at", "2023-06-16 10:00")
        let why = try await box.good("why", "QZ-KC-J1", "change-notice")
        for part in ["2023-03-15", "2023-06-15", "2023-06-16 10:00", "late"] {
            #expect(why.contains(part), "\(part)\n\(why)")
        }
    }

    @Test func `Kaifu: a week without the column is missed, the others count`() async throws {
        let box = try await ledger("kaifu-demo-2022", issued: "2022-04-28")
        // The daemon makes the turns of what recurs; nothing is sent, for mail is not released.
        let once = try await box.run([try Programs.path("duband"), "--once"])
        #expect(once.code == 0, "\(once.errors)")
        let weeks = try await box.duban("tasks", "--task", "science-column", "--json").json()["tasks"].items
        #expect(weeks.count == 35, "Sundays from 2022-05-08 to 2022-12-31, less none: \(weeks.count)")
        for week in weeks.dropFirst() {
            let due = try #require(week["due"].text)
            try await box.good(
                "submit", String(try #require(week["assignment"].int)), "--at", String(due.prefix(10)) + " 00:00")
        }
        let left = try await box.duban("tasks", "--task", "science-column", "--json").json()["tasks"].items
        #expect(left.map { $0["due"].text } == [weeks[0]["due"].text])
    }

    @Test(arguments: [
        "chongqing-statistics-2024", "henan-museums-2023", "kaifu-demo-2022", "quzhou-bases-2023",
        "tianjin-statistics-2024",
    ])
    func `every task of a shipped notice is shown, and its units are known`(notice: String) async throws {
        let box = try Sandbox()
        try await box.good("load", notice)
        let text = try Sandbox.text(Programs.root + "/Notices/\(notice).yaml")
        let shown = try await box.good("notice", "show", notice)
        // Keys of `tasks:`, the last mapping of the file.
        let tasks = text.split(separator: "\ntasks:\n")[1].split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && $0.hasSuffix(":") }
            .map { $0.dropFirst(2).dropLast() }
        #expect(tasks.count >= 5)
        for task in tasks { #expect(shown.contains(task), "\(task)") }
    }
}
