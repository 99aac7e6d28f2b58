/// Calendars: an address of one's own that calendar programs look at now and then.

import Access
import Deadlines
import HTTP
import ICalendar
import Ledger
import Markup
import Office
import Texts
import Workflow

enum FeedRoutes {
    static var routes: [Route] {
        [
            Route("GET", "/c/{file}", .open, feed),
            Route("GET", "/calendar", .session, show),
            Route("POST", "/calendar", .session, make),
        ]
    }

    /// `/c/<token>.ics`. The token opens this calendar and nothing else.
    private static func feed(_ call: Call) throws -> Response {
        let file = call.part("file")
        guard file.hasSuffix(".ics") else { throw Problem(404) }
        let token = String(file.dropLast(4))
        let made: Feed = try call.site.pool.read { store in
            guard let admission = try store.admit(token: token, [.feed], now: call.now),
                case .feed(let stored) = admission.way
            else { throw Problem(404) }
            let office = Office(store, author: admission.permit.author, source: .web, permit: admission.permit)
            let base = call.site.settings.base
            if let notice = stored.notice {
                try office.require(.seeNotice, on: .notice(notice))
                return try office.noticeFeed(notice: notice, now: call.now, language: call.language) { _ in
                    "\(base)/n/\(notice.percentEncoded)"
                }
            }
            guard let unit = stored.units.first else { throw Problem(404) }
            return try office.unitFeed(unit: unit, now: call.now, language: call.language) { "\(base)/t/\($0)" }
        }
        var response = Response(200, Feed.contentType, made.bytes)
        response.set("Content-Disposition", "inline; filename=\"duban.ics\"")
        response.set("Cache-Control", "private, max-age=3600")
        return try response.unlessKnown(to: call.head)
    }

    // MARK: - Getting an address

    private static func show(_ call: Call) throws -> Response { try page(call, address: nil) }

    private static func make(_ call: Call) throws -> Response {
        let token = try call.write { office in
            if let notice = call.field("notice") { return try office.makeFeed(notice: notice, now: call.now) }
            let units = call.permit.units(.unit)
            // A unit's address is renewed by the unit alone, whatever else the visitor may do: the old one ends.
            guard let unit = call.field("unit") ?? units.first, units.contains(unit) else { throw Problem(403) }
            return try office.makeFeed(unit: unit, now: call.now)
        }
        return try page(call, address: "\(call.site.settings.base)/c/\(token.text).ics")
    }

    private static func page(_ call: Call, address: String?) throws -> Response {
        let units = try call.read { office in
            try call.permit.units(.unit).map { ($0, try office.store.unit(code: $0)?.unit.name ?? $0) }
        }
        let notices = try call.read { try call.site.almanac.page($0.store).notices }
            .filter { call.permit.allows(.subscribe, on: .notice($0.id)) }
        guard !units.isEmpty || !notices.isEmpty else { throw Problem(403) }
        let page = call.page(Phrase(zh: "订阅日历", en: "Subscribe to a calendar"), here: "/calendar")
        return page.response { html in
            html.element("h1", text: page.say(page.title))
            html.element(
                "p",
                text: page.say(
                    Phrase(
                        zh: "把地址加到日历程序的“订阅”里，期限和提醒就会自动更新。地址等于钥匙，请不要转发；重新生成会作废单位原来的地址。",
                        en:
                            "Add the address to your calendar program as a subscription: deadlines and alarms stay up to date. The address is a key: do not pass it on. Making a new one ends the unit's old one."
                    )))
            if let address {
                html.done(page.say(Phrase(zh: "订阅地址（只显示这一次）：", en: "The address, shown this once: "))) { html in
                    html.element("code", text: address)
                }
            }
            for (code, name) in units { form("unit", code, name, call, &html) }
            for notice in notices { form("notice", notice.id, notice.title, call, &html) }
        }
    }

    private static func form(
        _ kind: StaticString, _ value: String, _ title: String, _ call: Call, _ html: inout HTML
    ) {
        html.element("form", .named("method", "post"), .action("/calendar"), .class("actions")) { html in
            if let visitor = call.visitor { html.formKey(visitor) }
            html.hidden(kind, value)
            html.element("span", text: title)
            html.element(
                "button", .class("second"),
                .named("aria-label", call.say(Phrase(zh: "生成订阅地址：\(title)", en: "Make an address for \(title)"))),
                text: call.say(Phrase(zh: "生成订阅地址", en: "Make an address")))
        }
    }
}
