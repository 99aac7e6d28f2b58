/// Tables as text extraction leaves them: cells parted by tabs, bars or runs of blanks, the headings in the first row.

struct TableReader: Sendable {
    private let text: SourceText
    /// The cells of each line; empty for a line that is none of a table. Between tabs and bars a cell may be empty and
    /// keeps its column.
    private let rows: [[Range<Int>]]
    /// By the line that a cell fills, for tables whose cells were written one below the other.
    private let stacked: [Int: Cell]

    init(_ text: SourceText) {
        self.text = text
        var rows = (0..<text.lineCount).map { Self.cells(text.line($0), text) }
        Self.splitAtBlanks(&rows, text)
        self.rows = rows
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

    /// The cells of a line, from 0; none for a line outside of tables.
    func row(_ line: Int) -> [Range<Int>] { rows[line] }

    func cell(at place: Int, line: Int) -> Cell? {
        if let cell = stacked[line] { return cell }
        let row = rows[line]
        // By halving: a row may hold thousands of times.
        let column = row.partitionPoint { $0.upperBound > place }
        guard row.count >= 2, column < row.count, row[column].contains(place), let top = top(over: line),
            rows[top].count > column, (1...Self.longestHeading).contains(rows[top][column].count)
        else { return nil }
        let bodyColumn = rows[top].indices.first { index in
            guard index != column, rows[top][index].count <= Self.longestHeading else { return false }
            let words = text.tidy(rows[top][index])
            return Self.bodyHeadings.contains(where: words.hasSuffix) && !Self.hosts.contains(where: words.contains)
        }
        return Cell(
            heading: rows[top][column], body: bodyColumn.flatMap { row.count > $0 && !row[$0].isEmpty ? row[$0] : nil },
            top: top,
            others: row.indices.filter { $0 != column && $0 != bodyColumn && !row[$0].isEmpty }.map { row[$0] })
    }

    /// What is longer is a paragraph, and would be read again for each time of a column.
    private static let longestHeading = 120
    static let bodyHeadings = ["单位", "部门", "主体", "对象", "组", "机构", "责任人", "承办", "实施者"]

    /// Who holds a training is not who has to come.
    private static let hosts = ["主办", "举办", "主管", "承训", "指导单位", "发证"]

    /// The first row of the table that the line belongs to.
    private func top(over line: Int) -> Int? {
        var top = line
        while top > 0, line - top < 200, rows[top - 1].count >= 2 { top -= 1 }
        return top < line ? top : nil
    }

    /// Three lines or more of as many words each, none of them a sentence: a table whose cells one blank parts.
    private static func splitAtBlanks(_ rows: inout [[Range<Int>]], _ text: SourceText) {
        var start = 0
        while start < rows.count {
            let first = rows[start].isEmpty ? words(text.line(start), text) : []
            guard first.count >= 3 else {
                start += 1
                continue
            }
            var run = [first]
            while start + run.count < rows.count, rows[start + run.count].isEmpty,
                case let next = words(text.line(start + run.count), text), next.count == first.count
            { run.append(next) }
            if run.count >= 3 {
                for (offset, cells) in run.enumerated() { rows[start + offset] = cells }
            }
            start += run.count
        }
    }

    /// The words of a line between blanks; none for a sentence.
    private static func words(_ line: Range<Int>, _ text: SourceText) -> [Range<Int>] {
        guard line.count <= 120 else { return [] }
        var words: [Range<Int>] = []
        var start = line.lowerBound
        for place in line {
            let scalar = text.scalars[place]
            if "。；".unicodeScalars.contains(scalar) { return [] }
            guard Scalars.isBlank(scalar) else { continue }
            if place > start { words.append(start..<place) }
            start = place + 1
        }
        if line.upperBound > start { words.append(start..<line.upperBound) }
        return words
    }

    private static func cells(_ line: Range<Int>, _ text: SourceText) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        var place = line.lowerBound
        var blanks = 0
        var separators = 0
        func close(_ end: Int, keepsEmpty: Bool = false) {
            let cell = text.trimmed(start..<end)
            if keepsEmpty || !cell.isEmpty { cells.append(cell) }
        }
        while place < line.upperBound {
            let scalar = text.scalars[place]
            if scalar == "\t" || scalar == "|" || scalar == "｜" {
                // What follows a run of blanks has been closed already; the tab behind it is part of the run.
                close(place, keepsEmpty: blanks < 3)
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
        return separators > 0 && cells.count(where: { !$0.isEmpty }) >= 2 ? cells : []
    }
}
