/// The cells of a worksheet on their way to CSV.
import Texts

/// Cells `B2:C5`; rows and columns from 1.
struct XlsxRange: Hashable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init?(_ text: String) {
        let ends = text.split(separator: ":").map(String.init)
        guard ends.count == 2, let from = Self.place(ends[0]), let to = Self.place(ends[1]), from.row <= to.row,
            from.column <= to.column
        else { return nil }
        rows = from.row...to.row
        columns = from.column...to.column
    }

    /// `AB12` → row 12, column 28; nil outside Excel's limits.
    static func place(_ text: String) -> (row: Int, column: Int)? {
        var (row, column) = (0, 0)
        for byte in text.utf8 where byte != 0x24 {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte) - 0x60
            case 0x30...0x39: row = row * 10 + Int(byte) - 0x30
            default: return nil
            }
            if row > XlsxReader.rowLimit || column > XlsxReader.columnLimit { return nil }
        }
        return row > 0 && column > 0 ? (row, column) : nil
    }
}

struct XlsxTable {
    /// Values by row and column, both from 1; rows in ascending order for nearly every file.
    private var rows: [Int: [Int: String]] = [:]
    private var size = 0

    /// Line breaks inside a cell become blanks: a row is a line.
    mutating func add(_ value: String, row: Int, column: Int) throws(DocumentProblem) {
        guard (1...XlsxReader.rowLimit).contains(row), (1...XlsxReader.columnLimit).contains(column) else {
            throw .damaged(.excel, "R\(row)C\(column)")
        }
        var value = value
        if value.utf8.contains(where: { $0 < 0x20 }) {
            value = String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }
        value = value.trimmed
        guard !value.isEmpty else { return }
        // What a value costs in memory besides its bytes.
        size += value.utf8.count + 32
        if size > 4 * XlsxReader.sizeLimit { throw .unpacksTooLarge(limit: XlsxReader.sizeLimit) }
        rows[row, default: [:]][column] = value
    }

    /// A value that stands in merged cells holds for each of their rows that says something else besides.
    mutating func repeatDown(_ range: XlsxRange) throws(DocumentProblem) {
        guard range.rows.count > 1, let value = rows[range.rows.lowerBound]?[range.columns.lowerBound] else { return }
        for row in range.rows.dropFirst() where rows[row] != nil {
            try add(value, row: row, column: range.columns.lowerBound)
        }
    }

    /// Line n is row n; empty when no cell has a value.
    func csv() throws(DocumentProblem) -> String {
        let writer = CSVWriter(guardsFormulas: false)
        var text = ""
        var line = 1
        for (row, cells) in rows.sorted(by: { $0.key < $1.key }) {
            text += String(repeating: "\r\n", count: row - line)
            var values = [String](repeating: "", count: cells.keys.max() ?? 0)
            for (column, value) in cells { values[column - 1] = value }
            writer.append(values, to: &text)
            line = row + 1
            if text.utf8.count > XlsxReader.sizeLimit { throw .unpacksTooLarge(limit: XlsxReader.sizeLimit) }
        }
        return text
    }
}
