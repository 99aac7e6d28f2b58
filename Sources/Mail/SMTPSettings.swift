// Where and how to hand letters to a mail server.
import Curl
import Texts

/// A mail server and the manner of talking to it.
public struct SMTPSettings: Sendable, Equatable {
    public enum Encryption: String, Sendable, CaseIterable {
        /// STARTTLS is required; a server that does not offer it gets nothing. The default.
        case startTLS
        /// TLS from the first byte (`smtps://`).
        case implicit
        /// None (`tls: off`): for a relay on the same machine or a trusted wire.
        case none
    }

    /// A host name, an IPv4 address, or an IPv6 address without brackets.
    public var host: String
    public var port: Int
    public var encryption: Encryption
    /// PEM file of the authorities to trust instead of the system's; nil trusts the system's.
    public var caFile: String?
    public var username: String?
    public var password: Secret?
    /// The name given in EHLO; nil gives this machine's name.
    public var heloName: String?
    /// Milliseconds to connect and shake hands.
    public var connectTimeout = 15_000
    /// Seconds to wait for each reply.
    public var responseTimeout = 60
    /// Milliseconds for one letter, everything included.
    public var messageTimeout = 180_000
    /// Milliseconds that a letter in flight gets to finish once `stop` is called.
    public var stopGrace = 3_000
    /// Connections at work at once, 1 to 64.
    public var connections = 4

    public init(host: String, port: Int, encryption: Encryption = .startTLS) {
        self.host = host
        self.port = port
        self.encryption = encryption
    }

    /// Throws the first thing that makes these settings unusable or unsafe.
    public func check() throws(MailProblem) {
        guard HostPort.isHost(host) else { throw .host }
        guard (1...65535).contains(port) else { throw .port }
        guard (1...64).contains(connections), connectTimeout > 0, responseTimeout > 0, messageTimeout > 0,
            stopGrace >= 0
        else { throw .limits }
        if let heloName, !HostPort.isName(heloName) { throw .heloName }
        guard (username == nil) == (password == nil) else { throw .halfCredentials }
        let texts = [username, password?.reveal(), caFile].compactMap { $0 }
        guard texts.allSatisfy({ !$0.utf8.contains { $0 < 0x20 || $0 == 0x7F } }) else { throw .controlInSettings }
        guard username == nil || encryption != .none || HostPort.isLoopback(host) else { throw .passwordInTheClear }
    }

    /// The address as libcurl wants it; the path is the EHLO name.
    var url: String {
        let scheme = encryption == .implicit ? "smtps" : "smtp"
        return "\(scheme)://\(HostPort.bracketed(host)):\(port)/\(heloName ?? "")"
    }
}

extension MailProblem {
    fileprivate static var host: MailProblem {
        MailProblem(
            "smtp-host",
            what: Phrase(zh: "邮件服务器名称不合规", en: "the mail server's name is malformed"),
            remedy: Phrase(
                zh: "请写主机名（如 mail.example.org）或 IP 地址",
                en: "write a host name such as mail.example.org, or an IP address"))
    }

    fileprivate static var port: MailProblem {
        MailProblem(
            "smtp-port",
            what: Phrase(zh: "端口不在 1 至 65535 之间", en: "the port is not within 1 to 65535"),
            remedy: Phrase(zh: "常用端口：587（STARTTLS）、465（smtps）、25", en: "usual ports: 587 (STARTTLS), 465 (smtps), 25"))
    }

    fileprivate static var limits: MailProblem {
        MailProblem(
            "smtp-limits",
            what: Phrase(zh: "连接数或超时时间超出范围", en: "the number of connections or a timeout is out of range"),
            remedy: Phrase(zh: "连接数取 1 至 64，超时取正数", en: "use 1 to 64 connections and positive timeouts"))
    }

    fileprivate static var heloName: MailProblem {
        MailProblem(
            "smtp-helo",
            what: Phrase(zh: "EHLO 名称不合规", en: "the EHLO name is malformed"),
            remedy: Phrase(zh: "请写本机的完整域名", en: "write this machine's full host name"))
    }

    fileprivate static var halfCredentials: MailProblem {
        MailProblem(
            "smtp-half-credentials",
            what: Phrase(zh: "用户名与密码只给了一个", en: "only one of user name and password is given"),
            remedy: Phrase(zh: "两者都给，或都不给", en: "give both or neither"))
    }

    fileprivate static var controlInSettings: MailProblem {
        MailProblem(
            "smtp-control-character",
            what: Phrase(zh: "用户名、密码或证书路径含换行等控制字符", en: "the user name, password or CA path has a control character"),
            remedy: Phrase(zh: "请检查密码文件末尾是否多出一行", en: "look for a stray line in the password file"))
    }

    fileprivate static var passwordInTheClear: MailProblem {
        MailProblem(
            "smtp-password-in-the-clear",
            what: Phrase(zh: "关闭加密时不能向其他机器发送密码", en: "with encryption off, no password is sent to another machine"),
            remedy: Phrase(
                zh: "请启用 STARTTLS 或 smtps，或去掉用户名和密码", en: "use STARTTLS or smtps, or leave out user name and password"))
    }
}
