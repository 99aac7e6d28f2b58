/// Importing a roster: what it would change first, then in one step with what becomes of removed units' tasks.

import Access
import Deadlines
import Ledger
import Notices
import Texts
import Workflow

/// What importing a roster would do; nothing is stored yet.
public struct UnitsProposal: Sendable {
    public let diff: RosterDiff
    /// Units that would be removed and still have work open, in the order of their codes.
    public let occupied: [Occupied]
    let roster: Roster
    let head: Int64

    /// A unit with work open.
    public struct Occupied: Sendable {
        public let unit: Unit
        public let open: [StoredAssignment]
    }
}

/// What becomes of units that a roster no longer has.
public enum RemovedUnits: String, Sendable, CaseIterable {
    /// They leave the roster, and what they still owe is withdrawn.
    case withdraw
    /// They stay as they are.
    case keep
}

public struct UnitsImported: Sendable {
    public var added = 0
    public var changed = 0
    public var removed = 0
    /// What was withdrawn, and what hangs on it.
    public var recording = Recording()
}

extension Office {
    /// Compares a roster with the ledger's units.
    ///
    /// - Parameter notice: only units that this notice was loaded with can be missing from the roster: the ledger
    ///   holds those of other notices, too. Nil: every unit that the roster leaves out counts as removed.
    public func propose(units roster: Roster, notice: String? = nil) throws -> UnitsProposal {
        try store.read {
            let reach = try notice.map { Set(try Dossier($0, in: store).roster.units.map(\.code)) }
            let known = try store.units().filter { !$0.isRemoved }.map(\.unit)
            let compared = known.filter { reach?.contains($0.code) ?? true || roster.unit(code: $0.code) != nil }
            let diff = RosterDiff(from: Roster(units: compared), to: roster)
            try refuseRecoded(diff)
            let occupied = try diff.removed.compactMap { unit -> UnitsProposal.Occupied? in
                let open = try store.assignments(.unit(unit.code)).filter { $0.status.state.isOutstanding }
                return open.isEmpty ? nil : UnitsProposal.Occupied(unit: unit, open: open)
            }
            return UnitsProposal(diff: diff, occupied: occupied, roster: roster, head: try store.head().seq)
        }
    }

    /// A code is what everything recorded hangs on: it stays.
    private func refuseRecoded(_ diff: RosterDiff) throws {
        guard let change = diff.changed.first(where: \.isRecoded) else { return }
        throw Refusal(
            .refused,
            Phrase(
                zh: "\(change.after.name)的编码由 \(change.before.code) 变成了 \(change.after.code)",
                en: "the code of \(change.after.name) became \(change.after.code), it was \(change.before.code)"),
            why: Phrase(zh: "台账按编码认单位，记录都挂在编码上", en: "the ledger knows units by their codes; all records hang on them"),
            remedy: Phrase(zh: "在名录中改回 \(change.before.code)", en: "write \(change.before.code) in the roster again"))
    }

    /// Takes the roster over in one step.
    ///
    /// - Parameters:
    ///   - removed: needed when a unit that would be removed has work open.
    ///   - reason: why that work is withdrawn.
    public func apply(
        _ proposal: UnitsProposal, removed decision: RemovedUnits?, reason: String, now: Instant
    ) throws -> UnitsImported {
        try require(.load, on: .ledger)
        if decision == nil, let first = proposal.occupied.first { throw undecided(first, proposal.occupied.count) }
        return try store.write { writer in
            let now = try ledgerTime(now)
            guard try writer.head().seq == proposal.head else {
                throw Refusal(
                    .tryAgain, Phrase(zh: "台账在此期间有了新的登记", en: "something was recorded in the meantime"),
                    remedy: Phrase(zh: "请再运行一次，核对新的差异", en: "run it again and look at the difference"))
            }
            let leaving = decision == .keep ? [] : proposal.diff.removed
            var result = UnitsImported()
            (result.added, result.changed, result.removed) = (
                proposal.diff.added.count, proposal.diff.changed.count, leaving.count
            )
            let event = try writer.append(
                event(
                    .unitsImported(
                        digest: try writer.putDocument(KeptTexts.text(of: proposal.roster), kind: "roster"),
                        added: result.added, changed: result.changed, removed: result.removed), at: now, now: now))
            try put(proposal, since: event, by: writer)
            for unit in leaving { try writer.remove(unit: unit.code, since: event) }
            if decision == .withdraw {
                let requests = proposal.occupied.flatMap(\.open).map {
                    StepRequest($0.id, .withdrawn(reason: reason), at: now)
                }
                try record(requests, now: now, by: writer, &result.recording)
            }
            return result
        }
    }

    private func put(_ proposal: UnitsProposal, since event: Int64, by writer: LedgerWriter) throws {
        let changes = proposal.diff.changed
        try writer.put(proposal.diff.added + changes.map(\.after), since: event)
        let reached = changes.filter { $0.fields.contains { $0.field == .mail || $0.field == .phone } }.map(\.after)
        for unit in proposal.diff.added + reached { try writer.putContact(of: unit) }
    }

    private func undecided(_ first: UnitsProposal.Occupied, _ count: Int) -> Refusal {
        Refusal(
            .refused,
            Phrase(
                zh: "名录不再包含的 \(count) 个单位还有未完成的任务，例如\(first.unit.name)（\(first.open.count) 项）",
                en:
                    "\(count) of the units that the roster leaves out have work open, such as \(first.unit.name) (\(first.open.count))"
            ),
            remedy: Phrase(
                zh: "用 --removed withdraw 撤销这些任务，或用 --removed keep 保留单位",
                en: "withdraw that work with --removed withdraw, or keep the units with --removed keep"))
    }
}
