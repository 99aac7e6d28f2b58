// A shell on a disk of its own that is small enough to fill: a tmpfs in a mount namespace that ends with the shell.
import Glibc
import TestSupport

final class TinyDisk: Sendable {
    private let shell: Running
    /// Whose folder goes with it.
    private let box: Sandbox
    /// Whether the disk can really be filled. Where neither the administrator nor a user may mount anything, the size
    /// of every file is limited instead: to a program that is a disk without room, too.
    let isReal: Bool

    /// The disk is mounted at `disk` in the sandbox's folder, which the shell stands in.
    init(_ box: Sandbox, kilobytes: Int) async throws {
        self.box = box
        try box.file("disk/.keep", "")
        let mount = "mount -t tmpfs -o size=\(kilobytes)k duban-test disk"
        var ways: [([String], String)] = [
            (["unshare", "--mount"], mount), (["unshare", "--mount", "--map-root-user"], mount),
        ]
        ways.append(([], "ulimit -f \(kilobytes); trap '' XFSZ"))
        for (index, (wrapper, first)) in ways.enumerated() {
            let shell = try box.start(wrapper + ["bash", "--norc"])
            shell.send("\(first) && echo ready || exit\n")
            guard (try? await onOwnThread { try shell.line(with: "ready", .output) }) != nil else { continue }
            self.shell = shell
            isReal = index < 2
            return
        }
        throw Unprepared(description: "no shell could be started for a small disk")
    }

    deinit { shell.endInput() }

    /// Runs a line to its end: its exit status and all that it wrote, errors included.
    @discardableResult
    func run(_ line: String) async throws -> (code: Int32, said: String) {
        shell.send("{ \(line)\n} 2>&1 </dev/null; echo \"=end $?\"\n")
        return try await onOwnThread { [shell] in
            var said: [String] = []
            while let line = try shell.line(.output) {
                if line.hasPrefix("=end ") { return (Int32(line.dropFirst(5)) ?? -1, said.joined(separator: "\n")) }
                said.append(line)
            }
            throw TimedOut(description: "the shell ended; it said:\n\(said.joined(separator: "\n"))")
        }
    }

    /// Starts a program beside the shell's lines; what it logs comes from `says`.
    func start(_ line: String) { shell.send("\(line) </dev/null >/dev/null &\n") }

    /// The next line of what was started with `text` in it.
    @discardableResult
    func says(_ text: String) async throws -> String {
        try await onOwnThread { [shell] in try shell.line(with: text) }
    }

    /// Leaves not a byte free, or frees them again.
    func fill() async throws {
        guard isReal else { return }
        try await run("cat /dev/zero > disk/filler; true")
    }

    func free() async throws { try await run("rm -f disk/filler; ulimit -S -f unlimited 2>/dev/null; true") }
}
