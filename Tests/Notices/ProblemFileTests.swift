import Notices
import TestSupport
import Testing
import Texts

/// Every problem of notice files has a file that reproduces it, and the text that people then read.
@Suite struct ProblemFileTests {
    static let codes = NoticeFixture.names(in: NoticeFixture.problems, ending: ".yaml")

    @Test(arguments: codes) func `a file reproduces its problem and says it as agreed`(code: String) throws {
        let path = "\(NoticeFixture.problems)/\(code)"
        let text = try #require(Checkout.text(path + ".yaml"))
        let reading = NoticeFixture.read(text, name: code + ".yaml", roster: NoticeFixture.roster(path + ".csv"))
        let own = reading.diagnostics.filter { $0.code == code }
        #expect(!own.isEmpty)
        #expect(own.allSatisfy { $0.span != nil }, "a problem of a notice file has a place")
        let found = reading.rendered(.chinese) + "\n\n" + reading.rendered(.english) + "\n"
        #expect(Checkout.golden(path + ".txt", found: found) == found)
    }

    @Test func `every declared problem has its file`() {
        let missing = NoticeProblem.allCases.map(\.rawValue).filter { !Self.codes.contains($0) }
        #expect(missing == [])
        #expect(NoticeProblem.allCases.count >= 45)
        #expect(NoticeFixture.names(in: NoticeFixture.problems, ending: ".txt") == Self.codes)
    }
}
