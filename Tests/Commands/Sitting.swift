/// A ledger of its own for tests of commands that record: a small notice, four units, a clock that the test sets.

import Deadlines
import Ledger
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

final class Sitting {
    let folder: TemporaryFolder
    var store: String { folder.path + "/ledger.db" }
    /// The day of the next commands.
    var now = "2025-03-10T09:00"

    /// - Parameter loads: whether the notice is loaded already.
    init(loads: Bool = true) throws {
        folder = try TemporaryFolder()
        try Files.write(Sitting.notice, to: path("small.yaml"))
        try Files.write(Sitting.roster, to: path("small.csv"))
        // A demo's ledger, so that the test's clock holds for records, too.
        let ledger = try LedgerStore(store, .create)
        try ledger.write { try $0.setMeta("demo", "1") }
        if loads { #expect(run(["load", path("small.yaml")]).code == .ok) }
    }

    func path(_ name: String) -> String { folder.path + "/" + name }

    func run(
        _ words: [String], _ language: Language = .english, width: Int? = nil, answers: [String] = []
    ) -> Golden.Run {
        let console = Console.captured(language: language, width: width, answers: answers)
        let spec =
            Program.table.command(named: words[0])?.spec
            ?? Program.table.command(named: words.prefix(2).joined(separator: " "))?.spec
        let refused = Set(spec?.refusedGlobals ?? [])
        var general: [String] = []
        for (name, value) in [("store", store), ("now", now), ("data", Golden.root), ("as", "tester")]
        where !refused.contains(name) && !words.contains("--" + name) {
            general += ["--" + name, value]
        }
        let code = Program.run(words + general, console)
        return Golden.Run(
            code: code, output: folder.hidden(in: console.capturedOutput),
            errors: folder.hidden(in: console.capturedErrors))
    }

    /// A command line without blanks in its words.
    func run(_ line: String, _ language: Language = .english) -> Golden.Run {
        run(line.split(separator: " ").map(String.init), language)
    }

    /// Runs it and expects that it works.
    @discardableResult
    func does(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
        let result = run(line)
        #expect(result.code == .ok, "\(line): \(result.errors)", sourceLocation: sourceLocation)
        return result.output
    }

    static let notice = """
        notice: small-2025
        number: 试〔2025〕1号
        title: 关于做好2025年试点统计工作的通知
        issuer: 试点市科学技术协会
        issued: 2025-03-03
        period: 2024-01-01/2024-12-31
        events:
          change: {title: 变更, scope: item}
        channels:
          system: {kind: system, title: 统计系统, address: https://example.org}
        tasks:
          check:
            title: 核对名录
            kind: directoryCheck
            who: {kind: museum}
            due: 2025-03-14
          survey:
            title: 报送调查表
            kind: submission
            who: {kind: museum}
            due: 2025-04-11
            review: [parent]
            deliver:
              form: {title: 调查表, format: online, channel: system}
              photos: {title: 照片, format: photo, count: 2..5}
          review:
            title: 审核调查表
            kind: review
            who: {kind: association}
            due: 2025-04-20
            covers: [survey]
          scan:
            title: 报送盖章扫描件
            kind: sealedScan
            who: {kind: museum}
            after: [accepted(survey)]
            due: 2025-04-18
          notify:
            title: 变更备案
            kind: submission
            who: {kind: museum}
            starts: change
            due: 10 working days after change

        """

    static let roster = """
        code,name,kind,level,parent,region,tags,mail,phone
        HQ,试点市科学技术协会,association,city,,试点市,,hq@example.org,0000-0000001
        M1,试点市科技馆,museum,city,HQ,试点市,opened,m1@example.org,
        M2,东城区科技馆,museum,county,HQ,东城区,opened,m2@example.org,
        M3,西城区科技馆,museum,county,HQ,西城区,,,0000-0000003

        """
}
