/// `duban service [--config]`

import Daemon
import Platform
import Terminal
import Texts

enum ServiceCommand: Command {
    static var name: String { "service" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(zh: "输出 systemd 服务文件或配置样例", en: "print a systemd unit or a sample configuration"),
            discussion: Phrase(
                zh: "服务文件限制了 duband 的权限：只能写台账所在的文件夹，只能访问网络。",
                en: "The unit leaves duband little: it may write the ledger's folder and use the network."),
            options: [
                .flag(
                    "config",
                    Phrase(zh: "输出带说明的配置样例，而不是服务文件", en: "print a sample configuration with comments instead")),
                .value(
                    "program", Phrase(zh: "文件", en: "PATH"), Phrase(zh: "duband 的位置", en: "where duband is"),
                    defaultText: Phrase(zh: "与本程序同一文件夹", en: "beside this program"), completion: .file),
            ],
            refusedGlobals: GlobalOptions.ledgerOnly + ["json", "data"],
            examples: [
                Example(
                    "duban service > /etc/systemd/system/duban.service",
                    Phrase(zh: "安装服务文件", en: "installs the unit")),
                Example(
                    "duban service --config > /etc/duban/duband.yaml",
                    Phrase(zh: "从样例开始写配置", en: "begins a configuration")),
            ])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        if arguments.flag("config") {
            console.write(ConfigurationSample.text(console.language))
        } else {
            console.write(ServiceUnit(program: try program(arguments)).text(console.language))
        }
        return .ok
    }

    /// systemd wants an absolute path without control characters.
    private static func program(_ arguments: ParsedArguments) throws(Failure) -> String {
        let beside = DataFolders.Program.path.map { Files.folder(of: $0) + "/duband" }
        let path = arguments.string("program") ?? beside ?? "/usr/local/bin/duband"
        guard path.hasPrefix("/"), path.unicodeScalars.allSatisfy({ $0.visibleEscape == nil }) else {
            throw .usage(
                Phrase(zh: "--program 应为绝对路径", en: "--program must be an absolute path"),
                remedy: Phrase(zh: "例如 /usr/local/bin/duband", en: "for example /usr/local/bin/duband"))
        }
        return path
    }
}
