/// How many requests were answered how, since the daemon began.

import Synchronization

final class Counters: Sendable {
    private let answered = Mutex<[UInt32: Int]>([:])

    func count(_ status: UInt32) { answered.withLock { $0[status, default: 0] += 1 } }

    /// By status.
    var byStatus: [UInt32: Int] { answered.withLock { $0 } }
}
