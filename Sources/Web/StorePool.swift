/// Open ledgers, handed to one request at a time.

import Ledger
import Synchronization

final class StorePool: Sendable {
    /// `@unchecked Sendable`: a store is in the pool or in the hands of one request, never both; a connection may move
    /// from thread to thread as long as no two use it at once.
    private struct Kept: @unchecked Sendable {
        let store: LedgerStore
    }

    private let path: String
    private let reading = Mutex<[Kept]>([])
    private let writing = Mutex<[Kept]>([])

    /// More than these are closed after use.
    private static let most = 8

    init(path: String) {
        self.path = path
    }

    /// For questions: everything in `body` sees one moment of the ledger.
    func read<Value>(_ body: (LedgerStore) throws -> Value) throws -> Value {
        try use(reading, .read) { store in try store.read { try body(store) } }
    }

    /// For recording.
    func write<Value>(_ body: (LedgerStore) throws -> Value) throws -> Value {
        try use(writing, .write, body)
    }

    private func use<Value>(
        _ pool: borrowing Mutex<[Kept]>, _ mode: LedgerStore.Mode, _ body: (LedgerStore) throws -> Value
    ) throws -> Value {
        let store = try pool.withLock { $0.popLast() }?.store ?? LedgerStore(path, mode)
        defer { Self.keep(store, in: pool) }
        return try body(store)
    }

    /// One for the caller alone, until it is given back.
    func take(_ mode: LedgerStore.Mode) throws -> LedgerStore {
        let kept = mode == .read ? reading.withLock { $0.popLast() } : writing.withLock { $0.popLast() }
        return try kept?.store ?? LedgerStore(path, mode)
    }

    /// Takes back one that `take` lent, which is in no transaction.
    func give(_ store: LedgerStore) {
        if store.mode == .read { Self.keep(store, in: reading) } else { Self.keep(store, in: writing) }
    }

    private static func keep(_ store: LedgerStore, in pool: borrowing Mutex<[Kept]>) {
        let kept = Kept(store: store)
        pool.withLock { if $0.count < most { $0.append(kept) } }
    }
}
