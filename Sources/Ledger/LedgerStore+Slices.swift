/// What a step on a few units of a large notice asks about the rest, without reading it.

import Deadlines
import Texts
import Workflow

extension LedgerStore {
    /// When the notice was loaded first.
    public func firstLoad(of notice: String) throws(LedgerError) -> Instant? {
        try database.first(.slices, "first_load") {
            $0.bind(1, notice)
        } _: { (row) throws(LedgerError) in
            row.instant(0)
        }
    }

    /// What changes when the notice is loaded again or withdrawn.
    public func noticeVersion(_ id: String) throws(LedgerError) -> (revision: Int, isLoaded: Bool)? {
        try database.first(.slices, "version") {
            $0.bind(1, id)
        } _: { (row) throws(LedgerError) in
            (row.int(0), row.withText(1) { $0.elementsEqual("loaded".utf8) })
        }
    }

    /// Events of the notice that belong to no unit, in the order in which they happened.
    public func eventsOfNoUnit(in notice: String) throws(LedgerError) -> [Event] {
        try database.all(.slices, "of_no_unit", { $0.bind(1, notice) }, event)
    }

    /// Whether an assignment of the notice may have to be opened because its day has come.
    public func isOpening(in notice: StoredNotice, at now: Instant) throws(LedgerError) -> Bool {
        try database.first(.slices, "is_opening") { statement in
            statement.bind(2, now)
            statement.bind(3, notice.ref)
        } _: { (row) throws(LedgerError) in
            row.bool(0)
        } ?? true
    }

    /// Notices, by id, in which assignments that the daemon has to look at may have to be opened.
    public func noticesWithOpenings(at now: Instant) throws(LedgerError) -> [String] {
        try database.all(.slices, "openings") {
            $0.bind(1, now)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
    }

    /// Whether a condition on all units has never held, because of a unit that is not among `units`.
    /// - Parameter isOptional: assignments that were not begun stand in nobody's way.
    public func isHeldUp(
        _ outcome: Anchor.Outcome, of task: String, isOptional: Bool, in notice: String, besides units: Set<String>
    ) throws(LedgerError) -> Bool {
        let number: Int
        switch outcome {
        case .accepted: number = 1
        case .submitted: number = 2
        case .opened: number = 3
        case .returned: number = 4
        case .told: return false
        }
        let found = try database.all(.slices, "never") { statement in
            statement.bind(1, notice)
            statement.bind(2, task)
            statement.bind(3, number)
            statement.bind(4, isOptional)
            statement.bind(5, units.count + 1)
        } _: { (row) throws(LedgerError) in
            row.text(0)
        }
        return found.contains { !units.contains($0) }
    }
}
