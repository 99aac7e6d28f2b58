/// What reports count over: every status of a notice in one scan, the rounds of review, how far a reviewer is.

import Deadlines
import Texts
import Workflow

/// One assignment as figures need it: row numbers instead of words; of the status only what some figure counts.
public struct StatusRow: Sendable {
    public var id: AssignmentID = 0
    /// `StoredTask.ref`.
    public var task: Int64 = 0
    /// `StoredUnit.ref`.
    public var unit: Int64 = 0
    /// Of what is still waiting; of anything else it is not read.
    public var item: String?
    public var opens = Instant(seconds: 0)
    /// What a `Tally` counts: without its lists, `level`, `due`, `openedAt`, `acceptedAt`, `returnedAt`, `acknowledgedAt`,
    /// `chases`, `quantity` and `since`; of a cover there is `overdue` alone, the clock of an accepted one only.
    public var status = Status()
}

/// One assignment as others wait for it.
public struct MemberRow: Sendable {
    public let id: AssignmentID
    /// `StoredUnit.ref`.
    public let unit: Int64
    public let item: String?
    /// The row's number in `LedgerStore.chains`; 0 without reviewers.
    public let chain: Int64
    /// `state`, `level`, `submissions`, `openedAt` and `returnedAt` alone.
    public let status: Status
}

/// One round of review of a notice.
public struct RoundRow: Sendable, Hashable {
    public let assignment: AssignmentID
    /// `StoredTask.ref`.
    public let task: Int64
    /// `StoredUnit.ref` of the unit that handed in.
    public let unit: Int64
    /// The reviewer's code.
    public let reviewer: String?
    public let round: Round
}

extension LedgerStore {
    /// Every assignment of a notice in one scan, task by task and unit by unit. The same value is handed out again and
    /// again, so that a row costs no memory; copy what has to stay.
    public func forEachStatus(ofNotice notice: String, _ body: (StatusRow) throws -> Void) throws {
        var out = StatusRow()
        try database.stream(.assignments, "figures") {
            $0.bind(1, notice)
        } _: { row in
            guard let state = State(column: 5, of: row) else { throw damagedState }
            out.id = row.int64(0)
            out.task = row.int64(1)
            out.unit = row.int64(2)
            if state == .waiting { out.item = row.keyPart(3) }
            out.opens = row.instant(4)
            out.status.state = state
            out.status.readFigures(row, from: 6)
            try body(out)
        }
    }

    /// The assignments of one task, unit by unit.
    public func members(ofTask task: String, notice: String) throws(LedgerError) -> [MemberRow] {
        try database.all(.assignments, "members") { statement in
            statement.bind(1, notice)
            statement.bind(2, task)
        } _: { (row) throws(LedgerError) in
            guard let state = State(column: 4, of: row) else { throw damagedState }
            var status = Status()
            status.state = state
            status.level = row.int(5)
            status.submissions = row.int(6)
            status.openedAt = row.instantOrNil(7)
            status.returnedAt = row.instantOrNil(8)
            return MemberRow(
                id: row.int64(0), unit: row.int64(1), item: row.keyPart(2), chain: row.int64(3), status: status)
        }
    }

    /// The chains of reviewers that there are, first level first, by their rows' numbers.
    public func chains() throws(LedgerError) -> [Int64: [String]] {
        var out: [Int64: [String]] = [:]
        try database.each(.reviews, "chains") { (row) throws(LedgerError) in
            out[row.int64(0)] = ListText.split(row.text(1))
        }
        return out
    }

    /// All rounds of review in a notice, in the order of assignments and time.
    public func forEachRound(ofNotice notice: String, _ body: (RoundRow) throws -> Void) throws {
        try database.stream(.reviews, "rounds_of_notice") {
            $0.bind(1, notice)
        } _: { row in
            let round = Round(
                level: row.int(4), received: row.instant(5), decided: row.instantOrNil(6), isReturned: row.bool(7))
            try body(
                RoundRow(
                    assignment: row.int64(0), task: row.int64(1), unit: row.int64(2), reviewer: row.textOrNil(3),
                    round: round))
        }
    }

    /// How far the submissions of one task are that a unit decides; several tasks add up.
    /// - Parameter due: the review's own due, exclusive; nil: nothing is overdue.
    public func cover(
        reviewer: String, task: String, notice: String, due: Instant?
    ) throws(LedgerError) -> Cover {
        let found = try database.first(.reviews, "cover") { statement in
            bindReview(statement, reviewer, task, notice)
            statement.bind(4, due)
        } _: { (row) throws(LedgerError) in
            Cover(total: row.int(0), decided: row.int(1), received: row.int(2), overdue: row.int(3))
        }
        return found ?? Cover()
    }

    /// Whether any submission of the task is still to be decided by the reviewer, handed in or not.
    public func isReviewPending(reviewer: String, task: String, notice: String) throws(LedgerError) -> Bool {
        try database.first(.reviews, "is_pending") {
            bindReview($0, reviewer, task, notice)
        } _: {
            (row) throws(LedgerError) in
            row.bool(0)
        } ?? false
    }

    private func bindReview(_ statement: Statement, _ reviewer: String, _ task: String, _ notice: String) {
        statement.bind(1, notice)
        statement.bind(2, task)
        statement.bind(3, reviewer)
    }
}
