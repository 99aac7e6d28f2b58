/// What the demo shows at the end: figures, one story, sample letters, and the commands to look further.

import Ledger
import Mail
import Platform
import Terminal
import Texts
import Workflow

struct DemoEnding {
    let folder: String
    let store: LedgerStore
    let counts: DemoCounts
    let samples: [Message]
    let seed: UInt64
    let console: Console

    func show() throws -> ExitCode {
        try summary()
        for message in samples { letter(message) }
        for words in try commands() {
            heading("duban " + words.joined(separator: " "))
            let code = Program.run(words, console)
            guard code == .ok else { return code }
        }
        further()
        return .ok
    }

    private var ledger: String { folder + "/ledger.db" }

    private func summary() throws {
        let head = try store.head()
        let outbox = try store.outboxCounts()
        console.print()
        console.print(
            Phrase(
                zh:
                    "登记 \(head.seq) 条，其中退回 \(counts.returns) 次；计划邮件 \(outbox.total) 封：发出 \(outbox[.sent])，被拒 \(outbox[.failed])，不再需要或无法送达 \(outbox[.suppressed])",
                en: """
                    \(head.seq) events, \(counts.returns) of them returns; \(outbox.total) letters planned: \
                    \(outbox[.sent]) sent, \(outbox[.failed]) refused, \(outbox[.suppressed]) no longer needed or not deliverable
                    """),
            [.bold])
    }

    private func heading(_ text: String) {
        console.print()
        console.print("$ " + text, [.bold])
    }

    /// A letter as a text mail client shows it; long ones are cut.
    private func letter(_ message: Message) {
        console.print()
        console.print(Phrase(zh: "样信：\(message.subject)", en: "sample letter: \(message.subject)"), [.bold])
        let lines = message.plainText.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines.prefix(24) { console.print("  │ " + line) }
        if lines.count > 24 {
            console.print(
                Phrase(
                    zh: "  │ ……（共 \(lines.count) 行，全文在 \(folder)/mail）",
                    en: "  │ … (\(lines.count) lines in all, see \(folder)/mail)"))
        }
    }

    private func commands() throws -> [[String]] {
        let language = ["--lang", console.language.rawValue]
        var commands = [
            [
                "report", "--store", ledger, "--notice", "henan-museums-2023", "--by", "region", "--as-of",
                "2024-03-15T18:00",
            ],
            [
                "report", "--store", ledger, "--notice", "chongqing-statistics-2024", "--by", "kind", "--as-of",
                "2025-07-31T18:00",
            ],
        ]
        if let id = try storied() { commands.append(["why", "--store", ledger, String(id)]) }
        return commands.map { $0 + language }
    }

    /// An assignment with a story: returned, and late in the end.
    private func storied() throws -> AssignmentID? {
        try store.assignments(.task("basic-data", notice: "henan-museums-2023"))
            .filter { $0.status.state == .accepted && $0.status.returns > 0 }
            .max { ($0.status.returns, -$0.id) < ($1.status.returns, -$1.id) }?.id
    }

    private func further() {
        let hints: [(String, Phrase)] = [
            (
                "duban tasks --store \(ledger) --notice tianjin-statistics-2024",
                Phrase(zh: "未完成的任务", en: "what is outstanding")
            ),
            ("duban outbox --store \(ledger)", Phrase(zh: "发出的邮件", en: "the letters")),
            ("duban call-list --store \(ledger)", Phrase(zh: "要打电话的单位", en: "whom to telephone")),
            ("duban notice show kaifu-demo-2022 --store \(ledger)", Phrase(zh: "一个通知的全部内容", en: "all of a notice")),
            ("duban ledger verify --store \(ledger)", Phrase(zh: "核对记录链", en: "check the chain of records")),
        ]
        console.print()
        console.print(Phrase(zh: "接着看：", en: "Look further:"), [.bold])
        let width = hints.map { displayWidth(of: $0.0) }.max() ?? 0
        for (line, what) in hints { console.print("  " + line.padded(to: width + 2) + what(console.language)) }
    }
}
