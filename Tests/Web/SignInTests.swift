/// Signing in by mail, staying signed in, and how it ends.

import Deadlines
import HTTP
import Ledger
import Office
import TestSupport
import Testing

@Suite struct `signing in by mail` {
    private let place: Place

    init() throws { place = try Place() }

    private func letters() throws -> Int { try place.office().store.letters().count { $0.role == "signin" } }

    /// Enters with a fresh link and gives the session's cookie as the browser sends it back.
    private func enter(_ mail: String) throws -> String {
        #expect(try place.post("/sign-in", [("mail", mail)]).status == 200)
        let secret = try #require(try place.signInSecret())
        let answer = try place.post("/sign-in/\(secret)")
        #expect(answer.status == 303 && answer["location"] == "/")
        return String(try #require(answer["set-cookie"]).prefix { $0 != ";" })
    }

    private func status(_ cookie: String, _ path: String = "/my") throws -> Int {
        try place.get(path, [("Cookie", cookie)]).status
    }

    @Test func `an unknown mailbox gets the same answer as a known one`() throws {
        let known = try place.post("/sign-in", [("mail", "M1@Example.org")])
        #expect(try letters() == 1)
        for mail in [
            "nobody@example.org", "no mailbox", "m1@example.org\r\nBcc: x@example.org",
            String(repeating: "a", count: 5000),
        ] {
            let unknown = try place.post("/sign-in", [("mail", mail)])
            #expect(unknown.status == known.status && unknown.body == known.body)
            #expect(unknown.headers.map(\.name) == known.headers.map(\.name))
        }
        #expect(try letters() == 1)
        #expect(try place.post("/sign-in").status == 422)
    }

    @Test func `a link works once`() throws {
        let cookie = try enter("m1@example.org")
        #expect(try status(cookie) == 200)
        let secret = try #require(try place.signInSecret())
        let again = try place.post("/sign-in/\(secret)")
        #expect(again.status == 403 && again["set-cookie"] == nil)
        #expect(try status(cookie) == 200, "the session goes on")
        #expect(try place.post("/sign-in/\(secret.dropLast())A").status == 403)
        #expect(try place.post("/sign-in/nonsense").status == 403)
    }

    @Test func `a link ends after 15 minutes`() throws {
        try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200)
        let secret = try #require(try place.signInSecret())
        place.clock.value = Town.now.adding(seconds: 15 * 60)
        #expect(try place.post("/sign-in/\(secret)").status == 403)
        place.clock.value = Town.now.adding(seconds: 15 * 60 - 1)
        #expect(try place.post("/sign-in/\(secret)").status == 303)
    }

    @Test func `a mailbox gets at most 5 letters an hour`() throws {
        for _ in 0..<8 { try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200) }
        #expect(try letters() == 5)
        try place.post("/sign-in", [("mail", "m3@example.org")]).expect(200)
        #expect(try letters() == 6, "another mailbox has its own")
        place.clock.value = Town.now.adding(seconds: 3601)
        try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200)
        #expect(try letters() == 7)
    }

    @Test func `a session ends when one signs out`() throws {
        let cookie = try enter("m1@example.org")
        let page = try place.get("/my", [("Cookie", cookie)]).text
        let key = try #require(page.formKey)
        let refused = try place.post("/sign-out", headers: [("Cookie", cookie)])
        #expect(refused.status == 403, "not without the form's key")
        #expect(try status(cookie) == 200)
        let left = try place.post("/sign-out", key: key, headers: [("Cookie", cookie)])
        #expect(left.status == 303 && left["location"] == "/sign-in")
        #expect(left["set-cookie"]?.contains("Max-Age=0") == true)
        #expect(try status(cookie) == 401)
    }

    @Test func `a session ends after 12 hours`() throws {
        let cookie = try enter("m1@example.org")
        place.clock.value = Town.now.adding(seconds: 12 * 3600 - 1)
        #expect(try status(cookie) == 200)
        place.clock.value = Town.now.adding(seconds: 12 * 3600)
        #expect(try status(cookie) == 401)
    }

    @Test func `a session ends when the account is revoked`() throws {
        let cookie = try enter("coordinator@example.org")
        #expect(try status(cookie, "/overview") == 200)
        try place.office().revoke(account: "协调", now: Town.now)
        #expect(try status(cookie, "/overview") == 401)
        #expect(try place.get(.coordinator, "/overview").status == 401)
    }

    @Test func `the first page is where one's day begins`() throws {
        let first: [(Guest, String)] = [
            (.nobody, "/sign-in"), (.unit, "/my"), (.reviewer, "/my"), (.auditor, "/figures"),
            (.coordinator, "/overview"),
        ]
        for (guest, path) in first {
            let answer = try place.get(guest, "/")
            #expect(answer.status == 303 && answer["location"] == path, "\(guest)")
        }
    }

    @Test func `a mailbox of several units opens all of them, a reviewer's its queue, too`() throws {
        let reviewer = try enter("p@example.org")
        #expect(try status(reviewer, "/review") == 200)
        let unit = try enter("m1@example.org")
        #expect(try status(unit, "/review") == 403)
    }

    // MARK: - The cookie

    private func attributes(_ cookie: String?) -> Set<String> {
        Set((cookie ?? "").split(separator: ";").dropFirst().map { $0.drop { $0 == " " }.lowercased() })
    }

    @Test func `the cookie is out of reach for scripts and other sites`() throws {
        try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200)
        let cookie = try place.post("/sign-in/\(try #require(try place.signInSecret()))")["set-cookie"]
        #expect(cookie?.hasPrefix("duban=dbn_") == true)
        #expect(attributes(cookie) == ["path=/", "httponly", "samesite=lax", "max-age=43200"])
    }

    @Test func `over an encrypted way it is for that way alone`() throws {
        let place = try Place { $0.proxies = Set([IPAddress("127.0.0.1")].compactMap { $0 }) }
        let secure = [("X-Forwarded-Proto", "https")]
        try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200)
        let secret = try #require(try place.signInSecret())
        let answer = try place.post("/sign-in/\(secret)", headers: secure)
        let cookie = try #require(answer["set-cookie"])
        #expect(cookie.hasPrefix("__Host-duban=dbn_"))
        #expect(attributes(cookie) == ["path=/", "httponly", "samesite=lax", "max-age=43200", "secure"])
        let token = cookie.prefix { $0 != ";" }.dropFirst("__Host-duban=".count)
        #expect(try place.get("/my", [("Cookie", "__Host-duban=\(token)")] + secure).status == 200)
        // A cookie that somebody set without encryption counts for nothing here.
        #expect(try place.get("/my", [("Cookie", "duban=\(token)")] + secure).status == 401)
    }

    @Test func `whoever is no proxy cannot claim to be encrypted`() throws {
        try place.post("/sign-in", [("mail", "m1@example.org")]).expect(200)
        let secret = try #require(try place.signInSecret())
        let answer = try place.post("/sign-in/\(secret)", headers: [("X-Forwarded-Proto", "https")])
        #expect(answer["set-cookie"]?.hasPrefix("duban=") == true)
    }

    @Test func `tokens of other kinds are no session`() throws {
        for token in [
            place.town.auditorToken, place.town.unitFeed, place.town.links[.linkOfUnit] ?? "", "", "dbn_", "x",
        ] {
            #expect(try status("duban=\(token)") == 401)
            #expect(try status("duban=\(token)", "/figures") == 401)
        }
    }
}
