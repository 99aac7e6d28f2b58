/// `duban call-list` (电话催办): whom to telephone, about what, and a text to paste into a messenger.

import Deadlines
import Documents
import Engine
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum CallListCommand: Command {
    static var name: String { "call-list" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "电话催办名单", en: "whom to telephone, about what"),
            discussion: Phrase(
                zh: """
                    列出有任务逾期的单位，和邮件送不到的单位（没有可用邮箱，或被拒收），最急的在前，附可粘贴到即时消息的文字。\
                    打过电话后用 duban chased 登记。--csv 每单位一行，可用表格软件打开。

                    --json 输出 {now, units: [{unit, name, phone, unreached, chased, items: [{assignment, notice, task, due, \
                    distance}], message}]}。
                    """,
                en: """
                    Lists units with overdue tasks, and units that letters do not reach (no usable mailbox, or refused), the \
                    most urgent first, each with a text to paste into a messenger. Record a call with `duban chased`. --csv \
                    gives a row for each unit, for a spreadsheet.

                    --json prints {now, units: [{unit, name, phone, unreached, chased, items: [{assignment, notice, task, due, \
                    distance}], message}]}.
                    """),
            options: [
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "只看此通知的", en: "of this notice"),
                    completion: .notices),
                .flag("csv", Phrase(zh: "输出 CSV", en: "as CSV")),
            ],
            refusedGlobals: ["as"],
            examples: [
                Example("duban call-list", Phrase(zh: "该给谁打电话", en: "whom to call")),
                Example("duban call-list --csv > calls.csv", Phrase(zh: "存成表格", en: "into a spreadsheet")),
            ],
            exitCodes: [.notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        try store.read {
            let now = try arguments.globals.now(in: Zones.usual(in: store))
            let engine = try MailDesk.calls(arguments, store, console.language)
            let notice = try arguments.string("notice").map { try arguments.globals.naming(store).notice($0).id }
            if notice == nil { try arguments.globals.needWhole(.seeMail) }
            let list = try engine.callList(at: now, notice: notice)
            if arguments.globals.json {
                console.write(JSONWriter.document(json(list, now)))
            } else if arguments.flag("csv") {
                console.write(csv(list, console))
            } else {
                print(list, to: console)
            }
        }
        return .ok
    }

    // MARK: - For people

    private static func print(_ list: CallList, to console: Console) {
        guard !list.entries.isEmpty else {
            console.print(Phrase(zh: "没有需要打电话的单位", en: "nobody needs to be called"))
            return
        }
        for (index, entry) in list.entries.enumerated() { print(entry, index + 1, to: console) }
        let items = list.entries.reduce(0) { $0 + $1.items.count }
        console.print(
            Phrase(
                zh: "共 \(list.entries.count) 家单位、\(items) 项；打过后登记：duban chased 单位 任务",
                en:
                    "\(plural(list.entries.count, "unit")), \(plural(items, "task")); record a call with duban chased UNIT TASK"
            ),
            .dim)
    }

    private static func print(_ entry: CallList.Entry, _ number: Int, to console: Console) {
        let phone = entry.phone.map { Phrase(same: $0) } ?? Phrase(zh: "没有电话", en: "no telephone")
        console.print([
            Cell("\(number). \(entry.name)  ", .bold),
            Cell(phone(console.language), entry.phone == nil ? .yellow : .bold),
        ])
        var list = KeyValueList(indent: 3)
        if let unreached = entry.unreached {
            list.add(Phrase(zh: "邮件", en: "mail"), Phrase(same: unreached), .yellow)
        }
        if entry.chases > 0 {
            list.add(Phrase(zh: "已催办", en: "called"), Phrase(zh: "\(entry.chases) 次", en: plural(entry.chases, "time")))
        }
        for item in entry.items.prefix(Self.shown) {
            let when = [item.due, item.distance].filter { !$0.isEmpty }.joined(
                separator: console.language == .chinese ? "，" : ", ")
            list.add(
                Phrase(zh: "缺", en: "missing"), "#\(item.assignment) \(item.task)" + (when.isEmpty ? "" : " — \(when)"))
        }
        if entry.items.count > Self.shown {
            let rest = entry.items.count - Self.shown
            list.add(Phrase(zh: "缺", en: "missing"), Phrase(zh: "另有 \(rest) 项", en: "\(rest) more"))
        }
        list.add(Phrase(zh: "可发消息", en: "to paste"), entry.message)
        console.print(list)
        console.print()
    }

    private static let shown = 12

    // MARK: - For programs

    private static func csv(_ list: CallList, _ console: Console) -> String {
        let zh = console.language == .chinese
        let head =
            zh
            ? ["编码", "单位", "电话", "邮件", "已催办", "项数", "缺什么", "可发消息"]
            : ["code", "unit", "phone", "mail", "called", "tasks", "missing", "message"]
        let rows = list.entries.map { entry in
            [
                entry.unit, entry.name, entry.phone ?? "", entry.unreached ?? "", String(entry.chases),
                String(entry.items.count),
                entry.items.map { "\($0.task) \($0.distance)".trimmed }.joined(separator: "; "),
                entry.message,
            ]
        }
        return CSVWriter(marksEncoding: true).document([head] + rows)
    }

    private static func json(_ list: CallList, _ now: Instant) -> JSON {
        let units = list.entries.map { entry -> JSON in
            let items = entry.items.map { item -> JSON in
                .object([
                    ("assignment", .int(Int(item.assignment))), ("notice", .string(item.notice)),
                    ("task", .string(item.task)), ("due", .string(item.due)), ("distance", .string(item.distance)),
                ])
            }
            return .object([
                ("unit", .string(entry.unit)), ("name", .string(entry.name)), ("phone", .optional(entry.phone)),
                ("unreached", .optional(entry.unreached)), ("chased", .int(entry.chases)), ("items", .array(items)),
                ("message", .string(entry.message)),
            ])
        }
        return .object([("now", .int(Int(now.seconds))), ("units", .array(units))])
    }
}
