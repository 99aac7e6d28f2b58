/// `duban event NAME`: something happened that starts a clock: finalised, told, a change, an activity.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

enum EventCommand: Command {
    static var name: String { "event" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record,
            summary: Phrase(zh: "登记通知规定的事件（定稿、告知、变更、活动）", en: "record an event of a notice: finalised, told, change …"),
            discussion: Phrase(
                zh: """
                    事件由通知文件规定，用 duban notice show 查看；“told”（告知）每个通知都有。事件起算期限、打开任务，或产生新任务。\
                    多个单位可写多次 --unit、用选项选取，或用 --from 给出一张表：各列为单位、\
                    项目、任务、时间，每行一次；没有时间的行用 --at。

                    --json 的输出与其他登记命令相同。
                    """,
                en: """
                    The notice file says which events there are (see duban notice show); “told” is there always. An event \
                    starts dues, opens tasks or makes new ones. Several units: --unit repeated, options that choose them, or \
                    a table given by --from: columns unit, item, task, at, one occurrence a row; --at holds for rows \
                    without a time.

                    --json prints what the other recording commands print.
                    """),
            arguments: [
                ArgumentSpec("name", Phrase(zh: "事件", en: "NAME"), Phrase(zh: "事件名", en: "the event's name"))
            ],
            options: [
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"),
                    Phrase(zh: "哪个通知的事件", en: "the notice that it belongs to"),
                    completion: .notices),
                .value(
                    "unit", Phrase(zh: "单位", en: "UNIT"),
                    Phrase(zh: "发生在哪个单位；可写多次", en: "the unit to which it happened; may be repeated"),
                    repeatable: true, completion: .units),
                .value(
                    "item", Phrase(zh: "项目", en: "NAME"),
                    Phrase(zh: "哪一项（变更、活动）", en: "which thing: the change, the activity")),
                .value(
                    "task", Phrase(zh: "任务", en: "TASK"), Phrase(zh: "告知的是哪项任务", en: "for told: about which task"),
                    defaultText: Phrase(zh: "全部", en: "all"), completion: .tasks),
                .value(
                    "from", Phrase(zh: "文件", en: "TABLE"),
                    Phrase(zh: "一张表，各列：单位、项目、任务、时间", en: "a table with columns unit, item, task, at"),
                    completion: .file),
                StepOptions.at,
            ] + UnitOptions.specs,
            examples: [
                Example(
                    "duban event finalised --notice chongqing --at 2025-06-02",
                    Phrase(zh: "数据定稿，15 个工作日的期限起算", en: "starts the 15 working days")),
                Example(
                    "duban event change --unit QZ-KC-J1 --item 更名 --at 2023-05-10",
                    Phrase(zh: "一个基地发生变更", en: "a change at one base")),
                Example(
                    "duban event change --notice quzhou --from changes.csv",
                    Phrase(zh: "一张变更登记表，每行有各自的时间", en: "a list of changes, each with its own time")),
                Example(
                    "duban event told --notice tianjin --kind school",
                    Phrase(zh: "已告知全部学校", en: "all schools were told")),
            ],
            exitCodes: StepOptions.exitCodes)
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let naming = arguments.globals.naming(desk.store)
        let notice = try notice(arguments, naming, desk.store)
        let zone = try Zones.named(notice.zone)
        let at = try arguments.string("at").map { try StepRunner.written($0, zone).instant } ?? desk.now
        let task = try arguments.string("task").map { try naming.task($0, in: [notice]).task.id }
        let common = Happening(item: arguments.string("item"), task: task, at: at)
        let happenings =
            try arguments.string("from").map { file in
                try rows(file, common) { row in try happening(row, common, naming, notice, zone) }
            } ?? chosen(arguments, common, naming, desk.store, notice)
        let recording = try desk.office.recordHappenings(
            try arguments.required("name"), notice: notice.id, happenings, now: desk.now)
        try RecordingReport(recording, in: desk.store).print(to: console, json: arguments.globals.json)
        return .ok
    }

    /// The one that is named; the only one there is; the only one that knows the event.
    private static func notice(_ arguments: ParsedArguments, _ naming: Naming, _ store: LedgerStore) throws
        -> StoredNotice
    {
        if let word = arguments.string("notice") { return try naming.notice(word) }
        let loaded = try naming.notices().filter { $0.state == .loaded }
        if loaded.count == 1 { return loaded[0] }
        throw Failure.usage(
            Phrase(zh: "没有说明是哪个通知的事件", en: "nothing says which notice the event belongs to"),
            remedy: Phrase(
                zh: "加上 --notice：" + loaded.map(\.id).joined(separator: "、"),
                en: "add --notice, one of: " + loaded.map(\.id).joined(separator: ", ")))
    }

    /// The rows of a file; every one that cannot be understood is named with its place.
    private static func rows(
        _ file: String, _ common: Happening, _ make: (StepRow) throws -> Happening
    ) throws -> [Happening] {
        var happenings: [Happening] = []
        var failures: [(place: String?, failure: Failure)] = []
        for row in try StepSheet.rows(file, common: StepRow(), task: nil, allowed: [.unit, .item, .task, .at]) {
            do {
                happenings.append(try make(row))
            } catch let error as LedgerError {
                throw error
            } catch {
                failures.append((row.place, (error as? Failure) ?? ErrorTexts.explain(error)))
            }
        }
        if let failure = StepRunner.combined(failures) { throw failure }
        return happenings
    }

    private static func happening(
        _ row: StepRow, _ common: Happening, _ naming: Naming, _ notice: StoredNotice, _ zone: Zone
    ) throws -> Happening {
        Happening(
            unit: try row.query.unit.map { try naming.unit($0).unit.code }, item: row.query.item ?? common.item,
            task: try row.query.task.map { try naming.task($0, in: [notice]).task.id } ?? common.task,
            at: try row.at.map { try StepRunner.written($0, zone, inFile: true).instant } ?? common.at)
    }

    private static func chosen(
        _ arguments: ParsedArguments, _ common: Happening, _ naming: Naming, _ store: LedgerStore,
        _ notice: StoredNotice
    ) throws -> [Happening] {
        func happening(of unit: String) -> Happening {
            Happening(unit: unit, item: common.item, task: common.task, at: common.at)
        }
        if let selector = try UnitOptions.selector(arguments) {
            // The notice's own units: another notice's schools were not told of this one.
            let roster = try Dossier(notice.id, in: store).roster
            let chosen = selector.units(in: roster)
            guard !chosen.isEmpty else {
                throw Failure(.notFound, Phrase(zh: "没有符合条件的单位", en: "no unit of the notice is chosen"))
            }
            return chosen.map { happening(of: $0.code) }
        }
        let units = arguments.list("unit")
        if units.isEmpty { return [common] }
        return try units.map { happening(of: try naming.unit($0).unit.code) }
    }
}
