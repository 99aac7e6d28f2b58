/// The engine as the daemon's worker: a tick plans what is owed, then the post sends what waits.

import Deadlines
import Engine
import Ledger
import Mail
import Office
import Platform
import Reminders
import Texts

extension Worker {
    /// Opens the ledger, which is made when there is none, and takes up what a crash left in the middle.
    public static func engine(_ context: DaemonProgram.Context) throws -> Worker {
        let rounds = try EngineRounds(context)
        let transport = context.transport
        return Worker(tick: rounds.run, changeMark: rounds.changeMark, stop: { transport.stop() })
    }
}

/// One engine with its connection to the ledger; it stays on the loop's thread.
private final class EngineRounds {
    private let engine: Engine
    private let transport: LoggedTransport
    private let log: Log

    init(_ context: DaemonProgram.Context) throws {
        log = context.log
        transport = LoggedTransport(context.transport, log: context.log, heartbeat: context.heartbeat)
        engine = Engine(try LedgerStore(context.store, .create), settings: try EngineSettings(context))
        let count = try engine.recover(now: WallClock().now)
        if count > 0 { log.warning("recovered-letters", ["count": LogValue(count)]) }
    }

    func changeMark() throws -> Int64 { try engine.store.changeMark() }

    func run(_ now: Instant) throws -> Instant? {
        let tick = try engine.tick(now: now)
        if tick.planned + tick.suppressed + tick.made + tick.opened > 0 {
            log.info(
                "planned",
                [
                    "letters": LogValue(tick.planned), "suppressed": LogValue(tick.suppressed),
                    "turns": LogValue(tick.made), "opened": LogValue(tick.opened),
                ])
        }
        let sent = try engine.send(through: transport, now: { WallClock().now })
        report(sent)
        let next = try engine.nextWake()
        // What is due already and yet was not done (mail on hold) waits for a change or for the longest interval.
        let isIdle = tick.looked + tick.made + sent.total == 0
        if isIdle, let next, next <= WallClock().now { return nil }
        return next
    }

    private func report(_ sent: Sent) {
        if sent.total > 0 {
            log.info(
                "post",
                [
                    "accepted": LogValue(sent.accepted), "refused": LogValue(sent.refused),
                    "deferred": LogValue(sent.deferred), "unknown": LogValue(sent.unknown),
                    "suppressed": LogValue(sent.suppressed), "put-off": LogValue(sent.putOff),
                ])
        }
        if let trouble = sent.needsPerson { log.error("mail-needs-you", ["what": .phrase(trouble)]) }
    }
}

extension EngineSettings {
    fileprivate init(_ context: DaemonProgram.Context) throws {
        let configuration = context.configuration
        let shelf = Shelf(context.data)
        let clock = WorkClock(
            calendar: try shelf.calendar(Shelf.usualCalendar), zone: try shelf.zone(Shelf.usualZone))
        let language = configuration.language ?? .chinese
        let retry = configuration.mail.retry
        self.init(
            from: context.sender, replyTo: configuration.mail.replyTo,
            office: configuration.coordinator?.name ?? Phrase(zh: "督办室", en: "The coordinating office")(language),
            language: language, coordinator: configuration.coordinator?.mail.map(\.text) ?? [], clock: clock,
            retry: Retry(first: Int64(retry.first), cap: Int64(retry.cap), attempts: retry.tries))
    }
}
