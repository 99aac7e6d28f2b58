import Glibc
import Platform
import Testing

@testable import Daemon

/// Each in a process of its own: signals are the whole process's business.
@Suite struct SignalWatchTests {
    @Test(arguments: [SIGTERM, SIGINT]) func `a first signal stops, and the program ends by itself`(number: Int32) async
    {
        await #expect(processExitsWith: .exitCode(7)) { [number] in
            guard let waiting = SystemWaiting() else { return }
            SignalWatch.begin(
                .init(stop: { if $0 == number { waiting.wake() } }, reload: {}, force: { _, _ in }))
            kill(getpid(), number)
            waiting.wait(milliseconds: 60_000)
            _exit(waiting.uptime > 0 ? 7 : 8)
        }
    }

    @Test func `a second signal ends the program at once`() async {
        await #expect(processExitsWith: .exitCode(128 + SIGINT)) {
            SignalWatch.begin(
                .init(stop: { _ in kill(getpid(), SIGINT) }, reload: {}, force: { _, _ in }))
            kill(getpid(), SIGTERM)
            Self.work()
        }
    }

    @Test func `work that does not end is left after five seconds`() async {
        await #expect(processExitsWith: .exitCode(128 + SIGTERM)) {
            SignalWatch.begin(.init(stop: { _ in }, reload: {}, force: { _, _ in }))
            kill(getpid(), SIGTERM)
            Self.work()
        }
    }

    @Test func `a hang-up reloads and stops nothing`() async {
        await #expect(processExitsWith: .exitCode(9)) {
            guard let waiting = SystemWaiting() else { return }
            SignalWatch.begin(.init(stop: { _ in _exit(1) }, reload: { waiting.wake() }, force: { _, _ in }))
            for _ in 0..<3 {
                kill(getpid(), SIGHUP)
                waiting.wait(milliseconds: 60_000)
            }
            _exit(9)
        }
    }

    @Test func `a closed pipe is an error, not the end`() async {
        await #expect(processExitsWith: .exitCode(5)) {
            SignalWatch.begin(.init(stop: { _ in }, reload: {}, force: { _, _ in }))
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return }
            close(ends[0])
            var byte: UInt8 = 1
            _exit(write(ends[1], &byte, 1) == -1 && errno == EPIPE ? 5 : 6)
        }
    }

    /// Work that takes longer than anybody waits.
    private static func work() {
        guard let waiting = SystemWaiting() else { return }
        waiting.wait(milliseconds: 60_000)
    }
}
