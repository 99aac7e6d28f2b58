/// What the demo shows at the end: figures, one story, sample letters, and the commands to look further.

import Ledger
import Platform
import Terminal
import Texts

struct DemoEnding {
    let folder: String
    let store: LedgerStore
    let counts: DemoCounts
    let console: Console

    func show() throws -> ExitCode {
        let head = try store.head()
        let outbox = try store.outboxCounts()
        console.print()
        console.print(
            Phrase(
                zh: "登记 \(head.seq) 条（退回 \(counts.returns) 次），计划邮件 \(outbox.total) 封，发出 \(outbox[.sent]) 封，被拒 \(outbox[.failed]) 封",
                en: "\(head.seq) events (\(counts.returns) returns), \(outbox.total) letters planned, \(outbox[.sent]) sent, \(outbox[.failed]) refused"
            ))
        return .ok
    }
}
