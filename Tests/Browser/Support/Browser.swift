/// A headless Chromium that one test has to itself.
import Client
import FoundationEssentials
import JSONTree
import Platform
import Terminal
import TestSupport

/// How a browser is to be.
public struct BrowserOptions: Sendable {
    /// The window, in CSS pixels.
    public var (width, height) = (1280, 900)
    /// The user prefers dark colours.
    public var isDark = false
    /// Pages may run scripts. `execute` always may.
    public var runsScripts = true
    /// The screen of a phone, 360 pixels wide.
    public var isPhone = false
    /// What it sends as `Accept-Language`, the preferred one first.
    public var languages = ["zh-CN", "zh"]
    /// For a server with a certificate of its own.
    public var takesAnyCertificate = false

    public init() {}
}

/// Runs `body` with a fresh browser, which goes when it ends, well or badly.
public func withBrowser<Value>(
    _ options: BrowserOptions = BrowserOptions(), isolation: isolated (any Actor)? = #isolation,
    _ body: (Browser) async throws -> Value
) async throws -> Value {
    let browser = try await Browser(options)
    do {
        let value = try await body(browser)
        try await browser.close()
        return value
    } catch {
        try? await browser.close()
        throw error
    }
}

public final class Browser: Sendable {
    /// Where pictures are kept to be looked at.
    public static let screenshots = Checkout.root + "/.build/screenshots"
    /// The height and width of the phone.
    static let phone = (width: 360, height: 740)

    let driver: Driver
    let options: BrowserOptions
    private let session: String

    /// Starts driver and browser.
    public init(_ options: BrowserOptions = BrowserOptions()) async throws {
        let driver = try await onOwnThread { try Driver() }
        let answer = try await driver.call(.post, "/session", options.capabilities(profile: driver.profile))
        guard let id = answer["sessionId"]?.string else { throw BrowserTrouble("chromedriver gave no session") }
        session = "/session/\(id)"
        self.driver = driver
        self.options = options
        if options.isDark { try await preferDark() }
        if options.isPhone { try await narrow(to: Self.phone.width) }
    }

    /// Ends the browser; nothing can be asked of it afterwards.
    public func close() async throws { try await command(.delete, "") }

    /// Gives a command of the session.
    @discardableResult
    func command(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> JSONTree {
        try await driver.call(method, session + path, method == .post ? body ?? .object([]) : body)
    }

    /// Gives a command of Chromium's own (the DevTools protocol).
    @discardableResult
    public func devTools(_ name: String, _ parameters: [(String, JSON)] = []) async throws -> JSONTree {
        try await command(
            .post, "/goog/cdp/execute", .object([("cmd", .string(name)), ("params", .object(parameters))]))
    }
}

extension Browser {
    /// Opens a page and waits until it is loaded.
    public func go(_ url: String) async throws { try await command(.post, "/url", .object([("url", .string(url))])) }

    public func back() async throws { try await command(.post, "/back") }

    public func reload() async throws { try await command(.post, "/refresh") }

    public var title: String { get async throws { try await command(.get, "/title").string ?? "" } }

    public var url: String { get async throws { try await command(.get, "/url").string ?? "" } }

    /// The page as it stands now, as HTML.
    public var source: String { get async throws { try await command(.get, "/source").string ?? "" } }

    /// Runs the body of a JavaScript function with these arguments and gives what it returns.
    @discardableResult
    public func execute(_ script: String, _ arguments: [JSON] = []) async throws -> JSONTree {
        try await command(
            .post, "/execute/sync", .object([("script", .string(script)), ("args", .array(arguments))]))
    }

    /// A picture of what is seen, or of the whole page, as PNG. Makes the folder.
    public func screenshot(to path: String, wholePage: Bool = false) async throws {
        let picture =
            wholePage
            ? try await devTools("Page.captureScreenshot", [("captureBeyondViewport", .bool(true))])["data"]
            : try await command(.get, "/screenshot")
        try keep(picture, path)
    }

    func keep(_ picture: JSONTree?, _ path: String) throws {
        guard let text = picture?.string, let data = Data(base64Encoded: text) else {
            throw BrowserTrouble("no picture came")
        }
        try Files.makeFolder(Files.folder(of: path))
        try Files.write(Array(data), to: path)
    }
}

extension Browser {
    /// The window's size in CSS pixels, with its frame, if it has one.
    public func setWindow(width: Int, height: Int) async throws {
        try await command(.post, "/window/rect", .object([("width", .int(width)), ("height", .int(height))]))
    }

    /// Shows pages as a phone of this width does, until `widen`.
    public func narrow(to width: Int) async throws {
        try await devTools(
            "Emulation.setDeviceMetricsOverride",
            [
                ("width", .int(width)), ("height", .int(Self.phone.height)), ("deviceScaleFactor", .int(2)),
                ("mobile", .bool(true)),
            ])
    }

    /// Shows pages in the window again.
    public func widen() async throws { try await devTools("Emulation.clearDeviceMetricsOverride") }

    private func preferDark() async throws {
        let dark = JSON.object([("name", .string("prefers-color-scheme")), ("value", .string("dark"))])
        try await devTools("Emulation.setEmulatedMedia", [("features", .array([dark]))])
    }
}

extension BrowserOptions {
    /// As the WebDriver standard and chromedriver name them.
    fileprivate func capabilities(profile: String) -> JSON {
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--window-size=\(width),\(height)", "--user-data-dir=\(profile)",
        ]
        var preferences: [(String, JSON)] = [("intl.accept_languages", .string(languages.joined(separator: ",")))]
        if !runsScripts { preferences.append(("profile.managed_default_content_settings.javascript", .int(2))) }
        let chromium = JSON.object([
            ("binary", .string("/usr/bin/chromium")), ("args", .array(arguments.map { .string($0) })),
            ("prefs", .object(preferences)),
        ])
        let wanted = JSON.object([
            ("browserName", .string("chrome")), ("acceptInsecureCerts", .bool(takesAnyCertificate)),
            ("goog:chromeOptions", chromium),
        ])
        return .object([("capabilities", .object([("alwaysMatch", wanted)]))])
    }
}
