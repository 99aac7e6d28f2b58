/// `duban outbox show`: one letter: its lines, its fate, and the text of one that is still to go.

import Deadlines
import Engine
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum OutboxShowCommand: Command {
    static var name: String { "outbox show" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail,
            summary: Phrase(zh: "一封邮件的内容和去向", en: "one letter: what it tells and what became of it"),
            discussion: Phrase(
                zh: """
                    列出这封邮件要说的每一项；还没发出的，逐项说明现在还发不发、为什么，并打印此刻会发出的正文。

                    --json 输出 outbox 的各项，加上 messageID、lines: [{assignment, unit, unitName, task, stage, due, dropped}] 和 \
                    text（尚未发出的正文）。
                    """,
                en: """
                    Lists everything the letter tells. Of one that is still to go it says of each line whether it would still \
                    be told, and prints the text as it would leave now.

                    --json prints the fields of `outbox`, and messageID, lines: [{assignment, unit, unitName, task, stage, due, \
                    dropped}] and text (of a letter still to go).
                    """),
            arguments: [
                ArgumentSpec(
                    "letter", Phrase(zh: "编号", en: "NUMBER"),
                    Phrase(zh: "duban outbox 列出的编号", en: "as duban outbox lists it"))
            ],
            refusedGlobals: ["as"],
            examples: [Example("duban outbox show 12", Phrase(zh: "第 12 封", en: "letter 12"))],
            exitCodes: [.notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let word = try arguments.required("letter")
        let store = try arguments.globals.reading()
        return try store.read {
            let zone = try Zones.usual(in: store)
            let engine = try MailDesk.letters(arguments, store, console.language)
            guard let id = Int64(word.hasPrefix("#") ? String(word.dropFirst()) : word),
                let outlook = try engine.outlook(ofLetter: id, at: arguments.globals.now(in: zone))
            else { throw missing(word) }
            let page = LetterPage(outlook: outlook, zone: zone, names: RecipientNames(store))
            if arguments.globals.json { try page.writeJSON(to: console) } else { try page.print(to: console, store) }
            return .ok
        }
    }

    private static func missing(_ word: String) -> Failure {
        Failure(
            .notFound, Phrase(zh: "没有第“\(word)”封邮件", en: "there is no letter “\(word)”"),
            remedy: Phrase(zh: "用 duban outbox 查看编号", en: "`duban outbox` lists the numbers"))
    }
}

private struct LetterPage {
    let outlook: Outlook
    let zone: Zone
    let names: RecipientNames

    private var letter: Ledger.Letter { outlook.letter }

    func print(to console: Console, _ store: LedgerStore) throws {
        console.print(try head())
        if !outlook.lines.isEmpty {
            console.print()
            console.print(try table(console.language))
        }
        guard let written = outlook.written else { return }
        console.print()
        try MailDesk.noteUnsigned(in: store, on: console)
        console.print(Phrase(zh: "此刻会发出：", en: "As it would leave now:"), .bold)
        console.print(written.subject, .bold)
        console.print(written.text)
    }

    private func head() throws -> KeyValueList {
        var list = KeyValueList()
        let kind = DigestKind(rawValue: letter.kind)?.name ?? Phrase(same: letter.kind)
        list.add(Phrase(zh: "邮件", en: "letter"), Phrase(same: "#\(letter.id) ") + kind)
        list.add(Phrase(zh: "收件人", en: "to whom"), try names.name(letter.recipient))
        list.add(Phrase(zh: "通知", en: "notice"), ifPresent: letter.notice)
        list.add(Phrase(zh: "计划于", en: "planned"), zone.minute(letter.created))
        list.add(Phrase(zh: "状态", en: "state"), letter.state.name, letter.state.style)
        if let settled = letter.settledAt { list.add(Phrase(zh: "结果于", en: "settled"), zone.minute(settled)) }
        if let until = outlook.waitsUntil {
            list.add(
                Phrase(zh: "工作时间", en: "working hours"),
                Phrase(zh: "\(zone.minute(until)) 起发", en: "from \(zone.minute(until))"))
        }
        list.add(Phrase(zh: "尝试", en: "tries"), String(letter.attempts))
        let why = letter.explanation(zone)
        if !why.zh.isEmpty { list.add(Phrase(zh: "说明", en: "reason"), why) }
        list.add(Phrase(zh: "邮件标识", en: "Message-ID"), letter.messageID)
        return list
    }

    private func table(_ language: Language) throws -> Table {
        var table = Table(
            LineColumns.all(Phrase(zh: "任务编号", en: "number")) + [
                Table.Column(Phrase(zh: "现在", en: "now"), minimum: 8, wraps: true)
            ])
        for told in outlook.lines {
            let fate =
                told.dropped.map { LetterReason.phrase($0) }
                ?? (letter.state.isPending ? Phrase(zh: "发", en: "goes") : Phrase(same: ""))
            let due = DueVersion(number: told.owed.dueVersion).due
            let title = try told.line.map { try names.title(of: $0.subject.assignment, language) }
            table.add(
                [
                    Cell("#\(told.owed.assignment)", .dim), Cell(told.line?.unit.name ?? ""),
                    Cell(title ?? ""), Cell(due.map { zone.shortDue($0) } ?? ""),
                    Cell((Stage(key: told.owed.stage)?.reason ?? Phrase(same: told.owed.stage))(language)),
                    Cell(fate(language)),
                ], style: told.dropped == nil ? [] : .dim)
        }
        return table
    }

    func writeJSON(to console: Console) throws {
        let lines = outlook.lines.map { told -> JSON in
            let due = DueVersion(number: told.owed.dueVersion).due
            return .object([
                ("assignment", .int(Int(told.owed.assignment))), ("unit", .optional(told.line?.unit.code)),
                ("unitName", .optional(told.line?.unit.name)), ("task", .optional(told.line?.subject.assignment.task)),
                ("stage", .string(told.owed.stage)), ("due", .optional(due.map { Int($0.seconds) })),
                ("dropped", .optional(told.dropped)),
            ])
        }
        console.write(
            JSONWriter.document(
                .object(
                    try letter.fields(names, console.language) + [
                        ("messageID", .string(letter.messageID)), ("lines", .array(lines)),
                        ("text", .optional(outlook.written?.text)),
                    ])))
    }
}
