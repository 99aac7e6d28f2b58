/// `duban units import FILE`: shows what a roster changes, then takes it over.

import Notices
import Office
import Terminal
import Texts

enum UnitsImportCommand: Command {
    static var name: String { "units import" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices,
            summary: Phrase(zh: "导入名录，先显示增减和变更", en: "import a roster, showing the difference first"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "名录：CSV 或 .xlsx", en: "the roster: CSV or .xlsx"),
                    completion: .file)
            ],
            options: [
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"),
                    Phrase(
                        zh: "只与此通知的单位比较：其他单位不算移除", en: "compare with this notice's units only: others are not missing"),
                    completion: .notices),
                .value(
                    "removed", Phrase(zh: "办法", en: "WHAT"),
                    Phrase(
                        zh: "名录不再包含的单位：撤销其任务，或保留",
                        en: "units that the roster leaves out: withdraw their work, or keep them"),
                    allowed: RemovedUnits.allCases.map(\.rawValue)),
                .flag("yes", short: "y", Phrase(zh: "不再询问", en: "do not ask")),
                .flag("dry-run", Phrase(zh: "只显示，不写入", en: "show it, store nothing")),
                StepOptions.reason,
            ],
            examples: [
                Example(
                    "duban units import units.csv --notice henan-museums-2023",
                    Phrase(zh: "一个通知的名录有变", en: "the roster of one notice has changed")),
                Example(
                    "duban units import units.csv --removed withdraw --yes",
                    Phrase(zh: "撤销被移除单位的任务", en: "withdraws what removed units still owe")),
            ],
            exitCodes: [.refused, .notFound, .badData, .tryAgain])
    }

    private static let discussion = Phrase(
        zh: """
            邮箱和电话立即生效，下一封信就发往新地址。单位的加入、离开、类别、上级等变动在重新加载通知时计入任务：最后列出任务会\
            因此改变的已加载通知，以及每个通知要用的 duban load 命令。被移除的单位还有未完成任务时，须用 --removed 说明如何处理。

            --json 输出 {added, changed: [{code, fields}], removed, occupied: [{code, open}], stored, withdrawn, \
            notices: [{notice, added, removed, redated, rereviewed}]}。
            """,
        en: """
            Mailboxes and telephones hold at once: the next letter goes to the new address. Units that join, leave or \
            change their kind or parent count for tasks when a notice is loaded again: the loaded notices whose tasks \
            would change are listed last, each with its duban load. When a unit that leaves still has work open, \
            --removed has to say what becomes of it.

            --json prints {added, changed: [{code, fields}], removed, occupied: [{code, open}], stored, withdrawn, \
            notices: [{notice, added, removed, redated, rereviewed}]}.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let reading = try Shelf.readRoster(try arguments.required("file"))
        let sources = reading.source.map { [$0] } ?? []
        let isJSON = arguments.globals.json
        if !reading.diagnostics.isEmpty, !reading.hasErrors, !isJSON {
            let renderer = DiagnosticRenderer(language: console.language, width: console.canvas.width ?? 100)
            console.writeError(renderer.render(reading.diagnostics, sources: sources) + "\n\n")
        }
        let roster = try reading.sound().roster
        let desk = try arguments.globals.desk(create: !arguments.flag("dry-run"))
        let notice = try arguments.string("notice").map { try arguments.globals.naming(desk.store).notice($0).id }
        let proposal = try desk.office.propose(units: roster, notice: notice)
        if !isJSON { show(proposal, console) }
        let isIdle = proposal.diff.isEmpty
        func finish(_ result: UnitsImported?) throws -> ExitCode {
            let effects = RosterEffectDrawing(
                effects: try desk.office.effects(of: roster, notice: notice, now: desk.now),
                file: try arguments.required("file"), shelf: try arguments.globals.shelf())
            if isJSON { console.write(json(proposal, result, effects)) } else { effects.print(to: console) }
            return .ok
        }
        guard !arguments.flag("dry-run"), !isIdle else { return try finish(nil) }
        let decision: RemovedUnits? = arguments.choice("removed")
        guard try console.confirm(Phrase(zh: "应用以上变动？", en: "apply these changes?"), yes: arguments.flag("yes")) else {
            console.note(Phrase(zh: "未写入任何内容", en: "nothing was stored"))
            return .refused
        }
        let reason =
            arguments.string("reason") ?? Phrase(zh: "单位已移出名录", en: "the unit left the roster")(console.language)
        let result = try desk.office.apply(proposal, removed: decision, reason: reason, now: desk.now)
        if !isJSON {
            console.print(
                Phrase(
                    zh: "已存入：新增 \(result.added)，变更 \(result.changed)，移除 \(result.removed)",
                    en: "stored: \(result.added) added, \(result.changed) changed, \(result.removed) removed"),
                [.bold, .green])
            if !result.recording.events.isEmpty {
                try RecordingReport(result.recording, in: desk.store).print(to: console, json: false)
            }
        }
        return try finish(result)
    }

    private static func show(_ proposal: UnitsProposal, _ console: Console) {
        let diff = proposal.diff
        if diff.isEmpty {
            return console.print(
                Phrase(
                    zh: "与台账中的名录一致（\(diff.unchanged) 个单位）",
                    en: "the ledger's roster is the same (\(plural(diff.unchanged, "unit")))"))
        }
        console.print(UnitDiffDrawing(diff, language: console.language).table)
        console.print(
            Phrase(
                zh: "新增 \(diff.added.count)，变更 \(diff.changed.count)，移除 \(diff.removed.count)，不变 \(diff.unchanged)",
                en:
                    "\(diff.added.count) added, \(diff.changed.count) changed, \(diff.removed.count) removed, \(diff.unchanged) unchanged"
            ), .dim)
        for occupied in proposal.occupied {
            console.print(
                Phrase(
                    zh: "\(occupied.unit.name)还有 \(occupied.open.count) 项未完成的任务",
                    en: "\(occupied.unit.name) has \(plural(occupied.open.count, "task")) open"), .yellow)
        }
    }

    private static func json(
        _ proposal: UnitsProposal, _ result: UnitsImported?, _ effects: RosterEffectDrawing
    ) -> String {
        let changed = proposal.diff.changed.map { change in
            JSON.object([
                ("code", .string(change.after.code)),
                ("fields", .array(change.fields.map { .string($0.field.rawValue) })),
            ])
        }
        let occupied = proposal.occupied.map {
            JSON.object([("code", .string($0.unit.code)), ("open", .int($0.open.count))])
        }
        return JSONWriter.document(
            .object([
                ("added", .array(proposal.diff.added.map { .string($0.code) })), ("changed", .array(changed)),
                ("removed", .array(proposal.diff.removed.map { .string($0.code) })), ("occupied", .array(occupied)),
                ("stored", .bool(result != nil)), ("withdrawn", .int(result?.recording.events.count ?? 0)),
                ("notices", effects.json),
            ]))
    }
}
