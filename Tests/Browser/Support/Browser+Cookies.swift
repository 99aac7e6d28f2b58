/// The cookies of the page that a browser shows.
import JSONTree
import Terminal

public struct Cookie: Sendable, Hashable {
    public let name: String
    public let value: String
    public let path: String
    /// Only over TLS.
    public let isSecure: Bool
    /// Out of reach for scripts.
    public let isHTTPOnly: Bool
    /// `Strict`, `Lax` or `None`.
    public let sameSite: String
    /// Seconds since 1970; nil: it goes with the browser.
    public let expires: Int?
}

extension Browser {
    public var cookies: [Cookie] {
        get async throws { (try await command(.get, "/cookie").array ?? []).map(Cookie.init) }
    }

    /// Sets one for the page that is shown.
    public func setCookie(_ name: String, _ value: String) async throws {
        try await command(
            .post, "/cookie", .object([("cookie", .object([("name", .string(name)), ("value", .string(value))]))]))
    }

    public func deleteCookies() async throws { try await command(.delete, "/cookie") }
}

extension Cookie {
    fileprivate init(_ tree: JSONTree) {
        name = tree["name"]?.string ?? ""
        value = tree["value"]?.string ?? ""
        path = tree["path"]?.string ?? ""
        isSecure = tree["secure"]?.bool ?? false
        isHTTPOnly = tree["httpOnly"]?.bool ?? false
        sameSite = tree["sameSite"]?.string ?? ""
        expires = tree["expiry"]?.int
    }
}
