// A program that runs beside a test: its three streams, its lines as they come, its end; every wait has a limit.
import Glibc
import Platform
import Synchronization
import TestSupport

/// How a program ended and what it said.
struct Ran: Sendable {
    /// Its exit status; the negative number of the signal that ended it.
    let code: Int32
    let output: String
    let errors: String

    /// Its output as JSON.
    func json() throws -> JSON { try JSON(output) }
}

/// Something that was waited for did not come.
struct TimedOut: Error, CustomStringConvertible {
    let description: String
}

/// `@unchecked Sendable`: the members never change; what changes is behind locks.
final class Running: @unchecked Sendable {
    enum Stream: Int, Sendable {
        case output = 0
        case errors = 1
    }

    /// The limit of every wait, in seconds, from the program's last word on: far above what a busy machine needs, so
    /// that only a program that hangs runs into it. One that talks without end is given up after six times as long.
    static let patience = 180

    let pid: pid_t
    private let input: Int32
    private let feed: Feed
    private let code = Mutex<Int32?>(nil)

    /// Starts `arguments[0]`, searched along PATH.
    init(_ arguments: [String], environment: [String: String]) throws {
        var pairs = (0..<3).map { _ in [Int32](repeating: -1, count: 2) }
        for index in pairs.indices { pairs[index] = try Self.pair() }
        let bell = try Self.pair()
        pid = try Self.spawn(arguments, environment, streams: pairs.map { $0[1] })
        for pair in pairs { close(pair[1]) }
        input = pairs[0][0]
        let feed = Feed(bell)
        self.feed = feed
        let sources = [pairs[1][0], pairs[2][0]]
        // It always reads: a program must never wait for a test that is busy elsewhere.
        BackgroundThread { feed.pump(sources) }.detach()
    }

    /// Sockets, because only they can be made closed-on-exec in one step: another test may be starting a program.
    private static func pair() throws -> [Int32] {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw Unprepared(description: "no sockets are left")
        }
        return pair
    }

    private static func spawn(_ arguments: [String], _ environment: [String: String], streams: [Int32]) throws -> pid_t
    {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        let words = arguments.map { strdup($0) }
        let variables = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + variables { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, arguments[0], &actions, nil, words + [nil], variables + [nil])
        guard code == 0 else { throw Child.CannotStart(program: arguments[0], code: code) }
        return pid
    }

    deinit {
        if code.withLock({ $0 }) == nil {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        close(input)
    }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            // A program that reads no input is no fault of ours: no SIGPIPE.
            let count = bytes.withUnsafeBytes { Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    func endInput() { shutdown(input, Int32(SHUT_WR)) }

    func signal(_ number: Int32) {
        code.withLock { code in
            // Never a number that the system may have given to somebody else.
            if code == nil { kill(pid, number) }
        }
    }

    /// The next line of a stream; nil at its end.
    func line(_ stream: Stream = .errors, within seconds: Int = patience) throws -> String? {
        try feed.wait(seconds) { $0.line(stream) }
    }

    /// The next line that has `text` in it; those before it are passed over.
    @discardableResult
    func line(with text: String, _ stream: Stream = .errors, within seconds: Int = patience) throws -> String {
        while let line = try line(stream, within: seconds) {
            if line.contains(text) { return line }
        }
        throw TimedOut(description: "it ended before it said “\(text)”; it said:\n\(feed.said(stream))")
    }

    /// Waits for its end.
    func finish(within seconds: Int = patience) throws -> Ran {
        try feed.wait(seconds) { $0.isOpen.contains(true) ? nil : () }
        return Ran(code: reap(), output: feed.said(.output), errors: feed.said(.errors))
    }

    private func reap() -> Int32 {
        code.withLock { known in
            if let known { return known }
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let code = signal == 0 ? (status >> 8) & 0xFF : -signal
            known = code
            return code
        }
    }
}

/// What a program has said, filled by one thread and waited for by another.
/// `@unchecked Sendable`: the descriptors never change; the rest is behind a lock.
private final class Feed: @unchecked Sendable {
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
            var ring = pollfd(fd: bell[1], events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&ring, 1, Int32(left)) != 0 else {
                let words = self.said(.output) + "\n" + self.said(.errors)
                throw TimedOut(description: "it said nothing more within \(seconds) s; it had said:\n\(words)")
            }
            var rings = [UInt8](repeating: 0, count: 4096)
            recv(bell[1], &rings, rings.count, 0)
        }
    }
}
