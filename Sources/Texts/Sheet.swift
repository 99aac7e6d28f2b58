/// A table as a file holds it: rows of cells, each cell with its place. What the CSV reader makes and decoders read.
///
/// Cells are kept as ranges of the file's bytes and made into strings when asked for, so that a large file
/// costs little until it is used.
public struct Sheet: Sendable {
    /// Where one cell stands in `bytes`, quotes excluded.
    public struct Extent: Sendable, Hashable {
        public let start: Int32
        public let end: Int32
        /// The line on which the cell begins, from 1.
        public let line: Int32
        public let quoted: Bool

        public init(start: Int32, end: Int32, line: Int32, quoted: Bool) {
            self.start = start
            self.end = end
            self.line = line
            self.quoted = quoted
        }
    }

    /// The file as the user named it.
    public var file: String { storage.file }
    private let storage: Storage

    /// One object for all of the file's data, so that a row or a cell costs one reference.
    fileprivate final class Storage: Sendable {
        let file: String
        /// The file's text in UTF-8.
        let bytes: [UInt8]
        let lineStarts: [Int32]
        let extents: [Extent]
        let rowStarts: [Int32]

        init(file: String, bytes: [UInt8], lineStarts: [Int32], extents: [Extent], rowStarts: [Int32]) {
            self.file = file
            self.bytes = bytes
            self.lineStarts = lineStarts
            self.extents = extents
            self.rowStarts = rowStarts
        }

        func place(of offset: Int, from line: Int) -> Position {
            var line = line
            while line < lineStarts.count, Int(lineStarts[line]) <= offset { line += 1 }
            let start = Int(lineStarts[line - 1])
            let column = bytes[start..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            return Position(line: line, column: column)
        }
    }

    /// For readers. `extents` lie within `bytes` in ascending order; `rowStarts` begins with 0 and ends
    /// with `extents.count`, no row is empty; `lineStarts` holds the offset of each line.
    public init(file: String, bytes: [UInt8], lineStarts: [Int32], extents: [Extent], rowStarts: [Int32]) {
        storage = Storage(
            file: file, bytes: bytes, lineStarts: lineStarts, extents: extents, rowStarts: rowStarts)
    }

    /// One row; cells beyond its end read as empty.
    public struct Row: Sendable {
        fileprivate let sheet: Storage
        public let index: Int

        public var count: Int { Int(sheet.rowStarts[index + 1] - sheet.rowStarts[index]) }
        /// The line on which the row begins, from 1.
        public var line: Int { Int(sheet.extents[Int(sheet.rowStarts[index])].line) }

        /// The cell in this column, from 0; nil when the row is shorter.
        public subscript(column: Int) -> Cell? {
            guard column >= 0, column < count else { return nil }
            return Cell(sheet: sheet, extent: sheet.extents[Int(sheet.rowStarts[index]) + column])
        }

        public var cells: [Cell] { (0..<count).compactMap { self[$0] } }

        /// From the first cell to the last.
        public var span: Span {
            Span(
                start: self[0]?.span.start ?? Position(line: line, column: 1),
                end: self[count - 1]?.span.end ?? Position(line: line, column: 1))
        }
    }

    public struct Cell: Sendable {
        fileprivate let sheet: Storage
        fileprivate let extent: Extent

        /// The value: doubled quotes are single, line breaks inside quotes are kept.
        public var text: String {
            let slice = sheet.bytes[Int(extent.start)..<Int(extent.end)]
            guard extent.quoted, slice.contains(0x22) else { return String(decoding: slice, as: UTF8.self) }
            var plain: [UInt8] = []
            plain.reserveCapacity(slice.count)
            var isSecond = false
            for byte in slice {
                isSecond = byte == 0x22 && !isSecond
                if !isSecond { plain.append(byte) }
            }
            return String(decoding: plain, as: UTF8.self)
        }

        /// No value, not even a blank.
        public var isEmpty: Bool { extent.start == extent.end }

        /// The value where it is nothing but visible ASCII and the usual ideographs, with blanks only inside: there is
        /// nothing to trim and nothing hidden in it. Nil for any other, which has to be looked at letter by letter.
        public var plain: String? {
            let bytes = sheet.bytes
            let (start, end) = (Int(extent.start), Int(extent.end))
            guard start < end, !extent.quoted, bytes[start] > 0x20, bytes[end - 1] > 0x20 else { return nil }
            for index in start..<end {
                // E4…E9 begin U+4000 to U+9FFF; the bytes that follow are 80…BF.
                switch bytes[index] {
                case 0x20..<0x7F, 0x80...0xBF, 0xE4...0xE9: break
                default: return nil
                }
            }
            return String(decoding: bytes[start..<end], as: UTF8.self)
        }

        /// The value without blanks and line breaks at its ends; ideographic and no-break spaces count as blanks.
        public var trimmed: String { text.trimmed }

        /// Where the value stands, quotes excluded.
        public var span: Span {
            Span(
                start: sheet.place(of: Int(extent.start), from: Int(extent.line)),
                end: sheet.place(of: Int(extent.end), from: Int(extent.line)))
        }
    }

    public var rowCount: Int { storage.rowStarts.count - 1 }

    /// The row with this index, from 0.
    public subscript(row: Int) -> Row { Row(sheet: storage, index: row) }

    public var rows: [Row] { (0..<rowCount).map { self[$0] } }

    /// The place of the byte at `offset`, which lies on `line` (from 1) or after it.
    public func place(of offset: Int, from line: Int) -> Position { storage.place(of: offset, from: line) }
}
