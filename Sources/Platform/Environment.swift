/// The process's environment variables, or a table of them given by a test.

import Glibc

public struct Environment: Sendable {
    private enum Source {
        case table([String: String])
        /// `NAME=value` after `NAME=value`, each ended by a zero byte. A program asks for a handful of its variables.
        case block([UInt8])
    }

    private let source: Source

    /// The variables with which this process was started, read once.
    public static var process: Environment { Environment(source: started) }

    public static func values(_ table: [String: String]) -> Environment { Environment(source: .table(table)) }

    /// The variable's value; nil when it is unset or empty, which mean the same everywhere in Duban.
    public subscript(name: String) -> String? {
        let value: String? =
            switch source {
            case .table(let table): table[name]
            case .block(let bytes): Self.value(Array((name + "=").utf8), in: bytes)
            }
        return value?.isEmpty == false ? value : nil
    }

    /// Of a name given twice the first one counts, as for getenv.
    private static func value(_ head: [UInt8], in block: [UInt8]) -> String? {
        var entry = block[...]
        while !entry.isEmpty {
            let end = entry.firstIndex(of: 0) ?? entry.endIndex
            if entry[..<end].starts(with: head) {
                return String(decoding: entry[..<end].dropFirst(head.count), as: UTF8.self)
            }
            entry = entry[min(end + 1, entry.endIndex)...]
        }
        return nil
    }

    /// From the kernel, not through getenv: that is not safe beside the `TZ` which reading a zone sets for a moment.
    private static let started: Source =
        (try? Files.readDisk("/proc/self/environ")).map { .block($0) } ?? .table(usual())

    /// Where /proc is not mounted: the variables that decide places and language. Read on first use, at the start.
    private static func usual() -> [String: String] {
        let names = [
            "HOME", "XDG_STATE_HOME", "DUBAN_STORE", "DUBAN_DATA", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM",
            "COLUMNS", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET",
        ]
        var table: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { table[name] = String(cString: value) }
        }
        return table
    }
}
