/// `duban import-status`: takes over another platform's status export, the difference shown before it is applied.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

enum ImportStatusCommand: Command {
    static var name: String { "import-status" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .record,
            summary: Phrase(zh: "导入其他平台导出的状态，保留原来的时间", en: "take over another platform's status with its own times"),
            discussion: discussion,
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "导出的表格：CSV 或 .xlsx", en: "the export: CSV or .xlsx"),
                    completion: .file)
            ],
            options: [
                .value(
                    "mapping", Phrase(zh: "对照表", en: "MAP"),
                    Phrase(zh: "哪一列、哪个词是什么意思", en: "which column and word means what"),
                    defaultText: Phrase(zh: "导出文件旁同名的 .yml", en: "the .yml of the same name beside the export"),
                    completion: .file),
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "属于哪个通知", en: "the notice it is about"),
                    defaultText: Phrase(zh: "对照表写明的", en: "as the mapping says"), completion: .notices),
                .flag("dry-run", Phrase(zh: "只显示，不写入", en: "show it, store nothing")),
                .flag("yes", short: "y", Phrase(zh: "不再询问", en: "do not ask")),
            ],
            examples: [
                Example(
                    "duban import-status henan-status.csv --mapping henan-status.yml",
                    Phrase(zh: "先列差异，同意后登记", en: "shows the difference and records it when you agree"))
            ],
            exitCodes: [.attention, .refused, .notFound, .badData, .tryAgain])
    }

    private static let discussion = Phrase(
        zh: """
            单位按编码或名称对应；平台的每个时间成为一条记录的发生时间，来源记为 imported。已有的不再登记，同一文件再导一次\
            什么也不变。名录外的单位、读不出的时间、比台账已知更早的、按当前状态不可能的，逐行列出而不登记；其余的一次全部登记。

            --json 输出 {notice, source, stored, changes: [{assignment, unit, unitName, task, from, to, line, steps: \
            [{kind, at}]}], known, untouched, problems: [{severity, code, file, line, column, …}]}。
            """,
        en: """
            Units are matched by code or name; every time of the platform becomes the time of an event, whose source is \
            "imported". What is known is not recorded again: a second import of the same file changes nothing. Unknown \
            units, unreadable times, rows older than what is known and impossible steps are listed row by row and not \
            recorded; the rest is recorded in one step.

            --json prints {notice, source, stored, changes: [{assignment, unit, unitName, task, from, to, line, steps: \
            [{kind, at}]}], known, untouched, problems: [{severity, code, file, line, column, …}]}.
            """)

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let isDry = arguments.flag("dry-run")
        let file = try arguments.required("file")
        let mapping = try Shelf.readStatusMapping(try mappingPath(arguments, file)).sound()
        let export = try Shelf.readStatusExport(file)
        let sheet = try export.sound()
        let desk = try isDry ? nil : arguments.globals.desk()
        let store = try desk?.store ?? arguments.globals.reading()
        let office = desk?.office ?? arguments.globals.office(store)
        let notice = try notice(arguments, mapping, store)
        let zone = try Zones.named(mapping.zone)
        let read = StatusExport.read(sheet, mapping, roster: try office.roster(ofNotice: notice), zone: zone)
        let proposal = try office.proposeStatus(
            read.records, mapping, notice: notice, file: file, now: desk?.now ?? arguments.globals.now(in: zone))
        let report = StatusReport(
            proposal: proposal, diagnostics: (export.diagnostics + read.diagnostics + proposal.problems),
            source: export.source)
        let isStored = try apply(proposal, report, desk, arguments, console)
        if arguments.globals.json { console.write(report.json(stored: isStored, console.language)) }
        if !isStored && !isDry && !proposal.isEmpty { return .refused }
        return report.errors > 0 ? .attention : .ok
    }

    /// Shows the difference and stores it when somebody agrees.
    private static func apply(
        _ proposal: StatusProposal, _ report: StatusReport, _ desk: Desk?, _ arguments: ParsedArguments,
        _ console: Console
    ) throws -> Bool {
        if !arguments.globals.json { report.print(to: console) }
        guard let desk, !proposal.isEmpty else { return false }
        let question = Phrase(zh: "登记这 \(proposal.steps) 条？", en: "record these \(plural(proposal.steps, "event"))?")
        guard try console.confirm(question, yes: arguments.flag("yes")) else {
            console.note(Phrase(zh: "未登记任何内容", en: "nothing was recorded"))
            return false
        }
        let recording = try desk.office.applyStatus(proposal, now: desk.now)
        if !arguments.globals.json {
            try RecordingReport(recording, in: desk.store).print(to: console, json: false)
        }
        return true
    }

    private static func mappingPath(_ arguments: ParsedArguments, _ file: String) throws(Failure) -> String {
        if let given = arguments.string("mapping") { return given }
        guard let ending = [".csv", ".xlsx"].first(where: { file.hasSuffix($0) }) else {
            return try arguments.required("mapping")
        }
        return file.dropLast(ending.count) + ".yml"
    }

    private static func notice(
        _ arguments: ParsedArguments, _ mapping: StatusMapping, _ store: LedgerStore
    ) throws -> String {
        guard let word = arguments.string("notice") ?? mapping.notice else { return try arguments.required("notice") }
        return try arguments.globals.naming(store).notice(word).id
    }
}

/// What an import would change, for people and as JSON.
struct StatusReport {
    let proposal: StatusProposal
    let diagnostics: [Diagnostic]
    let source: SourceFile?

    var errors: Int { diagnostics.count { $0.severity == .error } }

    func print(to console: Console) {
        if !diagnostics.isEmpty {
            let renderer = DiagnosticRenderer(
                language: console.language, colour: console.canvas.hasColor, width: console.canvas.width ?? 100)
            console.write(renderer.render(diagnostics, sources: source.map { [$0] } ?? []) + "\n\n")
        }
        console.print(proposal.noticeTitle, .bold)
        console.print(
            Phrase(
                zh: "来源：\(proposal.source)。\(proposal.changes.count) 行有变化（\(proposal.steps) 条记录），"
                    + "\(proposal.known) 行台账已有，\(proposal.untouched) 行尚无可登记，\(errors) 处问题",
                en:
                    "from \(proposal.source): \(plural(proposal.changes.count, "row")) new (\(plural(proposal.steps, "event"))), "
                    + "\(proposal.known) known, \(proposal.untouched) with nothing to record, \(plural(errors, "problem"))"
            ))
        guard !proposal.isEmpty else { return }
        var table = Table([
            Table.Column(Phrase(zh: "行", en: "line"), .trailing),
            Table.Column(Phrase(zh: "编号", en: "number"), .trailing),
            Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "台账现状", en: "ledger")), Table.Column(Phrase(zh: "导入后", en: "then")),
            Table.Column(Phrase(zh: "将登记", en: "to record"), minimum: 24, wraps: true),
        ])
        for change in proposal.changes {
            table.add([
                Cell(change.line), Cell("#\(change.assignment.id)"), Cell(change.unitName),
                Cell(change.before.name(console.language)), Cell(change.after.name(console.language)),
                Cell(
                    change.steps.map { words($0, console.language) }.joined(
                        separator: console.language == .chinese ? "；" : "; ")),
            ])
        }
        console.print(table)
    }

    private func words(_ step: (what: What, at: Instant), _ language: Language) -> String {
        let name =
            switch step.what {
            case .submitted(let submission) where submission.isNil: Phrase(zh: "零报告", en: "nil return")
            case .submitted: Phrase(zh: "报送", en: "submitted")
            case .returned: Phrase(zh: "退回", en: "returned")
            default: Phrase(zh: "通过", en: "accepted")
            }
        return "\(name(language)) \(proposal.zone.minute(step.at))"
    }

    func json(stored: Bool, _ language: Language) -> String {
        let changes = proposal.changes.map { change in
            JSON.object([
                ("assignment", .int(Int(change.assignment.id))), ("unit", .string(change.assignment.unit)),
                ("unitName", .string(change.unitName)), ("task", .string(change.assignment.task)),
                ("from", .string(change.before.rawValue)), ("to", .string(change.after.rawValue)),
                ("line", .int(change.line)),
                (
                    "steps",
                    .array(
                        change.steps.map { step in
                            .object([("kind", .string(step.what.kind)), ("at", .string(proposal.zone.iso(step.at)))])
                        })
                ),
            ])
        }
        return JSONWriter.document(
            .object([
                ("notice", .string(proposal.notice)), ("source", .string(proposal.source)), ("stored", .bool(stored)),
                ("changes", .array(changes)), ("known", .int(proposal.known)), ("untouched", .int(proposal.untouched)),
                ("problems", .array(diagnostics.map { DiagnosticRecord($0, language: language).json })),
            ]))
    }
}
