/// A transport that logs what became of every letter, and gives the watchdog its signs of life.

import Mail
import Synchronization

final class LoggedTransport: Transport {
    private let inner: any Transport
    private let log: Log
    private let heartbeat: Heartbeat
    /// To whom the letters in flight go, by their number.
    private let recipients = Mutex<[Int64: Masked]>([:])

    init(_ inner: any Transport, log: Log, heartbeat: Heartbeat) {
        self.inner = inner
        self.log = log
        self.heartbeat = heartbeat
    }

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        try inner.run(
            next: { room in
                let postings = try next(room)
                recipients.withLock { known in
                    for posting in postings { known[posting.id] = Masked(posting.message.recipient.address) }
                }
                heartbeat.beat()
                return postings
            },
            settled: { group in
                try settled(group)
                // After the outcomes are recorded: the log never says more than the ledger.
                for one in group { note(one) }
                heartbeat.beat()
            })
    }

    func stop() { inner.stop() }

    private func note(_ one: Settled) {
        let recipient = recipients.withLock { $0.removeValue(forKey: one.id) }
        var fields: [(String, LogValue)] = [("letter", LogValue(one.id))]
        if let recipient { fields.append(("to", .address(recipient))) }
        switch one.outcome {
        case .accepted(let reply):
            log(.info, "letter-accepted", fields + [("reply", .phrase(reply))])
        case .refused(let code, let step, let text):
            log(.warning, "letter-refused", fields + Self.code(code, step) + [("what", .phrase(text))])
        case .unknown(let reason):
            log(.warning, "letter-unknown", fields + [("what", .phrase(reason))])
        case .deferred(let deferral):
            // Those that were not even offered share the cause of the one before.
            let level = deferral.attempted ? Log.Level.warning : .debug
            let cause = [("cause", LogValue.text(deferral.cause.rawValue))]
            log(
                level, "letter-deferred",
                fields + cause + Self.code(deferral.code, deferral.step) + [("what", .phrase(deferral.text))])
        }
    }

    /// The server's code, and what it answered.
    private static func code(_ code: Int?, _ step: SMTPStep?) -> [(String, LogValue)] {
        (code.map { [("code", LogValue($0))] } ?? []) + (step.map { [("step", LogValue.text($0.rawValue))] } ?? [])
    }
}
