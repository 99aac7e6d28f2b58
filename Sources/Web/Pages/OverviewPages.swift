/// A coordinator's day at a glance: what presses, whom letters do not reach, what will be sent tomorrow; hold and release.

import Access
import Commands
import Deadlines
import Engine
import HTTP
import Ledger
import Markup
import Notices
import Office
import Reminders
import Texts
import Workflow

enum OverviewPages {
    static var routes: [Route] {
        [
            Route("GET", "/overview", .session, lane: .slow) { call in
                try call.read { try Overview(call, $0).response() }
            },
            Route("POST", "/overview/mail", .session, direct),
        ]
    }

    private static func direct(_ call: Call) throws -> Response {
        let reason = call.field("reason") ?? call.say(Phrase(zh: "网页操作", en: "by the page"))
        try call.write { office in
            switch call.field("do") {
            case "hold": _ = try office.holdMail(reason: reason, now: call.now)
            case "release": _ = try office.releaseMail(reason: reason, now: call.now)
            default: throw Problem(422)
            }
        }
        return call.redirect("/overview?done=\(call.field("do") ?? "")")
    }
}

struct Overview {
    private let call: Call
    private let almanac: AlmanacPage
    private let pressing: [Pressing]
    private let mail: MailState
    private let outbox: OutboxCounts
    /// Letters that were refused for good or whose fate is not known, the latest first.
    private let undelivered: [(letter: Ledger.Letter, name: Phrase)]
    private let doubts: [(notice: StoredNotice, count: Int)]
    private let silences: [Ledger.Silence]
    /// About all notices at once, so nil for whoever has only some.
    private let prospect: Prospect?

    init(_ call: Call, _ office: Office) throws {
        guard call.permit.grants.contains(where: { $0.role == .coordinator }) else { throw Problem(403) }
        let store = office.store
        self.call = call
        almanac = try call.site.almanac.page(store)
        let allowed = call.permit.notices(.seeMail)
        let zone = almanac.zone
        let today = zone.day(of: call.now)
        let sunday = today.adding(days: 7 - today.weekday.rawValue)
        pressing = try store.pressing(now: call.now, today: zone.end(of: today), week: zone.end(of: sunday))
            .filter { allowed?.contains($0.notice) ?? true }
        mail = try MailState(in: store)
        outbox = try store.outboxCounts()
        let names = RecipientNames(store)
        let states: [Ledger.Letter.State] = allowed == nil ? [.failed, .unknown] : []
        undelivered = try states.flatMap { state in
            try store.letters(state: state, limit: Self.most).map { ($0, try names.name($0.recipient)) }
        }
        doubts = try almanac.notices.compactMap { notice in
            guard allowed?.contains(notice.id) ?? true,
                case .loaded(let load)? = try store.event(notice.loadedBy)?.what, load.doubts > 0
            else { return nil }
            return (notice, load.doubts)
        }
        silences = allowed == nil ? try store.silences(at: call.now) : []
        let outstanding = pressing.reduce(0) { $0 + $1.outstanding }
        let page = almanac
        prospect =
            allowed == nil
            ? try call.site.prospects.prospect(call.language, outstanding: outstanding, now: call.now) {
                try Prospect(call, store, page)
            } : nil
    }

    /// Rows of a list before it is cut, and of one that was asked for as a whole.
    private static let most = 20
    private static let mostOfAll = Prospect.most

    /// Lists that may be long: `?all=calls` shows one as a whole.
    private enum LongList: String {
        case letters, calls
    }

    private static func limit(_ list: LongList, _ call: Call) -> Int {
        call.query("all") == list.rawValue ? mostOfAll : most
    }

    /// What a list leaves out, with the way to it.
    private func writeRest(_ list: LongList, of count: Int, _ whole: Phrase, _ html: inout HTML) {
        let shown = Self.limit(list, call)
        guard count > shown else { return }
        html.element("p", .class("muted")) { html in
            if shown < Self.mostOfAll {
                html.element("a", .href("/overview?all=\(list.rawValue)#\(list.rawValue)"), text: say(whole))
            } else {
                html.text(say(Phrase(zh: "只显示前 \(shown) 条。", en: "The first \(shown) are shown.")))
            }
        }
    }

    private func say(_ phrase: Phrase) -> String { phrase(call.language) }

    func response() -> Response {
        let page = call.page(Phrase(zh: "总览", en: "Overview"), here: "/overview")
        return page.response { html in
            html.element("h1", text: say(page.title))
            if let done { html.done(say(done)) }
            writeTiles(&html)
            writeNotices(&html)
            writeMail(&html)
            writeUndelivered(&html)
            writeForecast(&html)
            writeCalls(&html)
            writeDoubts(&html)
            writeSilences(&html)
        }
    }

    private var done: Phrase? {
        switch call.query("done") {
        case "hold": Phrase(zh: "邮件已暂停。", en: "Mail is on hold.")
        case "release": Phrase(zh: "邮件已放行。", en: "Mail is released.")
        default: nil
        }
    }

    private func writeTiles(_ html: inout HTML) {
        func sum(_ value: KeyPath<Pressing, Int>) -> String { String(pressing.reduce(0) { $0 + $1[keyPath: value] }) }
        let tiles: [(String, Phrase)] = [
            (sum(\.overdue), Phrase(zh: "逾期", en: "overdue")), (sum(\.today), Phrase(zh: "今天到期", en: "due today")),
            (sum(\.thisWeek), Phrase(zh: "本周到期", en: "due this week")),
            (sum(\.submitted), Phrase(zh: "待审核", en: "waiting for review")),
            (sum(\.blocked), Phrase(zh: "被前序阻塞", en: "blocked")),
            (String(outbox[.failed]), Phrase(zh: "送不到的邮件", en: "letters that failed")),
        ]
        html.element("ul", .class("tiles")) { html in
            for (value, name) in tiles {
                html.element("li") { html in
                    html.element("b", text: value)
                    html.text(say(name))
                }
            }
        }
    }

    private func writeNotices(_ html: inout HTML) {
        guard !pressing.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "各通知", en: "By notice")))
        html.element("div", .class("scroll")) { html in
            html.element("table", .class("stack")) { html in
                html.columns(
                    [
                        Phrase(zh: "通知", en: "Notice"), Phrase(zh: "逾期", en: "Overdue"),
                        Phrase(zh: "本周", en: "This week"), Phrase(zh: "未完成", en: "Outstanding"),
                    ].map(say))
                html.element("tbody") { html in
                    for row in pressing {
                        html.element("tr") { html in
                            html.element("th", .named("scope", "row")) { html in
                                html.element(
                                    "a", .href("/n/\(row.notice.percentEncoded)"),
                                    text: almanac.notice(row.notice)?.title ?? row.notice)
                            }
                            html.element("td", .named("data-label", say(Phrase(zh: "逾期", en: "Overdue")))) { html in
                                html.element(
                                    "a", .href("/n/\(row.notice.percentEncoded)?state=late"),
                                    .named(
                                        "aria-label",
                                        say(Phrase(zh: "逾期 \(row.overdue) 项", en: "\(row.overdue) overdue"))),
                                    text: String(row.overdue))
                            }
                            html.element(
                                "td", .named("data-label", say(Phrase(zh: "本周", en: "This week"))),
                                text: String(row.thisWeek))
                            html.element(
                                "td", .named("data-label", say(Phrase(zh: "未完成", en: "Outstanding"))),
                                text: String(row.outstanding))
                        }
                    }
                }
            }
        }
    }

    // MARK: - Mail

    private func writeMail(_ html: inout HTML) {
        html.element("h2", text: say(Phrase(zh: "邮件", en: "Mail")))
        let isHeld: Bool
        if case .hold = mail.mode { isHeld = true } else { isHeld = false }
        var words: Phrase =
            switch mail.mode {
            case .hold: Phrase(zh: "邮件暂停中：一封也不发出，放行后补发。", en: "Mail is on hold: nothing leaves until it is released.")
            case .redirect: Phrase(zh: "所有邮件改发到一个邮箱。", en: "All mail is redirected to one mailbox.")
            case .normal: Phrase(zh: "邮件正常发送。", en: "Letters leave as planned.")
            }
        if !mail.reason.isEmpty { words = words + Phrase(zh: "（\(mail.reason)）", en: " (\(mail.reason))") }
        html.element("p", isHeld ? .class("notice-box") : nil, text: say(words))
        html.element(
            "p", .class("muted"),
            text: say(
                Phrase(
                    zh:
                        "共 \(outbox.total) 封：已发 \(outbox[.sent])，失败 \(outbox[.failed])，不明 \(outbox[.unknown])，抑制 \(outbox[.suppressed])，待发 \(outbox.pending)",
                    en:
                        "\(outbox.total) letters: sent \(outbox[.sent]), failed \(outbox[.failed]), unknown \(outbox[.unknown]), suppressed \(outbox[.suppressed]), pending \(outbox.pending)"
                )))
        guard call.permit.allows(.directMail, on: .ledger), let visitor = call.visitor else { return }
        html.element("form", .named("method", "post"), .action("/overview/mail"), .class("row")) { html in
            html.formKey(visitor)
            html.labelled(say(Phrase(zh: "理由", en: "Reason")), id: "reason") { html in
                html.void(
                    "input", .named("type", "text"), .named("name", "reason"), .id("reason"), .named("maxlength", "200")
                )
            }
            if isHeld {
                html.element(
                    "button", .named("name", "do"), .named("value", "release"),
                    text: say(Phrase(zh: "放行", en: "Release")))
            } else {
                html.element(
                    "button", .class("second"), .named("name", "do"), .named("value", "hold"),
                    text: say(Phrase(zh: "暂停", en: "Hold")))
            }
        }
    }

    private func writeUndelivered(_ html: inout HTML) {
        guard !undelivered.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "没有送到的邮件", en: "Letters that did not arrive")))
        html.element("ul", .class("history")) { html in
            for (letter, name) in undelivered {
                html.element("li") { html in
                    html.element("time", text: almanac.zone.minute(letter.settledAt ?? letter.created))
                    html.element("strong", text: say(name))
                    let kind = DigestKind(rawValue: letter.kind)?.name ?? Phrase(same: letter.kind)
                    html.text("　" + say(kind))
                    if let reason = letter.reason {
                        html.element("span", .class("muted"), text: "　" + say(LetterReason.phrase(reason)))
                    }
                }
            }
        }
    }

    private func writeForecast(_ html: inout HTML) {
        guard let prospect else { return }
        html.element(
            "h2", .id(LongList.letters.rawValue),
            text: say(Phrase(zh: "下一个工作日早上要发的", en: "What goes out the next working morning")))
        let at = almanac.zone.minute(prospect.goes)
        guard prospect.letters > 0 else {
            html.element("p", text: say(Phrase(zh: "\(at)：没有要发的提醒。", en: "\(at): no reminders.")) + workedOut)
            return
        }
        html.element(
            "p", .class("muted"),
            text: say(
                Phrase(
                    zh: "\(at)，\(prospect.letters) 封；不发的 \(prospect.suppressed) 项",
                    en: "\(at), \(plural(prospect.letters, "letter")); \(prospect.suppressed) lines are not sent"))
                + workedOut)
        html.element("ul", .class("history")) { html in
            for letter in prospect.firstLetters.prefix(Self.limit(.letters, call)) {
                html.element("li", text: "\(name(letter.recipient, letter.name))　\(lines(letter.lines))")
            }
        }
        let count = prospect.letters
        writeRest(.letters, of: count, Phrase(zh: "全部 \(count) 封", en: "all \(count) letters"), &html)
    }

    /// When the lists were worked out, where that is not now.
    private var workedOut: String {
        guard let prospect, prospect.at != call.now else { return "" }
        let at = almanac.zone.minute(prospect.at)
        return say(Phrase(zh: "（截至 \(at)）", en: " (as of \(at))"))
    }

    private func name(_ recipient: Recipient, _ unit: String?) -> String {
        switch recipient {
        case .unit(let code): unit ?? code
        case .coordinator: say(Phrase(zh: "协调人", en: "the coordinator"))
        }
    }

    private func lines(_ count: Int) -> String {
        say(Phrase(zh: "\(count) 项", en: plural(count, "line")))
    }

    private func writeCalls(_ html: inout HTML) {
        guard let prospect else { return }
        html.element("h2", .id(LongList.calls.rawValue), text: say(Phrase(zh: "电话催办", en: "Whom to call")))
        guard prospect.calls > 0 else {
            html.element("p", text: say(Phrase(zh: "没有需要打电话的单位。", en: "Nobody needs to be called.")))
            return
        }
        html.element("ol") { html in
            for entry in prospect.firstCalls.prefix(Self.limit(.calls, call)) {
                html.element("li") { html in
                    html.element("strong", text: entry.name)
                    html.text("　" + (entry.phone ?? say(Phrase(zh: "没有电话", en: "no telephone"))))
                    if let unreached = entry.unreached { html.text("　" + unreached) }
                    html.element("details") { html in
                        html.element(
                            "summary",
                            text: say(
                                Phrase(
                                    zh: "缺 \(entry.items.count) 项，可发消息",
                                    en: "\(plural(entry.items.count, "task")), text to paste")))
                        html.element("p", text: entry.message)
                    }
                }
            }
        }
        let count = prospect.calls
        writeRest(.calls, of: count, Phrase(zh: "全部 \(count) 家", en: "all \(count) units"), &html)
    }

    // MARK: - Doubts and silences

    private func writeDoubts(_ html: inout HTML) {
        guard !doubts.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "带疑问加载的通知", en: "Notices loaded with doubts")))
        html.element("ul") { html in
            for (notice, count) in doubts {
                html.element("li") { html in
                    html.element("a", .href("/n/\(notice.id.percentEncoded)"), text: notice.title)
                    html.text(say(Phrase(zh: "：\(count) 处", en: ": \(plural(count, "doubt"))")))
                }
            }
        }
    }

    private func writeSilences(_ html: inout HTML) {
        guard !silences.isEmpty else { return }
        html.element("h2", text: say(Phrase(zh: "静默", en: "Silences")))
        html.element("ul") { html in
            for silence in silences {
                html.element(
                    "li",
                    text:
                        "\(silence.scope)　\(say(Phrase(zh: "至 ", en: "until ") + almanac.zone.due(silence.until)))　\(silence.reason)　\(silence.author)"
                )
            }
        }
    }
}
