/// Notices as the engine needs them, read once and kept while the ledger does not change them. Without their rosters:
/// what a letter says about units comes from the ledger's own.

import Deadlines
import Ledger
import Notices
import Office
import Reminders
import Workflow

final class Dossiers {
    private let store: LedgerStore
    private var kept: [String: (revision: Int, isLoaded: Bool, dossier: Dossier, wakes: Wakes)] = [:]
    /// Notices known to be kept as they are loaded, since the last `lookAgain`.
    private var current: Set<String> = []

    init(_ store: LedgerStore) { self.store = store }

    /// The ledger may have changed since: each notice's version is asked for once more.
    func lookAgain() { current.removeAll(keepingCapacity: true) }

    /// The notice as it is loaded now.
    func dossier(_ id: String) throws -> (dossier: Dossier, wakes: Wakes)? {
        // Asked for every line of every letter; two columns tell whether what is kept still holds.
        if current.contains(id), let known = kept[id] { return (known.dossier, known.wakes) }
        guard let version = try store.noticeVersion(id) else { return nil }
        if let known = kept[id], known.revision == version.revision, known.isLoaded == version.isLoaded {
            current.insert(id)
            return (known.dossier, known.wakes)
        }
        let dossier = try Dossier(withoutUnits: id, in: store)
        let wakes = Wakes(board: dossier.board, loadedAt: dossier.loadedAt)
        current.insert(id)
        kept[id] = (version.revision, version.isLoaded, dossier, wakes)
        return (dossier, wakes)
    }
}
