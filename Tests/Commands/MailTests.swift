/// The commands about mail on one small ledger, whose clock stands where the test says.

import Deadlines
import Engine
import Ledger
import Mail
import Office
import Platform
import Reminders
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

/// Three units, one without a mailbox; a demo's ledger, because only its clock can be set.
private final class MailScene {
    let folder: TemporaryFolder
    let path: String
    static let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/ledger.db"
        let store = try LedgerStore(path, .create)
        try store.write { try $0.setMeta("demo", "1") }
        try Files.write(SmallNotice.text, to: folder.path + "/n.yaml")
        try Files.write(SmallNotice.roster, to: folder.path + "/n.csv")
        let files = [folder.path + "/n.yaml", "--units", folder.path + "/n.csv"]
        try #require(run(["load"] + files + ["--yes"], "2025-03-03T09:00").code == .ok)
    }

    @discardableResult
    func run(_ words: [String], _ now: String, _ language: Language = .chinese) -> Golden.Run {
        let console = Console.captured(language: language)
        let code = Program.run(words + ["--store", path, "--data", Golden.root, "--as", "张处", "--now", now], console)
        return Golden.Run(
            code: code, output: folder.hidden(in: console.capturedOutput),
            errors: folder.hidden(in: console.capturedErrors))
    }

    /// As `run`, for queries: they refuse an author.
    func ask(_ words: [String], _ now: String, _ language: Language = .chinese) -> Golden.Run {
        let console = Console.captured(language: language)
        let code = Program.run(words + ["--store", path, "--data", Golden.root, "--now", now], console)
        return Golden.Run(code: code, output: console.capturedOutput, errors: console.capturedErrors)
    }

    /// One round of the daemon, letters into a folder.
    func round(_ now: String) throws {
        let now = try Self.zone.parse(now).get().instant
        let clock = WorkClock(calendar: try Shelf(DataFolders(root: Golden.root)).calendar("cn"), zone: Self.zone)
        let settings = EngineSettings(
            from: Mailbox(try Address("duban@example.org")), office: "督办室", language: .chinese, coordinator: [],
            clock: clock)
        let store = try LedgerStore(path, .write)
        try LetterSignature(settings).keep(in: store)
        let engine = Engine(store, settings: settings)
        _ = try engine.tick(now: now)
        let maildir = MaildirTransport(path: folder.path + "/mail", durable: false)
        _ = try engine.send(through: maildir, now: { now })
    }
}

@Suite struct MailCommandTests {
    @Test(arguments: Language.allCases)
    func `a unit without a mailbox and a unit with one, from the forecast to the call list`(language: Language) throws {
        let scene = try MailScene()
        func expect(_ name: String, _ words: [String], _ now: String) throws {
            try Golden.expect("\(name).\(language.rawValue)", scene.ask(words, now, language))
        }
        try expect("remind", ["remind"], "2025-03-03T10:00")
        try expect("remind-night", ["remind", "--unit", "M1"], "2025-03-03T20:00")
        try expect("remind-letters", ["remind", "--letters", "--unit", "M1"], "2025-03-03T10:00")
        #expect(scene.run(["mail", "hold", "--reason", "核对名录"], "2025-03-03T10:00", language).code == .ok)
        try scene.round("2025-03-03 10:01")
        try expect("mail-held", ["mail"], "2025-03-03T10:02")
        try expect("outbox-held", ["outbox"], "2025-03-03T10:02")
        try expect("outbox-show", ["outbox", "show", "1"], "2025-03-03T10:02")
        try Golden.expect(
            "mail-release.\(language.rawValue)", scene.run(["mail", "release"], "2025-03-03T10:03", language))
        try scene.round("2025-03-03 10:04")
        try expect("outbox-suppressed", ["outbox", "--state", "suppressed"], "2025-03-03T10:05")
        try scene.round("2025-04-15 08:30")
        try expect("call-list", ["call-list"], "2025-04-15T10:00")
        try expect("call-list-csv", ["call-list", "--csv"], "2025-04-15T10:00")
    }

    @Test func `JSON has what the help says`() throws {
        let scene = try MailScene()
        try Golden.expect("remind-json", scene.ask(["remind", "--json"], "2025-03-03T10:00"))
        try scene.round("2025-03-03 10:01")
        try Golden.expect("mail-json", scene.ask(["mail", "--json"], "2025-03-03T10:02"))
        let outbox = scene.ask(["outbox", "--json"], "2025-03-03T10:02").output
        #expect(outbox.contains("\"balanced\": true") && outbox.contains("\"recipientName\": \"第一馆\""))
        try Golden.expect("call-list-json", scene.ask(["call-list", "--json"], "2025-04-15T10:00"))
    }

    @Test func `no command about mail shows an address`() throws {
        let scene = try MailScene()
        scene.run(["mail", "redirect", "secret@example.org"], "2025-03-03T10:00")
        scene.run(["mail", "test", "other@example.org"], "2025-03-03T10:00")
        try scene.round("2025-03-03 10:01")
        let asked = [
            ["mail"], ["mail", "--json"], ["outbox"], ["outbox", "--json"], ["outbox", "show", "1"], ["remind"],
            ["call-list"],
        ]
        for words in asked {
            let run = scene.ask(words, "2025-03-03T10:02")
            #expect(run.code == .ok && !(run.output + run.errors).contains("@example.org"), "\(words)")
        }
    }

    @Test(arguments: [
        (["mail", "redirect", "nobody"], ExitCode.usage), (["mail", "redirect", "a＠b.cn"], .usage),
        (["mail", "test", "没有的单位"], .notFound), (["mail", "test", "M2"], .refused),
    ])
    func `what cannot be is refused and nothing is planned`(words: [String], code: ExitCode) throws {
        let scene = try MailScene()
        let run = scene.run(words, "2025-03-03T10:00")
        #expect(run.code == code && !run.errors.isEmpty)
        #expect(try LedgerStore(scene.path, .read).outboxCounts().total == 0)
    }

    @Test func `a letter that is not there is said so`() throws {
        let scene = try MailScene()
        for word in ["7", "x", "-1", "99999999999999999999"] {
            #expect(scene.ask(["outbox", "show", word], "2025-03-03T10:00").code != .ok)
        }
    }
}
