import Terminal
import Testing
import Texts

/// What is typed before Tab, and what bash must offer.
private let typed: [(String, [String])] = [
    ("ta", ["tasks"]), ("", ["tasks", "units", "ledger"]), ("ledger ", ["verify"]), ("units ", ["import"]),
    ("tasks --ov", ["--overdue"]), ("tasks --by ", ["due", "unit", "kind"]), ("tasks --by k", ["kind"]),
    ("tasks --by = u", ["unit"]), ("tasks -n x --b", ["--by"]), ("tasks --within ", []),
    ("--store here le", ["ledger"]), ("units import --j", []), ("units import --y", ["--yes"]),
    ("ledger verify --h", ["--head", "--help"]), ("tasks 3308", ["330800", "'330802 $(touch never)'"]),
]

@Test(.enabled(if: RanProgram.path("bash") != nil), arguments: typed)
func `bash offers what fits`(line: String, expected: [String]) throws {
    let script = ShellCompletion.script(for: .bash, Sample.table, .english)
    let words = ["./sample"] + line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let driver = """
        compopt() { :; }
        source ./script
        COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
        _sample
        for one in "${COMPREPLY[@]}"; do echo "$one"; done
        """
    // The helper program that the script asks: its second line would run a command if it were evaluated.
    let program = "#!/bin/sh\nprintf '%s\\n' 330800 '330802 $(touch never)' 衢州市\n"
    let result = try RanProgram.shell(
        "chmod +x sample; LC_ALL=C.UTF-8 bash driver; ls",
        files: ["script": script, "driver": driver, "sample": program])
    let offered = result.output.split(separator: "\n").map(String.init)
    let quoted = expected.map { $0 == "'330802 $(touch never)'" ? "330802\\ \\$\\(touch\\ never\\)" : $0 }
    #expect(offered == quoted + ["driver", "sample", "script"])
}

@Test(arguments: Shell.allCases, Language.allCases)
func `every script is read by its shell without complaint`(shell: Shell, language: Language) throws {
    let script = ShellCompletion.script(for: shell, Sample.table, language)
    #expect(script.hasSuffix("\n"))
    #expect(script.contains("overdue"))
    #expect(!script.contains("secret"), "a hidden option is not offered")
    // Where the shell is not installed, only the text is checked.
    guard let program = RanProgram.path(shell.rawValue) else { return }
    let result = try RanProgram.shell("\(program) -n script", files: ["script": script])
    #expect(result.output == "")
    #expect(result.status == 0)
}

@Test(
    .enabled(if: RanProgram.path("fish") != nil),
    arguments: [
        ("sample ta", "tasks\toutstanding tasks, nearest first\n"),
        ("sample ledger ", "verify\tcheck the hash chain\n"),
        ("sample tasks --by k", "kind\torder\n"), ("sample units import --ye", "--yes\tdo not ask\n"),
        ("sample units import --jso", ""), ("sample --store x tasks --overd", "--overdue\tonly those overdue\n"),
    ])
func `fish offers what fits`(line: String, expected: String) throws {
    let script = ShellCompletion.script(for: .fish, Sample.table, .english)
    let result = try RanProgram.shell(
        "HOME=$PWD LC_ALL=C.UTF-8 fish --no-config -c 'source script; complete -C \"\(line)\"' 2>/dev/null; rm -rf .local .config .cache",
        files: ["script": script])
    #expect(result.output == expected)
}
