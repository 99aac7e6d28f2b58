/// Rows of a PDF's tables put together again where a cell has several lines.

enum PDFTable {
    /// Lines that stand half a line apart belong to one row whose cells are centred; a line that fills only some of the
    /// columns of the row above it, right below it, goes on in its cells.
    static func rows(_ lines: [PDFLine]) -> [PDFLine] {
        var rows: [PDFLine] = []
        // Of the row that is last: its columns as they were in its first line, and where its last line ends.
        var columns: [PDFLine.Piece] = []
        var foot = 0.0
        var isCentred = false
        for line in lines {
            guard let last = rows.last, last.page == line.page else {
                rows.append(line)
                (columns, foot, isCentred) = (line.pieces, line.bottom, false)
                continue
            }
            let overlap = min(foot, line.bottom) - line.top
            let isInside = overlap > 0.25 * min(last.size, line.size) && line.pieces.count + columns.count > 2
            let isBelow = !isCentred && continues(columns, line) && line.top - foot < 0.15 * line.size
            if isInside || isBelow {
                isCentred = isCentred || isInside
                rows[rows.count - 1] = joined(last, line)
                columns = isInside ? rows[rows.count - 1].pieces : columns
                foot = max(foot, line.bottom)
            } else {
                if line.pieces.count < 2 { isCentred = false }
                rows.append(line)
                (columns, foot) = (line.pieces, line.bottom)
            }
        }
        return rows
    }

    /// A table has several rows; a single line with gaps, or a number before a paragraph, is none.
    static func marked(_ lines: [PDFLine]) -> [PDFLine] {
        var marked = lines
        for (index, line) in lines.enumerated() where line.pieces.count > 1 {
            let beside = [index - 1, index + 1].contains { lines.indices.contains($0) && lines[$0].pieces.count > 1 }
            let text = line.pieces[line.pieces.count - 1]
            let isNumbered =
                line.pieces.count == 2 && text.right - text.left > 0.5 * line.pageWidth
                && text.left - line.pieces[0].right < 3 * line.size && line.pieces[0].text.unicodeScalars.count < 7
            marked[index].isRow = beside && !isNumbered
        }
        return marked
    }

    /// Whether each piece of the line lies under a column, and some column has none.
    private static func continues(_ columns: [PDFLine.Piece], _ line: PDFLine) -> Bool {
        guard columns.count > 1, line.pieces.count < columns.count else { return false }
        return line.pieces.allSatisfy { piece in columns.count { overlap($0, piece) } == 1 }
    }

    private static func overlap(_ one: PDFLine.Piece, _ other: PDFLine.Piece) -> Bool {
        min(one.right, other.right) > max(one.left, other.left)
    }

    /// The line's pieces go to the cells that they stand under, others become cells of their own.
    private static func joined(_ row: PDFLine, _ line: PDFLine) -> PDFLine {
        var row = row
        for piece in line.pieces {
            if let index = row.pieces.firstIndex(where: { overlap($0, piece) }) {
                row.pieces[index].text = PDFLayout.joined(row.pieces[index].text, piece.text)
                row.pieces[index].left = min(row.pieces[index].left, piece.left)
                row.pieces[index].right = max(row.pieces[index].right, piece.right)
            } else {
                row.pieces.append(piece)
            }
        }
        row.pieces.sort { $0.left < $1.left }
        row.bottom = max(row.bottom, line.bottom)
        return row
    }
}
