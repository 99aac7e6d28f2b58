/// `duban ledger verify`: recomputes the chain and names every event that was altered, dropped or moved.

import Ledger
import Terminal
import Texts

enum LedgerVerifyCommand: Command {
    static var name: String { "ledger verify" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger, summary: Phrase(zh: "核验台账是否被改动", en: "look for anything that was altered"),
            discussion: Phrase(
                zh: """
                    重算全部记录的校验链。链本身查不出末尾被截去或整条重算，因此报表和统筹清单上都印有当时的链头；用 --head 核对。

                    --json 输出 {intact, events, head, problems: [{kind, event, what}]}。
                    """,
                en: """
                    Recomputes the chain of all events. A tail that was cut off, or a chain computed anew, is found with a \
                    head printed earlier on a report or digest: give it with --head.

                    --json prints {intact, events, head, problems: [{kind, event, what}]}.
                    """),
            options: [
                .value(
                    "head", Phrase(zh: "链头", en: "HASH"),
                    Phrase(zh: "以前印出的链头，12 位以上", en: "a head printed earlier, 12 digits or more"))
            ],
            refusedGlobals: ["as", "now"],
            examples: [
                Example("duban ledger verify", Phrase(zh: "核验", en: "verifies it")),
                Example(
                    "duban ledger verify --head 3f9a0c12b7de",
                    Phrase(zh: "并与报表上的链头核对", en: "against the head on a report")),
            ],
            exitCodes: [.attention, .notFound, .badData])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let head = try arguments.value(
            "head", expected: Phrase(zh: "12 到 64 位十六进制数", en: "12 to 64 hexadecimal digits")
        ) { text in
            (12...64).contains(text.utf8.count) && text.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
                ? text.lowercased() : nil
        }
        let result = try arguments.globals.reading().verify(head: head)
        if arguments.globals.json {
            console.write(json(result, console.language))
        } else {
            for problem in result.problems {
                let place = problem.event.map { Phrase(zh: "第 \($0) 号：", en: "event \($0): ") } ?? Phrase(same: "")
                console.print(place + problem.what, .red)
            }
            console.print(
                result.isIntact
                    ? Phrase(zh: "完好：\(result.events) 条记录", en: "intact: \(plural(Int(result.events), "event"))")
                    : Phrase(
                        zh: "不完好：\(result.events) 条记录中查出 \(result.problems.count) 处问题",
                        en:
                            "not intact: \(plural(result.problems.count, "problem")) in \(plural(Int(result.events), "event"))"
                    ),
                result.isIntact ? [.bold, .green] : [.bold, .red])
            console.print(Phrase(zh: "链头 \(result.head.hash.hex)", en: "head \(result.head.hash.hex)"))
        }
        return result.isIntact ? .ok : .attention
    }

    private static func json(_ result: Verification, _ language: Language) -> String {
        let problems = result.problems.map { problem in
            JSON.object([
                ("kind", .string(problem.kind.rawValue)), ("event", .optional(problem.event.map { Int($0) })),
                ("what", .string(problem.what(language))),
            ])
        }
        return JSONWriter.document(
            .object([
                ("intact", .bool(result.isIntact)), ("events", .int(Int(result.events))),
                ("head", .string(result.head.hash.hex)), ("problems", .array(problems)),
            ]))
    }
}
