/// How a ledger's file is opened: what is refused, and the ways that a read-only place needs.

import CSQLite
import Glibc
import Texts

struct Opening {
    private let path: String
    private let mode: LedgerStore.Mode
    private let busyMilliseconds: Int32

    init(_ path: String, _ mode: LedgerStore.Mode, _ busyMilliseconds: Int32) {
        self.path = path
        self.mode = mode
        self.busyMilliseconds = busyMilliseconds
    }

    func open() throws(LedgerError) -> Database {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .missing(path) }
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG { throw .notALedger(path) }
        if !exists, mode != .create { throw .missing(path) }
        let database = mode == .read ? try openToRead() : try openToWrite()
        return database
    }

    private func openToWrite() throws(LedgerError) -> Database {
        let flags = SQLITE_OPEN_READWRITE | (mode == .create ? SQLITE_OPEN_CREATE : 0)
        let database = try Database(path, path: path, flags: flags, busyMilliseconds: busyMilliseconds)
        if sqlite3_db_readonly(database.handle, "main") == 1 {
            throw LedgerError.sqlite(SQLITE_READONLY, message: "no write permission", statement: "open", path: path)
        }
        let version = try identify(database, mayBeEmpty: mode == .create)
        if version == 0 { try database.execute("PRAGMA journal_mode = WAL", "journal mode") }
        // Every commit reaches the disk before it is reported: SQLite's default, said so that no build changes it.
        // 12 MB of pages, used only by steps that touch as many: a load of 50,000 then writes each page once.
        try database.execute(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -12000", "pragmas")
        if version < Migrations.newest { try Migrations.run(database) }
        return database
    }

    /// Opened so that the last reader tidies up: a file opened read-only leaves `-wal` and `-shm` behind. Where the
    /// folder cannot be written, or the disk is full, SQLite may be unable to share memory with writers; then, if no
    /// uncommitted pages wait in a `-wal` file, nobody writes here and the file is read as it stands.
    private func openToRead() throws(LedgerError) -> Database {
        do {
            let database = try Database(
                path, path: path, flags: SQLITE_OPEN_READWRITE, busyMilliseconds: busyMilliseconds)
            return try prepareToRead(database)
        } catch {
            guard [.noPermission, .readOnly, .diskFull].contains(error.kind), waitingPages == 0 else { throw error }
            let database = try Database(
                "file:\(escaped)?immutable=1", path: path, flags: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                busyMilliseconds: busyMilliseconds)
            return try prepareToRead(database)
        }
    }

    private func prepareToRead(_ database: Database) throws(LedgerError) -> Database {
        let version = try identify(database, mayBeEmpty: false)
        try database.execute("PRAGMA query_only = ON", "query only")
        guard version < Migrations.newest else { return database }
        throw LedgerError(
            .refused, path: path,
            what: Phrase(
                zh: "台账“\(path)”是旧版本（\(version)）", en: "the ledger “\(path)” is of an older version (\(version))"),
            remedy: Phrase(zh: "先做一次写入操作以升级它", en: "record something once: that upgrades it"))
    }

    /// The version of the ledger's tables, 0 for a new file; refuses what is not ours or too new.
    private func identify(_ database: Database, mayBeEmpty: Bool) throws(LedgerError) -> Int {
        let application = try database.number("PRAGMA application_id")
        let version = try database.number("PRAGMA user_version")
        if application == 0, version == 0, mayBeEmpty, try database.number("SELECT count(*) FROM sqlite_schema") == 0 {
            return 0
        }
        guard application == Migrations.applicationID, version > 0 else { throw .notALedger(path) }
        guard version <= Migrations.newest else {
            throw .newer(path, found: Int(clamping: version), known: Migrations.newest)
        }
        return Int(version)
    }

    /// Bytes in the `-wal` file.
    private var waitingPages: Int {
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// The path as part of a URI.
    private var escaped: String {
        var out = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "%": out += "%25"
            case "?": out += "%3f"
            case "#": out += "%23"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
