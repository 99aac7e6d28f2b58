/// A fresh folder for one test, removed with everything in it when the value goes.

import Glibc
import Synchronization

public final class TemporaryFolder: Sendable {
    /// Without links on the way: those in /tmp itself would make resolved paths differ.
    public let path: String

    public struct Unmade: Error {}

    /// Values that live as long as the program are never let go: their folders are removed at its end.
    private static let living = Mutex<Set<String>>([])
    private static let atEnd: Void = {
        atexit { for path in TemporaryFolder.living.withLock({ $0 }) { TemporaryFolder.remove(path) } }
    }()

    public init() throws(Unmade) {
        _ = Self.atEnd
        var template = Array("/tmp/duban-test-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made, let real = realpath(made, nil) else { throw Unmade() }
        path = String(cString: real)
        free(real)
        let path = path
        Self.living.withLock { _ = $0.insert(path) }
    }

    deinit {
        Self.remove(path)
        // What somebody still writes into it goes at the end.
        guard access(path, F_OK) != 0 else { return }
        let path = path
        Self.living.withLock { _ = $0.remove(path) }
    }

    /// A text in which this folder is called FOLDER, to be compared.
    public func hidden(in text: String) -> String {
        text.split(separator: path, omittingEmptySubsequences: false).joined(separator: "FOLDER")
    }

    /// The names of what lies in a folder, ascending; none where there is no folder.
    public static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// A link is removed, not followed.
    private static func remove(_ path: String) {
        for name in names(in: path) {
            let inner = "\(path)/\(name)"
            if unlink(inner) != 0 { remove(inner) }
        }
        rmdir(path)
    }
}
