/// The numbered steps that bring a file to the tables this program knows; each is one transaction.

enum Migrations {
    /// Identifies a ledger among SQLite files: "DUBN" in the header's application id.
    static let applicationID: Int64 = 0x4455_424E

    /// The SQL that leads from version n to n + 1. A step that shipped is never edited: a change is a new step.
    static let steps: [[UInt8]] = [
        PackageResources.m001_start_sql, PackageResources.m002_indexes_sql, PackageResources.m003_access_sql,
    ]

    static var newest: Int { steps.count }

    /// Brings the file to the newest version. Another process may do the same: who comes second finds it done.
    static func run(_ database: Database) throws(LedgerError) {
        while true {
            let isDone = try database.transaction(.immediate) { () throws(LedgerError) in
                let version = Int(try database.number("PRAGMA user_version"))
                guard version < newest else { return true }
                if version == 0 { try database.execute("PRAGMA application_id = \(applicationID)", "application id") }
                try database.execute(String(decoding: steps[version], as: UTF8.self), "migration \(version + 1)")
                try database.execute("PRAGMA user_version = \(version + 1)", "user version")
                return version + 1 == newest
            }
            if isDone { return }
        }
    }
}
