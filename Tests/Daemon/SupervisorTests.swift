import Deadlines
import Platform
import Synchronization
import Terminal
import Testing
import Texts

@testable import Daemon

/// An engine that does what a test says, and keeps at which uptime its rounds began.
private final class FakeEngine: Sendable {
    private struct State {
        var rounds: [Int64] = []
        var mark: Int64 = 0
        var stops = 0
    }

    private let state = Mutex(State())
    let time: FakeWaiting
    let next: @Sendable (Instant, Int) throws -> Instant?

    init(
        _ time: FakeWaiting,
        next: @escaping @Sendable (_ now: Instant, _ round: Int) throws -> Instant? = { _, _ in nil }
    ) {
        self.time = time
        self.next = next
    }

    var rounds: [Int64] { state.withLock { $0.rounds } }
    var stops: Int { state.withLock { $0.stops } }

    /// Another process writes into the ledger.
    func change() { state.withLock { $0.mark += 1 } }

    var worker: Worker {
        Worker(
            tick: { [self] now in
                let round = state.withLock { state in
                    state.rounds.append(time.uptime)
                    return state.rounds.count
                }
                return try next(now, round)
            },
            changeMark: { [self] in state.withLock { $0.mark } },
            stop: { [self] in state.withLock { $0.stops += 1 } })
    }
}

/// The loop with everything around it.
private struct Stage {
    let time = FakeWaiting()
    let kept = KeptLog()
    let orders: Orders

    init() { orders = Orders(time) }

    func run(
        _ engine: FakeEngine, interval: Int = 3600, once: Bool = false, until end: Int64? = nil,
        renew: @escaping () -> Supervisor.Renewal? = { nil }
    ) -> ExitCode {
        let notifier = ServiceNotifier(.values([:]))
        if let end { time.at(end) { [orders] in orders.stop() } }
        let supervisor = Supervisor(
            engine.worker, interval: interval,
            .init(
                waiting: time, orders: orders, log: kept.log, notifier: notifier,
                heartbeat: Heartbeat(notifier, uptime: { [time] in time.uptime }),
                explain: DaemonErrors.explain, renew: renew))
        return supervisor.run(once: once)
    }
}

private let locked = Failure(.tryAgain, Phrase(zh: "台账被占用", en: "the ledger is locked"))
private let damaged = Failure(.badData, Phrase(zh: "台账损坏", en: "the ledger is damaged"))

@Test func `a round comes when the engine asked for it`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { now, _ in now.adding(seconds: 90) }
    #expect(stage.run(engine, until: 200_500) == .ok)
    #expect(engine.rounds == [0, 90_000, 180_000])
    #expect(engine.stops == 1, "the engine is told to stop")
}

@Test func `with nothing in sight a round comes after the longest interval`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    #expect(stage.run(engine, interval: 60, until: 150_000) == .ok)
    #expect(engine.rounds == [0, 60_000, 120_000])
    #expect(stage.time.waits < 160, "it sleeps in between")
}

@Test func `what another process wrote is noticed within two seconds`() throws {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    stage.time.at(10_300) { engine.change() }
    #expect(stage.run(engine, until: 60_000) == .ok)
    #expect(engine.rounds.count == 2, "once, not again and again")
    #expect(try #require(engine.rounds.last) <= 12_300)
}

@Test func `a change during a round causes another one`() {
    let stage = Stage()
    let box = Mutex<FakeEngine?>(nil)
    let engine = FakeEngine(stage.time) { _, round in
        if round == 1 { box.withLock { $0 }?.change() }
        return nil
    }
    box.withLock { $0 = engine }
    #expect(stage.run(engine, until: 60_000) == .ok)
    #expect(engine.rounds == [0, 0])
    box.withLock { $0 = nil }
}

@Test func `an engine that always asks for the next round at once does not eat the processor`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { now, _ in now }
    #expect(stage.run(engine, until: 1050) == .ok)
    #expect(engine.rounds == (0...10).map { $0 * 100 })
}

@Test(arguments: [-86_400, 86_400, -6, 3600] as [Int64])
func `a clock that was set is noticed and causes a round`(jump: Int64) throws {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    stage.time.at(20_000) { [time = stage.time] in time.setClock(by: jump) }
    #expect(stage.run(engine, interval: 3600, until: 60_000) == .ok)
    #expect(engine.rounds.count == 2)
    #expect(try #require(engine.rounds.last) <= 21_000)
    #expect(stage.kept.events.contains("clock-set by-s=\(jump)"))
}

@Test func `a clock set back does not postpone the next round`() throws {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { now, _ in now.adding(seconds: 30) }
    stage.time.at(20_000) { [time = stage.time] in time.setClock(by: -1_000_000) }
    #expect(stage.run(engine, until: 52_000) == .ok)
    #expect(engine.rounds.count == 3 && engine.rounds[1] <= 21_000 && engine.rounds[2] <= 51_000)
}

@Test func `a stop ends the wait at once`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    #expect(stage.run(engine, until: 12_345) == .ok)
    #expect(stage.time.uptime == 12_345)
}

@Test func `a stop during a round reaches the engine while it works`() {
    let stage = Stage()
    let orders = stage.orders
    let seen = Mutex<[Int]>([])
    let box = Mutex<FakeEngine?>(nil)
    let engine = FakeEngine(stage.time) { _, _ in
        orders.stop()
        let stops = box.withLock { $0 }?.stops ?? 0
        seen.withLock { $0.append(stops) }
        return nil
    }
    box.withLock { $0 = engine }
    #expect(stage.run(engine) == .ok)
    #expect(seen.withLock { $0 } == [1], "it was told before the round ended, and there was no second round")
    box.withLock { $0 = nil }
}

@Test func `a stop that comes before the loop begins no round`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    stage.orders.stop()
    #expect(stage.run(engine) == .ok)
    #expect(engine.rounds.isEmpty && engine.stops == 1)
}

@Test func `once means one round`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { now, _ in now }
    #expect(stage.run(engine, once: true) == .ok)
    #expect(engine.rounds == [0] && stage.time.uptime == 0)
}

@Test func `passing trouble is tried again, ever more slowly, and the recovery is said`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { _, round in
        if round <= 8 { throw locked }
        return nil
    }
    #expect(stage.run(engine, until: 200_000) == .ok)
    #expect(engine.rounds == [0, 1, 3, 7, 15, 31, 63, 123, 183].map { $0 * 1000 })
    #expect(stage.kept.events.first == "tick-failed what=\"the ledger is locked\" try=1 again-in-s=1")
    #expect(stage.kept.events[7].hasSuffix("try=8 again-in-s=60"))
    #expect(stage.kept.events.last == "recovered failures=8")
}

@Test func `trouble that waiting does not mend ends the daemon with its status`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { _, _ in throw damaged }
    #expect(stage.run(engine) == .badData)
    #expect(engine.rounds == [0])
    #expect(stage.kept.events == ["tick-failed what=\"the ledger is damaged\""])
}

@Test func `with once, trouble is the exit status at once`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time) { _, _ in throw locked }
    #expect(stage.run(engine, once: true) == .tryAgain)
}

@Test func `an error nobody knows shows its type, not its contents`() {
    struct Leak: Error { let secret = "p4ssw0rd" }
    let stage = Stage()
    let engine = FakeEngine(stage.time) { _, _ in throw Leak() }
    #expect(stage.run(engine) == .internalError)
    #expect(stage.kept.events.first?.contains("Leak") == true)
    #expect(stage.kept.events.first?.contains("p4ssw0rd") == false)
}

@Test func `a reload brings a new engine and a new interval`() {
    let stage = Stage()
    let (old, new) = (FakeEngine(stage.time), FakeEngine(stage.time))
    stage.time.at(5_500) { [orders = stage.orders] in orders.reload() }
    let code = stage.run(
        old, until: 30_000, renew: { Supervisor.Renewal(worker: new.worker, interval: 10) })
    #expect(code == .ok)
    #expect(old.rounds == [0])
    #expect(new.rounds == [5_500, 15_500, 25_500])
    #expect(old.stops == 0 && new.stops == 1, "the stop reaches the engine that works now")
    #expect(stage.kept.events == ["reloaded"])
}

@Test func `a reload that fails keeps the old engine`() {
    let stage = Stage()
    let engine = FakeEngine(stage.time)
    stage.time.at(5_500) { [orders = stage.orders] in orders.reload() }
    #expect(stage.run(engine, interval: 10, until: 20_000) == .ok)
    #expect(engine.rounds == [0, 5_500, 15_500])
    #expect(stage.kept.events.isEmpty)
}

@Test func `the real wait ends at a wake, even one that came before`() throws {
    let waiting = try #require(SystemWaiting())
    waiting.wake()
    waiting.wake()
    // An hour, were the wakes lost.
    waiting.wait(milliseconds: 3_600_000)
    let start = waiting.uptime
    waiting.wait(milliseconds: 1)
    #expect(waiting.uptime >= start)
}
