/// Copies of a ledger while it is in use, and bringing one back.

import CSQLite
import Glibc
import Texts

extension LedgerStore {
    /// Writes a consistent copy of the ledger as it is now, while others go on reading and writing.
    ///
    /// The copy is made beside the target and renamed, so that a half copy never bears the name.
    /// - Parameter overwrite: whether a file of that name may be replaced.
    public func backup(to target: String, overwrite: Bool = false) throws(LedgerError) {
        guard overwrite || !FileSteps.exists(target) else { throw FileSteps.inTheWay(target) }
        let draft = "\(target).new-\(getpid())"
        FileSteps.removeLedger(draft)
        do {
            try copy(to: draft)
            try FileSteps.rename(draft, target, of: path)
        } catch {
            FileSteps.removeLedger(draft)
            throw error
        }
        FileSteps.syncFolder(of: target)
    }

    private func copy(to target: String) throws(LedgerError) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let copy = try Database(target, path: target, flags: flags, busyMilliseconds: 0)
        guard let backup = sqlite3_backup_init(copy.handle, "main", database.handle, "main") else {
            throw copy.error(sqlite3_errcode(copy.handle), "backup")
        }
        // All pages in one go: the copy is of one moment, and writers in WAL mode are not held up by it.
        let code = sqlite3_backup_step(backup, -1)
        let finished = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw copy.error(code, "backup") }
        guard finished == SQLITE_OK else { throw copy.error(finished, "backup") }
    }
}

extension LedgerStore {
    /// Brings a backup back as the ledger at `target`.
    ///
    /// The backup is verified first. No other process may have the target open.
    /// - Parameter force: whether a ledger that is there may be replaced; it is kept beside under another name.
    /// - Returns: the name under which the old ledger was kept; nil when there was none.
    @discardableResult
    public static func restore(
        from backup: String, to target: String, force: Bool = false
    ) throws(LedgerError) -> String? {
        let source = try LedgerStore(backup, .read)
        let verification = try source.verify()
        if let problem = verification.problems.first {
            throw LedgerError(
                .damaged, path: backup,
                what: Phrase(
                    zh: "备份“\(backup)”不完好，未恢复", en: "the backup “\(backup)” is not intact; nothing was restored"),
                why: problem.what, remedy: Phrase(zh: "换一份备份", en: "use another backup"))
        }
        guard FileSteps.exists(target) else {
            try source.backup(to: target)
            return nil
        }
        guard force else { throw FileSteps.inTheWay(target) }
        try FileSteps.takeAlone(target)
        let draft = "\(target).restore-\(getpid())"
        try source.backup(to: draft, overwrite: true)
        let aside = FileSteps.freeName(target)
        do {
            try FileSteps.renameLedger(target, aside)
            try FileSteps.rename(draft, target, of: target)
        } catch {
            FileSteps.removeLedger(draft)
            throw error
        }
        FileSteps.syncFolder(of: target)
        return aside
    }
}
