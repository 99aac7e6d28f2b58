import Deadlines
import TestSupport
import Testing

@testable import Notices

/// Notices/README.md and the decoder know the same keys; the rules that it shows are rules.
@Suite struct ReferenceTests {
    /// The first cells of the tables under each heading, without their backticks.
    private static func tables() throws -> [String: [String]] {
        let text = try #require(Checkout.text(NoticeFixture.shipped + "/README.md"))
        var tables: [String: [String]] = [:]
        var heading = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") { heading = String(line.drop { $0 == "#" || $0 == " " }) }
            guard line.hasPrefix("| `") else { continue }
            let cell = line.dropFirst(3).prefix { $0 != "`" }
            tables[heading, default: []].append(String(cell))
        }
        return tables
    }

    @Test func `the reference documents every key that the decoder reads, and no other`() throws {
        let tables = try Self.tables()
        for (section, keys) in NoticeFile.keys {
            #expect(tables[section]?.sorted() == keys.sorted(), "\(section)")
        }
        let foreign = ["Due rules", "Status exports"]
        #expect(Set(tables.keys).subtracting(NoticeFile.keys.map(\.section)).subtracting(foreign) == [])
    }

    @Test func `every rule of the reference is understood`() throws {
        let rules = try #require(try Self.tables()["Due rules"])
        #expect(rules.count > 15)
        for rule in rules {
            if case .failure(let problem) = DueRule.parse(rule) { Issue.record("\(rule): \(problem.what.en)") }
        }
    }

    @Test func `the reference's example is a notice without problems`() throws {
        let text = try #require(Checkout.text(NoticeFixture.shipped + "/README.md"))
        let example = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map { $0.dropFirst(4) }
        let reading = NoticeFixture.read(example.joined(separator: "\n"), name: "README.md", roster: nil)
        #expect(reading.diagnostics.map(\.code) == [])
        #expect(reading.decoded?.notice.tasks.first?.review == [ReviewLevel(reviewer: .parent)])
    }
}
