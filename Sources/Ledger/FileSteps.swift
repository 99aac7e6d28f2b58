/// Renaming and removing a ledger's files: the database with what SQLite keeps beside it.

import CSQLite
import Glibc
import Texts

enum FileSteps {
    private static let besides = ["-wal", "-shm"]

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func inTheWay(_ path: String) -> LedgerError {
        LedgerError(
            .refused, path: path, what: Phrase(zh: "“\(path)”已存在，未覆盖", en: "“\(path)” exists and was not overwritten"),
            remedy: Phrase(zh: "换一个名称，或加 --force", en: "use another name, or --force"))
    }

    static func removeLedger(_ path: String) {
        for name in [""] + besides { unlink(path + name) }
    }

    static func rename(_ from: String, _ to: String, of ledger: String) throws(LedgerError) {
        guard Glibc.rename(from, to) == 0 else { throw failure(errno, ledger) }
    }

    /// With everything beside it, so that no left-over `-wal` is taken for the new file's.
    static func renameLedger(_ from: String, _ to: String) throws(LedgerError) {
        try rename(from, to, of: from)
        for name in besides where exists(from + name) { try rename(from + name, to + name, of: from) }
    }

    /// A name beside the file that is not taken.
    static func freeName(_ path: String) -> String {
        var number = 1
        while exists("\(path).before-restore-\(number)") { number += 1 }
        return "\(path).before-restore-\(number)"
    }

    /// Refuses when another process has the ledger open: leaving WAL mode needs it alone. A file that is no database or
    /// a damaged one is nobody's.
    static func takeAlone(_ path: String) throws(LedgerError) {
        do {
            let database = try Database(path, path: path, flags: SQLITE_OPEN_READWRITE, busyMilliseconds: 0)
            try database.execute("PRAGMA journal_mode = DELETE", "journal mode")
        } catch {
            guard error.kind == .damaged || error.kind == .notALedger else { throw error }
        }
    }

    static func syncFolder(of path: String) {
        let bytes = Array(path.utf8)
        let folder = bytes.lastIndex(of: 0x2F).map { String(decoding: bytes[...$0], as: UTF8.self) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ code: Int32, _ path: String) -> LedgerError {
        let result: Int32 =
            switch code {
            case EACCES, EPERM: SQLITE_PERM
            case EROFS: SQLITE_READONLY
            case ENOSPC, EDQUOT: SQLITE_FULL
            default: SQLITE_IOERR
            }
        return LedgerError.sqlite(result, message: "errno \(code)", statement: "rename", path: path)
    }
}
