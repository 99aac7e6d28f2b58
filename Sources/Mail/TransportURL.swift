// The one line that says where letters go: `smtp://host:port`, `smtps://host:port`, `maildir:PATH`.
import Curl
import Texts

public enum TransportURL: Sendable, Hashable {
    /// Port 587 when none is written.
    case smtp(host: String, port: Int)
    /// Port 465 when none is written.
    case smtps(host: String, port: Int)
    /// A folder, as written.
    case maildir(path: String)

    public static func parse(_ text: String) -> Result<TransportURL, MailProblem> {
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .failure(.urlForm) }
        if let path = text.droppingPrefix("maildir:") {
            return path.isEmpty ? .failure(.maildirPath) : .success(.maildir(path: String(path)))
        }
        if let rest = text.droppingPrefix("smtp://") {
            return server(rest, port: 587).map { .smtp(host: $0, port: $1) }
        }
        if let rest = text.droppingPrefix("smtps://") {
            return server(rest, port: 465).map { .smtps(host: $0, port: $1) }
        }
        return .failure(.urlForm)
    }

    /// The settings that this address stands for; nil for a maildir.
    public var smtpSettings: SMTPSettings? {
        switch self {
        case .smtp(let host, let port): SMTPSettings(host: host, port: port, encryption: .startTLS)
        case .smtps(let host, let port): SMTPSettings(host: host, port: port, encryption: .implicit)
        case .maildir: nil
        }
    }

    private static func server(_ rest: Substring, port standard: Int) -> Result<(String, Int), MailProblem> {
        if rest.contains("@") { return .failure(.urlCredentials) }
        let place = rest.hasSuffix("/") ? rest.dropLast() : rest
        guard !place.contains("/") else { return .failure(.urlForm) }
        do throws(HostPort.Trouble) {
            let server = try HostPort(place)
            return .success((server.host, server.port ?? standard))
        } catch {
            return .failure(error == .port ? .urlPort : .urlForm)
        }
    }
}

extension String {
    fileprivate func droppingPrefix(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}

extension MailProblem {
    private static let forms = "smtp://mail.example.org:587, smtps://mail.example.org:465, maildir:PATH"

    fileprivate static var urlForm: MailProblem {
        MailProblem(
            "transport-form",
            what: Phrase(zh: "看不懂的投递地址", en: "the transport's address is not understood"),
            remedy: Phrase(zh: "可写：\(forms)", en: "write one of: \(forms)"))
    }

    fileprivate static var urlPort: MailProblem {
        MailProblem(
            "transport-port",
            what: Phrase(zh: "端口不是 1 至 65535 的数字", en: "the port is not a number from 1 to 65535"),
            remedy: Phrase(zh: "可写：\(forms)", en: "write one of: \(forms)"))
    }

    fileprivate static var urlCredentials: MailProblem {
        MailProblem(
            "transport-credentials",
            what: Phrase(zh: "投递地址里不能写用户名或密码", en: "user name and password do not belong in the transport's address"),
            remedy: Phrase(
                zh: "请写在各自的设置项里，密码放在单独的文件中", en: "use their own settings, with the password in a file of its own"))
    }

    fileprivate static var maildirPath: MailProblem {
        MailProblem(
            "transport-maildir",
            what: Phrase(zh: "maildir: 后面缺少目录", en: "maildir: is not followed by a folder"),
            remedy: Phrase(zh: "例如 maildir:letters", en: "write, for example, maildir:letters"))
    }
}
