// PDF through the real pdftotext; formats before 2007 through a stand-in for LibreOffice.
import Foundation
import Platform
import TestSupport
import Testing
import Texts

@testable import Documents

/// A PDF in the simplest form, of pages of lines in Helvetica: place, size and text.
enum SmallPDF {
    struct Line {
        let x: Double
        let y: Double
        var size = 12.0
        let text: String
    }

    static func bytes(_ pages: [[Line]], trailer: String = "") -> [UInt8] {
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        var kids: [String] = []
        for page in pages {
            let text = page.map { "BT /F1 \($0.size) Tf \($0.x) \(842 - $0.y) Td (\($0.text)) Tj ET" }
            let stream = text.joined(separator: "\n")
            objects.append("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents \(objects.count) 0 R >>"
            )
            kids.append("\(objects.count) 0 R")
        }
        objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(pages.count) >>"
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places { text += String(repeating: "0", count: 10 - String(place).count) + "\(place) 00000 n \n" }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}

private func text(_ pages: [[SmallPDF.Line]]) throws -> String {
    try DocumentReader.text(SmallPDF.bytes(pages), file: "a.pdf").get()
}

private func code(_ bytes: [UInt8], _ programs: DocumentReader.Programs = .installed) -> String? {
    guard case .failure(let error) = DocumentReader.text(bytes, file: "通知", programs: programs) else { return nil }
    #expect(error.diagnostic.remedy != nil)
    return error.diagnostic.code
}

@Test func `lines that the page broke are joined, across pages too, and page numbers are out`() throws {
    let full = "Every unit hands in its report to the office of statistics before the end of the month in"
    let first: [SmallPDF.Line] = [
        .init(x: 96, y: 100, text: full),
        .init(
            x: 72, y: 120,
            text: "which it was written, and keeps a copy of it in the archive of the unit for the following"),
        .init(x: 72, y: 140, text: "ten years."), .init(x: 96, y: 160, text: "A second paragraph."),
        .init(x: 96, y: 180, text: full), .init(x: 290, y: 800, text: "- 1 -"),
    ]
    let second: [SmallPDF.Line] = [
        .init(x: 72, y: 100, text: "question."), .init(x: 96, y: 120, text: "Third."),
        .init(x: 290, y: 800, text: "- 2 -"),
    ]
    let right = "which it was written, and keeps a copy of it in the archive of the unit for the following"
    #expect(
        try text([first, second]) == "\(full) \(right) ten years.\nA second paragraph.\n\(full) question.\nThird.\n")
}

@Test func `a table's columns are parted by tabs, cells of several lines are put together`() throws {
    let rows: [SmallPDF.Line] = [
        .init(x: 72, y: 100, text: "Task"), .init(x: 200, y: 100, text: "Due"), .init(x: 350, y: 100, text: "Unit"),
        .init(x: 72, y: 130, text: "Check"), .init(x: 200, y: 123, text: "1 March"),
        .init(x: 200, y: 137, text: "2025"),
        .init(x: 350, y: 130, text: "County"), .init(x: 72, y: 160, text: "Report"),
        .init(x: 200, y: 160, text: "2 April"),
        .init(x: 350, y: 160, text: "City"),
    ]
    #expect(try text([rows]) == "Task\tDue\tUnit\nCheck\t1 March2025\tCounty\nReport\t2 April\tCity\n")
}

@Test func `a PDF without text, a damaged one and one with a password are told apart`() {
    #expect(code(SmallPDF.bytes([[]])) == "no-text")
    #expect(code(Array("%PDF-1.4\n".utf8)) == "program-failed")
    let key = String(repeating: "41", count: 32)
    let encrypted = SmallPDF.bytes(
        [[.init(x: 72, y: 100, text: "x")]],
        trailer: "/ID [<41> <41>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <\(key)> /U <\(key)> /P -4 >>")
    #expect(code(encrypted) == "encrypted-file")
}

@Test func `without pdftotext and without LibreOffice it is said what to install`() throws {
    let nowhere = DocumentReader.Programs(path: "/nowhere:relative")
    #expect(code(SmallPDF.bytes([[]]), nowhere) == "program-missing")
    #expect(code(Array("{\\rtf1 x}".utf8), nowhere) == "old-format")
    #expect(code(OLE.file("WordDocument"), nowhere) == "old-format")
    #expect(code(OLE.file("EncryptedPackage"), nowhere) == "encrypted-file")
    #expect(code(OLE.file("Book"), nowhere) == "is-sheet")
}

/// A program of this name in the folder, written in the shell's language. Another process writes it: a file that this
/// one has open while another test starts a program cannot be run for that moment.
private func program(_ name: String, _ script: String, in folder: TemporaryFolder) -> DocumentReader.Programs {
    let outcome = ChildProcess.run(
        "/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", "\(folder.path)/\(name)"],
        input: Array("#!/bin/sh\n\(script)\n".utf8), limits: ChildProcess.Limits(seconds: 60, output: 1000))
    #expect(outcome.ending == .exited(0))
    return DocumentReader.Programs(path: folder.path)
}

@Test func `an old document is what LibreOffice makes of it, in a folder that is gone afterwards`() throws {
    let folder = try TemporaryFolder()
    let docx = OfficeFile.docx(lines: "由旧格式转换")
    try Data(docx).write(to: URL(fileURLWithPath: folder.path + "/made.docx"))
    let script = """
        for word; do last=$word; case $word in -env:UserInstallation=file://*) profile=${word#*file://};; esac; done
        while [ "$1" != --outdir ]; do shift; done
        mkdir -p "$2" && cp "\(folder.path)/made.docx" "$2/notice.docx"
        echo "$last" > "\(folder.path)/seen"; head -c 5 "$last" >> "\(folder.path)/seen"
        case $profile in "${last%/*}"/*) echo own >> "\(folder.path)/seen";; esac
        """
    let programs = program("soffice", script, in: folder)
    #expect(try DocumentReader.text(Array("{\\rtf1 x}".utf8), file: "a.doc", programs: programs).get() == "由旧格式转换\n")
    let seen = try String(contentsOfFile: folder.path + "/seen", encoding: .utf8).split(separator: "\n").map(
        String.init)
    #expect(seen.count == 2)
    #expect(seen.first?.hasSuffix("/notice.rtf") == true)
    #expect(seen.last == "{\\rtfown")
    #expect(!FileManager.default.fileExists(atPath: seen.first ?? "/"))
}

@Test func `a converter or reader that fails is quoted`() throws {
    let folder = try TemporaryFolder()
    let failing = program("soffice", "echo 'no way \u{1B}[31m' >&2; exit 3", in: folder)
    guard case .failure(let error) = DocumentReader.text(OLE.file("WordDocument"), file: "a", programs: failing) else {
        return #expect(Bool(false), "read")
    }
    #expect(error.diagnostic.code == "not-converted")
    #expect(error.diagnostic.why?.en == "It says: no way \\u{1B}[31m.")
    let other = try TemporaryFolder()
    #expect(code(OLE.file("WordDocument"), program("libreoffice", "exit 0", in: other)) == "not-converted")
    let reader = program("pdftotext", "kill -9 $$", in: folder)
    #expect(code(SmallPDF.bytes([[]]), reader) == "program-failed")
}
