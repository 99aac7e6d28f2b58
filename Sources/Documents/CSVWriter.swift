/// Rows → CSV that spreadsheets open without harm.
public struct CSVWriter: Sendable {
    /// Whether text that a spreadsheet would take for a formula gets an apostrophe before it.
    ///
    /// Such a cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Plain numbers (`-12.5`, `+3`) and a
    /// lone sign are left as they are. The apostrophe is what spreadsheets themselves use to mark text; a program that
    /// reads the file sees it, so exports for programs set this to false.
    public let guardsFormulas: Bool
    /// Whether `document` begins with a byte order mark, without which Excel does not take a file for UTF-8.
    public let marksEncoding: Bool

    public init(guardsFormulas: Bool = true, marksEncoding: Bool = false) {
        self.guardsFormulas = guardsFormulas
        self.marksEncoding = marksEncoding
    }

    /// All rows, each ended by CR LF as RFC 4180 has it.
    public func document(_ rows: some Sequence<[String]>) -> String {
        var bytes: [UInt8] = marksEncoding ? [0xEF, 0xBB, 0xBF] : []
        for row in rows { append(row, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One row with its line end.
    public func append(_ row: [String], to text: inout String) {
        var bytes: [UInt8] = []
        append(row, to: &bytes)
        text += String(decoding: bytes, as: UTF8.self)
    }

    /// As bytes: most cells are copied as they are.
    private func append(_ row: [String], to bytes: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            var cell = isPlain(cell) ? cell : self.cell(cell)
            cell.withUTF8 { bytes.append(contentsOf: $0) }
        }
        // A row of one empty cell would be a blank line, which readers pass over.
        if row.count == 1, row[0].isEmpty { bytes += [0x22, 0x22] }
        bytes += [0x0D, 0x0A]
    }

    /// One value as it stands in the file.
    public func cell(_ value: String) -> String {
        let guarded = guardsFormulas && Self.looksLikeFormula(value) ? "'" + value : value
        if Self.needsNoQuotes(guarded) { return guarded }
        var quoted = "\""
        for scalar in guarded.unicodeScalars {
            if scalar == "\"" { quoted += "\"\"" } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }

    private func isPlain(_ value: String) -> Bool {
        Self.needsNoQuotes(value) && !(guardsFormulas && Self.looksLikeFormula(value))
    }

    private static func needsNoQuotes(_ value: String) -> Bool {
        let bytes = value.utf8
        return bytes.first != 0x20 && bytes.last != 0x20
            && bytes.allSatisfy {
                $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D && $0 != 0x3B && $0 != 0x09
            }
    }

    private static func looksLikeFormula(_ value: String) -> Bool {
        guard let first = value.utf8.first else { return false }
        switch first {
        case 0x3D, 0x40, 0x09, 0x0D: return true
        case 0x2B, 0x2D: return value.utf8.count > 1 && (Double(value) == nil || value.utf8.contains { $0 > 0x39 })
        default: return false
        }
    }
}
