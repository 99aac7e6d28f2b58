/// Why something was returned last.

import Ledger
import Workflow

extension LedgerStore {
    /// The reason of the latest return of an assignment; nil when it never was returned.
    public func returnReason(of id: AssignmentID) throws -> String? {
        var reason: String?
        for event in try events(.assignment(id)) {
            if case .returned(_, let because) = event.what { reason = because }
        }
        return reason
    }
}
