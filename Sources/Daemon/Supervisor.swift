/// The daemon's main loop: a round, then waiting for the next moment, a changed ledger or an order.

import Deadlines
import Terminal
import Texts

/// Runs on the thread that calls `run`, which blocks; only `orders` is for other threads.
public final class Supervisor {
    /// What a reload brings.
    public struct Renewal {
        public let worker: Worker
        /// The longest time between two rounds, in seconds.
        public let interval: Int

        public init(worker: Worker, interval: Int) {
            self.worker = worker
            self.interval = interval
        }
    }

    /// What the loop stands in.
    public struct Surroundings {
        public let waiting: any Waiting
        public let orders: Orders
        public let log: Log
        public let notifier: ServiceNotifier
        public let heartbeat: Heartbeat
        /// Puts an error of a round into words.
        public let explain: (any Error) -> Failure
        /// Makes a new worker from the configuration as it is now. Nil keeps the old one; why is logged there.
        public let renew: () -> Renewal?

        public init(
            waiting: any Waiting, orders: Orders, log: Log, notifier: ServiceNotifier, heartbeat: Heartbeat,
            explain: @escaping (any Error) -> Failure, renew: @escaping () -> Renewal?
        ) {
            self.waiting = waiting
            self.orders = orders
            self.log = log
            self.notifier = notifier
            self.heartbeat = heartbeat
            self.explain = explain
            self.renew = renew
        }
    }

    /// How often the ledger is asked whether somebody else has written: changes are noticed within 2 seconds.
    static let pollInterval: Int64 = 1000
    /// After a round that asks for the next one at once; keeps an engine that always does so from eating a processor.
    static let leastPause: Int64 = 100
    /// Seconds by which the wall clock must differ from the steady one to count as set.
    static let clockTolerance: Int64 = 5
    /// The longest wait after a round that failed, in seconds.
    static let longestBackoff: Int64 = 60

    private let around: Surroundings
    private var worker: Worker
    private var interval: Int
    private var mark: Int64?
    private var failures = 0

    public init(_ worker: Worker, interval: Int, _ surroundings: Surroundings) {
        around = surroundings
        self.worker = worker
        self.interval = interval
    }

    /// Rounds until a stop is ordered (`ok`) or an error comes that waiting does not mend (its exit status).
    /// - Parameter once: one round, then back.
    public func run(once: Bool = false) -> ExitCode {
        around.orders.attach(worker.stop)
        around.notifier.ready(status: status())
        while !around.orders.isStopping {
            if around.orders.takeReload() { reload() }
            do {
                let next = try round()
                if once { return .ok }
                pause(until: next)
            } catch {
                let failure = around.explain(error)
                if once || !Self.passes(failure) {
                    report(failure, .error, "tick-failed")
                    return failure.exitCode
                }
                backOff(failure)
            }
        }
        return .ok
    }

    private func round() throws -> Instant? {
        let begun = around.waiting.uptime
        // Before the round, so that what is written while it runs causes another one.
        mark = try worker.changeMark()
        let next = try worker.tick(around.waiting.now)
        around.heartbeat.beat()
        if failures > 0 {
            around.log.info("recovered", ["failures": LogValue(failures)])
            around.notifier.status(status())
        }
        failures = 0
        var fields: [(String, LogValue)] = [("took-ms", LogValue(around.waiting.uptime - begun))]
        if let next { fields.append(("next", .moment(next))) }
        around.log(.debug, "tick", fields)
        return next
    }

    /// What lies outside the program may mend itself: a locked ledger, a full disk, a network share.
    static func passes(_ failure: Failure) -> Bool {
        switch failure.exitCode {
        case .tryAgain, .inputOutput, .unavailable, .cannotCreate, .noPermission, .notFound: true
        default: false
        }
    }

    private func backOff(_ failure: Failure) {
        failures += 1
        let seconds = min(Self.longestBackoff, 1 << Int64(min(failures - 1, 10)))
        report(failure, .warning, "tick-failed", [("try", LogValue(failures)), ("again-in-s", LogValue(seconds))])
        around.notifier.status(failure.what(around.log.language))
        pause(until: nil, limit: seconds * 1000, watchesLedger: false)
    }

    private func report(_ failure: Failure, _ level: Log.Level, _ event: String, _ more: [(String, LogValue)] = []) {
        around.log(level, event, failure.logFields + more)
    }

    private func status() -> String {
        Phrase(zh: "运行中", en: "running")(around.log.language)
    }
}

// Waiting.
extension Supervisor {
    private func pause(until next: Instant?) {
        pause(until: next, limit: Int64(interval) * 1000, watchesLedger: true)
    }

    /// Returns when `next` has come by the wall clock, `limit` milliseconds have passed, the ledger has changed, an
    /// order has come, or the wall clock has been set.
    private func pause(until next: Instant?, limit: Int64, watchesLedger: Bool) {
        let waiting = around.waiting
        let (start, wallStart) = (waiting.uptime, waiting.now)
        if let next, next <= wallStart, !around.orders.isPending {
            waiting.wait(milliseconds: Self.leastPause)
            return
        }
        while !around.orders.isPending {
            let past = waiting.uptime - start
            if past >= limit || isClockSet(by: waiting.now.seconds(since: wallStart) - past / 1000) { return }
            if let next, waiting.now >= next { return }
            if watchesLedger, hasChanged() { return }
            waiting.wait(milliseconds: min(Self.pollInterval, limit - past))
            around.heartbeat.beat()
        }
    }

    private func isClockSet(by drift: Int64) -> Bool {
        guard abs(drift) >= Self.clockTolerance else { return false }
        around.log.warning("clock-set", ["by-s": LogValue(drift)])
        return true
    }

    /// A ledger that cannot be asked has changed, too: the next round says what is wrong with it.
    private func hasChanged() -> Bool {
        guard let now = try? worker.changeMark() else { return true }
        return now != mark
    }
}

// The configuration, read again.
extension Supervisor {
    private func reload() {
        around.notifier.reloading()
        if let renewal = around.renew() {
            worker = renewal.worker
            interval = renewal.interval
            around.orders.attach(worker.stop)
            around.log.info("reloaded")
        }
        around.notifier.ready(status: status())
    }
}

extension Failure {
    /// What is wrong, why and what to do, as fields of a log line.
    var logFields: [(String, LogValue)] {
        var fields: [(String, LogValue)] = [("what", .phrase(what))]
        if let why { fields.append(("why", .phrase(why))) }
        if let remedy { fields.append(("remedy", .phrase(remedy))) }
        return fields
    }
}
