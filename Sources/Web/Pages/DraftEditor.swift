/// The second step of loading: the official text with what was read in it, and the notice file beside it to be corrected.

import Commands
import Documents
import Drafting
import HTTP
import Markup
import Office
import Texts

struct DraftEditor {
    private let call: Call
    private let yaml: String
    private let marks: DraftMarks?
    private let draft: Draft?
    private let reasons: DraftReasons?
    private let table: String?

    /// - Parameters:
    ///   - yaml: the notice file so far; nil: as it is drafted from the source.
    ///   - source: the official text; nil when it is not at hand any more.
    init(_ call: Call, yaml: String?, source: String?, table: String? = nil) {
        self.call = call
        self.table = table
        guard let source else {
            self.yaml = yaml ?? ""
            (marks, draft, reasons) = (nil, nil, nil)
            return
        }
        let draft = DraftReader.read(source)
        let text = SourceText(source)
        self.draft = draft
        marks = DraftMarks(text, draft)
        reasons = DraftReasons(text)
        self.yaml = yaml ?? DraftNotice.file(draft)
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response(_ status: UInt32 = 200, problem: ShelfProblem? = nil) -> Response {
        let page = call.page(Phrase(zh: "核对草稿", en: "Go through the draft"), here: "/load", switchesLanguage: false)
        return page.response(status) { html in
            html.element("h1", text: say(page.title))
            if let problem { writeProblem(problem, &html) }
            if let draft { writeCounts(draft, &html) }
            html.element("div", marks == nil ? nil : .class("two")) { html in
                if let marks { writeSource(marks, &html) }
                writeForm(&html)
            }
        }
    }

    private func writeProblem(_ problem: ShelfProblem, _ html: inout HTML) {
        html.element("div", .class("error-box"), .named("role", "alert")) { html in
            html.element("p", text: "✗ " + say(problem.what))
            if case .faulty(let diagnostics, let sources) = problem {
                let text = DiagnosticRenderer(language: call.language, width: 90).render(diagnostics, sources: sources)
                html.element("pre", .named("tabindex", "0"), text: text)
            } else if let remedy = problem.remedy {
                html.element("p", text: say(remedy))
            }
        }
    }

    private func writeCounts(_ draft: Draft, _ html: inout HTML) {
        let doubtful = draft.deadlines.count { !$0.doubts.isEmpty }
        html.element(
            "p", doubtful > 0 ? .class("notice-box") : nil,
            text: say(
                Phrase(
                    zh:
                        "读出 \(draft.deadlines.count) 个期限\(doubtful > 0 ? "，其中 \(doubtful) 个有疑问：在 doubts 下逐条核对，核对一条删一行" : "")；\(draft.others.count) 个日期不是期限。",
                    en:
                        "\(plural(draft.deadlines.count, "deadline")) read\(doubtful > 0 ? ", \(doubtful) in doubt: settle each under `doubts` and delete its line" : ""); \(draft.others.count) dates are none."
                )))
        guard draft.deadlines.isEmpty else { return }
        html.element(
            "p", .class("error-box"),
            text: say(
                Phrase(
                    zh: "没有读出期限：核对是不是通知正文，或在右侧自己写。",
                    en: "No deadline was read: see whether this is the notice, or write the file yourself.")))
    }

    // MARK: - The text with its marks

    private func writeSource(_ marks: DraftMarks, _ html: inout HTML) {
        html.element("section", .class("source"), .named("aria-labelledby", "source"), .named("lang", "zh-CN")) {
            html in
            html.element(
                "h2", .id("source"), .named("lang", call.language == .chinese ? "zh-CN" : "en"),
                text: say(Phrase(zh: "原文", en: "The text")))
            for line in marks.lines where !line.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) {
                html.element("p") { html in
                    for piece in line { write(piece, &html) }
                }
            }
        }
    }

    private func write(_ piece: DraftPiece, _ html: inout HTML) {
        guard let mark = piece.mark else { return html.text(piece.text) }
        switch mark.role {
        case .who: html.element("span", .class("who"), text: piece.text)
        case .other:
            let why = mark.numbers.first.flatMap { number in
                reasons.flatMap { reasons in draft.map { say(DraftWords.why($0.others[number], reasons)) } }
            }
            html.element("span", .class("other"), why.map { .named("title", $0) }, text: piece.text)
        case .deadline(let isDoubtful):
            html.element("mark", isDoubtful ? .class("due doubt") : .class("due"), text: piece.text)
            if piece.ends {
                let numbers = mark.numbers.map { String($0 + 1) }.joined(separator: ",")
                html.element("sup", text: "[\(numbers)\(isDoubtful ? "?" : "")]")
            }
        }
    }

    // MARK: - The file

    private func writeForm(_ html: inout HTML) {
        html.element("section", .named("aria-labelledby", "file-title")) { html in
            html.element("h2", .id("file-title"), text: say(Phrase(zh: "通知文件", en: "The notice file")))
            html.element(
                "form", .named("method", "post"), .action("/load/plan"), .named("enctype", "multipart/form-data")
            ) { html in
                if let visitor = call.visitor { html.formKey(visitor) }
                html.element("label", .for("notice"), text: say(Phrase(zh: "可以直接修改", en: "To be corrected here")))
                html.element(
                    "textarea", .class("long"), .named("name", "notice"), .id("notice"), .named("spellcheck", "false"),
                    .flag("required"), text: yaml)
                let hint =
                    table == nil
                    ? Phrase(zh: "CSV 或 Excel；不选则用台账里的单位", en: "CSV or Excel; without one, the ledger's units")
                    : Phrase(
                        zh: "已带上之前选的名录；重选则替换", en: "the roster chosen before is kept; choose another to replace it")
                html.labelled(say(Phrase(zh: "名录", en: "Roster")), id: "units", hint: say(hint)) { html in
                    html.void(
                        "input", .named("type", "file"), .named("name", "units"), .id("units"),
                        .named("aria-describedby", "units-hint"))
                }
                if let table { html.hidden("roster", table) }
                html.element("button", text: say(Phrase(zh: "检查并看计划", en: "Check, and see the plan")))
            }
        }
    }
}
