/// The documented sample of the configuration file, as `duban service --config` prints it.

import Texts

public enum ConfigurationSample {
    /// A file that works as it stands: letters go into a maildir until a server is named.
    public static func text(_ language: Language) -> String {
        language == .chinese ? chinese : english
    }

    private static let chinese = """
        # duband 的配置文件。“duban check 本文件”可检查；修改后用 systemctl reload duband 生效（store 须重启）。
        # 每一项都可以省略，注释中写明了默认值。相对路径从本文件所在的文件夹算起。

        # 台账文件。省略时按 DUBAN_STORE，再按 ~/.local/state/duban/ledger.db。
        store: /var/lib/duban/ledger.db

        # 含有 Calendars 和 Notices 的文件夹。省略时用随程序安装的。
        # data: /usr/local/share/duban

        # 日志的语言，也是涉及几份通知的信件的语言：zh 或 en。省略时按系统区域设置。
        language: zh

        mail:
          # 信件送往何处：
          #   maildir:文件夹         写入文件夹，不需要服务器（默认：台账旁的 mail）
          #   smtp://主机:端口       STARTTLS 加密，默认端口 587
          #   smtps://主机:端口      从一开始就加密，默认端口 465
          transport: maildir:/var/lib/duban/mail

          # 发件人。用 smtp 或 smtps 时必须写。
          from: {name: 督办, address: duban@example.org}

          # 回信寄给谁。默认：发件人。
          # replyTo: {name: 办公室, address: office@example.org}

          # 以下只用于服务器。
          # startTLS: required     # required：不能加密就不发（默认）；off：不加密，只用于本机或可信线路
          # ca: /etc/duban/ca.pem  # 信任的证书颁发机构（PEM）。默认：系统的
          # helo: duban.example.org
          # username: duban
          # 密码不写在这里，只写它在哪里，三选一：
          # password: {credential: smtp-password}     # 服务管理器的凭据（LoadCredential=）
          # password: {file: /etc/duban/password}     # 文件，权限 600
          # password: {env: DUBAN_SMTP_PASSWORD}      # 环境变量
          # connections: 4         # 同时使用的连接数，1 至 32
          # timeouts: {connect: 15, reply: 60, letter: 180}   # 秒：建立连接、等待答复、一封信

          # 暂时失败后的重试（秒）：首次间隔、间隔上限、总次数。间隔逐次加倍。
          retry: {first: 60, cap: 3600, tries: 12}

        # 协调人：接收协调人汇总，并作为联系人写在信中。
        coordinator: {name: 办公室, mail: [office@example.org]}

        # 网页和接口。省略时不提供网页服务。
        # web:
        #   listen: [127.0.0.1:8080]          # 或 unix:/run/duban/web.sock；对外的地址必须设置 tls
        #   url: https://duban.example.org    # 对外的网址；不写则信中不带链接
        #   tls: {certificate: /etc/duban/tls.pem, key: /etc/duban/tls.key}
        #   proxies: [127.0.0.1]              # 信任其 X-Forwarded-For 和 -Proto 的反向代理
        #   linkDays: 30                      # 提醒邮件中链接的有效天数
        #   uploadMiB: 20                     # 上传文件的大小上限
        #   limits: {connections: 16384, connectionsPerAddress: 0, headSeconds: 60, requestSeconds: 120,
        #            headBytes: 16384, requestsPerSecond: 20, burst: 100}

        # 两次检查之间最长的间隔（秒），1 至 3600。台账一有变化会立即检查。
        tick: 60

        # 日志详略：error、warning、info 或 debug。只有 debug 会写出邮箱地址。
        log: info

        """

    private static let english = """
        # Configuration of duband. "duban check FILE" checks it; "systemctl reload duband" makes a change take
        # effect (store needs a restart). Every key may be left out; the comments give the defaults.
        # Relative paths begin at this file's folder.

        # The ledger's file. Default: DUBAN_STORE, else ~/.local/state/duban/ledger.db.
        store: /var/lib/duban/ledger.db

        # The folder that holds Calendars and Notices. Default: what was installed with the program.
        # data: /usr/local/share/duban

        # Language of the log and of letters about several notices: zh or en. Default: the locale's.
        language: en

        mail:
          # Where letters go:
          #   maildir:FOLDER         into a folder, no server needed (default: mail beside the ledger)
          #   smtp://HOST:PORT       encrypted by STARTTLS, port 587 by default
          #   smtps://HOST:PORT      encrypted from the first byte, port 465 by default
          transport: maildir:/var/lib/duban/mail

          # The sender. Needed for smtp and smtps.
          from: {name: Duban, address: duban@example.org}

          # Who gets the answers. Default: the sender.
          # replyTo: {name: The office, address: office@example.org}

          # For a server only:
          # startTLS: required     # required: send nothing unencrypted (default); off: for this machine or a trusted wire
          # ca: /etc/duban/ca.pem  # authorities to trust, PEM. Default: the system's
          # helo: duban.example.org
          # username: duban
          # The password is never written here, only where it is; one of:
          # password: {credential: smtp-password}     # the service manager's credentials (LoadCredential=)
          # password: {file: /etc/duban/password}     # a file with mode 600
          # password: {env: DUBAN_SMTP_PASSWORD}      # an environment variable
          # connections: 4         # connections at work at once, 1 to 32
          # timeouts: {connect: 15, reply: 60, letter: 180}   # seconds: to connect, for a reply, for a whole letter

          # Trying again after a passing failure: seconds before the second try, the longest wait, tries in all.
          # The wait doubles from try to try.
          retry: {first: 60, cap: 3600, tries: 12}

        # Who answers for the whole: gets the coordinator's digests and is named in letters.
        coordinator: {name: The office, mail: [office@example.org]}

        # Pages and API for browsers and programs. Left out, nothing is served.
        # web:
        #   listen: [127.0.0.1:8080]          # or unix:/run/duban/web.sock; other addresses need tls
        #   url: https://duban.example.org    # as people reach it; without it letters carry no links
        #   tls: {certificate: /etc/duban/tls.pem, key: /etc/duban/tls.key}
        #   proxies: [127.0.0.1]              # reverse proxies whose X-Forwarded-For and -Proto are believed
        #   linkDays: 30                      # days that a reminder's link can be used
        #   uploadMiB: 20                     # of an uploaded file at most
        #   limits: {connections: 16384, connectionsPerAddress: 0, headSeconds: 60, requestSeconds: 120,
        #            headBytes: 16384, requestsPerSecond: 20, burst: 100}

        # The longest time between two rounds in seconds, 1 to 3600. A change of the ledger starts one at once.
        tick: 60

        # How much is logged: error, warning, info or debug. Only debug shows addresses.
        log: info

        """
}
