/// A real ledger in a folder of its own, a small notice, a clock that the test sets, and a far end that does as it is told.

import Deadlines
import Documents
import Engine
import Glibc
import Ledger
import Mail
import Notices
import Office
import Platform
import Reminders
import TestSupport
import Testing
import Texts
import Workflow

final class Scene {
    private let place: TemporaryFolder
    var folder: String { place.path }
    private(set) var store: LedgerStore
    private(set) var engine: Engine
    let far = FarEnd()
    private(set) var now: Instant
    var resendsUnknown = true
    private let stride: Int
    private let coordinator: [String]

    static let zone = Zone(identifier: "Asia/Shanghai", initialOffset: 8 * 3600)
    static let calendar: WorkCalendar? = try? Shelf(DataFolders(root: Checkout.root)).calendar("cn")

    /// - Parameter released: whether somebody has let mail go.
    init(
        _ notices: [String] = [Scene.notice], roster: String = Scene.roster, at: String = "2025-03-03 09:00",
        released: Bool = true, coordinator: [String] = ["boss@example.org"], stride: Int = 2000
    ) throws {
        place = try TemporaryFolder()
        now = try Scene.moment(at)
        self.coordinator = coordinator
        self.stride = stride
        store = try LedgerStore(place.path + "/ledger.db", .create, busyMilliseconds: 20)
        engine = Engine(store, settings: try Scene.settings(coordinator, stride: stride))
        if released { _ = try office.releaseMail(reason: "test", now: now) }
        for notice in notices { try load(notice, roster) }
    }

    var office: Office { Office(store, author: "tester", source: .cli) }

    static func settings(
        _ coordinator: [String], resendsUnknown: Bool = true, stride: Int = 2000
    ) throws -> EngineSettings {
        EngineSettings(
            from: Mailbox(try Address("duban@example.org")), office: "督办室", language: .chinese,
            coordinator: coordinator, clock: WorkClock(calendar: try #require(calendar), zone: zone),
            retry: Retry(first: 60, cap: 3600, attempts: 4), resendsUnknown: resendsUnknown, group: 16,
            stride: stride)
    }

    static func moment(_ text: String) throws -> Instant { try zone.parse(text).get().instant }

    func load(_ text: String, _ roster: String = Scene.roster, acceptsDoubts: Bool = false) throws {
        let node = try #require(YAMLReader.read(text, file: "notice.yaml").node)
        let (decoded, problems) = NoticeFile.decode(node, file: "notice.yaml")
        try #require(problems.filter { $0.severity == .error } == [])
        let sheet = try #require(CSVReader.read(roster, file: "roster.csv").sheet)
        let input = LoadInput(
            notice: try #require(decoded).notice, text: text, roster: RosterReader.read(sheet).roster,
            calendar: try #require(Scene.calendar))
        _ = try office.apply(
            try office.propose(input, now: now), reason: "test", acceptsDoubts: acceptsDoubts, now: now)
    }

    // MARK: - Time

    func at(_ text: String) throws { now = try Scene.moment(text) }
    func pass(seconds: Int64) { now = now.adding(seconds: seconds) }

    /// One round of the daemon.
    @discardableResult
    func round() throws -> Sent {
        _ = try engine.tick(now: now)
        let moment = now
        far.now = moment
        return try engine.send(through: far, now: { moment })
    }

    /// The daemon is killed and started again.
    func restart() throws {
        store = try LedgerStore(folder + "/ledger.db", .write, busyMilliseconds: 20)
        engine = Engine(
            store, settings: try Scene.settings(coordinator, resendsUnknown: resendsUnknown, stride: stride))
        _ = try engine.recover(now: now)
    }

    /// Rounds at each wake, as the daemon makes them, through the end.
    func run(through end: String) throws {
        let end = try Scene.moment(end)
        var rounds = 0
        while let wake = try engine.nextWake(), wake <= end {
            now = max(now, wake)
            try round()
            rounds += 1
            try #require(rounds < 2000, "the engine never comes to rest")
        }
        now = end
    }

    // MARK: - What people do

    func assignment(_ unit: String, _ task: String = "forms", notice: String = "test") throws -> AssignmentID {
        let rows = try store.assignments(.unitInNotice(unit, notice: notice))
        return try #require(rows.first { $0.assignment.task == task }, "\(task) of \(unit)").id
    }

    func record(_ unit: String, _ what: What, task: String = "forms") throws {
        _ = try office.record([StepRequest(try assignment(unit, task), what, at: now)], now: now)
    }

    func silence(_ scope: String, until: String) throws {
        let until = try Scene.moment(until)
        let event = Event(
            at: now, recorded: now, author: "tester", source: .cli,
            what: .silenced(until: until, scope: scope, reason: "test"))
        try store.write { _ = try $0.append(event) }
    }

    // MARK: - What is seen

    /// `2025-03-03 09:00 m1@example.org` and the letter's kind, in the order in which they arrived.
    var arrived: [String] { far.delivered.map(\.text) }

    func letters(_ state: Ledger.Letter.State? = nil) throws -> [Ledger.Letter] {
        try store.letters(state: state, limit: 100_000).sorted { $0.id < $1.id }
    }

    /// Stages told to a recipient, in the order of their letters.
    func told(_ recipient: String) throws -> [String] {
        try letters().filter { $0.recipient == recipient }.flatMap { try store.owed(inLetter: $0.id).map(\.stage) }
    }
}

extension Scene {
    /// The small notice's units; and a third museum with two mailboxes.
    static let roster =
        SmallNotice.roster + """

            M3,第三馆,museum,county,P,m3a@example.org;m3b@example.org,
            """

    static let notice = SmallNotice.text
}
