// A program that runs beside a test: its three streams, its lines as they come, its end; every wait has a limit.
import Glibc
import Synchronization

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

/// `@unchecked Sendable`: the number and the descriptors never change; the rest is behind a lock.
final class Running: @unchecked Sendable {
    enum Stream: Int, Sendable {
        case output = 0
        case errors = 1
    }

    /// The limit of every wait, in seconds: far above what a busy machine needs, so that only a program that hangs
    /// runs into it.
    static let patience = 90

    private struct State {
        /// What came and was not asked for yet, and all of it.
        var pending: [[UInt8]] = [[], []]
        var all: [[UInt8]] = [[], []]
        var isOpen = [true, true]
        var code: Int32?
    }

    let pid: pid_t
    private let input: Int32
    private let sources: [Int32]
    private let state = Mutex(State())

    /// Starts `arguments[0]`, searched along PATH.
    init(_ arguments: [String], environment: [String: String]) throws {
        var pairs = (0..<3).map { _ in [Int32](repeating: -1, count: 2) }
        // Sockets, because only they can be made closed-on-exec in one step: another test may be starting a program.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        for index in pairs.indices {
            guard socketpair(AF_UNIX, kind, 0, &pairs[index]) == 0 else {
                throw Child.CannotStart(program: arguments[0], code: errno)
            }
        }
        pid = try Self.spawn(arguments, environment, streams: pairs.map { $0[1] })
        for pair in pairs { close(pair[1]) }
        input = pairs[0][0]
        sources = [pairs[1][0], pairs[2][0]]
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
        if state.withLock({ $0.code }) == nil {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        for descriptor in [input] + sources { close(descriptor) }
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
        state.withLock { state in
            // Never a number that the system may have given to somebody else.
            if state.code == nil { kill(pid, number) }
        }
    }

    /// Everything it has said so far, as far as it was read.
    func said(_ stream: Stream) -> String {
        state.withLock { String(decoding: $0.all[stream.rawValue], as: UTF8.self) }
    }

    /// The next line of a stream; nil at its end.
    func line(_ stream: Stream = .errors, within seconds: Int = patience) throws -> String? {
        let deadline = Self.now + Int64(seconds) * 1000
        while true {
            if let line = state.withLock({ Self.takeLine(&$0, stream) }) { return line }
            guard state.withLock({ $0.isOpen[stream.rawValue] }) else { return nil }
            try fill(until: deadline)
        }
    }

    /// The next line that has `text` in it; those before it are passed over.
    @discardableResult
    func line(with text: String, _ stream: Stream = .errors, within seconds: Int = patience) throws -> String {
        while let line = try line(stream, within: seconds) {
            if line.contains(text) { return line }
        }
        throw TimedOut(description: "it ended before it said “\(text)”; it said:\n\(said(stream))")
    }

    /// Waits for its end.
    func finish(within seconds: Int = patience) throws -> Ran {
        let deadline = Self.now + Int64(seconds) * 1000
        while state.withLock({ $0.isOpen.contains(true) }) { try fill(until: deadline) }
        return Ran(code: reap(), output: said(.output), errors: said(.errors))
    }

    private func reap() -> Int32 {
        state.withLock { state in
            if let code = state.code { return code }
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let code = signal == 0 ? (status >> 8) & 0xFF : -signal
            state.code = code
            return code
        }
    }

    private static func takeLine(_ state: inout State, _ stream: Stream) -> String? {
        let bytes = state.pending[stream.rawValue]
        let end = bytes.firstIndex(of: 0x0A)
        guard end != nil || (!state.isOpen[stream.rawValue] && !bytes.isEmpty) else { return nil }
        state.pending[stream.rawValue] = end.map { Array(bytes[($0 + 1)...]) } ?? []
        return String(decoding: bytes[..<(end ?? bytes.endIndex)], as: UTF8.self)
    }

    /// Waits for something from either stream and keeps it.
    private func fill(until deadline: Int64) throws {
        let isOpen = state.withLock { $0.isOpen }
        var polls = sources.enumerated().map { index, descriptor in
            pollfd(fd: isOpen[index] ? descriptor : -1, events: Int16(POLLIN), revents: 0)
        }
        let left = deadline - Self.now
        guard left > 0, poll(&polls, 2, Int32(left)) != 0 else {
            throw TimedOut(description: "it said nothing more in time; it said:\n\(said(.output))\n\(said(.errors))")
        }
        for (index, one) in polls.enumerated() where one.revents != 0 {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = recv(one.fd, &buffer, buffer.count, 0)
            state.withLock { state in
                if count <= 0 { state.isOpen[index] = false }
                state.pending[index] += buffer.prefix(max(0, count))
                state.all[index] += buffer.prefix(max(0, count))
            }
        }
    }

    /// Milliseconds on a clock that only runs forward.
    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
