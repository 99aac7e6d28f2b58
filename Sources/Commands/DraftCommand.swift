/// `duban draft NOTICE.txt`: the official text as a notice file, every value with the words that it came from.

import Deadlines
import Documents
import Drafting
import Office
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
                    """,
                en: """
                    Reads title, number, issuer, addressees and every deadline, and writes them as a notice file; each value \
                    is followed by the line and words that it came from, what is doubtful stands under inferred. People go \
                    through it before it is loaded. Plain text only so far (UTF-8, UTF-16, GB18030): save Word and PDF as text.

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
                    "output", short: "o", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "通知文件（或 JSON）写入此文件", en: "write the notice file (or JSON) there"),
                    completion: .file),
                .flag(
                    "explain",
                    Phrase(
                        zh: "显示原文，标出每个期限、责任主体和疑问，并说明依据",
                        en: "show the text with every deadline, who and doubt marked, and on what grounds")),
                .value(
                    "html", Phrase(zh: "文件", en: "FILE"),
                    Phrase(zh: "把同样的内容写成一个网页文件", en: "write the same as a page that stands by itself"),
                    completion: .file),
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
        let (explains, page) = (arguments.flag("explain"), arguments.string("html"))
        if explains, arguments.globals.json {
            throw Failure.usage(
                Phrase(zh: "--explain 与 --json 不能同用", en: "--explain and --json do not go together"),
                remedy: Phrase(zh: "分两次运行", en: "run it twice"))
        }
        let bytes = try Files.read(file)
        let text = try TextDecoder.decode(bytes, file: file).get().text
        let draft = DraftReader.read(text)
        let explained = Explained(file: file, text: SourceText(text), draft: draft)
        if let page {
            let html = DraftPage(explained, try days(arguments), console.language).html
            try Files.write(Array(html.utf8), to: page)
        }
        if explains { console.print(DraftDrawing(explained, try days(arguments))) }
        let output = arguments.string("output")
        guard output != nil || arguments.globals.json || !(explains || page != nil) else { return .ok }
        let written = arguments.globals.json ? DraftJSON.text(draft, console.language) : DraftNotice.file(draft)
        if let output {
            try Files.write(Array(written.utf8), to: output)
        } else {
            console.write(written)
        }
        return .ok
    }

    /// With the calendar that holds where a notice names none.
    private static func days(_ arguments: ParsedArguments) throws -> DayWords {
        DayWords(calendar: try arguments.globals.shelf().calendar(Shelf.usualCalendar))
    }
}
