/// A program run beside the tests: started, spoken to over pipes, ended by its own number.
import Glibc
import Synchronization

/// A child process with a socket to its standard input and a pipe from its standard output.
/// `@unchecked Sendable`: the members never change; reading is done by one thread at a time, behind a lock.
public final class Child: @unchecked Sendable {
    public struct CannotStart: Error, CustomStringConvertible {
        let program: String
        let code: Int32

        public init(program: String, code: Int32) {
            self.program = program
            self.code = code
        }

        public var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
    }

    private let pid: pid_t
    /// Nil once closed.
    private let input: Mutex<Int32?>
    private let output: UnsafeMutablePointer<FILE>?

    /// One start at a time: a child must not inherit another's pipes between `pipe` and `fcntl`.
    private static let starting = Mutex(())

    /// Starts `arguments[0]`, searched along PATH.
    public convenience init(_ arguments: [String]) throws {
        let started = try Self.starting.withLock { _ in try Self.start(arguments) }
        self.init(pid: started.pid, input: started.input, output: started.output)
    }

    private init(pid: pid_t, input: Int32, output: Int32) {
        self.pid = pid
        self.input = Mutex(input)
        self.output = fdopen(output, "r")
    }

    private static func start(_ arguments: [String]) throws -> (pid: pid_t, input: Int32, output: Int32) {
        var (toChild, fromChild) = ([Int32](repeating: 0, count: 2), [Int32](repeating: 0, count: 2))
        // A socket, because only to one can be written without SIGPIPE, which would end all tests without a word.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &toChild) == 0, pipe(&fromChild) == 0 else {
            throw CannotStart(program: arguments[0], code: errno)
        }
        for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            close(toChild[0])
            close(fromChild[1])
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
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, arguments[0], &actions, &attributes, words + [nil], environ)
        guard code == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw CannotStart(program: arguments[0], code: code)
        }
        return (pid, toChild[1], fromChild[0])
    }

    deinit {
        endInput()
        kill(pid, SIGTERM)
        fclose(output)
        waitpid(pid, nil, 0)
    }

    /// The next line it prints, without its end; nil at the end. Waits for it.
    public func line() -> String? {
        var (buffer, room) = (nil as UnsafeMutablePointer<CChar>?, 0)
        defer { free(buffer) }
        let count = getline(&buffer, &room, output)
        guard count > 0, let buffer else { return nil }
        let bytes = UnsafeRawBufferPointer(start: buffer, count: count)
        return String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
    }

    /// Our servers leave when their standard input is closed.
    public func endInput() {
        input.withLock { input in
            if let input { close(input) }
            input = nil
        }
    }

    /// Gives it `bytes` and the end of input, and returns all that it prints.
    public static func output(of arguments: [String], given bytes: [UInt8]) throws -> [UInt8] {
        let child = try Child(arguments)
        // What nobody reads yet holds some 64 KB: write beside reading, or a talkative child and we wait for each other.
        let writer = BackgroundThread {
            child.write(bytes)
            child.endInput()
        }
        var read: [UInt8] = []
        while true {
            let byte = getc(child.output)
            if byte == EOF { break }
            read.append(UInt8(truncatingIfNeeded: byte))
        }
        writer.join()
        return read
    }

    private func write(_ bytes: [UInt8]) {
        guard let descriptor = input.withLock({ $0 }) else { return }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            sent += count
        }
    }
}

/// A thread that runs `body`; join it once.
public struct BackgroundThread {
    private let id: pthread_t

    public init(_ body: @escaping @Sendable () -> Void) {
        var id = pthread_t()
        pthread_create(&id, nil, runBackgroundThread, Unmanaged.passRetained(Box(body)).toOpaque())
        self.id = id
    }

    public func join() { pthread_join(id, nil) }

    fileprivate final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

private func runBackgroundThread(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let box { Unmanaged<BackgroundThread.Box>.fromOpaque(box).takeRetainedValue().body() }
    return nil
}

/// Runs blocking work on a thread of its own, so that tests do not hold the few pool threads.
public func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = BackgroundThread { continuation.resume(with: Result(catching: body)) }
        thread.detach()
    }
}

extension BackgroundThread {
    public func detach() { pthread_detach(id) }
}
