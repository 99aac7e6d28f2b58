/// What can be changed within one `LedgerStore.write`.

import Deadlines
import Texts
import Workflow

/// Valid only within the closure it was handed to.
public final class LedgerWriter {
    /// The ledger as this step sees it, with what it has written so far.
    public let store: LedgerStore
    var database: Database { store.database }
    var chain: ChainHasher?
    var previous: [UInt8]
    var lastSeq: Int64
    /// Rows of the tables `notice`, `task`, `unit` and `chain` by their words, looked up once in a step.
    var names = NameCache()
    /// Set while assignments are being made for the `planned` event that comes next.
    var isPlanning = false
    /// An error left something half done: a step that catches it and goes on must not be committed.
    var isHalfDone = false

    init(_ store: LedgerStore) throws(LedgerError) {
        self.store = store
        let head = try store.headRow()
        lastSeq = head.seq
        previous = head.hash
    }

    func finish() throws(LedgerError) {
        guard !isHalfDone else {
            throw refused(Phrase(zh: "本步中途出错，已整体撤销", en: "the step failed half-way and was undone as a whole"))
        }
    }

    /// libcrypto is loaded only by a step that records something.
    func hasher() throws(LedgerError) -> ChainHasher {
        if let chain { return chain }
        do {
            let made = try ChainHasher()
            chain = made
            return made
        } catch {
            throw .hashing(store.path, error)
        }
    }

    func refused(_ what: Phrase, remedy: Phrase? = nil) -> LedgerError {
        LedgerError(.refused, path: store.path, what: what, remedy: remedy)
    }
}
