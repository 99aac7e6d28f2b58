/// Files in memory that stand for the disk while a command runs for somebody elsewhere: it reads what came with the
/// request and what ships with the program, and writes nothing but what is handed back.

import Glibc
import Synchronization
import Texts

/// `FileOverlay.$current.withValue(overlay) { … }`: everything that goes through `Files` on this thread sees it.
public final class FileOverlay: Sendable {
    @TaskLocal public static var current: FileOverlay?

    private let given: [String: [UInt8]]
    private let input: [UInt8]
    private let folders: [String]
    private let outcome = Mutex<[String: [UInt8]]>([:])

    /// - Parameters:
    ///   - files: by the names that the command uses for them.
    ///   - input: what standard input gives.
    ///   - data: whose calendars and notices on the disk can be read, too.
    public init(files: [String: [UInt8]] = [:], input: [UInt8] = [], data: DataFolders? = nil) {
        given = files
        self.input = input
        folders = data.map { [$0.calendars, $0.notices] } ?? []
    }

    /// What was written, by name.
    public var written: [String: [UInt8]] { outcome.withLock { $0 } }

    /// Whether the path is one of the files that ship, or their folder. Nothing that climbs is.
    func showsDisk(_ path: String) -> Bool {
        guard !path.utf8.contains(0), given[path] == nil else { return false }
        return folders.contains { folder in
            guard path.utf8.starts(with: folder.utf8) else { return false }
            let rest = path.utf8.dropFirst(folder.utf8.count)
            guard !rest.isEmpty else { return true }
            return rest.first == 0x2F && !rest.split(separator: 0x2F).contains { $0.elementsEqual("..".utf8) }
        }
    }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        let bytes = path == "-" ? input : outcome.withLock { $0[path] } ?? given[path]
        guard let bytes else { throw .system(ENOENT, path: path, doing: Phrase(zh: "读取", en: "read")) }
        guard bytes.count <= limit else { throw Files.tooLarge(path, limit: limit) }
        return bytes
    }

    func write(_ bytes: [UInt8], to path: String) throws(FileProblem) {
        guard !path.isEmpty, !path.utf8.contains(0), path != "-" else {
            throw .system(ENOENT, path: path, doing: Phrase(zh: "写入", en: "write"))
        }
        outcome.withLock { $0[path] = bytes }
    }

    func isFile(_ path: String) -> Bool { given[path] != nil || outcome.withLock { $0[path] != nil } }

    /// The names of the files given that lie directly in a folder.
    func list(_ folder: String) -> [String] {
        given.keys.filter { Files.folder(of: $0) == folder }
            .compactMap { $0.split(separator: "/").last.map(String.init) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
