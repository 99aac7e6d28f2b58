/// A folder for a moment's files, readable by nobody else, removed with all that is in it when the value goes.

import Glibc
import Texts

public struct ScratchFolder: ~Copyable {
    public let path: String

    /// Where temporary files belong.
    public static var usualParent: String { Environment.process["TMPDIR"] ?? "/tmp" }

    /// - Parameter parent: where the folder is made.
    public init(in parent: String = usualParent) throws(FileProblem) {
        var template = Array("\(parent)/duban-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .system(errno, path: parent, doing: Phrase(zh: "新建临时文件夹于", en: "make a temporary folder in"))
        }
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit { Self.remove(path) }

    /// A link is removed, not followed.
    private static func remove(_ path: String) {
        for name in (try? Files.list(path)) ?? [] {
            let inner = "\(path)/\(name)"
            if unlink(inner) != 0 { remove(inner) }
        }
        rmdir(path)
    }
}
