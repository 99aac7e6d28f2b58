// Excel workbooks as tables: the same rows and places as their CSV would have.
import TestSupport
import Testing
import Texts

@testable import Documents

private func csv(_ bytes: [UInt8]) throws -> String { try TableText.read(bytes, file: "名录.xlsx").get() }

private func sheet(_ cells: String, after: String = "") -> String {
    "<sheetData>\(cells)</sheetData>\(after)"
}

@Test func `shared, inline and computed texts are cells, rows keep their numbers`() throws {
    let first = sheet(
        """
        <row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r></is></c>\
        </row><row r="4"><c r="B4" t="str"><f>A1</f><v>a,"b"</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#N/A</v></c></row>
        """)
    let bytes = OfficeFile.xlsx(sheets: [sheet(""), first], shared: ["零", "上\n下"])
    #expect(try csv(bytes) == "上 下,,甲乙\r\n\r\n\r\n,\"a,\"\"b\"\"\",,TRUE,#N/A\r\n")
    let table = try #require(CSVReader.read(try csv(bytes), file: "a").sheet)
    #expect(table[1].line == 4)
    #expect(table[1][1]?.text == "a,\"b\"")
}

@Test(arguments: [
    ("13800", 0, "13800"), ("1.38E+4", 0, "13800"), ("0.1", 0, "0.1"), ("0.30000000000000004", 0, "0.3"),
    ("-5", 0, "-5"),
    ("1E+300", 0, "1e+300"), ("文", 0, "文"), ("45746", 14, "2025-03-30"), ("45746.6666666667", 22, "2025-03-30 16:00"),
    ("0.375", 20, "09:00"), ("1", 14, "1900-01-01"), ("59", 14, "1900-02-28"), ("61", 14, "1900-03-01"),
    ("45746", 31, "2025-03-30"), ("45746", 58, "2025-03-30"), ("45746", 9, "45746"), ("-1", 14, "-1"),
    ("9999999", 14, "9999999"), ("45746", 200, "2025-03-30"), ("45746", 201, "45746"), ("7", 202, "0007"),
    ("45746", 203, "2025-03-30"), ("45746", 204, "45746"),
])
func `numbers are shown by the format of their cell`(value: String, format: Int, shown: String) throws {
    let styles = """
        <numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
        <numFmt numFmtId="201" formatCode="#,##0.00_);[Red]\\(#,##0\\)"/><numFmt numFmtId="202" formatCode="0000"/>\
        <numFmt numFmtId="203" formatCode="[$-804]aaaa\\ m/d"/><numFmt numFmtId="204" formatCode="0&quot;days&quot;"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="\(format)"/></cellXfs>
        """
    let cells = sheet("<row><c s=\"1\"><v>\(value)</v></c></row>")
    #expect(try csv(OfficeFile.xlsx(sheets: [cells], styles: styles)) == shown + "\r\n")
}

@Test func `a workbook of 1904 counts its days from there`() throws {
    let cells = sheet("<row><c s=\"0\"><v>44284</v></c></row>")
    let bytes = OfficeFile.xlsx(
        sheets: [cells], styles: "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", workbook: "<workbookPr date1904=\"1\"/>")
    #expect(try csv(bytes) == "2025-03-30\r\n")
}

@Test func `a value merged over rows holds for each of them`() throws {
    let rows = sheet(
        """
        <row r="1"><c r="A1" t="str"><v>市</v></c><c r="B1" t="str"><v>县</v></c></row><row r="2"><c r="B2" t="str"><v>区</v></c></row>\
        <row r="9"><c r="B9" t="str"><v>镇</v></c></row>
        """, after: "<mergeCells><mergeCell ref=\"A1:A1048576\"/><mergeCell ref=\"B2:C2\"/></mergeCells>")
    #expect(
        try csv(OfficeFile.xlsx(sheets: [rows])) == "市,县\r\n市,区\r\n" + String(repeating: "\r\n", count: 6) + "市,镇\r\n")
}

@Test func `places outside a worksheet are refused`() throws {
    #expect(XlsxRange.place("AB12")?.column == 28)
    for place in ["A0", "12", "A", "XFE1", "A1048577", "A1B", "-A1", "A99999999999999999999"] {
        #expect(XlsxRange.place(place) == nil, "\(place)")
    }
    let far = sheet("<row r=\"99999999\"><c t=\"str\"><v>x</v></c></row>")
    guard case .failure(let error) = TableText.read(OfficeFile.xlsx(sheets: [far]), file: "a") else {
        return #expect(Bool(false), "read")
    }
    #expect(error.diagnostic.code == "damaged-file")
}

@Test func `what is no table says what to do`() throws {
    let cases: [([UInt8], String)] = [
        (OfficeFile.docx(lines: "文"), "is-not-sheet"), (Array("%PDF-1.4".utf8), "is-not-sheet"),
        (Array("{\\rtf1}".utf8), "is-not-sheet"), (OLE.file("Workbook"), "old-spreadsheet"),
        (OLE.file("EncryptedPackage"), "encrypted-file"), (OLE.file("WordDocument"), "is-not-sheet"),
    ]
    for (bytes, code) in cases {
        guard case .failure(let error) = TableText.read(bytes, file: "a") else {
            #expect(Bool(false), "\(code)")
            continue
        }
        #expect(error.diagnostic.code == code)
        #expect(error.diagnostic.remedy != nil)
    }
    #expect(try TableText.read(Array("a,b\n".utf8), file: "a").get() == "a,b\n")
}

/// The beginning of an OLE file with one named stream: what tells its kind.
enum OLE {
    static func file(_ stream: String) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
        bytes += stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        return bytes + Array(repeating: 0, count: 1024)
    }
}
