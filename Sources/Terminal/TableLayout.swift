/// Which columns of a table are shown, and how wide.

import Texts

struct TableLayout {
    struct Slot {
        let index: Int
        let column: Table.Column
        let title: String
        var width: Int
    }

    private(set) var slots: [Slot]
    private(set) var omitted: [String] = []
    /// Whether some cell is wider than its column, so that rows may take several lines.
    private(set) var mayWrap = false

    static let gap = 2

    init(_ table: Table, _ canvas: Canvas) {
        var widths = [Int](repeating: 0, count: table.columns.count)
        let titles = table.columns.map { $0.title(canvas.language).terminalSafe }
        for (index, title) in titles.enumerated() { widths[index] = displayWidth(of: title) }
        for case .row(let cells, _) in table.lines {
            for (index, cell) in cells.prefix(widths.count).enumerated() {
                let width = ShownWidth.of(cell.text)
                if width > widths[index] { widths[index] = width }
            }
        }
        slots = table.columns.indices.map {
            Slot(index: $0, column: table.columns[$0], title: titles[$0], width: widths[$0])
        }
        guard let limit = canvas.width else { return }
        fit(limit)
        mayWrap = slots.contains { $0.width < widths[$0.index] }
    }

    private var total: Int { slots.reduce(0) { $0 + $1.width } + TableLayout.gap * max(0, slots.count - 1) }

    private mutating func fit(_ limit: Int) {
        for index in slots.indices {
            guard let maximum = slots[index].column.maximum else { continue }
            slots[index].width = min(slots[index].width, max(maximum, displayWidth(of: slots[index].title)))
        }
        narrow(to: limit)
        while total > limit, let victim = leastImportant() {
            omitted.append(slots[victim].title)
            slots.remove(at: victim)
        }
    }

    /// Takes from the widest of the columns that may wrap, column by column, so that they end up alike.
    private mutating func narrow(to limit: Int) {
        var excess = total - limit
        while excess > 0 {
            let candidates = slots.indices.filter { slots[$0].column.wraps && slots[$0].width > floor(slots[$0]) }
            guard let widest = candidates.max(by: { slots[$0].width < slots[$1].width }) else { return }
            slots[widest].width -= 1
            excess -= 1
        }
    }

    private func floor(_ slot: Slot) -> Int { max(slot.column.minimum, displayWidth(of: slot.title)) }

    private func leastImportant() -> Int? {
        slots.indices.filter { slots[$0].column.priority > 0 }
            .max { slots[$0].column.priority < slots[$1].column.priority }
    }
}

/// The columns a text takes once it is made safe to show, with a short way for what most cells hold.
enum ShownWidth {
    static func of(_ text: String) -> Int {
        plain(text) ?? displayWidth(of: text.terminalSafe)
    }

    /// The width of a text of printable ASCII and common Chinese only, which is safe as it is; nil for any other.
    static func plain(_ text: String) -> Int? {
        let quick: Int?? = text.utf8.withContiguousStorageIfAvailable { bytes in plain(bytes) }
        return quick ?? nil
    }

    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var width = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 0x20, byte < 0x7F else { return nil }
                width += 1
                index += 1
                continue
            }
            // A Swift string is valid UTF-8, so a byte of E3…EF leads exactly two more.
            guard byte >= 0xE3, byte <= 0xEF else { return nil }
            let second = bytes[index + 1]
            switch byte {
            // U+4E00…9FFF
            case 0xE4 where second >= 0xB8, 0xE5...0xE9: break
            // U+3000…303E: 、。《》 and their like
            case 0xE3 where second == 0x80 && bytes[index + 2] != 0xBF: break
            // U+FF01…FF3F: ，：（） and their like
            case 0xEF where second == 0xBC && bytes[index + 2] != 0x80: break
            default: return nil
            }
            width += 2
            index += 3
        }
        return width
    }
}
