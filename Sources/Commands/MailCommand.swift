/// `duban mail`: whether letters leave, and what became of all that were planned.

import Deadlines
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum MailCommand: Command {
    static var name: String { "mail" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail,
            summary: Phrase(zh: "邮件是否放行，计划和发出了多少", en: "whether mail goes out, and how much was planned and sent"),
            discussion: Phrase(
                zh: """
                    新台账的邮件一律暂缓：先用 duban remind 看会发什么，用 duban mail test 试一封，再用 duban mail release 放行。

                    --json 输出 {mode, decided, by, at, reason, demo, planned, sent, failed, unknown, suppressed, pending, held, \
                    balanced}；mode 为 hold、release 或 redirect。
                    """,
                en: """
                    A new ledger holds all mail: see with `duban remind` what would go, try a letter with `duban mail test`, \
                    then let it go with `duban mail release`.

                    --json prints {mode, decided, by, at, reason, demo, planned, sent, failed, unknown, suppressed, pending, \
                    held, balanced}; the mode is hold, release or redirect.
                    """),
            refusedGlobals: ["as"],
            examples: [Example("duban mail", Phrase(zh: "查看邮件状态", en: "shows how mail stands"))],
            exitCodes: [.attention, .notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        return try store.read {
            let state = try MailState(in: store)
            let counts = try store.outboxCounts()
            let accounting = Accounting(counts)
            if arguments.globals.json {
                console.write(JSONWriter.document(json(state, counts, accounting)))
            } else {
                console.print(try drawing(state, counts, accounting, Zones.usual(in: store)))
            }
            return accounting.isBalanced ? .ok : .attention
        }
    }

    private static func drawing(
        _ state: MailState, _ counts: OutboxCounts, _ accounting: Accounting, _ zone: Zone
    ) -> KeyValueList {
        var list = KeyValueList()
        list.add(Phrase(zh: "状态", en: "mode"), state.phrase, state.mode == .normal ? .green : .yellow)
        if let decision = state.decision {
            list.add(
                Phrase(zh: "决定", en: "decided"),
                Phrase(
                    zh: "\(zone.minute(decision.at))，\(decision.author)",
                    en: "\(zone.minute(decision.at)) by \(decision.author)"))
        }
        list.add(Phrase(zh: "理由", en: "reason"), ifPresent: state.reason)
        list.add(Phrase(zh: "邮件", en: "letters"), accounting.text, accounting.isBalanced ? [] : .red)
        if counts[.held] > 0 {
            list.add(Phrase(zh: "暂缓", en: "held"), Phrase(zh: "\(counts[.held])封", en: plural(counts[.held], "letter")))
        }
        if state.mode == .hold {
            list.add(
                Phrase(zh: "放行", en: "to let go"),
                Phrase(zh: "先看 duban remind，再 duban mail release", en: "see duban remind, then duban mail release"))
        }
        return list
    }

    private static func json(_ state: MailState, _ counts: OutboxCounts, _ accounting: Accounting) -> JSON {
        .object(
            [
                ("mode", .string(state.mode == .normal ? "release" : state.mode.name)),
                ("decided", .bool(state.decision != nil)), ("by", .optional(state.decision?.author)),
                ("at", .optional(state.decision.map { Int($0.at.seconds) })), ("reason", .string(state.reason)),
                ("demo", .bool(state.isDemo)),
            ] + accounting.fields + [("held", .int(counts[.held]))])
    }
}

extension Accounting {
    /// The sum for `--json`.
    var fields: [(String, JSON)] {
        [
            ("planned", .int(planned)), ("sent", .int(sent)), ("failed", .int(failed)), ("unknown", .int(unknown)),
            ("suppressed", .int(suppressedCount)), ("pending", .int(pending)), ("balanced", .bool(isBalanced)),
        ]
    }
}

/// What the three decisions have in common.
enum MailDecisionOptions {
    static let reason = OptionSpec.value(
        "reason", Phrase(zh: "理由", en: "TEXT"), Phrase(zh: "为什么，记入台账", en: "why; it is recorded"))

    /// Says what was decided and what that did to the letters.
    static func report(
        _ decision: MailDecision, _ what: Phrase, _ letters: Phrase, _ console: Console, json: Bool
    ) {
        if json {
            let fields: [(String, JSON)] = [
                ("event", .optional(decision.event.map { Int($0) })), ("letters", .int(decision.letters)),
            ]
            return console.write(JSONWriter.document(.object(fields)))
        }
        if decision.event == nil {
            console.print(what + Phrase(zh: "（原来就是这样，未重复登记）", en: " (as it was; nothing was recorded)"))
        } else {
            console.print(what)
        }
        if decision.letters > 0 { console.print(letters) }
    }
}
