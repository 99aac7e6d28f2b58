/// Another program, run to its end within limits: its input from memory, its output into memory.

import Glibc
import Texts

public enum ChildProcess {
    /// What a program may use; it is ended when it takes more.
    public struct Limits: Sendable {
        public let seconds: Int
        /// Bytes on its standard output.
        public let output: Int
        /// Bytes of address space; nil for a program that cannot live with such a limit.
        public let memory: Int?

        public init(seconds: Int, output: Int, memory: Int? = nil) {
            self.seconds = seconds
            self.output = output
            self.memory = memory
        }
    }

    public enum Ending: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
        case tooSlow
        case tooMuchOutput
        /// It could not be started: an error number of the system.
        case notStarted(Int32)
    }

    public struct Outcome: Sendable {
        public let ending: Ending
        public let output: [UInt8]
        /// The beginning of what it wrote on standard error, at most 4 KiB.
        public let complaint: String
    }

    /// The first executable file of this name in the folders of a `PATH`; entries that are not absolute are passed over.
    public static func find(_ name: String, path: String?) -> String? {
        for folder in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") where folder.hasPrefix("/") {
            let program = "\(folder)/\(name)"
            if Files.isFile(program), access(program, X_OK) == 0 { return program }
        }
        return nil
    }

    /// Runs a program and waits for it. It gets a process group of its own, which is ended with it, so that nothing
    /// that it started stays behind.
    /// - Parameters:
    ///   - program: an absolute path.
    ///   - input: what it reads on standard input; it can seek there.
    public static func run(_ program: String, _ arguments: [String], input: [UInt8] = [], limits: Limits) -> Outcome {
        guard let files = ChildFiles(input: input) else {
            return Outcome(ending: .notStarted(errno), output: [], complaint: "")
        }
        var pid = pid_t()
        let code = spawn(bounded(program, arguments, limits), files, &pid)
        files.closeFarEnds()
        guard code == 0 else { return Outcome(ending: .notStarted(code), output: [], complaint: "") }
        var watch = ChildWatch(pid: pid, files: files, limits: limits)
        return watch.untilEnd()
    }

    /// The command line with the limits that a child keeps even if this process ends before it. posix_spawn knows of
    /// none; the shell sets them and becomes the program.
    private static func bounded(_ program: String, _ arguments: [String], _ limits: Limits) -> [String] {
        let memory = limits.memory.map { " && ulimit -v \($0 >> 10)" } ?? ""
        return ["/bin/sh", "-c", "ulimit -t \(limits.seconds + 1)\(memory) && exec \"$0\" \"$@\"", program] + arguments
    }

    private static func spawn(_ command: [String], _ files: borrowing ChildFiles, _ pid: inout pid_t) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in files.farEnds.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = command.map { strdup($0) } + [nil]
        defer {
            for word in words { free(word) }
        }
        return posix_spawn(&pid, command[0], &actions, &attributes, &words, environ)
    }
}

/// Standard input, output and error of a child: a file without a name and two pipes.
struct ChildFiles: ~Copyable {
    /// What the child gets as 0, 1 and 2.
    let farEnds: [Int32]
    let output: Int32
    let errors: Int32

    init?(input: [UInt8]) {
        var template = Array("\(ScratchFolder.usualParent)/duban-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { return nil }
        unlink(template)
        var (out, err): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard Self.fill(file, input), pipe(&out) == 0, pipe(&err) == 0 else {
            for descriptor in [file] + out + err where descriptor >= 0 { close(descriptor) }
            return nil
        }
        for descriptor in [file] + out + err { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        for descriptor in [out[0], err[0]] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        farEnds = [file, out[1], err[1]]
        output = out[0]
        errors = err[0]
    }

    deinit {
        close(output)
        close(errors)
    }

    /// To be called once, when the child has its own copies.
    func closeFarEnds() {
        for descriptor in farEnds { close(descriptor) }
    }

    private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + sent, $0.count - sent) }
            if count < 0, errno != EINTR { return false }
            sent += max(0, count)
        }
        return lseek(descriptor, 0, SEEK_SET) == 0
    }
}

/// Reads what a child writes until it has ended, or ends it.
private struct ChildWatch: ~Copyable {
    let pid: pid_t
    let files: ChildFiles
    let limits: ChildProcess.Limits
    private var output: [UInt8] = []
    private var complaint: [UInt8] = []
    private var open = [true, true]
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init(pid: pid_t, files: consuming ChildFiles, limits: ChildProcess.Limits) {
        self.pid = pid
        self.files = files
        self.limits = limits
    }

    mutating func untilEnd() -> ChildProcess.Outcome {
        let end = Monotonic.milliseconds + limits.seconds * 1000
        var excess: ChildProcess.Ending?
        while true {
            let hasEnded = hasEnded
            drain()
            if hasEnded { break }
            if output.count > limits.output { excess = .tooMuchOutput }
            if Monotonic.milliseconds > end { excess = .tooSlow }
            if excess != nil { break }
            wait()
        }
        // Before the child is reaped its number, and so that of its group, cannot belong to another.
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let ending = status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : ChildProcess.Ending.signalled(status & 0x7F)
        return ChildProcess.Outcome(
            ending: excess ?? ending, output: output, complaint: String(decoding: complaint, as: UTF8.self))
    }

    /// Without reaping it.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0
    }

    /// Until something can be read; a little while at most, since a child may end and leave its pipes to another.
    private func wait() {
        var ends = [files.output, files.errors].enumerated().filter { open[$0.offset] }.map {
            pollfd(fd: $0.element, events: Int16(POLLIN), revents: 0)
        }
        poll(&ends, nfds_t(ends.count), ends.isEmpty ? 1 : 20)
    }

    private mutating func drain() {
        while open[0], output.count <= limits.output, let count = take(files.output, 0) {
            output += buffer[..<count]
        }
        while open[1], let count = take(files.errors, 1) {
            complaint += buffer[..<min(count, 4096 - complaint.count)]
        }
    }

    /// The bytes read into the buffer; nil when there is nothing now.
    private mutating func take(_ descriptor: Int32, _ index: Int) -> Int? {
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 { return count }
        if count == 0 { open[index] = false }
        return nil
    }
}
