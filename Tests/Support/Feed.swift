// The two streams of a program that runs beside a test.
import Glibc
import Platform
import Synchronization

/// What a program has said, filled by one thread and waited for by another.
/// `@unchecked Sendable`: the descriptors never change; the rest is behind a lock.
final class Feed: @unchecked Sendable {
    struct State {
        /// What came and was not asked for yet, and all of it.
        var pending: [[UInt8]] = [[], []]
        var all: [[UInt8]] = [[], []]
        var isOpen = [true, true]

        /// Nil: not yet; nil inside: there will be no more.
        mutating func line(_ stream: Running.Stream) -> String?? {
            let bytes = pending[stream.rawValue]
            let end = bytes.firstIndex(of: 0x0A)
            if end == nil, isOpen[stream.rawValue] { return nil }
            if bytes.isEmpty { return .some(nil) }
            pending[stream.rawValue] = end.map { Array(bytes[($0 + 1)...]) } ?? []
            return String(decoding: bytes[..<(end ?? bytes.endIndex)], as: UTF8.self)
        }
    }

    private let state = Mutex(State())
    /// One end rings when something has come, the other hears it.
    private let bell: [Int32]

    init(_ bell: [Int32]) { self.bell = bell }

    deinit { for descriptor in bell { close(descriptor) } }

    func said(_ stream: Running.Stream) -> String {
        state.withLock { String(decoding: $0.all[stream.rawValue], as: UTF8.self) }
    }

    /// All that it said, errors last.
    var said: String { said(.output) + "\n" + said(.errors) }

    /// Reads both streams to their ends.
    func pump(_ sources: [Int32]) {
        var polls = sources.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while polls.contains(where: { $0.fd >= 0 }) {
            guard poll(&polls, 2, -1) > 0 else { continue }
            for index in polls.indices where polls[index].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 65536)
                let count = recv(polls[index].fd, &buffer, buffer.count, 0)
                if count <= 0 { polls[index].fd = -1 }
                state.withLock { state in
                    if count <= 0 { state.isOpen[index] = false }
                    state.pending[index] += buffer.prefix(max(0, count))
                    state.all[index] += buffer.prefix(max(0, count))
                }
                // A bell that has rung often enough already needs no more.
                _ = Glibc.send(bell[0], "!", 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
            }
        }
        for descriptor in sources { close(descriptor) }
    }

    /// Waits until `find` finds something, looking again whenever something has come.
    func wait<Value>(_ seconds: Int, _ find: (inout State) -> Value?) throws -> Value {
        let patience = seconds * 1000
        let end = Monotonic.milliseconds + 6 * patience
        var deadline = Monotonic.milliseconds + patience
        var heard = 0
        while true {
            var found: Value?
            let said = state.withLock { state in
                found = find(&state)
                return state.all.reduce(0) { $0 + $1.count }
            }
            if let found { return found }
            if said > heard {
                heard = said
                deadline = min(Monotonic.milliseconds + patience, end)
            }
            let left = deadline - Monotonic.milliseconds
            guard left > 0 else {
                throw TimedOut(description: "it said nothing more within \(seconds) s; it had said:\n\(self.said)")
            }
            // Another that waits may have taken this ring: look again by oneself, too.
            var ring = pollfd(fd: bell[1], events: Int16(POLLIN), revents: 0)
            guard poll(&ring, 1, Int32(min(left, 1000))) > 0 else { continue }
            var rings = [UInt8](repeating: 0, count: 4096)
            recv(bell[1], &rings, rings.count, Int32(MSG_DONTWAIT))
        }
    }
}
