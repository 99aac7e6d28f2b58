/// The use cases of Duban on one open ledger: what the command line, the daemon and other front ends all call.

import Access
import Deadlines
import Ledger
import Workflow

public struct Office {
    public let store: LedgerStore
    /// Who records.
    public let author: String
    public let source: Event.Source
    /// What whoever acts here may do; every use case holds itself against it.
    public let permit: Permit

    /// - Parameter permit: nil for whoever works on the ledger's own machine.
    public init(_ store: LedgerStore, author: String, source: Event.Source, permit: Permit? = nil) {
        self.store = store
        self.author = author
        self.source = source
        self.permit = permit ?? .local(author)
    }

    /// The ledger's clock within a step: never before what it has recorded. Whoever waited for another process to finish
    /// comes after it, and sees what that one recorded.
    func ledgerTime(_ now: Instant) throws -> Instant { max(now, try store.lastRecorded() ?? now) }

    /// An event of this office; `at` is when it happened, `now` when it is written down.
    func event(
        _ what: What, notice: String? = nil, assignment: AssignmentID? = nil, unit: String? = nil,
        item: String? = nil, at: Instant, now: Instant
    ) -> Event {
        Event(
            notice: notice, assignment: assignment, unit: unit, item: item, at: at, recorded: now, author: author,
            source: source, what: what)
    }
}
