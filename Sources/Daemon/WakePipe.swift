/// A pipe whose bytes wake a waiting thread; what is written fits a signal handler's narrow means.

import Glibc

final class WakePipe: Sendable {
    let input: Int32
    private let output: Int32

    /// Nil when the system has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (output, input) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(input)
        close(output)
    }

    /// Async-signal-safe: one write(2), and errno is kept. A full pipe has woken its reader already.
    static func put(_ byte: UInt8, into input: Int32) {
        let saved = errno
        var byte = byte
        _ = write(input, &byte, 1)
        errno = saved
    }

    /// The next byte, or nil when none came in time.
    /// - Parameter milliseconds: negative waits without end.
    func next(within milliseconds: Int64) -> UInt8? {
        var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        // A signal that ends the wait early is as good as a timeout: every caller looks again.
        guard poll(&watched, 1, Int32(clamping: milliseconds)) > 0 else { return nil }
        var byte: UInt8 = 0
        return read(output, &byte, 1) == 1 ? byte : nil
    }
}
