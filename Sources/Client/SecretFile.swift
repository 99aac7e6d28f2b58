/// The token for a server, out of a file that nobody but its owner may open.
import Glibc
import Platform
import Texts

public enum SecretFile {
    /// The token: the file's one line, 1 to 4096 bytes. Refused is a file that its group or others may read or write, as
    /// ssh refuses a private key, and one that is empty or has several lines.
    public static func read(_ path: String) throws(ClientProblem) -> Secret {
        do throws(SecretReader.Trouble) {
            return try SecretReader.read(path, for: .ownerOnly)
        } catch {
            throw ClientProblem(.secretFile, what: what(path), why: why(error), remedy: remedy(error, path))
        }
    }

    private static func what(_ path: String) -> Phrase {
        Phrase(zh: "无法使用令牌文件“\(path)”", en: "cannot use the token file \"\(path)\"")
    }

    private static func why(_ trouble: SecretReader.Trouble) -> Phrase {
        switch trouble {
        case .unreadable(ENOENT): Phrase(zh: "它不存在", en: "it does not exist")
        case .unreadable(EACCES), .unreadable(EPERM): Phrase(zh: "没有权限", en: "no permission")
        case .unreadable(let code): Phrase(zh: "读写出错（代码 \(code)）", en: "input/output error (code \(code))")
        case .notFile: Phrase(zh: "它不是普通文件", en: "it is not a regular file")
        case .open(let mode):
            Phrase(
                zh: "除所有者外，其他人也能打开它（权限 \(String(mode, radix: 8))）",
                en: "others than its owner may open it (mode \(String(mode, radix: 8)))")
        case .empty: Phrase(zh: "它是空的", en: "it is empty")
        case .tooLong:
            Phrase(
                zh: "它超过 \(SecretReader.sizeLimit) 字节", en: "it is longer than \(SecretReader.sizeLimit) bytes")
        case .notPlain:
            Phrase(
                zh: "它不止一行，或含控制字符，或不是 UTF-8 文字",
                en: "it has several lines or control characters, or is no UTF-8 text")
        }
    }

    private static func remedy(_ trouble: SecretReader.Trouble, _ path: String) -> Phrase {
        switch trouble {
        case .open:
            Phrase(
                zh: "运行 chmod 600 '\(path)'；别人可能已经看到，考虑换一个令牌",
                en: "run chmod 600 '\(path)'; others may have seen it, so consider a new token")
        case .unreadable, .notFile: Phrase(zh: "核对路径和所有者", en: "check the path and the owner")
        case .empty, .tooLong, .notPlain: Phrase(zh: "只写令牌本身，一行", en: "write just the token, in one line")
        }
    }
}
