import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct DoubtTests {
    private static let doubtful = Sitting.notice.replacing(
        "issued: 2025-03-03\n", with: "issued: 2025-03-03\ndoubts:\n  issued: 原文只有收文日期\n"
    ).replacing("    due: 2025-03-14\n", with: "    due: 2025-03-14\n    doubts:\n      due: 原文没有写月份\n")

    private func sitting(_ text: String = doubtful) throws -> Sitting {
        let sitting = try Sitting(loads: false)
        try Files.write(text, to: sitting.path("small.yaml"))
        return sitting
    }

    @Test(arguments: Language.allCases)
    func `where nobody can be asked a notice with doubts is shown and refused`(language: Language) throws {
        let sitting = try sitting()
        let load = ["load", sitting.path("small.yaml")]
        try Golden.expect("load-doubts.\(language.rawValue)", sitting.run(load, language))
        #expect(sitting.run(load + ["--yes"], language, answers: ["y"]).code == .refused)
        #expect(sitting.run(load + ["--json"], language, answers: ["y"]).code == .refused)
        #expect(sitting.run("notices").output.contains("small-2025") == false)
    }

    @Test func `a refused load makes no ledger, and a dry run asks nothing`() throws {
        let sitting = try sitting()
        let load = ["load", sitting.path("small.yaml"), "--store", sitting.path("none.db")]
        #expect(sitting.run(load).code == .refused)
        let dry = sitting.run(load + ["--dry-run"])
        #expect(dry.code == .ok && dry.output.contains("2 open doubts") && dry.output.contains("line 7: "))
        #expect(!dry.errors.contains("[open-doubt]"), "they are listed once")
        let json = sitting.run(load + ["--dry-run", "--json"]).output
        #expect(json.contains(#"{"task": "check", "key": "due", "text": "原文没有写月份"}"#))
        #expect(!Files.isFile(sitting.path("none.db")))
    }

    @Test(arguments: [("n", ExitCode.refused), ("", .refused), ("y", .ok), ("是", .ok)])
    func `at a terminal the person decides`(answer: String, code: ExitCode) throws {
        let sitting = try sitting()
        let asked = sitting.run(["load", sitting.path("small.yaml")], answers: [answer])
        #expect(asked.code == code && asked.errors.contains("these doubts are not settled"))
        #expect(sitting.run("notices").output.contains("small-2025") == (code == .ok))
    }

    @Test(arguments: Language.allCases)
    func `what was accepted is shown with who and when`(language: Language) throws {
        let sitting = try sitting()
        let load = ["load", sitting.path("small.yaml")]
        #expect(sitting.run(load + ["--accept-doubts"]).code == .ok)
        #expect(sitting.run(load).output.contains("nothing to store"), "the same file again")
        let show = sitting.run(["notice", "show", "small-2025", "--task", "check"], language)
        try Golden.expect("notice-show-doubts.\(language.rawValue)", show)
        let accepted = "accepted by tester, 2025-03-10 09:00"
        #expect(sitting.run("notice show small-2025").output.contains("issued: 原文只有收文日期 (\(accepted))"))
        #expect(sitting.run("notice show small-2025 --json").output.contains(#""by": "tester""#))
        #expect(sitting.run(["notice", "show", sitting.path("small.yaml")]).output.contains("(to be settled)"))
        let why = sitting.run("why M1 check").output
        #expect(why.contains("in doubt: the due date") && why.contains("revision 1, 2 doubts accepted"))
    }

    @Test func `a changed version with doubts is asked about again, once for everything`() throws {
        let sitting = try Sitting()
        try Files.write(Self.doubtful.replacing("2025-03-14", with: "2025-03-21"), to: sitting.path("small.yaml"))
        let load = ["load", sitting.path("small.yaml")]
        #expect(sitting.run(load + ["--yes"]).code == .refused)
        #expect(sitting.run("tasks --unit M1").output.contains("2025-03-14"))
        #expect(
            sitting.run(load + ["--accept-doubts"]).errors.contains("add --yes"), "the change is a question of its own")
        #expect(sitting.run(load, answers: ["y"]).code == .ok)
        #expect(sitting.run("tasks --unit M1").output.contains("2025-03-21"))
    }
}
