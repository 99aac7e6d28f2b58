/// Accounts and tokens from the command line, as they print; tokens and digests, which differ every time, by name only.

import Ledger
import Platform
import Terminal
import Testing
import Texts

@testable import Commands

@Suite struct AccessCommandTests {
    private func expect(
        _ name: String, _ run: Golden.Run, _ language: Language, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let shown = Golden.Run(code: run.code, output: run.output.withoutTokens, errors: run.errors.withoutTokens)
        try Golden.expect("\(name).\(language.rawValue)", shown, sourceLocation: sourceLocation)
    }

    @Test(arguments: Language.allCases)
    func `from the first account to its end`(language: Language) throws {
        let sitting = try Sitting()
        func run(_ line: String) -> Golden.Run {
            sitting.run(line.split(separator: " ").map(String.init), language)
        }
        try expect("access-none", run("access list"), language)
        try expect("access-grant", run("access grant 统计办 --role coordinator --mail office@example.org"), language)
        let grant = "access grant 报表程序 --role auditor --notice small-2025 --token --label 夜间导出 --expires 2025-12-31"
        try expect("access-grant-token", run(grant), language)
        try expect("access-grant-unit", run("access grant 审核员 --role reviewer --unit HQ"), language)
        sitting.now = "2025-03-11T09:00"
        try expect("access-token", run("access token 报表程序 --label 白天"), language)
        try expect("access-list", run("access list"), language)
        sitting.now = "2025-03-12T09:00"
        try expect("access-revoke", run("access revoke 报表程序"), language)
        try expect("access-revoke-links", run("access revoke --links"), language)
        try expect("access-list-left", run("access list"), language)
        try expect("access-list-all", run("access list --all"), language)
    }

    @Test(arguments: Language.allCases)
    func `what is wrong is said with its remedy, and nothing is granted`(language: Language) throws {
        let sitting = try Sitting()
        _ = sitting.run("access grant 统计办 --role coordinator --mail office@example.org")
        let before = sitting.run("access list --all --json").output
        for (name, line) in [
            ("no-role", "access grant 甲"), ("no-unit", "access grant 甲 --role reviewer"),
            ("needless-unit", "access grant 甲 --role auditor --unit HQ"),
            ("needless-notice", "access grant 甲 --role unit --unit M1 --notice small-2025"),
            ("unknown-unit", "access grant 甲 --role unit --unit M9"),
            ("unknown-notice", "access grant 甲 --role auditor --notice smal-2025"),
            ("same-mail", "access grant 乙 --role auditor --mail office@example.org"),
            ("no-mail", "access grant 乙 --role auditor --mail office"),
            ("token-of-nobody", "access token 丙"), ("revoke-nobody", "access revoke 丙"),
            ("revoke-what", "access revoke"), ("revoke-no-digest", "access revoke --digest 0123456789"),
        ] {
            let run = sitting.run(line.split(separator: " ").map(String.init), language)
            #expect(run.code != .ok && run.output.isEmpty, "\(line)")
            try expect("access-\(name)", run, language)
        }
        #expect(sitting.run("access list --all --json").output == before)
    }

    @Test func `JSON has what the help says`() throws {
        let sitting = try Sitting()
        let grant = "access grant 报表程序 --role auditor --token --label 夜间导出 --expires 2025-12-31 --json"
        try expect("access-grant-json", sitting.run(grant), .english)
        sitting.now = "2025-03-11T09:00"
        try expect("access-token-json", sitting.run("access token 报表程序 --json"), .english)
        try expect("access-list-json", sitting.run("access list --json"), .english)
        try expect("access-revoke-json", sitting.run("access revoke 报表程序 --json"), .english)
    }

    @Test func `the ledger keeps no token, and its digest ends it`() throws {
        let sitting = try Sitting()
        let told = sitting.does("access grant 报表程序 --role auditor --token")
        let token = try #require(told.split { $0 == " " || $0 == "\n" }.first { $0.hasPrefix("dbn_") }).utf8
        #expect(token.count > 40)
        for name in [sitting.store, sitting.store + "-wal"] where Files.isFile(name) {
            let bytes = try Files.read(name)
            #expect(bytes.firstRange(of: Array(token)) == nil, "\(name)")
        }
        let list = sitting.does("access list")
        let digest = try #require(list.split { $0 == " " || $0 == "\n" }.first { $0.isDigest(of: 12) })
        #expect(sitting.does("access revoke --digest \(digest)").contains(digest))
        #expect(!sitting.does("access list").contains(digest))
    }
}

extension StringProtocol {
    fileprivate func isDigest(of count: Int) -> Bool {
        self.count == count && allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }
}

extension String {
    /// Words that are tokens or digests as `TOKEN` and `DIGEST`, digests as wide as they were.
    fileprivate var withoutTokens: String {
        var out = ""
        var word = ""
        func close() {
            if word.hasPrefix("dbn_") {
                out += "TOKEN"
            } else if word.isDigest(of: 12) || word.isDigest(of: 64) {
                out += "DIGEST" + String(repeating: "·", count: word.count - 6)
            } else {
                out += word
            }
            word = ""
        }
        for character in self {
            if character.isLetter || character.isNumber || character == "_" || character == "-" {
                word.append(character)
            } else {
                close()
                out.append(character)
            }
        }
        close()
        return out
    }
}
