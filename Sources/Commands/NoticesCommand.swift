/// `duban notices`: what is loaded, and how far each is.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts
import Workflow

enum NoticesCommand: Command {
    static var name: String { "notices" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices,
            summary: Phrase(zh: "已加载的通知和进度", en: "the notices that are loaded, and how far each is"),
            discussion: Phrase(
                zh: """
                    --shipped 列出随程序提供、可直接加载的通知。

                    --json 输出 {notices: [{notice, title, number, issuer, revision, state, counts, total}]}，counts 以状态为键。
                    """,
                en: """
                    --shipped lists the notices that come with the program and can be loaded by name.

                    --json prints {notices: [{notice, title, number, issuer, revision, state, counts, total}]}, the counts \
                    by state.
                    """),
            options: [.flag("shipped", Phrase(zh: "列出随程序提供的通知", en: "list those that come with the program"))],
            examples: [Example("duban notices", Phrase(zh: "列出通知", en: "lists them"))])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        if arguments.flag("shipped") { return try listShipped(arguments, console) }
        let store = try arguments.globals.reading()
        let notices = try arguments.globals.naming(store).notices()
        let counts = try store.counts()
        if arguments.globals.json {
            let rows = notices.map { json($0, counts[$0.id] ?? [:]) }
            console.write(JSONWriter.document(.object([("notices", .array(rows))])))
        } else if notices.isEmpty {
            console.print(
                Phrase(zh: "台账里还没有通知；用 duban load 加载", en: "the ledger has no notice yet; `duban load` loads one"))
        } else {
            console.print(table(notices, counts, console.language))
        }
        return .ok
    }

    private static func table(
        _ notices: [StoredNotice], _ counts: [String: [State: Int]], _ language: Language
    ) -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "通知", en: "notice")),
            Table.Column(Phrase(zh: "标题", en: "title"), minimum: 20, wraps: true),
            Table.Column(Phrase(zh: "文号", en: "number"), minimum: 12, priority: 2, wraps: true),
            Table.Column(Phrase(zh: "版", en: "rev"), .trailing, priority: 3),
            Table.Column(Phrase(zh: "任务", en: "tasks"), .trailing),
            Table.Column(Phrase(zh: "未完成", en: "outstanding"), .trailing),
            Table.Column(Phrase(zh: "待审", en: "submitted"), .trailing, priority: 1),
            Table.Column(Phrase(zh: "已完成", en: "accepted"), .trailing),
            Table.Column(Phrase(zh: "免报", en: "exempt"), .trailing, priority: 1),
        ])
        for notice in notices {
            let states = counts[notice.id] ?? [:]
            let outstanding = states.filter { $0.key.isOutstanding }.values.reduce(0, +)
            let isGone = notice.state == .withdrawn
            let mark = isGone ? Phrase(zh: "（已撤销）", en: " (withdrawn)")(language) : ""
            table.add(
                [
                    Cell(notice.id), Cell(notice.title + mark), Cell(notice.number ?? ""), Cell(notice.revision),
                    Cell(states.values.reduce(0, +) - (states[.withdrawn] ?? 0)), Cell(outstanding),
                    Cell(states[.submitted] ?? 0), Cell(states[.accepted] ?? 0), Cell(states[.exempt] ?? 0),
                ], style: isGone ? .dim : [])
        }
        return table
    }

    private static func json(_ notice: StoredNotice, _ states: [State: Int]) -> JSON {
        .object([
            ("notice", .string(notice.id)), ("title", .string(notice.title)), ("number", .optional(notice.number)),
            ("issuer", .optional(notice.issuer)), ("revision", .int(notice.revision)),
            ("state", .string(notice.state.rawValue)),
            ("counts", .object(State.allCases.map { ($0.rawValue, .int(states[$0] ?? 0)) })),
            ("total", .int(states.values.reduce(0, +))),
        ])
    }

    private static func listShipped(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let shipped = try arguments.globals.shelf().shippedNotices
        if arguments.globals.json {
            let rows = shipped.map { notice in
                JSON.object([
                    ("notice", .string(notice.id)), ("path", .string(notice.path)),
                    ("roster", .optional(notice.rosterPath)),
                ])
            }
            console.write(JSONWriter.document(.object([("shipped", .array(rows))])))
            return .ok
        }
        for notice in shipped { console.print(notice.id) }
        return .ok
    }
}
