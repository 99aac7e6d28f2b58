/// Tables as text extraction leaves them: cells parted by tabs, bars or runs of blanks, the headings in the first row.

struct TableReader: Sendable {
    private let text: SourceText
    /// The cells of each line; empty for a line that is none of a table.
    private let rows: [[Range<Int>]]
    /// By the line that a cell fills, for tables whose cells were written one below the other.
    private let stacked: [Int: Cell]

    init(_ text: SourceText) {
        self.text = text
        rows = (0..<text.lineCount).map { Self.cells(text.line($0), text) }
        stacked = StackedTable.cells(in: text)
    }

    /// What stands over and beside a time in a table.
    struct Cell: Sendable {
        /// The column's heading.
        let heading: Range<Int>
        /// The cell of the row under a heading that names bodies.
        let body: Range<Int>?
        /// The line of the headings, from 0.
        let top: Int
        /// The other cells of the row, the first ones first.
        let others: [Range<Int>]
    }

    func cell(at place: Int, line: Int) -> Cell? {
        if let cell = stacked[line] { return cell }
        let row = rows[line]
        guard row.count >= 2, let column = row.firstIndex(where: { $0.contains(place) }), let top = top(over: line),
            rows[top].count > column
        else { return nil }
        let bodyColumn = rows[top].indices.first { index in
            let words = text.tidy(rows[top][index])
            return index != column && Self.bodyHeadings.contains(where: words.hasSuffix)
        }
        return Cell(
            heading: rows[top][column], body: bodyColumn.flatMap { row.count > $0 ? row[$0] : nil }, top: top,
            others: row.indices.filter { $0 != column && $0 != bodyColumn }.map { row[$0] })
    }

    static let bodyHeadings = ["单位", "部门", "主体", "对象", "组", "机构", "责任人", "承办", "实施者"]

    /// The first row of the table that the line belongs to.
    private func top(over line: Int) -> Int? {
        var top = line
        while top > 0, line - top < 200, rows[top - 1].count >= 2 { top -= 1 }
        return top < line ? top : nil
    }

    private static func cells(_ line: Range<Int>, _ text: SourceText) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        var place = line.lowerBound
        var blanks = 0
        var separators = 0
        func close(_ end: Int) {
            let cell = text.trimmed(start..<end)
            if !cell.isEmpty { cells.append(cell) }
        }
        while place < line.upperBound {
            let scalar = text.scalars[place]
            if scalar == "\t" || scalar == "|" || scalar == "｜" {
                close(place)
                start = place + 1
                separators += 1
                blanks = 0
            } else if Scalars.isBlank(scalar) {
                blanks += 1
                if blanks == 3 { close(place - 2) }
                if blanks >= 3 {
                    start = place + 1
                    separators += blanks == 3 ? 1 : 0
                }
            } else {
                blanks = 0
            }
            place += 1
        }
        close(line.upperBound)
        return separators > 0 && cells.count >= 2 ? cells : []
    }
}
