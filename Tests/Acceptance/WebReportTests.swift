// A unit reports by the link in its letter, and a reviewer decides, in a real browser, with scripts and without.
import BrowserSupport
import TestSupport
import Testing

@Suite(.serialized) struct `a unit and its reviewer in the browser` {
    private func options(_ runsScripts: Bool) -> BrowserOptions {
        var options = BrowserOptions()
        options.runsScripts = runsScripts
        return options
    }

    /// The card of a task on a unit's page.
    private func card(_ browser: Browser, _ title: String) async throws -> Element {
        for card in try await browser.findAll("li.card") where try await card.text.contains(title) { return card }
        throw BrowserTrouble("no card of \(title)")
    }

    /// Presses the first button of a card.
    private func press(_ browser: Browser, _ title: String) async throws {
        let ids = try await browser.findAll("li.card h3")
        for heading in ids where try await heading.text.contains(title) {
            let id = try await heading.attribute("id") ?? ""
            return try await browser.click("button[aria-describedby=\"\(id)\"]")
        }
        throw BrowserTrouble("no button for \(title)")
    }

    @Test(arguments: [true, false]) func `two clicks report a task`(runsScripts: Bool) async throws {
        let house = try await WebHouse()
        let link = try await house.link("/l/", to: "u1@example.org")
        let summary = try await house.assignment("U1", "summary")
        try await withBrowser(options(runsScripts)) { browser in
            try await browser.go(link)
            #expect(try await browser.text("h1") == "1号单位的任务")
            #expect(try await card(browser, "年度工作总结").text.contains("登记已报送"))
            try await press(browser, "年度工作总结")
            try await browser.shows("已登记报送")
            #expect(try await house.history(summary).ranges(of: "link:U1").count == 1)
            try await browser.reload()
            try await browser.reload()
            try await browser.shows("已登记报送")
            #expect(
                try await house.history(summary).ranges(of: "link:U1").count == 1, "reloading reports nothing again")
        }
        try await house.leave()
    }

    @Test(arguments: [true, false]) func `a reviewer returns one, accepts several, and the unit reads why`(
        runsScripts: Bool
    ) async throws {
        let house = try await WebHouse()
        var ids: [String] = []
        for unit in ["U1", "U2", "U3"] {
            ids.append(try await house.assignment(unit, "summary"))
            try await house.box.good("submit", unit, "summary")
        }
        let (first, others) = (ids[0], ids[1...])
        try await withBrowser(options(runsScripts)) { browser in
            try await house.signIn(browser, "boss@example.org")
            try await browser.go(house.base + "/review")
            #expect(try await browser.findAll("tbody tr").count == 3)
            try await browser.click("#a\(first)")
            // A return without a reason is not taken, and what was chosen is asked for again.
            try await browser.click("button[value=return]")
            try await browser.shows("退回必须写明理由")
            try await browser.click("#a\(first)")
            try await browser.fill("#reason", "第三页缺“合计”<b>行</b>")
            try await browser.click("button[value=return]")
            try await browser.shows("已退回 1 项")
            for other in others { try await browser.click("#a\(other)") }
            try await browser.click("button[value=accept]")
            try await browser.shows("已通过 2 项")
            try await browser.shows("没有待审核的报送")
        }
        for other in others { #expect(try await house.history(other).contains("unit:BOSS")) }
        try await withBrowser(options(runsScripts)) { browser in
            try await browser.go(try await house.link("/l/", to: "u1@example.org"))
            let returned = try await card(browser, "年度工作总结").text
            #expect(returned.contains("退回原因：第三页缺“合计”<b>行</b>"), "\(returned)")
        }
        try await house.leave()
    }

    @Test func `a sealed scan goes in by the form and comes out for the reviewer`() async throws {
        let house = try await WebHouse()
        let sheet = "/t/\(try await house.assignment("U1", "sheet"))"
        let scan = Array("%PDF-1.4\n%\u{E2}\u{E3} sealed\r\n--x\r\n%%EOF\n".utf8)
        let path = try house.box.file("盖章 汇总表.pdf", bytes: scan)
        let word = try house.box.file("汇总表.docx", bytes: OfficeFile.docx(lines: "一"))
        try await withBrowser { browser in
            try await house.signIn(browser, "u1@example.org")
            try await browser.go(house.base + sheet)
            try await browser.find("#file").type(word)
            try await browser.click("form[action$=upload] button")
            try await browser.shows("这不是扫描件")
            try await browser.back()
            try await browser.find("#file").type(path)
            try await browser.click("form[action$=upload] button")
            try await browser.shows("文件已上传")
            try await browser.shows("盖章 汇总表.pdf")
            try await browser.click("form[action$=report] button[value=submitted]")
            try await browser.shows("已登记报送")
        }
        try await withBrowser { browser in
            try await house.signIn(browser, "boss@example.org")
            try await browser.go(house.base + "/review")
            let link = try await browser.find("td a[href*='/files/']")
            #expect(try await link.text == "盖章 汇总表.pdf")
            let address = try #require(try await link.attribute("href"))
            let cookie = try #require(try await browser.cookies.first { $0.name == "duban" })
            #expect(cookie.isHTTPOnly && cookie.sameSite == "Lax" && cookie.path == "/")
            let port = try #require(UInt16(house.base.split(separator: ":").last ?? ""))
            let file = try Wire(port: port).ask("GET", address, [("Cookie", "duban=\(cookie.value)")])
            #expect(file.status == 200 && file.body == scan && file["content-type"] == "application/pdf")
        }
        try await house.leave()
    }

    @Test func `the keyboard alone signs in and reports`() async throws {
        let house = try await WebHouse()
        let summary = try await house.assignment("U2", "summary")
        try await withBrowser { browser in
            /// Goes on with Tab until an element fits, as somebody without a mouse does.
            func tab(to what: String, _ fits: (Element) async throws -> Bool) async throws {
                for _ in 0..<60 {
                    try await browser.pressTab()
                    if try await fits(browser.active) { return }
                }
                throw BrowserTrouble("the keyboard never comes to \(what)")
            }
            let enter = "\u{E007}"
            try await browser.go(house.base + "/sign-in")
            try await tab(to: "the mailbox") { try await $0.attribute("id") == "mail" }
            try await browser.active.type("u2@example.org")
            try await browser.press(enter)
            try await browser.wait("the answer") { try await browser.findAll("#mail").isEmpty }
            try await browser.go(try await house.link("/sign-in/", to: "u2@example.org"))
            try await tab(to: "the button") { try await $0.tag == "button" }
            try await browser.press(enter)
            try await browser.shows("2号单位")
            let id = "t\(summary)"
            try await tab(to: "reporting") { element in
                let describes = try await element.attribute("aria-describedby")
                return describes == id
            }
            try await browser.press(enter)
            try await browser.shows("已登记报送")
        }
        #expect(try await house.history(summary).contains("unit:U2"))
        try await house.leave()
    }
}
