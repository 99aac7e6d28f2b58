import Ledger
import Office
import Platform
import Terminal
import Testing
import Texts
import Workflow

@testable import Commands

@Suite struct RosterCommandTests {
    @Test(arguments: Language.allCases)
    func `units are listed, chosen and shown`(language: Language) throws {
        let sitting = try Sitting()
        try Golden.expect("units.\(language.rawValue)", sitting.run("units", language))
        try Golden.expect("units-show.\(language.rawValue)", sitting.run("units show 西城", language))
        #expect(sitting.run("units --kind museum --level county", language).output.contains("M2"))
        #expect(!sitting.run("units --tag opened", language).output.contains("M3"))
        #expect(sitting.run("units --kind musem", language).errors.contains("museum"))
    }

    @Test(arguments: Language.allCases)
    func `an import shows the difference, and a removed unit with open work needs a decision`(language: Language) throws
    {
        let sitting = try Sitting()
        let file = sitting.path("new.csv")
        let rows = Sitting.roster.split(separator: "\n").filter { !$0.hasPrefix("M3") }
            .map { $0.hasPrefix("M2") ? "M2,东城区科学技术馆,museum,county,HQ,东城区,opened,other@example.org," : String($0) }
        try Files.write(
            (rows + ["M4,南城区科技馆,museum,county,HQ,南城区,,m4@example.org,"]).joined(separator: "\n") + "\n", to: file)
        let undecided = sitting.run(["units", "import", file, "--yes"], language)
        try Golden.expect("units-import.\(language.rawValue)", undecided)
        #expect(undecided.code == .refused)
        let done = sitting.run(["units", "import", file, "--yes", "--removed", "withdraw"], language)
        #expect(done.code == .ok)
        let store = try LedgerStore(sitting.store, .read)
        #expect(try store.unit(code: "M3")?.isRemoved == true)
        #expect(try store.assignments(.unit("M3")).allSatisfy { $0.status.state == .withdrawn })
        #expect(try store.unit(code: "M2")?.unit.mailboxes == ["other@example.org"])
        #expect(try store.unit(code: "M4") != nil)
        // Nothing differs any more, but the notice was not loaded again: that goes on being said until it was.
        let idle = sitting.run(["units", "import", file, "--yes"], language)
        #expect(idle.code == .ok)
        try Golden.expect("units-import-effect.\(language.rawValue)", idle)
        #expect(sitting.run(["load", sitting.path("small.yaml"), "--units", file, "--yes"], language).code == .ok)
        #expect(try store.assignments(.unit("M4")).count == 3)
        let settled = sitting.run(["units", "import", file, "--yes", "--json"], language)
        #expect(settled.output.contains("\"notices\": []"))
        #expect(sitting.does("ledger verify").hasPrefix("intact: "))
    }

    @Test func `units that the roster leaves out may be kept`() throws {
        let sitting = try Sitting()
        let file = sitting.path("new.csv")
        let rows = Sitting.roster.split(separator: "\n").filter { !$0.hasPrefix("M3") }
        try Files.write(rows.joined(separator: "\n") + "\n", to: file)
        #expect(sitting.run(["units", "import", file, "--yes", "--removed", "keep"]).code == .ok)
        #expect(try LedgerStore(sitting.store, .read).unit(code: "M3")?.isRemoved == false)
        #expect(sitting.run(["units", "import", file]).code == .refused)
    }

    @Test(arguments: Language.allCases)
    func `a notice is shown whole, loaded or out of a file`(language: Language) throws {
        let sitting = try Sitting()
        try Golden.expect("notice-show.\(language.rawValue)", sitting.run("notice show small", language))
        try Golden.expect("notices.\(language.rawValue)", sitting.run("notices", language))
        let file = sitting.run(["notice", "show", sitting.path("small.yaml")], language)
        #expect(file.code == .ok && file.output.contains(language == .chinese ? "未加载" : "not loaded"))
        #expect(sitting.run("notice show nothing", language).code == .notFound)
    }

    /// Every task of every notice that ships, with what it asks for.
    @Test(arguments: [
        "chongqing-statistics-2024", "henan-museums-2023", "kaifu-demo-2022", "quzhou-bases-2023",
        "tianjin-statistics-2024",
    ])
    func `a notice that ships is shown with every task and deliverable`(id: String) throws {
        let sitting = try Sitting(loads: false)
        let shown = sitting.run(["notice", "show", id], .chinese)
        #expect(shown.code == .ok)
        let text = try Shelf.readNotice("\(Golden.root)/Notices/\(id).yaml").sound().notice
        #expect(text.tasks.count > 5)
        // Long lines are wrapped, between any two Chinese characters.
        let flat = shown.output.filter { !$0.isWhitespace }
        for task in text.tasks {
            #expect(flat.contains(task.title.filter { !$0.isWhitespace }))
            for deliverable in task.deliver { #expect(flat.contains("［\(deliverable.id)］")) }
        }
        let json = sitting.run(["notice", "show", id, "--json"]).output
        for task in text.tasks { #expect(json.contains("\"id\": \"\(task.id)\"")) }
    }

    @Test func `a notice is withdrawn with all its work, and a new loading brings it back`() throws {
        let sitting = try Sitting()
        sitting.does("submit M1 survey")
        #expect(sitting.run("notice withdraw small --reason 撤回").code == .refused)
        sitting.does("notice withdraw small --reason 撤回 --yes")
        #expect(sitting.does("tasks").hasPrefix("there is no such task"))
        #expect(sitting.run("submit M2 survey").code == .refused)
        #expect(sitting.run(["load", sitting.path("small.yaml"), "--yes"]).code == .ok)
        #expect(sitting.does("tasks --unit M2").contains("报送调查表"))
    }

    @Test func `values are completed from the ledger`() throws {
        let sitting = try Sitting()
        #expect(sitting.does("complete units").split(separator: "\n").contains("M1"))
        #expect(sitting.does("complete notices") == "small-2025\n")
        #expect(sitting.does("complete tasks").split(separator: "\n").contains("survey"))
        #expect(sitting.does("complete kinds") == "association\nmuseum\n")
    }

    @Test func `a ledger is copied and brought back`() throws {
        let sitting = try Sitting()
        let copy = sitting.path("copy.db")
        #expect(sitting.run(["ledger", "backup", copy]).code == .ok)
        #expect(sitting.run(["ledger", "backup", copy]).code == .refused)
        sitting.does("submit M1 survey")
        #expect(sitting.run(["ledger", "restore", copy]).code == .refused)
        #expect(sitting.run(["ledger", "restore", copy, "--yes"]).code == .ok)
        #expect(try LedgerStore(sitting.store, .read).tasks(TaskQuery(state: .submitted)).isEmpty)
        #expect(sitting.run("ledger verify --head 000000000000").code == .attention)
        let lines = sitting.does("ledger export").split(separator: "\n")
        #expect(lines.first?.hasPrefix("{\"type\":\"ledger\"") == true && lines.allSatisfy { $0.hasPrefix("{") })
        #expect(sitting.does("ledger export --format csv").contains("loaded"))
    }
}
