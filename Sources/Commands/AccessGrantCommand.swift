/// `duban access grant`: lets somebody, or some program, use the daemon.

import Access
import Deadlines
import Ledger
import Office
import Terminal
import Texts

enum AccessGrantCommand: Command {
    static var name: String { "access grant" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .access, summary: Phrase(zh: "授予一个账户角色", en: "give a name a role"),
            discussion: Phrase(
                zh: """
                    填报单位不需要账户：用名录里的邮箱就能登录。账户给协调人、审计人员和程序用。写了 --mail 的可用该邮箱登录网页；\
                    --token 输出一个令牌，供程序和 duban --server 使用，只显示这一次。

                    --json 输出 {account, role, unit, notices, mail, token}；没有令牌时 token 为 null。
                    """,
                en: """
                    Units need no account: they sign in with their mailbox in the roster. Accounts are for coordinators, auditors \
                    and programs. With --mail one signs in to the pages by that mailbox; --token prints a token for programs \
                    and for duban --server, this once.

                    --json prints {account, role, unit, notices, mail, token}; token is null when none was asked for.
                    """),
            arguments: [
                ArgumentSpec("name", Phrase(zh: "账户", en: "NAME"), Phrase(zh: "账户名", en: "the account's name"))
            ],
            options: [
                .value(
                    "role", Phrase(zh: "角色", en: "ROLE"),
                    Phrase(zh: "协调人、审核人、填报单位、审计", en: "coordinator, reviewer, unit or auditor"),
                    allowed: Role.allCases.filter { $0 != .link }.map(\.rawValue)),
                .value(
                    "unit", Phrase(zh: "单位", en: "UNIT"),
                    Phrase(zh: "审核人或填报单位所属的单位", en: "the unit of a reviewer or a unit"), completion: .units),
                .value(
                    "notice", Phrase(zh: "通知", en: "NOTICE"),
                    Phrase(zh: "协调或审计哪些通知", en: "the notices of a coordinator or auditor"),
                    repeatable: true, defaultText: Phrase(zh: "全部", en: "all"), completion: .notices),
                .value("mail", Phrase(zh: "邮箱", en: "ADDRESS"), Phrase(zh: "登录链接寄往的邮箱", en: "where sign-in links go")),
            ] + TokenOptions.specs,
            examples: [
                Example(
                    "duban access grant 统计办 --role coordinator --mail office@example.org",
                    Phrase(zh: "协调人用邮箱登录网页", en: "a coordinator who signs in by mail")),
                Example(
                    "duban access grant 报表程序 --role auditor --notice henan --token",
                    Phrase(zh: "程序只读一个通知", en: "a program that reads one notice")),
            ],
            exitCodes: [.refused, .notFound, .badData, .tryAgain])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let desk = try arguments.globals.desk()
        let name = try arguments.required("name")
        let grant = try grant(arguments, desk.store)
        let account = try desk.office.grant(name, grant, mail: arguments.string("mail"), now: desk.now)
        let token = try arguments.flag("token") ? TokenOptions.make(name, arguments, desk) : nil
        if arguments.globals.json {
            console.write(
                JSONWriter.document(
                    .object(AccessWords.fields(account) + [("token", .optional(token?.text))])))
            return .ok
        }
        console.print(
            Phrase(zh: "已授予“\(name)”：", en: "“\(name)” is granted: ") + AccessWords.phrase(account.grant),
            [.bold, .green])
        if let mail = account.mail {
            console.print(Phrase(zh: "登录邮箱 \(mail)", en: "signs in by \(mail)"))
        }
        if let token { TokenOptions.print(token, on: console) }
        return .ok
    }

    private static func grant(_ arguments: ParsedArguments, _ store: LedgerStore) throws -> Grant {
        _ = try arguments.required("role")
        let role: Role = arguments.choice("role") ?? .auditor
        let naming = arguments.globals.naming(store)
        let notices = try arguments.list("notice").map { try naming.notice($0).id }
        switch role {
        case .reviewer, .unit, .link:
            guard notices.isEmpty else {
                throw Failure.usage(
                    Phrase(zh: "--notice 只用于协调人和审计", en: "--notice is for coordinators and auditors"),
                    remedy: Phrase(zh: "去掉 --notice", en: "leave it out"))
            }
            return Grant(role, unit: try naming.unit(try arguments.required("unit")).unit.code)
        case .coordinator, .auditor:
            guard !arguments.flag("unit") else {
                throw Failure.usage(
                    Phrase(zh: "--unit 只用于审核人和填报单位", en: "--unit is for reviewers and units"),
                    remedy: Phrase(zh: "去掉 --unit", en: "leave it out"))
            }
            return Grant(role, notices: notices.isEmpty ? nil : Set(notices))
        }
    }
}
