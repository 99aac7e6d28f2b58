/// A fresh folder for one test, removed with everything in it when the test ends.

import Glibc
import Platform

final class TemporaryFolder {
    let path: String

    init?() {
        var template = Array("/tmp/duban-platform-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        // Links in /tmp itself would make resolved paths differ.
        guard let made, let real = realpath(made, nil) else { return nil }
        path = String(cString: real)
        free(real)
    }

    deinit { TemporaryFolder.remove(path) }

    private static func remove(_ path: String) {
        for name in (try? Files.list(path)) ?? [] {
            let inner = path + "/" + name
            if Files.isFolder(inner) { remove(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }
}
