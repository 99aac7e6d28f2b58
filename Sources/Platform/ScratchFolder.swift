/// A folder for a moment's files, readable by nobody else, removed with all that is in it when the value goes.

import Glibc
import Texts

public struct ScratchFolder: ~Copyable {
    public let path: String

    /// - Parameter parent: where temporary files belong; nil for /tmp.
    public init(in parent: String? = Environment.process["TMPDIR"]) throws(FileProblem) {
        let parent = parent ?? "/tmp"
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
