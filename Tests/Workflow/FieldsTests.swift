import Deadlines
import Testing
import Workflow

@Suite struct FieldsTests {
    static let all: [What] = [
        .submitted(Submission()),
        .submitted(
            Submission(
                items: ["a", "b"], isNil: true, onBehalf: "市科协", replaces: true, count: 7, note: "=&%\n好",
                confirms: true)),
        .accepted(level: 2), .returned(level: 1, reason: "数据有误 100%"), .reopened(reason: "x"),
        .extended(end: Instant(seconds: 5), reason: "x"), .exempted(reason: "x"), .reinstated(reason: "x"),
        .withdrawn(reason: "x"), .acknowledged, .chased(note: ""), .redated(end: nil, reason: "x"),
        .openingMoved(to: Instant(seconds: -9), reason: "x"),
        .redated(end: Instant(seconds: -9), reason: "x"), .happened(name: "told", task: "form"),
        .happened(name: "finalised", task: nil), .loaded(Load(revision: 3, notice: "a", roster: "b", calendar: "c")),
        .loaded(Load(revision: 3, notice: "a", roster: "b", calendar: "c", doubts: 2)),
        .planned(digest: "d", count: 9), .noticeWithdrawn(reason: "x"),
        .unitsImported(digest: "d", added: 1, changed: 2, removed: 3), .contactChanged(digest: "d"),
        .calendarTaken(id: "cn", digest: "d"), .silenced(until: Instant(seconds: 9), scope: "unit:U", reason: "x"),
        .unsilenced(event: 4, reason: "x"), .mailMode(mode: "hold", detail: ""), .voided(event: 3, reason: "x"),
    ]

    @Test(arguments: all)
    func `what is stored comes back the same`(what: What) {
        #expect(Fields(text: what.fields.text).flatMap { What(kind: what.kind, fields: $0) } == what)
    }

    @Test(arguments: ["a", "=b", "a=1&a=2", "a=%4", "a=%zz", "a=%FF", "&"])
    func `a text that is never written is refused`(text: String) {
        #expect(Fields(text: text) == nil)
    }

    @Test(arguments: [("submitted ", ""), ("accepted", ""), ("returned", "level=1"), ("extended", "reason=x")])
    func `an unknown kind or a missing field is refused`(kind: String, text: String) throws {
        let fields = try #require(Fields(text: text))
        #expect(What(kind: kind, fields: fields) == nil)
    }
}
