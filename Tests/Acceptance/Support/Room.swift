// Room for so many programs at once: what hundreds of tests start together on two cores would only slow each other
// until the limits of their waits end them.
import Glibc
import Synchronization

final class Room: Sendable {
    /// For programs that run to their end: enough that they meet in a ledger, few enough that each goes on. Programs
    /// that tests start and talk to do not count: they mostly wait, and others wait for them.
    static let forPrograms = Room(max(8, 2 * sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    private struct State {
        var free: Int
        /// Who waits, first come, first served.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ places: Int) { state = Mutex(State(free: places)) }

    /// Does `body` once there is room for it.
    func `for`<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return CheckedContinuation<Void, Never>?.none
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
