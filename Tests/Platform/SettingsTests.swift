import Platform
import TestSupport
import Testing
import Texts

@Test(arguments: [
    ([:], Language.english), (["LANG": "C"], .english), (["LANG": "POSIX"], .english), (["LANG": "C.UTF-8"], .english),
    (["LANG": "zh_CN.UTF-8"], .chinese), (["LANG": "zh"], .chinese), (["LANG": "zh-Hans"], .chinese),
    (["LANG": "ZH_TW"], .chinese), (["LANG": "en_US.UTF-8"], .english), (["LANG": "zha"], .english),
    (["LANG": "zh_CN", "LC_ALL": "en_US"], .english), (["LANG": "en_US", "LC_MESSAGES": "zh_CN"], .chinese),
    (["LANG": "zh_CN", "LC_ALL": "", "LC_MESSAGES": ""], .chinese),
])
func `the locale decides the language`(variables: [String: String], expected: Language) {
    #expect(Locale.language(.values(variables)) == expected)
}

@Test func `the process has an environment, a user and a program`() throws {
    #expect(Environment.process["PATH"] != nil)
    #expect(Environment.process["DUBAN_SURELY_UNSET"] == nil)
    #expect(!UserIdentity.name.isEmpty)
    #expect(try #require(DataFolders.Program.path).hasPrefix("/"))
}

@Test func `the ledger lies where the option, the variables or the home folder say`() throws {
    let all = ["DUBAN_STORE": "/v.db", "XDG_STATE_HOME": "/state", "HOME": "/home/u"]
    #expect(try DataFolders.store(option: "o.db", environment: .values(all)) == "o.db")
    #expect(try DataFolders.store(option: nil, environment: .values(all)) == "/v.db")
    let state = ["XDG_STATE_HOME": "/state", "HOME": "/home/u"]
    #expect(try DataFolders.store(option: nil, environment: .values(state)) == "/state/duban/ledger.db")
    let relative = ["XDG_STATE_HOME": "state", "HOME": "/home/u"]
    #expect(
        try DataFolders.store(option: nil, environment: .values(relative)) == "/home/u/.local/state/duban/ledger.db")
    #expect(throws: FileProblem.self) { try DataFolders.store(option: nil, environment: .values([:])) }
}

@Test func `calendars are found by option, variable, installation, checkout`() throws {
    let folder = try TemporaryFolder()
    let root = folder.path
    for made in [
        "opt/Calendars", "var/Calendars", "usr/share/duban/Calendars", "usr/bin", "tree/Calendars", "tree/a/b",
    ] {
        try Files.makeFolder(root + "/" + made)
    }
    try Files.write("", to: root + "/tree/Package.swift")
    func find(_ option: String?, _ variable: String?, program: String?, here: String) throws -> String {
        let environment = Environment.values(variable.map { ["DUBAN_DATA": root + $0] } ?? [:])
        let found = try DataFolders.find(
            option: option.map { root + $0 }, environment: environment, program: program.map { root + $0 },
            here: root + here)
        return String(found.root.dropFirst(root.count))
    }
    #expect(try find("/opt", "/var", program: "/usr/bin/duban", here: "/tree") == "/opt")
    #expect(try find(nil, "/var", program: "/usr/bin/duban", here: "/tree") == "/var")
    #expect(try find(nil, nil, program: "/usr/bin/duban", here: "/tree") == "/usr/share/duban")
    #expect(try find(nil, nil, program: "/tree/a/b/duban", here: "/") == "/tree")
    #expect(try find(nil, nil, program: "/opt/duban", here: "/tree/a") == "/tree")
    #expect(throws: FileProblem.self) { try find("/usr", nil, program: nil, here: "/tree") }
    #expect(throws: FileProblem.self) { try find(nil, nil, program: nil, here: "/opt") }
}
