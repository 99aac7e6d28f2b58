/// Small Word documents and Excel workbooks, written part by part.
public enum OfficeFile {
    private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A document whose body is given in WordprocessingML with the prefix `w`, with other parts by their names in `word/`.
    public static func docx(body: String, parts: [String: String] = [:]) -> [UInt8] {
        var zip = ZipWriter()
        zip.add("word/document.xml", part("document", "<w:body>\(body)</w:body>"))
        for (name, text) in parts.sorted(by: { $0.key < $1.key }) { zip.add("word/\(name)", text) }
        return zip.bytes
    }

    /// A document of plain paragraphs, one for each line that is not empty.
    public static func docx(lines: String) -> [UInt8] {
        docx(body: lines.split(whereSeparator: \.isNewline).map { paragraph(String($0)) }.joined())
    }

    public static func paragraph(_ text: String) -> String {
        "<w:p><w:r><w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r></w:p>"
    }

    /// A whole part with its root element.
    public static func part(_ root: String, _ inside: String) -> String {
        let names = "xmlns:w=\"\(word)\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:\(root) \(names)>\(inside)</w:\(root)>"
    }

    /// A workbook whose sheets are given as what stands in `worksheet`.
    public static func xlsx(
        sheets: [String], shared: [String] = [], styles: String = "", workbook: String = ""
    ) -> [UInt8] {
        var zip = ZipWriter()
        let numbers = sheets.indices.map { $0 + 1 }
        let list = numbers.map { "<sheet name=\"S\($0)\" sheetId=\"\($0)\" r:id=\"rId\($0)\"/>" }.joined()
        zip.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(Self.sheets)\" xmlns:r=\"\(relations)\">\(workbook)<sheets>\(list)</sheets></workbook>"
        )
        let targets = numbers.map {
            "<Relationship Id=\"rId\($0)\" Type=\"\(relations)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
        }
        zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(targets.joined())</Relationships>")
        let texts = shared.map { "<si><t>\(escaped($0))</t></si>" }.joined()
        zip.add("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.sheets)\">\(texts)</sst>")
        zip.add("xl/styles.xml", "<styleSheet xmlns=\"\(Self.sheets)\">\(styles)</styleSheet>")
        for (number, sheet) in Swift.zip(numbers, sheets) {
            zip.add("xl/worksheets/sheet\(number).xml", "<worksheet xmlns=\"\(Self.sheets)\">\(sheet)</worksheet>")
        }
        return zip.bytes
    }

    /// A workbook with one sheet of texts.
    public static func xlsx(rows: [[String]]) -> [UInt8] {
        let lines = rows.map { row in
            "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\(escaped($0))</t></is></c>" }.joined() + "</row>"
        }
        return xlsx(sheets: ["<sheetData>\(lines.joined())</sheetData>"])
    }

    public static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, letter in
            switch letter {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(letter)
            }
        }
    }
}
