import BrowserSupport
import TestSupport
import Testing

// The checks on accessibility, each against a page with the one fault that it is there for.

/// A page without a fault, with places for faults.
private struct Page {
    var html = "<html lang=\"zh-CN\">"
    var title = "督办"
    var viewport = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    var style = ""
    var scripts = ""
    var heading = "<h1>待办任务</h1>"
    var (main, end) = ("<main>", "</main>")
    var body = ""

    var text: String {
        """
        <!doctype html>\(html)<head><meta charset="utf-8"><title>\(title)</title>\(viewport)
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'\(scripts)">
        <style>body { color: #222; background: #fff } .dark { background: #003; color: #fff } \(style)</style></head>
        <body>\(main)\(heading)<h2>一</h2><h3>二</h3><h2>三</h2>
        <p>正文 <a href="#end">链接</a> <a href="#end" aria-label="有名"><img alt="" width="10" height="10"></a></p>
        <form><label>单位 <input name="unit" placeholder="名称"></label> <label for="day">日期</label> <input type="date" id="day">
        <span id="kind">类型</span> <select aria-labelledby="kind"><option>全部</option></select>
        <label><input type="radio" name="r" checked> 是</label> <label><input type="radio" name="r"> 否</label>
        <input type="hidden" name="h"><input type="submit"> <button type="button" disabled style="color: #eee">停用</button></form>
        <details><summary>更多</summary><a href="#end">里面</a></details>
        <div style="overflow-x: auto" tabindex="0" aria-label="表"><table style="min-width: 900px">
        <tr><th scope="col">甲</th></tr><tr><td>乙</td></tr></table></div>
        <div class="dark"><p>浅色字 <span style="background: rgba(255, 255, 255, 0.1)">半透明</span></p></div>
        <p style="display: none; color: #fff">不显示</p><p style="font-size: 24px; color: #8c8c8c">大字</p>
        \(body)<p id="end">完</p>\(end)</body></html>
        """
    }

    func with(_ change: (inout Page) -> Void) -> Page {
        var page = self
        change(&page)
        return page
    }

    static func body(_ html: String) -> Page { Page().with { $0.body = html } }
    static func style(_ css: String) -> Page { Page().with { $0.style = css } }
}

private typealias Rule = AccessibilityProblem.Rule

/// Each fault and the rules that have to find it, with what the report must say.
private let faults: [(page: Page, rule: Rule, says: String)] = [
    (.body("<input name=\"bare\">"), .label, "bare"),
    (.body("<input aria-labelledby=\"nothing\" name=\"led\">"), .label, "led"),
    (.body("<label for=\"e\"> </label><textarea id=\"e\"></textarea>"), .label, "textarea"),
    (.body("<label><select><option>甲</option></select></label>"), .label, "select"),
    (.body("<img src=\"data:,\" width=\"10\" height=\"10\">"), .alt, "img"),
    (.body("<div role=\"img\" style=\"width: 9px; height: 9px\"></div>"), .alt, "role=img"),
    (Page().with { $0.heading = "" }, .headings, "no h1"),
    (.body("<h1>又一个</h1>"), .headings, "another h1"),
    (.body("<h4>跳级</h4>"), .headings, "h4 after h2"),
    (Page().with { $0.html = "<html>" }, .language, "no lang"),
    (Page().with { $0.html = "<html lang=\"中文\">" }, .language, "中文"),
    (Page().with { $0.title = " " }, .title, "no title"),
    (Page().with { ($0.main, $0.end) = ("<div>", "</div>") }, .main, "no main"),
    (.body("</main><main>"), .main, "another main"),
    (.body("<a href=\"#end\" style=\"display: block; height: 9px\"></a>"), .name, "a href"),
    (.body("<button type=\"button\"><span aria-hidden=\"true\">×</span></button>"), .name, "button"),
    (.body("<input type=\"button\">"), .name, "input"),
    (.body("<p id=\"end\">x</p>"), .id, "id=\"end\" again"),
    (.body("<table><tr><th>甲</th></tr></table>"), .scope, "th"),
    (.body("<table><tr><td>甲</td></tr></table>"), .scope, "without headers"),
    (.body("<p style=\"color: #777\">淡</p>"), .contrast, "4.48 : 1, wanted 4.5"),
    (.body("<p style=\"color: #999; font-size: 24px\">大而淡</p>"), .contrast, "wanted 3"),
    (.body("<p style=\"color: #888; font-size: 18px; font-weight: 700\">不够大</p>"), .contrast, "wanted 4.5"),
    (.body("<div class=\"dark\"><p style=\"color: #444\">深色上的深字</p></div>"), .contrast, "text"),
    (.body("<p style=\"opacity: 0.4\">透明</p>"), .contrast, "text"),
    (.body("<p style=\"color: oklch(0.8 0 0)\">新式颜色</p>"), .contrast, "text"),
    (.style("::placeholder { color: #bbb }"), .contrast, "placeholder"),
    (.style("html { color-scheme: dark } body { background: none }"), .contrast, "text"),
    (.body("<span tabindex=\"2\">先</span>"), .tabindex, "tabindex=\"2\""),
    (.body("<span tabindex=\"2\">先</span>"), .focusOrder, "reached after"),
    (.style("a:focus { outline: none }"), .focusStyle, "a href"),
    (
        .style(
            "button, input, select, summary { outline: 1px solid; transition: none } summary:focus-visible { outline: 1px solid }"
        ),
        .focusStyle, "summary"
    ),
    (
        Page.body("<button type=\"button\" onfocus=\"this.blur()\">跑开</button>").with {
            $0.scripts = "; script-src 'unsafe-inline'"
        },
        .focusReach, "跑开"
    ),
    (.body("<p style=\"width: 500px\" class=\"wide\">宽</p>"), .narrow, "wide"),
    (.body("<p>\(String(repeating: "x", count: 100))</p>"), .narrow, "xxx"),
    (Page().with { $0.viewport = "" }, .narrow, "viewport"),
]

@Suite(.serialized) struct `what keeps people from using a page` {
    @Test func `a page without a fault has none, in the dark and on a phone too`() async throws {
        let url = try AnswerServer.shared.get().page("good.html", Page().text)
        for isPhone in [false, true] {
            var options = BrowserOptions()
            (options.isDark, options.isPhone) = (isPhone, isPhone)
            try await withBrowser(options) { browser in
                try await browser.go(url)
                let found = try await browser.accessibilityProblems()
                #expect(found.isEmpty, "\(found)")
                let width = try await browser.execute("return innerWidth").int
                #expect((width == 360) == isPhone, "the window is as before")
            }
        }
    }

    @Test func `a label or a shadow may show the keyboard, a moment later`() async throws {
        let page = Page.body(
            "<input type=\"checkbox\" id=\"c\" class=\"own\"> <label for=\"c\">同意</label> <a href=\"#end\" class=\"slow\">慢</a>"
        ).with {
            $0.style = """
                .own { outline: none } .own:focus-visible + label { box-shadow: 0 0 0 2px #003 }
                .slow { transition: outline 3s } .slow:focus { outline: 2px solid #003 }
                """
        }
        let url = try AnswerServer.shared.get().page("shown.html", page.text)
        try await withBrowser { browser in
            try await browser.go(url)
            let found = try await browser.accessibilityProblems()
            #expect(found.isEmpty, "\(found)")
        }
    }

    @Test func `each fault is found by its rule, with the element`() async throws {
        let server = try AnswerServer.shared.get()
        try await withBrowser { browser in
            for (number, fault) in faults.enumerated() {
                try await browser.go(try server.page("fault-\(number).html", fault.page.text))
                let found = try await browser.accessibilityProblems()
                let mine = found.filter { $0.rule == fault.rule }
                #expect(mine.contains { "\($0)".contains(fault.says) }, "fault \(number), \(fault.rule): \(found)")
                let others = Set(found.map(\.rule)).subtracting([fault.rule, .tabindex, .focusOrder])
                #expect(others.isEmpty, "fault \(number) is no other: \(found)")
            }
        }
        #expect(Set(faults.map(\.rule)) == Set(Rule.allCases), "every rule has its fault")
    }
}
