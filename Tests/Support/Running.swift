// A program that runs beside a test: its three streams, its lines as they come, its end; every wait has a limit.
import Glibc
import Synchronization

/// How a program ended and what it said.
public struct Ran: Sendable {
    /// Its exit status; the negative number of the signal that ended it.
    public let code: Int32
    public let output: String
    public let errors: String
}

/// Something that was waited for did not come.
public struct TimedOut: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
}

/// `@unchecked Sendable`: the members never change; what changes is behind locks.
public final class Running: @unchecked Sendable {
    public enum Stream: Int, Sendable {
        case output = 0
        case errors = 1
    }

    public struct CannotStart: Error, CustomStringConvertible {
        public let description: String

        init(_ program: String, code: Int32) {
            description = "cannot start \(program): \(String(cString: strerror(code)))"
        }
    }

    /// The limit of every wait, in seconds, from the program's last word on: far above what a busy machine needs, so
    /// that only a program that hangs runs into it. One that talks without end is given up after six times as long.
    public static let patience = 180

    public let pid: pid_t
    private let input: Int32
    private let feed: Feed
    private let farewell: Int
    private let code = Mutex<Int32?>(nil)

    /// Starts `arguments[0]`, searched along PATH. Its input ends with the tests, however they end.
    /// - Parameters:
    ///   - environment: all of it; nil: this program's own.
    ///   - farewell: so many seconds it is given to leave when nobody needs it any more and its input has ended; it is
    ///     killed after that.
    public init(_ arguments: [String], environment: [String: String]? = nil, farewell: Int = 0) throws {
        var pairs: [[Int32]] = []
        for _ in 0..<3 { pairs.append(try Self.pair(arguments[0])) }
        let bell = try Self.pair(arguments[0])
        pid = try Self.spawn(arguments, environment, streams: pairs.map { $0[1] })
        for pair in pairs { close(pair[1]) }
        var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
        setsockopt(pairs[0][0], SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        input = pairs[0][0]
        self.farewell = farewell
        let feed = Feed(bell)
        self.feed = feed
        let sources = [pairs[1][0], pairs[2][0]]
        // It always reads: a program must never wait for a test that is busy elsewhere.
        BackgroundThread { feed.pump(sources) }.detach()
    }

    /// Sockets, because only they can be made closed-on-exec in one step: another test may be starting a program. And
    /// only to one can be written without SIGPIPE, which would end all tests without a word.
    private static func pair(_ program: String) throws -> [Int32] {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw CannotStart(program, code: errno)
        }
        return pair
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String: String]?, streams: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Swift's threads hold signals back, and a child would inherit that: it could not be asked to end.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = arguments.map { strdup($0) }
        let variables = environment.map { $0.map { "\($0.key)=\($0.value)" } } ?? ownEnvironment
        let pairs = variables.map { strdup($0) }
        defer { for word in words + pairs { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, arguments[0], &actions, &attributes, words + [nil], pairs + [nil])
        guard code == 0 else { throw CannotStart(arguments[0], code: code) }
        return pid
    }

    private static var ownEnvironment: [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
            variables.append(String(cString: variable))
            next += 1
        }
        return variables
    }

    deinit {
        endInput()
        if farewell > 0 { _ = try? finish(within: farewell) }
        signal(SIGKILL)
        _ = reap()
        close(input)
    }

    /// Runs a program to its end, with these bytes as its input and this program's own environment.
    public static func ran(_ arguments: [String], given bytes: [UInt8] = []) throws -> Ran {
        let running = try Running(arguments)
        running.send(bytes)
        running.endInput()
        return try running.finish()
    }

    // MARK: - Its input

    public func send(_ text: String) { send(Array(text.utf8)) }

    /// A program that reads no input is no fault of ours.
    public func send(_ bytes: [UInt8]) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    public func endInput() { shutdown(input, Int32(SHUT_WR)) }

    public func signal(_ number: Int32) {
        code.withLock { code in
            // Never a number that the system may have given to somebody else.
            if code == nil { kill(pid, number) }
        }
    }

    // MARK: - What it says

    /// The next line of a stream; nil at its end.
    public func line(_ stream: Stream = .errors, within seconds: Int = patience) throws -> String? {
        try feed.wait(seconds) { $0.line(stream) }
    }

    /// The next line that has `text` in it; those before it are passed over.
    @discardableResult
    public func line(with text: String, _ stream: Stream = .errors, within seconds: Int = patience) throws -> String {
        while let line = try line(stream, within: seconds) {
            if line.contains(text) { return line }
        }
        throw TimedOut(description: "it ended before it said “\(text)”; it said:\n\(feed.said)")
    }

    /// Waits for its end.
    @discardableResult
    public func finish(within seconds: Int = patience) throws -> Ran {
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
