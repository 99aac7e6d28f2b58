/// `duban silence`: mutes letters with a reason and an end; lists what is muted; ends it.

import Deadlines
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum SilenceCommand: Command {
    static var name: String { "silence" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "静默：一段时间内不发提醒", en: "mute reminders for a while, with a reason"),
            discussion: Phrase(
                zh: """
                    静默期间照常登记和统计，只是不发信；写明理由、到期自动恢复。可静默一个单位、一个通知、通知中的一项任务，或全部。

                    --json 输出 {silences: [{event, scope, until, reason, author, endedBy}]}。
                    """,
                en: """
                    What happens is recorded and counted as always, only no letters go out; it ends by itself. A unit can be \
                    muted, a notice, one task of a notice, or everything.

                    --json prints {silences: [{event, scope, until, reason, author, endedBy}]}.
                    """),
            arguments: [
                ArgumentSpec(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "静默哪个单位", en: "the unit to mute"),
                    count: .optional,
                    completion: .units)
            ],
            options: [
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "静默整个通知", en: "mute a notice"),
                    completion: .notices),
                .value(
                    "task", Phrase(zh: "任务", en: "TASK"), Phrase(zh: "只静默通知中的这项任务", en: "of the notice this task only"),
                    completion: .tasks),
                .flag(
                    "all",
                    Phrase(zh: "全部静默；或与 --list 合用，也列出已结束的", en: "mute everything; with --list, show past ones, too")),
                .value(
                    "until", Phrase(zh: "时间", en: "WHEN"),
                    Phrase(zh: "到哪天（含当天），或哪天几点", en: "until this day, included, or moment")),
                StepOptions.reason,
                .flag("list", Phrase(zh: "列出生效中的静默", en: "list what is muted")),
                .value(
                    "end", Phrase(zh: "记录号", en: "EVENT"),
                    Phrase(zh: "提前结束这次静默", en: "end this silence before its time")),
            ],
            examples: [
                Example(
                    "duban silence HA-ZZ-M1 --until 2025-04-18 --reason 系统维护",
                    Phrase(zh: "静默一个单位", en: "mutes one unit")),
                Example("duban silence --list", Phrase(zh: "生效中的静默", en: "what is muted")),
                Example("duban silence --end 1234 --reason 已恢复", Phrase(zh: "提前结束", en: "ends one before its time")),
            ],
            exitCodes: [.refused, .notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        if arguments.flag("list") { return try list(arguments, console) }
        let reason = try arguments.required("reason")
        let seq = try EventNumber.read("end", arguments)
        let desk = try arguments.globals.desk()
        let zone = try Zones.usual(in: desk.store)
        if let seq {
            let event = try desk.office.endSilence(seq, reason: reason, now: desk.now)
            report(event, Phrase(zh: "第 \(seq) 号静默已结束", en: "silence \(seq) is ended"), arguments, console)
            return .ok
        }
        let scope = try scope(arguments, desk.store)
        let text = try arguments.required("until")
        var row = StepRow()
        row.to = text
        let until = try row.end(text, zone, option: "until")
        let event = try desk.office.silence(scope, until: until, reason: reason, now: desk.now)
        let names = try ScopeNames(desk.store)
        report(
            event,
            Phrase(
                zh: "已静默\(names.phrase(scope.text).zh)，至 \(zone.due(until).zh)",
                en: "\(names.phrase(scope.text).en): muted until \(zone.due(until).en)"),
            arguments, console)
        return .ok
    }

    private static func report(_ event: Int64, _ words: Phrase, _ arguments: ParsedArguments, _ console: Console) {
        if arguments.globals.json {
            console.write(JSONWriter.document(.object([("event", .int(Int(event)))])))
        } else {
            console.print(words + Phrase(zh: "（记录号 \(event)）", en: " (event \(event))"), [.bold, .green])
        }
    }

    private static func scope(_ arguments: ParsedArguments, _ store: LedgerStore) throws -> Reminders.Silence.Scope {
        let naming = arguments.globals.naming(store)
        let given = [arguments.flag("unit"), arguments.flag("notice"), arguments.flag("all")].count { $0 }
        guard given == 1 else {
            throw Failure.usage(
                Phrase(zh: "没有说清静默什么", en: "it is not clear what to mute"),
                remedy: Phrase(zh: "写一个单位，或 --notice，或 --all", en: "name a unit, or --notice, or --all"))
        }
        if let unit = arguments.string("unit") { return .unit(try naming.unit(unit).unit.code) }
        guard let word = arguments.string("notice") else { return .all }
        let notice = try naming.notice(word)
        guard let task = arguments.string("task") else { return .notice(notice.id) }
        return .task(notice: notice.id, task: try naming.task(task, in: [notice]).task.id)
    }

    private static func list(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let zone = try Zones.usual(in: store)
        let now = try arguments.globals.now(in: zone)
        let permit = arguments.globals.permit
        let silences = try store.silences(at: now, includingPast: arguments.flag("all")).filter { silence in
            permit.allows(.seeMail, on: Reminders.Silence.Scope(text: silence.scope)?.target ?? .ledger)
        }
        if arguments.globals.json {
            let rows = silences.map { json($0, zone) }
            console.write(JSONWriter.document(.object([("silences", .array(rows))])))
            return .ok
        }
        guard !silences.isEmpty else {
            console.print(Phrase(zh: "没有静默", en: "nothing is muted"))
            return .ok
        }
        let names = try ScopeNames(store)
        var table = Table([
            Table.Column(Phrase(zh: "记录号", en: "event"), .trailing),
            Table.Column(Phrase(zh: "静默范围", en: "what"), minimum: 16, wraps: true),
            Table.Column(Phrase(zh: "至", en: "until")),
            Table.Column(Phrase(zh: "理由", en: "reason"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "登记人", en: "by"), priority: 1),
        ])
        for silence in silences {
            let isOver = silence.endedBy != nil || silence.until <= now
            table.add(
                [
                    Cell("\(silence.event)"), Cell(names.phrase(silence.scope)(console.language)),
                    Cell(zone.due(silence.until)(console.language)), Cell(silence.reason), Cell(silence.author),
                ], style: isOver ? .dim : [])
        }
        console.print(table)
        return .ok
    }

    private static func json(_ silence: Ledger.Silence, _ zone: Zone) -> JSON {
        .object([
            ("event", .int(Int(silence.event))), ("scope", .string(silence.scope)),
            ("until", .string(zone.iso(silence.until))), ("reason", .string(silence.reason)),
            ("author", .string(silence.author)), ("endedBy", .optional(silence.endedBy.map { Int($0) })),
        ])
    }
}

/// The scope of a silence with names instead of codes.
private struct ScopeNames {
    private let store: LedgerStore

    init(_ store: LedgerStore) throws {
        self.store = store
    }

    func phrase(_ text: String) -> Phrase {
        switch Reminders.Silence.Scope(text: text) {
        case .all: Phrase(zh: "全部", en: "everything")
        case .unit(let code):
            Phrase(same: (try? store.unit(code: code)).flatMap { $0 }.map { "\($0.unit.name)（\(code)）" } ?? code)
        case .notice(let id): Phrase(zh: "通知 \(id)", en: "notice \(id)")
        case .task(let notice, let task):
            Phrase(same: "\(notice): " + ((try? store.tasks(ofNotice: notice))?.first { $0.id == task }?.title ?? task))
        case nil: Phrase(same: text)
        }
    }
}
