/// Writes the lines of a table whose layout is known.

import Texts

struct TablePen {
    let layout: TableLayout
    let canvas: Canvas
    private(set) var text = ""
    /// Cut to length: making a run of characters one by one costs more than the words between.
    private static let blanks = "                                                                "
    private static let dashes = "----------------------------------------------------------------"

    init(layout: TableLayout, canvas: Canvas) {
        self.layout = layout
        self.canvas = canvas
    }

    mutating func header() {
        row(titles: layout.slots.map(\.title))
        rule()
    }

    mutating func rule() {
        let dashes = layout.slots.map { Self.run(Self.dashes, $0.width) }
        text += canvas.paint(dashes.joined(separator: "  "), .dim)
        text += "\n"
    }

    mutating func section(_ heading: Cell) {
        text += canvas.paint(heading.text.terminalSafe, heading.style.union(.bold))
        text += "\n"
    }

    mutating func row(_ cells: [Cell], _ style: Style) {
        if layout.mayWrap, wrapped(cells, style) { return }
        var blanks = 0
        for slot in layout.slots {
            let cell = slot.index < cells.count ? cells[slot.index] : ""
            put(cell, style, in: slot, blanks: &blanks)
        }
        text += "\n"
    }

    /// Says which columns did not fit, so that nothing is missing unnoticed.
    mutating func omissions() {
        guard !layout.omitted.isEmpty else { return }
        let names = layout.omitted.joined(separator: canvas.language == .chinese ? "、" : ", ")
        let words = Phrase(
            zh: "（窗口较窄，未显示：\(names)）", en: "(not shown for want of width: \(names))")
        text += canvas.paint(words(canvas.language), .dim) + "\n"
    }

    private mutating func row(titles: [String]) {
        var blanks = 0
        for (slot, title) in zip(layout.slots, titles) { put(Cell(title, .bold), [], in: slot, blanks: &blanks) }
        text += "\n"
    }

    /// One cell; blanks are held back until something follows them, so that no line ends in blanks.
    private mutating func put(_ cell: Cell, _ style: Style, in slot: TableLayout.Slot, blanks: inout Int) {
        defer { blanks += TableLayout.gap }
        var shown = cell.text
        let width: Int
        if let plain = ShownWidth.plain(shown) {
            width = plain
        } else {
            shown = shown.terminalSafe
            width = displayWidth(of: shown)
        }
        let missing = max(0, slot.width - width)
        if shown.isEmpty {
            blanks += missing
            return
        }
        if slot.column.alignment == .trailing { blanks += missing }
        indent(blanks)
        text += canvas.paint(shown, cell.style.union(style))
        blanks = slot.column.alignment == .leading ? missing : 0
    }

    private mutating func indent(_ count: Int) {
        text += Self.run(Self.blanks, count)
    }

    /// `count` of the character that `all` repeats.
    private static func run(_ all: String, _ count: Int) -> String {
        guard count > all.utf8.count else { return String(all[..<all.utf8.index(all.startIndex, offsetBy: count)]) }
        return run(all + all, count)
    }

    /// The row over several lines, if one of its cells needs that.
    private mutating func wrapped(_ cells: [Cell], _ style: Style) -> Bool {
        var columns: [[String]] = []
        for slot in layout.slots {
            let content = slot.index < cells.count ? cells[slot.index].text : ""
            let isWide = ShownWidth.of(content) > slot.width
            columns.append(isWide ? Paragraph.lines(content.terminalSafe, width: slot.width) : [content])
        }
        let height = columns.map(\.count).max() ?? 1
        guard height > 1 else { return false }
        for line in 0..<height {
            var blanks = 0
            for (slot, parts) in zip(layout.slots, columns) {
                let look = slot.index < cells.count ? cells[slot.index].style : []
                put(Cell(line < parts.count ? parts[line] : "", look), style, in: slot, blanks: &blanks)
            }
            text += "\n"
        }
        return true
    }
}
