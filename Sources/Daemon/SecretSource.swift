/// Where a secret is kept, and how it is fetched: never in the configuration itself.

import Glibc
import Platform
import Terminal
import Texts

public enum SecretSource: Sendable, Hashable {
    /// A file that only its owner, or its group, may read.
    case file(String)
    /// An environment variable.
    case environment(String)
    /// A name in the service manager's `$CREDENTIALS_DIRECTORY` (systemd.exec(5), `LoadCredential=`).
    case credential(String)

    /// Fetches the secret. One line break at the end belongs to the file, not to the secret.
    public func read(_ environment: Environment) throws(Failure) -> Secret {
        switch self {
        case .file(let path): return try Self.secret(in: path)
        case .environment(let name):
            guard let value = environment[name] else { throw .noVariable(name) }
            do throws(SecretReader.Trouble) {
                return try SecretReader.checked(Array(value.utf8))
            } catch {
                throw .bad(error, Phrase(zh: "环境变量 \(name)", en: "the variable \(name)"))
            }
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else { throw .noCredentials(name) }
            return try Self.secret(in: folder + "/" + name)
        }
    }

    private static func secret(in path: String) throws(Failure) -> Secret {
        do throws(SecretReader.Trouble) {
            return try SecretReader.read(path, for: .ownerAndGroup)
        } catch {
            switch error {
            case .unreadable(let code): throw .unreadable(path, code)
            case .notFile: throw .unreadable(path, EISDIR)
            case .open(let mode): throw .openToAll(path, mode: mode)
            case .empty, .tooLong, .notPlain:
                throw .bad(error, Phrase(zh: "文件“\(path)”", en: "the file \"\(path)\""))
            }
        }
    }
}

extension Failure {
    fileprivate static func noVariable(_ name: String) -> Failure {
        Failure(
            .badConfiguration,
            Phrase(zh: "没有取到密码：环境变量 \(name) 未设置", en: "no password: the variable \(name) is not set"),
            remedy: Phrase(
                zh: "在服务的环境中设置它，或改用 password: {file: …}", en: "set it for the service, or use password: {file: …}"))
    }

    fileprivate static func noCredentials(_ name: String) -> Failure {
        Failure(
            .badConfiguration,
            Phrase(
                zh: "没有取到密码：服务管理器没有提供凭据目录（CREDENTIALS_DIRECTORY）",
                en: "no password: the service manager gave no credentials (CREDENTIALS_DIRECTORY)"),
            remedy: Phrase(
                zh: "在服务文件中加 LoadCredential=\(name):路径，或改用 password: {file: …}",
                en: "add LoadCredential=\(name):PATH to the service file, or use password: {file: …}"))
    }

    fileprivate static func unreadable(_ path: String, _ code: Int32) -> Failure {
        let reason =
            switch code {
            case ENOENT: Phrase(zh: "不存在", en: "it does not exist")
            case EACCES, EPERM: Phrase(zh: "没有权限", en: "no permission")
            case EISDIR: Phrase(zh: "它不是普通文件", en: "it is not a regular file")
            default: Phrase(zh: "读写出错（代码 \(code)）", en: "input/output error (code \(code))")
            }
        return Failure(
            .badConfiguration,
            Phrase(zh: "无法读取密码文件“\(path)”：", en: "cannot read the password file \"\(path)\": ") + reason,
            remedy: Phrase(
                zh: "核对路径；文件应归 duband 的运行用户所有，权限 600",
                en: "check the path; the file should belong to the user that runs duband, with mode 600"))
    }

    fileprivate static func openToAll(_ path: String, mode: UInt32) -> Failure {
        Failure(
            .badConfiguration,
            Phrase(zh: "密码文件“\(path)”对所有用户开放", en: "the password file \"\(path)\" is open to everybody"),
            why: Phrase(zh: "权限是 \(String(mode, radix: 8))", en: "its mode is \(String(mode, radix: 8))"),
            remedy: Phrase(
                zh: "运行 chmod 600 '\(path)'，并考虑更换密码",
                en: "run chmod 600 '\(path)', and consider changing the password"))
    }

    /// What stands there cannot be a password.
    fileprivate static func bad(_ trouble: SecretReader.Trouble, _ place: Phrase) -> Failure {
        let limit = SecretReader.sizeLimit
        let fault =
            switch trouble {
            case .empty: Phrase(zh: "是空的", en: "is empty")
            case .tooLong: Phrase(zh: "超过 \(limit) 字节", en: "is longer than \(limit) bytes")
            default:
                Phrase(
                    zh: "含换行等控制字符，或不是 UTF-8 文字", en: "has control characters such as a line break, or is no UTF-8 text")
            }
        return Failure(
            .badConfiguration,
            Phrase(zh: "\(place.zh)中的密码\(fault.zh)", en: "the password in \(place.en) \(fault.en)"),
            remedy: Phrase(zh: "只写密码本身，一行", en: "write just the password, in one line"))
    }
}
