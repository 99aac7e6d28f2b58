/// `duban draft NOTICE.txt`: the official text as a notice file, every value with the words that it came from.

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
                    草拟的文件须经人核对后再加载。目前只读纯文本（UTF-8、UTF-16、GB18030）；Word 和 PDF 请先另存为文本。

                    --json 的格式：{title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, line, \
                    column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: [{quote, \
                    line, column, date, why, reasons}]}。时间段的 date 是最后一天，start 是第一天；没有固定日期的规则 date 为 null。

                    每个期限另有 deliverables: [{title, formats, seal, copies, general}]、channels: [{kind, name, address, \
                    general}]、fileName、mailSubject、quota: {least, most, unit, text}、after、nilReport、consequence；整份另有 \
                    issuedInferred、basis、contacts: [{office, phone, mail, about}]、annexes、consequences、nilReports。字句写作 \
                    {text, line, column}；general 表示该期限自己的句子没有写、取自全文统一的要求。
                    """,
                en: """
                    Reads title, number, issuer, addressees and every deadline, and writes them as a notice file; each value \
                    is followed by the line and words that it came from, what is doubtful stands under inferred. People go \
                    through it before it is loaded. Plain text only so far (UTF-8, UTF-16, GB18030): save Word and PDF as text.

                    The form of --json: {title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, \
                    line, column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: \
                    [{quote, line, column, date, why, reasons}]}. A window's date is its last day and start its first; the \
                    date of a rule without a fixed day is null.

                    Each deadline also has deliverables: [{title, formats, seal, copies, general}], channels: [{kind, name, \
                    address, general}], fileName, mailSubject, quota: {least, most, unit, text}, after, nilReport, \
                    consequence; the whole has issuedInferred, basis, contacts: [{office, phone, mail, about}], annexes, \
                    consequences, nilReports. Words are written as {text, line, column}; general: the deadline's own \
                    sentences do not say it, the notice says it of all.
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
                    "duban draft notice.txt -o notice.yaml",
                    Phrase(zh: "草拟，核对后加载", en: "drafts; go through it, then load it"))
            ],
            exitCodes: [.notFound, .badData])
    }

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        let file = arguments.string("file") ?? ""
        let bytes = try Files.read(file)
        let draft = DraftReader.read(try TextDecoder.decode(bytes, file: file).get().text)
        let text = arguments.globals.json ? DraftJSON.text(draft, console.language) : DraftNotice.file(draft)
        if let output = arguments.string("output") {
            try Files.write(Array(text.utf8), to: output)
        } else {
            console.write(text)
        }
        return .ok
    }
}
