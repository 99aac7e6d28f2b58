/// `duban mail hold`: keeps every letter back.

import Office
import Terminal
import Texts

enum MailHoldCommand: Command {
    static var name: String { "mail hold" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "暂缓所有邮件，直到放行", en: "keep every letter back until mail is released"),
            discussion: Phrase(
                zh: "到时间的提醒照样计划，放行后再发；被更新的提醒取代的不再发。测试邮件不受影响。",
                en: """
                    What is due is planned all the same and leaves once mail is released, save for reminders that a later one \
                    has overtaken. Test letters go all the same.
                    """),
            options: [MailDecisionOptions.reason],
            examples: [
                Example(
                    "duban mail hold --reason 名录核对中", Phrase(zh: "核对名录期间不发信", en: "no mail while the roster is checked")
                )
            ],
            exitCodes: [.notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let decision = try desk.office.holdMail(reason: arguments.string("reason") ?? "", now: desk.now)
        MailDecisionOptions.report(
            decision, Phrase(zh: "邮件已暂缓", en: "mail is held"),
            Phrase(zh: "待发的 \(decision.letters) 封留待放行", en: "\(plural(decision.letters, "letter")) kept back"), console,
            json: arguments.globals.json)
        return .ok
    }
}
