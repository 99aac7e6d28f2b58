/// `duban draft NOTICE`: the official text as a notice file, every value with the words that it came from.

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
                    读出标题、文号、发文单位、主送单位和每一个期限，写成通知文件；每个值后注明原文的行和字句，没有把握的写在 doubts 下：\
                    查对后删去那一行。\
                    草拟的文件须经人核对后再加载。没有读出期限的，不写文件（状态 65）；--json 照样输出，deadlines 为空。\

                    能读 Word（.docx）、PDF、网页和纯文本（UTF-8、UTF-16、GB18030），按内容而不按后缀辨认；PDF 由 poppler-utils 的 \
                    pdftotext 读，.doc、.wps 和 .rtf 在装有 LibreOffice 时由它转换。行号是读出文字的行号：一段一行，表格一行一行。

                    --json 的格式：{title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, line, \
                    column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: [{quote, \
                    line, column, date, why, reasons}]}。时间段的 date 是最后一天，start 是第一天；没有固定日期的规则 date 为 null。

                    每个期限另有 deliverables: [{title, formats, seal, copies, general}]、channels: [{kind, name, address, \
                    general}]、fileName、mailSubject、quota: {least, most, unit, text}、after、nilReport、consequence；整份另有 \
                    issuedInferred、basis、contacts: [{office, phone, mail, about}]、annexes、forms: [{code, title, who}]、consequences、nilReports。字句写作 \
                    {text, line, column}；general 表示该期限自己的句子没有写、取自全文统一的要求。

                    quote 是原文中的原样字句，line 和 column 从 1 起、按字符计；confidence 在 0 与 1 之间；\
                    kind 为 sealedScan、review、directoryCheck、publication、meeting、submission 或 other；time 为 24 小时制的 \
                    HH:MM；others 的 why 为 \(whys)。

                    --explain 显示原文全文，就地标出：【…】[1] 为期限及序号（即草拟文件中的 task-1），[1?] 有疑问，〈…〉 为责任主体，\
                    『…』 为判断不是期限的日期；每段之下说明日期（休息日按日历注明）、种类、责任主体、疑问和依据，最后按日期列出全部期限。\
                    --html 把同样的内容写成一个独立的网页文件，可打印、可转发，不引用任何外部资源。这时通知文件只在写了 -o 时写出。

                    --compare 列出修订后的原文与原先的通知文件有何不同：改期、新增、没有了的期限，种类、责任主体、字句的变化，\
                    以及标题、文号、发文单位、发文日期、主送单位、报告期的变化。先按引文、再按事项和种类、最后按日期对应；任务的标题可能经人\
                    改过，不作比较，责任主体只在文件中留有草拟时的字句时比较。有无变化都以 0 退出。它的 --json 为 {file, notice, \
                    head: [{field, old, new}], changed: [{task, title, match, line, column, quote, changes: [{field, old, new, \
                    sameWords}]}], added: [同上的 deadlines], removed: [{task, title, due, quote, now}], unchanged}；match 为 \
                    quote、words 或 date，changes 的 field 为 due、kind、who 或 quote，sameWords 只在 due 中出现；now 是同样的字句\
                    在新文本里被读作什么（others 的 why），没有则为 null。
                    """,
                en: """
                    Reads title, number, issuer, addressees and every deadline, and writes them as a notice file; each value \
                    is followed by the line and words that it came from, what is doubtful stands under `doubts:`: look it \
                    up, then delete the line. People go through the file before it is loaded. Where no deadline is found no \
                    file is written (status 65); --json prints its object all the same, with no deadlines.

                    Reads Word (.docx), PDF, web pages and plain text (UTF-8, UTF-16, GB18030), told apart by content, not by \
                    name. PDF is read by pdftotext of poppler-utils; .doc, .wps and .rtf are converted by LibreOffice where it \
                    is installed. Lines are those of the text that was read: one for each paragraph and each row of a table.

                    The form of --json: {title, number, issuer, issued, addressees, period, emails, urls, deadlines: [{quote, \
                    line, column, date, time, start, dates, rule, kind, who, task, confidence, doubts, reasons}], others: \
                    [{quote, line, column, date, why, reasons}]}. A window's date is its last day and start its first; the \
                    date of a rule without a fixed day is null.

                    Each deadline also has deliverables: [{title, formats, seal, copies, general}], channels: [{kind, name, \
                    address, general}], fileName, mailSubject, quota: {least, most, unit, text}, after, nilReport, \
                    consequence; the whole has issuedInferred, basis, contacts: [{office, phone, mail, about}], annexes, \
                    forms: [{code, title, who}], consequences, nilReports. Words are written as {text, line, column}; general: the deadline's own \
                    sentences do not say it, the notice says it of all.

                    A quote is the text's own words; line and column count from 1, in characters; \
                    confidence lies between 0 and 1; the kind is sealedScan, review, directoryCheck, publication, \
                    meeting, submission or other; the time is HH:MM of 24 hours; the why of others is one of \(whys).

                    --explain shows the whole text with marks in place: 【…】[1] a deadline and its number (task-1 of the \
                    drafted file), [1?] one in doubt, 〈…〉 the words for who, 『…』 a date that was judged to be no deadline. \
                    Under each paragraph stand the date (a rest day of the calendar is said to be one), kind, who, doubts and \
                    grounds; at the end all deadlines by date. --html writes the same as a page in one file, to print or pass \
                    on, that fetches nothing. With these the notice file is written only where -o says so.

                    --compare lists what a revised text changes against the notice file made from the earlier one: deadlines \
                    moved, added and gone; changed kind, who and words; changed title, number, issuer, day of issue, addressees \
                    and period. Deadlines are matched by quote, then by the words of the task and its kind, then by date. A \
                    task's title may be people's and is not compared; who is, where the file still has the draft's words. The \
                    exit status is 0 with and without changes. Its --json: {file, notice, head: [{field, old, new}], changed: \
                    [{task, title, match, line, column, quote, changes: [{field, old, new, sameWords}]}], added: [as deadlines \
                    above], removed: [{task, title, due, quote, now}], unchanged}. The match is quote, words or date; the field \
                    of changes is due, kind, who or quote, and sameWords goes with due; now is what the same words are read as \
                    in the new text (the why of others), or null.
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
                .value(
                    "compare", Phrase(zh: "通知文件", en: "NOTICE"),
                    Phrase(
                        zh: "列出这份原文与已有的通知文件有何不同", en: "list what this text changes against a notice file"),
                    completion: .notices),
            ],
            refusedGlobals: GlobalOptions.ledgerOnly,
            examples: [
                Example(
                    "duban draft notice.docx -o notice.yaml",
                    Phrase(zh: "草拟，核对后加载", en: "drafts; go through it, then load it")),
                Example(
                    "duban draft notice.docx --explain",
                    Phrase(zh: "在原文中查看每个期限", en: "shows every deadline where it was read")),
                Example(
                    "duban draft revised.docx --compare notice.yaml",
                    Phrase(zh: "修订后的原文改了什么", en: "what a revised text changes")),
            ],
            exitCodes: [.notFound, .badData])
    }

    /// As `why` in JSON.
    private static let whys = OtherReason.allCases.map(\.rawValue).joined(separator: ", ")

    static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitCode {
        try refuse(arguments)
        let file = arguments.string("file") ?? ""
        let bytes = try Files.read(file)
        let text = try DocumentReader.text(bytes, file: file).get()
        let draft = DraftReader.read(text)
        let explained = Explained(file: file, text: SourceText(text), draft: draft)
        if let page = arguments.string("html") {
            let html = DraftPage(explained, try days(arguments), console.language).html
            try Files.write(Array(html.utf8), to: page)
        }
        if arguments.flag("explain") { console.print(DraftDrawing(explained, try days(arguments))) }
        if let known = arguments.string("compare") {
            return try compare(draft, in: file, with: known, arguments, console)
        }
        let output = arguments.string("output")
        let isShown = arguments.flag("explain") || arguments.string("html") != nil
        guard output != nil || arguments.globals.json || !isShown else { return .ok }
        let written = try arguments.globals.json ? DraftJSON.text(draft, console.language) : notice(draft, in: file)
        try put(written, output, console)
        return .ok
    }

    private static func refuse(_ arguments: ParsedArguments) throws(Failure) {
        let explains = arguments.flag("explain")
        let asked: [(Bool, String, String)] = [
            (explains && arguments.globals.json, "--explain", "--json"),
            (explains && arguments.string("compare") != nil, "--explain", "--compare"),
        ]
        guard let (_, one, other) = asked.first(where: { $0.0 }) else { return }
        throw .usage(
            Phrase(zh: "\(one) 与 \(other) 不能同用", en: "\(one) and \(other) do not go together"),
            remedy: Phrase(zh: "分两次运行", en: "run it twice"))
    }

    /// With `-o` the new notice file is written, too; with `--json` the comparison itself.
    private static func compare(
        _ draft: Draft, in file: String, with known: String, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        let shelf = try arguments.globals.shelf()
        let path = try shelf.path(ofNotice: known)
        let reading = try Shelf.readNotice(path)
        let earlier = try reading.sound().notice
        let calendar = try shelf.calendar(earlier.calendar)
        let comparing = DraftComparing(file: known, earlier, draft, DayWords(calendar: calendar))
        let output = arguments.string("output")
        if arguments.globals.json {
            try put(comparing.json(console.language), output, console)
        } else {
            comparing.print(to: console)
            if output != nil { try put(notice(draft, in: file), output, console) }
        }
        return .ok
    }

    private static func put(_ text: String, _ output: String?, _ console: Console) throws {
        if let output {
            try Files.write(Array(text.utf8), to: output)
        } else {
            console.write(text)
        }
    }

    /// With the calendar that holds where a notice names none.
    private static func days(_ arguments: ParsedArguments) throws -> DayWords {
        DayWords(calendar: try arguments.globals.shelf().calendar(Shelf.usualCalendar))
    }

    /// A notice file has at least one task.
    private static func notice(_ draft: Draft, in file: String) throws(Failure) -> String {
        guard !draft.deadlines.isEmpty else { throw nothingFound(draft, in: file) }
        return DraftNotice.file(draft)
    }

    private static func nothingFound(_ draft: Draft, in file: String) -> Failure {
        let count = draft.others.count
        return Failure(
            .badData,
            Phrase(zh: "没有读出期限：\(file)，没有写文件", en: "no deadline was found in \(file); no file was written"),
            why: count == 0
                ? Phrase(zh: "文中没有日期或时限", en: "it says no date and no time limit")
                : Phrase(
                    zh: "文中的 \(count) 处日期都不像期限", en: "\(plural(count, "date")) in it, none of which reads as a deadline"
                ),
            remedy: Phrase(
                zh: "核对是不是通知正文；用 duban draft \(file) --json 查看各日期为什么不是期限",
                en: "see whether this is the notice's text; `duban draft \(file) --json` says why each date is none"))
    }
}
