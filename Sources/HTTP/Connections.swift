/// The open connections, and a thread that ends those which take too long to say what they want.

import Glibc
import Platform
import Synchronization

/// One open connection.
final class Connection: Sendable {
    let socket: Int32
    let peer: IPAddress?
    /// When it will be ended, in milliseconds on the steady clock.
    private let deadline: Atomic<Int>

    init(socket: Int32, peer: IPAddress?, deadline: Int) {
        self.socket = socket
        self.peer = peer
        self.deadline = Atomic(deadline)
    }

    func end(at milliseconds: Int) { deadline.store(milliseconds, ordering: .relaxed) }

    func isOverdue(_ now: Int) -> Bool { deadline.load(ordering: .relaxed) <= now }
}

/// libmicrohttpd's own time-out starts anew with every byte, so a client that sends one byte in a while stays for ever.
/// This one does not: a socket that is overdue is shut down, and the library closes it.
final class Connections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: Connection] = [:]
        /// Given to the library, which has not told yet that it has opened them.
        var taken = 0
        var isClosing = false
    }

    private let state = Mutex(State())
    private let limits: ServerSettings.Limits

    init(_ limits: ServerSettings.Limits) {
        self.limits = limits
    }

    var count: Int { state.withLock { $0.open.count } }

    /// Whether one more may be taken.
    var hasRoom: Bool { state.withLock { $0.open.count + $0.taken < limits.connections } }

    /// Followed by `opened` or `dropped`.
    func taken() { state.withLock { $0.taken += 1 } }

    func dropped() { state.withLock { $0.taken -= 1 } }

    func opened(socket: Int32, peer: IPAddress?) -> Connection {
        let connection = Connection(socket: socket, peer: peer, deadline: nextHead)
        state.withLock { state in
            state.taken -= 1
            state.open[ObjectIdentifier(connection)] = connection
        }
        return connection
    }

    /// Before the library closes the socket, whose number may then be another's.
    func closed(_ connection: Connection) {
        _ = state.withLock { $0.open.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// A request's head was read.
    func began(_ connection: Connection) {
        connection.end(at: Monotonic.milliseconds + limits.requestSeconds * 1000)
    }

    /// Its answer is on its way; the next head may come.
    func finished(_ connection: Connection) { connection.end(at: nextHead) }

    private var nextHead: Int { Monotonic.milliseconds + limits.headSeconds * 1000 }

    /// Shuts down what is overdue.
    func endOverdue(now: Int) {
        state.withLock { state in
            for connection in state.open.values where connection.isOverdue(now) {
                shutdown(connection.socket, Int32(SHUT_RDWR))
            }
        }
    }

    /// Looks after the connections until `stopWatching`.
    func watch() {
        while !state.withLock({ $0.isClosing }) {
            usleep(250_000)
            endOverdue(now: Monotonic.milliseconds)
        }
    }

    func stopWatching() { state.withLock { $0.isClosing = true } }
}
