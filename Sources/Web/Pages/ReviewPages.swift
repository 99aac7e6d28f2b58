/// The queue of a reviewer: what lies with it, longest first; accept, or return with a reason; several at once.

import Access
import Commands
import Deadlines
import HTTP
import Ledger
import Markup
import Office
import Texts
import Workflow

enum ReviewPages {
    static var routes: [Route] {
        [
            Route("GET", "/review", .session) { call in try call.read { try ReviewQueue(call, $0).response() } },
            Route("POST", "/review", .session, limit: 512 << 10, decide),
        ]
    }

    private static func decide(_ call: Call) throws -> Response {
        let seen = try call.request.form.texts("assignment").map { try SeenSubmission($0, call) }
        let reason = call.field("reason")
        guard !seen.isEmpty else {
            return try again(
                call, Phrase(zh: "没有选择任何一项。", en: "Nothing was chosen."))
        }
        let accepts = call.field("do") == "accept"
        guard accepts || (call.field("do") == "return" && reason != nil) else {
            return try again(call, Phrase(zh: "退回必须写明理由。", en: "A return needs a reason."))
        }
        do {
            try call.write { office in
                let requests = try seen.map { seen in
                    let stored = try AssignmentDoor.visible(seen.id, office)
                    try seen.check(stored, call, office)
                    let level = max(1, stored.status.level)
                    let what: What = accepts ? .accepted(level: level) : .returned(level: level, reason: reason ?? "")
                    return StepRequest(seen.id, what, at: call.now)
                }
                _ = try office.record(requests, now: call.now)
            }
        } catch let changed as SubmissionChanged {
            return try again(call, Phrase(zh: "未登记任何一项：", en: "Nothing was recorded: ") + changed.what, 409)
        } catch let refused as StepsRefused {
            // Somebody else decided first: all are named, none was recorded.
            let words = refused.faults.map { fault in
                Phrase(same: "\(fault.unitName) · \(fault.taskTitle)：") + fault.what
            }
            return try again(
                call, Phrase(zh: "未登记任何一项：", en: "Nothing was recorded: ") + words.joined(zh: "；", en: "; "), 409)
        }
        return call.redirect("/review?\(accepts ? "accepted" : "returned")=\(seen.count)")
    }

    /// The queue again, with what was filled in.
    private static func again(_ call: Call, _ problem: Phrase, _ status: UInt32 = 422) throws -> Response {
        try call.read {
            try ReviewQueue(call, $0).response(status, problem: problem, reason: call.field("reason") ?? "")
        }
    }
}

/// What a reviewer had before them when they decided: which submission, at which level. Pressing twice, or on a page that
/// has stood open for a day, must not decide what nobody has looked at.
struct SeenSubmission {
    let id: AssignmentID
    /// 0: not under review.
    private let level: Int
    /// In seconds; 0: never.
    private let submitted: Int64

    init(_ row: TaskRow) {
        id = row.id
        level = row.level
        submitted = row.lastSubmittedAt?.seconds ?? 0
    }

    /// Out of a form; 404 when it is no such thing.
    init(_ text: String, _ call: Call) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let level = Int(parts[1]), let submitted = Int64(parts[2]) else { throw Problem(404) }
        id = try call.assignment(parts[0])
        self.level = level
        self.submitted = submitted
    }

    var text: String { "\(id).\(level).\(submitted)" }

    /// Whether it still lies there as it was seen. What lies with nobody any more is told by whoever records.
    func check(_ stored: StoredAssignment, _ call: Call, _ office: Office) throws {
        let status = stored.status
        guard status.state == .submitted else { return }
        let isSame = status.lastSubmittedAt?.seconds ?? 0 == submitted
        guard !isSame || status.level != level else { return }
        let assignment = stored.assignment
        let name = try office.store.unit(code: assignment.unit)?.unit.name ?? assignment.unit
        let task = try call.site.almanac.page(office.store).task(assignment.task, of: assignment.notice, call.language)
        let title = task?.title(of: assignment, call.language) ?? assignment.task
        let why =
            isSame
            ? Phrase(zh: "现在由第 \(status.level) 级审核单位办理", en: "it lies with the reviewer of level \(status.level) now")
            : Phrase(zh: "单位又报送了一次，请先看新报送的", en: "the unit has handed in anew: look at that first")
        throw SubmissionChanged(what: Phrase(same: "\(name) · \(title)：") + why)
    }
}

/// Somebody else, or the unit itself, was there in the meantime.
private struct SubmissionChanged: Error {
    let what: Phrase
}

struct ReviewQueue {
    private let call: Call
    private let rows: [TaskView]
    private let files: [AssignmentID: [StoredDelivery]]
    private let isCut: Bool

    /// Rows on one page.
    private static let most = 200

    init(_ call: Call, _ office: Office) throws {
        self.call = call
        let almanac = try call.site.almanac.page(office.store)
        var found: [TaskRow] = []
        if let notices = call.permit.grants.first(where: { $0.role == .coordinator })?.notices {
            for notice in notices.sorted() {
                found += try office.store.tasks(TaskQuery(notice: notice, state: .submitted, limit: Self.most + 1))
            }
        } else if call.permit.grants.contains(where: { $0.role == .coordinator }) {
            found = try office.store.tasks(TaskQuery(state: .submitted, limit: Self.most + 1))
        } else {
            let units = call.permit.units(.reviewer)
            guard !units.isEmpty else { throw Problem(403) }
            for unit in units { found += try office.store.tasks(TaskQuery(reviewer: unit, limit: Self.most + 1)) }
        }
        found.sort { ($0.lastSubmittedAt ?? .distantPast, $0.id) < ($1.lastSubmittedAt ?? .distantPast, $1.id) }
        isCut = found.count > Self.most
        rows = found.prefix(Self.most).map { TaskView($0, almanac, now: call.now, call.language) }
        var files: [AssignmentID: [StoredDelivery]] = [:]
        for view in rows { files[view.row.id] = try office.store.deliveries(for: view.row.id) }
        self.files = files
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response(_ status: UInt32 = 200, problem: Phrase? = nil, reason: String = "") -> Response {
        let page = call.page(Phrase(zh: "待审核", en: "Waiting for review"), here: "/review")
        return page.response(status) { html in
            html.element("h1", text: say(page.title))
            if let problem { html.failed(say(problem)) }
            if let done { html.done(say(done)) }
            guard !rows.isEmpty else {
                html.element("p", text: say(Phrase(zh: "没有待审核的报送。", en: "Nothing waits for a decision.")))
                // Nothing that was typed is lost, not even where its form has nothing left to decide.
                if !reason.isEmpty {
                    html.element("p", .class("muted"), text: say(Phrase(zh: "您写的理由：", en: "You wrote: ")) + reason)
                }
                return
            }
            html.element(
                "p", .class("muted"),
                text: say(
                    Phrase(
                        zh: "共 \(rows.count) 项\(isCut ? "（只显示最早的）" : "")，等得最久的在前。",
                        en: "\(plural(rows.count, "submission"))\(isCut ? " (the oldest)" : ""), longest first.")))
            html.element("form", .named("method", "post"), .action("/review")) { html in
                if let visitor = call.visitor { html.formKey(visitor) }
                table(&html)
                decision(reason, &html)
            }
        }
    }

    private var done: Phrase? {
        if let count = call.query("accepted").flatMap({ Int($0) }) {
            return Phrase(zh: "已通过 \(count) 项。", en: "\(count) accepted.")
        }
        if let count = call.query("returned").flatMap({ Int($0) }) {
            return Phrase(zh: "已退回 \(count) 项。", en: "\(count) returned.")
        }
        return nil
    }

    private func table(_ html: inout HTML) {
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                html.columns(
                    [
                        Phrase(zh: "选择", en: "Choose"), Phrase(zh: "单位", en: "Unit"), Phrase(zh: "任务", en: "Task"),
                        Phrase(zh: "报送", en: "Handed in"), Phrase(zh: "材料", en: "Files"),
                    ].map(say))
                html.element("tbody") { html in
                    for view in rows { row(view, &html) }
                }
            }
        }
    }

    private func row(_ view: TaskView, _ html: inout HTML) {
        let row = view.row
        html.line()
        html.element("tr") { html in
            html.element("td", .class("choose")) { html in
                html.void(
                    "input", .named("type", "checkbox"), .named("name", "assignment"),
                    .named("value", SeenSubmission(row).text), .id("a\(row.id)"),
                    .named("aria-label", "\(row.unitName) · \(view.title)"))
            }
            html.element("td") { html in html.element("label", .for("a\(row.id)"), text: row.unitName) }
            html.element("td") { html in
                html.element("a", .href("/t/\(row.id)"), text: view.title)
                html.element("div", .class("muted"), text: row.noticeTitle)
            }
            html.element("td", .class("nowrap"), text: waited(view))
            html.element("td") { html in
                for file in files[row.id] ?? [] {
                    html.element("div") { html in
                        html.element("a", .href("/t/\(row.id)/files/\(file.delivery.digest)"), text: file.delivery.name)
                    }
                }
            }
        }
    }

    private func waited(_ view: TaskView) -> String {
        guard let since = view.row.lastSubmittedAt, let clock = view.clock else { return "" }
        let days = clock.calendar.workingDays(after: clock.zone.day(of: since), through: clock.zone.day(of: call.now))
        return say(
            Phrase(
                zh: "\(clock.zone.minute(since))，已 \(days) 个工作日",
                en: "\(clock.zone.minute(since)), \(plural(days, "working day")) ago"))
    }

    private func decision(_ reason: String, _ html: inout HTML) {
        html.labelled(
            say(Phrase(zh: "退回理由", en: "Reason of a return")), id: "reason",
            hint: say(Phrase(zh: "退回时必填，原文发给单位", en: "needed to return; the unit reads it as it stands"))
        ) { html in
            html.element(
                "textarea", .named("name", "reason"), .id("reason"), .named("maxlength", "2000"),
                .named("aria-describedby", "reason-hint"), text: reason)
        }
        html.element("div", .class("actions")) { html in
            html.element(
                "button", .named("name", "do"), .named("value", "accept"), text: say(Phrase(zh: "通过所选", en: "Accept")))
            html.element(
                "button", .class("second"), .named("name", "do"), .named("value", "return"),
                text: say(Phrase(zh: "退回所选", en: "Return")))
        }
    }
}
