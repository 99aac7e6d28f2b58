/// Comparing the rows that follow from events with what the events say, and putting them right.

import Deadlines
import Texts
import Workflow

/// One assignment whose row was not what its events say.
public struct Difference: Sendable, Hashable {
    public let assignment: AssignmentID
    /// The values that differed, by their names in `Status`; `wake` and `dueVersion` besides.
    public let fields: [String]
}

extension LedgerWriter {
    /// Compares recomputed statuses with the stored rows and replaces those that differ.
    /// - Returns: what differed; nothing when every row was right.
    public func reconcile(_ recomputed: some Sequence<StatusUpdate>) throws(LedgerError) -> [Difference] {
        var out: [Difference] = []
        for update in recomputed {
            guard let stored = try store.assignment(update.id) else {
                throw .unknown(store.path, Phrase(zh: "任务 \(update.id)", en: "assignment \(update.id)"))
            }
            var fields = stored.status.differences(from: update.status)
            if stored.wake != update.wake { fields.append("wake") }
            if stored.dueVersion != update.dueVersion { fields.append("dueVersion") }
            if fields.isEmpty { continue }
            out.append(Difference(assignment: update.id, fields: fields))
            try self.update(CollectionOfOne(update))
        }
        return out
    }

    /// Makes voids, silences and the mail mode anew from the events.
    /// - Returns: how many rows were not as they should be.
    public func rebuildDerivedRows() throws(LedgerError) -> Int {
        let before = try derivedRows()
        for name in ["voids_clear", "silences_clear", "mail_mode_clear"] { try database.run(.events, name) }
        let derived = DerivedRows(database)
        try database.each(.events, "deriving") { (row) throws(LedgerError) in
            let event = try store.event(row)
            try derived.take(event.what, seq: event.seq, author: event.author)
        }
        let after = try derivedRows()
        return before.symmetricDifference(after).count
    }

    private func derivedRows() throws(LedgerError) -> Set<[String?]> {
        var out: Set<[String?]> = []
        for name in ["voids", "silences_all", "mail_mode"] {
            try database.each(.events, name) { (row) throws(LedgerError) in
                out.insert([name] + (0..<row.columnCount).map { row.textOrNil($0) })
            }
        }
        return out
    }
}

extension Status {
    /// Names of the values that differ.
    func differences(from other: Status) -> [String] {
        guard self != other else { return [] }
        let pairs: [(String, Bool)] = [
            ("state", state == other.state), ("level", level == other.level), ("isStale", isStale == other.isStale),
            ("openedAt", openedAt == other.openedAt), ("due", due == other.due),
            ("effectiveDue", effectiveDue == other.effectiveDue), ("extendedDue", extendedDue == other.extendedDue),
            ("isOpenedLate", isOpenedLate == other.isOpenedLate),
            ("isExtendedAfterDue", isExtendedAfterDue == other.isExtendedAfterDue),
            ("correctionDue", correctionDue == other.correctionDue),
            ("firstSubmittedAt", firstSubmittedAt == other.firstSubmittedAt),
            ("lastSubmittedAt", lastSubmittedAt == other.lastSubmittedAt),
            ("acceptedAt", acceptedAt == other.acceptedAt),
            ("returnedAt", returnedAt == other.returnedAt), ("acknowledgedAt", acknowledgedAt == other.acknowledgedAt),
            ("submissions", submissions == other.submissions), ("returns", returns == other.returns),
            ("reviews", reviews == other.reviews), ("reopens", reopens == other.reopens),
            ("chases", chases == other.chases), ("backdated", backdated == other.backdated),
            ("isNil", isNil == other.isNil), ("isOnBehalf", isOnBehalf == other.isOnBehalf),
            ("itemsIn", itemsIn == other.itemsIn), ("quantity", quantity == other.quantity),
            ("since", since == other.since), ("clock", clock == other.clock), ("settled", settled == other.settled),
            ("handedIn", handedIn == other.handedIn), ("cover", cover == other.cover),
            ("rounds", rounds == other.rounds),
        ]
        return pairs.filter { !$0.1 }.map { $0.0 }
    }
}
