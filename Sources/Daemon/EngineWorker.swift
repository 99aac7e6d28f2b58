/// The engine as the daemon's loop runs it: one tick, then the post; its errors in words.

import Deadlines
import Engine
import Ledger
import Mail
import Office
import Platform
import Reminders
import Terminal
import Texts

public enum EngineWorker {
    /// Makes the engine from a configuration. Letters that a crash left half sent go out again first.
    public static func make(_ context: DaemonProgram.Context) throws -> Worker {
        let store = try LedgerStore(context.store, .create)
        let settings = try settings(context)
        try LetterSignature(settings).keep(in: store)
        // Before the first letter with a link, and not in each process that only looks.
        if settings.links != nil, try store.accessKey() == nil { _ = try store.write { try $0.accessKey() } }
        let engine = Engine(store, settings: settings)
        let log = context.log
        let recovered = try engine.recover(now: WallClock().now)
        if recovered > 0 { log.warning("recovered-letters", ["count": LogValue(recovered)]) }
        let transport = LoggedTransport(context.transport, log: log, heartbeat: context.heartbeat)
        return Worker(
            tick: { now in try round(engine, transport, log, context.heartbeat, now: now) },
            changeMark: { try store.changeMark() },
            stop: { transport.stop() })
    }

    private static func round(
        _ engine: Engine, _ transport: any Transport, _ log: Log, _ heartbeat: Heartbeat, now: Instant
    ) throws -> Instant? {
        let tick = try engine.tick(now: now)
        heartbeat.beat()
        if tick.planned + tick.suppressed + tick.made + tick.opened > 0 {
            log.info(
                "planned",
                [
                    "letters": LogValue(tick.planned), "suppressed": LogValue(tick.suppressed),
                    "looked": LogValue(tick.looked), "made": LogValue(tick.made), "opened": LogValue(tick.opened),
                ])
        }
        let sent = try engine.send(through: transport, now: { WallClock().now })
        if sent.total > 0 {
            log.info(
                "sent",
                [
                    "accepted": LogValue(sent.accepted), "refused": LogValue(sent.refused),
                    "deferred": LogValue(sent.deferred), "unknown": LogValue(sent.unknown),
                    "suppressed": LogValue(sent.suppressed), "put-off": LogValue(sent.putOff),
                ])
        }
        if let needsPerson = sent.needsPerson { log.error("mail-needs-a-person", ["what": .phrase(needsPerson)]) }
        let next = try engine.nextWake()
        // What is due already and yet was not done (mail on hold) waits for a change or for the longest interval.
        let isIdle = tick.looked + tick.made + sent.total == 0
        if isIdle, let next, next <= WallClock().now { return nil }
        return next
    }

    private static func settings(_ context: DaemonProgram.Context) throws -> EngineSettings {
        let configuration = context.configuration
        let shelf = Shelf(context.data)
        let language = configuration.language ?? Locale.language(.process)
        let retry = configuration.mail.retry
        return EngineSettings(
            from: context.sender, replyTo: configuration.mail.replyTo,
            office: configuration.coordinator?.name ?? Phrase(zh: "督办", en: "Duban")(language), language: language,
            coordinator: configuration.coordinator?.mail.map(\.text) ?? [],
            clock: WorkClock(
                calendar: try shelf.calendar(Shelf.usualCalendar), zone: try shelf.zone(Shelf.usualZone)),
            retry: Retry(first: Int64(retry.first), cap: Int64(retry.cap), attempts: retry.tries),
            links: configuration.web.map { WebLinks(base: $0.base, days: $0.linkDays) })
    }

    /// Errors of the modules below in words; nil for one that is not theirs.
    public static func explain(_ error: any Error) -> Failure? {
        switch error {
        case let error as LedgerError: Failure(error)
        case let error as Refusal: Failure(error)
        case let error as ShelfProblem: Failure(.badConfiguration, error.what, remedy: error.remedy)
        default: nil
        }
    }
}
