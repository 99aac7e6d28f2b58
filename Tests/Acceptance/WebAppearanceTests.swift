// Every page as it looks: on a screen and on a phone, light and dark, in both languages; nothing keeps anybody from using
// it.
import BrowserSupport
import TestSupport
import Testing

/// One page, for whoever is signed in.
private struct Page {
    let path: String
    /// Of its pictures.
    let name: String
}

/// One browser that looks at pages in one language in every way.
private struct Viewer {
    let browser: Browser
    let house: WebHouse
    let isEnglish: Bool

    private var language: String { isEnglish ? "en" : "zh" }

    func look(at pages: [Page]) async throws {
        for page in pages {
            try await browser.go(house.base + page.path)
            try await look(page.name)
        }
    }

    /// Looks at the page that is open: light and dark, wide and as on a phone, and goes through it by the keyboard.
    func look(_ name: String) async throws {
        #expect(try await browser.find("html").attribute("lang") == (isEnglish ? "en" : "zh-CN"), "\(name)")
        for isDark in [false, true] {
            try await prefer(isDark)
            let look = "\(name)-\(language)-\(isDark ? "dark" : "light")"
            let shade = try await backdrop()
            #expect(isDark ? shade < 200 : shade > 600, "\(look): \(shade)")
            #expect(try await overhang() == 0, "\(look)")
            try await keep(look + "-wide")
            for width in [390, 360] {
                try await browser.narrow(to: width)
                #expect(try await overhang() == 0, "\(look), \(width) pixels wide")
            }
            #expect(try await numbersWithoutWords() == [], "\(look)")
            try await keep(look + "-phone")
            try await browser.widen()
            // What the other language changes are texts alone.
            guard !isEnglish else { continue }
            let problems = try await browser.accessibilityProblems()
            #expect(problems.isEmpty, "\(look): \(problems)")
        }
        try await prefer(false)
    }

    private func keep(_ name: String) async throws {
        try await browser.screenshot(to: "\(Browser.screenshots)/\(name).png", wholePage: true)
    }

    private func prefer(_ isDark: Bool) async throws {
        try await browser.devTools(
            "Emulation.setEmulatedMedia",
            [
                (
                    "features",
                    .array([
                        .object([
                            ("name", .string("prefers-color-scheme")), ("value", .string(isDark ? "dark" : "light")),
                        ])
                    ])
                )
            ])
    }

    /// Pixels by which the page is wider than its screen.
    private func overhang() async throws -> Int? {
        try await browser.execute(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        ).int
    }

    /// Where rows are stacked, the heads of their columns are not seen: of several numbers in a row each says itself
    /// what it counts.
    private func numbersWithoutWords() async throws -> [String] {
        let script = """
            const isNumber = cell => /^[0-9.%/ ]+$/.test(cell.innerText.trim())
            return [...document.querySelectorAll('.stack tr')].map(row => [...row.querySelectorAll('td')].filter(isNumber))
                .filter(numbers => numbers.length > 1).flat()
                .filter(cell => !cell.dataset.label).map(cell => cell.innerText)
            """
        return try #require(try await browser.execute(script).array).compactMap(\.string)
    }

    /// Red, green and blue, added up, of what is behind everything.
    private func backdrop() async throws -> Double {
        let script = """
            const parts = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number)
            return parts[0] + parts[1] + parts[2]
            """
        return try #require(try await browser.execute(script).double)
    }
}

@Suite struct `the pages as they look` {
    /// A house in which something has happened, so that no page is empty.
    private func house() async throws -> WebHouse {
        let house = try await WebHouse()
        for unit in ["U1", "U2"] { try await house.box.good("submit", unit, "summary") }
        try await house.box.good("submit", "U1", "late-list")
        try await house.box.good("return", "U1", "late-list", "--reason", "缺盖章页，请补齐后重新报送")
        return house
    }

    @Test(arguments: [false, true]) func `every page is as it should be`(isEnglish: Bool) async throws {
        let house = try await house()
        let returned = try await house.assignment("U1", "late-list")
        let sheet = try await house.assignment("U1", "sheet")
        let directory = try await house.assignment("U1", "directory")
        let link = try await house.link("/l/", to: "u1@example.org").dropFirst(house.base.count)
        var options = BrowserOptions()
        if isEnglish { options.languages = ["en-GB", "en"] }
        try await withBrowser(options) { browser in
            let viewer = Viewer(browser: browser, house: house, isEnglish: isEnglish)
            try await viewer.look(at: [
                Page(path: "/sign-in", name: "sign-in"), Page(path: "/sign-in/x", name: "sign-in-link"),
                Page(path: "/nothing", name: "not-found"), Page(path: String(link), name: "link"),
                Page(path: "/l/x", name: "link-void"),
            ])
            try await house.signIn(browser, "u1@example.org")
            try await viewer.look(at: [
                Page(path: "/my", name: "my"), Page(path: "/t/\(returned)", name: "task-returned"),
                Page(path: "/t/\(sheet)", name: "task-scan"), Page(path: "/t/\(directory)", name: "task-directory"),
                Page(path: "/calendar", name: "calendar"), Page(path: "/review", name: "not-allowed"),
            ])
            try await browser.deleteCookies()
            try await house.signIn(browser, "lead@example.org")
            try await viewer.look(at: [
                Page(path: "/overview", name: "overview"), Page(path: "/review", name: "review"),
                Page(path: "/notices", name: "notices"), Page(path: "/n/pages", name: "notice"),
                Page(path: "/figures?notice=pages&by=unit", name: "figures"), Page(path: "/load", name: "load"),
            ])
            // The draft and the plan answer forms: there is no address to open them by.
            try await browser.find("#text").type("关于报送总结的通知\n请各单位于2027年4月30日前报送工作总结。")
            try await browser.click("form[action='/load/draft'] button")
            _ = try await browser.find("#notice")
            try await viewer.look("draft")
            try await browser.click("form[action='/load/plan'] button")
            _ = try await browser.find("main p, main table")
            try await viewer.look("plan")
        }
        try await house.leave()
    }
}
