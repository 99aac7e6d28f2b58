/// `duban units`: the roster, or the units that a selector chooses.

import Deadlines
import Ledger
import Notices
import Office
import Terminal
import Texts

enum UnitsCommand: Command {
    static var name: String { "units" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .notices, summary: Phrase(zh: "名录：单位、上级、邮箱数", en: "the roster of units"),
            discussion: Phrase(
                zh: """
                    各选项同时满足；同一选项写几次，满足其一即可（标签须全部具备）。邮箱和电话属于联系信息，列表只显示邮箱个数。

                    --json 输出 {units: [{code, name, kind, level, parent, region, tags, mailboxes, phone, joins, leaves, \
                    formerNames, removed}]}；mailboxes 为个数。
                    """,
                en: """
                    A unit has to fit all options; of one option given several times one value is enough (tags are all \
                    needed). Of mailboxes only the number is shown.

                    --json prints {units: [{code, name, kind, level, parent, region, tags, mailboxes, phone, joins, \
                    leaves, formerNames, removed}]}; mailboxes is their number.
                    """),
            options: UnitOptions.specs + [
                .flag("removed-too", Phrase(zh: "也列出已移出名录的", en: "show those taken out of the roster, too"))
            ],
            examples: [
                Example(
                    "duban units --kind museum --below HA-ZZ", Phrase(zh: "某市以下的科技馆", en: "the museums below one city")),
                Example("duban units --level county --json", Phrase(zh: "县级单位", en: "the county units")),
            ],
            exitCodes: [.notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let all = try store.units().filter { arguments.flag("removed-too") || !$0.isRemoved }
        let roster = Roster(units: all.map(\.unit))
        var chosen = all
        if let selector = try UnitOptions.selector(arguments) {
            let codes = Set(selector.units(in: roster).map(\.code))
            chosen = all.filter { codes.contains($0.unit.code) }
            if chosen.isEmpty { try refuseUnknown(selector, roster) }
        }
        if arguments.globals.json {
            console.write(JSONWriter.document(.object([("units", .array(chosen.map(json)))])))
        } else if chosen.isEmpty {
            console.print(
                all.isEmpty
                    ? Phrase(
                        zh: "名录是空的；用 duban load 或 duban units import 录入",
                        en: "the roster is empty; `duban load` or `duban units import` fills it")
                    : Phrase(zh: "没有符合条件的单位", en: "there is no such unit"))
        } else {
            console.print(table(chosen, roster, console.language))
            console.print(Phrase(zh: "共 \(chosen.count) 个单位", en: plural(chosen.count, "unit")), .dim)
        }
        return .ok
    }

    private static func refuseUnknown(_ selector: UnitSelector, _ roster: Roster) throws {
        guard let unknown = selector.unresolved(in: roster).first else { return }
        throw Failure(
            .notFound, Phrase(zh: "名录中没有“\(unknown.word)”", en: "no unit of the roster has “\(unknown.word)”"),
            remedy: unknown.closest.map { Phrase(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") })
    }

    private static func table(_ units: [StoredUnit], _ roster: Roster, _ language: Language) -> Table {
        var table = Table([
            Table.Column(Phrase(zh: "编码", en: "code")),
            Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 14, wraps: true),
            Table.Column(Phrase(zh: "类别", en: "kind")),
            Table.Column(Phrase(zh: "级别", en: "level"), priority: 2),
            Table.Column(Phrase(zh: "上级", en: "parent"), minimum: 12, priority: 1, wraps: true),
            Table.Column(Phrase(zh: "标签", en: "tags"), minimum: 8, priority: 3, wraps: true),
            Table.Column(Phrase(zh: "邮箱", en: "mail"), .trailing),
        ])
        for stored in units {
            let unit = stored.unit
            let parent = roster.parent(of: unit)?.name ?? unit.parent ?? ""
            table.add(
                [
                    Cell(unit.code), Cell(unit.name), Cell(unit.kind ?? ""), Cell(unit.level?.name(language) ?? ""),
                    Cell(parent), Cell(unit.tags.joined(separator: " ")),
                    unit.mailboxes.isEmpty
                        ? Cell(Phrase(zh: "无", en: "none")(language), .yellow) : Cell(unit.mailboxes.count),
                ], style: stored.isRemoved ? .dim : [])
        }
        return table
    }

    static func json(_ stored: StoredUnit) -> JSON {
        let unit = stored.unit
        return .object([
            ("code", .string(unit.code)), ("name", .string(unit.name)), ("kind", .optional(unit.kind)),
            ("level", .optional(unit.level?.rawValue)), ("parent", .optional(unit.parent)),
            ("region", .optional(unit.region)), ("tags", .array(unit.tags.map { .string($0) })),
            ("mailboxes", .int(unit.mailboxes.count)), ("phone", .optional(unit.phone)),
            ("joins", .optional(unit.joins?.iso)), ("leaves", .optional(unit.leaves?.iso)),
            ("formerNames", .array(unit.formerNames.map { .string($0) })), ("removed", .bool(stored.isRemoved)),
        ])
    }
}
