/// How systemd runs the daemon: a hardened unit file, and the user that it runs as.

enum ServiceFile {
    static let name = "duban.service"
    static let userFileName = "duban.conf"

    /// For `sysusers.d`: one user and group, whose members may use the ledger with `duban`.
    static let user = """
        # The user and group that the daemon runs as; members of the group may use the ledger.
        u duban - "Duban, deadlines of official notices" /var/lib/duban

        """

    /// The unit file of a daemon whose programs are in `prefix/bin`.
    ///
    /// A fixed user, not a dynamic one: coordinators in its group work with the same ledger. `LoadCredential` without
    /// a path looks in /etc/credstore and does not mind when there is nothing, as with mail into a folder.
    static func text(prefix: String) -> String {
        let program = quoted(prefix + "/bin/duband")
        return """
            # Written by `duban service`; local changes belong in `systemctl edit \(name)`.
            [Unit]
            Description=Duban, the deadlines of official notices
            Documentation=man:duban(1)
            Wants=network-online.target
            After=network-online.target time-sync.target

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart=\(program) --config /etc/duban/duband.yaml
            ExecReload=/bin/kill -HUP $MAINPID
            Restart=on-failure
            RestartSec=5s
            RestartPreventExitStatus=64 65 78
            TimeoutStopSec=10s
            WatchdogSec=300s

            User=duban
            Group=duban
            UMask=0007
            StateDirectory=duban
            StateDirectoryMode=2770
            ConfigurationDirectory=duban
            Environment=DUBAN_STORE=/var/lib/duban/ledger.db
            LoadCredential=smtp-password:duban.smtp-password

            NoNewPrivileges=yes
            CapabilityBoundingSet=
            AmbientCapabilities=
            ProtectSystem=strict
            ProtectHome=yes
            PrivateTmp=yes
            PrivateDevices=yes
            ProtectClock=yes
            ProtectHostname=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            ProtectControlGroups=yes
            ProtectProc=invisible
            ProcSubset=pid
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
            LockPersonality=yes
            MemoryDenyWriteExecute=yes
            RemoveIPC=yes
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources
            SystemCallErrorNumber=EPERM
            MemoryMax=512M

            [Install]
            WantedBy=multi-user.target

            """
    }

    /// As systemd reads a word: `%` begins a specifier, `$` a variable, and quotes keep blanks together.
    private static func quoted(_ path: String) -> String {
        var text = ""
        for character in path {
            switch character {
            case "%": text += "%%"
            case "$": text += "$$"
            case "\"", "\\": text += "\\\(character)"
            default: text.append(character)
            }
        }
        return text == path && !path.contains(" ") ? path : "\"\(text)\""
    }
}
