import Notices
import TestSupport
import Testing
import Texts

/// The five notices that ship: no errors, and exactly the warnings that are agreed on.
@Suite struct ShippedNoticeTests {
    static let names = NoticeFixture.names(in: NoticeFixture.shipped, ending: ".yaml")
    static let golden = NoticeFixture.root + "/Tests/Notices/shipped-warnings.txt"

    private func reading(_ name: String) throws -> NoticeFixture.Reading {
        let path = "\(NoticeFixture.shipped)/\(name)"
        let text = try #require(Checkout.text(path + ".yaml"))
        let roster = try #require(NoticeFixture.roster(path + ".csv"))
        return NoticeFixture.read(text, name: "Notices/\(name).yaml", roster: roster)
    }

    @Test(arguments: names) func `a shipped notice has no error`(name: String) throws {
        let errors = try reading(name).diagnostics.filter { $0.severity == .error }
        #expect(errors.map { "\($0.code) \($0.span?.start.line ?? 0) \($0.what.en)" } == [])
    }

    @Test func `the shipped notices have the agreed warnings and no other`() throws {
        let lines = try Self.names.flatMap { name in
            try reading(name).diagnostics.inReadingOrder().map { diagnostic in
                let place = diagnostic.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
                return "\(diagnostic.file):\(place) \(diagnostic.code) \(diagnostic.what.zh)"
            }
        }
        let found = lines.joined(separator: "\n") + "\n"
        #expect(Checkout.golden(Self.golden, found: found) == found)
        #expect(Self.names.count == 5)
    }
}
