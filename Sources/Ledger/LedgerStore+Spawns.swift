/// When the next occurrence of a recurring task has to be made.

import Deadlines
import Texts
import Workflow

public struct Spawn: Sendable, Hashable {
    public var notice: String
    public var task: String
    /// Nil: for all units of the task together.
    public var unit: String?
    public var nextAt: Instant

    public init(notice: String, task: String, unit: String? = nil, nextAt: Instant) {
        self.notice = notice
        self.task = task
        self.unit = unit
        self.nextAt = nextAt
    }
}

extension LedgerStore {
    /// Those whose time has come, the earliest first.
    public func spawns(dueBy now: Instant) throws(LedgerError) -> [Spawn] {
        try database.all(.notices, "spawns_due") {
            $0.bind(1, now)
        } _: { (row) throws(LedgerError) in
            Spawn(notice: row.text(0), task: row.text(1), unit: row.textOrNil(2), nextAt: row.instant(3))
        }
    }

    public func nextSpawn() throws(LedgerError) -> Instant? {
        let found = try database.first(.notices, "spawn_next") { (row) throws(LedgerError) in row.instantOrNil(0) }
        return found.flatMap { $0 }
    }
}

extension LedgerWriter {
    /// Adds it or moves its time.
    public func put(_ spawn: Spawn) throws(LedgerError) {
        let (notice, task, unit) = try refs(spawn.notice, spawn.task, spawn.unit)
        try database.run(.notices, "spawn_put") { statement in
            statement.bind(1, notice)
            statement.bind(2, task)
            statement.bind(3, unit)
            statement.bind(4, spawn.nextAt)
        }
    }

    /// No further occurrence of this task.
    public func removeSpawn(notice: String, task: String, unit: String? = nil) throws(LedgerError) {
        let (notice, task, unit) = try refs(notice, task, unit)
        try database.run(.notices, "spawn_delete") { statement in
            statement.bind(1, notice)
            statement.bind(2, task)
            statement.bind(3, unit)
        }
    }

    /// No further occurrence in the whole notice.
    public func removeSpawns(notice: String) throws(LedgerError) {
        let notice = try ref(notice: notice)
        try database.run(.notices, "spawns_delete") { $0.bind(1, notice) }
    }

    private func refs(_ notice: String, _ task: String, _ unit: String?) throws(LedgerError) -> (Int64, Int64, Int64) {
        let notice = try ref(notice: notice)
        let task = try ref(task: task, of: notice)
        guard let unit else { return (notice, task, 0) }
        return (notice, task, try ref(unit: unit))
    }
}
