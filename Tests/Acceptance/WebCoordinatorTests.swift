// A coordinator's day in a real browser: the overview, the mail, and a notice loaded from its official text.
import BrowserSupport
import TestSupport
import Testing

@Suite(.serialized) struct `a coordinator in the browser` {
    @Test func `the overview counts what is late, and holds and releases the mail`() async throws {
        let house = try await WebHouse()
        try await withBrowser { browser in
            try await house.signIn(browser, "lead@example.org")
            #expect(try await browser.url == house.base + "/overview")
            let tiles = try await browser.text(".tiles")
            #expect(tiles.contains("3") && tiles.contains("逾期"), "\(tiles)")
            #expect(try await browser.find("td a[href*='state=late']").text == "3")
            try await house.box.good("submit", "U1", "late-list")
            try await browser.reload()
            #expect(try await browser.find("td a[href*='state=late']").text == "2")
            try await browser.fill("#reason", "名录有误")
            try await browser.click("button[value=hold]")
            try await browser.shows("邮件已暂停")
            try await browser.shows("名录有误")
            #expect(try await house.box.good("mail").contains("名录有误"))
            try await browser.click("button[value=release]")
            try await browser.shows("邮件正常发送")
            try await browser.click("td a[href*='state=late']")
            try await browser.shows("符合条件的单位 2 个")
        }
        try await house.leave()
    }

    @Test func `a notice is loaded from its official text`() async throws {
        let house = try await WebHouse()
        let text = Checkout.root + "/Tests/Drafting/Corpus/open/101-hazardous-transport-assessment.txt"
        let roster = try house.box.file("units.csv", SampleNotice.roster(units: 3))
        try await withBrowser { browser in
            try await house.signIn(browser, "lead@example.org")
            try await browser.go(house.base + "/load")
            try await browser.find("#file").type(text)
            try await browser.click("main form button")
            try await browser.shows("读出")
            #expect(try await browser.findAll("mark.due").count >= 6)
            #expect(try await browser.text(".source").contains("2023年12月15日前"))
            let draft = try #require(try await browser.find("#notice").property("value").string)
            #expect(draft.contains("关于组织开展2023年度道路危险货物运输企业安全生产评估的通知"))

            // Corrected by hand, at first wrongly: what is wrong is said with its line.
            let own = draft.replacing("登录省道路运输安全信息系统(http://ysaq.example.org/pg", with: "提交自评材料")
            #expect(own != draft)
            try await write(own.replacing("due: 2023-12-15", with: "due: 2023-02-30"), browser)
            try await browser.find("#units").type(roster)
            try await browser.click("form[action='/load/plan'] button")
            let line =
                1
                + own.split(separator: "\n", omittingEmptySubsequences: false).prefix {
                    !$0.contains("due: 2023-12-15")
                }.count
            try await browser.shows("notice.yaml:\(line):")
            #expect(try await browser.text(".error-box").contains("2023-02-30"))
            // The roster that was chosen before is kept.
            try await write(own, browser)
            try await browser.click("form[action='/load/plan'] button")
            try await browser.shows("共 4 个单位、32 项任务")
            try await browser.shows("还有 11 处疑问")
            try await browser.click("#accept")
            try await browser.click("form[action='/load/store'] button")
            try await browser.wait("the notice") { try await browser.url.contains("/n/draft-2023-187") }
            try await browser.go(house.base + "/notices")
            try await browser.shows("关于组织开展2023年度道路危险货物运输企业安全生产评估的通知")
        }
        #expect(try await house.box.good("tasks", "--unit", "U1").contains("提交自评材料"))
        try await house.leave()
    }

    /// Replaces the text of the notice file.
    private func write(_ text: String, _ browser: Browser) async throws {
        let field = try await browser.find("#notice")
        try await browser.execute("arguments[0].value = arguments[1]", [field.reference, .string(text)])
    }
}
