/// The frame of every page: head, menu, what the page says, foot.

import Access
import HTTP
import Markup
import Texts

struct Page {
    let title: Phrase
    let language: Language
    /// What the menu offers, and where one is.
    var menu: [MenuEntry] = []
    var visitor: Visitor?
    var office = ""
    /// The path of this page, for the switch of languages; nil where the path holds a secret or answers a form.
    var path: String?

    struct MenuEntry {
        let title: Phrase
        let path: String
        var isHere = false
    }

    func say(_ phrase: Phrase) -> String { phrase(language) }

    /// The whole document.
    func html(_ body: (inout HTML) throws -> Void) rethrows -> HTML {
        try HTML.document(language: language == .chinese ? "zh-CN" : "en") { html in
            html.element("head", body: head)
            try html.element("body") { html in
                html.element("a", .class("skip"), .href("#main"), text: say(Phrase(zh: "跳到正文", en: "Skip to content")))
                header(&html)
                try html.element("main", .id("main"), body: body)
                footer(&html)
            }
        }
    }

    func response(_ status: UInt32 = 200, _ body: (inout HTML) throws -> Void) rethrows -> Response {
        var response = Response(status, "text/html; charset=utf-8", try html(body).bytes)
        response.set("Content-Language", language == .chinese ? "zh-CN" : "en")
        return response
    }

    private func head(_ html: inout HTML) {
        html.void("meta", .named("charset", "utf-8"))
        html.void("meta", .named("name", "viewport"), .named("content", "width=device-width, initial-scale=1"))
        html.void("meta", .named("name", "color-scheme"), .named("content", "light dark"))
        html.void("meta", .named("name", "robots"), .named("content", "noindex"))
        html.element("title", text: say(title) + say(Phrase(zh: "｜督办", en: " – Duban")))
        html.void("link", .named("rel", "stylesheet"), .href(Assets.stylePath))
        html.void("link", .named("rel", "icon"), .named("type", "image/svg+xml"), .href(Assets.iconPath))
    }

    private func header(_ html: inout HTML) {
        html.element("header", .class("top")) { html in
            html.element("a", .class("brand"), .href("/"), text: say(Phrase(zh: "督办", en: "Duban")))
            if !menu.isEmpty {
                html.element("nav", .named("aria-label", say(Phrase(zh: "主菜单", en: "Main menu")))) { html in
                    html.element("ul") { html in
                        for entry in menu {
                            html.element("li") { html in
                                html.element(
                                    "a", .href(entry.path), entry.isHere ? .named("aria-current", "page") : nil,
                                    text: say(entry.title))
                            }
                        }
                    }
                }
            }
            tools(&html)
        }
        html.line()
    }

    private func tools(_ html: inout HTML) {
        html.element("div", .class("tools")) { html in
            if let path {
                let other: Language = language == .chinese ? .english : .chinese
                html.element(
                    "a", .href("\(path)\(path.contains("?") ? "&" : "?")lang=\(other.rawValue)"),
                    .named("lang", other == .chinese ? "zh-CN" : "en"),
                    text: other == .chinese ? "中文" : "English")
            }
            if let visitor, case .session = visitor.admission.way {
                html.element("form", .named("method", "post"), .action("/sign-out")) { html in
                    html.formKey(visitor)
                    html.element("button", .class("plain"), text: say(Phrase(zh: "退出", en: "Sign out")))
                }
            }
        }
    }

    private func footer(_ html: inout HTML) {
        html.line()
        html.element("footer") { html in
            html.element("p") { html in
                html.text(office.isEmpty ? say(Phrase(zh: "督办", en: "Duban")) : office)
                html.text(say(Phrase(zh: "。按时与否以登记的时间为准。", en: ". On time or not goes by the recorded times.")))
            }
        }
    }
}

extension HTML {
    /// The hidden field without which a session's form is refused.
    mutating func formKey(_ visitor: Visitor) {
        hidden(Call.formKeyField, visitor.formKey)
    }

    mutating func hidden(_ name: StaticString, _ value: String) { hidden("\(name)", value) }

    mutating func hidden(_ name: String, _ value: String) {
        void("input", .named("type", "hidden"), .named("name", name), .named("value", value))
    }

    /// The heads of a table's columns.
    mutating func columns(_ titles: [String]) { columns(titles.map { ($0, false) }) }

    /// - Parameter titles: with whether the column holds numbers, which stand to the right.
    mutating func columns(_ titles: [(title: String, isNumber: Bool)]) {
        element("thead") { html in
            html.element("tr") { html in
                for (title, isNumber) in titles {
                    html.element("th", .named("scope", "col"), isNumber ? .class("number") : nil, text: title)
                }
            }
        }
    }

    /// What was done, read out by screen readers.
    mutating func done(_ text: String, more: (inout HTML) -> Void = { _ in }) {
        element("p", .class("done-box"), .named("role", "status")) { html in
            html.text("✓ " + text)
            more(&html)
        }
    }

    /// What was not done, read out at once.
    mutating func failed(_ text: String) {
        element("p", .class("error-box"), .named("role", "alert"), text: "✗ " + text)
    }

    /// A label with the field it belongs to.
    mutating func labelled(_ label: String, id: String, hint: String? = nil, _ field: (inout HTML) -> Void) {
        element("div", .class("field")) { html in
            html.element("label", .for(id), text: label)
            if let hint { html.element("p", .class("hint"), .id(id + "-hint"), text: hint) }
            field(&html)
        }
    }
}

extension Call {
    /// A page for whoever asks, with the menu that their permit allows.
    func page(_ title: Phrase, here: String? = nil, switchesLanguage: Bool = true) -> Page {
        var page = Page(title: title, language: language, visitor: visitor, office: site.settings.office)
        page.menu = menu(here)
        if switchesLanguage, head.method != "POST", route.door != .link {
            page.path = "/" + head.path.joined(separator: "/")
        }
        return page
    }

    private func menu(_ here: String?) -> [Page.MenuEntry] {
        guard let visitor, case .session = visitor.admission.way else { return [] }
        var entries: [Page.MenuEntry] = []
        func add(_ path: String, _ title: Phrase) {
            entries.append(Page.MenuEntry(title: title, path: path, isHere: path == here))
        }
        let permit = visitor.permit
        let isLeading = permit.grants.contains { $0.role == .coordinator }
        if isLeading { add("/overview", Phrase(zh: "总览", en: "Overview")) }
        if !permit.units(.unit).isEmpty { add("/my", Phrase(zh: "我的任务", en: "My tasks")) }
        if !permit.units(.reviewer).isEmpty || isLeading { add("/review", Phrase(zh: "待审核", en: "Review")) }
        if permit.notices(.seeNotice) != [] { add("/notices", Phrase(zh: "通知", en: "Notices")) }
        if permit.notices(.seeFigures) != [] { add("/figures", Phrase(zh: "统计", en: "Figures")) }
        if permit.mayEver(.subscribe) { add("/calendar", Phrase(zh: "日历", en: "Calendar")) }
        if isLeading { add("/load", Phrase(zh: "加载通知", en: "Load a notice")) }
        return entries
    }
}

/// What went wrong, as a page.
struct ProblemPage {
    let problem: Problem
    let head: Request.Head

    init(_ problem: Problem, _ head: Request.Head) {
        self.problem = problem
        self.head = head
    }

    var html: HTML {
        let page = Page(title: Problem.title(problem.status), language: head.language)
        return page.html { html in
            html.element("h1", text: page.say(problem.what))
            if let why = problem.why { html.element("p", text: page.say(why)) }
            if let remedy = problem.remedy { html.element("p", .class("remedy"), text: page.say(remedy)) }
            html.element("p") { html in
                html.element("a", .href("/"), text: page.say(Phrase(zh: "回到首页", en: "To the first page")))
                if [401, 403, 404, 410].contains(problem.status) {
                    html.text("　")
                    html.element("a", .href("/sign-in"), text: page.say(Phrase(zh: "用邮箱登录", en: "Sign in by mail")))
                }
            }
        }
    }
}
