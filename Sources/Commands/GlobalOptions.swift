/// The options that stand on every command, and what they come to together with the environment.

import Deadlines
import Platform
import Terminal
import Texts

struct GlobalOptions {
    let arguments: ParsedArguments
    private let environment: Environment

    init(_ arguments: ParsedArguments, environment: Environment = .process) {
        self.arguments = arguments
        self.environment = environment
    }

    /// Whether JSON is asked for.
    var json: Bool { arguments.flag("json") }

    /// Whether `--now` is given: "as if it were…", for queries only.
    var pretends: Bool { arguments.flag("now") }

    /// The moment that `--now` names in the ledger's zone, else the wall clock's.
    func now(in zone: Zone) throws(Failure) -> Instant {
        try arguments.moment("now", in: zone)?.instant ?? clock
    }

    /// The wall clock, or the server's.
    var clock: Instant { host?.now ?? WallClock().now }

    /// Who records: `--as`, else the operating system's user; at a server whoever asks.
    var author: String { host?.permit.author ?? arguments.string("as") ?? UserIdentity.name }

    /// The ledger's file: `--store`, `DUBAN_STORE`, the user's state folder.
    func store() throws(FileProblem) -> String {
        try DataFolders.store(option: arguments.string("store"), environment: environment)
    }

    /// The folder with the calendars and notices that ship.
    func data() throws(FileProblem) -> DataFolders {
        if let host { return host.data }
        return try DataFolders.find(option: arguments.string("data"), environment: environment)
    }
}

extension GlobalOptions {
    /// The general options that need a ledger: what a command without one lists in `refusedGlobals`.
    static let ledgerOnly = ["store", "as", "now"]

    static let specs: [OptionSpec] = [
        .value(
            "store", Phrase(zh: "文件", en: "PATH"), Phrase(zh: "台账文件", en: "the ledger's file"),
            defaultText: Phrase(
                zh: "DUBAN_STORE，或 ~/.local/state/duban/ledger.db", en: "DUBAN_STORE, or ~/.local/state/duban/ledger.db"
            ),
            completion: .file),
        .value(
            "data", Phrase(zh: "文件夹", en: "PATH"),
            Phrase(zh: "日历和通知所在的文件夹", en: "the folder of Calendars and Notices"),
            defaultText: Phrase(zh: "DUBAN_DATA，或随程序安装的", en: "DUBAN_DATA, or what was installed"), completion: .folder),
        .value(
            "as", Phrase(zh: "姓名", en: "NAME"), Phrase(zh: "登记人", en: "who records"),
            defaultText: Phrase(zh: "系统用户名", en: "the system's user name")),
        .value(
            "now", Phrase(zh: "时间", en: "WHEN"),
            Phrase(
                zh: "假定现在是这个时间，例如 2025-04-11 或 2025-04-11T09:00；只用于查询",
                en: "as if it were then, e.g. 2025-04-11 or 2025-04-11T09:00; queries only")),
        .value(
            "server", Phrase(zh: "地址", en: "URL"),
            Phrase(
                zh: "由这个服务器执行：https://…、unix:/路径、本机的 http://…",
                en: "have this server run it: https://…, unix:/path, http:// of this machine"),
            defaultText: Phrase(zh: "DUBAN_SERVER；未设则在本机执行", en: "DUBAN_SERVER; without it, here")),
        .value(
            "token-file", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "访问服务器的令牌", en: "the token for the server"),
            defaultText: Phrase(
                zh: "DUBAN_TOKEN_FILE，或 ~/.config/duban/token", en: "DUBAN_TOKEN_FILE, or ~/.config/duban/token"),
            completion: .file),
        .value(
            "ca", Phrase(zh: "文件", en: "FILE"),
            Phrase(zh: "另外信任的签发机构证书（PEM）", en: "certificates of authorities to trust besides the system's (PEM)"),
            completion: .file),
        .json, .language, .color, .help, .version,
    ]

    /// The variables that the program reads.
    static let variables: [(name: String, summary: Phrase)] = [
        ("DUBAN_STORE", Phrase(zh: "台账文件", en: "the ledger's file")),
        ("DUBAN_SERVER", Phrase(zh: "执行命令的服务器", en: "the server that runs commands")),
        ("DUBAN_TOKEN_FILE", Phrase(zh: "访问服务器的令牌文件", en: "the file of the token for the server")),
        ("DUBAN_DATA", Phrase(zh: "含有 Calendars 和 Notices 的文件夹", en: "the folder that holds Calendars and Notices")),
        (
            "XDG_STATE_HOME",
            Phrase(zh: "台账默认放在其中的 duban/ledger.db", en: "the ledger is duban/ledger.db in it by default")
        ),
        (
            "XDG_CONFIG_HOME",
            Phrase(zh: "令牌默认放在其中的 duban/token", en: "the token is duban/token in it by default")
        ),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            Phrase(zh: "以 zh 开头时用中文，否则用英文", en: "Chinese if it begins with zh, else English")
        ),
        ("NO_COLOR", Phrase(zh: "设置后不用颜色", en: "no colour when it is set")),
        ("COLUMNS", Phrase(zh: "终端列数", en: "the terminal's width")),
    ]
}

extension ParsedArguments {
    /// The moment that an option names, as people write it: `2025-04-11`, `2025-04-11 17:00`.
    func moment(_ name: String, in zone: Zone) throws(Failure) -> WrittenMoment? {
        guard let text = string(name) else { return nil }
        switch zone.parse(text) {
        case .success(let moment): return moment
        case .failure(let problem):
            throw Failure(.usage, Phrase(same: "--\(name): ") + problem.what, why: problem.why, remedy: problem.remedy)
        }
    }

    var globals: GlobalOptions { GlobalOptions(self) }
}
