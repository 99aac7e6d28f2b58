/// What is said about bytes that are no text.
import Texts

extension TextDecoder {
    enum Problem {
        case damagedUTF8(offset: Int)
        case damagedUTF16(offset: Int)
        /// The first bad byte under each reading.
        case neither(utf8: Int, gb18030: Int)
        case noConverter(offset: Int)
        /// A file of another kind, which is named.
        case notText(Phrase)
    }

    static func failure(_ problem: Problem, _ bytes: [UInt8], _ file: String) -> Result<DecodedText, DiagnosticError> {
        switch problem {
        case .notText(let kind):
            failure(
                "not-text", file, nil,
                what: Phrase(zh: "这是\(kind.zh)，不是文本", en: "this is \(kind.en), not text"),
                why: Phrase(zh: "改后缀名不会改变内容。", en: "Renaming a file does not change what is in it."),
                remedy: Phrase(
                    zh: "在原来的程序里另存为“CSV UTF-8”或 UTF-8 文本。",
                    en: "Save it as \"CSV UTF-8\" or UTF-8 text in the program it comes from."))
        case .damagedUTF8(let offset):
            failure(
                "invalid-utf8", file, line(of: offset, bytes),
                what: Phrase(zh: "不是有效的 UTF-8（\(place(offset).zh)）", en: "not valid UTF-8 (\(place(offset).en))"),
                why: Phrase(
                    zh: "文件大部分是 UTF-8，但这里的字节不成字符，可能在传输或拼接时损坏。",
                    en:
                        "Most of the file is UTF-8, but the bytes here form no character; it may have been damaged or joined."
                ),
                remedy: Phrase(
                    zh: "用编辑器打开，改正这一行，另存为 UTF-8。", en: "Open it in an editor, correct the line, save as UTF-8."))
        case .damagedUTF16(let offset):
            failure(
                "invalid-utf16", file, nil,
                what: Phrase(zh: "不是有效的 UTF-16（\(place(offset).zh)）", en: "not valid UTF-16 (\(place(offset).en))"),
                why: Phrase(
                    zh: "文件开头的标记说它是 UTF-16，但内容残缺。",
                    en: "The mark at its beginning says UTF-16, but the content is incomplete."),
                remedy: Phrase(zh: "重新导出，存为 UTF-8。", en: "Export it again, as UTF-8."))
        case .neither(let utf8, let gb18030):
            failure(
                "unknown-encoding", file, line(of: max(utf8, gb18030), bytes),
                what: Phrase(
                    zh: "认不出文字编码：不是 UTF-8（\(place(utf8).zh)），也不是 GB18030（\(place(gb18030).zh)）",
                    en: "unknown encoding: neither UTF-8 (\(place(utf8).en)) nor GB18030 (\(place(gb18030).en))"),
                why: Phrase(
                    zh: "可能不是文本文件（例如直接改了后缀的 .xls、.docx），或者已经损坏。",
                    en: "It may be no text file (a renamed .xls or .docx, for example), or damaged."),
                remedy: Phrase(
                    zh: "在原来的程序里另存为“CSV UTF-8”或 UTF-8 文本。",
                    en: "Save it as \"CSV UTF-8\" or UTF-8 text in the program it comes from."))
        case .noConverter(let offset):
            failure(
                "no-gb18030", file, line(of: offset, bytes),
                what: Phrase(
                    zh: "不是 UTF-8（\(place(offset).zh)），而本机没有 GB18030 转换表",
                    en: "not UTF-8 (\(place(offset).en)), and this system has no table for GB18030"),
                why: Phrase(zh: "转换表由系统的 C 库提供（gconv）。", en: "The table comes with the system's C library (gconv)."),
                remedy: Phrase(
                    zh: "另存为 UTF-8，或安装 libc 的 gconv 模块。",
                    en: "Save the file as UTF-8, or install the C library's gconv modules."))
        }
    }

    private static func failure(
        _ code: String, _ file: String, _ span: Span?, what: Phrase, why: Phrase, remedy: Phrase
    ) -> Result<DecodedText, DiagnosticError> {
        .failure(DiagnosticError(Diagnostic(.error, code, file: file, at: span, what: what, why: why, remedy: remedy)))
    }

    private static func place(_ offset: Int) -> Phrase {
        Phrase(zh: "第 \(offset + 1) 字节", en: "byte \(offset + 1)")
    }

    /// The beginning of the line that the byte stands in: columns mean nothing where characters cannot be told.
    private static func line(of offset: Int, _ bytes: [UInt8]) -> Span {
        let line = bytes.prefix(offset).count { $0 == 0x0A } + 1
        let start = Position(line: line, column: 1)
        return Span(start: start, end: start)
    }
}
