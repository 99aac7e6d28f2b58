/// Forms that another site sends in somebody's name (CSRF): refused, and nothing is recorded.

import TestSupport
import Testing

@Suite struct `forms of other sites` {
    private let place: Place

    init() throws { place = try Place() }

    /// Every form that a session can send, and its fields.
    private var forms: [(Guest, String, [(String, String)])] {
        let plan = place.town.planSeen
        let forms = String(place.town.ids["forms"] ?? 0)
        return [
            (.unit, "/my/report", [("assignment", forms), ("do", "submitted")]),
            (.unit, "/t/\(forms)/report", [("do", "submitted")]),
            (.unit, place.task("check") + "/contact", [("mail", "thief@example.org")]),
            (.unit, "/calendar", [("unit", "M1")]), (.unit, "/sign-out", []),
            (.reviewer, "/review", [("assignment", plan), ("do", "accept")]),
            (.coordinator, "/overview/mail", [("do", "hold")]), (.coordinator, "/load/draft", [("text", "x")]),
            (.coordinator, "/load/plan", [("notice", "x")]),
            (.coordinator, "/load/store", [("notice", place.town.notice)]),
        ]
    }

    private func refuses(
        _ what: String, key: (Guest) -> String?, headers: [(String, String)] = []
    ) throws {
        let before = try place.bytes()
        for (guest, path, fields) in forms {
            let answer = try place.post(guest, path, fields, key: key(guest) ?? "", headers: headers)
            #expect(answer.status == 403, "\(what): \(path)")
        }
        #expect(try place.bytes() == before, "\(what)")
    }

    private func own(_ guest: Guest) -> String? { place.town.sessions[guest]?.formKey }

    @Test func `a form without the session's key is refused`() throws {
        try refuses("none") { _ in nil }
        try refuses("half") { own($0).map { String($0.prefix(12)) } }
        try refuses("another's") { own($0 == .unit ? .otherUnit : .auditor) }
    }

    @Test func `a form that a browser says comes from elsewhere is refused, even with the key`() throws {
        let foreign: [(String, String)] = [
            ("Origin", "https://evil.example.org"), ("Origin", "null"), ("Origin", "http://localhost.evil.example.org"),
            ("Origin", "http://localhost:81"), ("Origin", "ftp://localhost"), ("Origin", ""),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "cross-origin"),
        ]
        for header in foreign { try refuses("\(header)", key: own, headers: [header]) }
    }

    @Test func `our own pages' forms are taken`() throws {
        let own: [[(String, String)]] = [
            [], [("Origin", "http://localhost")], [("Origin", "https://localhost"), ("Sec-Fetch-Site", "same-origin")],
            [("Sec-Fetch-Site", "none")],
        ]
        for headers in own {
            let place = try Place()
            let answer = try place.post(.unit, place.task("forms") + "/report", [("do", "submitted")], headers: headers)
            #expect(answer.status == 303, "\(headers) \(place.failures.value)")
        }
    }

    @Test func `signing in and reporting by a link are refused from elsewhere, too`() throws {
        let before = try place.bytes()
        let link = "/l/\(place.town.links[.linkOfUnit] ?? "")/report"
        let fields = [("assignment", String(place.town.ids["forms"] ?? 0)), ("do", "submitted")]
        for header in [("Origin", "https://evil.example.org"), ("Sec-Fetch-Site", "cross-site")] {
            #expect(try place.post(path: link, fields, header) == 403)
            #expect(try place.post(path: "/sign-in", [("mail", "m1@example.org")], header) == 403)
            #expect(try place.post(path: "/sign-in/secret", [], header) == 403)
        }
        #expect(try place.bytes() == before)
    }

    @Test func `the key of one session opens no form of another one of the same person`() throws {
        let old = try #require(own(.unit))
        try place.renew([.unit])
        #expect(place.sessions[.unit]?.formKey != old)
        #expect(try place.post(.unit, place.task("forms") + "/report", [("do", "submitted")], key: old).status == 403)
        #expect(try place.post(.unit, place.task("forms") + "/report", [("do", "submitted")]).status == 303)
    }

    @Test func `looking is not acting: no GET does what a form does`() throws {
        let before = try place.bytes()
        for (guest, path, fields) in forms {
            let query = fields.map { "\($0)=\(FormBody.percent($1))" }.joined(separator: "&")
            let answer = try place.get(guest, "\(path)?\(query)&form-key=\(own(guest) ?? "")")
            #expect([200, 405].contains(answer.status), "\(path) \(answer.status)")
        }
        #expect(try place.bytes() == before)
    }
}

extension Place {
    fileprivate func post(path: String, _ fields: [(String, String)], _ header: (String, String)) throws -> Int {
        try post(.nobody, path, fields, headers: [header]).status
    }
}
