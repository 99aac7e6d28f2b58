/// What `duban report` prints, and `why` of what is gone, on the small notice of `Sitting`.

import Platform
import Terminal
import Testing
import Texts

@testable import Commands

extension Sitting {
    /// Handed in late, returned, exempt, never: something for every column.
    fileprivate func fill() {
        now = "2025-03-14T10:00"
        does("confirm M1")
        does("confirm M2")
        now = "2025-04-10T16:00"
        does("submit M1 survey")
        now = "2025-04-11T09:30"
        does("return M1 survey --reason 数据有误")
        now = "2025-04-17T15:00"
        does("submit M1 survey")
        does("submit M2 survey")
        now = "2025-04-18T11:00"
        does("accept M1 survey")
        does("extend M2 survey --to 2025-04-25 --reason 系统故障")
        does("exempt M3 scan --reason 无公章")
        now = "2025-04-23T09:00"
    }

    /// A second notice for the same units, which holds first submissions against them.
    fileprivate func loadAnother() throws {
        try Files.write(
            """
            notice: extra-2025
            title: 关于报送补充材料的通知
            issued: 2025-03-03
            official: firstSubmission
            assessment: none
            tasks:
              extra:
                title: 补充材料
                kind: submission
                who: {kind: museum}
                due: 2025-04-10
                review: [parent]

            """, to: path("extra.yaml"))
        does("load \(path("extra.yaml")) --units \(path("small.csv"))")
    }

    /// As `run`, without the head of the ledger, into which random salts go.
    fileprivate func figures(_ line: String, _ language: Language = .english) -> Golden.Run {
        let found = run(line, language)
        return Golden.Run(code: found.code, output: found.output.withoutHashes, errors: found.errors)
    }
}

extension String {
    /// 64 hexadecimal digits as HASH.
    fileprivate var withoutHashes: String {
        var out = ""
        var digits = ""
        for letter in self + "\n" {
            if letter.isASCII, letter.isHexDigit {
                digits.append(letter)
                continue
            }
            out += digits.count == 64 ? "HASH" : digits
            digits = ""
            out.append(letter)
        }
        return String(out.dropLast())
    }
}

@Suite struct ReportTests {
    @Test(arguments: Language.allCases)
    func `a report shows the whole, then the groups beside each other`(language: Language) throws {
        let sitting = try Sitting()
        sitting.fill()
        try Golden.expect("report.\(language.rawValue)", sitting.figures("report", language))
        for by in ["unit", "kind", "parent", "task", "level", "region"] {
            try Golden.expect("report-\(by).\(language.rawValue)", sitting.figures("report --by \(by)", language))
        }
    }

    @Test(arguments: Language.allCases)
    func `a report as of a past day says so and counts what was known then`(language: Language) throws {
        let sitting = try Sitting()
        sitting.fill()
        let past = sitting.figures("report --as-of 2025-04-16 --by unit", language)
        try Golden.expect("report-as-of.\(language.rawValue)", past)
        try Golden.expect("report-not-due.\(language.rawValue)", sitting.figures("report --include-not-due", language))
    }

    @Test(arguments: Language.allCases)
    func `a report without a notice says that there is none`(language: Language) throws {
        let sitting = try Sitting(loads: false)
        try Golden.expect("report-empty.\(language.rawValue)", sitting.figures("report", language))
        #expect(sitting.does("report --format csv").split(separator: "\r\n").count == 1)
    }

    @Test(arguments: Language.allCases)
    func `several notices end with a total of numerators over denominators`(language: Language) throws {
        let sitting = try Sitting()
        try sitting.loadAnother()
        sitting.fill()
        sitting.does("submit M1 extra --at 2025-04-09T10:00")
        sitting.does("return M1 extra --reason 缺页")
        try Golden.expect("report-several.\(language.rawValue)", sitting.figures("report", language))
        guard language == .english else { return }
        try Golden.expect("report-csv", sitting.figures("report --by kind --format csv"))
        try Golden.expect("report-json", sitting.figures("report --format json"))
        #expect(!sitting.does("report --notice extra-2025").contains("together"))
    }

    @Test(arguments: Language.allCases)
    func `what a reload removed is told to its end`(language: Language) throws {
        let sitting = try Sitting()
        let number = try #require(sitting.does("tasks --unit M3 --json").firstNumber(after: "\"assignment\": "))
        sitting.now = "2025-03-20T09:00"
        let fewer = Sitting.roster.split(separator: "\n").filter { !$0.hasPrefix("M3") }.joined(separator: "\n") + "\n"
        try Files.write(fewer, to: sitting.path("small.csv"))
        sitting.does("load \(sitting.path("small.yaml")) --yes")
        sitting.now = "2025-04-23T09:00"
        let gone = sitting.figures("why M3 survey", language)
        try Golden.expect("why-removed.\(language.rawValue)", gone)
        #expect(sitting.run("why \(number)").code == .ok)
        #expect(sitting.does("why M3 survey --json").contains("\"state\": \"removed\""))
        // Before it went, it was open.
        #expect(sitting.does("why M3 survey --as-of 2025-03-19 --json").contains("\"state\": \"open\""))
        #expect(sitting.run("why M3 nonsense").code == .notFound)
    }
}

extension String {
    fileprivate func firstNumber(after mark: String) -> Int? {
        split(separator: mark, maxSplits: 1).dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
    }
}
