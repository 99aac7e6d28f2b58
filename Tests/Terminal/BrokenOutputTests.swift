import Glibc
import Testing
import Texts

@testable import Terminal

private func console(writingTo descriptor: Int32) -> Console {
    Console(
        canvas: Canvas(language: .english), terminals: (false, false, false), descriptors: (descriptor, -1), answers: []
    )
}

@Test func `a reader that goes away ends the program quietly`() async {
    // In a process of its own: what a signal does holds for all of it.
    await #expect(processExitsWith: .success) {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { exit(2) }
        let console = console(writingTo: ends[1])
        console.print("first")
        console.flush()
        guard !console.isBroken else { exit(3) }
        close(ends[0])
        console.print("second")
        guard console.finish(.ok) == .brokenPipe, console.isBroken else { exit(4) }
        // What the command found says more.
        guard console.finish(.attention) == .attention else { exit(5) }
    }
}

@Test func `a full disk under the output is an error`() {
    let full = open("/dev/full", O_WRONLY)
    let console = console(writingTo: full)
    console.print("row")
    #expect(console.finish(.ok) == .inputOutput)
    close(full)
}

@Test func `many lines go out in few writes and in order`() {
    var ends: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0, &ends) == 0)
    let console = console(writingTo: ends[1])
    for number in 1...1000 { console.print("line \(number)") }
    #expect(console.finish(.ok) == .ok)
    // A datagram is exactly one write.
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    let count = recv(ends[0], &buffer, buffer.count, 0)
    #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == (1...1000).map { "line \($0)\n" }.joined())
    close(ends[0])
    close(ends[1])
}
