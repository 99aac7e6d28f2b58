/// A command that runs for somebody elsewhere: it sees nothing of the server's disk, and asks before it changes anything.

import Platform
import TestSupport
import Testing

@testable import Commands

enum SmallText {
    static let notice = SmallNotice.text
    static let roster = SmallNotice.roster
}

@Suite struct `hosting a command` {
    @Test(arguments: [
        "load /etc/passwd --yes", "load FOLDER/secret.yaml --yes", "units import /etc/passwd", "load ../secret.yaml",
        "submit --from /etc/passwd", "notice show /etc/passwd", "import-status /etc/hosts --mapping /etc/hosts",
        "load DATA/Notices/../Package.swift", "load -", "notice show DATA/Package.swift",
    ])
    func `no file of the server is read`(_ line: String) throws {
        let bench = try Bench()
        try Files.write("root: secret\n", to: bench.folder.path + "/secret.yaml")
        let line = line.replacing("FOLDER", with: bench.folder.path).replacing("DATA", with: Checkout.root)
        let ran = try bench.run(line)
        #expect(ran.exit != 0)
        #expect(!ran.errors.contains("root") && !ran.output.contains("root"), "\(ran.errors)")
    }

    @Test func `what ships can be read, and what came along`() throws {
        let bench = try Bench()
        #expect(try bench.run("notice show kaifu-demo-2022").exit == 0)
        let ran = try bench.run(
            ["load", "mine.yaml", "--dry-run"], files: ["mine.yaml": SmallNotice.text, "mine.csv": SmallNotice.roster])
        #expect(ran.exit == 0 && ran.errors.contains("the roster beside the notice is used: mine.csv"), "\(ran.errors)")
    }

    @Test(arguments: ["--store x.db", "--data /tmp", "--as boss", "--server https://x", "--now 2020-01-01"])
    func `options of another machine are refused`(_ option: String) throws {
        let bench = try Bench()
        let ran = try bench.run("tasks " + option)
        #expect(ran.exit == 64, "\(ran.errors)")
    }

    @Test(arguments: [
        "demo x", "install", "draft x", "check x", "workdays 2025-04-01", "ledger backup x", "ledger rebuild", "help",
        "man",
    ])
    func `what a server does not run is refused`(_ line: String) throws {
        let bench = try Bench()
        let ran = try bench.run(line)
        #expect(ran.exit == 64, "\(line): \(ran.errors)")
        #expect(!Files.isFile("x") && !Files.isFolder("x"))
    }

    @Test func `a question changes nothing until it is answered`() throws {
        let bench = try Bench()
        let words = ["notice", "withdraw", "test", "--reason", "x"]
        let before = try bench.events()
        let nobody = try bench.run(words)
        #expect(nobody.exit == 2 && nobody.errors.contains("--yes") && nobody.tree["asks"]?.isNull == true)
        let asked = try bench.run(words, answers: [])
        #expect(asked.tree["asks"]?.string?.hasSuffix("[y/N] ") == true)
        #expect(asked.errors.hasSuffix("[y/N] "))
        #expect(try bench.events() == before)
        let shown = try #require(asked.tree["shown"]?.string)
        let refused = try bench.run(words, answers: ["n"], shown: shown)
        #expect(refused.exit == 2 && refused.tree["asks"]?.isNull == true)
        #expect(try bench.events() == before)
        // In the meantime the question has become another one.
        _ = try bench.run("withdraw M1 forms --reason y")
        let again = try bench.run(words, answers: ["y"], shown: shown)
        #expect(again.tree["asks"]?.string != nil && again.tree["answered"]?.int == 0)
        let done = try bench.run(words, answers: ["y"], shown: again.tree["shown"]?.string)
        #expect(done.exit == 0, "\(done.errors)")
        #expect(try bench.events() > before)
    }

    @Test func `what was printed comes in its order`() throws {
        let bench = try Bench()
        let ran = try bench.run(
            ["load", "mine.yaml", "--dry-run"], files: ["mine.yaml": SmallNotice.text, "mine.csv": SmallNotice.roster])
        let order = (ran.tree["order"]?.array ?? []).compactMap(\.int)
        let output = order.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).reduce(0, +)
        #expect(output == ran.output.utf8.count)
        #expect(order.reduce(0, +) == ran.output.utf8.count + ran.errors.utf8.count)
        // Warnings come before what is told of the notice.
        #expect(order.first == 0)
    }

    @Test(arguments: [
        (#"{"arguments": "tasks"}"#, "/arguments"), (#"{}"#, "/arguments"), (#"[]"#, ""),
        (#"{"arguments": [], "more": 1}"#, "/more"), (#"{"arguments": [], "files": {"a": "?"}}"#, "/files"),
        (#"{"arguments": [1]}"#, "/arguments"), (#"{"arguments": [], "width": 3}"#, "/width"),
    ])
    func `a request that is none is refused with the member's name`(_ body: String, _ pointer: String) throws {
        let reply = try Bench().ask("POST", "/api/v1/commands", body: body)
        #expect(reply.status == 422)
        #expect(try reply.json()["errors"]?.array?.first?["pointer"]?.string == pointer)
    }
}
