import Glibc
import JSONTree
import Platform
import Terminal
import TestSupport
import Testing

@testable import BrowserSupport

// The browser of the tests: pages read, links followed, fields filled, pictures taken.

private let page = """
    <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>督办</title>
    <meta name="viewport" content="width=device-width">
    <style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style></head>
    <body><main><h1>待办任务</h1><p><a href="second.html">下一页</a></p>
    <form><label>单位 <input name="unit" value="旧"></label><button type="button" id="go" hidden>报送</button></form>
    <p id="said"></p><script>document.getElementById("said").textContent = navigator.language</script>
    </main></body></html>
    """

private let second = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>第二页</title><h1>第二页</h1></html>"

private func address() throws -> String {
    let server = try AnswerServer.shared.get()
    try server.page("second.html", second)
    return try server.page("first.html", page)
}

@Suite(.serialized) struct `the browser of the tests` {
    @Test func `a page is read, a link followed, a picture taken`() async throws {
        let url = try address()
        try await withBrowser { browser in
            try await browser.go(url)
            #expect(try await browser.title == "督办")
            #expect(try await browser.text("h1") == "待办任务")
            #expect(try await browser.source.contains("<h1>待办任务</h1>"))
            let picture = Browser.screenshots + "/browser.png"
            try await browser.screenshot(to: picture)
            #expect(try Files.read(picture).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            try await browser.click("a")
            try await browser.wait("the second page") { try await browser.title == "第二页" }
            #expect(try await browser.url.hasSuffix("/second.html"))
            try await browser.back()
            #expect(try await browser.find("a").attribute("href")?.hasSuffix("second.html") == true)
            #expect(try await browser.findAll("li").isEmpty)
            try await browser.find("h1").screenshot(to: Browser.screenshots + "/heading.png")
            try await browser.screenshot(to: Browser.screenshots + "/whole.png", wholePage: true)
        }
    }

    @Test func `fields are filled, keys pressed, scripts run, cookies kept`() async throws {
        let url = try address()
        try await withBrowser { browser in
            try await browser.go(url)
            try await browser.fill("input", "安阳市统计局 & \"测试\"")
            #expect(try await browser.find("input").property("value").string == "安阳市统计局 & \"测试\"")
            #expect(try await browser.find("input").spokenName == "单位")
            #expect(try await browser.find("#go").isShown == false)
            try await browser.execute("document.querySelector('#go').hidden = false")
            try await browser.pressTab()
            #expect(try await browser.active.attribute("id") == "go")
            try await browser.pressTab(back: true)
            #expect(try await browser.active.tag == "input")
            let sum = try await browser.execute(
                "return [arguments[0] + 1, arguments[1].tagName]", [.int(41), browser.find("h1").reference])
            #expect(sum == .array([.int(42), .string("H1")]))
            try await browser.setCookie("session", "x")
            #expect(try await browser.cookies.map(\.name) == ["session"])
            try await browser.deleteCookies()
            #expect(try await browser.cookies.isEmpty)
            await #expect(throws: BrowserTrouble.self) { try await browser.execute("nonsense(") }
            await #expect(throws: BrowserTrouble.self) { try await browser.wait("nothing", within: 0) { false } }
        }
    }

    @Test func `without scripts, in the dark, on a phone, in English`() async throws {
        let url = try address()
        var options = BrowserOptions()
        (options.runsScripts, options.isDark, options.isPhone, options.languages) = (
            false, true, true, ["en-GB", "en"]
        )
        try await withBrowser(options) { browser in
            try await browser.go(url)
            #expect(try await browser.text("#said").isEmpty, "the page's own script does not run")
            #expect(try await browser.execute("return innerWidth").int == 360)
            #expect(
                try await browser.execute("return getComputedStyle(document.body).backgroundColor").string
                    == "rgb(17, 17, 17)")
            try await browser.widen()
            try await browser.setWindow(width: 1000, height: 700)
            #expect(try await browser.execute("return innerWidth").int == 1000)
            try await browser.go(url.split(separator: "/pages")[0] + "/echo")
            let echo = try JSONTree.parse(Array(try await browser.text("pre").utf8))
            let language = echo["headers"]?.array?.first { $0.array?.first?.string == "accept-language" }
            #expect(language?.array?.last?.string?.hasPrefix("en-GB,en") == true)
        }
        try await withBrowser { browser in
            try await browser.go(url)
            #expect(try await browser.text("#said") == "zh-CN", "usually it does")
        }
    }
}

@Suite struct `the driver of the browser` {
    /// A folder with a chromedriver of our own, and an environment in which that is found first.
    private func replaced(by script: String) throws -> (folder: TemporaryFolder, environment: [String: String]) {
        let folder = try TemporaryFolder()
        let usual = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let program = folder.path + "/chromedriver"
        try Files.write("#!/bin/sh\nPATH=\(usual)\ncd \(folder.path)\n\(script)\n", to: program)
        chmod(program, 0o755)
        return (folder, ["PATH": "\(folder.path):\(usual)"])
    }

    @Test func `one whose port somebody else has is started again`() async throws {
        let (folder, environment) = try replaced(
            by: """
                echo run >>runs
                [ $(wc -l <runs) = 1 ] && { echo "IPv4 port not available. Exiting..."; exit 1; }
                exec chromedriver "$@"
                """)
        let driver = try await onOwnThread { try Driver(environment: environment) }
        let status = try await driver.call(.get, "/status")
        #expect(status["ready"]?.bool == true)
        #expect(Checkout.text(folder.path + "/runs") == "run\nrun\n")
    }

    @Test func `one that never starts is told with its words`() async throws {
        let (folder, environment) = try replaced(by: "echo no port is good enough >&2; exit 1")
        let trouble = await #expect(throws: BrowserTrouble.self) {
            try await onOwnThread { _ = try Driver(environment: environment) }
        }
        #expect(trouble?.description.contains("no port is good enough") == true)
        withExtendedLifetime(folder) {}
    }
}
