import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Daemon

private func options(_ words: [String], _ table: [String: String] = [:], usual: String = "/none") throws
    -> DaemonOptions
{
    try DaemonOptions(words, .values(table), usualConfig: usual)
}

@Test func `options go before variables, and those before the usual file`() throws {
    let folder = try TemporaryFolder()
    let usual = try folder.file("duband.yaml", "")
    #expect(try options([]).config == nil)
    #expect(try options([], usual: usual).config == usual)
    #expect(try options([], ["DUBAN_CONFIG": "a"], usual: usual).config == "a")
    #expect(try options(["-c", "b"], ["DUBAN_CONFIG": "a"], usual: usual).config == "b")
    let all = try options(["--store=s", "--data", "d", "--log-level", "debug", "--once", "--lang", "zh"])
    #expect(all.store == "s" && all.data == "d" && all.level == .debug && all.once && all.language == .chinese)
}

@Test(arguments: [["--cofnig", "x"], ["--log-level", "loud"], ["word"], ["--once=1"], ["--store"]])
func `what is not understood is a usage error with a remedy`(words: [String]) throws {
    let failure = try #require(throws: Failure.self) { try options(words) }
    #expect(failure.exitCode == .usage && failure.remedy != nil)
}

@Test(arguments: Language.allCases)
func `help and version are given whatever else is written`(language: Language) throws {
    let console = Console.captured(language: language)
    #expect(DaemonOptions.answer(["--cofnig", "--help"], console) == .ok)
    try Golden.expect(console.capturedOutput, in: "Golden/help.\(language.rawValue).txt")
    for line in console.capturedOutput.split(separator: "\n") { #expect(displayWidth(of: line) <= 80) }
    let other = Console.captured(language: language)
    #expect(DaemonOptions.answer(["--version"], other) == .ok)
    #expect(other.capturedOutput == "duband \(DaemonProgram.version)\n")
    #expect(DaemonOptions.answer(["--", "--help"], other) == nil)
}

@Test func `the language is known before anything is parsed`() {
    #expect(DaemonOptions.language(["--nonsense", "--lang", "zh"], .values([:])) == .chinese)
    #expect(DaemonOptions.language(["--lang=en"], .values(["LANG": "zh_CN.UTF-8"])) == .english)
    #expect(DaemonOptions.language([], .values(["LANG": "zh_CN.UTF-8"])) == .chinese)
}

@Test func `the command line's ledger goes before the file's, and that before the variable`() throws {
    var configuration = Configuration()
    configuration.store = "file.db"
    func store(_ words: [String], _ configuration: Configuration) throws -> String {
        let environment = Environment.values(["DUBAN_STORE": "variable.db"])
        return try ConfigurationLoader(options: options(words), environment: environment).store(configuration)
    }
    #expect(try store(["--store", "option.db"], configuration) == "option.db")
    #expect(try store([], configuration) == "file.db")
    #expect(try store([], Configuration()) == "variable.db")
}
