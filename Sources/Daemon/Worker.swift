/// What the daemon runs: the engine, as a few closures, so that the loop around it is tested without one.

import Deadlines

public struct Worker {
    /// One round: derives what is owed, sends, records. Called on the loop's thread, never twice at once.
    /// Returns when there will be something to do again by the clock; nil when nothing is in sight.
    public let tick: (_ now: Instant) throws -> Instant?
    /// A number that is another one once *another connection* has changed the ledger (`PRAGMA data_version`); what the
    /// worker itself writes must not change it, or every round would cause the next. On the loop's thread.
    public let changeMark: () throws -> Int64
    /// From any thread, also while `tick` runs, which then finishes the letters in flight and returns within seconds.
    /// The worker is not used any more after that. May be called twice.
    public let stop: @Sendable () -> Void

    public init(
        tick: @escaping (_ now: Instant) throws -> Instant?, changeMark: @escaping () throws -> Int64,
        stop: @escaping @Sendable () -> Void
    ) {
        self.tick = tick
        self.changeMark = changeMark
        self.stop = stop
    }
}
