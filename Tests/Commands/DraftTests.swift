import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct DraftTests {
    private func draft(_ text: String, _ words: [String] = [], _ language: Language = .english) throws -> (
        run: Golden.Run, wrote: Bool
    ) {
        let folder = try TemporaryFolder()
        try Files.write(text, to: folder.path + "/notice.txt")
        let run = Golden.run(
            ["draft", folder.path + "/notice.txt", "-o", folder.path + "/notice.yaml"] + words, language)
        let tidied = Golden.Run(
            code: run.code, output: folder.hidden(in: run.output), errors: folder.hidden(in: run.errors))
        return (tidied, Files.isFile(folder.path + "/notice.yaml"))
    }

    @Test(arguments: Language.allCases)
    func `a text without a deadline makes no file, and says why`(language: Language) throws {
        let event = try draft("本馆成立于2015年3月1日。\n", [], language)
        try Golden.expect("draft-nothing.\(language.rawValue)", event.run)
        #expect(!event.wrote)
        for text in ["", "\n \n", "各单位：请认真学习。\n"] {
            let nothing = try draft(text, [], language)
            #expect(nothing.run.code == .badData && !nothing.wrote && !nothing.run.errors.isEmpty)
        }
    }

    @Test func `as JSON nothing found is empty lists`() throws {
        let folder = try TemporaryFolder()
        try Files.write("", to: folder.path + "/notice.txt")
        let run = Golden.run(["draft", folder.path + "/notice.txt", "--json"], .english)
        #expect(run.code == .ok && run.errors.isEmpty)
        for part in [#""deadlines": []"#, #""others": []"#, #""title": null"#] { #expect(run.output.contains(part)) }
    }
}
