// A notice gives the same draft in whatever form it comes.
import Documents
import Foundation
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Commands

@Suite struct DraftCommandTests {
    private static let name = "125-land-change-survey"
    private static let notice = Checkout.text("\(Checkout.root)/Tests/Drafting/Corpus/open/\(name).txt") ?? ""

    /// What the draft says of each deadline, but for its line.
    private struct Deadline: Hashable, Decodable {
        let quote: String
        let date: String?
        let time: String?
        let start: String?
        let rule: String?
        let kind: String
        let who: String?

        /// A page's lines are set with blanks of their own.
        var withoutBlanks: Deadline {
            func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
            return Deadline(
                quote: bare(quote), date: date, time: time, start: start, rule: rule.map(bare), kind: kind,
                who: who.map(bare))
        }
    }

    private struct Draft: Decodable {
        let title: String
        let number: String
        let issued: String
        let addressees: [String]
        let urls: [String]
        let deadlines: [Deadline]
    }

    private func draft(_ bytes: [UInt8], as name: String) throws -> Draft {
        let folder = try TemporaryFolder()
        let path = folder.path + "/" + name
        try Files.write(bytes, to: path)
        let run = Golden.run(["draft", path, "--json"])
        #expect(run.code == .ok, "\(run.errors)")
        return try JSONDecoder().decode(Draft.self, from: Data(run.output.utf8))
    }

    private func expectSame(_ draft: Draft, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let plain = try self.draft(Array(Self.notice.utf8), as: "notice.txt")
        #expect(plain.deadlines.count > 10, sourceLocation: sourceLocation)
        #expect(draft.deadlines == plain.deadlines, sourceLocation: sourceLocation)
        #expect(draft.title == plain.title, sourceLocation: sourceLocation)
        #expect(draft.number == plain.number, sourceLocation: sourceLocation)
        #expect(draft.issued == plain.issued, sourceLocation: sourceLocation)
        #expect(draft.addressees == plain.addressees, sourceLocation: sourceLocation)
        #expect(draft.urls == plain.urls, sourceLocation: sourceLocation)
    }

    /// The notice as paragraphs and tables: lines with tabs are rows.
    private func marked(
        row: ([Substring]) -> String, table: (String) -> String, line: (String) -> String
    ) -> String {
        var text = ""
        var rows = ""
        for next in Self.notice.split(separator: "\n", omittingEmptySubsequences: false) {
            let cells = next.split(separator: "\t")
            if cells.count > 1 {
                rows += row(cells)
            } else {
                if !rows.isEmpty { text += table(rows) }
                rows = ""
                text += line(String(next))
            }
        }
        return text
    }

    @Test func `as a Word document`() throws {
        let body = marked(
            row: { "<w:tr>\($0.map { "<w:tc>\(OfficeFile.paragraph(String($0)))</w:tc>" }.joined())</w:tr>" },
            table: { "<w:tbl>\($0)</w:tbl>" }, line: OfficeFile.paragraph)
        try expectSame(draft(OfficeFile.docx(body: body), as: "notice.docx"))
    }

    @Test func `as a web page, named as anything`() throws {
        let body = marked(
            row: { "<tr>\($0.map { "<td>\(OfficeFile.escaped(String($0)))</td>" }.joined())</tr>" },
            table: { "<table>\($0)</table>" }, line: { "<p>&nbsp;&nbsp;\(OfficeFile.escaped($0))</p>\n" })
        let page = "<!DOCTYPE html><html><head><title>政务公开</title></head><body><div>\(body)</div></body></html>"
        try expectSame(draft(Array(page.utf8), as: "notice.txt"))
    }

    @Test func `as text in GB18030 and UTF-16`() throws {
        try expectSame(draft(try #require(GB18030.bytes(Self.notice)), as: "notice.txt"))
        let wide = Self.notice.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
        try expectSame(draft([0xFF, 0xFE] + wide, as: "notice.md"))
    }

    /// Set by a word processor from the same text: A4, two pages, page numbers, a table with cells of several lines.
    @Test func `as a PDF`() throws {
        let bytes = try #require(Checkout.bytes("\(Checkout.root)/Tests/Commands/Documents/\(Self.name).pdf"))
        let page = try draft(bytes, as: "notice.pdf")
        let plain = try draft(Array(Self.notice.utf8), as: "notice.txt")
        #expect(page.deadlines.map(\.withoutBlanks) == plain.deadlines.map(\.withoutBlanks))
        #expect(page.title == plain.title)
        #expect(page.number == plain.number)
        #expect(page.issued == plain.issued)
        #expect(page.addressees == plain.addressees)
        #expect(page.urls == plain.urls)
    }

    @Test(arguments: [Language.chinese, .english])
    func `what cannot be read is said with its remedy`(language: Language) throws {
        let folder = try TemporaryFolder()
        try Files.write(OfficeFile.xlsx(rows: [["甲"]]), to: folder.path + "/notice.docx")
        let run = Golden.run(["draft", folder.path + "/notice.docx"], language)
        #expect(run.code == .badData)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(language == .chinese ? "这是 Excel 表格" : "this is an Excel workbook"))
        #expect(run.errors.contains(language == .chinese ? "选择通知正文的文件" : "Name the file of the notice itself"))
    }
}

/// Text in GB18030 through the C library, which the program itself only decodes with.
private enum GB18030 {
    static func bytes(_ text: String) -> [UInt8]? {
        let outcome = ChildProcess.run(
            "/usr/bin/iconv", ["-f", "UTF-8", "-t", "GB18030"], input: Array(text.utf8),
            limits: ChildProcess.Limits(seconds: 60, output: 1 << 20))
        return outcome.ending == .exited(0) ? outcome.output : nil
    }
}
