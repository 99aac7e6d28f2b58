/// The process's environment variables, or a table of them given by a test.

import Glibc

public struct Environment: Sendable {
    /// Nil: ask the process.
    private let table: [String: String]?

    private init(table: [String: String]?) {
        self.table = table
    }

    /// The variables of this process. Nothing in Duban changes them after the start, so reading is safe.
    public static var process: Environment { Environment(table: nil) }

    public static func values(_ table: [String: String]) -> Environment { Environment(table: table) }

    /// The variable's value; nil when it is unset or empty, which mean the same everywhere in Duban.
    public subscript(name: String) -> String? {
        guard let value = raw(name), !value.isEmpty else { return nil }
        return value
    }

    private func raw(_ name: String) -> String? {
        if let table { return table[name] }
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }
}
