/// Notices and their assignments as the engine needs them, read once and kept while the ledger does not change them.

import Deadlines
import Ledger
import Notices
import Office
import Reminders
import Workflow

final class Dossiers {
    private let store: LedgerStore
    private var kept: [String: (revision: Int, isLoaded: Bool, dossier: Dossier, wakes: Wakes)] = [:]

    init(_ store: LedgerStore) { self.store = store }

    /// The notice as it is loaded now.
    func dossier(_ id: String) throws -> (dossier: Dossier, wakes: Wakes)? {
        // Asked for every line of every letter: two columns tell whether what is kept still holds.
        guard let version = try store.noticeVersion(id) else { return nil }
        if let known = kept[id], known.revision == version.revision, known.isLoaded == version.isLoaded {
            return (known.dossier, known.wakes)
        }
        let dossier = try Dossier(id, in: store)
        let wakes = Wakes(board: dossier.board, loadedAt: dossier.loadedAt)
        kept[id] = (version.revision, version.isLoaded, dossier, wakes)
        return (dossier, wakes)
    }
}
