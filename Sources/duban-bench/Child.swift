/// Running another program and what it cost: wall time from outside, the kernel's account of its memory.

import Glibc
import Platform

struct Child {
    /// From the start to the end, in nanoseconds.
    let wall: Int64
    /// User and system time in microseconds.
    let processor: Int64
    /// The largest resident size in KiB. Not below the benchmark's own size when it was started, so the benchmark itself
    /// holds no ledger.
    let peak: Int
    let status: Int32
    let output: String

    /// Runs a program found on the PATH, or by its path.
    ///
    /// - Parameters:
    ///   - keepsOutput: its standard output is returned; otherwise it goes to /dev/null.
    ///   - environment: added to the benchmark's own.
    static func run(
        _ words: [String], keepsOutput: Bool = false, environment: [String: String] = [:]
    ) throws -> Child {
        let started = try Started(words, keepsOutput: keepsOutput, environment: environment)
        return try started.wait()
    }

    /// As `run`, and it must end well.
    @discardableResult
    static func succeed(
        _ words: [String], keepsOutput: Bool = false, environment: [String: String] = [:]
    ) throws -> Child {
        let child = try run(words, keepsOutput: keepsOutput, environment: environment)
        guard child.status == 0 else {
            throw BenchProblem("\(words.prefix(3).joined(separator: " ")) … ended with status \(child.status)")
        }
        return child
    }

    /// The full path of a program, or nil when it is not installed.
    static func find(_ name: String) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        for folder in (path + ":/usr/sbin:/sbin").split(separator: ":") {
            let candidate = "\(folder)/\(name)"
            if access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }
}

/// A program that is running.
struct Started {
    private let pid: pid_t
    private let output: Int32?
    private let begin: Int64

    init(_ words: [String], keepsOutput: Bool = false, environment: [String: String] = [:]) throws {
        guard let name = words.first, let program = Child.find(name) else {
            throw BenchProblem("\(words.first ?? "") is not installed")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        var ends: [Int32] = [-1, -1]
        if keepsOutput {
            guard pipe(&ends) == 0 else { throw BenchProblem("no pipe: errno \(errno)") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var arguments = words.map { strdup($0) } + [nil]
        var variables = Started.variables(adding: environment).map { strdup($0) } + [nil]
        defer {
            for text in arguments + variables { free(text) }
        }
        begin = Clock.now
        var pid = pid_t()
        let code = posix_spawn(&pid, program, &actions, nil, &arguments, &variables)
        if keepsOutput { close(ends[1]) }
        guard code == 0 else {
            if keepsOutput { close(ends[0]) }
            throw BenchProblem("\(program) cannot be started: errno \(code)")
        }
        self.pid = pid
        output = keepsOutput ? ends[0] : nil
    }

    func wait() throws -> Child {
        let text = output.map(Started.drain) ?? ""
        var status: Int32 = 0
        var usage = rusage()
        while wait4(pid, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchProblem("a child was lost: errno \(errno)") }
        }
        let wall = Clock.now - begin
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        let times = [usage.ru_utime, usage.ru_stime]
        return Child(
            wall: wall, processor: times.reduce(0) { $0 + Int64($1.tv_sec) * 1_000_000 + Int64($1.tv_usec) },
            peak: usage.ru_maxrss, status: code, output: text)
    }

    /// A size out of the kernel's account of a running program, in KiB: `VmRSS`, `VmHWM`.
    func memory(_ name: String) -> Int { ProcessStatus.size(name, of: "\(pid)") }

    func end() {
        kill(pid, SIGTERM)
        _ = try? wait()
    }

    private static func variables(adding extra: [String: String]) -> [String] {
        var all: [String] = []
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            let name = text.prefix { $0 != "=" }
            if extra[String(name)] == nil { all.append(text) }
            next = next.advanced(by: 1)
        }
        return all + extra.map { "\($0.key)=\($0.value)" }
    }

    private static func drain(_ descriptor: Int32) -> String {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}

/// The kernel's account of a running program.
enum ProcessStatus {
    /// `VmRSS`, `VmHWM` and the like in KiB; 0 when the program is gone.
    /// - Parameter process: its number, or `self`.
    static func size(_ name: String, of process: String) -> Int {
        guard let bytes = try? Files.read("/proc/\(process)/status") else { return 0 }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix(name + ":") {
            return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first ?? 0
        }
        return 0
    }
}

/// Clocks in nanoseconds.
enum Clock {
    /// The monotonic one.
    static var now: Int64 { read(CLOCK_MONOTONIC) }

    /// What this process has used of the processor: not lengthened by what else the machine does.
    static var processor: Int64 { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func time(_ body: () throws -> Void) rethrows -> Int64 {
        let begin = now
        try body()
        return now - begin
    }
}
