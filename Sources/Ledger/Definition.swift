/// An assignment's definition in canonical form, and the digest over many of them.

import Workflow

extension Assignment {
    /// Number, notice, task, unit, item, channel, occurrence, entry, reviewers (joined by line feeds), opens, due and
    /// provisional (0 or 1) in canonical form: what the digest in a `planned` event covers.
    func writeDefinition(to canonical: inout Canonical, id: AssignmentID) {
        canonical.add(id)
        writeTask(to: &canonical)
        canonical.add(unit)
        writeTurn(to: &canonical)
        canonical.add(ListText.join(reviewers))
        writeDates(to: &canonical)
    }

    fileprivate func writeTask(to canonical: inout Canonical) {
        canonical.add(notice)
        canonical.add(task)
    }

    fileprivate func writeTurn(to canonical: inout Canonical) {
        canonical.add(item)
        canonical.add(channel)
        canonical.add(occurrence)
        canonical.add(entry.map { Int64($0) })
    }

    fileprivate func writeDates(to canonical: inout Canonical) {
        canonical.add(opens.seconds)
        canonical.add(due?.seconds)
        canonical.add(isProvisional ? 1 : 0)
    }
}

/// SHA-256 over definitions, one after the other.
struct DefinitionDigest {
    /// Bytes that are collected before they are hashed.
    private static let most = 16 << 10

    private let hasher: SHA256
    private var bytes = Canonical()
    // What the assignments of one task share, written once.
    private var task = Canonical()
    private var turn = Canonical()
    private var dates = Canonical()

    init(_ hasher: SHA256) {
        self.hasher = hasher
        hasher.begin()
    }

    /// Those that follow are like this one but for number, unit and reviewers.
    mutating func begin(alike assignment: Assignment) {
        task.removeAll()
        turn.removeAll()
        dates.removeAll()
        assignment.writeTask(to: &task)
        assignment.writeTurn(to: &turn)
        assignment.writeDates(to: &dates)
    }

    mutating func add(_ assignment: Assignment, id: AssignmentID) {
        bytes.add(id)
        bytes.add(written: task)
        bytes.add(assignment.unit)
        bytes.add(written: turn)
        bytes.add(ListText.join(assignment.reviewers))
        bytes.add(written: dates)
        if bytes.bytes.count >= Self.most { hashCollected() }
    }

    mutating func end() -> String {
        hashCollected()
        return hasher.end().hex
    }

    private mutating func hashCollected() {
        hasher.add(bytes.bytes)
        bytes.removeAll()
    }
}
