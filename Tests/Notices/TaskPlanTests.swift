import Deadlines
import Notices
import Testing
import Texts

@Suite struct TaskPlanTests {
    private static let units = [
        Unit(code: "P", name: "省科协", kind: "association", level: .province),
        Unit(code: "C", name: "甲市科协", kind: "association", level: .city, parent: "P", region: "甲市"),
        Unit(
            code: "M", name: "甲市科技馆", kind: "museum", level: .city, parent: "C", region: "甲市",
            tags: ["free", "venue:主馆", "venue:分馆", "venue:"]),
        Unit(code: "N", name: "乙市科技馆", kind: "museum", level: .city, parent: "P", region: "乙市"),
        Unit(code: "E", name: "甲市教育局", kind: "education", level: .city, parent: "P", region: "甲市"),
        Unit(code: "F", name: "乙市教育局", kind: "education", level: .city, parent: "P", region: "乙市"),
    ]
    private static let roster = Roster(units: units)
    private let museum = units[2]
    private let other = units[3]

    private func plan(_ task: String) throws -> TaskPlan {
        let lines = task.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        let text = """
            notice: sample
            title: 通知
            channels:
              box: {kind: mailbox, title: 邮箱}
              system: {kind: system, title: 系统}
            tasks:
              report:
                title: 报送
                kind: submission
            \(lines)
            """
        let reading = NoticeFixture.read(text, name: "sample.yaml", roster: nil)
        #expect(reading.diagnostics.filter { $0.severity == .error }.map(\.what.en) == [])
        return TaskPlan(try #require(reading.decoded?.notice.tasks.first), roster: Self.roster)
    }

    @Test func `a task binds the units of its selector, some of them leading`() throws {
        let plan = try plan("who: {kind: [museum, education]}\nlead: {kind: museum}")
        #expect(plan.units.map(\.code) == ["M", "N", "E", "F"])
        #expect(plan.units.map(plan.isLead) == [true, true, false, false])
        #expect(!plan.binds(Self.units[0]))
    }

    @Test func `the first due entry that fits a unit dates it`() throws {
        let plan = try plan(
            "who: {kind: museum}\ndue:\n  - {is: 2024-01-19, for: {tag: free}}\n  - 2024-01-31")
        #expect(plan.dues(for: museum).map(\.rule.text) == ["2024-01-19"])
        #expect(plan.dues(for: other).map(\.rule.text) == ["2024-01-31"])
    }

    @Test func `entries with channels make an assignment for each channel`() throws {
        let plan = try plan(
            """
            who: {kind: museum}
            due:
              - {is: 2024-01-19, channel: box, for: {tag: free}}
              - {is: 2024-01-20, channel: box}
              - {is: 2024-01-31, channel: system}
            deliver:
              word: {title: 总结, channel: box}
              zip: {title: 压缩包, channel: system, for: {tag: free}}
              other: {title: 其他}
            """)
        #expect(plan.dues(for: museum).map(\.rule.text) == ["2024-01-19", "2024-01-31"])
        #expect(plan.dues(for: other).map(\.rule.text) == ["2024-01-20", "2024-01-31"])
        #expect(plan.due(for: other, channel: "system")?.rule.text == "2024-01-31")
        #expect(plan.deliverables(for: museum, channel: "system").map(\.id) == ["zip"])
        #expect(plan.deliverables(for: other, channel: "system").map(\.id) == [])
        #expect(plan.deliverables(for: museum, channel: nil).map(\.id) == ["other"])
    }

    @Test func `items come from tags, names, or there is the one without a name`() throws {
        #expect(try plan("who: {kind: museum}").items(of: museum) == [nil])
        let tagged = try plan("who: {kind: museum}\nitems: {tags: venue}")
        #expect(tagged.items(of: museum) == ["主馆", "分馆"])
        #expect(tagged.items(of: other) == [])
        #expect(try plan("who: {kind: museum}\nitems: [上半年, 下半年]").items(of: other) == ["上半年", "下半年"])
    }

    @Test func `each level finds its reviewer, and levels for others are left out`() throws {
        let plan = try plan(
            """
            who: {kind: museum}
            review:
              - {parent: true, for: {tag: free}}
              - {unit: {kind: education}, region: same}
              - ancestor: {level: province}
            """)
        #expect(plan.reviewers(of: museum).map(\.code) == ["C", "E", "P"])
        #expect(plan.reviewers(of: other).map(\.code) == ["F", "P"])
        #expect(plan.review(of: other).map(\.level) == [1, 2])
        #expect(plan.unitsByReviewer()["P"]?.map(\.code) == ["M", "N"])
    }

    @Test func `a level without exactly one reviewer says why`() throws {
        let plan = try plan("who: {all: true}\nreview: [{unit: {kind: education}}]")
        let findings = [Self.units[0], Self.units[4]].map { plan.review(of: $0).map(\.finding) }
        #expect(findings == [[.ambiguous([Self.units[4], Self.units[5]])], [.reviewer(Self.units[5])]])
        let top = try self.plan("who: {all: true}\nreview: [parent]")
        #expect(top.review(of: Self.units[0]).map(\.finding) == [.notFound])
        let own = try self.plan("who: {all: true}\nreview: [{unit: {units: [P]}}]")
        #expect(own.review(of: Self.units[0]).map(\.finding) == [.itself])
    }

    @Test func `file names are filled in and stay file names`() {
        let name = NamePattern.filled("{unit}{year}年-{item}", unit: "甲/乙馆", item: "主馆", year: 2023)
        #expect(name == "甲_乙馆2023年-主馆")
    }
}
