/// What a roster means for the notices that are loaded: their tasks change only when they are loaded with it.

import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// What loading one notice again with a roster would change about its assignments.
public struct RosterEffect: Sendable {
    public let notice: StoredNotice
    public let added: Int
    public let removed: Int
    public let redated: Int
    /// Reviewed by others.
    public let rereviewed: Int

    fileprivate init?(_ notice: StoredNotice, _ proposal: LoadProposal) {
        let plan = proposal.plan
        guard !plan.isEmpty || !proposal.revived.isEmpty else { return nil }
        self.notice = notice
        added = plan.added.count + proposal.revived.count
        removed = plan.removed.count
        redated = plan.redated.count + plan.openings.count
        rereviewed = plan.rereviewed.count
    }
}

extension Office {
    /// The loaded notices whose assignments a roster would change; those with other units altogether are left out.
    ///
    /// - Parameter notice: only this one; nil: every notice of whose units the roster has at least one.
    public func effects(of roster: Roster, notice: String? = nil, now: Instant) throws -> [RosterEffect] {
        try store.read {
            try store.notices().filter { $0.state == .loaded && (notice == nil || $0.id == notice) }.compactMap {
                stored in
                let dossier = try Dossier(stored.id, in: store)
                let isConcerned = dossier.roster.units.contains { roster.unit(code: $0.code) != nil }
                guard isConcerned || notice != nil else { return nil }
                let input = LoadInput(
                    notice: dossier.notice, text: "", roster: roster, calendar: dossier.calendar)
                return RosterEffect(stored, try propose(input, now: try ledgerTime(now)))
            }
        }
    }
}
