/// Mail of the demo: into a maildir, except for one mailbox that refuses everything, as happens in real life.

import Mail
import Synchronization
import Texts

final class DemoTransport: Transport {
    private let maildir: MaildirTransport
    private let refusing: Set<String>
    private let kept = Mutex<[String: Message]>([:])

    /// Words of the subjects of which the first letter is kept to be shown.
    static let shown = ["新通知", "逾期", "退回"]

    init(path: String, refusing: Set<String>) {
        maildir = MaildirTransport(path: path, durable: false)
        self.refusing = refusing
    }

    /// The first letter of each kind that is shown, in the order of `shown`.
    var samples: [Message] { kept.withLock { kept in Self.shown.compactMap { kept[$0] } } }

    private func keep(_ postings: [Posting]) {
        kept.withLock { kept in
            for message in postings.map(\.message) {
                for word in Self.shown where kept[word] == nil && message.subject.contains(word) {
                    kept[word] = message
                }
            }
        }
    }

    func stop() { maildir.stop() }

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        try maildir.run(
            next: { room in
                while true {
                    let postings = try next(room)
                    if postings.isEmpty { return [] }
                    let refused = postings.filter { refusing.contains($0.message.recipient.address.text) }
                    if !refused.isEmpty { try settled(refused.map { Settled(id: $0.id, outcome: Self.refusal) }) }
                    let taken = postings.filter { !refusing.contains($0.message.recipient.address.text) }
                    keep(taken)
                    if !taken.isEmpty { return taken }
                }
            },
            settled: settled)
    }

    private static let refusal = Outcome.refused(
        code: 550, step: .rcpt, text: Phrase(zh: "对方服务器：无此邮箱（550）", en: "the server says: no such mailbox (550)"))
}
