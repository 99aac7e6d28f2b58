// Recording and reading back: events, chain, units, assignments, in real files.
import Deadlines
import Notices
import Testing
import Workflow

@testable import Ledger

@Suite struct StoreTests {
    @Test func `an event comes back as it was recorded and the head moves`() throws {
        let sample = try Sample()
        let before = try sample.store.head()
        var event = Sample.event(
            .submitted(Submission(items: ["a", "b"], onBehalf: "区&局=1", note: "换行\n%")), assignment: 7)
        event.unit = "500101"
        event.item = "馆"
        let seq = try sample.store.write { try $0.append(event) }
        event.seq = seq
        #expect(seq == before.seq + 1)
        #expect(try sample.store.event(seq) == event)
        #expect(try sample.store.head().hash != before.hash)
        #expect(try sample.store.events(.assignment(7)) == [event])
        #expect(try sample.store.events(.unit("500101", notice: "sample")) == [event])
    }

    @Test func `voided events are left out, also by a report as of then`() throws {
        let sample = try Sample()
        let first = try sample.store.write { try $0.append(Sample.event(.acknowledged, assignment: 3, at: 10)) }
        let void = try sample.store.write { writer in
            try writer.append(Sample.event(.voided(event: first, reason: "误录"), at: 20))
        }
        #expect(try sample.store.events(.assignment(3)).isEmpty)
        #expect(try sample.store.events(.assignment(3), includingVoided: true).count == 1)
        #expect(try sample.store.events(.assignment(3), asOf: Sample.start.adding(seconds: 15)).count == 1)
        #expect(try sample.store.voids() == [first: void])
        let again = failure {
            try sample.store.write { try $0.append(Sample.event(.voided(event: first, reason: "再"))) }
        }
        #expect(again?.kind == .conflict)
        let meta = failure { try sample.store.write { try $0.append(Sample.event(.voided(event: void, reason: "再"))) } }
        #expect(meta?.kind == .refused)
        let unknown = failure {
            try sample.store.write { try $0.append(Sample.event(.voided(event: 999, reason: "?"))) }
        }
        #expect(unknown?.kind == .unknownReference)
    }

    @Test func `a step that fails leaves nothing behind`() throws {
        struct Stop: Error {}
        let sample = try Sample()
        let head = try sample.store.head()
        #expect(throws: Stop.self) {
            try sample.store.write { writer in
                try writer.append(Sample.event(.acknowledged, assignment: 1))
                try writer.setMeta("x", "y")
                throw Stop()
            }
        }
        #expect(try sample.store.head() == head)
        #expect(try sample.store.meta("x") == nil)
    }

    @Test func `a step that hides an error half-way is undone all the same`() throws {
        let sample = try Sample()
        let head = try sample.store.head()
        let bad = Sample.event(.mailMode(mode: "perhaps", detail: ""))
        #expect(failure { try sample.store.write { _ = try? $0.append(bad) } }?.kind == .refused)
        let plan = failure {
            try sample.store.write { writer in
                _ = try? writer.plan(Sample.event(.acknowledged)) { plan in
                    try plan.insert(Sample.assignment("500101"), status: Sample.open(), wake: nil)
                    try plan.insert(Sample.assignment("nobody"), status: Sample.open(), wake: nil)
                }
            }
        }
        #expect(plan?.kind == .refused)
        #expect(try sample.store.head() == head)
        #expect(try sample.store.assignments(.notice("sample")).isEmpty)
    }

    @Test func `units come back as they were put, with contacts, and as they were before`() throws {
        let sample = try Sample()
        #expect(try sample.store.units().map(\.unit) == Sample.units.map { $0.withoutContact(except: "500101") })
        let event = try sample.store.write { writer in
            let event = try writer.append(
                Sample.event(.unitsImported(digest: "d", added: 0, changed: 1, removed: 1), notice: nil))
            try writer.put([Unit(code: "500101", name: "万州科协", parent: "500000")], since: event)
            try writer.remove(unit: "500102", since: event)
            return event
        }
        let now = try sample.store.units()
        #expect(now[1].unit.name == "万州科协" && now[1].since == event && now[2].isRemoved)
        let past = try sample.store.units(after: event - 1)
        #expect(past.map(\.unit.name) == ["市科协", "万州区科协", "涪陵区科协"])
        #expect(past.allSatisfy { !$0.isRemoved })
        try sample.store.write { try $0.eraseContact(of: "500101") }
        #expect(try sample.store.unit(code: "500101")?.unit.mailboxes == [])
    }

    @Test func `notices and tasks come back, and a task that the file lost is dropped`() throws {
        let sample = try Sample()
        var notice = try #require(try sample.store.notice("sample"))
        #expect(notice.title == "年度填报通知" && notice.official == .acceptedSubmission && notice.closes == nil)
        #expect(try sample.store.tasks(ofNotice: "sample").map(\.id) == ["forms", "check"])
        notice.revision = 2
        notice.state = .withdrawn
        notice.closes = Day(year: 2025, month: 12, day: 31)
        let changed = notice
        try sample.store.write { writer in
            try writer.put(changed, tasks: [StoredTask(id: "check", title: "复核", kind: .review, isOptional: false)])
        }
        #expect(try sample.store.notices() == [changed])
        let tasks = try sample.store.tasks(ofNotice: "sample")
        #expect(tasks.map(\.id) == ["forms", "check"])
        #expect(tasks.map(\.isDropped) == [true, false])
    }

    @Test func `assignments are made under one planned event and found by number, key and slice`() throws {
        let sample = try Sample()
        let ids = try sample.plan()
        #expect(ids == [1, 2])
        let stored = try #require(try sample.store.assignment(1))
        var expected = Sample.assignment("500101")
        expected.id = 1
        #expect(stored.assignment == expected)
        #expect(stored.status == Sample.open())
        #expect(try sample.store.assignment(notice: "sample", expected.key) == stored)
        #expect(try sample.store.assignments(.notice("sample")).map(\.id) == [1, 2])
        #expect(try sample.store.assignments(.task("forms", notice: "sample")).map(\.id) == [1, 2])
        #expect(try sample.store.assignments(.unitInNotice("500102", notice: "sample")).map(\.id) == [2])
        #expect(try sample.store.assignments(.unit("500102")).map(\.id) == [2])
        #expect(try sample.store.assignments(.below("500000", task: "forms", notice: "sample")).map(\.id) == [1, 2])
        #expect(
            try sample.store.assignments(.reviewed(by: "500000", task: "forms", notice: "sample")).map(\.id) == [1, 2])
        #expect(try sample.store.assignments(.awake(Sample.start, limit: 1)).map(\.id) == [1])
        #expect(try sample.store.assignments(.awake(Sample.start.adding(seconds: -1), limit: 9)).isEmpty)
        #expect(try sample.store.counts() == ["sample": [.open: 2]])
        guard case .planned(let digest, 2) = try sample.store.event(stored.madeBy)?.what else {
            Issue.record("no planned event")
            return
        }
        #expect(digest.count == 64)
    }

    @Test func `the same assignment twice is a conflict, an unknown unit is named`() throws {
        let sample = try Sample()
        try sample.plan()
        let twice = failure { try sample.plan() }
        #expect(twice?.kind == .conflict)
        let unknown = failure {
            try sample.store.write { writer in
                _ = try writer.plan(Sample.event(.acknowledged)) {
                    _ = try $0.insert(Sample.assignment("999999"), status: Sample.open(), wake: nil)
                }
            }
        }
        #expect(unknown?.kind == .unknownReference)
        #expect(unknown?.what.zh.contains("999999") == true)
    }

    @Test func `one without history can go and its number is not used again`() throws {
        let sample = try Sample()
        try sample.plan()
        let seq = try sample.store.write { try $0.append(Sample.event(.acknowledged, assignment: 1)) }
        let refused = failure { try sample.store.write { try $0.remove([1], by: seq) } }
        #expect(refused?.kind == .refused)
        try sample.store.write { try $0.remove([2], by: seq) }
        let next = try sample.store.write { writer -> AssignmentID in
            var id: AssignmentID = 0
            _ = try writer.plan(Sample.event(.acknowledged)) {
                id = try $0.insert(Sample.assignment("500000"), status: Sample.open(), wake: nil)
            }
            return id
        }
        #expect(next == 3)
    }

    @Test func `tasks are listed nearest first with every word`() throws {
        let sample = try Sample()
        try sample.store.write { writer in
            _ = try writer.plan(Sample.event(.acknowledged)) { plan in
                for (unit, due) in [("500101", nil as Int64?), ("500102", 90), ("500000", 50)] {
                    _ = try plan.insert(Sample.assignment(unit, due: due), status: Sample.open(due: due), wake: nil)
                }
            }
        }
        for query in [TaskQuery(notice: "sample"), TaskQuery()] {
            let rows = try sample.store.tasks(query)
            #expect(rows.map(\.unitName) == ["市科协", "涪陵区科协", "万州区科协"])
            #expect(rows.first?.noticeTitle == "年度填报通知")
            #expect(rows.first?.taskTitle == "报表")
        }
        #expect(try sample.store.tasks(TaskQuery(unit: "500102")).map(\.id) == [2])
        #expect(try sample.store.tasks(TaskQuery(kind: .review)).isEmpty)
        let soon = Sample.start.adding(seconds: 60)
        #expect(try sample.store.tasks(TaskQuery(deadlineBefore: soon)).map(\.id) == [3])
        #expect(try sample.store.tasks(TaskQuery(notice: "sample", deadlineBefore: soon)).map(\.id) == [3])
        #expect(try sample.store.tasks(TaskQuery(state: .accepted)).isEmpty)
        #expect(try sample.store.tasks(TaskQuery(notice: "sample", limit: 2)).count == 2)
    }

    @Test func `a review queue, its cover and the rounds follow the statuses`() throws {
        let sample = try Sample()
        try sample.plan()
        var status = Sample.open()
        status.state = .submitted
        status.level = 1
        status.submissions = 1
        status.rounds = [Round(level: 1, received: Sample.start.adding(seconds: 5))]
        let submitted = status
        try sample.store.write { try $0.update([StatusUpdate(id: 1, status: submitted, dueVersion: 2, wake: nil)]) }
        #expect(try sample.store.tasks(TaskQuery(reviewer: "500000")).map(\.id) == [1])
        #expect(try sample.store.assignment(1)?.dueVersion == 2)
        let due = Sample.start.adding(seconds: 6)
        #expect(
            try sample.store.cover(reviewer: "500000", task: "forms", notice: "sample", due: due)
                == Cover(total: 2, decided: 0, received: 1, overdue: 1))
        #expect(try sample.store.isReviewPending(reviewer: "500000", task: "forms", notice: "sample"))
        status.state = .accepted
        status.level = 0
        status.rounds[0].decided = Sample.start.adding(seconds: 9)
        let accepted = status
        try sample.store.write { writer in
            try writer.update([1, 2].map { StatusUpdate(id: $0, status: accepted, dueVersion: 2, wake: nil) })
        }
        #expect(try sample.store.isReviewPending(reviewer: "500000", task: "forms", notice: "sample") == false)
        #expect(try sample.store.tasks(TaskQuery(reviewer: "500000")).isEmpty)
        var rounds: [RoundRow] = []
        try sample.store.forEachRound(ofNotice: "sample") { rounds.append($0) }
        #expect(rounds.map(\.assignment) == [1, 2])
        #expect(rounds.first?.reviewer == "500000" && rounds.first?.round == accepted.rounds[0])
    }

    @Test func `silences and the mail mode follow from events, and from taking them back`() throws {
        let sample = try Sample()
        let until = Sample.start.adding(seconds: 100)
        let quiet = try sample.store.write { writer -> Int64 in
            try writer.append(Sample.event(.mailMode(mode: "hold", detail: ""), notice: nil))
            return try writer.append(Sample.event(.silenced(until: until, scope: "unit:500101", reason: "搬迁")))
        }
        #expect(try sample.store.silences(at: Sample.start).map(\.event) == [quiet])
        #expect(try sample.store.silences(at: until).isEmpty)
        let end = try sample.store.write { try $0.append(Sample.event(.unsilenced(event: quiet, reason: "已搬"))) }
        #expect(try sample.store.silences(at: Sample.start).isEmpty)
        try sample.store.write { try $0.append(Sample.event(.voided(event: end, reason: "误"))) }
        #expect(try sample.store.silences(at: Sample.start).count == 1)
        let release = try sample.store.write { writer in
            try writer.append(Sample.event(.mailMode(mode: "release", detail: ""), notice: nil))
        }
        #expect(try sample.store.mailMode()?.mode == "release")
        try sample.store.write { try $0.append(Sample.event(.voided(event: release, reason: "误"))) }
        #expect(try sample.store.mailMode()?.mode == "hold")
    }

    @Test func `personal words can be erased and the chain stays`() throws {
        let sample = try Sample()
        let seq = try sample.store.write { try $0.append(Sample.event(.acknowledged), personal: "023-5678") }
        #expect(try sample.store.personal(ofEvent: seq) == "023-5678")
        let head = try sample.store.head()
        #expect(try sample.store.write { try $0.erasePersonal(ofEvent: seq) })
        #expect(try sample.store.personal(ofEvent: seq) == nil)
        #expect(try sample.store.head() == head)
    }
}

extension Unit {
    /// As the ledger gives it back: contacts only of those for whom they were put.
    func withoutContact(except kept: String) -> Unit {
        Unit(
            code: code, name: name, kind: kind, level: level, parent: parent, region: region, tags: tags,
            mailboxes: code == kept ? mailboxes : [], phone: code == kept ? phone : nil, creditCode: creditCode,
            joins: joins, leaves: leaves, formerNames: formerNames)
    }
}
