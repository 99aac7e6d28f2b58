/// An element of a page, and how it is found, used and waited for.
import JSONTree
import Terminal
import TestSupport

public struct Element: Sendable {
    let browser: Browser
    let id: String

    /// The standard's name for a reference to an element.
    static let key = "element-6066-11e4-a52e-4f735466cecf"

    /// To be handed to a script.
    public var reference: JSON { .object([(Self.key, .string(id))]) }

    private func get(_ path: String) async throws -> JSONTree {
        try await browser.command(.get, "/element/\(id)\(path)")
    }

    /// Clicks its middle, once that can be seen and nothing lies over it.
    public func click() async throws {
        try await browser.wait("a click on \(id)") {
            try await browser.command(.post, "/element/\(id)/click")
            return true
        }
    }

    /// Types into it, after what stands there.
    public func type(_ text: String) async throws {
        try await browser.command(.post, "/element/\(id)/value", .object([("text", .string(text))]))
    }

    public func clear() async throws { try await browser.command(.post, "/element/\(id)/clear") }

    /// The text as it is seen.
    public var text: String { get async throws { try await get("/text").string ?? "" } }

    /// As it is written in the page; nil when it is not there. One without a value is `true`.
    public func attribute(_ name: String) async throws -> String? { try await get("/attribute/\(name)").string }

    /// As a script sees it, such as the `value` that a user has typed.
    public func property(_ name: String) async throws -> JSONTree { try await get("/property/\(name)") }

    public var tag: String { get async throws { try await get("/name").string ?? "" } }

    /// What a screen reader calls it.
    public var spokenName: String { get async throws { try await get("/computedlabel").string ?? "" } }

    public var isShown: Bool { get async throws { try await get("/displayed").bool ?? false } }

    public var isEnabled: Bool { get async throws { try await get("/enabled").bool ?? false } }

    /// Whether a box is ticked, an option chosen.
    public var isSelected: Bool { get async throws { try await get("/selected").bool ?? false } }

    /// A picture of it as PNG. Makes the folder.
    public func screenshot(to path: String) async throws { try browser.keep(try await get("/screenshot"), path) }
}

extension Browser {
    /// Far above what a busy machine needs, in seconds.
    public static let patience = 30

    /// Looks until `condition` holds; a page that changes meanwhile is looked at again.
    public func wait(
        _ what: String, within seconds: Int = patience, isolation: isolated (any Actor)? = #isolation,
        _ condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var last: BrowserTrouble?
        while ContinuousClock.now < deadline {
            do {
                if try await condition() { return }
            } catch let trouble as BrowserTrouble where trouble.isPassing {
                last = trouble
            }
            // So that looking leaves the browser something of the processor; how long it takes does not depend on it.
            try await Task.sleep(for: .milliseconds(10))
        }
        let page = "\((try? await title) ?? "") <\((try? await url) ?? "")>"
        throw BrowserTrouble("\(what) never came on \(page) \(last?.description ?? "")", code: last?.code)
    }

    /// The first element that the CSS selector finds; waits for it.
    public func find(_ css: String) async throws -> Element {
        var found: Element?
        try await wait("“\(css)”") {
            found = try await findAll(css).first
            return found != nil
        }
        guard let found else { throw BrowserTrouble("“\(css)” is not there", code: "no such element") }
        return found
    }

    /// All that the CSS selector finds right now.
    public func findAll(_ css: String) async throws -> [Element] {
        let found = try await command(
            .post, "/elements", .object([("using", .string("css selector")), ("value", .string(css))]))
        return (found.array ?? []).compactMap { $0[Element.key]?.string }.map { Element(browser: self, id: $0) }
    }

    public func click(_ css: String) async throws { try await find(css).click() }

    /// Replaces what stands in a field.
    public func fill(_ css: String, _ text: String) async throws {
        let field = try await find(css)
        try await field.clear()
        try await field.type(text)
    }

    public func text(_ css: String) async throws -> String { try await find(css).text }

    /// The element that has the keyboard; the body when none has.
    public var active: Element {
        get async throws {
            guard let id = try await command(.get, "/element/active")[Element.key]?.string else {
                throw BrowserTrouble("nothing has the keyboard")
            }
            return Element(browser: self, id: id)
        }
    }

    /// Goes on to the next element by the keyboard, or back to the one before.
    public func pressTab(back: Bool = false) async throws { try await press("\u{E004}", shift: back) }

    /// Presses and releases one key: a character, or one of the standard's private-use characters for the others.
    public func press(_ key: String, shift: Bool = false) async throws {
        let shiftKey = "\u{E008}"
        let steps =
            (shift ? [("keyDown", shiftKey)] : []) + [("keyDown", key), ("keyUp", key)]
            + (shift ? [("keyUp", shiftKey)] : [])
        let keys = JSON.object([
            ("type", .string("key")), ("id", .string("keyboard")),
            ("actions", .array(steps.map { .object([("type", .string($0)), ("value", .string($1))]) })),
        ])
        try await command(.post, "/actions", .object([("actions", .array([keys]))]))
    }
}
