/// What has been asked of the daemon from outside, from any thread: stop, read the configuration again.

import Synchronization

public final class Orders: Sendable {
    private struct State {
        var isStopping = false
        var reloads = false
        /// Ends the work that is going on.
        var endWork: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let waiting: any Waiting

    public init(_ waiting: any Waiting) { self.waiting = waiting }

    /// The work in hand is asked to finish what it cannot leave, and nothing new begins.
    public func stop() {
        let endWork = state.withLock { state in
            state.isStopping = true
            return state.endWork
        }
        // Outside the lock: what it does is not ours.
        endWork?()
        waiting.wake()
    }

    public func reload() {
        state.withLock { $0.reloads = true }
        waiting.wake()
    }

    public var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Whether there is anything to do but wait.
    var isPending: Bool { state.withLock { $0.isStopping || $0.reloads } }

    /// Whether a reload was asked for since the last call.
    func takeReload() -> Bool {
        state.withLock { state in
            defer { state.reloads = false }
            return state.reloads
        }
    }

    /// From now on `stop` ends this work; at once, when the order has come already.
    func attach(_ endWork: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.endWork = endWork
            return state.isStopping
        }
        if isLate { endWork() }
    }
}
