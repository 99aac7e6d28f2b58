/// A ledger in a folder of its own with the notices that ship, for tests of the use cases.

import Deadlines
import Documents
import Foundation
import Ledger
import Notices
import Office
import Platform
import TestSupport
import Testing
import Texts
import Workflow

final class Desk {
    private let place: TemporaryFolder
    var folder: String { place.path }
    let store: LedgerStore
    let office: Office
    /// The moment at which the next step is recorded.
    var now: Instant

    static let china = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)

    init(now: String = "2025-03-01 09:00") throws {
        place = try TemporaryFolder()
        store = try LedgerStore(place.path + "/ledger.db", .create)
        office = Office(store, author: "tester", source: .cli)
        self.now = try Desk.moment(now)
    }

    /// `"2025-04-10 09:00"` on the clock of Shanghai.
    static func moment(_ text: String) throws -> Instant { try Desk.china.parse(text).get().instant }

    static var root: String { Checkout.root }

    static func calendar() throws -> WorkCalendar {
        let text = try String(contentsOfFile: root + "/Calendars/cn.yaml", encoding: .utf8)
        let node = try #require(YAMLReader.read(text, file: "cn.yaml").node)
        return try #require(CalendarFile.decode(node, file: "cn.yaml").calendar)
    }

    static func input(_ text: String, roster: String?) throws -> LoadInput {
        let node = try #require(YAMLReader.read(text, file: "notice.yaml").node)
        let (decoded, problems) = NoticeFile.decode(node, file: "notice.yaml")
        try #require(problems.filter { $0.severity == .error } == [])
        let sheet = try roster.map { try #require(CSVReader.read($0, file: "roster.csv").sheet) }
        return LoadInput(
            notice: try #require(decoded).notice, text: text, roster: sheet.map { RosterReader.read($0).roster },
            calendar: try calendar())
    }

    static func shipped(_ name: String) throws -> LoadInput {
        try input(
            String(contentsOfFile: root + "/Notices/\(name).yaml", encoding: .utf8),
            roster: String(contentsOfFile: root + "/Notices/\(name).csv", encoding: .utf8))
    }

    @discardableResult
    func load(_ input: LoadInput) throws -> LoadResult {
        try office.apply(try office.propose(input, now: now), reason: "test", now: now)
    }

    func assignment(_ notice: String, _ task: String, _ unit: String, item: String? = nil) throws -> StoredAssignment {
        let found = try store.assignments(.unitInNotice(unit, notice: notice))
            .filter { $0.assignment.task == task && (item == nil || $0.assignment.item == item) }
        return try #require(found.first, "\(task) of \(unit)")
    }

    /// Records one step at `at`, written down at the same moment.
    @discardableResult
    func step(_ at: String, _ id: AssignmentID, _ what: What) throws -> Recording {
        now = try Desk.moment(at)
        return try office.record([StepRequest(id, what, at: now)], now: now)
    }

    @discardableResult
    func step(_ at: String, _ notice: String, _ task: String, _ unit: String, _ what: What) throws -> Recording {
        try step(at, try assignment(notice, task, unit).id, what)
    }
}
