// Word documents as offices write them: numbers, tables, boxes, revisions.
import TestSupport
import Testing
import Texts

@testable import Documents

/// The lines of a document whose body is given.
func lines(_ body: String, parts: [String: String] = [:]) throws -> [String] {
    let bytes = OfficeFile.docx(body: body, parts: parts)
    return try DocumentReader.text(bytes, file: "通知.docx").get().split(separator: "\n").map(String.init)
}

private func paragraph(_ properties: String, _ text: String) -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
}

private func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(OfficeFile.paragraph(text))</w:tc>"
}

private func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }

@Test func `paragraphs are lines, runs are joined, breaks and tabs kept`() throws {
    let body =
        "<w:p><w:r><w:t>3月</w:t></w:r><w:hyperlink><w:r><w:t>30日</w:t></w:r></w:hyperlink><w:r><w:t>前</w:t></w:r></w:p><w:p/>"
        + "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t xml:space=\"preserve\"> 丙</w:t></w:r></w:p>"
    #expect(try lines(body) == ["3月30日前", "甲", "乙\t 丙"])
}

@Test func `deleted, moved away and hidden text is out, inserted text is in`() throws {
    let body = """
        <w:p><w:del><w:r><w:delText>5月1日</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>6月1日</w:t></w:r></w:ins>\
        <w:moveFrom><w:r><w:t>去</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半</w:t></w:r></w:p>
        """
    #expect(try lines(body) == ["6月1日来显", "前半后半"])
}

@Test func `a text box is read once, field codes and pronunciation are not`() throws {
    let box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    let body = """
        <w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>\(box)</mc:Choice><mc:Fallback>\(box)</mc:Fallback>\
        </mc:AlternateContent></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
        <w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>
        """
    #expect(try lines(body) == ["框内", "框外音"])
}

@Test func `footnotes come last, in the order of their marks`() throws {
    let note = { (id: Int, text: String) in "<w:footnote w:id=\"\(id)\">\(OfficeFile.paragraph(text))</w:footnote>" }
    let body = "<w:p><w:r><w:footnoteReference w:id=\"2\"/><w:t>正文</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>"
    let notes = OfficeFile.part("footnotes", note(0, "分隔") + note(1, "注一") + note(2, "注二"))
    #expect(try lines(body, parts: ["footnotes.xml": notes]) == ["正文", "注二", "注一"])
}

@Test func `automatic numbers count, begin anew below, and take their format from the definition`() throws {
    let level = { (number: Int, format: String, text: String) in
        "<w:lvl w:ilvl=\"\(number)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/><w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }
    let definitions = OfficeFile.part(
        "numbering",
        "<w:abstractNum w:abstractNumId=\"7\">" + level(0, "chineseCounting", "%1、")
            + level(1, "chineseCountingThousand", "（%2）") + level(2, "decimal", "%1.%3.") + "</w:abstractNum>"
            + "<w:abstractNum w:abstractNumId=\"8\">" + level(0, "bullet", "•") + "</w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
            + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>"
            + "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
    )
    let styles = OfficeFile.part(
        "styles",
        "<w:style w:styleId=\"H\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
            + "<w:style w:styleId=\"I\"><w:basedOn w:val=\"H\"/></w:style>")
    let item = { (level: Int, list: Int, text: String) in
        paragraph("<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr>", text)
    }
    let body =
        item(0, 1, "甲") + item(1, 1, "乙") + item(1, 1, "丙") + item(2, 1, "丁")
        + paragraph("<w:pStyle w:val=\"I\"/>", "戊")
        + item(1, 1, "己") + item(0, 2, "庚") + item(0, 3, "辛") + item(0, 0, "壬") + item(0, 9, "癸")
    #expect(
        try lines(body, parts: ["numbering.xml": definitions, "styles.xml": styles]) == [
            "一、甲", "（一）乙", "（二）丙", "一.1. 丁", "二、戊", "（一）己", "庚", "五、辛", "壬", "癸",
        ])
}

@Test(arguments: [
    (1, "decimal", "1"), (3, "lowerLetter", "c"), (28, "upperLetter", "BB"), (4, "upperRoman", "IV"),
    (1994, "lowerRoman", "mcmxciv"), (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"),
    (20, "chineseCounting", "二十"), (105, "chineseCounting", "一百〇五"), (110, "chineseCounting", "一百一十"),
    (2003, "chineseCounting", "二千〇三"), (11, "chineseLegalSimplified", "壹拾壹"), (2, "ideographTraditional", "乙"),
    (11, "ideographTraditional", "11"), (12, "ideographZodiac", "亥"), (3, "decimalEnclosedCircle", "③"),
    (21, "decimalEnclosedCircle", "21"), (5, "decimalEnclosedParen", "⑸"), (7, "decimalZero", "07"),
    (12, "decimalFullWidth", "１２"), (-3, "upperRoman", "-3"), (9, "unheardOf", "9"),
    (Int.min, "lowerLetter", "\(Int.min)"),
])
func `a number is written in its format`(number: Int, format: String, text: String) {
    #expect(NumberFormat.text(number, format) == text)
}

@Test func `table rows are lines of cells parted by tabs, and merged cells keep the columns`() throws {
    let span = "<w:gridSpan w:val=\"2\"/>"
    let body =
        "<w:tbl>" + row(cell("任务"), cell("时间", span), cell("单位"))
        + row(cell("初审", "<w:vMerge w:val=\"restart\"/>"), cell("3月1日"), cell("16时"), cell("县局"))
        + row(cell("", "<w:vMerge/>"), cell("3月5日", span), cell("市局"))
        + "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>\(cell("4月1日"))\(cell(""))\(cell("省局"))</w:tr>"
        + "<w:tr><w:trPr><w:del/></w:trPr>\(cell("删"))\(cell("去"))</w:tr></w:tbl>" + OfficeFile.paragraph("完")
    #expect(
        try lines(body) == [
            "任务\t时间\t时间\t单位", "初审\t3月1日\t16时\t县局", "初审\t3月5日\t\t市局", "\t4月1日\t\t省局", "完",
        ])
}

@Test func `a cell's paragraphs are one text, a table of one cell is a frame around lines`() throws {
    let two = "<w:tc>\(OfficeFile.paragraph("3月"))\(OfficeFile.paragraph("1\t日"))</w:tc>"
    let frame = "<w:tbl><w:tr>\(two)</w:tr></w:tbl>"
    #expect(try lines("<w:tbl><w:tr>\(two)\(cell("乙"))</w:tr></w:tbl>") == ["3月 1 日\t乙"])
    #expect(try lines(frame) == ["3月", "1\t日"])
    let page =
        "<w:tbl>"
        + row("<w:tc><w:tbl>\(row(cell("甲"), cell("乙")))\(row(cell("丙"), cell("丁")))</w:tbl></w:tc>", cell("右"))
    #expect(try lines(page + "</w:tbl>") == ["甲\t乙", "丙\t丁", "右"])
}

@Test func `the main part is where the package says`() throws {
    var zip = ZipWriter()
    zip.add(
        "_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>"
    )
    zip.add("word/document2.xml", OfficeFile.part("document", OfficeFile.paragraph("正文")))
    #expect(try DocumentReader.text(zip.bytes, file: "a").get() == "正文\n")
}
