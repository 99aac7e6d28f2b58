import Deadlines
import Documents
import Notices
import Testing
import Texts
import Workflow

/// A small notice over a small roster: a form that two levels review, a scan after being told, a group's quota.
private struct Scene {
    let board: Board
    let planner: Planner
    var assignments: [Assignment]
    var events: [Event] = []

    static let text = """
        notice: scene
        title: 样例
        issued: 2025-05-06
        tasks:
          scan:
            title: 扫描件
            kind: sealedScan
            who: {kind: museum}
            due: 2025-06-15
            after: [told(form)]
          form:
            title: 报表
            kind: submission
            who: {kind: museum}
            due: 2025-05-30
            review:
              - parent
              - unit: {units: [P]}
          review:
            title: 市级审核
            kind: review
            who: {kind: city}
            due: 2025-06-05
            covers: [form]
          bulletin:
            title: 公报
            kind: publication
            who: {units: [P]}
            due: 15 working days after finalised
            after: [all accepted(form)]
          quota:
            title: 创建数
            kind: other
            who: {kind: city}
            due: 2025-05-30
            quota: {count: 2, unit: 家, below: form}
          change:
            title: 变更通报
            kind: other
            who: {kind: museum}
            starts: change
            due: 3 months after change
        events:
          finalised: {title: 数据审定, scope: notice}
          change: {title: 变更, scope: item}
        """

    init() throws {
        let roster = Roster(units: [
            Unit(code: "P", name: "省", kind: "province"),
            Unit(code: "C", name: "市", kind: "city", parent: "P"),
            Unit(code: "U1", name: "一馆", kind: "museum", parent: "C"),
            Unit(code: "U2", name: "二馆", kind: "museum", parent: "C"),
        ])
        let (node, syntax) = YAMLReader.read(Scene.text, file: "scene.yaml")
        let (decoded, problems) = NoticeFile.decode(try #require(node), file: "scene.yaml")
        try #require((syntax + problems).filter { $0.severity == .error } == [])
        let calendar = WorkCalendar(id: "weekdays", title: Phrase(same: "weekdays"), version: "1", known: nil)
        board = Board(
            notice: try #require(decoded).notice, roster: roster, calendar: calendar,
            zone: Zone(identifier: "UTC", initialOffset: 0))
        planner = Planner(board: board, loadedAt: moment("2025-05-06 01:00"))
        assignments = planner.plan(now: moment("2025-05-06 01:00"))
        for index in assignments.indices { assignments[index].id = AssignmentID(index + 1) }
    }

    func assignment(_ task: String, _ unit: String) throws -> Assignment {
        try #require(assignments.first { $0.task == task && $0.unit == unit })
    }

    mutating func record(_ at: String, _ task: String, _ unit: String, _ what: What) throws {
        let id = try assignment(task, unit).id
        events.append(
            Event(
                seq: Int64(events.count + 1), notice: "scene", assignment: id, unit: unit, at: moment(at),
                recorded: moment(at), author: "t", source: .cli, what: what))
    }

    mutating func happened(_ at: String, _ name: String, unit: String? = nil, item: String? = nil, task: String? = nil)
    {
        events.append(
            Event(
                seq: Int64(events.count + 1), notice: "scene", unit: unit, item: item, at: moment(at),
                recorded: moment(at), author: "t", source: .cli, what: .happened(name: name, task: task)))
    }

    func status(_ task: String, _ unit: String, asOf: String = "2025-12-31") throws -> Status {
        let evaluation = board.evaluate(assignments, events, asOf: moment(asOf))
        #expect(evaluation.refused.isEmpty)
        return try #require(evaluation.statuses[try assignment(task, unit).id])
    }

    /// Handed in by the museum and accepted by both levels.
    mutating func complete(_ unit: String, on days: (String, String, String)) throws {
        try record(days.0, "form", unit, .submitted(Submission()))
        try record(days.1, "form", unit, .accepted(level: 1))
        try record(days.2, "form", unit, .accepted(level: 2))
    }
}

@Suite struct BoardTests {
    @Test func `the plan has one assignment for each task and unit, reviewed by the levels above`() throws {
        let scene = try Scene()
        #expect(
            scene.assignments.map { "\($0.task) \($0.unit)" } == [
                "scan U1", "scan U2", "form U1", "form U2", "bulletin P", "quota C", "review C",
            ])
        #expect(try scene.assignment("form", "U1").reviewers == ["C", "P"])
        #expect(try scene.assignment("form", "U1").due == moment("2025-05-31"))
        #expect(try scene.assignment("bulletin", "P").due == nil)
    }

    @Test func `a successor waits to be told and one told on the last day is not charged`() throws {
        var scene = try Scene()
        #expect(try scene.status("scan", "U1").state == .waiting)
        #expect(
            try scene.status("scan", "U1").verdict(.firstSubmission, .original, asOf: moment("2025-07-01")) == .blocked)
        scene.happened("2025-06-15 16:00", "told", unit: "U1", task: "form")
        let told = try scene.status("scan", "U1")
        #expect(told.state == .open)
        #expect(told.isOpenedLate)
        // Sunday the 15th: three working days are 16, 17 and 18 June.
        #expect(told.effectiveDue == moment("2025-06-19"))
        #expect(try scene.status("scan", "U2").state == .waiting)
    }

    @Test func `a review task shows n of m, completes by itself and reopens with what it covers`() throws {
        var scene = try Scene()
        try scene.complete("U1", on: ("2025-05-20", "2025-05-21", "2025-05-22"))
        #expect(try scene.status("review", "C").cover == Cover(total: 2, decided: 1, received: 1, overdue: 0))
        #expect(try scene.status("review", "C").state == .open)
        try scene.complete("U2", on: ("2025-06-01", "2025-06-09", "2025-06-10"))
        let late = try scene.status("review", "C")
        #expect(late.state == .accepted)
        #expect(late.acceptedAt == moment("2025-06-09"))
        #expect(late.cover?.overdue == 1)
        #expect(late.verdict(.acceptedSubmission, .original, asOf: moment("2025-07-01")) == .late)
        try scene.record("2025-06-20", "form", "U1", .reopened(reason: "抽查"))
        #expect(try scene.status("review", "C").state == .open)
    }

    @Test func `what was never handed in is not charged to the reviewer`() throws {
        var scene = try Scene()
        try scene.complete("U1", on: ("2025-05-20", "2025-05-21", "2025-05-22"))
        let review = try scene.status("review", "C")
        #expect(review.cover?.missing == 1)
        #expect(review.verdict(.acceptedSubmission, .original, asOf: moment("2025-07-01")) == .onTime)
    }

    @Test func `a quota on a group completes with the submission that reaches it, late`() throws {
        var scene = try Scene()
        try scene.record("2025-05-20", "form", "U1", .submitted(Submission()))
        #expect(try scene.status("quota", "C").quantity == 1)
        try scene.record("2025-06-02", "form", "U2", .submitted(Submission()))
        let quota = try scene.status("quota", "C")
        #expect(quota.state == .accepted)
        #expect(quota.acceptedAt == moment("2025-06-02"))
        #expect(quota.verdict(.acceptedSubmission, .original, asOf: moment("2025-07-01")) == .late)
        try scene.record("2025-06-03", "form", "U1", .returned(level: 1, reason: "不符合条件"))
        #expect(try scene.status("quota", "C").state == .open)
    }

    @Test func `everybody's acceptance opens the bulletin and the event dates it`() throws {
        var scene = try Scene()
        try scene.complete("U1", on: ("2025-05-20", "2025-05-21", "2025-05-22"))
        #expect(try scene.status("bulletin", "P").state == .waiting)
        try scene.complete("U2", on: ("2025-05-20", "2025-05-21", "2025-05-26"))
        let open = try scene.status("bulletin", "P")
        #expect(open.openedAt == moment("2025-05-26"))
        #expect(open.due == nil)
        scene.happened("2025-06-02 10:00", "finalised")
        // Fifteen working days after Monday 2 June end with 23 June.
        #expect(try scene.status("bulletin", "P").due == moment("2025-06-24"))
    }

    @Test func `each change of a unit starts an assignment with a clock of its own`() throws {
        var scene = try Scene()
        scene.happened("2025-03-31 09:00", "change", unit: "U1", item: "更名")
        scene.happened("2025-08-31 09:00", "change", unit: "U1", item: "合并")
        for (item, at) in [("更名", "2025-03-31"), ("合并", "2025-08-31")] {
            var started = scene.planner.started(by: "change", unit: "U1", item: item, at: moment(at))
            #expect(started.count == 1)
            started[0].id = AssignmentID(100 + scene.assignments.count)
            scene.assignments += started
        }
        let evaluation = scene.board.evaluate(scene.assignments, scene.events, asOf: moment("2025-12-31"))
        let dues = scene.assignments.filter { $0.task == "change" }.map { evaluation.statuses[$0.id]?.due }
        // 30 June 2025 is a Monday; 30 November a Sunday, which rolls to the Monday after.
        #expect(dues == [moment("2025-07-01"), moment("2025-12-02")])
    }

    @Test func `loading again changes only what differs`() throws {
        let scene = try Scene()
        var planned = scene.assignments
        planned.removeAll { $0.task == "scan" && $0.unit == "U2" }
        planned[1].due = moment("2025-06-07")
        planned.append(Assignment(notice: "scene", task: "form", unit: "U3", opens: moment("2025-05-06")))
        let current = scene.assignments.map { PlanDifference.InForce($0, due: $0.due) }
        let now = moment("2025-05-10")
        let difference = PlanDifference(current: current, planned: planned, now: now)
        #expect(difference.added.map(\.unit) == ["U3"])
        #expect(difference.removed.map { "\($0.task) \($0.unit)" } == ["scan U2"])
        #expect(difference.redated.map { "\($0.assignment.task) \($0.assignment.unit)" } == ["form U1"])
        #expect(difference.unchanged == 5)
        #expect(PlanDifference(current: current, planned: scene.assignments, now: now).isEmpty)

        var earlier = scene.assignments
        earlier[0].opens = moment("2025-05-01")
        earlier[1].opens = moment("2025-05-11")
        let opened = PlanDifference(current: current, planned: earlier, now: now)
        #expect(opened.openings.map(\.assignment.id) == [earlier[0].id], "what lies ahead stays as it was made")
        #expect(opened.openings.first?.to == moment("2025-05-01"))
        let again = scene.assignments.map { PlanDifference.InForce($0, due: $0.due, opens: moment("2025-05-01")) }
        #expect(PlanDifference(current: again, planned: scene.assignments, now: now).openings.count == again.count)
    }

    @Test func `a report as of an earlier moment sees only what was known then`() throws {
        var scene = try Scene()
        try scene.complete("U1", on: ("2025-05-20", "2025-05-21", "2025-05-22"))
        #expect(try scene.status("form", "U1", asOf: "2025-05-20").state == .submitted)
        scene.events[1].recorded = moment("2025-07-01")
        scene.events[2].recorded = moment("2025-07-01")
        #expect(try scene.status("form", "U1", asOf: "2025-06-01").state == .submitted)
        #expect(try scene.status("form", "U1", asOf: "2025-07-02").state == .accepted)
    }
}
