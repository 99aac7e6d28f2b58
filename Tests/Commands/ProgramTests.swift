import Deadlines
import Documents
import Platform
import Terminal
import Testing
import Texts

@testable import Commands

private func run(_ line: String, _ language: Language = .english) -> (code: ExitCode, output: String, errors: String) {
    let console = Console.captured(language: language)
    let code = Program.run(line.split(separator: " ").map(String.init), console)
    return (code, console.capturedOutput, console.capturedErrors)
}

/// Every declaration is checked here, so that a new command cannot forget its help.
@Test(arguments: Program.commands.map { $0.name })
func `every command is declared in full`(name: String) throws {
    let command = try #require(Program.table.command(named: name))
    let spec = command.spec
    #expect(spec.name == name)
    #expect(!spec.examples.isEmpty)
    #expect(CommandGroup.all.contains(spec.group))
    for example in spec.examples { #expect(example.line.contains("duban \(name)")) }
    let names = spec.arguments.map(\.name) + spec.options.map(\.name) + Program.table.globals.map(\.name)
    #expect(Set(names).count == names.count, "names are keys and must differ")
    let letters = (spec.options + Program.table.globals).compactMap(\.short)
    #expect(Set(letters).count == letters.count)
    let known = Set(Program.table.globals.map(\.name))
    #expect(spec.refusedGlobals.allSatisfy(known.contains))
    // Nothing can follow an argument that takes all the rest, nor a required one an optional one.
    for (argument, next) in zip(spec.arguments, spec.arguments.dropFirst()) {
        #expect(argument.count == .one || (argument.count == .optional && next.count == .optional))
    }
    for phrase in [spec.summary] + spec.options.map(\.summary) + spec.arguments.map(\.summary) {
        #expect(!phrase.zh.isEmpty && !phrase.en.isEmpty)
        #expect(!phrase.zh.hasSuffix("。") && !phrase.en.hasSuffix("."))
    }
}

@Test(arguments: Program.commands.map { $0.name }, Language.allCases)
func `help fits 80 columns and shows an example`(name: String, language: Language) {
    let result = run(name + " --help", language)
    #expect(result.code == .ok)
    #expect(result.output == run("help " + name, language).output)
    #expect(result.output.contains(language == .chinese ? "\n示例：\n" : "\nExamples:\n"))
    for line in result.output.split(separator: "\n") { #expect(displayWidth(of: line) <= 80, "\(line)") }
}

@Test(arguments: Language.allCases)
func `the overview names every command and fits 80 columns`(language: Language) {
    let result = run("", language)
    #expect(result.code == .ok)
    for spec in Program.commands.map({ $0.spec }) where !spec.isHidden {
        #expect(result.output.contains("\n  \(spec.name)  "))
    }
    for line in result.output.split(separator: "\n") { #expect(displayWidth(of: line) <= 80, "\(line)") }
}

@Test func `an option takes a value in all commands or in none`() {
    // The completion scripts step over values without knowing the command yet.
    var takesValue: [String: Bool] = [:]
    for option in Program.commands.flatMap({ $0.spec.options }) + Program.table.globals {
        #expect(takesValue[option.name] ?? !option.isFlag == !option.isFlag, "--\(option.name)")
        takesValue[option.name] = !option.isFlag
    }
}

@Test func `aliases and names are unique`() {
    let names = Program.commands.flatMap { [$0.name] + $0.spec.aliases }
    #expect(Set(names).count == names.count)
}

@Test func `small commands print what they are for`() {
    #expect(run("version").output == "duban \(Program.version)\n")
    #expect(run("version --json").output == "{\n  \"program\": \"duban\",\n  \"version\": \"\(Program.version)\"\n}\n")
    #expect(run("complete commands").output.split(separator: "\n").contains("help"))
    #expect(run("completions bash").output.hasPrefix("# bash completion for duban"))
    #expect(run("completions tcsh").code == .usage)
    #expect(run("man").output.hasPrefix(".TH \"DUBAN\" \"1\" \"\" \"duban \(Program.version)\"\n"))
    #expect(run("help --markdown").output.contains("| `man` | print the manual page |"))
    #expect(run("help nothing").code == .usage)
    #expect(run("help man extra").errors.contains("leave \"extra\" out"))
}

@Test func `an error that nobody explains shows its type, never its contents`() {
    struct Leak: Error { let secret = "p4ssw0rd" }
    let failure = ErrorTexts.explain(Leak())
    #expect(failure.exitCode == .internalError)
    #expect(failure.what.en.contains("Leak") && !failure.what.en.contains("p4ssw0rd"))
}

@Test func `errors of other modules keep their words and say where`() {
    let place = Span(start: Position(line: 3, column: 5), end: Position(line: 3, column: 9))
    let diagnostic = Diagnostic(
        .error, "x", file: "a.yaml", at: place, what: Phrase(zh: "错", en: "wrong"), remedy: Phrase(zh: "改", en: "fix"))
    let data = ErrorTexts.explain(DiagnosticError(diagnostic))
    #expect(data.exitCode == .badData && data.what.en == "a.yaml:3:5: wrong" && data.remedy?.zh == "改。")
    #expect(ErrorTexts.explain(Zones.Problem.badName("../x")).exitCode == .badConfiguration)
}

/// A command line's general options, parsed as they would be for a command of its own.
private func globals(_ words: [String]) throws -> GlobalOptions {
    let spec = CommandSpec("x", group: .start, summary: Phrase(same: "x"), examples: [])
    let parsed = try ArgumentParser.parse(words, spec, program: "duban", globals: GlobalOptions.specs)
    return GlobalOptions(parsed, environment: .values(["HOME": "/home/u"]))
}

@Test func `general options are read with their defaults`() throws {
    let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)
    let plain = try globals([])
    #expect(plain.json == false && plain.pretends == false && !plain.author.isEmpty)
    #expect(try plain.store() == "/home/u/.local/state/duban/ledger.db")
    let given = try globals(["--now", "2025-04-11 09:00", "--as=张处", "--store", "s.db", "--json"])
    #expect(given.json && given.pretends && given.author == "张处")
    #expect(try given.store() == "s.db")
    #expect(try given.now(in: zone).seconds == 1_744_333_200)
    let failure = try #require(throws: Failure.self) { try globals(["--now", "2025-02-30"]).now(in: zone) }
    #expect(failure.exitCode == .usage && failure.what.en.hasPrefix("--now: ") && failure.remedy != nil)
}
