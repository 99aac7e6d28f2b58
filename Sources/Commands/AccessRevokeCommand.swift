/// `duban access revoke`: ends an account, one token, or every reminder link that was sent.

import Office
import Terminal
import Texts

enum AccessRevokeCommand: Command {
    static var name: String { "access revoke" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .access,
            summary: Phrase(zh: "收回账户、令牌或全部邮件链接", en: "end an account, a token, or all links in letters"),
            discussion: Phrase(
                zh: "收回账户时，它的令牌、会话和日历订阅一并失效。--links 更换签名密钥：已发出的提醒和登录链接、已登录网页上的表单立即失效。",
                en: """
                    An account ends with its tokens, sessions and calendars. --links changes the key of the signatures: links in \
                    letters that were sent, and forms on pages that are open, are void at once.
                    """),
            arguments: [
                ArgumentSpec(
                    "name", Phrase(zh: "账户", en: "NAME"), Phrase(zh: "账户名", en: "the account's name"), count: .optional)
            ],
            options: [
                .value(
                    "digest", Phrase(zh: "摘要", en: "DIGEST"),
                    Phrase(zh: "只收回一个令牌：其摘要的前几位", en: "this token only, by the first digits of its digest")),
                .flag("links", Phrase(zh: "作废已发出的全部链接", en: "make all links in letters void")),
            ],
            examples: [
                Example("duban access revoke 报表程序", Phrase(zh: "账户和它的令牌", en: "an account with its tokens")),
                Example("duban access revoke --digest 3f9a0c1d22", Phrase(zh: "一个令牌", en: "one token")),
            ],
            exitCodes: [.notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let given = [arguments.flag("name"), arguments.flag("digest"), arguments.flag("links")].count { $0 }
        guard given == 1 else {
            throw Failure.usage(
                Phrase(zh: "没有说清收回什么", en: "it is not clear what to revoke"),
                remedy: Phrase(zh: "写一个账户，或 --digest，或 --links", en: "name an account, or --digest, or --links"))
        }
        let desk = try arguments.globals.desk()
        let done: Phrase
        if let name = arguments.string("name") {
            try desk.office.revoke(account: name, now: desk.now)
            done = Phrase(zh: "已收回账户“\(name)”及其令牌", en: "the account “\(name)” has ended, with its tokens")
        } else if let start = arguments.string("digest") {
            let token = try desk.office.revoke(token: start, now: desk.now)
            done = Phrase(
                zh: "已收回令牌 \(token.digest.hex.prefix(12))", en: "the token \(token.digest.hex.prefix(12)) has ended")
        } else {
            try desk.office.voidLinks()
            done = Phrase(zh: "已作废全部链接", en: "all links are void")
        }
        if arguments.globals.json {
            console.write(JSONWriter.document(.object([("revoked", .bool(true))])))
        } else {
            console.print(done, [.bold, .green])
        }
        return .ok
    }
}
