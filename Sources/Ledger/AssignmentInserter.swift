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
    private var digest: DefinitionDigest
    private var units = UnitOrder()
    public private(set) var count = 0

    init(_ writer: LedgerWriter, madeBy: Int64) throws(LedgerError) {
        self.writer = writer
        self.madeBy = madeBy
        single = try writer.database.statement(.assignments, "insert")
        batch = try FreshBatch(writer.database)
        nextID = try writer.nextAssignmentID()
        digest = DefinitionDigest(try SHA256.forLedger(writer.store.path))
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
        try insert([assignment][...], status: status, dueVersion: dueVersion, wake: wake)
        return nextID - 1
    }

    /// Adds assignments with the same status, one after the other.
    public func insert(
        _ assignments: ArraySlice<Assignment>, status: Status, dueVersion: Int, wake: Instant?
    ) throws(LedgerError) {
        let start = RowStart(status, dueVersion: dueVersion, wake: wake)
        for place in assignments.indices {
            let isLikeLast =
                place == assignments.startIndex
                ? batch.takes(assignments[place], start) : batch.takes(assignments[place])
            try insert(assignments[place], start, isLikeLast: isLikeLast)
        }
    }

    private func insert(_ assignment: Assignment, _ start: RowStart, isLikeLast: Bool) throws(LedgerError) {
        let unit = try units.ref(assignment.unit) { (code) throws(LedgerError) in try writer.ref(unit: code) }
        let chain = try writer.chain(of: assignment.reviewers)
        if !isLikeLast {
            try batch.flush()
            digest.begin(alike: assignment)
        }
        if start.isFresh {
            if !isLikeLast { batch.begin(assignment, try references(of: assignment), start) }
            try batch.add(nextID, unit: unit, chain: chain?.ref)
        } else {
            try insertSingle(assignment, start, unit: unit, chain)
        }
        digest.add(assignment, id: nextID)
        nextID += 1
        count += 1
    }

    private func insertSingle(
        _ assignment: Assignment, _ start: RowStart, unit: Int64, _ chain: NameCache.Chain?
    ) throws(LedgerError) {
        single.bind(1, nextID)
        single.bind(2, unit)
        single.bind(3, chain?.ref)
        assignment.bind(single, at: 3, try references(of: assignment))
        start.status.bind(single, dueVersion: start.dueVersion, wake: start.wake)
        try single.run()
        try writer.put(start.status.rounds, of: nextID, reviewers: chain?.reviewers ?? [])
    }

    private func references(of assignment: Assignment) throws(LedgerError) -> AssignmentReferences {
        let notice = try writer.ref(notice: assignment.notice)
        return AssignmentReferences(
            notice: notice, task: try writer.ref(task: assignment.task, of: notice), madeBy: madeBy)
    }

    /// SHA-256 over the definitions added, in the order of their numbers.
    func finish() throws(LedgerError) -> String {
        try batch.flush()
        return digest.end()
    }
}

/// Row numbers of units in the order in which they came: each task binds them in the roster's order, so a unit is mostly
/// the one that came next before, or stands a little further on, which spares looking its code up.
private struct UnitOrder {
    private static let reach = 8

    private var known: [(code: String, ref: Int64)] = []
    private var next = 0

    mutating func ref(_ code: String, find: (String) throws(LedgerError) -> Int64) throws(LedgerError) -> Int64 {
        if let ref = ref(code, from: next) ?? ref(code, from: 0) { return ref }
        let ref = try find(code)
        if next == known.count {
            known.append((code, ref))
            next += 1
        }
        return ref
    }

    private mutating func ref(_ code: String, from start: Int) -> Int64? {
        for place in start..<min(start + Self.reach, known.count) where known[place].code == code {
            next = place + 1
            return known[place].ref
        }
        return nil
    }
}

/// The row numbers behind an assignment's words, as far as those of one task share them.
struct AssignmentReferences {
    let notice: Int64
    let task: Int64
    /// The `planned` event.
    let madeBy: Int64
}

extension Assignment {
    /// Binds the frozen columns besides `id`, `unit` and `chain` to the ten places after `base`, from `notice` to `made_by`.
    func bind(_ statement: Statement, at base: Int32, _ references: AssignmentReferences) {
        statement.bind(base + 1, references.notice)
        statement.bind(base + 2, references.task)
        statement.bind(base + 3, keyPart: item)
        statement.bind(base + 4, keyPart: channel)
        statement.bind(base + 5, keyPart: occurrence)
        statement.bind(base + 6, entry)
        statement.bind(base + 7, opens)
        statement.bind(base + 8, due)
        statement.bind(base + 9, isProvisional)
        statement.bind(base + 10, references.madeBy)
    }

    /// Whether the frozen columns that `bind` binds have the same values.
    func isAlike(_ other: Assignment) -> Bool {
        task == other.task && notice == other.notice && item == other.item && channel == other.channel
            && occurrence == other.occurrence && entry == other.entry && opens == other.opens && due == other.due
            && isProvisional == other.isProvisional
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
