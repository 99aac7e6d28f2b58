/// Where a secret is kept, and how it is fetched: never in the configuration itself.

import Glibc
import Mail
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

    /// Longer than any password; a larger file is a mistake.
    static var sizeLimit: Int { 4096 }

    /// Fetches the secret. One line break at the end belongs to the file, not to the secret.
    public func read(_ environment: Environment) throws(Failure) -> Secret {
        switch self {
        case .file(let path): return try Self.secret(in: path)
        case .environment(let name):
            guard let value = environment[name] else { throw .noVariable(name) }
            return try Self.checked(Array(value.utf8), place: Phrase(zh: "环境变量 \(name)", en: "the variable \(name)"))
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else { throw .noCredentials(name) }
            return try Self.secret(in: folder + "/" + name)
        }
    }

    /// The permissions are read from the open file, so that it cannot be exchanged in between.
    private static func secret(in path: String) throws(Failure) -> Secret {
        guard !path.utf8.contains(0) else { throw .unreadable(path, EINVAL) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path, EISDIR) }
        guard status.st_mode & (S_IROTH | S_IWOTH) == 0 else { throw .openToAll(path, mode: status.st_mode & 0o777) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
        var length = 0
        while length < bytes.count {
            let start = length
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path, errno) }
            if count == 0 { break }
            length += count
        }
        return try checked(Array(bytes[..<length]), place: Phrase(zh: "文件“\(path)”", en: "the file \"\(path)\""))
    }

    private static func checked(_ bytes: [UInt8], place: Phrase) throws(Failure) -> Secret {
        var bytes = bytes[...]
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .badSecret(place, Phrase(zh: "是空的", en: "is empty")) }
        guard bytes.count <= sizeLimit else {
            throw .badSecret(place, Phrase(zh: "超过 \(sizeLimit) 字节", en: "is longer than \(sizeLimit) bytes"))
        }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }), let text = String(validating: bytes, as: UTF8.self)
        else {
            throw .badSecret(
                place,
                Phrase(
                    zh: "含换行等控制字符，或不是 UTF-8 文字", en: "has control characters such as a line break, or is no UTF-8 text")
            )
        }
        return Secret(text)
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

    fileprivate static func openToAll(_ path: String, mode: mode_t) -> Failure {
        Failure(
            .badConfiguration,
            Phrase(zh: "密码文件“\(path)”对所有用户开放", en: "the password file \"\(path)\" is open to everybody"),
            why: Phrase(zh: "权限是 \(String(mode, radix: 8))", en: "its mode is \(String(mode, radix: 8))"),
            remedy: Phrase(
                zh: "运行 chmod 600 '\(path)'，并考虑更换密码",
                en: "run chmod 600 '\(path)', and consider changing the password"))
    }

    fileprivate static func badSecret(_ place: Phrase, _ trouble: Phrase) -> Failure {
        Failure(
            .badConfiguration,
            Phrase(zh: "\(place.zh)中的密码\(trouble.zh)", en: "the password in \(place.en) \(trouble.en)"),
            remedy: Phrase(zh: "只写密码本身，一行", en: "write just the password, in one line"))
    }
}
