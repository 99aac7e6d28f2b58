// `duban --server` prints what `duban` prints: the built program against the built daemon.
import Access
import Deadlines
import Glibc
import Ledger
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct `commands over a server` {
    static let now = "2024-01-10T09:00"

    /// A demo's ledger, so that a test's clock holds there, too; its mail is held.
    static func story(_ box: Sandbox) async throws {
        let ledger = try LedgerStore(box.store, .create)
        try ledger.write { try $0.setMeta("demo", "1") }
        for words in [
            ["load", "henan-museums-2023", "--yes", "--accept-doubts", "--now", "2023-12-20T09:00"],
            ["mail", "hold", "--now", "2023-12-20T09:00"],
            ["submit", "HA-ZZ-M1", "basic-data", "--now", "2024-01-05T10:00"],
            ["mail", "test", "me@example.org", "--now", "2024-01-05T10:00"],
        ] {
            let ran = try await box.duban(words + ["--as", "coord"])
            guard ran.code == 0 else { throw Unprepared(description: "\(words): \(ran.errors)") }
        }
    }

    /// Every served command that only asks, for people and programs, what is there and what is not.
    static let questions: [[String]] = [
        ["tasks"], ["tasks", "--json"], ["tasks", "--unit", "HA-ZZ-M1", "--lang", "zh"], ["tasks", "--within", "20wd"],
        ["tasks", "--overdue", "--color", "always"], ["tasks", "--limit", "3", "--json"],
        ["tasks", "--unit", "nobody"],
        ["tasks", "--within", "soon"], ["why", "HA-ZZ-M1", "basic-data"], ["why", "1", "--json"],
        ["why", "1", "--as-of", "2024-01-01", "--lang", "zh", "--color", "always"], ["why", "99999"], ["notices"],
        ["notices", "--json"], ["notice", "show", "henan-museums-2023"], ["notice", "show", "nothing"],
        ["notice", "show", "kaifu-demo-2022", "--lang", "zh"], ["report"],
        ["report", "--by", "region", "--format", "csv"],
        ["report", "--json", "--as-of", "2024-01-06"], ["units"], ["units", "--kind", "museum", "--json"],
        ["units", "show", "HA-ZZ-M1", "--contact"], ["call-list"], ["call-list", "--csv"], ["remind"],
        ["remind", "--letters", "--json", "--at", "2024-01-20"], ["outbox"], ["outbox", "--json"],
        ["outbox", "show", "1"],
        ["mail"], ["mail", "--json"], ["silence", "--list"], ["complete", "units"], ["complete", "notices"],
        ["load", "henan-museums-2023", "--dry-run", "--accept-doubts"], ["load", "new.yaml", "--dry-run"],
        ["units", "import", "new.csv", "--dry-run"], ["units", "import", "missing.csv", "--dry-run"],
        ["load", "."], ["submit", "--help"], ["tasks", "--nope"],
    ]

    @Test(arguments: Served.Way.allCases)
    func `a question is answered byte for byte as without one`(_ way: Served.Way) async throws {
        let served = try await Served(way, prepare: Self.story)
        try Self.files(served.box)
        for words in Self.questions {
            let (here, there) = try await served.both(words + ["--now", Self.now])
            #expect(
                here.code == there.code && here.output == there.output && here.errors == there.errors,
                "\(words)\n\(here)\n\(there)")
        }
        for words in [
            ["ledger", "verify"], ["ledger", "verify", "--json"], ["ledger", "export"],
            ["ledger", "export", "--format", "csv"],
        ] {
            let (here, there) = try await served.both(words)
            #expect(
                here.code == 0 && here.output == there.output && here.errors == there.errors,
                "\(words)\n\(there.errors)")
        }
        let shipped = try await served.both(["notices", "--shipped"])
        #expect(shipped.here.output == shipped.there.output && shipped.here.code == 0)
    }

    private static func files(_ box: Sandbox) throws {
        try box.file("new.yaml", SmallNotice.text.replacing("notice: test", with: "notice: new"))
        try box.file("new.csv", SmallNotice.roster)
        try box.file("list.csv", "单位,任务,说明\nHA-ZZ-M1,basic-data,表里的\n")
        try box.file("wrong.csv", "单位,任务,什么\nHA-ZZ-M1,basic-data,表里的\n")
    }

    /// In an order in which each is possible, some of which are not.
    static let records: [[String]] = [
        ["return", "HA-ZZ-M1", "basic-data", "--reason", "缺章"], ["submit", "--from", "list.csv"],
        ["submit", "--from", "wrong.csv"], ["submit", "HA-ZZ-M1", "basic-data"],
        ["accept", "HA-ZZ-M1", "basic-data", "--lang", "zh"],
        ["reopen", "HA-ZZ-M1", "basic-data", "--reason", "漏报", "--json"],
        ["extend", "HA-ZZ-M1", "basic-data", "--to", "2024-03-01", "--reason", "故障"],
        ["exempt", "HA-ZZ-M1", "basic-data", "--reason", "在建"],
        ["reinstate", "HA-ZZ-M1", "basic-data", "--reason", "开放"],
        ["acknowledge", "HA-ZZ-M1", "basic-data"], ["chased", "HA-ZZ-M1", "basic-data", "--note", "答应"],
        ["withdraw", "HA-ZZ-M1", "basic-data", "--reason", "撤并"], ["void", "1", "--reason", "x"],
        ["confirm", "HA-ZZ-M1", "--phone", "0371-1"], ["event", "told"], ["event", "nothing"],
        ["silence", "HA-ZZ-M1", "--until", "2024-02-01", "--reason", "维护"], ["mail", "redirect", "me@example.org"],
        ["mail", "hold"], ["mail", "test", "me@example.org"], ["load", "new.yaml"],
        ["load", "new.yaml", "--units", "new.csv", "--json", "--yes"],
        ["units", "import", "new.csv", "--notice", "new", "--yes"], ["units", "import", "new.csv"],
        ["notice", "withdraw", "new", "--reason", "x"], ["notice", "withdraw", "new", "--reason", "x", "--yes"],
    ]

    @Test func `a record has the same effect and says the same`() async throws {
        let served = try await Served(.unix, prepare: Self.story)
        try Self.files(served.box)
        let copy = served.box.folder + "/copy.db"
        let backup = try await served.box.duban("ledger", "backup", copy)
        #expect(backup.code == 0)
        for words in Self.records {
            let here = try await served.box.duban(
                words + ["--now", Self.now, "--as", "coord"], variables: ["DUBAN_STORE": copy])
            let there = try await served.box.duban(words + ["--now", Self.now] + served.options)
            #expect(
                here.code == there.code && here.output == there.output && here.errors == there.errors,
                "\(words)\n\(here)\n\(there)")
        }
        let given = "单位,任务\nHA-ZZ-M2,basic-data\n"
        let words = ["submit", "--from", "-", "--now", Self.now]
        let here = try await served.box.duban(
            words + ["--as", "coord"], input: given, variables: ["DUBAN_STORE": copy])
        let there = try await served.box.duban(words + served.options, input: given)
        #expect(here.code == 0 && here.output == there.output, "\(here)\n\(there)")
        let tasks = ["tasks", "--json", "--now", Self.now]
        let one = try await served.box.duban(tasks, variables: ["DUBAN_STORE": copy])
        let other = try await served.box.duban(tasks + served.options)
        #expect(one.output == other.output)
    }

    @Test func `a person is asked here`() async throws {
        let served = try await Served(.unix, prepare: Self.story)
        let words = ["notice", "withdraw", "henan-museums-2023", "--reason", "x", "--now", Self.now]
        let copy = served.box.folder + "/copy.db"
        _ = try await served.box.duban("ledger", "backup", copy)
        for answer in ["n", "y"] {
            let here = try await Self.sitting(words + ["--store", copy, "--as", "coord"], answer)
            let there = try await Self.sitting(words + served.options, answer)
            #expect(here == there)
            #expect(there.code == (answer == "y" ? 0 : 2))
        }
    }

    private struct Sat: Equatable, Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    /// A person at a terminal of 80 columns who gives one answer.
    private static func sitting(_ words: [String], _ answer: String) async throws -> Sat {
        try await onOwnThread {
            let console = Console.captured(width: 80, color: .never, answers: [answer])
            let code = Program.run(words, console, environment: .values([:]))
            return Sat(code: code.rawValue, output: console.capturedOutput, errors: console.capturedErrors)
        }
    }

    @Test func `what goes wrong on the way is told with its remedy`() async throws {
        let served = try await Served(.unix, prepare: Self.story)
        let box = served.box
        let token = ["--token-file", box.folder + "/token-coord"]
        let gone = try await box.duban(["tasks", "--server", "unix:/nowhere/web.sock"] + token)
        #expect(gone.code == 69 && gone.errors.contains("cannot connect"))
        let clear = try await box.duban(["tasks", "--server", "http://example.org"] + token)
        #expect(clear.code == 64 && clear.errors.contains("in clear"))
        let missing = try await box.duban("tasks", "--server", "unix:\(box.folder)/web.sock")
        #expect(missing.code == 77 && missing.errors.contains("/.config/duban/token"))
        chmod(try box.file("wrong", "dbn_" + String(repeating: "x", count: 43) + "\n"), 0o600)
        let unknown = try await box.duban("tasks", "--server", "unix:\(box.folder)/web.sock", "--token-file", "wrong")
        #expect(unknown.code == 77 && unknown.errors.contains("--token-file"))
        let both = try await box.duban(["tasks", "--store", "x"] + served.options)
        #expect(both.code == 64 && both.errors.contains("--store"))
        let onSite = try await box.duban(["ledger", "backup", "x"] + served.options)
        #expect(onSite.code == 64 && onSite.errors.contains("not run by a server"))
        let here = try await box.duban(["workdays", "2025-04-01", "+5"] + served.options)
        #expect(here.code == 0)
        let variable = try await box.duban(
            ["notices"],
            variables: [
                "DUBAN_SERVER": "unix:\(box.folder)/web.sock", "DUBAN_TOKEN_FILE": box.folder + "/token-coord",
                "DUBAN_STORE": "/nowhere",
            ])
        #expect(variable.code == 0 && variable.output.contains("henan"))
        let own = try await box.duban(
            ["notices", "--store", "/nowhere"], variables: ["DUBAN_SERVER": "unix:\(box.folder)/web.sock"])
        #expect(own.code == 66)
    }

    @Test func `a certificate of nobody known is not trusted`() async throws {
        let served = try await Served(.https, prepare: Self.story)
        let ran = try await served.box.duban(["tasks"] + served.options.dropLast(2))
        #expect(ran.code == 69 && ran.errors.contains("trusted"), "\(ran.errors)")
    }

    @Test func `a role is told what it may not`() async throws {
        let served = try await Served(.unix) { box in
            try await Self.story(box)
            try Served.admit("unit", Grant(.unit, unit: "HA-ZZ-M1"), box)
        }
        let options = served.options.dropLast() + [served.box.folder + "/token-unit"]
        let own = try await served.box.duban(["tasks"] + options)
        #expect(own.code == 0)
        let others = try await served.box.duban(["report"] + options)
        #expect(others.code == 77 && others.errors.contains("ask the coordinator"))
    }
}
