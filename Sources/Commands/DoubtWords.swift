/// Open doubts for reading, where a notice is shown and before it is loaded.

import Notices
import Office
import Terminal
import Texts

extension NoticeDrawing {
    /// What is in doubt and where it stands: to be settled, or accepted by whom and when.
    func text(of doubt: Doubt) -> String {
        var standing = Phrase(zh: "待核对", en: "to be settled")
        if let load = overview.load {
            let at = overview.zone.minute(load.at)
            standing = Phrase(zh: "\(load.author) \(at) 加载时接受", en: "accepted by \(load.author), \(at)")
        }
        return Phrase(
            zh: "\(doubt.key)：\(doubt.text)（\(standing.zh)）", en: "\(doubt.key): \(doubt.text) (\(standing.en))")(
                language)
    }
}

extension NoticeJSON {
    func doubts(_ list: [Doubt]) -> JSON {
        .array(list.map { .object([("key", .string($0.key)), ("text", .string($0.text))]) })
    }

    /// Who accepted the doubts of a loaded notice, and when; null when it is not loaded or has none.
    var acceptance: JSON {
        guard let load = overview.load, !overview.notice.openDoubts.isEmpty else { return .null }
        return .object([("by", .string(load.author)), ("at", .string(overview.zone.minute(load.at)))])
    }
}

extension LoadReport {
    /// The doubts by their lines in the file, as the last thing before somebody decides.
    func printDoubts(_ console: Console) {
        let doubts = opened.warnings.filter(\.isDoubt)
        guard !doubts.isEmpty else { return }
        console.print()
        console.print(
            Phrase(zh: "未核对的疑问 \(doubts.count) 处：", en: "\(plural(doubts.count, "open doubt")):"), [.bold, .yellow])
        for doubt in doubts {
            let line = doubt.span.map { Phrase(zh: "第 \($0.start.line) 行：", en: "line \($0.start.line): ") }
            let text = (line ?? Phrase(same: "")) + doubt.what
            console.print(Paragraph("· " + text(console.language), indent: 2, style: .yellow))
        }
    }

    var doubtsJSON: JSON {
        .array(
            proposal.doubts.map {
                .object([
                    ("task", .optional($0.task)), ("key", .string($0.doubt.key)), ("text", .string($0.doubt.text)),
                ])
            })
    }
}

extension Diagnostic {
    /// One of a notice's open doubts, which loading lists apart from its other warnings.
    package var isDoubt: Bool { code == NoticeProblem.openDoubt.rawValue }
}
