/// Runs a program of the system on a text, for the tests that let a shell or groff judge our output.

import Glibc
import Platform
import TestSupport
import Testing

enum RanProgram {
    static func path(_ name: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    /// The exit status and both outputs of a shell command line run in a fresh folder that holds `files`.
    static func shell(_ line: String, files: [String: String]) throws -> (status: Int32, output: String) {
        let folder = try TemporaryFolder()
        for (name, text) in files { try Files.write(text, to: "\(folder.path)/\(name)") }
        let pipe = try #require(popen("cd '\(folder.path)' && { \(line) ; } 2>&1", "r"))
        var bytes: [UInt8] = []
        var next = fgetc(pipe)
        while next != EOF {
            bytes.append(UInt8(truncatingIfNeeded: next))
            next = fgetc(pipe)
        }
        let status = pclose(pipe)
        return (status >> 8 & 0xFF, String(decoding: bytes, as: UTF8.self))
    }
}
