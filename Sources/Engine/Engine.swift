/// The loop that daemon and demo both run: look at what is owed, plan letters, send them, record what became of them.

import Deadlines
import Ledger
import Mail
import Notices
import Office
import Reminders
import Texts
import Workflow

/// Not to be shared between threads; it owns its connection to the ledger.
///
/// Any call may throw (the ledger is locked by somebody else, the disk is full) and be repeated later: nothing is lost
/// by it, and outcomes that could not be recorded are recorded by the next call.
public final class Engine {
    public let store: LedgerStore
    public let settings: EngineSettings
    let dossiers: Dossiers
    private let office: Office
    /// What became of letters, not yet in the ledger because it could not be written.
    var unrecorded: [Ledger.Outcome] = []

    public init(_ store: LedgerStore, settings: EngineSettings, source: Event.Source = .daemon) {
        self.store = store
        self.settings = settings
        dossiers = Dossiers(store)
        office = Office(store, author: "duband", source: source)
    }

    /// After a start: letters that a crash left in the middle go out again under the same Message-ID, or stay unknown,
    /// as the settings say.
    /// - Returns: how many there were.
    public func recover(now: Instant) throws -> Int {
        try store.write { writer in
            try writer.recoverLetters(resend: settings.resendsUnknown, reason: "restart", at: now).count
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
        /// Notices that could not be worked on, with the reason; the others were.
        public var troubles: [String: Phrase] = [:]
    }

    /// Makes new turns, opens what has come due to open, plans letters for everything that is owed at `now`.
    /// With nothing owed it is two index probes.
    ///
    /// However much is owed, memory holds `settings.stride` assignments at a time, and what was planned for them is
    /// durable before the next are looked at; each recipient still gets one digest. What a broken-off tick leaves is
    /// owed still: the next one adds it to the digests that have not left.
    ///
    /// - Parameter planned: called after each such step with what was done so far; an error that it throws ends the tick.
    public func tick(now: Instant, planned: (Tick) throws -> Void = { _ in }) throws -> Tick {
        var tick = Tick()
        try recordOutcomes()
        dossiers.lookAgain()
        try makeTurns(&tick, now: now)
        // Every look moves the wake past `now`, so this ends.
        while let wake = try store.nextWake(), wake <= now { try look(&tick, now: now, planned) }
        return tick
    }

    /// The next moment at which a tick has something to do; nil: only when something is recorded.
    public func nextWake() throws -> Instant? {
        [try store.nextWake(), try store.nextSpawn(), try store.nextAttempt()].compactMap { $0 }.min()
    }

    private func makeTurns(_ tick: inout Tick, now: Instant) throws {
        for notice in Set(try store.spawns(dueBy: now).map(\.notice)).sorted() {
            try alone(notice, &tick) { $0.made += try office.makeTurns(of: notice, now: now) }
        }
    }

    /// One damaged notice must not stop the others.
    private func alone(_ notice: String, _ tick: inout Tick, _ body: (inout Tick) throws -> Void) throws {
        do { try body(&tick) } catch { tick.troubles[notice] = try Trouble.ofOne(error) }
    }

    private func look(_ tick: inout Tick, now: Instant, _ planned: (Tick) throws -> Void) throws {
        try openWaiting(&tick, now: now)
        let slices = AwakeSlices(try store.awake(at: now), stride: settings.stride)
        let outbox = try OutboxWriter(isHeld: try mode() == .hold, now: now)
        for slice in slices {
            if !slice.continuesUnit { outbox.closeLetters() }
            try store.write { writer in try step(&tick, slice.ids, outbox, writer, now: now) }
            try planned(tick)
        }
    }

    private func step(
        _ tick: inout Tick, _ ids: [AssignmentID], _ outbox: OutboxWriter, _ writer: LedgerWriter, now: Instant
    ) throws {
        let rows = try store.assignments(ids, awakeAt: now)
        let directory = Directory(store, coordinator: settings.coordinator)
        let round = try finder(directory, now).find(rows)
        tick.planned += try outbox.write(round, directory, by: writer)
        tick.suppressed += round.suppressed.count
        tick.looked += rows.count
        tick.troubles.merge(round.troubles) { first, _ in first }
    }

    func finder(_ directory: Directory, _ now: Instant) -> RoundFinder {
        RoundFinder(store: store, settings: settings, dossiers: dossiers, directory: directory, now: now)
    }

    /// Assignments that wait only for their day are evaluated again when it has come.
    private func openWaiting(_ tick: inout Tick, now: Instant) throws {
        for notice in try store.noticesWithOpenings(at: now) {
            try alone(notice, &tick) { $0.opened += try office.refresh(notice, now: now) }
        }
    }

    /// How letters leave now.
    func mode() throws -> Reminders.MailMode { try MailState.mode(in: store) }

    /// Records outcomes that an earlier call could not, and has whatever a refusal leaves untold looked at again.
    func recordOutcomes(enduring: LedgerStore.Endurance = .powerCut) throws {
        guard !unrecorded.isEmpty else { return }
        try store.write(enduring: enduring) { writer in
            try writer.settle(unrecorded)
            for outcome in unrecorded where outcome.isRefusal { try wake(outcome, by: writer) }
        }
        unrecorded = []
    }

    /// The coordinator hears of a refused mailbox in the next digest, not when the unit's next letter is due.
    private func wake(_ outcome: Ledger.Outcome, by writer: LedgerWriter) throws {
        guard let letter = try store.letter(outcome.letter), DigestKind(rawValue: letter.kind)?.isAskedFor != true
        else { return }
        let owed = try store.owed(inLetter: LetterNote(letter.content).copyOf ?? letter.id)
        try writer.setWake(outcome.at, of: owed.map(\.assignment))
    }
}

extension Ledger.Outcome {
    /// The server refused the mailbox for good.
    fileprivate var isRefusal: Bool {
        guard result == .failed, let code = code.flatMap({ Int($0) }) else { return false }
        return (500..<600).contains(code)
    }
}

/// What goes wrong with one notice or letter, told from what goes wrong with the ledger as a whole.
enum Trouble {
    /// The error in words if it concerns one thing only; else it is thrown again.
    static func ofOne(_ error: any Error) throws -> Phrase {
        switch error {
        case let refusal as Refusal where refusal.kind != .tryAgain: return refusal.what
        case let steps as StepsRefused: return steps.faults.first?.what ?? Phrase(same: "")
        case let ledger as LedgerError:
            switch ledger.kind {
            case .damaged, .unknownReference, .refused: return ledger.what
            default: throw error
            }
        default: throw error
        }
    }
}
