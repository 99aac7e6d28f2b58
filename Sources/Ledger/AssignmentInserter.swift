/// Making assignments in bulk: rows and the digest of their definitions in one pass.

import Deadlines
import Texts
import Workflow

/// Handed to the body of `LedgerWriter.plan`.
public final class AssignmentInserter {
    private let writer: LedgerWriter
    private let madeBy: Int64
    private let single: Statement
    private var batch: FreshBatch
    private var nextID: AssignmentID
    private var definition = Canonical()
    private let hasher: SHA256
    public private(set) var count = 0

    init(_ writer: LedgerWriter, madeBy: Int64) throws(LedgerError) {
        self.writer = writer
        self.madeBy = madeBy
        single = try writer.database.statement(.assignments, "insert")
        batch = try FreshBatch(writer.database, madeBy: madeBy)
        nextID = try writer.nextAssignmentID()
        hasher = try SHA256.forLedger(writer.store.path)
        hasher.begin()
    }

    /// Adds one assignment; its own `id` is ignored. A row that the ledger refuses may be reported only when the plan
    /// is closed.
    /// - Parameters:
    ///   - status: its state now; as made, unless it opens at once.
    ///   - wake: when the daemon has to look at it first.
    /// - Returns: the number it got; numbers ascend and are never used again.
    @discardableResult
    public func insert(
        _ assignment: Assignment, status: Status, dueVersion: Int = 1, wake: Instant?
    ) throws(LedgerError) -> AssignmentID {
        let notice = try writer.ref(notice: assignment.notice)
        let references = AssignmentReferences(
            id: nextID, notice: notice, task: try writer.ref(task: assignment.task, of: notice),
            unit: try writer.ref(unit: assignment.unit), chain: try writer.chain(of: assignment.reviewers))
        if status.isFresh {
            try batch.add(assignment, references, status, dueVersion: dueVersion, wake: wake)
        } else {
            try batch.flush()
            assignment.bind(single, at: 0, references)
            single.bind(13, madeBy)
            status.bind(single, dueVersion: dueVersion, wake: wake)
            try single.run()
            try writer.put(status.rounds, of: nextID, reviewers: references.chain?.reviewers ?? [])
        }
        addDefinition(assignment, nextID)
        nextID += 1
        count += 1
        return references.id
    }

    /// SHA-256 over the definitions added, in the order of their numbers.
    func finish() throws(LedgerError) -> String {
        try batch.flush()
        return hasher.end().hex
    }

    private func addDefinition(_ assignment: Assignment, _ id: AssignmentID) {
        definition.removeAll()
        assignment.writeDefinition(to: &definition, id: id)
        hasher.add(definition.bytes)
    }
}

/// The row numbers behind an assignment's words.
struct AssignmentReferences {
    let id: AssignmentID
    let notice: Int64
    let task: Int64
    let unit: Int64
    let chain: NameCache.Chain?
}

extension Assignment {
    /// Binds the twelve frozen columns from `id` to `provisional` to the places after `base`.
    func bind(_ statement: Statement, at base: Int32, _ references: AssignmentReferences) {
        statement.bind(base + 1, references.id)
        statement.bind(base + 2, references.notice)
        statement.bind(base + 3, references.task)
        statement.bind(base + 4, references.unit)
        statement.bind(base + 5, keyPart: item)
        statement.bind(base + 6, keyPart: channel)
        statement.bind(base + 7, keyPart: occurrence)
        statement.bind(base + 8, entry)
        statement.bind(base + 9, references.chain?.ref)
        statement.bind(base + 10, opens)
        statement.bind(base + 11, due)
        statement.bind(base + 12, isProvisional)
    }

    /// Number, notice, task, unit, item, channel, occurrence, entry, reviewers (joined by line feeds), opens, due and
    /// provisional (0 or 1) in canonical form: what the digest in a `planned` event covers.
    func writeDefinition(to canonical: inout Canonical, id: AssignmentID) {
        canonical.add(id)
        canonical.add(notice)
        canonical.add(task)
        canonical.add(unit)
        canonical.add(item)
        canonical.add(channel)
        canonical.add(occurrence)
        canonical.add(entry.map { Int64($0) })
        canonical.add(ListText.join(reviewers))
        canonical.add(opens.seconds)
        canonical.add(due?.seconds)
        canonical.add(isProvisional ? 1 : 0)
    }
}

/// What `LedgerWriter.plan` made.
public struct Plan: Sendable, Hashable {
    /// The `planned` event.
    public let event: Int64
    public let count: Int
    /// SHA-256 over the definitions, as in the event.
    public let digest: String
}

extension LedgerWriter {
    /// Makes assignments and appends the `planned` event that vouches for their definitions.
    ///
    /// Units, notice and tasks must be there before. `template` says who and when; its content is replaced. Within
    /// `body` no event can be appended. When nothing was made no event is appended and nil is returned.
    public func plan(
        _ template: Event, _ body: (AssignmentInserter) throws -> Void
    ) throws -> Plan? {
        let inserter = try AssignmentInserter(self, madeBy: lastSeq + 1)
        (isPlanning, isHalfDone) = (true, true)
        defer { isPlanning = false }
        try body(inserter)
        let digest = try inserter.finish()
        (isPlanning, isHalfDone) = (false, false)
        guard inserter.count > 0 else { return nil }
        var event = template
        event.what = .planned(digest: digest, count: inserter.count)
        let seq = try append(event)
        return Plan(event: seq, count: inserter.count, digest: digest)
    }

    /// Writes the present state of assignments; their definitions stay.
    public func update(_ updates: some Sequence<StatusUpdate>) throws(LedgerError) {
        for update in updates { try write(update) }
    }

    /// Sets only when the daemon has to look again.
    public func setWake(_ wake: Instant?, of id: AssignmentID) throws(LedgerError) {
        try database.run(.assignments, "set_wake") { statement in
            statement.bind(1, id)
            statement.bind(2, wake)
        }
    }

    private func write(_ update: StatusUpdate) throws(LedgerError) {
        let known = try database.first(.assignments, "chain_of") {
            $0.bind(1, update.id)
        } _: {
            (row) throws(LedgerError) in
            (codes: row.textOrNil(0), rounds: row.int(1))
        }
        guard let known else {
            throw .unknown(store.path, Phrase(zh: "任务 \(update.id)", en: "assignment \(update.id)"))
        }
        try database.run(.assignments, "update") { statement in
            statement.bind(1, update.id)
            update.status.bind(statement, dueVersion: update.dueVersion, wake: update.wake)
        }
        let rounds = update.status.rounds
        if rounds.count < known.rounds {
            try database.run(.reviews, "rounds_cut") { statement in
                statement.bind(1, update.id)
                statement.bind(2, rounds.count)
            }
        }
        guard !rounds.isEmpty else { return }
        let reviewers = try chain(of: known.codes.map { ListText.split($0) } ?? [])?.reviewers ?? []
        try put(rounds, of: update.id, reviewers: reviewers)
    }

    func put(_ rounds: [Round], of id: AssignmentID, reviewers: [Int64]) throws(LedgerError) {
        for (index, round) in rounds.enumerated() {
            try database.run(.reviews, "round_put") { statement in
                statement.bind(1, id)
                statement.bind(2, index)
                statement.bind(3, round.level)
                statement.bind(4, reviewers.indices.contains(round.level - 1) ? reviewers[round.level - 1] : nil)
                statement.bind(5, round.received)
                statement.bind(6, round.decided)
                statement.bind(7, round.isReturned)
            }
        }
    }

    /// Removes assignments without history, which a later revision no longer has; their definitions are remembered.
    /// - Parameter event: the `loaded` event of that revision.
    /// - Throws: `.refused` for one that has events: withdraw it instead.
    public func remove(_ ids: some Sequence<AssignmentID>, by event: Int64) throws(LedgerError) {
        var canonical = Canonical()
        for id in ids {
            guard let stored = try store.assignment(id) else {
                throw .unknown(store.path, Phrase(zh: "任务 \(id)", en: "assignment \(id)"))
            }
            guard try !store.hasHistory(id) else {
                throw refused(
                    Phrase(zh: "任务 \(id) 已有记录，不能删除", en: "assignment \(id) has a history and cannot be removed"),
                    remedy: Phrase(zh: "改为撤销并说明理由", en: "withdraw it with a reason"))
            }
            canonical.removeAll()
            stored.assignment.writeDefinition(to: &canonical, id: id)
            try database.run(.assignments, "remember") { statement in
                statement.bind(1, id)
                statement.bind(2, blob: canonical.bytes)
                statement.bind(3, stored.madeBy)
                statement.bind(4, event)
            }
            try database.run(.assignments, "remove") { $0.bind(1, id) }
        }
    }

    func nextAssignmentID() throws(LedgerError) -> AssignmentID {
        let last = try database.first(.assignments, "last_id") { (row) throws(LedgerError) in row.int64(0) }
        return (last ?? 0) + 1
    }
}
