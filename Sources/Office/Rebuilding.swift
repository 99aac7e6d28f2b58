/// Rebuilding: every row that follows from events is computed anew from them and compared with what is stored.

import Access
import Deadlines
import Ledger
import Workflow

public struct Rebuilt: Sendable {
    /// Assignments looked at.
    public var assignments = 0
    /// Rows that differed and were put right.
    public var differences: [Difference] = []
    /// Voids, silences and mail modes that differed.
    public var derived = 0

    public var isIntact: Bool { differences.isEmpty && derived == 0 }
}

extension Office {
    /// Recomputes the ledger's rows in one step. Rows that are right stay as they are.
    ///
    /// - Parameter now: states hang on time; the rows are those of this moment.
    public func rebuild(now: Instant, progress: ((Int, Int) -> Void)? = nil) throws -> Rebuilt {
        try require(.maintain, on: .ledger)
        return try store.write { writer in
            let now = try ledgerTime(now)
            var rebuilt = Rebuilt()
            rebuilt.derived = try writer.rebuildDerivedRows()
            let notices = try store.notices()
            for (index, notice) in notices.enumerated() {
                progress?(index, notices.count)
                let file = try Case(Dossier(notice.id, in: store), in: store)
                let updates = try updates(of: file, now: now)
                rebuilt.assignments += updates.count
                rebuilt.differences += try writer.reconcile(updates)
            }
            return rebuilt
        }
    }

    /// The rows as the events give them. When the daemon looks next is not a question of events alone: it is made anew
    /// only where the status was wrong.
    private func updates(of file: Case, now: Instant) throws -> [StatusUpdate] {
        let evaluation = file.evaluate(now: now)
        let wakes = Wakes(board: file.dossier.board, loadedAt: file.dossier.loadedAt)
        return try file.stored.compactMap { row in
            guard let status = evaluation.statuses[row.id] else { return nil }
            let isSame = status == row.status
            return StatusUpdate(
                id: row.id, status: status, dueVersion: wakes.version(row.assignment, status),
                wake: isSame ? row.wake : try wakes.next(row, status, now: now, in: store))
        }
    }
}
