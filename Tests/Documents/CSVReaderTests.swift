import Documents
import Testing
import Texts

private func cells(_ text: String) -> [[String]] {
    CSVReader.read(text, file: "x.csv").sheet?.rows.map { $0.cells.map(\.text) } ?? []
}

private let files: [(String, [[String]])] = [
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("名称,注\n\"渝中,区\",\"说\"\"好\"\"\"\n", [["名称", "注"], ["渝中,区", "说\"好\""]]),
    ("a,b\n\"一\r\n二\",x\n", [["a", "b"], ["一\r\n二", "x"]]), ("a,,c\n,,\n,b,\n", [["a", "", "c"], ["", "b"]]),
    ("\n\n a ,b\n\n1,2\n,,,,\n", [[" a ", "b"], ["1", "2"]]),
    ("a;b;c\n1,5;2;3\n", [["a", "b", "c"], ["1,5", "2", "3"]]),
    ("a\tb\n1\t2;3\n", [["a", "b"], ["1", "2;3"]]), ("sep=;\na,b;c\n", [["a,b", "c"]]),
    ("SEP=|\r\na|b\r\n", [["a", "b"]]), ("sep=,", []),
    ("\"a;b;c\",d\n1,2\n", [["a;b;c", "d"], ["1", "2"]]), ("a\nb\n", [["a"], ["b"]]),
    ("a \"b\" c,d\n", [["a \"b\" c", "d"]]),
    ("\"\",a\n", [["", "a"]]), ("\"a\" ,b\n", [["a", "b"]]), ("", []), ("\n\r\n,,\n", []), ("\"\"\"\"\n", [["\""]]),
    ("sep=", [["sep="]]),
    ("seps,b\n", [["seps", "b"]]),
]

@Test(arguments: files)
func `files of spreadsheets give their cells`(text: String, expected: [[String]]) {
    #expect(cells(text) == expected)
    #expect(CSVReader.read(text, file: "x.csv").diagnostics.isEmpty)
}

@Test func `every cell knows its place`() throws {
    let text = "编码,名称,备注\r\nA1,\"渝中\n区\",x\r\nA2,\"\"\"引\"\"\",y\r\n"
    let sheet = try #require(CSVReader.read(text, file: "x.csv").sheet)
    func place(_ row: Int, _ column: Int) -> String {
        guard let span = sheet[row][column]?.span else { return "-" }
        return "\(span.start.line):\(span.start.column)-\(span.end.line):\(span.end.column)"
    }
    #expect(place(0, 1) == "1:4-1:6")
    #expect(place(1, 1) == "2:5-3:2")
    #expect(place(1, 2) == "3:4-3:5")
    #expect(place(2, 0) == "4:1-4:3")
    #expect(place(2, 1) == "4:5-4:10")
    #expect(place(2, 9) == "-")
    #expect(sheet[2].line == 4 && sheet[2].count == 3 && sheet.rowCount == 3)
    #expect(sheet[1].span.end == Position(line: 3, column: 5))
}

@Test func `cells are trimmed of every kind of blank`() throws {
    let sheet = try #require(CSVReader.read("\u{3000}渝中 区\u{A0},\"\n x \n\"\n", file: "x").sheet)
    #expect(sheet[0].cells.map(\.trimmed) == ["渝中 区", "x"])
}

@Test(arguments: [
    ("a,b\n\"没有闭合,1\nx,2\n", "2:1 unclosed-quote 双引号没有闭合|the quote is not closed"),
    ("a,b\n\"甲\"乙,1\n", "2:4 text-after-quote 右双引号之后还有文字|text after the closing quote"),
    ("a,b\n甲\u{1},1\n", "2:2 control-character 不可见的控制字符 U+0001|invisible control character U+0001"),
    ("a,b\n\"一\n二\u{0}\",1\n", "3:2 control-character 不可见的控制字符 U+0000|invisible control character U+0000"),
])
func `faults of the text are said at their place`(text: String, expected: String) throws {
    let diagnostics = CSVReader.read(text, file: "x.csv").diagnostics
    let found = try #require(diagnostics.first)
    let start = try #require(found.span).start
    #expect(diagnostics.count == 1)
    #expect("\(start.line):\(start.column) \(found.code) \(found.what.zh)|\(found.what.en)" == expected)
    #expect(found.why != nil && found.remedy != nil)
}

@Test func `a caret stands under the cell with the unclosed quote`() {
    let text = "编码,名称\n渝中,\"区科协\nA2,x\n"
    let drawn = DiagnosticRenderer(language: .english)
        .render(CSVReader.read(text, file: "名录.csv").diagnostics, sources: [SourceFile(name: "名录.csv", text: text)])
    #expect(drawn.hasSuffix("    2 | 渝中,\"区科协\n      |      ^"))
}

@Test func `GB18030 with CR LF and a mark is read as spreadsheets save it`() throws {
    // 编码,名称 CR LF A1,重庆
    let bytes: [UInt8] = [
        0xB1, 0xE0, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0D, 0x0A, 0x41, 0x31, 0x2C, 0xD6, 0xD8, 0xC7, 0xEC,
    ]
    let (sheet, diagnostics) = CSVReader.read(bytes, file: "x")
    #expect(diagnostics.isEmpty)
    #expect(sheet?.rows.map { $0.cells.map(\.text) } == [["编码", "名称"], ["A1", "重庆"]])
    let marked = CSVReader.read([0xEF, 0xBB, 0xBF] + Array("编码\n".utf8), file: "x").sheet
    #expect(marked?[0][0]?.text == "编码")
    #expect(CSVReader.read([0xFF, 0x81], file: "x").sheet == nil)
}

@Test(arguments: [
    ("甲", "甲"), ("a,b", "\"a,b\""), ("说\"好\"", "\"说\"\"好\"\"\""), ("一\n二", "\"一\n二\""), ("=1+1", "'=1+1"),
    ("+86 10", "'+86 10"),
    ("@SUM(A1)", "'@SUM(A1)"), ("-1", "-1"), ("-12.5", "-12.5"), ("+3", "+3"), ("-", "-"), ("-a", "'-a"),
    ("+inf", "'+inf"), ("-1e5", "'-1e5"),
    ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), ("\tx", "\"'\tx\""), (" 甲", "\" 甲\""),
    ("", ""), ("a;b", "\"a;b\""),
    ("a=b", "a=b"),
])
func `values are quoted where needed and never become formulas`(value: String, written: String) {
    #expect(CSVWriter().cell(value) == written)
    let buffer = CSVBuffer()
    buffer.add(value)
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == written)
}

@Test func `cells of numbers and texts make rows`() {
    let shared = CSVBuffer()
    shared.add("a,b")
    shared.addEmpty()
    let buffer = CSVBuffer()
    for number in [0, 7, 10, 1234, -5, .max, .min] { buffer.add(number) }
    buffer.endRow()
    for (digits, places) in [(1000, 1), (5, 1), (267, 2), (7, 2), (-25, 1), (-3, 2), (12, 0)] {
        buffer.add(digits: digits, places: places)
    }
    buffer.add(cellsOf: shared)
    buffer.add("")
    buffer.endRow()
    let text = String(decoding: buffer.bytes, as: UTF8.self)
    #expect(
        text == "0,7,10,1234,-5,9223372036854775807,-9223372036854775808\r\n"
            + "100.0,0.5,2.67,0.07,-2.5,-0.03,12,\"a,b\",,\r\n")
    let long = CSVBuffer()
    for _ in 0..<999 { long.add("甲乙丙丁") }
    #expect(String(decoding: long.bytes, as: UTF8.self).split(separator: ",").count { $0 == "甲乙丙丁" } == 999)
}

@Test func `what is written is read back`() {
    let rows = [["编码", "名称"], ["A;1", "说\"好\"\r\n, 二"], ["", "尾 "], ["\t", "-"], ["=x", "\""]]
    let text = CSVWriter(guardsFormulas: false).document(rows)
    #expect(cells(text) == rows)
    #expect(CSVWriter().document([["甲", "=x", "-1"], [" "]]) == "甲,'=x,-1\r\n\" \"\r\n")
    #expect(CSVWriter(marksEncoding: true).document([["a"], [""]]) == "\u{FEFF}a\r\n\"\"\r\n")
}
