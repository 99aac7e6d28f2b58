/// Comparing the rows that follow from events with what the events say, and putting them right.

import Deadlines
import Texts
import Workflow

/// One assignment whose row was not what its events say.
public struct Difference: Sendable, Hashable {
    public let assignment: AssignmentID
    public let fields: [FieldDifference]
}

extension StoredAssignment {
    /// What the row says otherwise than its events do.
    public func difference(from update: StatusUpdate) -> Difference? {
        // Nearly always nothing differs, and no value has to be put into words.
        let deadline = update.status.limit(.extended)
        guard
            status != update.status || wake != update.wake || dueVersion != update.dueVersion
                || self.deadline != deadline
        else { return nil }
        let fields = FieldDifference.between(
            status.fieldValues + [
                ("wake", FieldValue(wake)), ("dueVersion", .number(Int64(dueVersion))),
                ("deadline", FieldValue(self.deadline)),
            ],
            update.status.fieldValues + [
                ("wake", FieldValue(update.wake)), ("dueVersion", .number(Int64(update.dueVersion))),
                ("deadline", FieldValue(deadline)),
            ])
        return Difference(assignment: id, fields: fields)
    }
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
            guard let difference = stored.difference(from: update) else { continue }
            out.append(difference)
            try self.update(CollectionOfOne(update))
        }
        return out
    }

    /// Makes voids, silences and the mail mode anew from the events.
    /// - Returns: how many rows were not as they should be.
    public func rebuildDerivedRows() throws(LedgerError) -> Int {
        let before = try store.derivedRows()
        for name in ["voids_clear", "silences_clear", "mail_mode_clear"] { try database.run(.events, name) }
        let derived = DerivedRows(database)
        try database.each(.events, "deriving") { (row) throws(LedgerError) in
            let event = try store.event(row)
            try derived.take(event.what, seq: event.seq, author: event.author)
        }
        let after = try store.derivedRows()
        return before.symmetricDifference(after).count
    }
}
