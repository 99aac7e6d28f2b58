/// How the daemon waits and what it takes for the time: injected, so that tests run without sleeping.

import Deadlines
import Glibc
import Platform

public protocol Waiting: Sendable {
    /// The wall clock's time; it may be set forwards or back at any moment.
    var now: Instant { get }

    /// Milliseconds on a clock that nobody sets. It stands still while the machine sleeps.
    var uptime: Int64 { get }

    /// Returns after so many milliseconds, or at once when `wake` was called since the last return.
    func wait(milliseconds: Int64)

    /// Ends the wait, from any thread.
    func wake()
}

/// The real thing: a pipe that is polled.
public final class SystemWaiting: Waiting {
    private let pipe: WakePipe

    public init?() {
        guard let pipe = WakePipe() else { return nil }
        self.pipe = pipe
    }

    public var now: Instant { WallClock().now }

    public var uptime: Int64 { Self.uptime }

    /// CLOCK_MONOTONIC, as poll(2) uses it.
    public static var uptime: Int64 { Int64(Monotonic.milliseconds) }

    public func wait(milliseconds: Int64) {
        _ = pipe.next(within: milliseconds)
        // Several calls of `wake` end one wait.
        while pipe.next(within: 0) != nil {}
    }

    public func wake() { WakePipe.put(1, into: pipe.input) }
}
