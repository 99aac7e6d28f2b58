/// An official notice as it comes – Word, PDF, web page, text, an old format – → the text that is in it.
import Platform
import Texts

public enum DocumentReader {
    /// Where other programs are looked for: the folders of a `PATH`.
    public struct Programs: Sendable {
        let path: String?

        public init(path: String?) { self.path = path }

        public static var installed: Programs { Programs(path: Environment.process["PATH"]) }

        func find(_ names: [String]) -> String? {
            for name in names {
                if let program = ChildProcess.find(name, path: path) { return program }
            }
            return nil
        }
    }

    /// A line for each paragraph and for each row of a table, whose cells are parted by tabs. Plain text is as it was.
    ///
    /// What kind of file it is, is told by its content. PDF is read by poppler's pdftotext, formats before 2007 and RTF by
    /// LibreOffice, both run with limits of time and size.
    public static func text(
        _ bytes: [UInt8], file: String, programs: Programs = .installed
    ) -> Result<String, DiagnosticError> {
        do throws(DocumentProblem) {
            switch DocumentKind.of(bytes) {
            case .zip: return .success(try office(bytes))
            case .pdf: return .success(try PDFReader.text(bytes, programs))
            case .rtf: return .success(try converted(bytes, ending: "rtf", programs))
            case .ole: return .success(try old(bytes, programs))
            case .text: break
            }
            let decoded = TextDecoder.decode(bytes, file: file)
            guard case .success(let text) = decoded, DocumentKind.isHTML(text.text) else { return decoded.map(\.text) }
            try WebCharset.check(text)
            return .success(try HTMLReader.text(text.text))
        } catch {
            return .failure(DiagnosticError(error.diagnostic(file: file)))
        }
    }

    private static func office(_ bytes: [UInt8]) throws(DocumentProblem) -> String {
        let archive = try ZipArchive(bytes)
        let package = try OfficePackage(archive)
        switch package.kind {
        case .word: return try DocxReader.text(archive, main: package.main)
        case .excel: throw .isSheet
        }
    }

    private static func old(_ bytes: [UInt8], _ programs: Programs) throws(DocumentProblem) -> String {
        switch DocumentKind.Streams.of(bytes) {
        case .encrypted: throw .encrypted(.word)
        case .workbook: throw .isSheet
        case .word, .other: return try converted(bytes, ending: "doc", programs)
        }
    }

    private static func converted(
        _ bytes: [UInt8], ending: String, _ programs: Programs
    ) throws(DocumentProblem) -> String {
        try office(try OfficeConverter.docx(bytes, ending: ending, programs))
    }
}

/// The main part of an office document (ECMA-376 part 2, Open Packaging Conventions).
struct OfficePackage {
    enum Kind { case word, excel }

    let kind: Kind
    let main: String

    init(_ archive: ZipArchive) throws(DocumentProblem) {
        let names = try archive.names()
        if names.contains("EncryptedPackage") { throw .encrypted(.zip) }
        let declared = try Self.declaredMain(archive)
        for (kind, usual) in [(Kind.word, "word/document.xml"), (.excel, "xl/workbook.xml")] {
            let folder = usual.prefix { $0 != "/" } + "/"
            let main = declared.flatMap { $0.hasPrefix(folder) && names.contains($0) ? $0 : nil }
            if main != nil || names.contains(usual) {
                self.kind = kind
                self.main = main ?? usual
                return
            }
        }
        throw .notDocument(Self.name(of: names))
    }

    private static func declaredMain(_ archive: ZipArchive) throws(DocumentProblem) -> String? {
        guard let bytes = try archive.entry("_rels/.rels") else { return nil }
        return try OfficeRelation.read(bytes).first { $0.type.hasSuffix("/officeDocument") }?.target(in: "")
    }

    private static func name(of names: [String]) -> Phrase {
        if names.contains("ppt/presentation.xml") {
            return Phrase(zh: " PowerPoint 演示文稿", en: "a PowerPoint presentation")
        }
        if names.contains("OFD.xml") { return Phrase(zh: " OFD 版式文件", en: "an OFD file") }
        if names.contains("content.xml") { return Phrase(zh: " OpenDocument 文件", en: "an OpenDocument file") }
        return Phrase(zh: "压缩包，不是文档", en: "an archive, not a document")
    }
}

/// One entry of a `.rels` part: what another part is for and where it lies.
struct OfficeRelation {
    let id: String
    let type: String
    private let target: String

    static func read(_ bytes: [UInt8]) throws(DocumentProblem) -> [OfficeRelation] {
        try XMLReader.read(bytes, part: ".rels", form: .zip) { (xml) throws(DocumentProblem) in
            var found: [OfficeRelation] = []
            while let event = try xml.next() {
                guard case .start("Relationship") = event else { continue }
                found.append(
                    OfficeRelation(
                        id: xml.attribute("Id") ?? "", type: xml.attribute("Type") ?? "",
                        target: xml.attribute("Target") ?? ""))
            }
            return found
        }
    }

    /// The part's name; `folder` ends with a slash or is empty.
    func target(in folder: String) -> String { target.hasPrefix("/") ? String(target.dropFirst()) : folder + target }
}

/// A page that says it is encoded in something that `TextDecoder` does not know must not be taken for GB18030.
enum WebCharset {
    static func check(_ text: DecodedText) throws(DocumentProblem) {
        guard text.encoding == .gb18030, let name = declared(text.text) else { return }
        let known = [
            "gb2312", "gbk", "gb18030", "x-gbk", "cp936", "windows-936", "utf-8", "utf8", "iso-8859-1", "us-ascii",
        ]
        if !known.contains(name) { throw .foreignCharset(name) }
    }

    /// The first `charset=` in the page's beginning.
    private static func declared(_ page: String) -> String? {
        let head = String(String.UnicodeScalarView(page.unicodeScalars.prefix(4096))).lowercased()
        for piece in head.split(separator: "charset", omittingEmptySubsequences: false).dropFirst() {
            let value = piece.drop { $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'" }
            let name = value.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
            if !name.isEmpty { return String(name) }
        }
        return nil
    }
}
