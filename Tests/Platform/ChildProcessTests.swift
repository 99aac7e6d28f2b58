// Programs run within limits.
import Foundation
import Testing

@testable import Platform

private func run(
    _ script: String, input: [UInt8] = [], seconds: Int = 60, output: Int = 1 << 20, memory: Int? = nil
) -> ChildProcess.Outcome {
    ChildProcess.run(
        "/bin/sh", ["-c", script], input: input,
        limits: ChildProcess.Limits(seconds: seconds, output: output, memory: memory))
}

@Test func `input goes in, output and complaints come out, the end is told`() {
    let outcome = run("cat; echo sorry >&2; exit 7", input: Array("文字".utf8))
    #expect(outcome.ending == .exited(7))
    #expect(outcome.output == Array("文字".utf8))
    #expect(outcome.complaint == "sorry\n")
    #expect(run("kill -9 $$").ending == .signalled(9))
    #expect(run("true").output.isEmpty)
    let missing = ChildProcess.run("/nowhere/program", [], limits: ChildProcess.Limits(seconds: 60, output: 10))
    #expect(missing.ending == .exited(127))
}

@Test func `much input and much output do not wait for each other`() {
    let bytes = [UInt8](repeating: 0x41, count: 3 << 20)
    let outcome = run("cat; head -c 100000 /dev/zero >&2", input: bytes, output: 4 << 20)
    #expect(outcome.output == bytes)
    #expect(outcome.complaint.utf8.count == 4096)
}

@Test func `a program that takes too long or says too much is ended, with what it started`() throws {
    let slow = run("echo $$; exec sleep 1000", seconds: 0)
    #expect(slow.ending == .tooSlow)
    #expect(run("yes", output: 1000).ending == .tooMuchOutput)
    // It leaves a program behind that keeps its output open.
    let left = run("sleep 1000 & echo $!")
    #expect(left.ending == .exited(0))
    let pid = try #require(pid_t(String(decoding: left.output, as: UTF8.self).trimmingCharacters(in: .newlines)))
    #expect(ends(pid))
}

/// Whether the process is gone, or waits for its new parent to take note, within ten seconds: a signal takes a moment.
private func ends(_ pid: pid_t) -> Bool {
    let limit = Monotonic.milliseconds + 10_000
    while Monotonic.milliseconds < limit {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        if status == nil || status?.contains(") Z ") == true || status?.contains(") X ") == true { return true }
        sched_yield()
    }
    return false
}

@Test func `memory is bounded`() {
    #expect(
        run("head -c 300000000 /dev/zero | tail -c 200000000 | wc -c", memory: 64 << 20).output
            != Array("200000000\n".utf8))
    #expect(run("ulimit -v", memory: 64 << 20).output == Array("65536\n".utf8))
}

@Test func `programs are found in absolute folders of the path only`() {
    #expect(ChildProcess.find("sh", path: ":relative:/nowhere:/bin") == "/bin/sh")
    #expect(ChildProcess.find("sh", path: "relative:.") == nil)
    #expect(ChildProcess.find("bin", path: "/") == nil)
    #expect(ChildProcess.find("sh", path: nil)?.hasSuffix("/sh") == true)
}

@Test func `a scratch folder is private and goes with all that is in it`() throws {
    var path = ""
    do {
        let folder = try ScratchFolder()
        path = folder.path
        try Files.makeFolder(path + "/a/b")
        try Files.write("x", to: path + "/a/b/c")
        try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: "/etc")
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o700)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: FileProblem.self) { _ = try ScratchFolder(in: "/nowhere") }
}
