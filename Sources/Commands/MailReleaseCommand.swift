/// `duban mail release`: lets letters go to their recipients.

import Office
import Terminal
import Texts

enum MailReleaseCommand: Command {
    static var name: String { "mail release" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "放行邮件", en: "let letters go to their recipients"),
            discussion: Phrase(
                zh: "此前暂缓的邮件由 duband 在工作时间发出，发出前重新核对：已办理的、已被更新提醒取代的不发。",
                en: """
                    duband sends what was held in working hours, after looking again: what was done meanwhile, or has been \
                    overtaken by a later reminder, is not sent.
                    """),
            options: [MailDecisionOptions.reason],
            examples: [
                Example("duban mail release", Phrase(zh: "看过 duban remind 之后放行", en: "after a look at duban remind"))
            ],
            exitCodes: [.notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let decision = try desk.office.releaseMail(reason: arguments.string("reason") ?? "", now: desk.now)
        MailDecisionOptions.report(
            decision, Phrase(zh: "邮件已放行", en: "mail is released"),
            Phrase(
                zh: "此前暂缓的 \(decision.letters) 封由 duband 在工作时间发出",
                en: "\(plural(decision.letters, "letter")) held so far will be sent by duband in working hours"),
            console,
            json: arguments.globals.json)
        return .ok
    }
}
