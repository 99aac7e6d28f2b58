/// CSV as spreadsheets really write it → a sheet whose cells know their place.
import Texts

public enum CSVReader {
    /// Bytes that a file may have.
    public static let sizeLimit = 64 << 20

    /// Reads a file's bytes, in any encoding that `TextDecoder` knows.
    ///
    /// RFC 4180, and what spreadsheets do besides: lines end at LF, CR LF or CR; the delimiter is a comma, a semicolon or
    /// a tab, whichever the first line has most of, or what a first line `sep=;` says; a quote inside an unquoted cell is
    /// an ordinary character. Rows without any value are left out, empty cells at a row's end, too. The sheet is nil only
    /// when the bytes are no text, or there are too many.
    public static func read(_ bytes: [UInt8], file: String) -> (sheet: Sheet?, diagnostics: [Diagnostic]) {
        if let tooLarge = tooLarge(bytes.count, file) { return (nil, [tooLarge]) }
        switch TextDecoder.decode(bytes, file: file) {
        case .success(let decoded):
            let (sheet, diagnostics) = read(decoded.text, file: file)
            return (sheet, diagnostics)
        case .failure(let error): return (nil, [error.diagnostic])
        }
    }

    /// Reads text without byte order mark.
    public static func read(_ text: String, file: String) -> (sheet: Sheet?, diagnostics: [Diagnostic]) {
        if let tooLarge = tooLarge(text.utf8.count, file) { return (nil, [tooLarge]) }
        let bytes = Array(text.utf8)
        var scanner = CSVScanner(delimiter: 0x2C)
        bytes.withUnsafeBufferPointer { scanner.scan($0) }
        let sheet = Sheet(
            file: file, bytes: bytes, lineStarts: scanner.lineStarts, extents: scanner.extents,
            rowStarts: scanner.rowStarts)
        return (sheet, scanner.faults.map { $0.diagnostic(file: file, sheet: sheet) })
    }

    private static func tooLarge(_ count: Int, _ file: String) -> Diagnostic? {
        guard count > sizeLimit else { return nil }
        return Diagnostic(
            .error, "file-too-large", file: file, at: nil,
            what: Phrase(
                zh: "文件过大（\(count >> 20) MB，上限 \(sizeLimit >> 20) MB）",
                en: "the file is too large (\(count >> 20) MB; at most \(sizeLimit >> 20) MB)"),
            remedy: Phrase(zh: "确认没有选错文件，或拆成几个文件。", en: "Check that it is the right file, or split it."))
    }
}
