/// The far end of the mail: takes letters, refuses them, breaks off, or dies, as the test says.

import Deadlines
import Mail
import Testing
import Texts

/// - Note: `@unchecked Sendable`: each test has its own and uses it on one thread.
final class FarEnd: Transport, @unchecked Sendable {
    struct Delivery {
        let at: Instant
        let address: String
        let id: String
        let subject: String
        let body: String
        let attachments: [Message.Attachment]

        var text: String { "\(Scene.zone.minute(at)) \(address)" }
    }

    /// What the program is killed after.
    enum Death: Equatable {
        case afterClaim
        /// So many letters are handed over, none is recorded.
        case afterDelivering(Int)
    }

    var now = Instant(seconds: 0)
    private(set) var delivered: [Delivery] = []
    /// Every letter that was offered, taken or not.
    private(set) var offered: [Delivery] = []
    /// What becomes of the letter to an address; the first of a list each time, and the last one stays.
    var script: [String: [Outcome]] = [:]
    /// For addresses without a script.
    var usual: (String) -> Outcome = { _ in FarEnd.taken }
    var death: Death?

    static let taken = Outcome.accepted(reply: Phrase(same: "250 ok"))
    static func refused(_ code: Int) -> Outcome { .refused(code: code, step: .rcpt, text: Phrase(same: "refused")) }
    static func deferred(_ cause: Deferral.Cause, code: Int? = nil, attempted: Bool = true) -> Outcome {
        .deferred(Deferral(cause, code: code, text: Phrase(same: "later"), attempted: attempted))
    }
    static let unknown = Outcome.unknown(reason: Phrase(same: "lost after the dot"))

    func stop() {}

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        while true {
            let postings = try next(7)
            if postings.isEmpty { return }
            if death == .afterClaim { return }
            var group: [Settled] = []
            for posting in postings {
                if case .afterDelivering(let count) = death {
                    if count == 0 { return }
                    death = .afterDelivering(count - 1)
                }
                group.append(Settled(id: posting.id, outcome: deliver(posting.message)))
            }
            if case .afterDelivering = death { return }
            try settled(group)
        }
    }

    private func deliver(_ message: Message) -> Outcome {
        let address = message.recipient.address.text
        let delivery = Delivery(
            at: now, address: address, id: message.messageID, subject: message.subject, body: message.plainText,
            attachments: message.attachments)
        offered.append(delivery)
        let outcome = next(for: address)
        switch outcome {
        // A letter whose fate is unknown did arrive here.
        case .accepted, .unknown: delivered.append(delivery)
        case .refused, .deferred: break
        }
        return outcome
    }

    private func next(for address: String) -> Outcome {
        guard var list = script[address], let first = list.first else { return usual(address) }
        if list.count > 1 { list.removeFirst() }
        script[address] = list
        return first
    }

    func forget() {
        delivered = []
        offered = []
    }
}

/// The same far end, whose outcomes are recorded while another process keeps the ledger locked.
///
/// - Note: `@unchecked Sendable`: as `FarEnd`.
final class LockingEnd: Transport, @unchecked Sendable {
    private let inner: FarEnd
    private let lock: (() -> Void) -> Void

    init(_ inner: FarEnd, lock: @escaping (() -> Void) -> Void) {
        self.inner = inner
        self.lock = lock
    }

    func stop() {}

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        try inner.run(next: next) { group in
            // The engine keeps what it cannot record; nothing is thrown here.
            lock { try? settled(group) }
        }
    }
}
