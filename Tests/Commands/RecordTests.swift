import Deadlines
import Platform
import Terminal
import Testing
import Texts
import Workflow

@testable import Commands
@testable import Ledger

@Suite struct RecordTests {
    @Test(arguments: Language.allCases)
    func `a first load shows the plan and stores it, again it finds nothing to do`(language: Language) throws {
        let sitting = try Sitting(loads: false)
        let first = sitting.run(["load", sitting.path("small.yaml")], language)
        try Golden.expect("load-first.\(language.rawValue)", first)
        let again = sitting.run(["load", sitting.path("small.yaml")], language)
        try Golden.expect("load-same.\(language.rawValue)", again)
    }

    @Test func `a dry run stores nothing, not even a ledger`() throws {
        let sitting = try Sitting(loads: false)
        let other = sitting.path("none.db")
        let dry = sitting.run(["load", sitting.path("small.yaml"), "--dry-run", "--store", other])
        #expect(dry.code == .ok && dry.output.contains("10 assignments for 4 units"))
        #expect(!Files.isFile(other))
    }

    @Test(arguments: Language.allCases)
    func `a reload shows the difference and asks before it applies it`(language: Language) throws {
        let sitting = try Sitting()
        sitting.does("submit M1 survey")
        let moved = Sitting.notice.split(separator: "2025-04-11", omittingEmptySubsequences: false)
            .joined(separator: "2025-04-15")
        try Files.write(moved, to: sitting.path("small.yaml"))
        let fewer = Sitting.roster.split(separator: "\n").filter { !$0.hasPrefix("M2") }.joined(separator: "\n") + "\n"
        try Files.write(fewer, to: sitting.path("small.csv"))
        let asked = sitting.run(["load", sitting.path("small.yaml")], language)
        try Golden.expect("load-again.\(language.rawValue)", asked)
        #expect(asked.code == .refused)
        #expect(sitting.run(["load", sitting.path("small.yaml")], language, answers: ["n"]).code == .refused)
        let yes = sitting.run(["load", sitting.path("small.yaml"), "--yes", "--reason", "顺延"], language)
        #expect(yes.code == .ok)
        #expect(try LedgerStore(sitting.store, .read).notice("small-2025")?.revision == 2)
        #expect(sitting.run("tasks --unit M1", language).output.contains("2025-04-15"))
    }

    @Test(arguments: Language.allCases)
    func `a notice without an issue date gets one by a reload, as the refusal says`(language: Language) throws {
        let sitting = try Sitting(loads: false)
        let undated = Sitting.notice.replacing("issued: 2025-03-03\n", with: "")
        try Files.write(undated, to: sitting.path("small.yaml"))
        sitting.does("load \(sitting.path("small.yaml"))")
        let early = "submit M1 survey --at 2025-03-06T15:00"
        let refused = sitting.run(early, language)
        try Golden.expect("refused-undated.\(language.rawValue)", refused)
        #expect(refused.code == .refused)
        try Files.write(undated + "issued: 2025-03-05\n", to: sitting.path("small.yaml"))
        try Golden.expect(
            "load-issued.\(language.rawValue)", sitting.run(["load", sitting.path("small.yaml"), "--yes"], language))
        sitting.does(early)
        #expect(sitting.run("submit M2 survey --at 2025-03-04").errors.contains("correct `issued:`"))
    }

    @Test(arguments: Language.allCases)
    func `what is outstanding is listed with working days left`(language: Language) throws {
        let sitting = try Sitting()
        sitting.does("submit M1 survey --at 2025-03-10T08:30")
        try Golden.expect("tasks.\(language.rawValue)", sitting.run("tasks", language))
        try Golden.expect("tasks-unit.\(language.rawValue)", sitting.run("tasks --unit 西城", language))
        try Golden.expect("tasks-reviewer.\(language.rawValue)", sitting.run("tasks --reviewer HQ", language))
        sitting.now = "2025-04-14T09:00"
        try Golden.expect("tasks-overdue.\(language.rawValue)", sitting.run("tasks --overdue", language))
    }

    @Test func `within counts working days, or days, up to and including the last`() throws {
        let sitting = try Sitting()
        // Monday 10 March: Friday is four working days away.
        #expect(sitting.does("tasks --within 4wd --json").contains("\"check\""))
        #expect(!sitting.does("tasks --within 3wd --json").contains("\"check\""))
        #expect(sitting.does("tasks --within 4d --json").contains("\"check\""))
        #expect(!sitting.does("tasks --within 3d --json").contains("\"check\""))
        #expect(sitting.run("tasks --within 3").code == .usage)
        try Golden.expect("tasks-json", sitting.run("tasks --within 4wd --limit 1 --json"))
    }

    @Test(arguments: Language.allCases)
    func `a submission goes through review and opens what waits for it`(language: Language) throws {
        let sitting = try Sitting()
        let partial = sitting.run("submit M1 survey --items form", language)
        let full = sitting.run("submit M1 survey --items photos", language)
        let back = sitting.run("return 试点市科技馆 survey --reason 数据有误", language)
        sitting.now = "2025-04-16T09:00"
        _ = sitting.run("submit M1 survey", language)
        let accepted = sitting.run("accept M1 报送调查表", language)
        let all = [partial, full, back, accepted].map(\.output).joined(separator: "--\n")
        try Golden.expect("steps.\(language.rawValue)", Golden.Run(code: accepted.code, output: all, errors: ""))
    }

    @Test(arguments: Language.allCases)
    func `an impossible step is refused with those that are possible`(language: Language) throws {
        let sitting = try Sitting()
        sitting.does("submit M1 survey")
        for (name, line) in [
            ("twice", "submit M1 survey"), ("waiting", "submit M1 scan"), ("several", "accept survey --kind museum"),
            ("derived", "submit HQ review"), ("unit", "submit M9 survey"), ("ambiguous", "submit 科技馆 survey"),
            ("task", "submit M1 servey"), ("not-owed", "submit HQ survey"), ("item", "submit M2 survey --items forn"),
            ("future", "submit M2 survey --at 2025-03-11"), ("before", "submit M2 survey --at 2025-03-01"),
            ("no-reason", "return M1 survey"), ("sooner", "extend M2 survey --to 2025-04-01 --reason x"),
            ("number", "submit 99"), ("nothing", "submit"), ("half", "submit M1"),
            ("two-ways", "submit M1 survey --kind museum"),
        ] {
            let result = sitting.run(line, language)
            #expect(result.code != .ok)
            try Golden.expect("refused-\(name).\(language.rawValue)", result)
        }
        #expect(
            try LedgerStore(sitting.store, .read).events(.notice("small-2025")).filter { $0.assignment != nil }.count
                == 1)
    }

    @Test func `a list is recorded in one step, or not at all`() throws {
        let sitting = try Sitting()
        let list = sitting.path("list.csv")
        try Files.write("单位,任务,时间,材料\n试点市科技馆,survey,2025-03-10 08:00,\nM2,报送调查表,,form\nM8,survey,,\n", to: list)
        let refused = sitting.run(["submit", "--from", list])
        #expect(refused.code == .notFound && refused.errors.contains("FOLDER/list.csv:4"))
        #expect(try LedgerStore(sitting.store, .read).tasks(TaskQuery(state: .submitted)).isEmpty)
        try Files.write("单位,时间,材料\n试点市科技馆,2025-03-10 08:00,\nM2,,form\n", to: list)
        let done = sitting.run(["submit", "survey", "--from", list, "--json"])
        #expect(done.code == .ok && done.output.contains("\"to\": \"submitted\""))
        try Files.write("单位,任务,理由呀\nM1,survey,\n", to: list)
        #expect(sitting.run(["submit", "--from", list]).errors.contains("理由呀"))
        try Files.write("任务\nsurvey\n", to: list)
        #expect(sitting.run(["submit", "--from", list]).code == .badData)
    }

    @Test func `units chosen by options are recorded at once`() throws {
        let sitting = try Sitting()
        let done = sitting.does("submit survey --kind museum --level county")
        #expect(done.contains("东城区科技馆") && done.contains("西城区科技馆") && !done.contains("试点市科技馆"))
        sitting.does("accept survey --below HQ --state submitted")
        let accepted = try LedgerStore(sitting.store, .read).tasks(TaskQuery(task: "survey", state: .accepted))
        #expect(accepted.map(\.unit).sorted() == ["M2", "M3"])
        #expect(sitting.run("accept survey --kind musem").errors.contains("museum"))
    }

    @Test func `extension, exemption, reopening and withdrawal go and come back`() throws {
        let sitting = try Sitting()
        sitting.does("extend M1 survey --to 2025-04-16T17:00 --reason 系统故障")
        #expect(sitting.does("tasks --unit M1").contains("2025-04-16 Wed 17:00"))
        sitting.does("exempt M2 survey --reason 在建")
        #expect(try state(sitting, "M2") == .exempt)
        sitting.does("reinstate M2 survey --reason 已开放")
        #expect(try state(sitting, "M2") == .open)
        sitting.does("submit M2 survey --nil --on-behalf 市科协 --note 无")
        sitting.does("accept M2 survey")
        sitting.does("reopen M2 survey --reason 漏报")
        #expect(try state(sitting, "M2") == .returned)
        sitting.does("acknowledge M3 survey")
        sitting.does("chased M3 survey --note 已催")
        let withdrawn = sitting.run("withdraw M3 survey --reason 撤并 --json")
        let event = try #require(withdrawn.output.split(separator: "[").dropFirst().first?.split(separator: "]").first)
        #expect(try state(sitting, "M3") == .withdrawn)
        sitting.does("void \(event.filter(\.isNumber)) --reason 录错")
        #expect(try state(sitting, "M3") == .open)
        #expect(sitting.does("ledger verify").hasPrefix("intact: "))
        #expect(sitting.does("ledger rebuild").contains("all the same"))
    }

    private func state(_ sitting: Sitting, _ unit: String) throws -> State? {
        let store = try LedgerStore(sitting.store, .read)
        return try store.assignments(.unit(unit)).first { $0.assignment.task == "survey" }?.status.state
    }

    @Test(arguments: Language.allCases)
    func `a row altered behind the program's back is found and put right`(language: Language) throws {
        let sitting = try Sitting()
        sitting.does("submit M1 survey")
        let altered = "UPDATE assignment SET state = 'accepted', returns = 1, deadline = 0 WHERE id = 4"
        try LedgerStore(sitting.store, .write).database.execute(altered, "test")
        let found = sitting.run("ledger verify", language)
        #expect(found.code == .attention)
        // The chain's head is another in each run.
        let lines = found.output.split(separator: "\n").dropLast().joined(separator: "\n")
        try Golden.expect(
            "verify-rows.\(language.rawValue)", Golden.Run(code: found.code, output: lines + "\n", errors: found.errors)
        )
        #expect(sitting.run("ledger verify --json").output.contains("\"assignment\": 4"))
        #expect(sitting.does("ledger rebuild").contains("#4  state, returns, deadline"))
        #expect(sitting.does("ledger verify").hasPrefix("intact: "))
    }

    @Test func `a directory check is confirmed together with new contact data`() throws {
        let sitting = try Sitting()
        #expect(sitting.run("confirm M3 --mail bad@@example.org").code == .badData)
        #expect(try LedgerStore(sitting.store, .read).unit(code: "M3")?.unit.mailboxes == [])
        sitting.does("confirm M3 --mail m3@example.org --phone 0000-0000033")
        let unit = try #require(try LedgerStore(sitting.store, .read).unit(code: "M3")).unit
        #expect(unit.mailboxes == ["m3@example.org"] && unit.phone == "0000-0000033" && unit.name == "西城区科技馆")
        #expect(sitting.run("confirm M3").code == .refused)
        sitting.does("confirm M1 M2 --at 2025-03-10T08:45")
        #expect(sitting.does("tasks --task check --state accepted").contains("3 tasks"))
        #expect(sitting.run("confirm M1 M2 --phone 1").code == .usage)
        #expect(sitting.does("ledger verify").hasPrefix("intact: "))
    }

    @Test func `an event begins tasks of its own, and its void takes them back`() throws {
        let sitting = try Sitting()
        let done = sitting.does("event change --unit M1 --item 更名")
        #expect(done.contains("变更备案 (更名)") && done.contains("2025-03-24 Mon"))
        #expect(sitting.run("event change --unit M1 --item 更名").code == .refused)
        #expect(sitting.run("event change --unit M1").errors.contains("--item"))
        #expect(sitting.run("event chnge --unit M1 --item x").errors.contains("did you mean “change”?"))
        #expect(sitting.does("event told --kind museum --json").contains("\"events\": [\n"))
        sitting.does("submit M1 notify --item 更")
    }

    @Test(arguments: Language.allCases)
    func `several events in a file have a time each`(language: Language) throws {
        let sitting = try Sitting()
        let file = sitting.path("changes.csv")
        try Files.write(
            "单位,项目,时间\nM1,更名,2025-03-05\n东城,迁址,2025-03-06T15:30\n西城,更名,\n", to: file)
        sitting.does("event change --from \(file) --at 2025-03-07")
        let store = try LedgerStore(sitting.store, .read)
        let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)
        let times = try store.events(.notice("small-2025")).compactMap { event in
            if case .happened("change", _) = event.what { "\(event.unit ?? "") \(zone.minute(event.at))" } else { nil }
        }
        #expect(times == ["M1 2025-03-05 00:00", "M2 2025-03-06 15:30", "M3 2025-03-07 00:00"])

        let recorded = try store.head().seq
        try Files.write("单位,项目,时间\nM1,扩建,昨天\nM9,扩建,2025-03-06\nM2,扩建,2025-03-06\n", to: file)
        let wrong = sitting.run("event change --from \(file)", language)
        try Golden.expect("event-from-wrong.\(language.rawValue)", wrong)
        try Files.write("单位,项目\nM2,扩建\n东城,扩建\n", to: file)
        let twice = sitting.run("event change --from \(file)", language)
        #expect(twice.code == .refused && twice.errors.contains("东城区科技馆 扩建"))
        try Files.write("单位,理由\nM2,扩建\n", to: file)
        #expect(sitting.run("event change --from \(file)").code == .badData, "a column that means nothing here")
        #expect(try store.head().seq == recorded, "nothing of the wrong lists was recorded")
    }

    @Test func `letters are muted with a reason and an end`() throws {
        let sitting = try Sitting()
        sitting.does("silence 西城 --until 2025-03-20 --reason 系统维护")
        #expect(sitting.run("silence --notice small --until 2025-03-01 --reason x").code == .refused)
        #expect(sitting.run("silence M1 --all --until 2025-03-20 --reason x").code == .usage)
        let list = sitting.does("silence --list --json")
        #expect(list.contains("\"scope\": \"unit:M3\"") && list.contains("2025-03-21T00:00:00+08:00"))
        let event = try #require(try LedgerStore(sitting.store, .read).events(.after(0)).last?.seq)
        sitting.does("silence --end \(event) --reason 恢复")
        #expect(sitting.does("silence --list") == "nothing is muted\n")
        #expect(sitting.run("silence --end \(event) --reason 恢复").code == .refused)
        #expect(sitting.does("silence --list --all").contains("系统维护"))
    }

    @Test func `a record cannot pretend another time, except in a demo`() throws {
        let sitting = try Sitting()
        let store = try LedgerStore(sitting.store, .write)
        try store.write { try $0.setMeta("demo", "0") }
        let refused = sitting.run("submit M1 survey")
        #expect(refused.code == .usage && refused.errors.contains("--at"))
        #expect(sitting.run("tasks").code == .ok)
    }
}
