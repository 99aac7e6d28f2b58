import Deadlines
import Documents
import Notices
import Testing
import Texts

@Test func `added, changed and removed units are told by code`() {
    let old = Roster(units: [
        Unit(code: "C", name: "丙", tags: ["x", "y"]),
        Unit(code: "A", name: "甲", level: .city, mailboxes: ["a@example.org"]), Unit(code: "B", name: "乙"),
    ])
    let new = Roster(units: [
        Unit(code: "D", name: "丁"), Unit(code: "C", name: "丙", tags: ["y", "x"]),
        Unit(code: "A", name: "甲馆", level: .county, mailboxes: ["a@example.org", "b@example.org"], formerNames: ["甲"]),
    ])
    let diff = RosterDiff(from: old, to: new)
    #expect(diff.added.map(\.code) == ["D"] && diff.removed.map(\.code) == ["B"] && diff.unchanged == 1)
    #expect(diff.changed.count == 1 && diff.changed[0].isRenamed && !diff.changed[0].isRecoded)
    #expect(
        diff.changed[0].fields.map { "\($0.field.rawValue): \($0.before) → \($0.after)" } == [
            "name: 甲 → 甲馆", "level: city → county", "mail: a@example.org → a@example.org;b@example.org",
            "formerNames:  → 甲",
        ])
    #expect(RosterDiff(from: new, to: new).isEmpty && !diff.isEmpty)
}

@Test func `a unit under another code is recognised by its credit code, then by its name`() throws {
    let credit = try CreditCode("91350100M000100Y43")
    let old = Roster(units: [
        Unit(code: "1", name: "甲", creditCode: credit), Unit(code: "2", name: "乙"), Unit(code: "3", name: "同名"),
        Unit(code: "4", name: "同名"),
    ])
    let new = Roster(units: [
        Unit(code: "01", name: "新甲", creditCode: credit), Unit(code: "02", name: "乙"), Unit(code: "03", name: "同名"),
    ])
    let diff = RosterDiff(from: old, to: new)
    #expect(diff.changed.map { $0.before.code + "→" + $0.after.code } == ["1→01", "2→02"])
    #expect(diff.changed.map(\.isRenamed) == [true, false])
    #expect(diff.changed[1].fields.map(\.field) == [.code])
    #expect(diff.removed.map(\.code) == ["3", "4"] && diff.added.map(\.code) == ["03"])
}

@Test func `the difference of two rosters does not depend on their order`() {
    let units = (1...50).map { Unit(code: "U\($0)", name: "单位\($0)") }
    let old = Roster(units: units)
    let new = Roster(units: units.dropFirst(5).map { Unit(code: "N" + $0.code, name: $0.name) })
    let reversed = Roster(units: new.units.reversed())
    #expect(RosterDiff(from: old, to: new) == RosterDiff(from: old, to: reversed))
    #expect(RosterDiff(from: old, to: new).removed.count == 5)
}
