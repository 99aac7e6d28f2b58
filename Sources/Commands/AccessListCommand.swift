/// `duban access list`: who may use the daemon, and with which tokens.

import Access
import Deadlines
import Ledger
import Office
import Platform
import Terminal
import Texts

enum AccessListCommand: Command {
    static var name: String { "access list" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .access, summary: Phrase(zh: "账户和令牌", en: "accounts and their tokens"),
            discussion: Phrase(
                zh: """
                    令牌以其摘要的前 12 位表示，供 duban access revoke --digest 使用。填报单位登录不需要账户，不在此列；它们的日历订阅在此列。

                    --json 输出 {accounts: [{account, role, unit, notices, mail, created, author, revoked}], tokens: [{digest, kind, \
                    account, unit, notice, label, created, expires, revoked}]}。
                    """,
                en: """
                    Tokens go by the first 12 digits of their digests, for duban access revoke --digest. Units sign in without an \
                    account and are not listed; their calendars are.

                    --json prints {accounts: [{account, role, unit, notices, mail, created, author, revoked}], tokens: [{digest, \
                    kind, account, unit, notice, label, created, expires, revoked}]}.
                    """),
            options: [.flag("all", Phrase(zh: "也列出已收回的", en: "revoked ones, too"))],
            examples: [Example("duban access list", Phrase(zh: "谁有权限", en: "who has access"))])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let store = try arguments.globals.reading()
        let all = arguments.flag("all")
        let (accounts, tokens) = try store.read {
            (
                try store.accounts().filter { all || $0.revoked == nil },
                try store.lastingTokens().filter { all || $0.revoked == nil }
            )
        }
        let zone = try Zones.usual(in: store)
        if arguments.globals.json {
            console.write(
                JSONWriter.document(
                    .object([
                        ("accounts", .array(accounts.map { AccessWords.json($0, zone) })),
                        ("tokens", .array(tokens.map { AccessWords.json($0, zone) })),
                    ])))
        } else {
            print(accounts, tokens, zone, console)
        }
        return .ok
    }

    private static func print(
        _ accounts: [StoredAccount], _ tokens: [StoredToken], _ zone: Zone, _ console: Console
    ) {
        guard !accounts.isEmpty || !tokens.isEmpty else {
            return console.print(
                Phrase(zh: "还没有账户；用 duban access grant 建立", en: "no account yet; `duban access grant` makes one"))
        }
        // Said only where something has ended: dim lines alone would not tell.
        let hasEnded = accounts.contains { $0.revoked != nil } || tokens.contains { $0.revoked != nil }
        let ended = hasEnded ? [Table.Column(Phrase(zh: "收回", en: "ended"))] : []
        func when(_ revoked: Instant?) -> [Cell] { hasEnded ? [Cell(revoked.map { zone.day(of: $0).iso } ?? "")] : [] }
        var table = Table(
            [
                Table.Column(Phrase(zh: "账户", en: "account"), minimum: 8, wraps: true),
                Table.Column(Phrase(zh: "角色", en: "role"), minimum: 12, wraps: true),
                Table.Column(Phrase(zh: "登录邮箱", en: "signs in by"), priority: 2),
                Table.Column(Phrase(zh: "授予", en: "since")),
            ] + ended)
        for account in accounts {
            table.add(
                [
                    Cell(account.name), Cell(AccessWords.phrase(account.grant)(console.language)),
                    Cell(account.mail ?? ""), Cell(zone.day(of: account.created).iso),
                ] + when(account.revoked), style: account.revoked == nil ? [] : .dim)
        }
        if !accounts.isEmpty { console.print(table) }
        guard !tokens.isEmpty else { return }
        var list = Table(
            [
                Table.Column(Phrase(zh: "令牌", en: "token")), Table.Column(Phrase(zh: "种类", en: "kind")),
                Table.Column(Phrase(zh: "属于", en: "of")), Table.Column(Phrase(zh: "用途", en: "for"), wraps: true),
                Table.Column(Phrase(zh: "到期", en: "until")),
            ] + ended)
        for token in tokens {
            list.add(
                [
                    Cell(String(token.digest.hex.prefix(12))), Cell(AccessWords.kind(token.kind)(console.language)),
                    Cell(token.account ?? token.units.joined(separator: " ")), Cell(token.notice ?? token.label),
                    Cell(token.expires.map { zone.due($0)(console.language) } ?? "—"),
                ] + when(token.revoked), style: token.revoked == nil ? [] : .dim)
        }
        console.print()
        console.print(list)
    }
}

/// Accounts and tokens in words and as JSON.
enum AccessWords {
    static func phrase(_ grant: Grant) -> Phrase {
        if let unit = grant.unit { return grant.role.name + Phrase(zh: "（\(unit)）", en: " (\(unit))") }
        guard let notices = grant.notices else { return grant.role.name + Phrase(zh: "（全部通知）", en: " (all notices)") }
        let list = notices.sorted().joined(separator: ", ")
        return grant.role.name + Phrase(zh: "（\(list)）", en: " (\(list))")
    }

    static func kind(_ kind: StoredToken.Kind) -> Phrase {
        switch kind {
        case .api: Phrase(zh: "程序", en: "program")
        case .feed: Phrase(zh: "日历", en: "calendar")
        case .session: Phrase(zh: "会话", en: "session")
        case .signin: Phrase(zh: "登录链接", en: "sign-in link")
        }
    }

    static func fields(_ account: StoredAccount) -> [(String, JSON)] {
        [
            ("account", .string(account.name)), ("role", .string(account.grant.role.rawValue)),
            ("unit", .optional(account.grant.unit)),
            ("notices", account.grant.notices.map { .array($0.sorted().map { .string($0) }) } ?? .null),
            ("mail", .optional(account.mail)),
        ]
    }

    static func json(_ account: StoredAccount, _ zone: Zone) -> JSON {
        .object(
            fields(account) + [
                ("created", .string(zone.iso(account.created))), ("author", .string(account.author)),
                ("revoked", .optional(account.revoked.map { zone.iso($0) })),
            ])
    }

    static func json(_ token: StoredToken, _ zone: Zone) -> JSON {
        .object([
            ("digest", .string(token.digest.hex)), ("kind", .string(token.kind.rawValue)),
            ("account", .optional(token.account)), ("unit", .optional(token.units.first)),
            ("notice", .optional(token.notice)), ("label", .string(token.label)),
            ("created", .string(zone.iso(token.created))),
            ("expires", .optional(token.expires.map { zone.iso($0) })),
            ("revoked", .optional(token.revoked.map { zone.iso($0) })),
        ])
    }
}
