// How much of what stands around the deadlines is read in the invented notices: title, number, issuers, …
import Deadlines
import Foundation
import TestSupport
import Testing

@testable import Drafting

/// What one notice's head should give.
struct ExpectedHead: Decodable {
    struct Period: Decodable {
        let start: String
        let end: String
    }
    let title: String
    let number: String?
    let issuer: [String]
    let issued: String?
    let addressees: [String]?
    let period: Period?
    let emails: [String]
    let urls: [String]

    /// The values that a draft has as expected.
    func right(in draft: Draft) -> Set<String> {
        let period = period.flatMap { period in
            Day(iso: period.start).flatMap { start in Day(iso: period.end).map { start...$0 } }
        }
        let checks = [
            ("title", draft.title == title), ("number", draft.number == number), ("issuer", draft.issuers == issuer),
            ("issued", draft.issued?.iso == issued), ("addressees", draft.addressees == addressees ?? []),
            ("period", draft.period == period), ("emails", draft.emails == emails), ("urls", draft.urls == urls),
        ]
        return Set(checks.filter(\.1).map(\.0))
    }
}

/// The bounds are what was measured, of 32 each: a rule that loses something is seen.
@Test(arguments: [
    (
        "open",
        [
            "title": 32, "number": 32, "issuer": 32, "issued": 32, "addressees": 32, "period": 32, "emails": 32,
            "urls": 31,
        ]
    ),
    (
        "frozen",
        [
            "title": 30, "number": 31, "issuer": 29, "issued": 32, "addressees": 30, "period": 30, "emails": 32,
            "urls": 32,
        ]
    ),
])
func `the heads of the corpus are read as well as they were`(part: String, least: [String: Int]) throws {
    var right: [String: Int] = [:]
    for name in Corpus.names(part) {
        let bytes = try #require(Checkout.bytes(Corpus.folder + part + "/" + name + ".json"))
        let expected = try JSONDecoder().decode(ExpectedHead.self, from: Data(bytes))
        let draft = DraftReader.read(try Corpus.text(part, name))
        for value in expected.right(in: draft) { right[value, default: 0] += 1 }
    }
    print("drafting, \(part), head: \(right.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
    for (value, count) in least { #expect(right[value, default: 0] >= count, "\(value)") }
}
