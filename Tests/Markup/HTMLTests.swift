/// Pages cannot be broken by what is put into them.

import Markup
import Testing

@Suite struct HTMLTests {
    private func page(_ body: (inout HTML) -> Void) -> String {
        var html = HTML()
        body(&html)
        return html.source
    }

    @Test func `elements nest and attributes are quoted`() {
        let text = page { html in
            html.element("p", .class("a"), .id("x\"y"), .flag("hidden"), .flag("open", false)) { html in
                html.text("1 < 2 & 3")
                html.void("br")
                html.element("b", text: "'")
            }
        }
        #expect(text == #"<p class="a" id="x&quot;y" hidden>1 &lt; 2 &amp; 3<br><b>&#39;</b></p>"#)
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"><img src=x onerror=y>", "' onmouseover='x", "&lt;b&gt;", "]]>"])
    func `no text is markup`(text: String) {
        let inside = page { $0.element("p", .named("title", text), text: text) }
        #expect(!inside.dropFirst(2).dropLast(4).contains("<") || inside.components("<") == 2)
        #expect(!inside.contains("<script") && !inside.contains("<img"))
    }

    @Test(arguments: [
        "javascript:alert(1)", "JAVASCRIPT:x", " javascript:x", "data:text/html,x", "//evil.example", "vbscript:x",
        "file:///etc",
    ])
    func `a link leads to no script and to no site that was not written out`(address: String) {
        #expect(page { $0.element("a", .href(address), text: "x") } == "<a href=\"#\">x</a>")
        #expect(page { $0.element("form", .action(address)) { _ in } } == "<form action=\"#\"></form>")
    }

    @Test(arguments: ["/my", "#a", "?x=1", "https://example.org/a?b=c", "mailto:a@example.org"])
    func `usual links stay`(address: String) {
        #expect(page { $0.element("a", .href(address), text: "x") } == "<a href=\"\(address)\">x</a>")
    }

    @Test func `what turns the reading direction is shown, line breaks stay`() {
        #expect(page { $0.text("a\u{202E}b\u{0}c\nd\u{200B}") } == "a\\u{202E}b\\u{0}c\nd\\u{200B}")
        #expect(page { $0.text("中文，“引号”") } == "中文，“引号”")
    }

    @Test func `a document begins as one`() {
        let text = HTML.document(language: "zh-CN") { $0.element("title", text: "题") }.source
        #expect(text == "<!DOCTYPE html>\n<html lang=\"zh-CN\"><title>题</title></html>\n")
    }
}

extension String {
    fileprivate func components(_ piece: Character) -> Int { count { $0 == piece } }
}
