/// What the engine asks the outbox before it plans a letter.

import Deadlines
import Workflow

/// The latest letter about an assignment.
public struct ToldLast: Sendable, Hashable {
    public let stage: String
    public let dueVersion: Int
    /// When it was planned.
    public let at: Instant
}

/// What became of a letter that was sent or failed.
public struct SettledLast: Sendable, Hashable {
    public let isSent: Bool
    public let code: String?
    public let content: String
}

/// An assignment that the daemon has to look at.
public struct Awake: Sendable, Hashable {
    public let id: AssignmentID
    /// The row of its unit: those of one unit are looked at together.
    public let unit: Int64

    public init(id: AssignmentID, unit: Int64) {
        self.id = id
        self.unit = unit
    }
}

/// Whether a letter that is planned already takes further lines.
public enum PlannedLetter: Sendable, Hashable {
    /// It has never left the house.
    case waiting(Int64)
    /// It has, or may have, or was settled.
    case left
}

extension LedgerStore {
    /// Everything that the daemon has to look at by `now`, the longest waiting first. What is looked at moves its wake.
    public func awake(at now: Instant) throws(LedgerError) -> [Awake] {
        try database.all(.reminding, "awake") {
            $0.bind(1, now)
        } _: { (row) throws(LedgerError) in
            Awake(id: row.int64(0), unit: row.int64(1))
        }
    }

    /// Those of `ids`, in their order, that are still to be looked at by `now`.
    public func assignments(_ ids: [AssignmentID], awakeAt now: Instant) throws(LedgerError) -> [StoredAssignment] {
        try database.all(.reminding, "awake_of") { statement in
            statement.bind(1, Self.list(ids))
            statement.bind(2, now)
        } _: { (row) throws(LedgerError) in
            try assignment(row)
        }
    }

    /// The units that have these assignments.
    public func units(of ids: [AssignmentID]) throws(LedgerError) -> [StoredUnit] {
        try database.all(.reminding, "units_of", { $0.bind(1, Self.list(ids)) }, unit)
    }

    /// The letter with this key, planned at `now` or before; nil when there is none.
    public func letter(planned key: String, at now: Instant) throws(LedgerError) -> PlannedLetter? {
        try database.first(.outbox, "waiting") { statement in
            statement.bind(1, key)
            statement.bind(2, now)
        } _: { (row) throws(LedgerError) in
            row.bool(1) ? .waiting(row.int64(0)) : .left
        }
    }

    /// Whether the letter has never left the house and still may.
    public func isWaiting(letter id: Int64) throws(LedgerError) -> Bool {
        try database.first(.outbox, "is_waiting") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        } ?? false
    }

    /// Whether the letter says anything about the assignment.
    public func letter(_ id: Int64, tellsOf assignment: AssignmentID) throws(LedgerError) -> Bool {
        try database.first(.outbox, "tells") { statement in
            statement.bind(1, assignment)
            statement.bind(2, id)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        } ?? false
    }

    /// Whether a letter was planned whose key begins with `prefix`, in ASCII.
    public func hasLetters(prefix: String) throws(LedgerError) -> Bool {
        try database.first(.reminding, "has_letters") { statement in
            statement.bind(1, prefix)
            // No character of a key comes after this one.
            statement.bind(2, prefix + "\u{10FFFF}")
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        } ?? false
    }

    public func lastTold(about id: AssignmentID) throws(LedgerError) -> ToldLast? {
        try database.first(.reminding, "last_told") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            ToldLast(stage: row.text(0), dueVersion: row.int(1), at: row.instant(2))
        }
    }

    /// Everybody to whom a letter ever failed; nil when that are more letters than `limit`.
    public func failedRecipients(limit: Int) throws(LedgerError) -> Set<String>? {
        var count = 0
        var recipients: Set<String> = []
        try database.each(.reminding, "failed") {
            $0.bind(1, limit + 1)
        } _: { (row) throws(LedgerError) in
            count += 1
            recipients.insert(row.text(0))
        }
        return count > limit ? nil : recipients
    }

    /// What became of the latest letters to a recipient that were sent or failed, the latest first.
    public func lastSettled(to recipient: String, limit: Int = 1) throws(LedgerError) -> [SettledLast] {
        try database.all(.reminding, "last_settled") { statement in
            statement.bind(1, recipient)
            statement.bind(2, limit)
        } _: { (row) throws(LedgerError) in
            SettledLast(isSent: row.text(0) == "sent", code: row.textOrNil(1), content: row.text(2))
        }
    }

    /// What a letter tells, each with its assignment, one at a time: a coordinator's digest may have very many.
    public func forEachLine(
        inLetter id: Int64, _ body: (Owed, StoredAssignment) throws -> Void
    ) throws {
        try database.stream(.reminding, "told_in") {
            $0.bind(1, id)
        } _: { row in
            let assignment = try assignment(row)
            try body(
                Owed(
                    assignment: assignment.id, stage: row.text(row.columnCount - 2),
                    dueVersion: row.int(row.columnCount - 1)),
                assignment)
        }
    }

    /// What a letter tells about assignments that are gone.
    public func goneLines(inLetter id: Int64) throws(LedgerError) -> [Owed] {
        try database.all(.reminding, "gone_in") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            owed(row)
        }
    }

    /// As the statements' `json_each` reads it.
    fileprivate static func list(_ ids: [AssignmentID]) -> String {
        var text = "["
        text.reserveCapacity(ids.count * 8 + 2)
        for id in ids {
            if text.utf8.count > 1 { text += "," }
            text += String(id)
        }
        return text + "]"
    }
}

extension LedgerWriter {
    /// Sets when the daemon has to look again at each of `ids`.
    public func setWake(_ wake: Instant?, of ids: [AssignmentID]) throws(LedgerError) {
        try database.run(.reminding, "set_wakes") { statement in
            statement.bind(1, wake)
            statement.bind(2, LedgerStore.list(ids))
        }
    }
}
