/// `duban service`: the unit file with which systemd runs the daemon, and a configuration to begin with.

import Daemon
import Platform
import Terminal
import Texts

enum ServiceCommand: Command {
    static var name: String { "service" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .setup,
            summary: Phrase(
                zh: "输出 systemd 服务文件或配置样例", en: "print the service file for systemd, or a sample configuration"),
            discussion: Phrase(
                zh: """
                    “duban install”会装好这份文件。服务以用户 duban 运行，台账在 /var/lib/duban/ledger.db，配置在 \
                    /etc/duban/duband.yaml，SMTP 口令放在 /etc/credstore/duban.smtp-password（仅 root 可读），由 systemd 交给守护进程。
                    """,
                en: """
                    "duban install" puts it in place. The service runs as the user duban, with its ledger in \
                    /var/lib/duban/ledger.db and its configuration in /etc/duban/duband.yaml. The SMTP password stands in \
                    /etc/credstore/duban.smtp-password, readable by root only; systemd hands it to the daemon.
                    """),
            options: [
                .value(
                    "prefix", Phrase(zh: "文件夹", en: "DIR"),
                    Phrase(zh: "程序装在哪里", en: "where the programs are installed"),
                    defaultText: Phrase(same: InstallCommand.usualPrefix), completion: .folder),
                .flag("config", Phrase(zh: "输出带说明的配置样例", en: "print a sample configuration with comments")),
                .flag("user", Phrase(zh: "输出 sysusers.d 的用户声明", en: "print the user's declaration for sysusers.d")),
            ],
            refusedGlobals: GlobalOptions.ledgerOnly + ["json", "data"],
            examples: [
                Example(
                    "duban service --prefix /opt/duban",
                    Phrase(zh: "程序装在 /opt/duban 时的服务文件", en: "for programs in /opt/duban")),
                Example(
                    "duban service --config > /etc/duban/duband.yaml",
                    Phrase(zh: "从样例开始写配置", en: "begins a configuration")),
            ])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        if arguments.flag("config") {
            console.write(ConfigurationSample.text(console.language))
        } else if arguments.flag("user") {
            console.write(ServiceFile.user)
        } else {
            console.write(ServiceFile.text(prefix: try InstallCommand.prefix(arguments)))
        }
        return .ok
    }
}
