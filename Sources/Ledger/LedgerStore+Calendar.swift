/// Deadlines as calendars show them, with what makes one version of an entry differ from the next.

import Deadlines
import Texts
import Workflow

/// One assignment that has a deadline.
public struct DeadlineRow: Sendable, Hashable {
    public let id: AssignmentID
    public let notice: String
    public let task: String
    public let taskTitle: String
    public let isOptional: Bool
    public let unitName: String
    public let item: String?
    public let occurrence: String?
    public let state: State
    /// What the unit is held to now, extension and correction included; exclusive.
    public let deadline: Instant
    /// By the rule; exclusive.
    public let due: Instant?
    public let isProvisional: Bool
    public let openedAt: Instant?
    /// The last event of its unit in its notice. What is about no unit, or about others, may have changed it since.
    public let last: Int64
}

/// One deadline of a task with the units that are held to it.
public struct DeadlineGroup: Sendable, Hashable {
    public let task: String
    public let taskTitle: String
    public let isOptional: Bool
    /// Exclusive.
    public let deadline: Instant
    /// The least number among its assignments.
    public let first: AssignmentID
    /// The turn of a recurring task, when all are of one.
    public let occurrence: String?
    /// Units held to it; those whose task was taken back are not counted.
    public let units: Int
    /// Of those, how many work is still expected of.
    public let outstanding: Int
    /// Of those, how many wait for a review.
    public let submitted: Int
    /// Some have not been opened yet.
    public let hasWaiting: Bool
    public let isProvisional: Bool
    /// When the latest change of state was; nil while nothing was opened.
    public let since: Instant?
}

extension LedgerStore {
    /// A unit's deadlines, nearest first: the outstanding ones, and what was closed at `closed` or later.
    public func deadlines(ofUnit code: String, closedSince closed: Instant) throws(LedgerError) -> [DeadlineRow] {
        try database.all(.calendar, "of_unit") { statement in
            statement.bind(1, code)
            statement.bind(2, closed)
        } _: { (row) throws(LedgerError) in
            try deadline(row)
        }
    }

    /// The deadline of one assignment; nil while it has none.
    public func deadline(of id: AssignmentID) throws(LedgerError) -> DeadlineRow? {
        try database.first(.calendar, "one", { $0.bind(1, id) }, deadline)
    }

    /// A notice's deadlines, nearest first, closed ones too.
    public func deadlineGroups(ofNotice id: String) throws(LedgerError) -> [DeadlineGroup] {
        try database.all(.calendar, "of_notice") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            DeadlineGroup(
                task: row.text(0), taskTitle: row.text(1), isOptional: row.bool(2), deadline: row.instant(3),
                first: row.int64(4), occurrence: row.text(5) == row.text(6) ? row.keyPart(5) : nil, units: row.int(7),
                outstanding: row.int(8), submitted: row.int(9), hasWaiting: row.bool(10), isProvisional: row.bool(11),
                since: row.instantOrNil(12))
        }
    }

    /// By task and due by the rule: the least number among the assignments that have it, extended since or not.
    public func firstAssignments(ofNotice id: String) throws(LedgerError) -> [String: [Instant: AssignmentID]] {
        var out: [String: [Instant: AssignmentID]] = [:]
        try database.each(.calendar, "firsts") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            out[row.text(0), default: [:]][row.instant(1)] = row.int64(2)
        }
        return out
    }

    /// The number of a notice's last event, 0 when it has none.
    public func lastEvent(inNotice id: String) throws(LedgerError) -> Int64 {
        try database.first(.calendar, "last_of_notice") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        } ?? 0
    }

    /// The same of its events that were about no unit and changed what was there.
    public func lastEventOfNoUnit(inNotice id: String) throws(LedgerError) -> Int64 {
        try database.first(.calendar, "last_of_no_unit") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            row.int64(0)
        } ?? 0
    }

    /// When an event was taken down; nil when there is none of this number.
    public func recorded(_ seq: Int64) throws(LedgerError) -> Instant? {
        try database.first(.calendar, "recorded") {
            $0.bind(1, seq)
        } _: { (row) throws(LedgerError) in
            row.instant(0)
        }
    }

    /// Ten hexadecimal digits that copies of this ledger share and others do not: of the hash of its first event. Nil
    /// while it is empty.
    public func identity() throws(LedgerError) -> String? {
        let hash = try database.first(.calendar, "identity") { (row) throws(LedgerError) in row.blob(0) }
        return hash.flatMap { SHA256.Digest($0) }.map { String($0.hex.prefix(10)) }
    }

    private func deadline(_ row: Statement) throws(LedgerError) -> DeadlineRow {
        guard let state = State(column: 8, of: row) else { throw damagedState }
        return DeadlineRow(
            id: row.int64(0), notice: row.text(1), task: row.text(2), taskTitle: row.text(3), isOptional: row.bool(4),
            unitName: row.text(5), item: row.keyPart(6), occurrence: row.keyPart(7), state: state,
            deadline: row.instant(9), due: row.instantOrNil(10), isProvisional: row.bool(11),
            openedAt: row.instantOrNil(12), last: row.int64(13))
    }
}
