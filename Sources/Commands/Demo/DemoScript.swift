/// The troubles of real life in the demo, each on its day: a moved date, an extension, an exemption, a wrong record
/// taken back, a scan held up by a late reviewer, events that start clocks.

import Deadlines
import Engine
import Ledger
import Notices
import Office
import Texts
import Workflow

/// One planned step of the story.
struct DemoScene: Sendable {
    /// `2024-01-25 10:00` in the notice's zone.
    let at: String
    let title: Phrase
    let act: @Sendable (DemoStage) throws -> Void
}

/// What scenes act on.
struct DemoStage {
    let office: Office
    let inputs: [String: LoadInput]
    let now: Instant

    func row(_ notice: String, _ task: String, _ unit: String) throws -> StoredAssignment? {
        try office.store.assignments(.unitInNotice(unit, notice: notice)).first { $0.assignment.task == task }
    }

    /// Outstanding assignments of a task, in the order of their numbers.
    func outstanding(_ notice: String, _ task: String, _ states: Set<State> = [.open]) throws -> [StoredAssignment] {
        try office.store.assignments(.task(task, notice: notice)).filter { states.contains($0.status.state) }
    }

    func record(_ row: StoredAssignment?, _ what: What) throws {
        guard let row else { return }
        _ = try office.record([StepRequest(row.id, what, at: now)], now: now)
    }
}

enum DemoScript {
    static let scenes: [DemoScene] = quzhou + henan + chongqing + tianjin

    private static let quzhou: [DemoScene] = [
        DemoScene(
            at: "2023-04-03 10:10",
            title: Phrase(zh: "衢州：一家基地排定并举办活动", en: "Quzhou: a base plans and holds an activity")
        ) { stage in
            for name in ["planned", "activity"] {
                guard let unit = stage.inputs["quzhou-bases-2023"]?.roster?.units.first(where: { $0.kind == "base" })
                else {
                    return
                }
                _ = try stage.office.recordHappening(
                    name, notice: "quzhou-bases-2023", unit: unit.code, item: "全国科普日开放活动", at: stage.now,
                    now: stage.now)
            }
        },
        DemoScene(
            at: "2023-04-10 10:10",
            title: Phrase(zh: "衢州：一家基地发生变更，三个月内须通报", en: "Quzhou: a base changes; three months to notify")
        ) { stage in
            guard let unit = stage.inputs["quzhou-bases-2023"]?.roster?.units.last(where: { $0.kind == "base" }) else {
                return
            }
            _ = try stage.office.recordHappening(
                "change", notice: "quzhou-bases-2023", unit: unit.code, item: "单位更名", at: stage.now, now: stage.now)
        },
    ]

    private static let henan: [DemoScene] = [
        DemoScene(
            at: "2024-01-22 10:10",
            title: Phrase(zh: "河南：一家科技馆闭馆改造，免报", en: "Henan: a museum is closed for works and exempted")
        ) {
            stage in
            let rows = try stage.outstanding("henan-museums-2023", "basic-data")
            try stage.record(rows.dropFirst(3).first, .exempted(reason: "闭馆改造，经省科协同意免报"))
        },
        DemoScene(
            at: "2024-01-25 10:10",
            title: Phrase(
                zh: "河南：名单报送延至 2 月 5 日，重新加载", en: "Henan: the lists' date is moved to 5 February and reloaded")
        ) {
            stage in
            guard var input = stage.inputs["henan-museums-2023"] else { return }
            input.notice.move(task: "new-list", to: Day(year: 2024, month: 2, day: 5))
            input.text = input.text + "\n# 名单报送时间延至 2024-02-05（口头通知，2024-01-25）\n"
            let proposal = try stage.office.propose(input, now: stage.now)
            _ = try stage.office.apply(proposal, reason: "名单报送时间调整", now: stage.now)
        },
        DemoScene(
            at: "2024-01-29 10:10", title: Phrase(zh: "河南：一家科技馆获准延期", en: "Henan: a museum is granted an extension")
        ) { stage in
            let rows = try stage.outstanding("henan-museums-2023", "basic-data")
            try stage.record(
                rows.last, .extended(end: stage.now.adding(seconds: 10 * 86400), reason: "系统账号故障"))
        },
        DemoScene(at: "2024-02-19 10:10", title: Phrase(zh: "河南：一条登记有误，作废", en: "Henan: a wrong record is taken back"))
        { stage in
            let rows = try stage.office.store.assignments(.task("basic-data", notice: "henan-museums-2023"))
            for row in rows where row.status.state == .submitted {
                let events = try stage.office.store.events(.assignment(row.id))
                guard let last = events.last, case .submitted = last.what else { continue }
                _ = try stage.office.void(last.seq, reason: "登记错单位", now: stage.now)
                return
            }
        },
    ]

    private static let chongqing: [DemoScene] = [
        DemoScene(
            at: "2025-06-20 10:10",
            title: Phrase(
                zh: "重庆：数据审定，15 个工作日内出公报", en: "Chongqing: the data are final; the bulletin is due in 15 working days")
        ) {
            stage in
            _ = try stage.office.recordHappening(
                "finalised", notice: "chongqing-statistics-2024", at: stage.now, now: stage.now)
        }
    ]

    private static let tianjin: [DemoScene] = [
        DemoScene(
            at: "2025-06-09 10:10",
            title: Phrase(zh: "天津：通过的单位接到报送扫描件的通知", en: "Tianjin: units that are through are told to send their scans")
        ) {
            try tell($0, leaving: 8)
        },
        DemoScene(
            at: "2025-06-13 16:10",
            title: Phrase(
                zh: "天津：研究所审核拖延，另一批单位最后一个工作日才接到通知",
                en: "Tianjin: the institute is late; more units are told on the last working day")
        ) {
            try tell($0, leaving: 3)
        },
        DemoScene(at: "2025-06-24 10:10", title: Phrase(zh: "天津：其余单位接到通知", en: "Tianjin: the remaining units are told"))
        {
            try tell($0, leaving: 0)
        },
    ]

    /// Tells units whose data are through, except the last few.
    private static func tell(_ stage: DemoStage, leaving: Int) throws {
        let notice = "tianjin-statistics-2024"
        let told = Set(
            try stage.office.store.events(.shared(notice: notice)).compactMap { event -> String? in
                if case .happened("told", _) = event.what { event.unit } else { nil }
            })
        var units: [String] = []
        for task in ["own-data-lead", "own-data"] {
            units += try stage.office.store.assignments(.task(task, notice: notice))
                .filter { $0.status.state == .accepted && !told.contains($0.assignment.unit) }.map(\.assignment.unit)
        }
        let chosen = units.dropLast(leaving)
        guard !chosen.isEmpty else { return }
        _ = try stage.office.recordHappenings(
            "told", notice: notice, chosen.map { Happening(unit: $0, at: stage.now) }, now: stage.now)
    }
}

extension Notice {
    /// The notice with another day for one task.
    mutating func move(task id: String, to day: Day?) {
        guard let day, let index = tasks.firstIndex(where: { $0.id == id }) else { return }
        tasks[index].due = tasks[index].due.map { entry in
            var entry = entry
            entry.rule = DueRule(day: day)
            return entry
        }
    }
}
