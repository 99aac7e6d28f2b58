/// A unit's own page: what it owes, nearest first, and reporting it; by a session or by a reminder's link.

import Access
import Commands
import Deadlines
import HTTP
import Ledger
import Markup
import Notices
import Office
import Texts
import Workflow

enum UnitPages {
    static func routes(_ settings: SiteSettings) -> [Route] {
        [
            Route("GET", "/my", .session, show),
            Route("POST", "/my/report", .session, report),
            Route("GET", "/l/{link}", .link, show),
            Route("POST", "/l/{link}/report", .link, report),
        ]
    }

    // MARK: - Showing

    private static func show(_ call: Call) throws -> Response {
        let place = try UnitPlace(call)
        return try call.read { office in try UnitView(place, call, office).response }
    }

    // MARK: - Reporting

    private static func report(_ call: Call) throws -> Response {
        let place = try UnitPlace(call)
        let id = try call.assignment(call.field("assignment"))
        let (word, what) = try DoneWord.pressed(call)
        try call.write { office in
            // One that belongs to somebody else is told to be not there: numbers are easily guessed.
            guard let stored = try office.store.assignment(id), stored.assignment.unit == place.unit else {
                throw Problem(404)
            }
            _ = try office.record([StepRequest(id, what, at: call.now)], now: call.now)
        }
        return call.redirect("\(place.path)done=\(word.rawValue)")
    }
}

/// What a unit has done: by one of its buttons, or by a form of its own (`uploaded`, `contact`).
enum DoneWord: String {
    case submitted, `nil`, confirmed, acknowledged, uploaded, contact

    /// The button that was pressed and what it records; 422 when it is none.
    static func pressed(_ call: Call) throws -> (word: DoneWord, what: What) {
        guard let word = call.field("do").flatMap(DoneWord.init), let what = word.what(call) else { throw Problem(422) }
        return (word, what)
    }

    private func what(_ call: Call) -> What? {
        let note = call.field("note")
        return switch self {
        case .submitted: .submitted(Submission(replaces: call.field("replaces") == "1", note: note))
        case .nil: .submitted(Submission(isNil: true, note: note))
        case .confirmed: .submitted(Submission(confirms: true))
        case .acknowledged: .acknowledged
        case .uploaded, .contact: nil
        }
    }

    var phrase: Phrase {
        switch self {
        case .submitted: Phrase(zh: "已登记报送。", en: "The submission is recorded.")
        case .nil: Phrase(zh: "已登记零报告。", en: "The nil return is recorded.")
        case .confirmed: Phrase(zh: "已确认名录信息。", en: "The directory entry is confirmed.")
        case .acknowledged: Phrase(zh: "已签收。", en: "The notice is acknowledged.")
        case .uploaded: Phrase(zh: "文件已上传。", en: "The file is uploaded.")
        case .contact: Phrase(zh: "联系方式已更新。", en: "The contacts are updated.")
        }
    }
}

/// Whose page it is, and under which address.
struct UnitPlace {
    let unit: String
    /// With `?` or `&` at its end.
    let path: String
    let action: String
    let isLink: Bool

    init(_ call: Call) throws {
        if case .link(let unit, _)? = call.visitor?.admission.way {
            self.unit = unit
            path = "/l/\(call.part("link"))?"
            action = "/l/\(call.part("link"))/report"
            isLink = true
            return
        }
        let units = call.permit.units(.unit)
        let asked = call.query("unit") ?? call.field("unit")
        guard let unit = asked ?? units.first, units.contains(unit) else {
            throw Problem(
                403, what: Phrase(zh: "这个账户不是填报单位", en: "This account is no unit's"),
                remedy: Phrase(zh: "用本单位邮箱登录", en: "Sign in with the unit's mailbox."))
        }
        self.unit = unit
        path = units.count > 1 ? "/my?unit=\(unit.percentEncoded)&" : "/my?"
        action = "/my/report"
        isLink = false
    }
}

/// The page itself.
struct UnitView {
    private let place: UnitPlace
    private let call: Call
    private let unit: Unit
    private let open: [TaskView]
    private let closed: [TaskView]
    private let reasons: [AssignmentID: String]
    private let others: [(code: String, name: String)]

    /// Closed ones shown.
    private static let closedLimit = 50

    init(_ place: UnitPlace, _ call: Call, _ office: Office) throws {
        let store = office.store
        guard let unit = try store.unit(code: place.unit)?.unit else { throw Problem(404) }
        try office.require(.seeTasks, on: .unit(place.unit))
        self.place = place
        self.call = call
        self.unit = unit
        let almanac = try call.site.almanac.page(store)
        open = try store.tasks(TaskQuery(unit: place.unit)).map { TaskView($0, almanac, now: call.now, call.language) }
        // Nearest deadlines come first: what was done lately stands at the end.
        closed = try store.tasks(TaskQuery(unit: place.unit, state: .accepted)).suffix(Self.closedLimit).reversed()
            .map { TaskView($0, almanac, now: call.now, call.language) }
        var reasons: [AssignmentID: String] = [:]
        for view in open where view.row.state == .returned {
            reasons[view.row.id] = try store.returnReason(of: view.row.id)
        }
        self.reasons = reasons
        others = try call.permit.units(.unit).filter { $0 != place.unit }.map {
            ($0, try store.unit(code: $0)?.unit.name ?? $0)
        }
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    var response: Response {
        let page = call.page(Phrase(zh: "\(unit.name)的任务", en: "Tasks of \(unit.name)"), here: "/my")
        return page.response { html in
            html.element("h1", text: say(page.title))
            if let done = call.query("done").flatMap(DoneWord.init) { html.done(say(done.phrase)) }
            writeSummary(&html)
            writeOpen(&html)
            writeClosed(&html)
            if !others.isEmpty { writeOthers(&html) }
            if place.isLink { writeSignIn(&html) }
        }
    }

    private func writeSummary(_ html: inout HTML) {
        let own = open.filter { $0.row.state == .open || $0.row.state == .returned }
        let (mine, late) = (own.count, own.count { $0.isOverdue })
        let words =
            open.isEmpty
            ? Phrase(zh: "目前没有未完成的任务。", en: "Nothing is outstanding.")
            : Phrase(
                zh: "待办 \(mine) 项" + (late > 0 ? "，其中逾期 \(late) 项" : "") + "；最近到期的在前。",
                en: "\(plural(mine, "task")) to do" + (late > 0 ? ", \(late) overdue" : "") + "; nearest first.")
        html.element("p", .class("muted"), text: say(words))
    }

    private func writeOpen(_ html: inout HTML) {
        guard !open.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "未完成", en: "Outstanding")))
        html.element("ul", .class("cards")) { html in
            for view in open { writeCard(view, &html) }
        }
    }

    private func writeCard(_ view: TaskView, _ html: inout HTML) {
        html.line()
        html.element("li", .class(view.cardClass)) { html in
            html.element("h3", .id("t\(view.row.id)")) { html in
                html.text(view.title + " ")
                view.writeState(&html)
            }
            html.element("p", .class("of"), text: view.row.noticeTitle)
            view.writeWhen(&html)
            if let reason = reasons[view.row.id] {
                html.element("p", .class("reason")) { html in
                    html.element("strong", text: say(Phrase(zh: "退回原因：", en: "Returned because: ")))
                    html.text(reason)
                }
            }
            view.writeAsked(unit, &html)
            writeActions(view, &html)
        }
    }

    private func writeActions(_ view: TaskView, _ html: inout HTML) {
        let row = view.row
        let isDerived = row.kind == .review || row.coverTotal != nil
        html.element("div", .class("actions")) { html in
            if isDerived {
                html.element("span", text: progress(row))
            } else if row.state == .open || row.state == .returned {
                html.element("form", .named("method", "post"), .action(place.action)) { html in
                    writeButtons(view, &html)
                }
            }
            if !place.isLink {
                html.element("a", .href("/t/\(row.id)")) { html in
                    html.text(say(Phrase(zh: "详情、上传和经过", en: "Details, upload and history")))
                    html.element("span", .class("skip"), text: "：" + view.title)
                }
            }
        }
    }

    private func writeButtons(_ view: TaskView, _ html: inout HTML) {
        if let visitor = call.visitor, !place.isLink { html.formKey(visitor) }
        html.hidden("assignment", String(view.row.id))
        html.hidden("unit", place.unit)
        html.element("div", .class("actions")) { html in
            if view.row.kind == .directoryCheck {
                button(.confirmed, Phrase(zh: "确认名录信息无误", en: "Confirm the directory entry"), view, &html)
            } else {
                button(.submitted, Phrase(zh: "登记已报送", en: "Report as submitted"), view, &html)
                if view.text?.nilAllowed == true {
                    button(.nil, Phrase(zh: "零报告", en: "Nothing to report"), view, second: true, &html)
                }
            }
            if view.row.acknowledgedAt == nil {
                button(.acknowledged, Phrase(zh: "签收", en: "Acknowledge"), view, second: true, &html)
            }
        }
    }

    private func button(
        _ word: DoneWord, _ title: Phrase, _ view: TaskView, second: Bool = false, _ html: inout HTML
    ) {
        html.element(
            "button", second ? .class("second") : nil, .named("name", "do"), .named("value", word.rawValue),
            .named("aria-describedby", "t\(view.row.id)"), text: say(title))
    }

    private func progress(_ row: TaskRow) -> String {
        guard let total = row.coverTotal else {
            return say(Phrase(zh: "由所属单位的报送推算，不需要登记", en: "Follows from what others hand in"))
        }
        return say(
            Phrase(
                zh: "已审 \(row.coverDecided ?? 0)/\(total)；审核完成即办结，不需要另行登记",
                en: "\(row.coverDecided ?? 0) of \(total) decided; it is done when all are"))
    }

    private func writeClosed(_ html: inout HTML) {
        guard !closed.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "已完成", en: "Done")))
        html.element("ul", .class("history")) { html in
            for view in closed {
                html.element("li") { html in
                    view.writeState(&html)
                    html.text(" ")
                    if place.isLink {
                        html.text(view.title)
                    } else {
                        html.element("a", .href("/t/\(view.row.id)"), text: view.title)
                    }
                    html.element("span", .class("muted"), text: "　" + view.row.noticeTitle)
                }
            }
        }
    }

    private func writeOthers(_ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "同一邮箱的其他单位", en: "Other units of this mailbox")))
        html.element("ul") { html in
            for other in others {
                html.element("li") { html in
                    html.element("a", .href("/my?unit=\(other.code.percentEncoded)"), text: other.name)
                }
            }
        }
    }

    private func writeSignIn(_ html: inout HTML) {
        html.element("p", .class("notice-box")) { html in
            html.text(
                say(
                    Phrase(
                        zh: "上传文件、修改联系方式、查看经过需要登录：",
                        en: "To upload files, change contacts or see the history, sign in: ")))
            html.element("a", .href("/sign-in"), text: say(Phrase(zh: "用邮箱登录", en: "sign in by mail")))
        }
    }
}
