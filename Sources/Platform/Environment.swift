/// The process's environment variables, or a table of them given by a test.

import Glibc

public struct Environment: Sendable {
    private let table: [String: String]

    /// The variables with which this process was started, read once.
    public static var process: Environment { Environment(table: started) }

    public static func values(_ table: [String: String]) -> Environment { Environment(table: table) }

    /// The variable's value; nil when it is unset or empty, which mean the same everywhere in Duban.
    public subscript(name: String) -> String? {
        guard let value = table[name], !value.isEmpty else { return nil }
        return value
    }

    /// From the kernel, not through getenv: that is not safe beside the `TZ` which reading a zone sets for a moment.
    private static let started: [String: String] = {
        guard let bytes = try? Files.read("/proc/self/environ") else { return usual() }
        var table: [String: String] = [:]
        for entry in bytes.split(separator: 0) {
            guard let sign = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: entry[..<sign], as: UTF8.self)
            // Of a name given twice the first one counts, as for getenv.
            if table[name] == nil { table[name] = String(decoding: entry[(sign + 1)...], as: UTF8.self) }
        }
        return table
    }()

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
