/// The notices whose tasks an imported roster would change, each with the command that changes them.

import Ledger
import Office
import Platform
import Terminal
import Texts

struct RosterEffectDrawing {
    let effects: [RosterEffect]
    /// The roster's file as it was named.
    let file: String
    let shelf: Shelf

    func print(to console: Console) {
        guard !effects.isEmpty else { return }
        console.print(
            Phrase(
                zh: "名录会改变下列已加载通知的任务，重新加载时先显示差异，确认后才改：",
                en:
                    "The roster changes tasks of these notices once they are loaded again; each load shows the difference first:"
            ),
            .yellow)
        for effect in effects {
            console.print(Phrase(same: "  \(effect.notice.id)  ") + counts(effect))
            console.print(Phrase(same: "    ") + command(effect), .bold)
        }
    }

    private func counts(_ effect: RosterEffect) -> Phrase {
        let parts: [(Int, String, String)] = [
            (effect.added, "新增", "added"), (effect.removed, "删去或撤销", "removed or withdrawn"),
            (effect.redated, "改期", "moved"), (effect.rereviewed, "改由其他单位审核", "reviewed by others"),
        ]
        let shown = parts.filter { $0.0 > 0 }
        return Phrase(
            zh: shown.map { "\($0.1) \($0.0) 项" }.joined(separator: "，"),
            en: shown.map { "\($0.0) \($0.2)" }.joined(separator: ", "))
    }

    /// By its id where that finds the file; the ledger keeps texts, not where they were read from.
    private func command(_ effect: RosterEffect) -> Phrase {
        let isAtHand = shelf.shippedNotices.contains { $0.id == effect.notice.id }
        let notice = isAtHand ? Phrase(same: effect.notice.id) : Phrase(zh: "通知文件", en: "FILE")
        return Phrase(same: "duban load ") + notice + Phrase(same: " --units \(file)")
    }

    var json: JSON {
        .array(
            effects.map { effect in
                .object([
                    ("notice", .string(effect.notice.id)), ("added", .int(effect.added)),
                    ("removed", .int(effect.removed)),
                    ("redated", .int(effect.redated)), ("rereviewed", .int(effect.rereviewed)),
                ])
            })
    }
}
