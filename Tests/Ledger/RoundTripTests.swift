// Whatever can be recorded comes back as it was: random events, assignments and statuses from fixed seeds.
import Deadlines
import Notices
import TestSupport
import Testing
import Workflow

@testable import Ledger

extension SplitMix64 {
    mutating func flag() -> Bool { Bool.random(using: &self) }
    mutating func count() -> Int { Int.random(in: 0...9, using: &self) }
    mutating func instant() -> Instant {
        Instant(seconds: Int64.random(in: -2_000_000_000...4_000_000_000, using: &self))
    }
    mutating func maybe<T>(_ value: (inout SplitMix64) -> T) -> T? { flag() ? value(&self) : nil }

    mutating func text() -> String {
        let parts = ["", "a", "年度", "&", "=", "%", "\n", "\u{1F600}", "'", "\"", " ", "100%25", "\u{0}", "é"]
        return (0..<Int.random(in: 0...4, using: &self)).map { _ in parts.randomElement(using: &self) ?? "" }.joined()
    }

    mutating func keys() -> [String] { (0..<Int.random(in: 0...3, using: &self)).map { "k\($0)" } }

    mutating func spans() -> [TimeSpan] {
        (0..<Int.random(in: 0...3, using: &self)).map { _ in TimeSpan(start: instant(), end: maybe { $0.instant() }) }
    }

    mutating func what() -> What {
        let all: [What] = [
            .submitted(
                Submission(
                    items: keys(), isNil: flag(), onBehalf: maybe { $0.text() }, replaces: flag(), count: count(),
                    note: maybe { $0.text() }, confirms: flag())),
            .accepted(level: count()), .returned(level: count(), reason: text()), .reopened(reason: text()),
            .extended(end: instant(), reason: text()), .exempted(reason: text()), .reinstated(reason: text()),
            .withdrawn(reason: text()), .acknowledged, .chased(note: text()),
            .redated(end: maybe { $0.instant() }, reason: text()), .openingMoved(to: instant(), reason: text()),
            .happened(name: text(), task: maybe { $0.text() }),
            .loaded(Load(revision: count(), notice: text(), roster: text(), calendar: text(), doubts: count())),
            .planned(digest: text(), count: count()), .noticeWithdrawn(reason: text()),
            .unitsImported(digest: text(), added: count(), changed: count(), removed: count()),
            .contactChanged(digest: text()), .calendarTaken(id: text(), digest: text()),
        ]
        return all.randomElement(using: &self) ?? .acknowledged
    }

    mutating func event() -> Event {
        Event(
            notice: maybe { $0.text() }, assignment: maybe { Int64($0.count()) }, unit: maybe { $0.text() },
            item: maybe { $0.text() }, at: instant(), recorded: instant(), author: text(),
            source: Event.Source.allCases.randomElement(using: &self) ?? .cli, what: what())
    }

    mutating func status() -> Status {
        var status = Status()
        status.state = State.allCases.randomElement(using: &self) ?? .open
        status.level = count()
        (status.isStale, status.isOpenedLate, status.isExtendedAfterDue) = (flag(), flag(), flag())
        (status.openedAt, status.due, status.effectiveDue) = (
            maybe { $0.instant() }, maybe { $0.instant() }, maybe { $0.instant() }
        )
        (status.extendedDue, status.correctionDue) = (maybe { $0.instant() }, maybe { $0.instant() })
        (status.firstSubmittedAt, status.lastSubmittedAt) = (maybe { $0.instant() }, maybe { $0.instant() })
        (status.acceptedAt, status.returnedAt) = (maybe { $0.instant() }, maybe { $0.instant() })
        (status.acknowledgedAt, status.since) = (maybe { $0.instant() }, maybe { $0.instant() })
        (status.submissions, status.returns, status.reviews) = (count(), count(), count())
        (status.reopens, status.chases, status.backdated) = (count(), count(), count())
        (status.isNil, status.isOnBehalf, status.quantity) = (flag(), flag(), count())
        status.itemsIn = keys()
        status.clock = SplitClock(unit: Int64(count()), reviewer: Int64(count()), closed: Int64(count()))
        (status.settled, status.handedIn) = (spans(), spans())
        status.cover = maybe {
            Cover(total: $0.count(), decided: $0.count(), received: $0.count(), overdue: $0.count())
        }
        status.rounds = (0..<Int.random(in: 0...3, using: &self)).map { _ in
            Round(level: 1 + count(), received: instant(), decided: maybe { $0.instant() }, isReturned: flag())
        }
        return status
    }

    mutating func assignment(_ number: Int) -> Assignment {
        Assignment(
            notice: "sample", task: flag() ? "forms" : "check", unit: flag() ? "500101" : "500102",
            item: "\(number)" + text().filter { $0 != "\u{0}" }, channel: maybe { _ in "online" },
            occurrence: maybe { _ in "2025-W14" }, entry: maybe { $0.count() },
            reviewers: flag() ? [] : flag() ? ["500000"] : ["500000", "500101"], opens: instant(),
            due: maybe { $0.instant() }, isProvisional: flag())
    }
}

@Suite struct RoundTripTests {
    @Test(arguments: [1 as UInt64, 2, 3]) func `every event comes back`(seed: UInt64) throws {
        let sample = try Sample()
        var random = SplitMix64(seed)
        let before = try sample.store.head().seq
        var recorded: [Event] = []
        for number in 0..<150 {
            var event = random.event()
            event.seq = before + Int64(number) + 1
            recorded.append(event)
        }
        let events = recorded
        try sample.store.write { writer in
            for event in events { try writer.append(event) }
        }
        #expect(try sample.store.events(.after(before)) == events)
        let cut = Instant(seconds: 1_000_000_000)
        let expected = events.filter { $0.at <= cut && $0.recorded <= cut }
        #expect(try sample.store.events(.after(before), asOf: cut) == expected)
        let shared = events.filter { $0.notice == "a" }.sorted(by: Event.happenedBefore)
        #expect(try sample.store.events(.notice("a")) == shared)
        // A made-up `planned` event vouches for nothing.
        #expect(try sample.store.verify().problems.allSatisfy { $0.kind == .definitions })
    }

    /// Fresh rows and rows with a history, in any order: they go in by different statements.
    @Test(arguments: [4 as UInt64, 5, 6]) func `every assignment with its status comes back`(seed: UInt64) throws {
        let sample = try Sample()
        var random = SplitMix64(seed)
        var expected: [StoredAssignment] = []
        for number in 0..<150 {
            var assignment = random.assignment(number)
            assignment.id = AssignmentID(number + 1)
            let status = random.flag() ? random.status() : Sample.open(due: random.maybe { Int64($0.count()) })
            expected.append(
                StoredAssignment(
                    assignment: assignment, status: status, dueVersion: random.count(),
                    wake: random.maybe { $0.instant() }, deadline: status.limit(.extended), madeBy: 3))
        }
        let rows = expected
        try sample.store.write { writer in
            let plan = try writer.plan(Sample.event(.acknowledged)) { plan in
                for row in rows {
                    let id = try plan.insert(
                        row.assignment, status: row.status, dueVersion: row.dueVersion, wake: row.wake)
                    #expect(id == row.id)
                }
            }
            #expect(plan?.count == 150)
        }
        #expect(try sample.store.assignments(.notice("sample")) == rows)
        #expect(try sample.store.verify().problems == [])
        try update(rows, in: sample, &random)
    }

    /// More rows that are alike than go in with one statement, then rows that differ from those before in one thing each.
    @Test func `rows that are alike go in together, and each comes back as its own`() throws {
        let sample = try Sample()
        let codes = (0..<150).map { "U\($0)" }
        try sample.store.write { writer in
            let event = try writer.append(
                Sample.event(.unitsImported(digest: "d", added: 150, changed: 0, removed: 0), notice: nil))
            try writer.put(codes.map { Unit(code: $0, name: $0) }, since: event)
        }
        var rows: [(Assignment, Status, version: Int, wake: Instant?)] = []
        func add(
            _ codes: [String], version: Int = 1, wake: Instant? = Sample.start, due: Int64? = 86_400,
            _ change: (inout Assignment, inout Status) -> Void = { _, _ in }
        ) {
            for code in codes {
                var (assignment, status) = (Sample.assignment(code, due: due), Sample.open(due: due))
                if code == "U7" { assignment.reviewers = ["500000", "500101"] }
                if code == "U8" { assignment.reviewers = [] }
                change(&assignment, &status)
                rows.append((assignment, status, version, wake))
            }
        }
        add(codes)
        add(Array(codes.reversed())) { assignment, _ in assignment.task = "check" }
        add(codes.filter { !$0.hasSuffix("3") }) { assignment, _ in assignment.item = "馆" }
        add(["U1"]) { assignment, _ in assignment.channel = "online" }
        add(["U2"]) { assignment, _ in assignment.occurrence = "2025-W14" }
        add(["U1"], version: 2) { assignment, _ in assignment.item = "a" }
        add(["U1"], wake: nil) { assignment, _ in assignment.item = "b" }
        add(["U1"], due: nil) { assignment, _ in assignment.item = "c" }
        add(["U1"]) { assignment, _ in (assignment.item, assignment.entry) = ("d", 1) }
        add(["U1"]) { assignment, _ in (assignment.item, assignment.isProvisional) = ("e", true) }
        add(["U1"]) { assignment, _ in (assignment.item, assignment.opens) = ("f", Sample.start.adding(seconds: 1)) }
        add(["U1"]) { assignment, status in (assignment.item, status.isOpenedLate) = ("g", true) }
        add(["U1"]) { assignment, status in (assignment.item, status.submissions) = ("h", 1) }
        add(["U1"]) { assignment, _ in assignment.item = "i" }
        let made = rows
        try sample.store.write { writer in
            _ = try writer.plan(Sample.event(.acknowledged)) { plan in
                for row in made { try plan.insert(row.0, status: row.1, dueVersion: row.version, wake: row.wake) }
            }
        }
        let stored = try sample.store.assignments(.notice("sample"))
        #expect(stored.map(\.id) == (1...made.count).map { AssignmentID($0) })
        for (row, found) in zip(made, stored) {
            var assignment = row.0
            assignment.id = found.id
            #expect(found.assignment == assignment && found.status == row.1)
            #expect(found.dueVersion == row.version && found.wake == row.wake)
        }
        #expect(try sample.store.verify().problems == [])
    }

    /// New statuses for all, with fewer or more rounds than before.
    private func update(_ rows: [StoredAssignment], in sample: Sample, _ random: inout SplitMix64) throws {
        let updates = rows.map { row in
            StatusUpdate(
                id: row.id, status: random.status(), dueVersion: random.count(), wake: random.maybe { $0.instant() })
        }
        try sample.store.write { try $0.update(updates) }
        let stored = try sample.store.assignments(.notice("sample"))
        #expect(stored.map(\.status) == updates.map(\.status))
        #expect(stored.map(\.wake) == updates.map(\.wake) && stored.map(\.dueVersion) == updates.map(\.dueVersion))
        #expect(stored.map(\.assignment) == rows.map(\.assignment))
        var figures: [AssignmentID: Status] = [:]
        try sample.store.forEachStatus(ofNotice: "sample") { figures[$0.id] = $0.status }
        #expect(figures.count == updates.count)
        #expect(updates.allSatisfy { figures[$0.id] == $0.status.ofFigures })
        #expect(try sample.store.write { try $0.reconcile(updates) }.isEmpty)
        #expect(try sample.store.verify().problems == [])
    }

    @Test(arguments: SQLTopic.allCases) func `every statement is one that the tables know`(topic: SQLTopic) throws {
        let sample = try Sample()
        #expect(!topic.text.names.isEmpty)
        for name in topic.text.names { _ = try sample.store.database.statement(topic, name) }
    }

    @Test(arguments: [
        ("of_notice", ["assignment_outstanding"]), ("of_unit", ["assignment_key"]),
        ("of_reviewer", ["round_by_reviewer"]), ("everywhere", ["assignment_outstanding"]),
    ])
    func `a list of tasks finds its rows through an index`(name: String, indexes: [String]) throws {
        let plan = try self.plan(.tasks, name)
        for index in indexes { #expect(plan.contains { $0.contains(index) }) }
        #expect(!plan.contains { $0.hasPrefix("SCAN a") })
        if name == "of_notice" { #expect(!plan.contains { $0.contains("TEMP B-TREE") }) }
    }

    @Test func `a tick with nothing owed and a claim are probes of an index`() throws {
        #expect(try plan(.assignments, "next_wake").allSatisfy { $0.contains("COVERING INDEX assignment_by_wake") })
        #expect(try plan(.assignments, "awake").first?.contains("assignment_by_wake") == true)
        #expect(try plan(.outbox, "next_attempt").allSatisfy { $0.contains("outbox_by_state") })
        #expect(try plan(.outbox, "claim").contains { $0.contains("outbox_by_state") })
        #expect(try plan(.assignments, "figures").first?.contains("assignment_key") == true)
        #expect(try !plan(.assignments, "figures").contains { $0.contains("TEMP B-TREE") })
        let members = try plan(.assignments, "members")
        #expect(members.first?.contains("assignment_key (notice=? AND task=?)") == true)
        #expect(!members.contains { $0.contains("TEMP B-TREE") })
        #expect(try plan(.reviews, "cover").contains { $0.contains("assignment_by_chain") })
        #expect(
            try plan(.assignments, "below").contains { $0.contains("assignment_key (notice=? AND task=? AND unit=?)") })
    }

    @Test func `deadlines and their last events are probes of indexes`() throws {
        let (unit, one) = (try plan(.calendar, "of_unit"), try plan(.calendar, "one"))
        for plan in [unit, one] {
            #expect(plan.contains { $0.contains("COVERING INDEX event_by_notice (notice=? AND unit=?)") })
        }
        // Only the list itself is sorted, not the events of a unit.
        #expect(unit.count { $0.contains("TEMP B-TREE") } == 1 && unit.contains { $0.contains("assignment_key") })
        #expect(!one.contains { $0.contains("TEMP B-TREE") || $0.contains("SCAN ") })
        #expect(
            try plan(.calendar, "last_of_no_unit") == ["SEARCH event USING INDEX event_by_notice (notice=? AND unit=?)"]
        )
        #expect(try plan(.calendar, "last_of_notice").contains { $0.contains("COVERING INDEX event_by_notice") })
        #expect(try plan(.calendar, "of_notice").first?.contains("assignment_key (notice=?)") == true)
    }

    private func plan(_ topic: SQLTopic, _ name: String) throws -> [String] {
        let sample = try Sample()
        let sql = "EXPLAIN QUERY PLAN " + FreshBatch.expand(try #require(topic.text[name]))
        let statement = try Statement(sample.store.database, sql: sql, name: name)
        var out: [String] = []
        while try statement.step() { out.append(statement.text(3)) }
        return out
    }
}

extension Status {
    /// As `forEachStatus` gives it.
    fileprivate var ofFigures: Status {
        var status = self
        status.level = 0
        status.due = nil
        status.openedAt = nil
        status.acceptedAt = nil
        status.returnedAt = nil
        status.acknowledgedAt = nil
        status.chases = 0
        status.quantity = 0
        status.since = nil
        if state != .accepted { status.clock = SplitClock() }
        status.cover = cover.map { Cover(overdue: $0.overdue) }
        status.itemsIn = []
        status.settled = []
        status.handedIn = []
        status.rounds = []
        return status
    }
}
