/// `duban draft NOTICE`: the official text as a notice file, every value with the words that it came from.

import Documents
import Drafting
import Platform
import Terminal
import Texts

enum DraftCommand: Command {
    static var name: String { "draft" }

    static var spec: CommandSpec {
        CommandSpec(
            name, group: .start,
            summary: Phrase(zh: "从通知原文草拟通知文件", en: "draft a notice file from the official text"),
            discussion: Phrase(
                zh: """
                    读出标题、文号、发文单位、主送单位和每一个期限，写成通知文件；每个值后注明原文的行和字句，没有把握的写在 inferred 下。\
                    草拟的文件须经人核对后再加载。

                    能读 Word（.docx）、PDF、网页和纯文本（UTF-8、UTF-16、GB18030），按内容而不按后缀辨认；PDF 由 poppler-utils 的 \
                    pdftotext 读，.doc、.wps 和 .rtf 在装有 LibreOffice 时由它转换。行号是读出文字的行号：一段一行，表格一行一行。

                    --json 的格式：{title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, line, \
                    column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: [{quote, \
                    line, column, date, why, reasons}]}。时间段的 date 是最后一天，start 是第一天；没有固定日期的规则 date 为 null。
                    """,
                en: """
                    Reads title, number, issuer, addressees and every deadline, and writes them as a notice file; each value \
                    is followed by the line and words that it came from, what is doubtful stands under inferred. People go \
                    through it before it is loaded.

                    Reads Word (.docx), PDF, web pages and plain text (UTF-8, UTF-16, GB18030), told apart by content, not by \
                    name. PDF is read by pdftotext of poppler-utils; .doc, .wps and .rtf are converted by LibreOffice where it \
                    is installed. Lines are those of the text that was read: one for each paragraph and each row of a table.

                    The form of --json: {title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, \
                    line, column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: \
                    [{quote, line, column, date, why, reasons}]}. A window's date is its last day and start its first; the \
                    date of a rule without a fixed day is null.
                    """),
            arguments: [
                ArgumentSpec(
                    "file", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "通知原文；- 为标准输入", en: "the official text; - for standard input"),
                    completion: .file)
            ],
            options: [
                .value(
                    "output", short: "o", Phrase(zh: "文件", en: "FILE"), Phrase(zh: "写入此文件", en: "write it there"),
                    completion: .file)
            ],
            refusedGlobals: GlobalOptions.ledgerOnly,
            examples: [
                Example(
                    "duban draft notice.docx -o notice.yaml",
                    Phrase(zh: "草拟，核对后加载", en: "drafts; go through it, then load it"))
            ],
            exitCodes: [.notFound, .badData])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let file = arguments.string("file") ?? ""
        let bytes = try Files.read(file)
        let draft = DraftReader.read(try DocumentReader.text(bytes, file: file).get())
        let text = arguments.globals.json ? DraftJSON.text(draft, console.language) : DraftNotice.file(draft)
        if let output = arguments.string("output") {
            try Files.write(Array(text.utf8), to: output)
        } else {
            console.write(text)
        }
        return .ok
    }
}
