/// A status as the columns of its row, and back.

import Deadlines
import Glibc
import Workflow

/// What a step writes about one assignment.
public struct StatusUpdate: Sendable, Hashable {
    public var id: AssignmentID
    public var status: Status
    /// The version of the due for which reminders are counted.
    public var dueVersion: Int
    /// The next instant at which the daemon has to look at it; nil: nothing is expected.
    public var wake: Instant?

    public init(id: AssignmentID, status: Status, dueVersion: Int, wake: Instant?) {
        self.id = id
        self.status = status
        self.dueVersion = dueVersion
        self.wake = wake
    }
}

extension Status {
    /// Binds the places 14 to 52 of the statements `insert` and `update`; what is zero or missing keeps its default.
    func bind(_ statement: Statement, dueVersion: Int, wake: Instant?) {
        statement.bind(14, literal: state.literal)
        statement.bind(15, level)
        statement.bind(16, limit(.extended))
        statement.bind(17, wake)
        statement.bind(18, dueVersion)
        statement.bind(19, isStale)
        statement.bind(20, openedAt)
        statement.bind(21, due)
        statement.bind(22, effectiveDue)
        statement.bind(23, extendedDue)
        statement.bind(24, isOpenedLate)
        statement.bind(25, isExtendedAfterDue)
        statement.bind(26, correctionDue)
        statement.bind(27, firstSubmittedAt)
        statement.bind(28, lastSubmittedAt)
        statement.bind(29, acceptedAt)
        statement.bind(30, returnedAt)
        statement.bind(31, acknowledgedAt)
        bindCounts(statement)
        statement.bind(41, since)
        statement.bind(42, clock.unit)
        statement.bind(43, clock.reviewer)
        statement.bind(44, clock.closed)
        statement.bind(45, cover?.total)
        statement.bind(46, cover?.decided)
        statement.bind(47, cover?.received)
        statement.bind(48, cover?.overdue)
        statement.bind(49, rounds.count)
        statement.bind(50, keyPart: itemsIn.isEmpty ? nil : ListText.join(itemsIn))
        statement.bind(51, keyPart: settled.isEmpty ? nil : SpanText.text(settled))
        statement.bind(52, keyPart: handedIn.isEmpty ? nil : SpanText.text(handedIn))
    }

    private func bindCounts(_ statement: Statement) {
        statement.bind(32, submissions)
        statement.bind(33, returns)
        statement.bind(34, reviews)
        statement.bind(35, reopens)
        statement.bind(36, chases)
        statement.bind(37, backdated)
        statement.bind(38, isNil)
        statement.bind(39, isOnBehalf)
        statement.bind(40, quantity)
    }

    /// Reads the columns from `opened_at` (at `base`) to `cover_overdue`, in the order of the table.
    /// State, level and staleness stand elsewhere; the lists are left as they are.
    mutating func read(_ row: Statement, from base: Int32) {
        openedAt = row.instantOrNil(base)
        due = row.instantOrNil(base + 1)
        effectiveDue = row.instantOrNil(base + 2)
        extendedDue = row.instantOrNil(base + 3)
        isOpenedLate = row.bool(base + 4)
        isExtendedAfterDue = row.bool(base + 5)
        correctionDue = row.instantOrNil(base + 6)
        firstSubmittedAt = row.instantOrNil(base + 7)
        lastSubmittedAt = row.instantOrNil(base + 8)
        acceptedAt = row.instantOrNil(base + 9)
        returnedAt = row.instantOrNil(base + 10)
        acknowledgedAt = row.instantOrNil(base + 11)
        submissions = row.int(base + 12)
        returns = row.int(base + 13)
        reviews = row.int(base + 14)
        reopens = row.int(base + 15)
        chases = row.int(base + 16)
        backdated = row.int(base + 17)
        isNil = row.bool(base + 18)
        isOnBehalf = row.bool(base + 19)
        quantity = row.int(base + 20)
        since = row.instantOrNil(base + 21)
        clock = SplitClock(unit: row.int64(base + 22), reviewer: row.int64(base + 23), closed: row.int64(base + 24))
        cover = row.intOrNil(base + 25).map {
            Cover(total: $0, decided: row.int(base + 26), received: row.int(base + 27), overdue: row.int(base + 28))
        }
    }
}

extension Status {
    /// Reads the columns of the statement `figures` from the marks on. The state is known; only of an accepted one does
    /// the clock count.
    mutating func readFigures(_ row: Statement, from base: Int32) {
        let marks = row.int64(base)
        isStale = marks & 1 != 0
        isOpenedLate = marks & 2 != 0
        isExtendedAfterDue = marks & 4 != 0
        isNil = marks & 8 != 0
        isOnBehalf = marks & 16 != 0
        effectiveDue = row.instantOrNil(base + 1)
        extendedDue = row.instantOrNil(base + 2)
        correctionDue = row.instantOrNil(base + 3)
        firstSubmittedAt = row.instantOrNil(base + 4)
        lastSubmittedAt = row.instantOrNil(base + 5)
        submissions = row.int(base + 6)
        returns = row.int(base + 7)
        reviews = row.int(base + 8)
        reopens = row.int(base + 9)
        backdated = row.int(base + 10)
        clock =
            state == .accepted
            ? SplitClock(
                unit: row.int64(base + 11), reviewer: row.int64(base + 12), closed: row.int64(base + 13))
            : SplitClock()
        cover = row.intOrNil(base + 14).map { Cover(overdue: $0) }
    }
}

extension State {
    /// The stored word without making a string of it.
    var literal: StaticString {
        switch self {
        case .waiting: "waiting"
        case .open: "open"
        case .submitted: "submitted"
        case .returned: "returned"
        case .accepted: "accepted"
        case .exempt: "exempt"
        case .withdrawn: "withdrawn"
        }
    }

    /// The stored word found by its length and first letter, then compared: no string is made.
    init?(column: Int32, of row: Statement) {
        let found = row.withText(column) { text -> State? in
            let likely: State
            switch (text.count, text.first) {
            case (4, _): likely = .open
            case (6, _): likely = .exempt
            case (7, _): likely = .waiting
            case (8, UInt8(ascii: "a")): likely = .accepted
            case (8, _): likely = .returned
            case (9, UInt8(ascii: "s")): likely = .submitted
            case (9, _): likely = .withdrawn
            default: return nil
            }
            let word = likely.literal
            guard let start = text.baseAddress else { return nil }
            return memcmp(word.utf8Start, start, text.count) == 0 ? likely : nil
        }
        guard let found else { return nil }
        self = found
    }
}

/// Stretches of time in one column: `start~end` joined by spaces, the end missing while one lasts.
enum SpanText {
    static func text(_ spans: [TimeSpan]) -> String {
        spans.map { "\($0.start.seconds)~\($0.end.map { String($0.seconds) } ?? "")" }.joined(separator: " ")
    }

    /// Nil for a text that `text` never makes.
    static func spans(_ text: String) -> [TimeSpan]? {
        var out: [TimeSpan] = []
        for part in text.split(separator: " ") {
            let ends = part.split(separator: "~", omittingEmptySubsequences: false)
            guard ends.count == 2, let start = Int64(ends[0]) else { return nil }
            let end = Int64(ends[1])
            if end == nil, !ends[1].isEmpty { return nil }
            out.append(
                TimeSpan(start: Instant(seconds: start), end: end.map { Instant(seconds: $0) }))
        }
        return out
    }
}
