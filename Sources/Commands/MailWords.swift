/// Letters in words: kinds, states, reasons, recipients without their addresses.

import Deadlines
import Engine
import Ledger
import Mail
import Notices
import Office
import Reminders
import Terminal
import Texts
import Workflow

extension DigestKind {
    package var name: Phrase {
        switch self {
        case .morning: Phrase(zh: "提醒", en: "reminder")
        case .newNotice: Phrase(zh: "新通知", en: "new notice")
        case .returned: Phrase(zh: "退回", en: "returned")
        case .accepted: Phrase(zh: "办结", en: "accepted")
        case .coordinator: Phrase(zh: "督办汇总", en: "coordinator's digest")
        case .test: Phrase(zh: "测试", en: "test letter")
        case .signIn: Phrase(zh: "登录链接", en: "sign-in link")
        }
    }
}

/// What `--state` takes: what is not settled yet is one state to people.
enum LetterStateWord: String, CaseIterable {
    case pending, sent, failed, unknown, suppressed

    init(_ state: Ledger.Letter.State) {
        self =
            switch state {
            case .held, .planned, .sending: .pending
            case .sent: .sent
            case .failed: .failed
            case .unknown: .unknown
            case .suppressed: .suppressed
            }
    }

    /// The ledger's states behind the word.
    var states: [Ledger.Letter.State] { Ledger.Letter.State.allCases.filter { LetterStateWord($0) == self } }
}

extension Ledger.Letter.State {
    var name: Phrase {
        switch self {
        case .held: Phrase(zh: "暂缓", en: "held")
        case .planned: Phrase(zh: "待发", en: "pending")
        case .sending: Phrase(zh: "发送中", en: "being sent")
        case .sent: Phrase(zh: "已发", en: "sent")
        case .failed: Phrase(zh: "失败", en: "failed")
        case .unknown: Phrase(zh: "不明", en: "unknown")
        case .suppressed: Phrase(zh: "抑制", en: "suppressed")
        }
    }
}

/// Why a letter or a line of it is not sent, by the key that the outbox keeps.
package enum LetterReason {
    private static let suppressions: [Suppression] = [
        .done, .exempt, .withdrawn, .extended, .redated, .waiting, .reopened, .silenced, .noMailbox, .closed,
    ]

    /// A text that is no key is the server's or the transport's own, and stands as it is.
    package static func phrase(_ key: String) -> Phrase {
        if let known = suppressions.first(where: { $0.key == key }) { return known.name }
        return switch key {
        case "refused": Phrase(zh: "邮箱曾被拒收", en: "mailbox was refused before")
        case "overtaken": Phrase(zh: "已有更新的提醒", en: "a later reminder takes its place")
        case "redirected": Phrase(zh: "改发期间只发一份", en: "redirected: one copy is enough")
        case "restart": Phrase(zh: "程序中断后重发", en: "sent again after an interruption")
        case "outsideHours": Phrase(zh: "等待工作时间", en: "waits for working hours")
        case "held": Phrase(zh: "邮件暂缓发送", en: "mail is held")
        case "unreadable": Phrase(zh: "邮件记录无法解读", en: "the letter's record cannot be read")
        default: Phrase(same: key)
        }
    }
}

/// Names of recipients and tasks, looked up once each; never an address.
package final class RecipientNames {
    private let store: LedgerStore
    private var names: [String: String] = [:]
    /// Titles by notice and task.
    private var tasks: [String: [String: String]] = [:]

    package init(_ store: LedgerStore) { self.store = store }

    package func name(_ key: String) throws -> Phrase {
        switch Recipient(key: key) {
        case .coordinator: return Phrase(zh: "督办联系人", en: "coordinator")
        case .unit(let code): return Phrase(same: try unit(code))
        case nil: return Phrase(zh: "指定地址", en: "an address")
        }
    }

    /// The task's title, with what tells the assignment from the unit's others.
    func title(of assignment: Assignment, _ language: Language) throws -> String {
        let titles = try titles(of: assignment.notice)
        return (titles[assignment.task] ?? assignment.task).narrowed(
            by: [assignment.item, assignment.channel, assignment.occurrence], language)
    }

    private func titles(of notice: String) throws -> [String: String] {
        if let known = tasks[notice] { return known }
        let titles = Dictionary(
            try store.tasks(ofNotice: notice).map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        tasks[notice] = titles
        return titles
    }

    private func unit(_ code: String) throws -> String {
        if let known = names[code] { return known }
        let name = try store.unit(code: code)?.unit.name ?? code
        names[code] = name
        return name
    }
}

/// The calendar and zone of the ledger as a whole, and an engine that only answers questions.
enum MailDesk {
    /// Writes letters as the daemon will; until one has run, in the name of 督办 and the language asked for.
    /// - Parameter store: open for reading.
    static func letters(_ arguments: ParsedArguments, _ store: LedgerStore, _ language: Language) throws -> Engine {
        try engine(arguments, store, try LetterSignature(in: store) ?? unsigned(language))
    }

    /// Speaks the language asked for, whatever the letters' is.
    static func calls(_ arguments: ParsedArguments, _ store: LedgerStore, _ language: Language) throws -> Engine {
        try engine(arguments, store, unsigned(language))
    }

    private static func engine(
        _ arguments: ParsedArguments, _ store: LedgerStore, _ signature: LetterSignature
    ) throws -> Engine {
        Engine(store, settings: try EngineSettings(previewing: signature, clock: clock(arguments, store)))
    }

    private static func unsigned(_ language: Language) -> LetterSignature {
        LetterSignature(
            office: Phrase(zh: "督办", en: "Duban")(language), language: language, reachesCoordinator: true)
    }

    /// Before the text of a letter: that nobody knows yet who signs it.
    static func noteUnsigned(in store: LedgerStore, on console: Console) throws {
        guard try LetterSignature(in: store) == nil else { return }
        console.note(
            Phrase(
                zh: "duband 还没有在这个台账上启动过，署名暂写“督办”；发出时用其配置中的名称",
                en: "duband has not run on this ledger yet: signed “Duban” here, in its configuration's name when sent")
        )
    }

    /// The first notice's calendar, out of the ledger; without a notice the usual one.
    static func clock(_ arguments: ParsedArguments, _ store: LedgerStore) throws -> WorkClock {
        let first = try store.notices().first.flatMap { try NoticeClock.all(of: [$0], in: store)[$0.id] }
        return try WorkClock(first, orUsualOf: arguments.globals.shelf())
    }
}

/// The columns that every table of letters' lines begins with.
enum LineColumns {
    static func all(_ number: Phrase) -> [Table.Column] {
        [
            Table.Column(number, .trailing), Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "任务", en: "task"), minimum: 10, wraps: true),
            Table.Column(Phrase(zh: "期限", en: "due")),
            Table.Column(Phrase(zh: "缘由", en: "reason"), minimum: 12, wraps: true),
        ]
    }
}

extension MailState {
    /// How letters leave, in one line.
    var phrase: Phrase {
        switch mode {
        case .normal:
            return decision == nil
                ? Phrase(zh: "邮件正常发出（演示台账）", en: "mail goes out (a demo's ledger)")
                : Phrase(zh: "邮件正常发出", en: "mail goes out")
        case .hold:
            return decision == nil
                ? Phrase(zh: "邮件暂缓：还没有人放行", en: "mail is held: nobody has released it yet")
                : Phrase(zh: "邮件暂缓", en: "mail is held")
        case .redirect: return Phrase(zh: "所有邮件改发到一个地址", en: "all mail is redirected to one address")
        }
    }
}
