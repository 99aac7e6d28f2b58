/// Verifying: the chain and what it vouches for, then every row against what the events come to. Writes nothing.

import Access
import Deadlines
import Ledger
import Notices
import Reminders
import Texts
import Workflow

extension Office {
    /// Rows that differ are named one by one up to this many.
    private static let mostRows = 20

    /// Looks at one moment of the ledger.
    ///
    /// - Parameters:
    ///   - head: a head printed earlier, which has to be in the chain.
    ///   - now: states hang on time: a row may be as it was at the last event, or as it is now.
    public func verify(head: String? = nil, now: Instant) throws -> Verification {
        try require(.seeFigures, on: .ledger)
        return try store.read {
            let chain = try store.verify(head: head)
            return chain.adding(try derivedProblems() + rowProblems(now: try ledgerTime(now)))
        }
    }

    private func derivedProblems() throws -> [Verification.Problem] {
        do {
            return try store.derivedDifferences().map { difference in
                let table = difference.table.rawValue
                return Verification.Problem(
                    kind: .derived, event: difference.event,
                    what: difference.isStored
                        ? Phrase(zh: "表 \(table) 中有一行与事件不符", en: "a row of \(table) is not what the events say")
                        : Phrase(zh: "表 \(table) 中缺少应有的一行", en: "a row that the events ask for is missing in \(table)"))
            }
        } catch {
            guard let what = RowComparison.obstacle(error) else { throw error }
            return [Verification.Problem(kind: .derived, what: what)]
        }
    }

    private func rowProblems(now: Instant) throws -> [Verification.Problem] {
        var problems: [Verification.Problem] = []
        var others = 0
        for notice in try store.notices() {
            do {
                let comparison = try RowComparison(notice.id, in: store)
                for difference in try comparison.differences(now: now) {
                    guard problems.count < Self.mostRows else {
                        others += 1
                        continue
                    }
                    problems.append(comparison.problem(difference))
                }
            } catch {
                // What cannot be read was named already; the other notices can be compared all the same.
                guard let what = RowComparison.obstacle(error) else { throw error }
                problems.append(
                    Verification.Problem(
                        kind: .row,
                        what: Phrase(
                            zh: "通知 \(notice.id) 的任务无法核对：\(what.zh)",
                            en: "the assignments of notice \(notice.id) cannot be compared: \(what.en)")))
            }
        }
        if others > 0 {
            problems.append(
                Verification.Problem(
                    kind: .row,
                    what: Phrase(zh: "另有 \(others) 项任务的行与事件不符", en: "\(others) more rows are not what the events say")))
        }
        return problems
    }
}

/// The rows of one notice's assignments against its events.
private struct RowComparison {
    private let file: Case
    private let wakes: Wakes
    private let store: LedgerStore

    init(_ notice: String, in store: LedgerStore) throws {
        self.store = store
        file = try Case(Dossier(notice, in: store), in: store)
        wakes = Wakes(board: file.dossier.board, loadedAt: file.dossier.loadedAt)
    }

    func differences(now: Instant) throws -> [Difference] {
        let differing = differences(file.evaluate(now: now).statuses, file.stored)
        guard !differing.isEmpty else { return [] }
        // What has opened by itself since the last event is not written before the daemon, or the next step, comes by.
        let last = try store.lastRecorded() ?? now
        let suspects = Set(differing.map(\.assignment))
        let rows = file.stored.filter { suspects.contains($0.id) && !isNew($0) }
        let left = Set(differences(file.evaluate(now: last).statuses, rows).map(\.assignment))
        return differing.filter { left.contains($0.assignment) }
    }

    private func differences(_ statuses: Statuses, _ rows: [StoredAssignment]) -> [Difference] {
        rows.compactMap { row in
            guard let status = statuses[row.id] else { return nil }
            let update = StatusUpdate(
                id: row.id, status: status, dueVersion: wakes.version(row.assignment, status), wake: row.wake)
            return row.difference(from: update)
        }
    }

    /// A turn that the daemon has made and is about to look at.
    private func isNew(_ row: StoredAssignment) -> Bool {
        row.assignment.occurrence != nil && row.status == Status() && row.wake != nil
            && !file.events.contains { $0.assignment == row.id }
    }

    func problem(_ difference: Difference) -> Verification.Problem {
        let assignment = file.assignment(difference.assignment)?.assignment
        let unit = assignment.map { file.dossier.roster.unit(code: $0.unit)?.name ?? $0.unit } ?? ""
        let task = assignment.map { file.dossier.board.task($0.task)?.title ?? $0.task } ?? ""
        let fields = difference.fields.map { field in
            (name: field.name, says: text(field.stored), should: text(field.recomputed))
        }
        let zh = fields.map { "\($0.name) 记为 \($0.says)，按事件应为 \($0.should)" }.joined(separator: "；")
        let en = fields.map { "\($0.name) says \($0.says), the events say \($0.should)" }.joined(separator: "; ")
        return Verification.Problem(
            kind: .row, assignment: difference.assignment,
            what: Phrase(
                zh: "#\(difference.assignment) \(unit)“\(task)”：\(zh)",
                en: "#\(difference.assignment) \(unit), “\(task)”: \(en)"))
    }

    private func text(_ value: FieldValue) -> String {
        if case .instant(let instant) = value { return file.dossier.zone.minute(instant) }
        return value.text
    }

    /// Why the rows of one notice could not be compared; nil for what concerns the ledger as a whole.
    static func obstacle(_ error: any Error) -> Phrase? {
        switch error {
        case let refusal as Refusal: refusal.what
        case let ledger as LedgerError where ledger.kind == .damaged: ledger.what
        default: nil
        }
    }
}
