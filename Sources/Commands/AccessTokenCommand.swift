/// `duban access token`: a further token for an account.

import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts

enum AccessTokenCommand: Command {
    static var name: String { "access token" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .access, summary: Phrase(zh: "为账户再发一个令牌", en: "make a further token for an account"),
            discussion: Phrase(
                zh: "令牌只显示这一次，台账只存它的摘要。\n\n--json 输出 {account, token, digest, expires}。",
                en:
                    "The token is shown this once; the ledger keeps its digest only.\n\n--json prints {account, token, digest, expires}."
            ),
            arguments: [
                ArgumentSpec("name", Phrase(zh: "账户", en: "NAME"), Phrase(zh: "账户名", en: "the account's name"))
            ],
            options: Array(TokenOptions.specs.dropFirst()),
            examples: [
                Example(
                    "duban access token 报表程序 --label 夜间导出 --expires 2026-12-31",
                    Phrase(zh: "到期自动失效", en: "one that ends by itself"))
            ],
            exitCodes: [.notFound, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let token = try TokenOptions.make(try arguments.required("name"), arguments, desk)
        if arguments.globals.json {
            let zone = try Zones.usual(in: desk.store)
            console.write(
                JSONWriter.document(
                    .object([
                        ("account", .optional(token.stored.account)), ("token", .string(token.text)),
                        ("digest", .string(token.stored.digest.hex)),
                        ("expires", .optional(token.stored.expires.map { zone.iso($0) })),
                    ])))
        } else {
            TokenOptions.print(token, on: console)
        }
        return .ok
    }
}

/// What `access grant` and `access token` have in common.
enum TokenOptions {
    static let specs: [OptionSpec] = [
        .flag("token", Phrase(zh: "同时发一个令牌", en: "make a token, too")),
        .value("label", Phrase(zh: "用途", en: "TEXT"), Phrase(zh: "令牌的用途", en: "what the token is for")),
        .value(
            "expires", Phrase(zh: "时间", en: "WHEN"), Phrase(zh: "令牌到哪天（含当天）失效", en: "the token's last day, or moment"),
            defaultText: Phrase(zh: "一年后", en: "in a year")),
    ]

    static func make(_ name: String, _ arguments: ParsedArguments, _ desk: Desk) throws -> NewToken {
        let zone = try Zones.usual(in: desk.store)
        let written = try arguments.moment("expires", in: zone)
        let end =
            written.map { $0.precision == .day ? zone.end(of: $0.day) : $0.instant }
            ?? zone.end(of: zone.day(of: desk.now.adding(seconds: 365 * 86_400)))
        return try desk.office.makeToken(
            for: name, label: arguments.string("label") ?? "", expires: end, now: desk.now)
    }

    static func print(_ token: NewToken, on console: Console) {
        console.print(
            Phrase(
                zh: "令牌（只显示这一次，请存入只有自己可读的文件）：",
                en: "the token, shown this once; keep it in a file that only you can read:"))
        console.print(token.text, .bold)
    }
}
