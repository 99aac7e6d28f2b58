/// `duban ledger rebuild`: computes every row anew from the events and says which were not right.

import Ledger
import Office
import Terminal
import Texts

enum LedgerRebuildCommand: Command {
    static var name: String { "ledger rebuild" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger,
            summary: Phrase(zh: "由记录重算全部当前状态", en: "compute all present states anew from the events"),
            discussion: Phrase(
                zh: """
                    当前状态只是记录的推算结果，可随时重算。正常时没有差异；有差异的行已按记录改正并列出。

                    --json 输出 {assignments, derived, differences: [{assignment, fields}]}。
                    """,
                en: """
                    Present states follow from the events and can be computed anew at any time. Normally nothing differs; rows \
                    that did are put right and listed.

                    --json prints {assignments, derived, differences: [{assignment, fields}]}.
                    """),
            refusedGlobals: ["as"],
            examples: [Example("duban ledger rebuild", Phrase(zh: "重算并列出差异", en: "rebuilds and lists what differed"))],
            exitCodes: [.notFound, .badData, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let result = try desk.office.rebuild(now: desk.now) { done, total in
            console.progress(Phrase(zh: "重算", en: "rebuilding"), done: done, of: total)
        }
        console.endProgress()
        if arguments.globals.json {
            let rows = result.differences.map { difference in
                JSON.object([
                    ("assignment", .int(Int(difference.assignment))),
                    ("fields", .array(difference.fields.map { .string($0.name) })),
                ])
            }
            let fields: [(String, JSON)] = [
                ("assignments", .int(result.assignments)), ("derived", .int(result.derived)),
                ("differences", .array(rows)),
            ]
            console.write(JSONWriter.document(.object(fields)))
            return .ok
        }
        for difference in result.differences.prefix(50) {
            console.print(
                "#\(difference.assignment)  " + difference.fields.map(\.name).joined(separator: ", "), .yellow)
        }
        console.print(
            result.isIntact
                ? Phrase(
                    zh: "重算 \(result.assignments) 项任务，全部一致",
                    en: "\(plural(result.assignments, "assignment")) computed anew, all the same")
                : Phrase(
                    zh: "重算 \(result.assignments) 项任务，改正 \(result.differences.count + result.derived) 行",
                    en:
                        "\(plural(result.assignments, "assignment")) computed anew, \(plural(result.differences.count + result.derived, "row")) put right"
                ),
            result.isIntact ? [.bold, .green] : [.bold, .yellow])
        return .ok
    }
}
