/// What a document says in reading order, lines and tables, and how that becomes the text that drafting reads: a line
/// for each paragraph, a line for each table row with its cells parted by tabs.
import Texts

struct Outline {
    /// Bytes of text that a document may have.
    static let textLimit = 16 << 20
    /// Tables inside tables up to this; those deeper are part of the cell that they stand in.
    private static let tableDepth = 40
    /// Columns that one cell may span.
    private static let spanLimit = 60

    enum Block {
        case line(String)
        case table(Table)
    }

    struct Cell {
        var blocks: [Block] = []
        /// At least 1 each.
        var columns = 1
        var rows = 1
        /// Belongs to the cell above it (Word's way of saying `rows`).
        var continues = false
    }

    struct Row {
        var cells: [Cell] = []
        /// Columns left free before the first cell.
        var before = 0
        var isDropped = false
    }

    struct Table {
        var rows: [Row] = []
        /// Whether it arranges the page instead of telling data in rows and columns.
        var isLayout = false
    }

    private struct OpenTable {
        var table = Table()
        var row: Row?
        var cell: Cell?
    }

    private var blocks: [Block] = []
    private var open: [OpenTable] = []
    /// Levels of tables that are not kept apart.
    private var ignored = 0
    private var size = 0

    /// Texts of several lines become as many; empty ones are left out.
    mutating func add(_ text: String) throws(DocumentProblem) {
        size += text.utf8.count
        if size > Self.textLimit { throw .tooMuchText(limit: Self.textLimit) }
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            if !line.isEmpty { add(.line(line)) }
        }
    }

    /// To the innermost open cell; what stands in a table outside its cells comes before the table.
    private mutating func add(_ block: Block) {
        if let index = open.lastIndex(where: { $0.cell != nil }) {
            open[index].cell?.blocks.append(block)
        } else {
            blocks.append(block)
        }
    }

    mutating func beginTable() {
        if open.count >= Self.tableDepth { ignored += 1 } else { open.append(OpenTable()) }
    }

    mutating func endTable() {
        if ignored > 0 {
            ignored -= 1
            return
        }
        endRow()
        guard var table = open.popLast()?.table else { return }
        table.isLayout = table.looksLikeLayout
        if !table.rows.isEmpty { add(.table(table)) }
    }

    mutating func beginRow() {
        guard ignored == 0, !open.isEmpty else { return }
        endRow()
        open[open.count - 1].row = Row()
    }

    /// Changes the row that is open.
    mutating func row(_ change: (inout Row) -> Void) {
        guard ignored == 0, !open.isEmpty, open[open.count - 1].row != nil else { return }
        change(&open[open.count - 1].row!)
    }

    mutating func endRow() {
        guard ignored == 0, !open.isEmpty else { return }
        endCell()
        let row = open[open.count - 1].row
        open[open.count - 1].row = nil
        if let row, !row.isDropped, !row.cells.isEmpty { open[open.count - 1].table.rows.append(row) }
    }

    mutating func beginCell(columns: Int = 1, rows: Int = 1) {
        guard ignored == 0, !open.isEmpty else { return }
        endCell()
        if open[open.count - 1].row == nil { open[open.count - 1].row = Row() }
        open[open.count - 1].cell = Cell(columns: min(max(1, columns), Self.spanLimit), rows: max(1, rows))
    }

    /// Changes the cell that is open.
    mutating func cell(_ change: (inout Cell) -> Void) {
        guard ignored == 0, !open.isEmpty, open[open.count - 1].cell != nil else { return }
        change(&open[open.count - 1].cell!)
        let columns = open[open.count - 1].cell?.columns ?? 1
        open[open.count - 1].cell?.columns = min(max(1, columns), Self.spanLimit)
    }

    mutating func endCell() {
        guard ignored == 0, !open.isEmpty, let cell = open[open.count - 1].cell else { return }
        open[open.count - 1].cell = nil
        open[open.count - 1].row?.cells.append(cell)
    }

    /// The whole text; what is still open is closed.
    mutating func text() throws(DocumentProblem) -> String {
        ignored = 0
        while !open.isEmpty { endTable() }
        var lines = OutlineText(limit: Self.textLimit)
        try lines.add(blocks)
        return lines.text
    }
}

extension Outline.Table {
    /// One column, or a single row of long cells, or a cell that holds a table of data or more lines than anybody puts
    /// into one: paragraphs that must not be run together.
    fileprivate var looksLikeLayout: Bool {
        let widest = rows.map { row in row.cells.count { !$0.blocks.isEmpty } }.max() ?? 0
        let longest = rows.flatMap(\.cells).map(\.lineCount).max() ?? 0
        if widest < 2 || longest > 20 || (rows.count == 1 && longest > 3) { return true }
        return rows.contains { $0.cells.contains { $0.blocks.contains(where: \.isData) } }
    }
}

extension Outline.Cell {
    fileprivate var lineCount: Int {
        blocks.reduce(0) { count, block in
            if case .table(let table) = block { count + table.rows.count } else { count + 1 }
        }
    }

    /// Its lines with a blank between them.
    fileprivate var flat: String {
        var parts: [String] = []
        Self.collect(blocks, &parts)
        return parts.joined(separator: " ")
    }

    private static func collect(_ blocks: [Outline.Block], _ parts: inout [String]) {
        for block in blocks {
            switch block {
            case .line(let line):
                parts.append(String(String.UnicodeScalarView(line.unicodeScalars.map { $0 == "\t" ? " " : $0 })))
            case .table(let table):
                for cell in table.rows.flatMap(\.cells) { collect(cell.blocks, &parts) }
            }
        }
    }
}

extension Outline.Block {
    fileprivate var isData: Bool {
        if case .table(let table) = self { !table.isLayout && table.rows.count > 1 } else { false }
    }
}

/// Puts the lines together; its recursion is bounded by the depth of kept tables.
private struct OutlineText {
    let limit: Int
    var text = ""

    init(limit: Int) { self.limit = limit }

    mutating func add(_ blocks: [Outline.Block]) throws(DocumentProblem) {
        for block in blocks {
            switch block {
            case .line(let line): try add(line)
            case .table(let table):
                if table.isLayout {
                    for cell in table.rows.flatMap(\.cells) { try add(cell.blocks) }
                } else {
                    try add(table)
                }
            }
        }
    }

    /// Repeated cells can make more text than was read.
    private mutating func add(_ line: String) throws(DocumentProblem) {
        if text.utf8.count + line.utf8.count > limit { throw .tooMuchText(limit: limit) }
        text += line
        text += "\n"
    }

    /// A cell that spans rows is told in each of them, so that every row says all that it means. One that spans columns
    /// leaves the others empty, except among the headings, which stand over all their columns.
    private mutating func add(_ table: Outline.Table) throws(DocumentProblem) {
        var above: [Int: (text: String, rows: Int)] = [:]
        for (index, row) in table.rows.enumerated() {
            var line = [String](repeating: "", count: min(row.before, 60))
            let isHeading = index == 0 && row.cells.count > 1
            func fill() {
                while let carried = above[line.count], carried.rows > 0 {
                    above[line.count]?.rows -= 1
                    line.append(carried.text)
                }
            }
            for cell in row.cells {
                fill()
                let column = line.count
                let text = cell.continues ? above[column]?.text ?? "" : cell.flat
                // No table is that wide; the spans of one that is made to do harm are not followed.
                for offset in 0..<(column < 1000 ? cell.columns : 1) {
                    let shown = offset == 0 || isHeading ? text : ""
                    above[column + offset] = (shown, cell.rows - 1)
                    line.append(shown)
                }
            }
            fill()
            while line.last?.isEmpty == true { line.removeLast() }
            if !line.isEmpty { try add(line.joined(separator: "\t")) }
        }
    }
}
