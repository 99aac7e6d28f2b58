/// Signing in by a link sent to one's mailbox, and signing out.

import Access
import HTTP
import Markup
import Office
import Texts

enum SignInPages {
    static var routes: [Route] {
        [
            Route("GET", "/", .open, home),
            Route("GET", "/sign-in", .open, ask),
            Route("POST", "/sign-in", .open, send),
            Route("GET", "/sign-in/{secret}", .open, confirm),
            Route("POST", "/sign-in/{secret}", .open, enter),
            Route("POST", "/sign-out", .session, leave),
        ]
    }

    private static func home(_ call: Call) throws -> Response { call.redirect(home(of: call.visitor?.permit)) }

    /// Where somebody's day begins.
    static func home(of permit: Permit?) -> String {
        guard let permit else { return "/sign-in" }
        let roles = Set(permit.grants.map(\.role))
        if roles.contains(.coordinator) { return "/overview" }
        if roles.contains(.unit) { return "/my" }
        if roles.contains(.reviewer) { return "/review" }
        return "/figures"
    }

    private static func ask(_ call: Call) throws -> Response {
        let page = call.page(Phrase(zh: "登录", en: "Sign in"))
        return page.response { html in
            html.element("h1", text: page.say(Phrase(zh: "登录督办", en: "Sign in to Duban")))
            html.element(
                "p",
                text: page.say(
                    Phrase(
                        zh: "输入本单位登记在名录里的邮箱，我们会发去一个登录链接，15 分钟内有效。不需要密码。",
                        en:
                            "Enter your unit's mailbox as it stands in the roster. We send a link there, which is valid for 15 minutes. There is no password."
                    )))
            html.element("form", .named("method", "post"), .action("/sign-in")) { html in
                html.labelled(page.say(Phrase(zh: "邮箱", en: "Mailbox")), id: "mail") { html in
                    html.void(
                        "input", .named("type", "email"), .named("name", "mail"), .id("mail"), .flag("required"),
                        .named("autocomplete", "email"), .named("maxlength", "254"))
                }
                html.element("button", text: page.say(Phrase(zh: "发送登录链接", en: "Send the link")))
            }
        }
    }

    /// The same answer whether the mailbox is known or not: whoever asks learns nothing about the roster.
    private static func send(_ call: Call) throws -> Response {
        guard let mail = call.field("mail") else {
            throw Problem(
                422, what: Phrase(zh: "没有填写邮箱", en: "No mailbox was given"),
                remedy: Phrase(zh: "返回上一页填写", en: "Go back and fill it in."))
        }
        try call.write { _ = try $0.askSignIn(mail: mail, now: call.now) }
        let page = call.page(Phrase(zh: "请查收邮件", en: "Look at your mail"))
        return page.response { html in
            html.element("h1", text: page.say(page.title))
            html.element(
                "p",
                text: page.say(
                    Phrase(
                        zh: "如果这个邮箱登记在名录里，登录链接很快就会寄到。没有收到时，请核对邮箱，或联系协调人。",
                        en:
                            "If this mailbox stands in the roster, a link will be there soon. If none comes, check the mailbox or ask the coordinator."
                    )))
        }
    }

    /// Mail scanners open links: opening this one does nothing yet.
    private static func confirm(_ call: Call) throws -> Response {
        let page = call.page(Phrase(zh: "登录", en: "Sign in"), switchesLanguage: false)
        return page.response { html in
            html.element("h1", text: page.say(Phrase(zh: "登录督办", en: "Sign in to Duban")))
            html.element("p", text: page.say(Phrase(zh: "点击按钮完成登录。", en: "Press the button to sign in.")))
            html.element(
                "form", .named("method", "post"), .action("/sign-in/\(call.part("secret"))")
            ) { html in
                html.element("button", .flag("autofocus"), text: page.say(Phrase(zh: "登录", en: "Sign in")))
            }
        }
    }

    private static func enter(_ call: Call) throws -> Response {
        let session = try call.write { try $0.signIn(call.part("secret"), now: call.now) }
        let seconds = session.stored.expires.map { $0.seconds(since: call.now) } ?? 0
        return call.redirect("/").with("Set-Cookie", SessionCookie.set(session.text, call.head, seconds: seconds))
    }

    private static func leave(_ call: Call) throws -> Response {
        if case .session(let digest)? = call.visitor?.admission.way {
            try call.write { try $0.signOut(digest, now: call.now) }
        }
        return call.redirect("/sign-in").with("Set-Cookie", SessionCookie.clear(call.head))
    }
}
