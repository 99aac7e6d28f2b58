/// `duban units show UNIT`: its entry, what it owes, which letters to it are muted.

import Deadlines
import Ledger
import Notices
import Office
import Platform
import Terminal
import Texts
import Workflow

enum UnitsShowCommand: Command {
    static var name: String { "units show" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices,
            summary: Phrase(zh: "一个单位：名录信息、未完成任务、静默", en: "one unit: its entry, tasks and silences"),
            discussion: Phrase(
                zh: "--json 输出 {unit, parent, children, silences, tasks}；tasks 与 duban tasks 相同。",
                en: "--json prints {unit, parent, children, silences, tasks}; tasks as in duban tasks."),
            arguments: [
                ArgumentSpec(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "编码、名称或其中一段", en: "code, name or a part of it"),
                    completion: .units)
            ],
            options: [.flag("contact", Phrase(zh: "显示邮箱地址", en: "show the mailboxes"))],
            examples: [Example("duban units show 渝中区", Phrase(zh: "渝中区科协", en: "one unit by a part of its name"))],
            exitCodes: [.notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let stored = try arguments.globals.naming(store).unit(try arguments.required("unit"))
        let roster = Roster(units: try store.units().filter { !$0.isRemoved }.map(\.unit))
        let listing = try TaskListing(arguments.globals, TaskQuery(unit: stored.unit.code), store)
        let silences = try store.silences(at: listing.now).filter {
            $0.scope == "all" || $0.scope == "unit:\(stored.unit.code)"
        }
        if arguments.globals.json {
            console.write(json(stored, roster, silences, listing))
            return .ok
        }
        console.print([Cell(stored.unit.name, .bold), Cell("  \(stored.unit.code)", .dim)])
        console.print(entry(stored, roster, showsContact: arguments.flag("contact")))
        for silence in silences {
            let zone = try Zones.usual(in: store)
            console.print(
                Phrase(
                    zh: "静默至 \(zone.minute(silence.until))：\(silence.reason)（\(silence.author)，第 \(silence.event) 号）",
                    en:
                        "silent until \(zone.minute(silence.until)): \(silence.reason) (\(silence.author), event \(silence.event))"
                ), .yellow)
        }
        console.print()
        try listing.print(to: console)
        return .ok
    }

    private static func entry(_ stored: StoredUnit, _ roster: Roster, showsContact: Bool) -> KeyValueList {
        let unit = stored.unit
        var list = KeyValueList()
        list.add(RosterColumn.kind.label, ifPresent: unit.kind)
        if let level = unit.level { list.add(RosterColumn.level.label, level.name) }
        if let parent = roster.parent(of: unit) {
            list.add(RosterColumn.parent.label, "\(parent.name)（\(parent.code)）")
        }
        list.add(RosterColumn.region.label, ifPresent: unit.region)
        list.add(RosterColumn.tags.label, ifPresent: unit.tags.joined(separator: " "))
        list.add(RosterColumn.creditCode.label, ifPresent: unit.creditCode?.text)
        list.add(RosterColumn.formerNames.label, ifPresent: unit.formerNames.joined(separator: "、"))
        list.add(RosterColumn.joins.label, ifPresent: unit.joins?.iso)
        list.add(RosterColumn.leaves.label, ifPresent: unit.leaves?.iso)
        list.add(RosterColumn.phone.label, ifPresent: unit.phone)
        if unit.mailboxes.isEmpty {
            list.add(
                RosterColumn.mail.label, Phrase(zh: "没有：提醒发不到，只能电话催办", en: "none: letters cannot reach it"), .yellow)
        } else if showsContact {
            list.add(RosterColumn.mail.label, unit.mailboxes.joined(separator: "\n"))
        } else {
            list.add(
                RosterColumn.mail.label,
                Phrase(
                    zh: "\(unit.mailboxes.count) 个（--contact 显示）", en: "\(unit.mailboxes.count) (--contact shows them)")
            )
        }
        let children = roster.children(of: unit.code)
        if !children.isEmpty {
            let shown = children.prefix(6).map(\.name).joined(separator: "、")
            list.add(
                Phrase(zh: "直属单位", en: "below it"),
                Phrase(
                    zh: "\(children.count) 个：\(shown)\(children.count > 6 ? "等" : "")",
                    en: "\(children.count): \(shown)\(children.count > 6 ? " …" : "")"))
        }
        if stored.isRemoved {
            list.add(Phrase(zh: "状态", en: "state"), Phrase(zh: "已移出名录", en: "taken out of the roster"), .yellow)
        }
        return list
    }

    private static func json(
        _ stored: StoredUnit, _ roster: Roster, _ silences: [Ledger.Silence], _ listing: TaskListing
    ) -> String {
        JSONWriter.document(
            .object([
                ("unit", UnitsCommand.json(stored)), ("parent", .optional(stored.unit.parent)),
                ("children", .array(roster.children(of: stored.unit.code).map { .string($0.code) })),
                (
                    "silences",
                    .array(
                        silences.map {
                            .object([
                                ("event", .int(Int($0.event))), ("scope", .string($0.scope)),
                                ("reason", .string($0.reason)),
                            ])
                        })
                ),
                ("tasks", .array(listing.json)),
            ]))
    }
}
