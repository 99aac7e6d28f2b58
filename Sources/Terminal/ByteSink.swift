/// Bytes on their way to a file descriptor, or kept for a test to read.

import Glibc

struct ByteSink: Sendable {
    /// Nil: keep everything in memory.
    let descriptor: Int32?
    private(set) var pending: [UInt8] = []
    /// The first error number of a failed write; after it everything is dropped.
    private(set) var failure: Int32 = 0

    init(descriptor: Int32?) {
        self.descriptor = descriptor
    }

    /// Large enough that a table of thousands of rows takes few system calls.
    private static let threshold = 64 << 10

    mutating func append(_ text: String) { append(bytes: text.utf8) }

    mutating func append(bytes: some Sequence<UInt8>) {
        guard failure == 0 else { return }
        pending.append(contentsOf: bytes)
        if pending.count >= Self.threshold { flush() }
    }

    mutating func flush() {
        guard let descriptor, !pending.isEmpty else { return }
        defer { pending.removeAll(keepingCapacity: true) }
        guard failure == 0 else { return }
        failure = pending.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = write(descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                sent += count
            }
            return 0
        }
    }
}
