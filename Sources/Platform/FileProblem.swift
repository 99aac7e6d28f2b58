/// Why a file or folder could not be read or written, in words for people.

import Glibc
import Texts

public struct FileProblem: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case notFound
        case noPermission
        /// A folder stands where a file is expected.
        case isFolder
        case notFolder
        case tooLarge
        /// The file system is full, or the quota is used up.
        case full
        case readOnly
        case inputOutput
    }

    public let kind: Kind
    /// The path as the user named it.
    public let path: String
    public let what: Phrase
    public let remedy: Phrase?

    public init(_ kind: Kind, path: String, what: Phrase, remedy: Phrase? = nil) {
        self.kind = kind
        self.path = path
        self.what = what
        self.remedy = remedy
    }

    /// The problem that the C error number stands for; `doing` says what was tried ("read", "write").
    static func system(_ code: Int32, path: String, doing: Phrase) -> FileProblem {
        let (kind, reason, remedy) = explanation(code)
        return FileProblem(
            kind, path: path,
            what: Phrase(zh: "无法\(doing.zh)“\(path)”：\(reason.zh)", en: "cannot \(doing.en) \"\(path)\": \(reason.en)"),
            remedy: remedy)
    }

    private static func explanation(_ code: Int32) -> (Kind, Phrase, Phrase?) {
        switch code {
        case ENOENT:
            (
                .notFound, Phrase(zh: "不存在", en: "it does not exist"),
                Phrase(zh: "核对路径；含空格的路径要加引号", en: "check the path; quote one that has spaces")
            )
        case EACCES, EPERM:
            (
                .noPermission, Phrase(zh: "没有权限", en: "no permission"),
                Phrase(zh: "请文件所有者授权，或换一个位置", en: "ask the owner for access, or use another place")
            )
        case EISDIR:
            (
                .isFolder, Phrase(zh: "它是文件夹", en: "it is a folder"),
                Phrase(zh: "指定其中的文件", en: "name a file in it")
            )
        case ENOTDIR: (.notFolder, Phrase(zh: "路径中有一段不是文件夹", en: "a part of the path is not a folder"), nil)
        case ENOSPC, EDQUOT:
            (
                .full, Phrase(zh: "磁盘空间或配额已用完", en: "the disk or the quota is full"),
                Phrase(zh: "清出空间后重试", en: "free some space and try again")
            )
        case EROFS:
            (
                .readOnly, Phrase(zh: "文件系统只读", en: "the file system is read-only"),
                Phrase(zh: "换一个可写的位置", en: "use a place that can be written")
            )
        case ENAMETOOLONG: (.notFound, Phrase(zh: "名称过长", en: "the name is too long"), nil)
        case ELOOP: (.notFound, Phrase(zh: "符号链接成环", en: "its symbolic links form a loop"), nil)
        case EMFILE, ENFILE: (.inputOutput, Phrase(zh: "打开的文件过多", en: "too many files are open"), nil)
        default: (.inputOutput, Phrase(zh: "读写出错（代码 \(code)）", en: "input/output error (code \(code))"), nil)
        }
    }
}
