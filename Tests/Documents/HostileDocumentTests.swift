// Documents made to do harm, and those that lost a part on their way.
import CArchive
import CXML
import Platform
import TestSupport
import Testing
import Texts

@testable import Documents

private func code(_ bytes: [UInt8]) -> String? {
    guard case .failure(let error) = DocumentReader.text(bytes, file: "通知") else { return nil }
    #expect(error.diagnostic.remedy != nil)
    return error.diagnostic.code
}

@Test func `what is no notice is named`() {
    func archive(_ names: String...) -> [UInt8] {
        var zip = ZipWriter()
        for name in names { zip.add(name, "x") }
        return zip.bytes
    }
    #expect(code(archive("ppt/presentation.xml")) == "not-document")
    #expect(code(archive("OFD.xml")) == "not-document")
    #expect(code(archive("a.txt")) == "not-document")
    #expect(code(ZipWriter().bytes) == "damaged-file")
    #expect(code(OfficeFile.xlsx(rows: [["甲"]])) == "is-sheet")
    #expect(code(OLE.file("Workbook")) == "is-sheet")
    #expect(code(archive("word/document.xml")) == "damaged-file")
    var encrypted = ZipWriter(flags: 1)
    encrypted.add("word/document.xml", "xxxxxxxxxxxxxxxx")
    #expect(code(encrypted.bytes) == "encrypted-file")
}

@Test func `a name that lies changes nothing`() throws {
    #expect(try DocumentReader.text(OfficeFile.docx(lines: "文"), file: "a.pdf").get() == "文\n")
    #expect(try DocumentReader.text(Array("文\n".utf8), file: "a.docx").get() == "文\n")
    #expect(try DocumentReader.text([], file: "a.docx").get() == "")
}

@Test func `entities are refused before they grow`() {
    var declarations = "<!ENTITY a0 \"ha\">"
    for level in 1..<30 {
        declarations += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
    }
    let body = OfficeFile.part("document", "<w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body>")
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    let bomb = head + "<!DOCTYPE w [\(declarations)]>" + body.dropFirst(head.count)
    var zip = ZipWriter()
    zip.add("word/document.xml", bomb)
    #expect(code(zip.bytes) == "declares-type")
    var external = ZipWriter()
    let reading = body.dropFirst(head.count).replacing("&a29;", with: "&x;")
    external.add("word/document.xml", "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + reading)
    #expect(code(external.bytes) == "declares-type")
}

@Test func `an archive that unpacks to more than any notice is refused`() throws {
    let bomb = try #require(Checkout.bytes(Checkout.root + "/Tests/Documents/Bombs/zeros.docx"))
    #expect(bomb.count < 100_000)
    #expect(code(bomb) == "unpacks-too-large")
    var many = ZipWriter()
    for number in 0...ZipArchive.entryLimit { many.add("\(number)", "") }
    #expect(code(many.bytes) == "too-many-entries")
}

@Test func `deep nesting is refused or flattened, not followed`() throws {
    for (levels, refusal) in [(100_000, "too-many-tags"), (50_000, "nested-too-deep"), (300, "nested-too-deep")] {
        let page = String(repeating: "<table><tr><td>", count: levels) + "3月1日"
        #expect(code(Array(page.utf8)) == refusal)
    }
    let tables = String(repeating: "<w:tbl><w:tr><w:tc>", count: 20_000)
    #expect(code(OfficeFile.docx(body: tables)) == "nested-too-deep")
    let fitting = String(repeating: "<w:tbl><w:tr><w:tc>", count: 60)
    let ends = String(repeating: "</w:tc></w:tr></w:tbl>", count: 60)
    let bytes = OfficeFile.docx(body: fitting + OfficeFile.paragraph("深处") + ends)
    #expect(try DocumentReader.text(bytes, file: "a").get() == "深处\n")
}

@Test func `tags without number and attributes without number are refused before they cost anything`() {
    let attributes = (0..<100_000).map { " a\($0)=\"\"" }.joined()
    #expect(code(Array("<html><p\(attributes)>x</p>".utf8)) == "too-many-attributes")
    #expect(code(Array("<html><p x=\">\"\(attributes)>x</p>".utf8)) == "too-many-attributes")
    #expect(code(OfficeFile.docx(body: "<w:p\(attributes)/>")) == "too-many-attributes")
    let script = "<script>for (i=0;i<n;i++) {" + String(repeating: " x = 'y' ;", count: 20_000) + "}</script>"
    #expect(code(Array("<html>\(script)<p>3月1日</p>".utf8)) == nil)
    #expect(code(Array(("<html>" + String(repeating: "<p>x", count: MarkupGuard.tagLimit)).utf8)) == "too-many-tags")
}

@Test func `numbers beyond all bounds do no harm`() throws {
    let far = Int.max
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"\(far)\"/></w:tcPr>\(OfficeFile.paragraph("宽"))</w:tc>"
    let row = "<w:tr><w:trPr><w:gridBefore w:val=\"\(far)\"/></w:trPr>\(String(repeating: wide, count: 3_000))</w:tr>"
    let numbering = OfficeFile.part(
        "numbering",
        """
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="-1"><w:start w:val="\(far)"/></w:lvl><w:lvl w:ilvl="0"><w:start \
        w:val="\(far)"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/>\
        <w:lvlOverride w:ilvl="-1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        """)
    let item = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>"
    let docx = OfficeFile.docx(
        body: "<w:tbl>\(row)\(row)</w:tbl>\(item)\(item)", parts: ["numbering.xml": numbering])
    let text = try DocumentReader.text(docx, file: "a").get()
    #expect(text.hasSuffix("\n\(far)、项\n\(Int.min)、项\n"))
    let page =
        "<table><tr><td colspan=\(far) rowspan=-\(far)>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    #expect(try DocumentReader.text(Array(page.utf8), file: "a").get().hasSuffix("\t乙\n丙\t丁\n"))
    let sheet = "<sheetData><row r=\"\(far)\"/><row><c t=\"str\"><v>x</v></c></row></sheetData>"
    guard case .failure(let error) = TableText.read(OfficeFile.xlsx(sheets: [sheet]), file: "a") else {
        return #expect(Bool(false), "read")
    }
    #expect(error.diagnostic.code == "damaged-file")
    #expect(XlsxNumber.text("2958465", .moment, is1904: true) == "2958465")
    #expect(XlsxNumber.text("2958465", .moment, is1904: false) == "9999-12-31")
}

@Test(arguments: [1e300, 1e-300, -1e300])
func `a page of any size is laid out`(scale: Double) {
    let words = (0..<20).map {
        "<line yMin=\"\(Double($0) * scale)\" yMax=\"\(Double($0 + 1) * scale)\"><word xMin=\"0\" xMax=\"\(scale)\">文字文字文字</word></line>"
    }
    let pages = "<doc><page width=\"\(scale)\" height=\"\(scale)\">\(words.joined())</page></doc>"
    var lines: [PDFLine] = []
    #expect((try? PDFLine.read(Array(pages.utf8), firstPage: 0, into: &lines)) == 1)
    #expect(PDFLayout.paragraphs(lines).joined().count % 6 == 0)
}

@Test func `cells that repeat cannot make a large text of a small file`() {
    let long = String(repeating: "长", count: 20_000)
    let rows = String(repeating: "<tr><td>x</td></tr>", count: 2_000)
    let page = "<table><tr><td rowspan=\"65534\">\(long)</td><td>y</td></tr>\(rows)</table>"
    #expect(code(Array(page.utf8)) == "too-much-text")
}

@Test(arguments: 0..<4)
func `a file cut off anywhere is an error or a shorter text`(kind: Int) throws {
    let whole: [UInt8] =
        switch kind {
        case 0: OfficeFile.docx(lines: "第一段\n第二段")
        case 1: OfficeFile.xlsx(rows: [["甲", "乙"], ["丙", "丁"]])
        case 2: Array("<html><body><table><tr><td>甲</td><td>乙</td></tr></table></body></html>".utf8)
        default: Array("关于报送的通知\n3月1日前".utf8)
        }
    for count in stride(from: 0, to: whole.count, by: max(1, whole.count / 150)) {
        let part = Array(whole[..<count])
        let read = kind == 1 ? TableText.read(part, file: "a") : DocumentReader.text(part, file: "a")
        guard kind < 2, count >= 4 else { continue }
        guard case .failure(let error) = read else {
            #expect(Bool(false), "\(kind) cut at \(count) was read")
            continue
        }
        #expect(error.diagnostic.code == "damaged-file", "\(kind) cut at \(count)")
    }
}

@Test(arguments: 0..<6)
func `a damaged document gives text or an error`(seed: Int) throws {
    var random = SplitMix64(UInt64(seed))
    let whole = OfficeFile.docx(
        body: "<w:tbl><w:tr><w:tc>\(OfficeFile.paragraph("甲"))</w:tc></w:tr></w:tbl>\(OfficeFile.paragraph("乙"))")
    for _ in 0..<300 {
        var bytes = whole
        for _ in 0..<4 {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        if case .success(let text) = DocumentReader.text(bytes, file: "a") { #expect(text.utf8.count < 1_000) }
    }
}

@Test func `a missing library is said with its package`() {
    guard case .failure(let problem) = SystemLibrary<duban_archive>.open(["libnowhere.so.1", "libc.so.6"]) else {
        return #expect(Bool(false), "opened")
    }
    let diagnostic = problem.diagnostic(file: "a")
    #expect(diagnostic.remedy?.en.contains("apt-get install libarchive13") == true)
    #expect(diagnostic.what.en.contains("libnowhere.so.1"))
    guard case .failure(let other) = SystemLibrary<duban_xml>.open(["libc.so.6"]) else {
        return #expect(Bool(false), "opened")
    }
    #expect(other.diagnostic(file: "a").what.en.contains("xmlReaderForMemory"))
}
