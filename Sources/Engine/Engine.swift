/// The loop that daemon and demo both run: look at what is owed, plan letters, send them, record what became of them.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Workflow

/// Not to be shared between threads; it owns its connection to the ledger.
public final class Engine {
    public let store: LedgerStore
    public let settings: EngineSettings
    let dossiers: Dossiers
    private let office: Office

    public init(_ store: LedgerStore, settings: EngineSettings, source: Event.Source = .daemon) {
        self.store = store
        self.settings = settings
        dossiers = Dossiers(store)
        office = Office(store, author: "duband", source: source)
    }

    /// After a start: letters that a crash left in the middle go out again under the same Message-ID.
    /// - Returns: how many there were.
    public func recover(now: Instant) throws -> Int {
        try store.write { writer in
            try writer.recoverLetters(resend: true, reason: "restart", at: now).count
        }
    }

    /// What one tick did.
    public struct Tick: Sendable {
        /// Assignments looked at.
        public var looked = 0
        /// Letters put into the outbox.
        public var planned = 0
        public var suppressed = 0
        /// Assignments made for new turns of recurring tasks.
        public var made = 0
        /// Assignments that opened by themselves.
        public var opened = 0
    }

    /// Assignments looked at in one step at most. A recipient's digest takes the lines of one step, so a step is as large
    /// as a morning of a whole ledger may be.
    private static let chunk = 100_000

    /// Makes new turns, opens what has come due to open, plans letters for everything that is owed at `now`.
    /// With nothing owed it is two index probes.
    public func tick(now: Instant) throws -> Tick {
        var tick = Tick()
        try makeTurns(&tick, now: now)
        while let wake = try store.nextWake(), wake <= now {
            let looked = tick.looked
            try step(&tick, now: now)
            // Every look moves the wake on; this guards against one that does not.
            if tick.looked == looked { break }
        }
        return tick
    }

    /// The next moment at which a tick has something to do; nil: only when something is recorded.
    public func nextWake() throws -> Instant? {
        [try store.nextWake(), try store.nextSpawn(), try store.nextAttempt()].compactMap { $0 }.min()
    }

    private func makeTurns(_ tick: inout Tick, now: Instant) throws {
        for notice in Set(try store.spawns(dueBy: now).map(\.notice)).sorted() {
            tick.made += try office.makeTurns(of: notice, now: now)
        }
    }

    private func step(_ tick: inout Tick, now: Instant) throws {
        tick.opened += try openWaiting(now: now)
        try store.write { writer in
            let rows = try store.assignments(.awake(now, limit: Self.chunk))
            let directory = Directory(store, coordinator: settings.coordinator)
            let round = try finder(directory, now).find(rows)
            let outbox = OutboxWriter(writer: writer, directory: directory, isHeld: try isHeld(), now: now)
            tick.planned += try outbox.write(round)
            tick.suppressed += round.suppressed.count
            tick.looked += rows.count
        }
    }

    private func finder(_ directory: Directory, _ now: Instant) -> RoundFinder {
        RoundFinder(store: store, settings: settings, dossiers: dossiers, directory: directory, now: now)
    }

    /// Assignments that wait only for their day are evaluated again when it has come.
    private func openWaiting(now: Instant) throws -> Int {
        let notices = Set(
            try store.assignments(.awake(now, limit: Self.chunk))
                .filter { $0.status.state == .waiting && $0.assignment.opens <= now }.map(\.assignment.notice))
        return try notices.sorted().reduce(0) { try $0 + office.refresh($1, now: now) }
    }

    /// What would be planned at `now`, without planning it: every assignment whose time will have come by then.
    public func preview(at now: Instant) throws -> Round {
        try store.read {
            let rows = try store.assignments(.awake(now, limit: .max))
            return try finder(Directory(store, coordinator: settings.coordinator), now).find(rows)
        }
    }

    /// How letters leave now.
    func mode() throws -> Reminders.MailMode {
        guard let stored = try store.mailMode() else { return .normal }
        return Reminders.MailMode(name: stored.mode == "release" ? "normal" : stored.mode, detail: stored.detail)
            ?? .normal
    }

    private func isHeld() throws -> Bool { try mode() == .hold }
}
