import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

private let notices = Golden.root + "/Notices"
private let calendars = Golden.root + "/Calendars"

private func shipped(_ folder: String) throws -> [String] {
    try Files.list(folder).filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
}

private func check(_ words: [String], _ language: Language = .english) -> Golden.Run {
    Golden.run(["check"] + words, language)
}

@Test func `all that ships passes, with the warnings that are known`() throws {
    let files = try shipped(notices) + shipped(calendars)
    for language in Language.allCases {
        try Golden.expect("check-shipped.\(language.rawValue)", Golden.tidied(check(files, language)))
    }
    #expect(check(files + ["--strict"]).code == .attention)
    #expect(try check(shipped(calendars) + ["--strict"]).code == .ok)
}

@Test func `a notice that ships is known by its id`() {
    let result = check(["henan-museums-2023"])
    #expect(result.code == .ok && result.output.contains("/Notices/henan-museums-2023.yaml"))
    let slip = check(["henan-museum-2023"])
    #expect(slip.code == .attention && slip.output.contains("Did you mean \"henan-museums-2023\"?"))
}

@Test func `a roster named itself tells row by row what its notice tells at once`() {
    let beside = check(["\(notices)/henan-museums-2023.yaml"])
    #expect(!beside.output.contains("[no-mailbox]") && beside.output.contains("[unit-without-mailbox]"))
    let itself = check(["\(notices)/henan-museums-2023.csv"])
    #expect(itself.output.contains("[no-mailbox]"))
}

/// Files that a test writes, each with a name that says what is wrong with it.
private let files: [(name: String, text: String)] = [
    ("bad-calendar.yaml", "calendar: Bad Name\ntitle: 试用\nrest: [Sat, Sundy]\nhours: 9-5\n"),
    ("no-kind.yaml", "colour: red\nsize: 3\n"),
    ("list.yaml", "- a\n- b\n"),
    ("broken.yaml", "notice: [a, b\ntitle: x\n"),
    ("notice.yaml", "notice: trial\ntitle: 试用通知\nissued: 2025-01-01\ntasks:\n  forms: {title: 表, due: 2025-02-30}\n"),
    ("units.csv", "编码,名称,邮箱\nA,甲局,a@example.org\nA,乙局,b@example\n"),
    ("columns.yml", "columns: {name: 单位, state: 状态}\nstates: {submitted: 已报}\n"),
]

@Test func `every kind of file is recognised by what is in it`() throws {
    let folder = try TemporaryFolder()
    for file in files { try Files.write(file.text, to: "\(folder.path)/\(file.name)") }
    func report(_ words: [String], _ language: Language) -> Golden.Run {
        let result = check(words, language)
        return Golden.Run(
            code: result.code, output: folder.hidden(in: result.output), errors: folder.hidden(in: result.errors))
    }
    let paths = files.map { "\(folder.path)/\($0.name)" } + [folder.path, "\(folder.path)/notise.yaml"]
    for language in Language.allCases {
        try Golden.expect("check-faulty.\(language.rawValue)", Golden.tidied(report(paths, language)))
    }
    try Golden.expect("check-json.en", report(["--json", paths[0], paths[1]], .english))
    let other = report([paths[4], "--units", paths[5]], .english)
    #expect(other.output.contains("FOLDER/units.csv") && other.code == .attention)
}

@Test func `a calendar is checked without any data folder`() throws {
    let path = "\(calendars)/cn.yaml"
    #expect(check([path, "--data", "/nowhere"]).code == .ok)
    let notice = check(["\(notices)/henan-museums-2023.yaml", "--data", "/nowhere"])
    #expect(notice.output.contains("there is no folder Calendars in \"/nowhere\""))
    #expect(notice.code == .attention)
}

@Test func `a roster that cannot be read ends the check`() {
    let result = check(["henan-museums-2023", "--units", "/nowhere/units.csv"])
    #expect(result.code == .notFound && result.output.isEmpty)
}
