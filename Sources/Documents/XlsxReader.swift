/// An Excel workbook (ECMA-376, SpreadsheetML) → the text of a CSV file: its first sheet that has a value, a line for
/// each row under the row's own number, so that everything that reads tables reads it, and places are told as in CSV.
import Deadlines
import Texts

struct XlsxReader {
    /// Bytes of CSV: those that a CSV file may have.
    static let sizeLimit = CSVReader.sizeLimit
    /// Excel's own limits.
    static let rowLimit = 1 << 20
    static let columnLimit = 1 << 14

    private let texts: [String]
    private let formats: [XlsxFormat]
    private let is1904: Bool

    static func text(_ archive: ZipArchive, main: String) throws(DocumentProblem) -> String {
        let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let name = main.dropFirst(folder.count)
        let relations = "\(folder)_rels/\(name).rels"
        let side = [main, relations, folder + "sharedStrings.xml", folder + "styles.xml"]
        let parts = try archive.entries { side.contains($0) }
        guard let bytes = parts[main] else { throw .damaged(.excel, main) }
        let book = try XlsxWorkbook(bytes)
        let reader = XlsxReader(
            texts: try parts[side[2]].map(XlsxReader.sharedTexts) ?? [],
            formats: try parts[side[3]].map(XlsxFormat.read) ?? [], is1904: book.is1904)
        var targets: [String: String] = [:]
        for relation in try parts[relations].map(OfficeRelation.read) ?? [] {
            targets[relation.id] = relation.target(in: folder)
        }
        for sheet in book.sheets {
            guard let part = targets[sheet], let bytes = try archive.entry(part) else { continue }
            let text = try reader.sheet(bytes, part)
            if !text.isEmpty { return text }
        }
        return ""
    }

    private static func sharedTexts(_ bytes: [UInt8]) throws(DocumentProblem) -> [String] {
        try XMLReader.read(bytes, part: "sharedStrings.xml", form: .excel) { (xml) throws(DocumentProblem) in
            var texts: [String] = []
            while let event = try xml.next() {
                // rPh: how Japanese is pronounced.
                if case .start("si") = event { texts.append(try xml.text(without: ["rPh"])) }
            }
            return texts
        }
    }
}

extension XlsxReader {
    private func sheet(_ bytes: [UInt8], _ part: String) throws(DocumentProblem) -> String {
        var table = XlsxTable()
        let merges = try XMLReader.read(bytes, part: part, form: .excel) { (xml) throws(DocumentProblem) in
            var merges: [XlsxRange] = []
            var (row, column) = (0, 0)
            while let event = try xml.next() {
                guard case .start(let name) = event else { continue }
                switch name {
                case "row": (row, column) = (xml.number("r") ?? row &+ 1, 0)
                case "c":
                    let place = xml.attribute("r").flatMap(XlsxRange.place)
                    (row, column) = place ?? (row, column + 1)
                    try table.add(try cell(&xml), row: row, column: column)
                case "mergeCell":
                    if let range = xml.attribute("ref").flatMap({ XlsxRange($0) }) { merges.append(range) }
                default: break
                }
            }
            return merges
        }
        for range in merges { try table.repeatDown(range) }
        return try table.csv()
    }

    private func cell(_ xml: inout XMLReader) throws(DocumentProblem) -> String {
        let kind = xml.attribute("t")
        let style = xml.number("s") ?? 0
        var (value, inline) = ("", "")
        try xml.inside { (xml, event) throws(DocumentProblem) in
            switch event {
            case .start("v"): value = try xml.text()
            case .start("is"): inline = try xml.text(without: ["rPh"])
            case .start: try xml.skip()
            default: break
            }
        }
        switch kind {
        case "s": return Int(value.trimmed).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? ""
        case "inlineStr": return inline
        case "str", "e": return value
        case "b": return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value
        case "d": return String(value.prefix(16).map { $0 == "T" ? " " : $0 })
        default:
            let format = formats.indices.contains(style) ? formats[style] : .general
            return XlsxNumber.text(value.trimmed, format, is1904: is1904)
        }
    }
}

/// The sheets of a workbook in their order, those that are hidden last, by the identifiers of their parts.
struct XlsxWorkbook {
    private(set) var sheets: [String] = []
    /// Whether days are counted from 1904-01-01.
    private(set) var is1904 = false

    init(_ bytes: [UInt8]) throws(DocumentProblem) {
        self = try XMLReader.read(bytes, part: "workbook.xml", form: .excel) { (xml) throws(DocumentProblem) in
            var book = XlsxWorkbook()
            var hidden: [String] = []
            while let event = try xml.next() {
                guard case .start(let name) = event else { continue }
                if name == "workbookPr" { book.is1904 = ["1", "true"].contains(xml.attribute("date1904") ?? "") }
                guard name == "sheet", let id = xml.attribute("id") else { continue }
                if xml.attribute("state") == nil || xml.attribute("state") == "visible" {
                    book.sheets.append(id)
                } else {
                    hidden.append(id)
                }
            }
            book.sheets += hidden
            return book
        }
    }

    private init() {}
}
