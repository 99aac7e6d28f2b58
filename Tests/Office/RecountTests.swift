/// The program's report against an independent recount, cell by cell, over random histories of the shipped notices.

import Deadlines
import Notices
import Office
import Testing
import Workflow

private struct Season: Sendable, CustomTestStringConvertible {
    let notice: String
    let from: String
    let until: String
    var testDescription: String { notice }
}

private let seasons = [
    Season(notice: "henan-museums-2023", from: "2024-01-08 10:00", until: "2024-03-01 10:00"),
    Season(notice: "quzhou-bases-2023", from: "2023-01-05 10:00", until: "2024-02-20 10:00"),
    Season(notice: "tianjin-statistics-2024", from: "2025-04-15 10:00", until: "2025-07-20 10:00"),
    Season(notice: "chongqing-statistics-2024", from: "2025-03-10 10:00", until: "2025-05-20 10:00"),
    Season(notice: "kaifu-demo-2022", from: "2022-04-28 10:00", until: "2023-01-20 10:00"),
]

@Suite struct RecountTests {
    /// Differences between the report and the recount at one moment; empty when they agree in every cell.
    private func differences(_ history: RandomHistory, asOf: Instant, by groupings: [ReportQuery.Grouping]) throws
        -> [String]
    {
        var recount = try Recounted(history.notice, in: history.desk.store, asOf: asOf)
        var expected = recount.cells()
        var found = recount.faults
        func compare(_ group: String, _ tally: Tally, _ official: OnTimeReading) {
            guard let counted = expected.removeValue(forKey: group) else {
                found.append("\(group): not in the recount")
                return
            }
            found += Self.ladderFaults(group, tally)
            let cells = tally.cells
            for cell in cells where counted[cell.key] != cell.text {
                found.append("\(group) \(cell.key): report \(cell.text), recount \(counted[cell.key] ?? "nothing")")
            }
            if Set(cells.map(\.key)) != Set(counted.keys) { found.append("\(group): other cells") }
        }
        for by in groupings {
            let query = ReportQuery(notices: [history.notice], by: by, asOf: asOf)
            let figures = try #require(try history.desk.office.report(query).notices.first)
            if by == groupings.first { compare("", figures.total, figures.official) }
            for group in figures.groups { compare("\(by.rawValue)=\(group.key ?? "")", group.tally, figures.official) }
        }
        let kinds = [""] + groupings.map { $0.rawValue + "=" }
        let missed = expected.keys.filter { key in kinds.contains { $0.isEmpty ? key.isEmpty : key.hasPrefix($0) } }
        return found + missed.sorted().map { "\($0): not in the report" }
    }

    /// Each reading is contained in the next, over the same decided ones.
    private static func ladderFaults(_ group: String, _ tally: Tally) -> [String] {
        DueBasis.allCases.flatMap { basis -> [String] in
            let rungs = OnTimeReading.allCases.map { tally[$0, basis] }
            let isNested = rungs[0].onTime <= rungs[1].onTime && rungs[1].onTime <= rungs[2].onTime
            let isAlike = Set(rungs.map { [$0.decided, $0.pending] }).count == 1
            return isNested && isAlike ? [] : ["\(group): the ladder is not nested against the \(basis) due"]
        }
    }

    @Test(arguments: seasons, [1, 2] as [UInt64])
    private func `the report agrees with the recount in every cell`(season: Season, seed: UInt64) throws {
        let history = try RandomHistory(season.notice, seed: seed, from: season.from)
        try history.run(until: season.until, batches: 16, size: 40)
        #expect(history.recorded > 50, "the history must say something")
        let count = history.moments.count
        let checks: [(asOf: Instant, by: [ReportQuery.Grouping])] = [
            (history.moments[count / 3], [.unit]),
            (history.moments[2 * count / 3].adding(seconds: 3600), [.kind, .task]),
            (history.desk.now, ReportQuery.Grouping.allCases),
        ]
        for check in checks {
            let differences = try differences(history, asOf: check.asOf, by: check.by)
            #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(12).joined(separator: "\n"))")
        }
    }
}
