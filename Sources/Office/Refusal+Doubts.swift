/// A notice whose file still has doubts is not loaded unless somebody accepts them.

import Notices
import Texts

extension Refusal {
    /// Nil when there is no doubt.
    public static func ofDoubts(_ doubts: [OpenDoubt]) -> Refusal? {
        guard !doubts.isEmpty else { return nil }
        let first = doubts.prefix(3)
        func list(colon: String) -> [String] {
            first.map { ($0.title.map { $0 + " " } ?? "") + $0.doubt.key + colon + $0.doubt.text }
        }
        let more = doubts.count - first.count
        return Refusal(
            .refused,
            Phrase(
                zh: "通知文件还有 \(doubts.count) 处疑问没有核对，未写入",
                en: "the notice file still has \(plural(doubts.count, "open doubt")); nothing was stored"),
            why: Phrase(
                zh: list(colon: "：").joined(separator: "；") + (more > 0 ? "；另有 \(more) 处" : ""),
                en: list(colon: ": ").joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")),
            remedy: Phrase(
                zh: "查对原文，改正后删去 doubts 下的那一行；确认可以照现在的值发信的，加上 --accept-doubts",
                en: "look them up, correct the values and delete their lines under `doubts`; or add --accept-doubts if "
                    + "letters may go out on the values as they are"))
    }
}
