/// One open ledger: reading here, writing through `write`.

import CSQLite
import Glibc
import Texts

/// A connection, not shared between threads: each thread, actor or process opens its own. Everything outside `read` and
/// `write` sees the latest committed rows at each call; `read` shows one moment throughout.
public final class LedgerStore {
    public enum Mode: Sendable {
        /// For questions; writes nothing, also works where the folder cannot be written.
        case read
        /// For recording in a ledger that exists.
        case write
        /// For recording; makes the file when there is none.
        case create
    }

    public let path: String
    public let mode: Mode
    let database: Database
    private(set) var isWriting = false
    /// Done once more in every step, as its last part: what has to be kept together with whatever the step records.
    public var alongside: ((LedgerWriter) throws -> Void)?
    /// What steps that are committed now outlive.
    private var endurance = Endurance.powerCut

    /// What a committed step outlives.
    public enum Endurance: Sendable {
        /// The end of this process, however it comes. A power cut may undo it, together with what was committed after it,
        /// until a step that outlives that is committed.
        case kill
        /// Everything that leaves the disk whole.
        case powerCut
    }

    /// Opens the ledger at `path`.
    /// - Parameter busyMilliseconds: how long a lock of another process is waited for before `.locked`.
    /// - Throws: `LedgerError`: missing, notALedger, newerThanProgram, damaged, locked, readOnly, noPermission …
    public init(_ path: String, _ mode: Mode, busyMilliseconds: Int32 = 5000) throws(LedgerError) {
        self.path = path
        self.mode = mode
        database = try Opening(path, mode, busyMilliseconds).open()
    }

    /// Several reads that belong together: they see one moment of the ledger.
    public func read<T>(_ body: () throws -> T) throws -> T {
        if database.isInTransaction { return try body() }
        return try database.openTransaction(.deferred, body)
    }

    /// One step: everything in it is durable when this returns, or nothing of it is there.
    ///
    /// Waits for other writers up to the time-out. The writer must not be kept or used after `body` returns.
    /// - Parameter enduring: with `.kill` the step does not wait for the disk.
    @discardableResult
    public func write<T>(enduring: Endurance = .powerCut, _ body: (LedgerWriter) throws -> T) throws -> T {
        guard mode != .read else {
            throw LedgerError.sqlite(SQLITE_READONLY, message: "opened for reading", statement: "write", path: path)
        }
        precondition(!isWriting, "a write inside a write")
        isWriting = true
        defer { isWriting = false }
        if enduring != endurance {
            try database.execute("PRAGMA synchronous = \(enduring == .kill ? "NORMAL" : "FULL")", "synchronous")
            endurance = enduring
        }
        return try database.openTransaction(.immediate) {
            let writer = try LedgerWriter(self)
            let result = try body(writer)
            try alongside?(writer)
            try writer.finish()
            return result
        }
    }

    /// A number that changes when another process or connection has committed something; the same otherwise.
    public func changeMark() throws(LedgerError) -> Int64 {
        try database.number("PRAGMA data_version")
    }
}
