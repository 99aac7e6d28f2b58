/// What every answer carries, and addresses that lead nowhere.

import Deadlines
import Glibc
import HTTP
import Ledger
import Platform
import TestSupport
import Testing

@testable import Web

@Suite struct `every answer` {
    private let place: Place

    init() throws { place = try Place() }

    @Test func `carries the headers that keep a page safe`() throws {
        let answers = [
            try place.get("/sign-in"), try place.get(.unit, "/my"), try place.get("/my"), try place.get("/nothing"),
            try place.get(Assets.stylePath), try place.get("/"), try place.get("/healthz"),
            try place.get(.unit, "/overview"),
            try place.get("/l/x"), try place.get("/sign-in", method: "DELETE"),
            try place.get("/nothing", method: "BREW"),
            try place.post(.unit, place.task("forms") + "/report"), try place.post(.unit, "/my/report", key: ""),
            try place.get("/c/x.ics"),
            try place.get("/c/\(place.town.unitFeed).ics"), try place.get("/metrics"), try place.get("/favicon.ico"),
        ]
        for answer in answers {
            let policy = answer["content-security-policy"] ?? ""
            for part in [
                "default-src 'none'", "style-src 'self'", "form-action 'self'", "base-uri 'none'",
                "frame-ancestors 'none'",
            ] {
                #expect(policy.contains(part), "\(answer.status)")
            }
            #expect(!policy.contains("unsafe") && !policy.contains("script-src"), "\(answer.status)")
            #expect(answer["x-content-type-options"] == "nosniff" && answer["x-frame-options"] == "DENY")
            #expect(answer["referrer-policy"] == "same-origin" && answer["cross-origin-opener-policy"] == "same-origin")
            #expect(answer["cache-control"] != nil && answer["server"] == nil)
            for name in Set(answer.headers.map(\.name)) { #expect(answer.all(name).count == 1, "\(name) twice") }
        }
        #expect(Set(answers.map(\.status)) == [200, 303, 302, 401, 403, 404, 405, 422, 501])
    }

    @Test func `keeps what somebody owes out of every cache, and the style in all of them`() throws {
        for (guest, path) in [
            (Guest.unit, "/my"), (.nobody, "/sign-in"), (.unit, place.task("forms")), (.nobody, "/nothing"),
        ] {
            #expect(try place.get(guest, path)["cache-control"] == "no-store", "\(path)")
        }
        #expect(try place.get(Assets.stylePath)["cache-control"]?.contains("immutable") == true)
    }

    @Test func `refused by the server itself says so in words, with the same headers`() throws {
        let limited = try Place {
            $0.limits.requestsPerSecond = 0.001
            $0.limits.burst = 1
        }
        _ = try limited.get("/sign-in")
        let often = try limited.get("/sign-in")
        #expect(often.status == 429 && often["retry-after"] == "1000" && often.text.contains("请求太频繁"))
        let large = try place.post("/sign-in", [("mail", String(repeating: "a", count: 70_000))])
        #expect(large.status == 413 && large.text.contains("内容太大"))
        for answer in [often, large] {
            #expect(answer["content-security-policy"] != nil && answer["x-content-type-options"] == "nosniff")
        }
    }

    @Test(arguments: [
        "/t/../my", "/assets/..", "/assets/../ledger.db", "/assets/%2e%2e%2fledger.db", "/c/../ledger.db",
        "/c/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd", "/assets/style.css/..", "/t/%00",
        "/assets/" + String(repeating: "../", count: 20) + "etc/passwd",
        "/c/x", "/c/.ics", "/t", "/n", "/t//", "/assets", "/l", "/sign-in/a/b", "/.git/config", "/ledger.db", "/My",
        "/my/x",
    ])
    func `that has no page is none, whatever its address looks like`(path: String) throws {
        let answer = try place.get(.coordinator, path)
        #expect([400, 404].contains(answer.status), "\(answer.status)")
        #expect(!answer.text.contains("SQLite") && !answer.text.contains("root:"))
    }

    @Test func `says which methods an address takes`() throws {
        let other = try place.get(.coordinator, "/review", method: "PUT")
        #expect(other.status == 405 && other["allow"] == "GET, HEAD, POST")
        #expect(try place.get("/sign-out")["allow"] == "POST")
        #expect(try place.get("/nothing", method: "BREW").status == 501)
        #expect(try place.get("/sign-in", method: "BREW").status == 405)
        let head = try place.get(.unit, "/my", method: "HEAD")
        let length = try place.get(.unit, "/my").body.count
        #expect(head.status == 200 && head["content-length"] == String(length))
    }

    @Test func `is in the language that is asked for`() throws {
        let ways: [(String, [(String, String)], String)] = [
            ("/sign-in", [], "zh-CN"), ("/sign-in?lang=en", [], "en"),
            ("/sign-in", [("Accept-Language", "en-GB,zh;q=0.5")], "en"),
            ("/sign-in", [("Cookie", "lang=en")], "en"), ("/sign-in?lang=xx", [("Accept-Language", "fr, zh")], "zh-CN"),
        ]
        for (path, headers, language) in ways {
            let page = try place.get(path, headers)
            #expect(
                page["content-language"] == language && page.text.contains("<html lang=\"\(language)\""),
                "\(path) \(headers)")
        }
    }
}

@Suite struct `health and figures for machines` {
    private let place: Place

    init() throws { place = try Place() }

    @Test func `metrics are for this machine, and elsewhere for an auditor's token`() throws {
        let local = try place.get("/metrics")
        #expect(local.status == 200 && local["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
        #expect(local.text.contains("duban_assignments{notice=\"test\",state=\"submitted\"} 1"))
        for name in ["第一馆", "m1@example.org", "关于报送", "M1", "dbn_"] { #expect(!local.text.contains(name), "\(name)") }
        for header in ["X-Forwarded-For", "Forwarded", "Via"] {
            #expect(try place.get("/metrics", [(header, "192.0.2.1")]).status == 401, "\(header)")
            let bearer = [(header, "192.0.2.1"), ("Authorization", "Bearer \(place.town.auditorToken)")]
            #expect(try place.get("/metrics", bearer).status == 200)
        }
        let proxied = try Place { $0.proxies = Set([IPAddress("127.0.0.1")].compactMap { $0 }) }
        for token in ["", "x", proxied.town.unitFeed, proxied.sessions[.auditor]?.token ?? ""] {
            let headers = [("X-Forwarded-For", "192.0.2.1"), ("Authorization", "Bearer \(token)")]
            #expect(try proxied.get("/metrics", headers).status == 401)
        }
    }

    @Test func `it is alive, and ready while its ledger can be read`() throws {
        #expect(try place.get("/healthz").text == "ok\n")
        #expect(try place.get("/readyz").text == "ready\n")
        let gone = try Place()
        for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] { unlink(gone.path + "/" + name) }
        #expect(try gone.get("/healthz").status == 200)
        let answer = try gone.get("/readyz")
        #expect(answer.status == 503 && !answer.text.contains(gone.path))
        let page = try gone.get(.unit, "/my")
        #expect(page.status == 500 && !page.text.contains(gone.path) && gone.failures.value.count == 1)
    }

    @Test func `the access log names routes and accounts, never a token, a link or a mailbox`() throws {
        let link = place.town.links[.linkOfUnit] ?? ""
        _ = try place.get("/l/\(link)")
        _ = try place.get("/c/\(place.town.unitFeed).ics")
        _ = try place.post("/sign-in", [("mail", "m1@example.org")])
        let secret = try #require(try place.signInSecret())
        _ = try place.post("/sign-in/\(secret)")
        _ = try place.get("/nothing/\(secret)?q=\(secret)")
        _ = try place.get(.unit, place.task("forms"))
        _ = try place.post(
            .linkOfUnit, "/l/\(link)/report",
            [("assignment", String(place.town.ids["forms"] ?? 0)), ("do", "submitted")])
        _ = try place.get("/healthz")
        let log = place.records.value.map { "\($0)" }.joined(separator: "\n")
        #expect(
            log.contains("/l/{link}") && log.contains("/sign-in/{secret}") && log.contains("unit:M1")
                && log.contains("link:M1"))
        for word in [link, secret, place.town.unitFeed, place.sessions[.unit]?.token ?? "-", "m1@example.org", "dbn_"] {
            #expect(!log.contains(word))
        }
        #expect(place.failures.value == [])
    }
}
