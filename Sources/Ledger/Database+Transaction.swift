/// Transactions: what is begun is committed as a whole or undone as a whole.

extension Database {
    enum Transaction: String {
        /// A view of one moment, whatever others write meanwhile.
        case deferred = "BEGIN DEFERRED"
        /// Takes the write lock at once (after the busy time-out at the latest it fails), so that a step never finds
        /// half-way that somebody else was quicker.
        case immediate = "BEGIN IMMEDIATE"
        case exclusive = "BEGIN EXCLUSIVE"
    }

    func transaction<T>(_ kind: Transaction, _ body: () throws(LedgerError) -> T) throws(LedgerError) -> T {
        try control(kind.rawValue)
        do {
            let result = try body()
            try control("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// As above, for a body that may throw anything.
    func openTransaction<T>(_ kind: Transaction, _ body: () throws -> T) throws -> T {
        try control(kind.rawValue)
        do {
            let result = try body()
            try control("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// After some errors (a full disk) SQLite has rolled back by itself: then there is nothing left to do.
    private func rollBack() {
        if isInTransaction { try? execute("ROLLBACK", "ROLLBACK") }
    }
}
