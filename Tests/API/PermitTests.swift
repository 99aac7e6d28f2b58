/// Which role may have the server run which command, and that nobody sees what is another's.

import Testing

@testable import Commands

@Suite struct `commands from elsewhere, role by role` {
    /// A command line and the roles that get an answer (a selector chooses among what one may see); `#1` is the first unit's assignment, `#2` the second's.
    static let lines: [(String, Set<String>)] = [
        ("tasks", ["coord", "audit", "one", "look", "unit", "rev"]),
        ("complete units", ["coord", "audit", "one", "look", "unit", "rev"]),
        ("why #1", ["coord", "audit", "one", "look", "unit", "rev"]),
        ("why #2", ["coord", "audit", "one", "look", "rev"]),
        ("why M2 forms", ["coord", "audit", "one", "look", "rev"]),
        ("why X1 forms", ["coord", "audit"]),
        ("tasks --unit X1", ["coord", "audit"]),
        ("tasks --unit M2", ["coord", "audit", "one", "look", "rev"]),
        ("tasks --notice other", ["coord", "audit"]),
        ("notices", ["coord", "audit", "one", "look"]),
        ("notice show test", ["coord", "audit", "one", "look"]),
        ("notice show other", ["coord", "audit"]),
        ("report", ["coord", "audit", "one", "look"]),
        ("report --notice other", ["coord", "audit"]),
        ("silence --list", ["coord", "audit", "one", "look"]),
        ("call-list", ["coord", "audit"]),
        ("call-list --notice test", ["coord", "audit", "one", "look"]),
        ("units", ["coord", "audit"]), ("units show M1", ["coord", "audit"]), ("remind", ["coord", "audit"]),
        ("outbox", ["coord", "audit"]), ("mail", ["coord", "audit"]), ("ledger verify", ["coord", "audit"]),
        ("ledger export", ["coord", "audit"]),

        ("acknowledge #1", ["coord", "one", "unit"]),
        ("submit #1", ["coord", "one", "unit"]),
        ("submit #2", ["coord", "one"]),
        ("submit X1 forms", ["coord"]),
        ("submit forms --kind museum --notice test --replace", ["coord", "one", "unit"]),
        ("submit #1 --on-behalf 某人 --replace", ["coord", "one"]),
        ("confirm M1 --phone 123", ["coord", "unit"]),
        ("return #1 --reason x", ["coord", "one", "rev"]),
        ("accept #1", ["coord", "one", "rev"]),
        ("reopen #1 --reason x", ["coord", "one"]),
        ("extend #1 --to 2025-05-01 --reason x", ["coord", "one"]),
        ("exempt #2 --reason x", ["coord", "one"]),
        ("reinstate #2 --reason x", ["coord", "one"]),
        ("chased #1", ["coord", "one"]),
        ("event told --notice test", ["coord", "one"]),
        ("event told --notice other", ["coord"]),
        ("void 1 --reason x", ["coord", "one"]),
        ("silence --notice test --until 2026-01-01 --reason x", ["coord", "one"]),
        ("silence M1 --until 2026-01-01 --reason x", ["coord"]),
        ("mail hold", ["coord"]), ("mail release", ["coord"]), ("mail redirect me@example.org", ["coord"]),
        ("mail test me@example.org", ["coord"]),
        ("units import units.csv --dry-run", ["coord"]),
        ("load test.yaml --units units.csv --dry-run", ["coord", "one"]),
        ("load other.yaml --units units.csv --dry-run", ["coord"]),
        ("import-status export.csv --mapping export.yml --dry-run", ["coord", "one"]),
        ("withdraw #2 --reason x", ["coord", "one"]),
        ("notice withdraw other --reason x --yes", ["coord"]),
        ("notice withdraw test --reason x --yes", ["coord", "one"]),
    ]

    @Test func `who may gets an answer, who may not changes nothing and learns nothing`() throws {
        let bench = try Bench()
        let first = String(try bench.assignment(of: "M1"))
        let second = String(try bench.assignment(of: "M2"))
        let files = [
            "test.yaml": SmallText.notice, "other.yaml": Bench.otherNotice, "units.csv": SmallText.roster,
            "export.csv": "单位,状态\n", "export.yml": "notice: test\n",
        ]
        for (line, allowed) in Self.lines {
            let words = line.replacing("#1", with: first).replacing("#2", with: second).split(separator: " ")
                .map(String.init)
            for role in Bench.roles.sorted(by: { !allowed.contains($0) && allowed.contains($1) }) {
                let before = try bench.events()
                let ran = try bench.run(words, as: role, files: files)
                // 77: no permission; 66: told to be not there.
                let isDenied = [66, 77].contains(ran.exit)
                #expect(isDenied == !allowed.contains(role), "\(role): \(line): \(ran.exit) \(ran.errors)")
                guard !allowed.contains(role) else { continue }
                #expect(try bench.events() == before, "\(role): \(line)")
                #expect(ran.output.isEmpty, "\(role): \(line): \(ran.output)")
                if role == "unit" || role == "rev" { #expect(!ran.errors.contains("邻馆"), "\(role): \(line)") }
                if role == "unit" { #expect(!ran.errors.contains("第二馆"), "\(line): \(ran.errors)") }
            }
        }
    }

    @Test(arguments: [
        ("unit", ["第二馆", "邻馆"]), ("rev", ["邻馆"]), ("one", ["邻馆", "邻省"]), ("look", ["邻馆", "邻省"]),
    ])
    func `lists show what is one's own`(_ role: String, _ hidden: [String]) throws {
        let bench = try Bench()
        for line in [
            "tasks", "tasks --json", "tasks --within 100d", "tasks --state accepted", "complete units", "report",
            "notices",
        ] {
            let ran = try bench.run(line, as: role)
            for name in hidden + ["年报"] where role != "coord" {
                #expect(!ran.output.contains(name) && !ran.errors.contains(name), "\(role): \(line)")
            }
        }
        #expect(try bench.run("tasks", as: role).output.contains("第一馆") || role == "unit")
        #expect(try bench.run("tasks --json", as: role).output.contains("第一馆"))
    }

    @Test func `every command has its place in the table`() {
        for command in Program.commands {
            #expect(Serving.of(command.name) != nil, "\(command.name)")
        }
        for name in Serving.table.keys {
            #expect(Program.table.command(named: name) != nil, "\(name)")
        }
    }
}
