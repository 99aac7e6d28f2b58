/// One connection to one SQLite file: opening, statements kept for reuse, transactions.

import CSQLite
import Texts

/// Not shared between threads: SQLite's own locks are off.
final class Database {
    let path: String
    let handle: OpaquePointer
    private static let isConfigured: Void = { _ = duban_sqlite_without_account() }()
    /// Begin and commit, which every reading and every step needs.
    private var controls: [String: Statement] = [:]
    /// By topic, then by name.
    private var cache: [[String: Statement]] = Array(repeating: [:], count: SQLTopic.allCases.count)

    /// - Parameters:
    ///   - name: the path, or a `file:` URI.
    ///   - path: as the user named it, for errors.
    ///   - busyMilliseconds: how long a lock of another process is waited for.
    init(_ name: String, path: String, flags: Int32, busyMilliseconds: Int32) throws(LedgerError) {
        Self.isConfigured
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let handle else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            let system = handle.map { sqlite3_system_errno($0) } ?? 0
            sqlite3_close_v2(handle)
            throw LedgerError.sqlite(code, message: message, statement: "open", path: path, system: system)
        }
        self.path = path
        self.handle = handle
        sqlite3_busy_timeout(handle, busyMilliseconds)
        _ = duban_defend(handle)
    }

    deinit {
        cache = []
        controls = [:]
        sqlite3_close_v2(handle)
    }

    /// Something was written since the last `COMMIT` or `ROLLBACK`, or is being read in a transaction.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Rows changed by the latest INSERT, UPDATE or DELETE.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// The row number of the latest row that an INSERT made.
    var lastInserted: Int64 { sqlite3_last_insert_rowid(handle) }

    func error(_ code: Int32, _ statement: String) -> LedgerError {
        LedgerError.sqlite(
            code, message: String(cString: sqlite3_errmsg(handle)), statement: statement, path: path,
            system: sqlite3_system_errno(handle))
    }

    /// The statement of this name, ready to be bound. One that is being read is left alone and a new one made.
    func statement(_ topic: SQLTopic, _ name: String) throws(LedgerError) -> Statement {
        let known = cache[topic.rawValue][name]
        if let known, !known.isActive { return known }
        guard let sql = topic.text[name] else {
            throw LedgerError(
                .internalError, path: path, what: Phrase(zh: "程序内部错误", en: "an error inside the program"),
                detail: "no statement \(topic).\(name)")
        }
        let made = try Statement(self, sql: FreshBatch.expand(sql), topic: topic, name: name)
        if known == nil { cache[topic.rawValue][name] = made }
        return made
    }

    /// Runs one or several statements without values: pragmas, migrations, transaction control.
    func execute(_ sql: String, _ name: String) throws(LedgerError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, name) }
    }

    /// Runs one statement of transaction control, prepared once.
    func control(_ sql: String) throws(LedgerError) {
        if let known = controls[sql] { return try known.run() }
        let made = try Statement(self, sql: sql, name: sql)
        controls[sql] = made
        try made.run()
    }

    /// The single number that a pragma or a question answers.
    func number(_ sql: String) throws(LedgerError) -> Int64 {
        let statement = try Statement(self, sql: sql, name: sql)
        return try statement.step() ? statement.int64(0) : 0
    }
}

// MARK: - Reading and changing rows

extension Database {
    /// Runs a statement that gives no rows.
    func run(_ topic: SQLTopic, _ name: String, _ bind: (Statement) -> Void = { _ in }) throws(LedgerError) {
        let statement = try statement(topic, name)
        bind(statement)
        try statement.run()
    }

    /// The first row made into a value; nil when there is none.
    func first<T>(
        _ topic: SQLTopic, _ name: String, _ bind: (Statement) -> Void = { _ in },
        _ make: (Statement) throws(LedgerError) -> T
    ) throws(LedgerError) -> T? {
        let statement = try statement(topic, name)
        bind(statement)
        defer { statement.reset() }
        return try statement.step() ? try make(statement) : nil
    }

    /// Every row made into a value.
    func all<T>(
        _ topic: SQLTopic, _ name: String, _ bind: (Statement) -> Void = { _ in },
        _ make: (Statement) throws(LedgerError) -> T
    ) throws(LedgerError) -> [T] {
        var out: [T] = []
        try each(topic, name, bind) { (row) throws(LedgerError) in out.append(try make(row)) }
        return out
    }

    func each(
        _ topic: SQLTopic, _ name: String, _ bind: (Statement) -> Void = { _ in },
        _ body: (Statement) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        let statement = try statement(topic, name)
        bind(statement)
        defer { statement.reset() }
        while try statement.step() { try body(statement) }
    }

    /// As `each`, for a body that is not the ledger's and may throw anything.
    func stream(
        _ topic: SQLTopic, _ name: String, _ bind: (Statement) -> Void = { _ in }, _ body: (Statement) throws -> Void
    ) throws {
        let statement = try statement(topic, name)
        bind(statement)
        defer { statement.reset() }
        while try statement.step() { try body(statement) }
    }
}
