/// The command line of `duband`.

import Platform
import Terminal
import Texts

struct DaemonOptions {
    /// The configuration file; nil: none is there, and every default holds.
    let config: String?
    let store: String?
    let data: String?
    let level: Log.Level?
    let language: Language?
    /// One round, then stop.
    let once: Bool

    /// Read when no option and no variable names another.
    static let usualConfig = "/etc/duban/duband.yaml"

    init(_ words: [String], _ environment: Environment, usualConfig: String = usualConfig) throws(Failure) {
        let parsed = try ArgumentParser.parse(words, Self.spec, program: "duband", globals: Self.general)
        config =
            parsed.string("config") ?? environment["DUBAN_CONFIG"]
            ?? (Files.isFile(usualConfig) ? usualConfig : nil)
        store = parsed.string("store")
        data = parsed.string("data")
        level = parsed.choice("log-level")
        language = parsed.choice("lang")
        once = parsed.flag("once")
    }

    /// `--help` and `--version`, whatever else is written.
    static func answer(_ words: [String], _ console: Console) -> ExitCode? {
        let words = words.prefix { $0 != "--" }
        if words.contains("--help") || words.contains("-h") {
            console.write(HelpText.command(spec, program: "duband", globals: general, console.language))
            return .ok
        }
        if words.contains("--version") {
            console.print("duband \(DaemonProgram.version)")
            return .ok
        }
        return nil
    }

    /// Before anything is parsed, so that even the parser's errors come in the language asked for.
    static func language(_ words: [String], _ environment: Environment) -> Language {
        for (index, word) in words.enumerated() {
            if word == "--lang", index + 1 < words.count, let language = Language(rawValue: words[index + 1]) {
                return language
            }
            if word.hasPrefix("--lang="), let language = Language(rawValue: String(word.dropFirst(7))) {
                return language
            }
        }
        return Locale.language(environment)
    }

    private static var general: [OptionSpec] { [.language, .help, .version] }

    static var spec: CommandSpec {
        CommandSpec(
            "", group: CommandGroup(Phrase(zh: "服务", en: "Service")),
            summary: Phrase(zh: "按时发送提醒的常驻程序", en: "sends the reminders when they are due"),
            discussion: discussion,
            options: [
                .value(
                    "config", short: "c", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "配置文件", en: "the configuration file"),
                    defaultText: Phrase(
                        zh: "DUBAN_CONFIG，或 \(usualConfig)（若存在）", en: "DUBAN_CONFIG, or \(usualConfig) if it is there"),
                    completion: .file),
                .value(
                    "store", Phrase(zh: "文件", en: "PATH"), Phrase(zh: "台账文件", en: "the ledger's file"),
                    defaultText: Phrase(
                        zh: "配置中的 store，再按 DUBAN_STORE", en: "store in the configuration, else DUBAN_STORE"),
                    completion: .file),
                .value(
                    "data", Phrase(zh: "文件夹", en: "PATH"),
                    Phrase(zh: "日历和通知所在的文件夹", en: "the folder of Calendars and Notices"),
                    defaultText: Phrase(
                        zh: "配置中的 data，再按 DUBAN_DATA", en: "data in the configuration, else DUBAN_DATA"),
                    completion: .folder),
                .value(
                    "log-level", Phrase(zh: "级别", en: "LEVEL"), Phrase(zh: "日志详略", en: "how much is logged"),
                    defaultText: Phrase(zh: "配置中的 log，再按 info", en: "log in the configuration, else info"),
                    allowed: Log.Level.allCases.map(\.rawValue)),
                .flag("once", Phrase(zh: "只检查并发送一轮，然后退出", en: "one round of checking and sending, then stop")),
            ],
            examples: [
                Example(
                    "duband --config /etc/duban/duband.yaml", Phrase(zh: "常驻运行", en: "runs until it is stopped")),
                Example("duband --once --store ledger.db", Phrase(zh: "发送此刻应发的信", en: "sends what is owed now")),
            ],
            exitCodes: [.badData, .notFound, .internalError, .tryAgain, .noPermission, .badConfiguration])
    }

    private static var discussion: Phrase {
        Phrase(
            zh: """
                SIGTERM、SIGINT：发完手头的信，5 秒内退出（状态 0）；再来一次则立即退出（状态为 128 加信号值），在途的信下次启动时处理。\
                SIGHUP：重读配置；新配置有误时报告，并沿用旧配置。

                一个台账只能有一个 duband；第二个说明情况后以状态 75 退出。

                “duban service”输出 systemd 服务文件，“duban service --config”输出带说明的配置样例。
                """,
            en: """
                SIGTERM and SIGINT: finishes the letters in flight and stops within 5 seconds (status 0); a second one \
                stops at once (status 128 plus the signal's number), and the next start settles what was in flight. \
                SIGHUP: reads the configuration again; a wrong one is reported and the old one kept.

                A ledger has one duband; a second one says so and stops with status 75.

                "duban service" prints a systemd unit, "duban service --config" a configuration with comments.
                """)
    }
}
