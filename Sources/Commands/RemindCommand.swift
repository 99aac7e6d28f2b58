/// `duban remind`: what would be sent, to whom, and the reason for each; sends and writes nothing.

import Deadlines
import Engine
import Ledger
import Office
import Platform
import Reminders
import Terminal
import Texts

enum RemindCommand: Command {
    static var name: String { "remind" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail,
            summary: Phrase(zh: "现在会发哪些提醒，给谁，为什么（不发出）", en: "what would be sent now, to whom, and why (sends nothing)"),
            discussion: Phrase(
                zh: """
                    只列出还没有计划的；已在发件箱里的见 duban outbox。工作时间之外列出下一个工作时刻会发的。--at 看将来某一刻，\
                    假定在那之前没有新的登记，duband 也没有运行。

                    --json 输出 {at, goes, mode, letters: [{recipient, recipientName, kind, notice, lines: [{assignment, unit, \
                    unitName, notice, task, stage, reason, due}], subject, text}], suppressed, deferred, outbox: {planned, …}}；subject 和 text \
                    只在 --letters 时有。
                    """,
                en: """
                    Lists what is not planned yet; `duban outbox` has the rest. Outside of working hours it shows what goes at \
                    their next beginning. --at looks at a moment to come, as if nothing were recorded and duband did not run \
                    until then.

                    --json prints {at, goes, mode, letters: [{recipient, recipientName, kind, notice, lines: [{assignment, unit, \
                    unitName, notice, task, stage, reason, due}], subject, text}], suppressed, deferred, outbox: {planned, …}}; subject and \
                    text come with --letters only.
                    """),
            options: [
                .value(
                    "at", Phrase(zh: "时间", en: "WHEN"), Phrase(zh: "看这一刻，默认现在", en: "at this moment; now by default")),
                .value(
                    "unit", Phrase(zh: "单位", en: "UNIT"), Phrase(zh: "只看发给此单位或关于它的", en: "to or about this unit"),
                    completion: .units),
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"), Phrase(zh: "只看关于此通知的", en: "about this notice"),
                    completion: .notices),
                .flag("letters", Phrase(zh: "连同邮件正文", en: "with the letters' texts")),
            ],
            refusedGlobals: ["as"],
            examples: [
                Example("duban remind", Phrase(zh: "现在会发的", en: "what would go now")),
                Example(
                    "duban remind --at 2025-04-07T09:00 --letters",
                    Phrase(zh: "那天早上的邮件全文", en: "that morning's letters in full")),
            ],
            exitCodes: [.notFound])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        try store.read {
            let zone = try Zones.usual(in: store)
            let now = try arguments.moment("at", in: zone)?.instant ?? arguments.globals.now(in: zone)
            let engine = try MailDesk.letters(arguments, store, console.language)
            let naming = arguments.globals.naming(store)
            let filter = LineFilter(
                unit: try arguments.string("unit").map { try naming.unit($0).unit.code },
                notice: try arguments.string("notice").map { try naming.notice($0).id })
            let listing = RemindListing(
                engine: engine, forecast: try engine.forecast(at: now), filter: filter, zone: zone,
                names: RecipientNames(store), withTexts: arguments.flag("letters"))
            if arguments.globals.json { try listing.writeJSON(to: console) } else { try listing.print(to: console) }
        }
        return .ok
    }
}

/// Which lines are wanted.
struct LineFilter {
    var unit: String?
    var notice: String?

    func wants(_ line: Line) -> Bool {
        if let notice, line.subject.assignment.notice != notice { return false }
        guard let unit else { return true }
        return line.target.recipient == .unit(unit) || line.unit.code == unit
    }
}
