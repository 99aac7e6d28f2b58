// Folders and small ledgers that tests make for themselves.
import Deadlines
import Glibc
import Ledger
import Notices
import TestSupport
import Workflow

/// A new folder that is removed when the value goes.
final class Scratch {
    private let place: TemporaryFolder
    var folder: String { place.path }

    init() {
        guard let made = try? TemporaryFolder() else { preconditionFailure("no temporary folder") }
        place = made
    }

    var path: String { folder + "/test.ledger" }

    func path(_ name: String) -> String { folder + "/" + name }

    var names: [String] { TemporaryFolder.names(in: folder) }

    func write(_ bytes: [UInt8], to name: String) {
        let file = fopen(path(name), "w")
        defer { _ = file.map { fclose($0) } }
        _ = file.map { fwrite(bytes, 1, bytes.count, $0) }
    }

    func bytes(of name: String) -> [UInt8] {
        guard let file = fopen(path(name), "r") else { return [] }
        defer { fclose(file) }
        var out: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { out += chunk[..<count] }
        return out
    }
}

/// A ledger with one notice: three units and a review chain, two tasks.
struct Sample {
    static let start = Instant(seconds: 1_740_000_000)

    let scratch = Scratch()
    let store: LedgerStore

    init() throws {
        store = try LedgerStore(scratch.path, .create)
        try store.write { try Sample.fill($0) }
    }

    static let units = [
        Unit(code: "500000", name: "市科协", kind: "association", level: .city),
        Unit(
            code: "500101", name: "万州区科协", kind: "association", level: .county, parent: "500000", region: "万州区",
            tags: ["forms", "west"], mailboxes: ["wanzhou@example.org", "second@example.org"], phone: "023-1234"),
        Unit(
            code: "500102", name: "涪陵区科协", kind: "association", level: .county, parent: "500000",
            joins: Day(year: 2020, month: 1, day: 1), formerNames: ["涪陵科协"]),
    ]

    static func fill(_ writer: LedgerWriter) throws {
        let file = try writer.putDocument("notice: sample", kind: "notice")
        let roster = try writer.putDocument("roster", kind: "roster")
        let calendar = try writer.putDocument("calendar", kind: "calendar")
        let imported = try writer.append(
            event(.unitsImported(digest: roster, added: 3, changed: 0, removed: 0), notice: nil))
        try writer.put(units, since: imported)
        try writer.putContact(of: units[1])
        let loaded = try writer.append(
            event(.loaded(Load(revision: 1, notice: file, roster: roster, calendar: calendar))))
        try writer.put(
            StoredNotice(
                id: "sample", revision: 1, title: "年度填报通知", number: "渝科〔2025〕1号", issuer: "市科协", loadedBy: loaded,
                file: file, roster: roster, calendar: calendar, calendarID: "cn", zone: "Asia/Shanghai",
                language: .chinese, assessment: .basis, official: .acceptedSubmission),
            tasks: [
                StoredTask(id: "forms", title: "报表", kind: .submission, isOptional: false),
                StoredTask(id: "check", title: "审核", kind: .review, isOptional: true),
            ])
    }

    static func event(_ what: What, notice: String? = "sample", assignment: AssignmentID? = nil, at: Int64 = 0) -> Event
    {
        Event(
            notice: notice, assignment: assignment, at: start.adding(seconds: at),
            recorded: start.adding(seconds: at), author: "office", source: .cli, what: what)
    }

    static func assignment(_ unit: String, task: String = "forms", due: Int64? = 86_400, item: String? = nil)
        -> Assignment
    {
        Assignment(
            notice: "sample", task: task, unit: unit, item: item, reviewers: task == "forms" ? ["500000"] : [],
            opens: start, due: due.map { start.adding(seconds: $0) })
    }

    static func open(due: Int64? = 86_400) -> Status {
        var status = Status()
        status.state = .open
        status.openedAt = start
        status.since = start
        status.due = due.map { start.adding(seconds: $0) }
        status.effectiveDue = status.due
        status.extendedDue = status.due
        return status
    }

    /// Two assignments of the task `forms`, open.
    @discardableResult
    func plan() throws -> [AssignmentID] {
        try store.write { writer in
            var ids: [AssignmentID] = []
            _ = try writer.plan(Sample.event(.acknowledged)) { plan in
                for unit in ["500101", "500102"] {
                    ids.append(
                        try plan.insert(Sample.assignment(unit), status: Sample.open(), wake: Sample.start))
                }
            }
            return ids
        }
    }
}

/// The error of a call that should fail with one.
func failure<T>(_ body: () throws -> T) -> LedgerError? {
    do {
        _ = try body()
        return nil
    } catch let error as LedgerError {
        return error
    } catch {
        return nil
    }
}
