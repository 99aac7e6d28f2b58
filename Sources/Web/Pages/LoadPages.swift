/// Loading a notice in three steps: the official text, the draft beside it to be corrected, the plan.

import Access
import Commands
import Deadlines
import Documents
import Drafting
import HTTP
import Ledger
import Markup
import Notices
import Office
import Texts
import Workflow

enum LoadPages {
    /// Official texts and rosters in one form.
    private static let limit = 32 << 20

    static var routes: [Route] {
        [
            Route("GET", "/load", .session, start),
            Route("POST", "/load/draft", .session, lane: .slow, limit: limit, draft),
            Route("POST", "/load/plan", .session, lane: .slow, limit: limit, plan),
            Route("POST", "/load/store", .session, lane: .slow, limit: limit, store),
        ]
    }

    private static func requireCoordinator(_ call: Call) throws {
        guard call.permit.mayEver(.load) else { throw Problem(403) }
    }

    private static func start(_ call: Call) throws -> Response {
        try requireCoordinator(call)
        return LoadForm(call).response()
    }

    // MARK: - The draft

    private static func draft(_ call: Call) throws -> Response {
        try requireCoordinator(call)
        let name = call.request.form.file("file")?.fileName ?? call.say(Phrase(zh: "粘贴的文字", en: "pasted text"))
        guard let bytes = call.request.form.file("file")?.bytes ?? call.field("text").map({ Array($0.utf8) }) else {
            return LoadForm(call).response(
                422, problem: Phrase(zh: "请选择文件，或粘贴通知的文字。", en: "Choose a file, or paste the notice's text."))
        }
        // A notice file needs no drafting.
        if let text = String(validating: bytes, as: UTF8.self), isNoticeFile(text) {
            return DraftEditor(call, yaml: text, source: nil).response()
        }
        switch DocumentReader.text(bytes, file: name) {
        case .success(let text): return DraftEditor(call, yaml: nil, source: text).response()
        case .failure(let error):
            let problem =
                error.diagnostic.what
                + (error.diagnostic.remedy.map { Phrase(zh: "；", en: "; ") + $0 } ?? Phrase(same: ""))
            return LoadForm(call).response(422, problem: problem)
        }
    }

    private static func isNoticeFile(_ text: String) -> Bool {
        text.split(separator: "\n", maxSplits: 400).contains { $0.hasPrefix("tasks:") }
    }

    // MARK: - The plan

    private static func plan(_ call: Call) throws -> Response {
        try requireCoordinator(call)
        let input = try LoadText(call)
        do {
            return try call.read { office in
                let opened = try input.open(call, office)
                try office.require(.load, on: .notice(opened.notice.id))
                let proposal = try office.propose(input.loadInput(opened), now: call.now)
                return PlanView(call, input, opened, proposal).response()
            }
        } catch let problem as ShelfProblem {
            return DraftEditor(call, yaml: input.notice, source: nil, table: input.table).response(
                422, problem: problem)
        } catch let refusal as Refusal where refusal.kind == .refused {
            throw refusal
        }
    }

    private static func store(_ call: Call) throws -> Response {
        try requireCoordinator(call)
        let input = try LoadText(call)
        let notice = try call.write { office in
            let opened = try input.open(call, office)
            try office.require(.load, on: .notice(opened.notice.id))
            let proposal = try office.propose(input.loadInput(opened), now: call.now)
            let reason = call.field("reason") ?? call.say(Phrase(zh: "通知重新加载", en: "the notice was loaded again"))
            if !proposal.isSame {
                _ = try office.apply(
                    proposal, reason: reason, acceptsDoubts: call.field("accept-doubts") == "1", now: call.now)
            }
            return opened.notice.id
        }
        return call.redirect("/n/\(notice.percentEncoded)")
    }
}

/// The two texts that are loaded, as the form has them.
struct LoadText {
    let notice: String
    /// CSV; nil: the ledger's units.
    let table: String?

    init(_ call: Call) throws {
        guard let notice = call.request.form.text("notice"), !notice.trimmed.isEmpty else {
            throw Problem(422, what: Phrase(zh: "通知文件是空的", en: "The notice file is empty"))
        }
        self.notice = notice
        if let file = call.request.form.file("units") {
            switch TableText.read(file.bytes, file: file.fileName ?? "roster") {
            case .success(let text): table = text
            case .failure(let error):
                throw Problem(422, what: error.diagnostic.what, remedy: error.diagnostic.remedy)
            }
        } else {
            table = call.request.form.text("roster").flatMap { $0.trimmed.isEmpty ? nil : $0 }
        }
    }

    private static let name = "notice.yaml"
    private static let tableName = "roster.csv"

    func open(_ call: Call, _ office: Office) throws -> OpenedNotice {
        let shelf = Shelf(call.site.settings.data)
        var known: Roster?
        if table == nil {
            let (tree, _) = YAMLReader.read(notice, file: Self.name)
            let id = tree.flatMap { NoticeFile.decode($0, file: Self.name).0?.notice.id }
            known = try id.flatMap { try office.store.units(knownTo: $0) } ?? office.store.unitsInForce()
        }
        return try shelf.open(text: notice, named: Self.name, table: table, named: Self.tableName, known: known)
    }

    func loadInput(_ opened: OpenedNotice) -> LoadInput {
        LoadInput(notice: opened.notice, text: notice, roster: opened.roster, calendar: opened.calendar)
    }

    /// Both texts, for the next step.
    func writeHidden(_ html: inout HTML) {
        html.hidden("notice", notice)
        if let table { html.hidden("roster", table) }
    }
}

/// The first step.
struct LoadForm {
    private let call: Call

    init(_ call: Call) {
        self.call = call
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response(_ status: UInt32 = 200, problem: Phrase? = nil) -> Response {
        let page = call.page(Phrase(zh: "加载通知", en: "Load a notice"), here: "/load")
        return page.response(status) { html in
            html.element("h1", text: say(page.title))
            if let problem { html.failed(say(problem)) }
            html.element(
                "p",
                text: say(
                    Phrase(
                        zh: "上传通知原文（Word、PDF、网页、文本），或粘贴文字：读出的期限在原文中标出，逐项核对后加载。也可以直接上传通知文件（.yaml）。",
                        en:
                            "Upload the official text (Word, PDF, a web page, plain text) or paste it: the deadlines that are read are marked in it, to be gone through before anything is loaded. A notice file (.yaml) is taken as it is."
                    )))
            html.element(
                "form", .named("method", "post"), .action("/load/draft"), .named("enctype", "multipart/form-data")
            ) { html in
                if let visitor = call.visitor { html.formKey(visitor) }
                html.labelled(say(Phrase(zh: "文件", en: "File")), id: "file") { html in
                    html.void("input", .named("type", "file"), .named("name", "file"), .id("file"))
                }
                html.labelled(say(Phrase(zh: "或者粘贴文字", en: "Or paste the text")), id: "text") { html in
                    html.element("textarea", .named("name", "text"), .id("text"), text: "")
                }
                html.element("button", text: say(Phrase(zh: "读出期限", en: "Read the deadlines")))
            }
        }
    }
}
