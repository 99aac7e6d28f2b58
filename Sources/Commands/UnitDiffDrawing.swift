/// What a roster changes, as a table: added, changed with each field, removed.

import Notices
import Terminal
import Texts

struct UnitDiffDrawing {
    private let diff: RosterDiff
    private let language: Language

    init(_ diff: RosterDiff, language: Language) {
        self.diff = diff
        self.language = language
    }

    var table: Table {
        var table = Table([
            Table.Column(Phrase(zh: "变动", en: "change")),
            Table.Column(Phrase(zh: "编码", en: "code")),
            Table.Column(Phrase(zh: "单位", en: "unit"), minimum: 12, wraps: true),
            Table.Column(Phrase(zh: "内容", en: "what"), minimum: 20, wraps: true),
        ])
        for unit in diff.added {
            table.add([word("新增", "added", .green), Cell(unit.code), Cell(unit.name), Cell(unit.kind ?? "")])
        }
        for change in diff.changed {
            table.add([
                word("变更", "changed", .yellow), Cell(change.after.code), Cell(change.after.name),
                Cell(change.fields.map(text).joined(separator: language == .chinese ? "；" : "; ")),
            ])
        }
        for unit in diff.removed {
            table.add([word("移除", "removed", .red), Cell(unit.code), Cell(unit.name), Cell(unit.kind ?? "")])
        }
        return table
    }

    private func word(_ zh: String, _ en: String, _ style: Style) -> Cell {
        Cell(Phrase(zh: zh, en: en)(language), style)
    }

    /// Addresses are not repeated: only that they changed.
    private func text(_ change: RosterDiff.FieldChange) -> String {
        let label = change.field.label(language)
        if change.field == .mail || change.field == .phone {
            return label
                + Phrase(zh: change.after.isEmpty ? "已去掉" : "有变动", en: change.after.isEmpty ? " removed" : " changed")(
                    language)
        }
        let empty = Phrase(zh: "（空）", en: "(none)")(language)
        return
            "\(label) \(change.before.isEmpty ? empty : change.before) → \(change.after.isEmpty ? empty : change.after)"
    }
}
