/// Names and texts that were written to break a page: they stand there as text, and nothing comes of them.

import Ledger
import Office
import TestSupport
import Testing

@Suite struct `hostile texts` {
    /// Each is put wherever somebody may write something.
    private static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</title></textarea></option><svg onload=alert(1)>",
        "&lt;b&gt; &amp; <!-- <![CDATA[", "javascript:alert(1)", "{{7*7}} ${7*7} <%= 7 %>",
        "👩‍👩‍👧‍👦 𠮷 ﷽ e\u{301}\u{301}\u{301}",
        String(repeating: "长", count: 10_000),
    ]

    /// Where the texts show.
    private static let pages: [(Guest, String)] = [
        (.unit, "/my"), (.linkOfUnit, "/l/{link}"), (.unit, "/t/{forms}"), (.unit, "/t/{plan}"), (.unit, "/t/{essay}"),
        (.unit, "/t/{scan}"), (.reviewer, "/review"), (.reviewer, "/t/{plan}"), (.coordinator, "/overview"),
        (.coordinator, "/notices"), (.coordinator, "/n/test"), (.coordinator, "/figures?notice=test&by=unit"),
        (.unit, "/calendar"), (.coordinator, "/calendar"),
    ]

    private static func address(_ path: String, _ town: Town) -> String {
        town.ids.reduce(path) { $0.replacing("{\($1.key)}", with: String($1.value)) }
            .replacing("{link}", with: town.links[.linkOfUnit] ?? "")
    }

    private static func words(_ text: String) -> TownWords {
        TownWords(unit: text, task: text, notice: text, reason: text, note: text, file: text + ".pdf")
    }

    @Test(arguments: texts.indices) func `no element and no attribute comes of a text`(index: Int) throws {
        let text = Self.texts[index]
        let plain = try Place()
        let hostile = try Place(try Town(Self.words(text)))
        for (guest, path) in Self.pages {
            let expected = PageParts(try plain.get(guest, Self.address(path, plain.town)).text)
            let answer = try hostile.get(guest, Self.address(path, hostile.town))
            let parts = PageParts(answer.text)
            #expect(answer.status == 200, "\(path)")
            #expect(parts.tags == expected.tags, "\(path) has other elements with \(text.prefix(60))")
            #expect(parts.unbalanced == [], "\(path)")
            #expect((parts.text + parts.values.joined()).contains(text.prefix(100)), "\(path) shows \(text.prefix(60))")
        }
        #expect(hostile.failures.value == [])
    }

    @Test func `what cannot be seen, or turns the reading direction, is shown as what it is`() throws {
        let place = try Place()
        let reason = "缺\u{202E}章盖\u{200B}\u{2066}附\u{7}件\u{FEFF}"
        let id = try place.choice("plan")
        let answer = try place.post(.reviewer, "/review", [("assignment", id), ("do", "return"), ("reason", reason)])
        guard answer.status == 303 else {
            #expect(answer.status == 422, "refused, too, is an answer")
            return
        }
        for (guest, path) in [(Guest.unit, "/my"), (.unit, place.task("plan"))] {
            let text = try place.get(guest, path).text
            #expect(
                !text.unicodeScalars.contains {
                    ["\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{7}"].contains($0)
                })
            #expect(text.contains("缺\\u{202E}章盖"))
        }
    }

    @Test func `a zero byte in a field harms nothing`() throws {
        let place = try Place()
        let fields = [("assignment", try place.choice("plan")), ("do", "return"), ("reason", "a\u{0}<b>")]
        #expect(try [303, 422].contains(place.post(.reviewer, "/review", fields).status))
        let page = try place.get(.unit, "/my")
        #expect(page.status == 200 && !page.body.contains(0) && !page.text.contains("<b>"))
    }

    @Test(arguments: texts.indices) func `nor of what stands in an address or a filled-in field`(index: Int) throws {
        let text = String(Self.texts[index].prefix(2000))
        let place = try Place()
        let query = FormBody.percent(text)
        let addresses: [(Guest, String)] = [
            (.coordinator, "/n/test?q=\(query)&task=\(query)&state=\(query)&region=\(query)&page=\(query)"),
            (.coordinator, "/figures?by=\(query)"), (.coordinator, "/overview?done=\(query)"),
            (.unit, "/my?done=\(query)"),
            (.reviewer, "/review?accepted=\(query)"), (.nobody, "/\(query)"), (.nobody, "/sign-in/\(query)"),
            (.nobody, "/l/\(query)"), (.nobody, "/sign-in?lang=\(query)"), (.coordinator, "/n/\(query)"),
        ]
        for (guest, path) in addresses {
            let answer = try place.get(guest, path)
            let parts = PageParts(answer.text)
            #expect(answer.status < 500 && parts.unbalanced == [], "\(path.prefix(40))")
            check(parts, "\(path.prefix(40)) \(text.prefix(40))")
        }
        // What was filled in wrongly is shown again.
        let ids = try ["forms", "plan"].map { ("assignment", try place.choice($0)) }
        let again = try place.post(.reviewer, "/review", ids + [("do", "return"), ("reason", text)])
        let parts = PageParts(again.text)
        #expect(again.status == 409 && parts.unbalanced == [] && parts.text.contains(text.prefix(100)))
        check(parts, "the reason, again")
        #expect(place.failures.value == [])
    }

    /// No page of ours has a script, a picture, a frame, an attribute that runs something, or a link to elsewhere.
    private func check(_ parts: PageParts, _ what: String) {
        let names = Set(parts.tags.map(\.name))
        #expect(names.isDisjoint(with: ["script", "img", "svg", "iframe", "object", "style", "base"]), "\(what)")
        #expect(
            !parts.tags.contains { $0.attributes.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "src" } },
            "\(what)")
        #expect(parts.targets.allSatisfy { $0 == "#main" || ($0.hasPrefix("/") && !$0.hasPrefix("//")) }, "\(what)")
    }

    @Test func `no header takes a second line`() throws {
        let place = try Place()
        let name = "a\r\nSet-Cookie: x=y\r\n\r\n<script>.pdf"
        let url = "/sign-in?lang=en%0D%0ASet-Cookie:%20x=y"
        #expect(try place.get(url)["set-cookie"] == nil)
        let answer = try place.post(
            .unit, place.task("scan") + "/upload", [("item", "sheet")], files: [.init("file", name, Town.pdf + [1])])
        // A line break ends the part's header: what comes then is another part, or no form at all.
        #expect([303, 400, 422].contains(answer.status))
        let office = try place.office()
        for delivery in try office.store.deliveries(for: try #require(place.town.ids["scan"])) {
            let file = try place.get(.unit, place.task("scan") + "/files/\(delivery.delivery.digest)")
            #expect(file.status == 200 && file["set-cookie"] == nil)
            #expect(file.all("content-disposition").count == 1)
        }
        #expect(try place.get(.nobody, "/n/%0D%0ASet-Cookie:%20x=y")["set-cookie"] == nil)
    }
}
