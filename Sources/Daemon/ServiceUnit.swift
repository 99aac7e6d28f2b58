/// The systemd unit of the daemon, hardened: it may write the ledger's folder and talk to the network, nothing else.

import Texts

public struct ServiceUnit: Sendable, Hashable {
    /// Absolute path of the installed `duband`.
    public let program: String
    /// Absolute path of its configuration.
    public let configuration: String

    /// - Parameters:
    ///   - program: absolute, e.g. `/usr/local/bin/duband`.
    ///   - configuration: absolute.
    public init(program: String, configuration: String = "/etc/duban/duband.yaml") {
        self.program = program
        self.configuration = configuration
    }

    /// The file `duban.service`; its comments are in the language given.
    public func text(_ language: Language) -> String {
        // systemd.service(5): Type=notify waits for READY=1. systemd 252 has no notify-reload yet.
        // MemoryDenyWriteExecute is safe: nothing here makes code at run time.
        """
        \(head(language))
        [Unit]
        Description=\(Phrase(zh: "督办提醒服务", en: "Duban, reminders of official notices' deadlines")(language))
        Documentation=man:duban(1)
        After=network-online.target
        Wants=network-online.target

        [Service]
        Type=notify
        ExecStart=\(Self.word(program)) --config \(Self.word(configuration))
        ExecReload=/bin/kill -HUP $MAINPID
        User=duban
        Group=duban
        StateDirectory=duban
        StateDirectoryMode=0750
        UMask=0027
        \(credential(language))
        #LoadCredential=smtp-password:/etc/duban/password

        Restart=on-failure
        RestartSec=5
        RestartPreventExitStatus=64 65 78
        TimeoutStopSec=10
        WatchdogSec=300

        NoNewPrivileges=yes
        CapabilityBoundingSet=
        AmbientCapabilities=
        ProtectSystem=strict
        ProtectHome=yes
        ProtectProc=invisible
        ProcSubset=pid
        ProtectClock=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectControlGroups=yes
        PrivateTmp=yes
        PrivateDevices=yes
        PrivateUsers=yes
        RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        RemoveIPC=yes
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        MemoryMax=256M
        SystemCallArchitectures=native
        SystemCallFilter=@system-service
        SystemCallFilter=~@privileged @resources
        SystemCallErrorNumber=EPERM

        [Install]
        WantedBy=multi-user.target

        """
    }

    private func head(_ language: Language) -> String {
        Phrase(
            zh: """
                # duban.service：放在 /etc/systemd/system，然后：
                #   useradd --system --home-dir /var/lib/duban --shell /usr/sbin/nologin duban
                #   duban service --config > \(configuration)
                #   systemctl daemon-reload && systemctl enable --now duban
                # 台账放在 StateDirectory（/var/lib/duban）以外时，另加 ReadWritePaths=。
                """,
            en: """
                # duban.service: put it into /etc/systemd/system, then
                #   useradd --system --home-dir /var/lib/duban --shell /usr/sbin/nologin duban
                #   duban service --config > \(configuration)
                #   systemctl daemon-reload && systemctl enable --now duban
                # A ledger outside the StateDirectory (/var/lib/duban) needs ReadWritePaths= besides.
                """)(language)
    }

    private func credential(_ language: Language) -> String {
        Phrase(
            zh: "# 邮件密码作为凭据：配置中写 password: {credential: smtp-password}",
            en: "# The mail password as a credential: password: {credential: smtp-password} in the configuration")(
                language)
    }

    /// A word of a command line (systemd.service(5), "Command lines"): quoted when it has a space; `%` and `$` mean
    /// something there and are doubled.
    static func word(_ text: String) -> String {
        var word = ""
        for character in text {
            switch character {
            case "%": word += "%%"
            case "$": word += "$$"
            case "\\": word += "\\\\"
            case "\"": word += "\\\""
            default: word.append(character)
            }
        }
        return word.contains(" ") || word.contains("\"") || word.contains("'") ? "\"\(word)\"" : word
    }
}
