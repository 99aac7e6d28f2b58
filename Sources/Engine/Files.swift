/// Notices and their assignments as the engine needs them, read once and kept while the ledger does not change them.

import Deadlines
import Ledger
import Notices
import Office
import Reminders
import Workflow

final class Dossiers {
    private let store: LedgerStore
    private var kept: [String: (revision: Int, state: StoredNotice.State, dossier: Dossier, wakes: Wakes)] = [:]

    init(_ store: LedgerStore) { self.store = store }

    /// The notice as it is loaded now.
    func dossier(_ id: String) throws -> (dossier: Dossier, wakes: Wakes)? {
        guard let stored = try store.notice(id) else { return nil }
        if let known = kept[id], known.revision == stored.revision, known.state == stored.state {
            return (known.dossier, known.wakes)
        }
        let dossier = try Dossier(id, in: store)
        let wakes = Wakes(board: dossier.board, loadedAt: dossier.loadedAt)
        kept[id] = (stored.revision, stored.state, dossier, wakes)
        return (dossier, wakes)
    }
}
