/// `duban ledger verify`: recomputes the chain and names every event that was altered, dropped or moved, and every row
/// that is not what the events come to.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts

enum LedgerVerifyCommand: Command {
    static var name: String { "ledger verify" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .ledger, summary: Phrase(zh: "核验台账是否被改动", en: "look for anything that was altered"),
            discussion: Phrase(
                zh: """
                    重算全部记录的校验链，并由记录推算每项任务的当前状态，与台账中的行逐项核对；不写入任何内容。链本身查不出末尾\
                    被截去或整条重算，因此报表和统筹清单上都印有当时的链头；用 --head 核对。查出问题时退出码为 1；只是行与记录不符的，\
                    用 duban ledger rebuild 改正。

                    --json 输出 {intact, events, head, problems: [{kind, event, assignment, what}]}。
                    """,
                en: """
                    Recomputes the chain of all events, and the present state of every assignment from them, against the rows \
                    that the ledger keeps; writes nothing. A tail that was cut off, or a chain computed anew, is found with a \
                    head printed earlier on a report or digest: give it with --head. Whatever is found makes the exit status \
                    1; where only rows differ, duban ledger rebuild puts them right.

                    --json prints {intact, events, head, problems: [{kind, event, assignment, what}]}.
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
        let office = arguments.globals.office(try arguments.globals.reading())
        let result = try office.verify(head: head, now: arguments.globals.clock)
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
            if let remedy = remedy(for: result) { console.print(remedy) }
            console.print(Phrase(zh: "链头 \(result.head.hash.hex)", en: "head \(result.head.hash.hex)"))
        }
        return result.isIntact ? .ok : .attention
    }

    /// Rows follow from events: they can be put right where these are sound.
    private static func remedy(for result: Verification) -> Phrase? {
        guard !result.isIntact else { return nil }
        let followsFromEvents = result.problems.allSatisfy { [.row, .derived].contains($0.kind) }
        return followsFromEvents
            ? Phrase(
                zh: "记录本身完好：用 duban ledger rebuild 按记录改正这些行",
                en: "the events themselves are whole: `duban ledger rebuild` puts these rows right")
            : Phrase(
                zh: "先另存一份原文件，再用 duban ledger restore 从完好的备份恢复",
                en: "keep a copy of the file, and bring a backup that is intact back with `duban ledger restore`")
    }

    private static func json(_ result: Verification, _ language: Language) -> String {
        let problems = result.problems.map { problem in
            JSON.object([
                ("kind", .string(problem.kind.rawValue)), ("event", .optional(problem.event.map { Int($0) })),
                ("assignment", .optional(problem.assignment.map { Int($0) })),
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
