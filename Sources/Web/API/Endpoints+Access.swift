/// Who may ask for what: accounts and their tokens.

import Access
import HTTP
import Terminal
import Texts

extension Endpoints {
    static let access: [Endpoint] = [
        Endpoint(
            "GET", "/access", "listAccess", .access, Phrase(zh: "谁有权限", en: "Who has access"), ["access", "list"],
            [.query("all", .flag, Phrase(zh: "也列出已收回的", en: "revoked ones, too"), use: .flag("all"))],
            answer: .access),
        Endpoint(
            "POST", "/access/accounts", "grantAccess", .access, Phrase(zh: "授予角色", en: "Grant a role to a name"),
            ["access", "grant"], granting, answer: .granted
        ).with { $0.tellsSecret = true },
        Endpoint(
            "POST", "/access/accounts/{name}/tokens", "makeToken", .access, Phrase(zh: "发放令牌", en: "Make a token"),
            ["access", "token"], [account, label, expires], answer: .newToken
        ).with { $0.tellsSecret = true },
        Endpoint(
            "POST", "/access/accounts/{name}/revocation", "revokeAccount", .access,
            Phrase(zh: "收回账户和它的令牌", en: "End an account with its tokens"), ["access", "revoke"], [account],
            answer: .revoked),
        Endpoint(
            "POST", "/access/tokens/{digest}/revocation", "revokeToken", .access,
            Phrase(zh: "收回一个令牌", en: "End one token"), ["access", "revoke"],
            [
                .path(
                    "digest", .text(Shape.Text(length: 8...64)),
                    Phrase(zh: "摘要的前 8 位以上", en: "8 digits or more of its digest"), use: .option("digest"),
                    example: .string("3f9a0c1d22"))
            ], answer: .revoked),
    ]

    private static let account = Input.path(
        "name", .name, Phrase(zh: "账户名", en: "the account's name"), example: .string("report"))

    private static let label = Input.body(
        "label", .name, Phrase(zh: "令牌的用途", en: "what the token is for"), use: .option("label"))

    private static let expires = Input.body(
        "expires", .word, Phrase(zh: "到哪天（含当天）", en: "until this day, included"), use: .option("expires"),
        example: .string("2030-12-31"))

    private static let granting: [Input] = [
        .body(
            "name", .name, Phrase(zh: "账户名", en: "the account's name"), use: .argument, required: true,
            example: .string("report")),
        .body(
            "role", .oneOf(Role.allCases.filter { $0 != .link }.map(\.rawValue)), Phrase(zh: "角色", en: "the role"),
            use: .option("role"), required: true, example: .string("auditor")),
        .body(
            "unit", .word, Phrase(zh: "审核人或填报单位所属的单位", en: "the unit of a reviewer or a unit"), use: .option("unit")),
        .body(
            "notices", .words(),
            Phrase(zh: "协调或审计哪些通知；默认全部", en: "the notices of a coordinator or auditor; all by default"),
            use: .option("notice")),
        .body("mail", .word, Phrase(zh: "登录链接寄往的邮箱", en: "where sign-in links go"), use: .option("mail")),
        .body("token", .flag, Phrase(zh: "同时发一个令牌", en: "make a token, too"), use: .flag("token")), label, expires,
    ]
}

extension Shape {
    private static let account: [Member] = [
        Member("account", .string), Member("role", .string), Member("unit", .maybe(.string)),
        Member("notices", .maybe(strings)), Member("mail", .maybe(.string)),
    ]

    static let granted = Shape.record(account + [Member("token", .maybe(.string))])

    static let newToken = Shape.whole([
        "account": .maybe(.string), "token": .string, "digest": .string, "expires": .maybe(.moment),
    ])

    static let revoked = Shape.whole(["revoked": .flag])

    static let access = Shape.whole([
        "accounts": .list(
            .record(
                account + [
                    Member("created", .moment), Member("author", .string), Member("revoked", .maybe(.moment)),
                ])),
        "tokens": .list(
            .whole([
                "digest": .string, "kind": .string, "account": .maybe(.string), "unit": .maybe(.string),
                "notice": .maybe(.string), "label": .string, "created": .moment, "expires": .maybe(.moment),
                "revoked": .maybe(.moment),
            ])),
    ])
}
