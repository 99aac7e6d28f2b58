/// One pass over a CSV file's bytes: where lines, rows and cells begin and end.
import Texts

struct CSVScanner {
    private(set) var delimiter: UInt8
    private(set) var lineStarts: [Int32] = [0]
    private(set) var extents: [Sheet.Extent] = []
    private(set) var rowStarts: [Int32] = [0]
    private(set) var faults: [CSVFault] = []
    private var index = 0

    private static let quote: UInt8 = 0x22
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    /// Control characters are listed up to this many.
    private static let listed = 20

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        extents.reserveCapacity(bytes.count / 8)
        rowStarts.reserveCapacity(bytes.count / 64)
        chooseDelimiter(bytes)
        while index < bytes.count { row(bytes) }
    }

    // MARK: The delimiter

    /// From `sep=;` on the first line, which is then passed over, else by counting in the first line.
    private mutating func chooseDelimiter(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.starts(with: [0x73, 0x65, 0x70, 0x3D]) || bytes.starts(with: [0x53, 0x45, 0x50, 0x3D]),
            bytes.count > 4,
            bytes.count == 5 || Self.endsLine(bytes[5]), !Self.endsLine(bytes[4]), bytes[4] != Self.quote,
            bytes[4] < 0x80
        {
            delimiter = bytes[4]
            index = 5
            if index < bytes.count { endLine(bytes) }
            return
        }
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var hasText = false
        for byte in bytes {
            if byte == Self.quote { isQuoted.toggle() }
            if isQuoted { continue }
            if Self.endsLine(byte) {
                // Empty lines before the header say nothing.
                if hasText { break } else { continue }
            }
            hasText = true
            if byte == 0x2C || byte == 0x3B || byte == 0x09 { counts[byte, default: 0] += 1 }
        }
        let order: [UInt8] = [0x2C, 0x3B, 0x09]
        // On a tie the earlier one wins.
        delimiter = order.reversed().max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 0x2C
        if counts.isEmpty { delimiter = 0x2C }
    }

    private static func endsLine(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

    // MARK: Rows and cells

    private mutating func row(_ bytes: UnsafeBufferPointer<UInt8>) {
        while true {
            if index < bytes.count, bytes[index] == Self.quote { quotedCell(bytes) } else { plainCell(bytes) }
            guard index < bytes.count, bytes[index] == delimiter else { break }
            index += 1
        }
        if index < bytes.count { endLine(bytes) }
        let start = Int(rowStarts[rowStarts.count - 1])
        while extents.count > start, let last = extents.last, last.start == last.end { extents.removeLast() }
        if extents.count > start { rowStarts.append(Int32(extents.count)) }
    }

    private mutating func plainCell(_ bytes: UnsafeBufferPointer<UInt8>) {
        let start = index
        // Local copies: the loop over most of the file's bytes stays in registers.
        let (end, delimiter) = (bytes.count, delimiter)
        var next = start
        while next < end {
            let byte = bytes[next]
            if byte == delimiter { break }
            if byte < 0x20 {
                if Self.endsLine(byte) { break }
                if byte != 0x09 { controlCharacter(byte, at: next) }
            }
            next += 1
        }
        index = next
        append(from: start, to: index, line: lineStarts.count, quoted: false)
    }

    private mutating func quotedCell(_ bytes: UnsafeBufferPointer<UInt8>) {
        let opening = index
        let line = lineStarts.count
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Self.quote {
                guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { break }
                index += 2
            } else if Self.endsLine(byte) {
                endLine(bytes)
            } else {
                if byte < 0x20, byte != 0x09 { controlCharacter(byte, at: index) }
                index += 1
            }
        }
        append(from: opening + 1, to: index, line: line, quoted: true)
        guard index < bytes.count else {
            faults.append(CSVFault(kind: .unclosedQuote, offset: opening, line: line))
            return
        }
        index += 1
        afterQuote(bytes)
    }

    /// Only a delimiter or the line's end may follow a closing quote; blanks are forgiven.
    private mutating func afterQuote(_ bytes: UnsafeBufferPointer<UInt8>) {
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        guard index < bytes.count, bytes[index] != delimiter, !Self.endsLine(bytes[index]) else { return }
        faults.append(CSVFault(kind: .textAfterQuote, offset: index, line: lineStarts.count))
        while index < bytes.count, bytes[index] != delimiter, !Self.endsLine(bytes[index]) { index += 1 }
    }

    /// Passes over one line break: LF, CR LF or CR.
    private mutating func endLine(_ bytes: UnsafeBufferPointer<UInt8>) {
        let wasReturn = bytes[index] == Self.carriageReturn
        index += 1
        if wasReturn, index < bytes.count, bytes[index] == Self.lineFeed { index += 1 }
        lineStarts.append(Int32(index))
    }

    private mutating func append(from start: Int, to end: Int, line: Int, quoted: Bool) {
        extents.append(Sheet.Extent(start: Int32(start), end: Int32(end), line: Int32(line), quoted: quoted))
    }

    private mutating func controlCharacter(_ byte: UInt8, at offset: Int) {
        guard faults.count < Self.listed else { return }
        faults.append(CSVFault(kind: .controlCharacter(byte), offset: offset, line: lineStarts.count))
    }
}

/// Something wrong with the CSV text itself.
struct CSVFault {
    enum Kind {
        case unclosedQuote
        case textAfterQuote
        case controlCharacter(UInt8)
    }

    let kind: Kind
    let offset: Int
    let line: Int

    func diagnostic(file: String, sheet: Sheet) -> Diagnostic {
        let start = sheet.place(of: offset, from: line)
        let span = Span(start: start, end: Position(line: start.line, column: start.column + 1))
        return switch kind {
        case .unclosedQuote:
            Diagnostic(
                .error, "unclosed-quote", file: file, at: span,
                what: Phrase(zh: "双引号没有闭合", en: "the quote is not closed"),
                why: Phrase(
                    zh: "从这里到文件末尾都成了一个单元格，其中的各行没有读到。",
                    en: "All from here to the end of the file became one cell; the rows in it were not read."),
                remedy: Phrase(
                    zh: "补上右双引号；单元格里的双引号要写两个。", en: "Add the closing quote; a quote inside a cell is written twice."))
        case .textAfterQuote:
            Diagnostic(
                .error, "text-after-quote", file: file, at: span,
                what: Phrase(zh: "右双引号之后还有文字", en: "text after the closing quote"),
                why: Phrase(zh: "单元格到右引号为止，后面的文字没有读入。", en: "A cell ends at its closing quote; the rest was not read."),
                remedy: Phrase(zh: "单元格里的双引号要写两个（\"\"）。", en: "Write a quote inside a cell twice (\"\")."))
        case .controlCharacter(let byte):
            Diagnostic(
                .error, "control-character", file: file, at: span,
                what: Phrase(
                    zh: "不可见的控制字符 U+00\(hex(byte))", en: "invisible control character U+00\(hex(byte))"),
                why: Phrase(zh: "可能不是文本文件，或复制时带入。", en: "This may be no text file, or it came along when copying."),
                remedy: Phrase(zh: "删去这个字符。", en: "Delete the character."))
        }
    }

    private func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
