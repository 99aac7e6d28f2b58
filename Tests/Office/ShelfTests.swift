import Deadlines
import Notices
import Platform
import TestSupport
import Testing
import Texts

@testable import Office

private let root = Checkout.root
private let shelf = Shelf(DataFolders(root: root))

private func problem(_ body: () throws -> Void) -> ShelfProblem? {
    do { try body() } catch { return error as? ShelfProblem }
    return nil
}

@Test func `calendars are found by id and read once`() throws {
    #expect(shelf.calendarIDs == ["cn", "weekdays"])
    let first = try shelf.calendar("cn")
    #expect(first.id == "cn" && first.horizon?.iso == "2026-12-31")
    #expect(try shelf.calendar("cn") == first)
    #expect(try shelf.zone(Shelf.usualZone).identifier == "Asia/Shanghai")
}

@Test(arguments: ["CN", "../Calendars/cn", "cn.yaml", ""])
func `a name that is no calendar's never becomes a path`(id: String) {
    guard case .unknownCalendar(id, let known) = problem({ _ = try shelf.calendar(id) }) else {
        Issue.record("\(id) was taken for a calendar")
        return
    }
    #expect(known == ["cn", "weekdays"])
}

@Test func `every notice that ships opens with its roster, calendar and zone`() throws {
    let shipped = shelf.shippedNotices
    #expect(shipped.count == 5)
    for notice in shipped {
        let opened = try shelf.open(notice.id)
        #expect(opened.notice.id == notice.id && opened.rosterPath == notice.rosterPath)
        #expect(!opened.roster.units.isEmpty && opened.calendar.id == "cn" && opened.zone.identifier == "Asia/Shanghai")
        #expect(!opened.warnings.hasErrors && opened.sources.count == 2)
    }
}

@Test func `a known roster stands in for the one beside the notice`() throws {
    let known = try shelf.open("quzhou-bases-2023").roster
    let opened = try shelf.open("quzhou-bases-2023", known: known)
    #expect(opened.rosterPath == nil && opened.roster.units.count == known.units.count)
}

@Test func `what leads nowhere names what is near`() {
    let slip = problem { _ = try shelf.open("henan-museum-2023") }
    #expect(slip?.remedy?.en == "Did you mean \"henan-museums-2023\"?")
    #expect(Shelf.nearest(to: root + "/Notices/henan-museum-2023.yaml") == root + "/Notices/henan-museums-2023.yaml")
    #expect(
        problem { _ = try shelf.open("henan-museums-2023", units: "/nowhere.csv") }?.what.en.contains("/nowhere.csv")
            == true)
}

@Test func `a file with errors is told with each of them`() throws {
    let faulty = problem { _ = try Shelf.readCalendar(root + "/Notices/henan-museums-2023.yaml").sound() }
    let text = try #require(faulty?.what.zh)
    #expect(text.contains("处错误\n") && text.contains("henan-museums-2023.yaml:4:1: 错误："))
    #expect(faulty?.remedy?.en.contains("duban check") == true)
}

private func mapping(_ keys: [String]) -> Node {
    let place = Span(start: Position(line: 1, column: 1), end: Position(line: 1, column: 2))
    func scalar(_ text: String) -> Node { Node(.scalar(text, plain: true), at: place) }
    return Node(.mapping(keys.map { Node.Entry(key: scalar($0), value: scalar("x")) }), at: place)
}

@Test(arguments: [
    (["notice", "title", "calendar", "tasks"], FileKind.notice as FileKind?),
    (["notise", "title", "issuer", "calendar"], .notice),
    (["calendar", "title", "rest"], .calendar),
    (["calendar", "title", "horizn", "notices"], .calendar),
    (["source", "columns", "tasks"], .statusMapping),
    (["notice", "task", "unit", "state", "times"], .statusMapping),
    (["colour"], nil),
    ([], nil),
])
func `a file's kind is told by its keys, slips forgiven`(keys: [String], kind: FileKind?) {
    #expect(FileKind.recognise(mapping(keys)) == kind)
}

@Test func `no other kind is taken for what each shipped file is`() throws {
    for notice in shelf.shippedNotices {
        let tree = try #require(try Shelf.readTree(notice.path).value)
        #expect(FileKind.recognise(tree) == .notice)
    }
    for id in shelf.calendarIDs {
        let tree = try #require(try Shelf.readTree("\(root)/Calendars/\(id).yaml").value)
        #expect(FileKind.recognise(tree) == .calendar)
    }
}
