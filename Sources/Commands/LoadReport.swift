/// The plan of a load, or its difference from what is loaded, for people and as JSON.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

struct LoadReport {
    let proposal: LoadProposal
    let opened: OpenedNotice
    private let plan: [PlannedLine]
    /// Units that have tasks and no mailbox.
    private let withoutMailbox: [Unit]
    private let isHeld: Bool
    private let histories: Set<AssignmentID>
    /// Of units that the new roster leaves out.
    private let formerNames: [String: String]

    init(_ proposal: LoadProposal, _ opened: OpenedNotice, in store: LedgerStore?) throws {
        self.proposal = proposal
        self.opened = opened
        plan = PlannedLine.lines(of: proposal)
        let bound = Set(proposal.planned.map(\.unit))
        withoutMailbox = proposal.roster.units.filter { bound.contains($0.code) && $0.mailboxes.isEmpty }
        isHeld = try store?.mailMode()?.mode == "hold"
        formerNames = Dictionary(
            proposal.units.removed.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        histories = try Set(proposal.plan.removed.map(\.id).filter { try store?.hasHistory($0) ?? false })
    }

    private var zone: Zone { proposal.board.zone }
    private var lettered: Set<String> { proposal.lettered }
    private var removed: [Assignment] { proposal.plan.removed.filter { !histories.contains($0.id) } }
    private var withdrawn: [Assignment] { proposal.plan.removed.filter { histories.contains($0.id) } }

    func print(to console: Console) {
        console.print([Cell(opened.notice.title, .bold)])
        console.print(heading, .dim)
        console.print()
        if proposal.isNew || proposal.isSame { printPlan(console) } else { printDifference(console) }
        printLetters(console)
        printDoubts(console)
    }

    private var heading: Phrase {
        let printed = opened.notice.number.map { $0 + "  " } ?? ""
        let number = proposal.isSame ? proposal.revision - 1 : proposal.revision
        let revision =
            proposal.isNew
            ? Phrase(zh: "首次加载", en: "first load") : Phrase(zh: "第 \(number) 版", en: "revision \(number)")
        return Phrase(same: "\(printed)\(opened.notice.id)  ") + revision
            + Phrase(
                zh: "  \(proposal.roster.units.count) 个单位，日历 \(opened.calendar.id)@\(opened.calendar.version)",
                en:
                    "  \(plural(proposal.roster.units.count, "unit")), calendar \(opened.calendar.id)@\(opened.calendar.version)"
            )
    }

    private func printPlan(_ console: Console) {
        var table = Table([
            Table.Column(Phrase(zh: "任务", en: "task"), minimum: 18, wraps: true),
            Table.Column(Phrase(zh: "种类", en: "kind"), priority: 1),
            Table.Column(Phrase(zh: "单位数", en: "units"), .trailing),
            Table.Column(Phrase(zh: "任务数", en: "tasks"), .trailing),
            Table.Column(Phrase(zh: "截止", en: "due"), minimum: 16, wraps: true),
            Table.Column(Phrase(zh: "提示", en: "remark"), minimum: 14, wraps: true),
        ])
        for line in plan {
            table.add([
                Cell(line.title), Cell(line.kind.word(console.language), .dim), Cell(line.units), Cell(line.count),
                Cell(line.due(zone)(console.language)), Cell(line.remark(zone)(console.language), .yellow),
            ])
        }
        console.print(table)
        let units = Set(proposal.planned.map(\.unit)).count
        console.print(
            Phrase(
                zh: "共 \(units) 个单位、\(proposal.planned.count) 项任务",
                en: "\(plural(proposal.planned.count, "assignment")) for \(plural(units, "unit"))"), .bold)
    }

    private func printLetters(_ console: Console) {
        let silent = withoutMailbox.filter { lettered.contains($0.code) }
        let letters = lettered.count - silent.count
        if letters > 0 {
            console.print(
                Phrase(
                    zh: "将向 \(letters) 个单位各发一封告知信" + (isHeld ? "（邮件暂停中，放行后发出）" : ""),
                    en: "\(plural(letters, "letter")) will go out, one to each unit"
                        + (isHeld ? " (mail is held until it is released)" : "")))
        }
        guard !withoutMailbox.isEmpty else { return }
        let names = withoutMailbox.prefix(6).map(\.name)
        let more = withoutMailbox.count - names.count
        console.print(
            Phrase(
                zh: "没有邮箱、须电话通知的 \(withoutMailbox.count) 个单位：" + names.joined(separator: "、") + (more > 0 ? "等" : ""),
                en: "\(plural(withoutMailbox.count, "unit")) without a mailbox, to be told by telephone: "
                    + names.joined(separator: ", ") + (more > 0 ? " …" : "")), .yellow)
    }

    func printResult(_ result: LoadResult, to console: Console) {
        var zh = ["新增 \(result.added) 项"]
        var en = ["\(result.added) added"]
        if result.removed > 0 { (zh, en) = (zh + ["删去 \(result.removed) 项"], en + ["\(result.removed) removed"]) }
        if result.withdrawn > 0 {
            (zh, en) = (zh + ["撤销 \(result.withdrawn) 项"], en + ["\(result.withdrawn) withdrawn"])
        }
        if result.redated > 0 { (zh, en) = (zh + ["改期 \(result.redated) 项"], en + ["\(result.redated) moved"]) }
        if result.openings > 0 {
            (zh, en) = (zh + ["改开始时间 \(result.openings) 项"], en + ["\(result.openings) with another opening"])
        }
        console.print(
            Phrase(
                zh: "已存入台账（第 \(result.revision) 版）：" + zh.joined(separator: "，"),
                en: "stored (revision \(result.revision)): " + en.joined(separator: ", ")), [.bold, .green])
    }
}

// MARK: - The difference

extension LoadReport {
    private func printDifference(_ console: Console) {
        printUnits(console)
        let plan = proposal.plan
        printChanges(Phrase(zh: "新增的任务", en: "added"), plan.added.map { ($0, dueText($0.due)) }, console)
        printChanges(Phrase(zh: "恢复的任务", en: "brought back"), proposal.revived.map { ($0, dueText($0.due)) }, console)
        printChanges(
            Phrase(zh: "删去的任务（没有登记）", en: "removed (nothing was recorded on them)"),
            removed.map { ($0, dueText($0.due)) },
            console)
        printChanges(
            Phrase(zh: "撤销的任务（已有登记）", en: "withdrawn (something was recorded on them)"),
            withdrawn.map { ($0, dueText($0.due)) }, console)
        printChanges(
            Phrase(zh: "改期的任务", en: "moved"),
            plan.redated.map { ($0.assignment, dueText($0.from) + Phrase(same: " → ") + dueText($0.to)) }, console)
        printChanges(
            Phrase(zh: "开始时间有变的任务", en: "opening moved"),
            plan.openings.map { ($0.assignment, Phrase(same: "\(zone.minute($0.from)) → \(zone.minute($0.to))")) },
            console)
        printChanges(
            Phrase(
                zh: "审核单位有变、仍按原审核单位办理的任务（已有登记）",
                en: "reviewed by others now, but kept as they were (something was recorded)"),
            plan.rereviewed.map { ($0, dueText($0.due)) }, console)
        if plan.isEmpty, proposal.revived.isEmpty {
            console.print(Phrase(zh: "任务和日期没有变动", en: "no task and no date changes"))
        }
        console.print(Phrase(zh: "不变的任务 \(plan.unchanged) 项", en: "\(plan.unchanged) unchanged"), .dim)
    }

    private func printUnits(_ console: Console) {
        guard !proposal.units.isEmpty else { return }
        console.print(UnitDiffDrawing(proposal.units, language: console.language).table)
        console.print()
    }

    private func dueText(_ due: Instant?) -> Phrase { due.map { zone.due($0) } ?? Phrase(zh: "无日期", en: "no date") }

    /// Changes of one task with the same dates are one line.
    private func printChanges(_ heading: Phrase, _ changes: [(Assignment, Phrase)], _ console: Console) {
        guard !changes.isEmpty else { return }
        var order: [[String]] = []
        var groups: [[String]: (title: String, dates: Phrase, units: [String])] = [:]
        for (assignment, dates) in changes {
            let title = self.title(assignment.task)
            let key = [assignment.task, dates.zh]
            if groups[key] == nil { order.append(key) }
            groups[key, default: (title, dates, [])].units.append(name(assignment.unit))
        }
        console.print(heading + Phrase(zh: "：\(changes.count) 项", en: ": \(changes.count)"), .bold)
        var table = Table([
            Table.Column(Phrase(zh: "任务", en: "task"), minimum: 18, wraps: true),
            Table.Column(Phrase(zh: "日期", en: "date"), minimum: 16, wraps: true),
            Table.Column(Phrase(zh: "数量", en: "count"), .trailing),
            Table.Column(Phrase(zh: "单位", en: "units"), minimum: 16, wraps: true),
        ])
        for group in order.compactMap({ groups[$0] }) {
            let units = Set(group.units).count > 4 ? Array(group.units.prefix(3)) : group.units
            let more = group.units.count - units.count
            let tail = more > 0 ? (console.language == .chinese ? "等" : " …") : ""
            table.add([
                Cell(group.title), Cell(group.dates(console.language)), Cell(group.units.count),
                Cell(units.joined(separator: console.language == .chinese ? "、" : ", ") + tail),
            ])
        }
        console.print(table)
        console.print()
    }

    private func title(_ task: String) -> String { proposal.board.task(task)?.title ?? task }
    private func name(_ unit: String) -> String { proposal.roster.unit(code: unit)?.name ?? formerNames[unit] ?? unit }
}

// MARK: - JSON

extension LoadReport {
    func json(stored: Bool) -> String {
        JSONWriter.document(
            .object([
                ("notice", .string(opened.notice.id)), ("revision", .int(proposal.revision)),
                ("same", .bool(proposal.isSame)),
                ("stored", .bool(stored)), ("tasks", .array(plan.map { $0.json(zone) })),
                ("assignments", .int(proposal.planned.count)), ("units", .int(proposal.roster.units.count)),
                ("lettered", .int(lettered.count)),
                ("withoutMailbox", .array(withoutMailbox.map { .string($0.code) })),
                ("added", .int(proposal.plan.added.count)), ("removed", .int(removed.count)),
                ("withdrawn", .int(withdrawn.count)), ("redated", .int(proposal.plan.redated.count)),
                ("openings", .int(proposal.plan.openings.count)),
                (
                    "changedUnits",
                    .object([
                        ("added", .int(proposal.units.added.count)), ("changed", .int(proposal.units.changed.count)),
                        ("removed", .int(proposal.units.removed.count)),
                    ])
                ), ("doubts", doubtsJSON), ("warnings", .int(opened.warnings.count)),
            ]))
    }
}
