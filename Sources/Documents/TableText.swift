/// A table as it comes – CSV in any encoding, or an Excel workbook – → the text of a CSV file.
import Texts

public enum TableText {
    /// What kind of file it is, is told by its content. The line of a workbook's text is the row's number in Excel.
    public static func read(_ bytes: [UInt8], file: String) -> Result<String, DiagnosticError> {
        do throws(DocumentProblem) {
            switch DocumentKind.of(bytes) {
            case .zip: return .success(try workbook(bytes))
            case .pdf: throw .isNotSheet(DocumentProblem.Form.pdf.article)
            case .rtf: throw .isNotSheet(DocumentProblem.Form.word.article)
            case .ole:
                switch DocumentKind.Streams.of(bytes) {
                case .encrypted: throw .encrypted(.excel)
                case .word: throw .isNotSheet(DocumentProblem.Form.word.article)
                case .workbook, .other: throw .oldSpreadsheet
                }
            case .text: return TextDecoder.decode(bytes, file: file).map(\.text)
            }
        } catch {
            return .failure(DiagnosticError(error.diagnostic(file: file)))
        }
    }

    private static func workbook(_ bytes: [UInt8]) throws(DocumentProblem) -> String {
        let archive = try ZipArchive(bytes)
        let package = try OfficePackage(archive)
        guard package.kind == .excel else { throw .isNotSheet(DocumentProblem.Form.word.article) }
        return try XlsxReader.text(archive, main: package.main)
    }
}

extension DocumentProblem.Form {
    fileprivate var article: Phrase { Phrase(zh: " \(name.zh)", en: "a \(name.en)") }
}
