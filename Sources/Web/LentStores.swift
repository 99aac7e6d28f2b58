/// The pool's ledgers in the hands of one command that runs for somebody elsewhere.

import Commands
import Ledger
import Office
import Synchronization

/// `@unchecked Sendable`: made, used and ended by the one thread that answers the request.
final class LentStores: LedgerLender, @unchecked Sendable {
    private let pool: StorePool
    private let almanac: Almanac
    private let claim: Idempotency.Claim?
    private var readStore: LedgerStore?
    private var writeStore: LedgerStore?

    /// - Parameter claim: done in every step that is recorded.
    init(_ site: Site, claim: Idempotency.Claim? = nil) {
        self.claim = claim
        pool = site.pool
        almanac = site.almanac
    }

    func reading() throws -> LedgerStore {
        if let readStore { return readStore }
        let store = try pool.take(.read)
        readStore = store
        return store
    }

    func writing() throws -> LedgerStore {
        if let writeStore { return writeStore }
        let store = try pool.take(.write)
        store.alongside = claim
        writeStore = store
        return store
    }

    func clocks(of notices: [StoredNotice], in store: LedgerStore) throws -> [String: NoticeClock] {
        try almanac.clocks(of: notices, in: store)
    }

    /// Gives back what was lent.
    func end() {
        if let readStore { pool.give(readStore) }
        if let writeStore {
            writeStore.alongside = nil
            pool.give(writeStore)
        }
        (readStore, writeStore) = (nil, nil)
    }
}
