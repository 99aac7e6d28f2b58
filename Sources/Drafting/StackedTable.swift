/// Tables of which extraction left each cell on a line of its own: the headings, then row after row.

enum StackedTable {
    /// The cells that hold a time, by their line from 0.
    static func cells(in text: SourceText) -> [Int: TableReader.Cell] {
        let lines = (0..<text.lineCount).map { (number: $0, range: text.trimmed(text.line($0))) }
            .filter { !$0.range.isEmpty }
        var cells: [Int: TableReader.Cell] = [:]
        var place = 0
        while place < lines.count {
            guard let table = table(at: place, lines, text) else {
                place += 1
                continue
            }
            for (line, cell) in table.cells { cells[line] = cell }
            place += table.length
        }
        return cells
    }

    private typealias Line = (number: Int, range: Range<Int>)

    /// The width that gives most rows, two at least.
    private static func table(
        at start: Int, _ lines: [Line], _ text: SourceText
    ) -> (length: Int, cells: [(Int, TableReader.Cell)])? {
        guard isHeading(lines[start].range, text) else { return nil }
        var best: (rows: Int, width: Int, column: Int)?
        var column: Int?
        for width in 1...8 where start + width <= lines.count {
            let last = lines[start + width - 1].range
            guard isHeading(last, text) else { break }
            if timeHeadings.contains(where: text.tidy(last).hasSuffix) { column = width - 1 }
            guard width >= 2, let column else { continue }
            let rows = rows(from: start, width: width, column: column, lines, text)
            if rows >= 2, rows * width > (best.map { $0.rows * $0.width } ?? 0) { best = (rows, width, column) }
        }
        guard let best else { return nil }
        let headings = (0..<best.width).map { lines[start + $0].range }
        let bodyColumn = headings.indices.first { index in
            index != best.column && TableReader.bodyHeadings.contains(where: text.tidy(headings[index]).hasSuffix)
        }
        let cells = (1...best.rows).map { row in
            let own = (0..<best.width).map { lines[start + row * best.width + $0] }
            let others = own.indices.filter { $0 != best.column && $0 != bodyColumn }.map { own[$0].range }
            return (
                own[best.column].number,
                TableReader.Cell(
                    heading: headings[best.column], body: bodyColumn.map { own[$0].range }, top: lines[start].number,
                    others: others)
            )
        }
        return ((best.rows + 1) * best.width, cells)
    }

    private static func rows(
        from start: Int, width: Int, column: Int, _ lines: [Line], _ text: SourceText
    ) -> Int {
        var rows = 0
        while start + (rows + 2) * width <= lines.count, rows < 1_000 {
            let row = (0..<width).map { lines[start + (rows + 1) * width + $0].range }
            guard row.allSatisfy({ $0.count <= 120 }), isTime(row[column], text) else { break }
            rows += 1
        }
        return rows
    }

    /// Short, without punctuation and without a number.
    private static func isHeading(_ range: Range<Int>, _ text: SourceText) -> Bool {
        range.count <= 12
            && text.scalars[range].allSatisfy { scalar in
                !Scalars.isDigit(Scalars.plain(scalar)) && !"。，；：、,;:".unicodeScalars.contains(scalar)
            }
    }

    private static let timeHeadings = ["时间", "日期", "期限", "截止", "时限", "节点", "日程", "日期要求", "时间要求"]

    /// Short, with a number or numeral and 月, 日, a dot or a dash.
    private static func isTime(_ range: Range<Int>, _ text: SourceText) -> Bool {
        guard range.count <= 40 else { return false }
        let scalars = text.scalars[range]
        let hasNumber = scalars.contains {
            Scalars.isDigit(Scalars.plain($0)) || Scalars.chineseNumber($0.value) != nil
        }
        return hasNumber && scalars.contains { "月日号底前./-—".unicodeScalars.contains($0) }
    }
}
