/// A fresh folder for one test, removed with everything in it when the test ends.

import Glibc
import Platform

final class TemporaryFolder {
    let path: String

    init?() {
        var template = Array("/tmp/duban-commands-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { return nil }
        path = made
    }

    deinit { TemporaryFolder.remove(path) }

    /// A text in which this folder is called FOLDER, to be compared.
    func hidden(in text: String) -> String {
        text.split(separator: path, omittingEmptySubsequences: false).joined(separator: "FOLDER")
    }

    private static func remove(_ path: String) {
        for name in (try? Files.list(path)) ?? [] {
            let inner = path + "/" + name
            if Files.isFolder(inner) { remove(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }
}
