/// Signs of life for the service manager's watchdog, given by the work itself: a loop that hangs gives none and is
/// restarted.

import Glibc
import Synchronization

public final class Heartbeat: Sendable {
    private let notifier: ServiceNotifier
    private let interval: Int64
    private let last = Mutex<Int64?>(nil)
    private let uptime: @Sendable () -> Int64

    /// - Parameter uptime: milliseconds on a clock that nobody sets.
    public init(_ notifier: ServiceNotifier, uptime: @escaping @Sendable () -> Int64) {
        self.notifier = notifier
        // A tenth of what is asked for: cheap, and a slow letter after a sign that was skipped still comes in time.
        interval = Int64(clamping: (notifier.watchdogInterval ?? 0) / 10_000)
        self.uptime = uptime
    }

    /// Call it after every piece of work (a group of letters settled, a batch planned); from any thread. It costs a
    /// system call now and then.
    public func beat() {
        guard notifier.watchdogInterval != nil else { return }
        let now = uptime()
        let isDue = last.withLock { last in
            if let before = last, now - before < interval { return false }
            last = now
            return true
        }
        if isDue { notifier.watchdog() }
    }
}
