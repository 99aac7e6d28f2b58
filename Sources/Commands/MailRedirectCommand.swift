/// `duban mail redirect`: every letter to one address instead of its recipient.

import Mail
import Office
import Terminal
import Texts

enum MailRedirectCommand: Command {
    static var name: String { "mail redirect" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .mail, summary: Phrase(zh: "所有邮件改发到一个地址", en: "send all mail to one address"),
            discussion: Phrase(
                zh: """
                    用于试运行：邮件标明原收件单位，只发到这个地址。改发的邮件算作已发，放行后不会再发给原单位，\
                    所以正式通知不要在改发期间加载。地址不进入校验链，也不出现在任何输出中。
                    """,
                en: """
                    For a trial: letters say whom they were for and go to this address alone. They count as sent and do not go \
                    to their units later, so load no notice in earnest meanwhile. The address stays outside the hash chain and \
                    is never printed.
                    """),
            arguments: [
                ArgumentSpec("address", Phrase(zh: "地址", en: "ADDRESS"), Phrase(zh: "邮箱地址", en: "a mail address"))
            ],
            options: [MailDecisionOptions.reason],
            examples: [
                Example(
                    "duban mail redirect me@example.org --reason 试运行", Phrase(zh: "先都发给自己看", en: "all to oneself first")
                )
            ],
            exitCodes: [.notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let address = try MailAddress.read(arguments.required("address"))
        let desk = try arguments.globals.desk()
        let decision = try desk.office.redirectMail(
            to: address.text, reason: arguments.string("reason") ?? "", now: desk.now)
        MailDecisionOptions.report(
            decision, Phrase(zh: "所有邮件改发到所给地址", en: "all mail is redirected to the address given"),
            Phrase(
                zh: "此前暂缓的 \(decision.letters) 封也发到那里",
                en: "\(plural(decision.letters, "letter")) held so far will go there, too"), console,
            json: arguments.globals.json)
        guard !arguments.globals.json else { return .ok }
        console.note(
            Phrase(
                zh: "改发的邮件算作已发；结束后用 duban mail release",
                en: "redirected letters count as sent; end it with duban mail release"))
        return .ok
    }
}

enum MailAddress {
    /// The address if a mail server would take it; the error does not repeat it.
    static func read(_ text: String) throws(Failure) -> Address {
        do throws(MailProblem) {
            return try Address(text)
        } catch {
            throw Failure(.usage, error.what, remedy: error.remedy)
        }
    }
}
