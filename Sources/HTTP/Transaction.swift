/// One request on its way through the server: head, body, answer.

import Platform

/// Used on the connection's thread; while the connection is suspended, on one thread of the slow lane instead. The two
/// never overlap: the library's suspend and resume stand between them.
final class Transaction: @unchecked Sendable {
    let head: Request.Head
    let connection: Connection?
    let begun = Monotonic.microseconds
    private(set) var plan = Intake.receive(limit: 0, .quick)
    private(set) var body: [UInt8] = []
    private var received = 0
    /// The answer, once there is one.
    var response: Response?
    /// An answer was handed to the library.
    var isAnswered = false

    init(head: Request.Head, connection: Connection?) {
        self.head = head
        self.connection = connection
    }

    func follow(_ plan: Intake) { self.plan = plan }

    /// What is wrong with a part of the body: the status to refuse it with.
    func receive(_ bytes: UnsafePointer<CChar>, _ count: Int) -> UInt32? {
        guard case .receive(let limit, _) = plan else { return nil }
        received += count
        guard received <= limit else { return 413 }
        body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return nil
    }
}
