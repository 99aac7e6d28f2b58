/// Which visitor may do what: every route and every kind of visitor, tried over the wire, allowed and refused.

import HTTP
import TestSupport
import Testing

@testable import Web

/// One line of the table.
struct TableRow: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    /// By the order of `Guest`.
    let expected: [Int]

    init(_ route: String, _ expected: String) {
        let words = route.split(separator: " ").map(String.init)
        (method, path) = (words[0], words[1])
        self.expected = expected.split(separator: " ").compactMap { Int($0) }
    }

    var testDescription: String { "\(method) \(path)" }
}

/// The visitors: nobody, who has the unit's link or another unit's, the unit, another one, the reviewer, one of another
/// branch, an auditor of all and of another notice, a coordinator of all and of another notice.
private let table = [
    TableRow("GET /my", "401 401 401 200 200 200 200 403 403 403 403"),
    TableRow("GET /my?unit=M1", "401 401 401 200 403 403 403 403 403 403 403"),
    TableRow("GET /t/{forms}", "401 401 401 200 404 200 404 200 404 200 404"),
    TableRow("GET /t/{scan}/files/{digest}", "401 401 401 200 404 200 404 200 404 200 404"),
    TableRow("GET /review", "401 401 401 403 403 200 200 403 403 200 200"),
    TableRow("GET /notices", "401 401 401 403 403 403 403 200 200 200 200"),
    TableRow("GET /n/test", "401 401 401 404 404 404 404 200 404 200 404"),
    TableRow("GET /n/other", "401 401 401 404 404 404 404 200 200 200 200"),
    TableRow("GET /figures", "401 401 401 403 403 403 403 200 200 200 200"),
    TableRow("GET /figures?notice=test", "401 401 401 403 403 403 403 200 403 200 403"),
    TableRow("GET /overview", "401 401 401 403 403 403 403 403 403 200 200"),
    TableRow("GET /load", "401 401 401 403 403 403 403 403 403 200 200"),
    TableRow("GET /calendar", "401 401 401 200 200 200 200 403 403 200 200"),
    TableRow("GET /l/{link}", "404 200 200 404 404 404 404 404 404 404 404"),
    TableRow("POST /my/report", "401 401 401 303 404 404 404 403 403 403 403"),
    TableRow("POST /t/{forms}/report", "401 401 401 303 404 403 404 403 404 303 404"),
    TableRow("POST /t/{check}/contact", "401 401 401 303 404 404 404 403 404 303 404"),
    TableRow("POST /t/{scan}/upload", "401 401 401 303 404 403 404 403 404 303 404"),
    TableRow("POST /review", "401 401 401 403 404 303 404 403 404 303 404"),
    TableRow("POST /review?return", "401 401 401 403 404 303 404 403 404 303 404"),
    TableRow("POST /overview/mail", "401 401 401 403 403 403 403 403 403 303 403"),
    TableRow("POST /load/draft", "401 401 401 403 403 403 403 403 403 200 200"),
    TableRow("POST /load/plan", "401 401 401 403 403 403 403 403 403 200 403"),
    TableRow("POST /load/store", "401 401 401 403 403 403 403 403 403 303 403"),
    TableRow("POST /calendar?unit", "401 401 401 200 403 403 403 403 403 403 403"),
    TableRow("POST /calendar?notice", "401 401 401 403 403 403 403 403 403 200 403"),
    TableRow("POST /l/{link}/report", "404 303 404 404 404 404 404 404 404 404 404"),
    TableRow("POST /sign-out", "401 401 401 303 303 303 303 303 303 303 303"),
]

/// Open to everybody, and tested for themselves.
private let open: Set<String> = [
    "GET /", "GET /sign-in", "POST /sign-in", "GET /sign-in/{secret}", "POST /sign-in/{secret}", "GET /assets/{name}",
    "GET /favicon.ico", "GET /robots.txt", "GET /api/v1/openapi.json", "GET /c/{file}", "GET /healthz", "GET /readyz",
    "GET /metrics",
]

@Suite struct `who may do what` {
    private let place: Place

    init() throws { place = try Place() }

    private func address(_ row: TableRow, _ guest: Guest) -> String {
        let town = place.town
        var path = row.method == "POST" ? String(row.path.prefix { $0 != "?" }) : row.path
        for (task, id) in town.ids { path = path.replacing("{\(task)}", with: String(id)) }
        return path.replacing("{digest}", with: town.digest).replacing("{link}", with: town.links[guest] ?? town.forged)
    }

    private func fields(_ row: TableRow) -> [(String, String)] {
        let moved = place.town.notice.replacing("2025-04-14", with: "2025-04-17")
        let (forms, plan) = (String(place.town.ids["forms"] ?? 0), place.town.planSeen)
        return switch row.path {
        case "/my/report", "/l/{link}/report": [("assignment", forms), ("do", "submitted")]
        case "/t/{forms}/report": [("do", "submitted")]
        case "/t/{check}/contact": [("mail", "new@example.org"), ("phone", "0000-9")]
        case "/t/{scan}/upload": [("item", "sheet")]
        case "/review": [("assignment", plan), ("do", "accept")]
        case "/review?return": [("assignment", plan), ("do", "return"), ("reason", "不清楚")]
        case "/overview/mail": [("do", "hold"), ("reason", "试")]
        case "/load/draft": [("text", "关于报送总结的通知\n请于2025年4月30日前报送总结。")]
        case "/load/plan", "/load/store": [("notice", moved), ("reason", "改期")]
        case "/calendar?unit": [("unit", "M1")]
        case "/calendar?notice": [("notice", "test")]
        default: []
        }
    }

    private func ask(_ row: TableRow, _ guest: Guest, at place: Place) throws -> WireAnswer {
        guard row.method == "POST" else { return try place.get(guest, address(row, guest)) }
        let files = row.path.hasSuffix("/upload") ? [FormBody.File("file", "x.pdf", Town.pdf)] : []
        return try place.post(guest, address(row, guest), fields(row), files: files)
    }

    /// What leaves an event in the ledger when it is done.
    private func records(_ row: TableRow) -> Bool {
        row.method == "POST"
            && !["/load/draft", "/load/plan", "/calendar?unit", "/calendar?notice", "/sign-out"].contains(row.path)
    }

    @Test(arguments: table) func `every visitor gets what the table says, and refusals record nothing`(row: TableRow)
        throws
    {
        try #require(row.expected.count == Guest.allCases.count)
        let head = try place.head()
        for (guest, status) in zip(Guest.allCases, row.expected) {
            // What is done changes what the next visitor finds.
            let changes = row.method == "POST" && status < 400
            let here = changes ? try Place() : place
            let answer = try ask(row, guest, at: here)
            #expect(answer.status == status, "\(guest): \(row.testDescription)")
            #expect(try (here.head() != head) == (changes && records(row)), "\(guest): \(row.testDescription)")
            #expect(here.failures.value == [], "\(guest)")
        }
    }

    @Test func `every route stands in the table`() {
        let routes = Routes.all(place.site.settings).filter { $0.door != .token }.map { "\($0.method) \($0.name)" }
        let tried = table.map { row -> String in
            let path = row.path.prefix { $0 != "?" }
                .replacing("{forms}", with: "{assignment}").replacing("{check}", with: "{assignment}")
                .replacing("{scan}", with: "{assignment}")
            let named = ["/n/test", "/n/other"].contains(path) ? "/n/{notice}" : path
            return "\(row.method) \(named)"
        }
        #expect(Set(routes).subtracting(tried).symmetricDifference(open) == [])
        #expect(Set(tried).isSubset(of: routes))
    }

    @Test func `looking changes nothing, however often and whoever looks`() throws {
        _ = try place.office().askSignIn(mail: "m1@example.org", now: Town.now)
        let secret = try #require(try place.signInSecret())
        let before = try place.bytes()
        for _ in 0..<2 {
            for row in table where row.method == "GET" {
                for guest in Guest.allCases { _ = try ask(row, guest, at: place) }
            }
            for path in [
                "/", "/sign-in", "/sign-in/\(secret)", "/sign-in/nonsense", "/c/\(place.town.unitFeed).ics", "/metrics",
            ] {
                for method in ["GET", "HEAD"] { #expect(try place.get(path, method: method).status < 500) }
            }
        }
        #expect(try place.bytes() == before)
        // A mail scanner has opened it; it still works for whom it was sent to.
        #expect(try place.post("/sign-in/\(secret)").status == 303)
    }

    @Test func `what a page offers is what its reader may do`() throws {
        let buttons: [(Guest, String, Int)] = [
            (.unit, "/t/{forms}/report", 1), (.reviewer, "/t/{forms}/report", 0), (.auditor, "/t/{forms}/report", 0),
            (.unit, "/t/{forms}/upload", 1), (.reviewer, "/t/{forms}/upload", 0),
            (.coordinator, "/t/{forms}/report", 1),
        ]
        for (guest, action, count) in buttons {
            let target = action.replacing("{forms}", with: String(place.town.ids["forms"] ?? 0))
            let page = try place.get(guest, place.task("forms")).text
            #expect(page.ranges(of: "action=\"\(target)\"").count == count, "\(guest) \(action)")
        }
        #expect(try place.get(.coordinator, "/overview").text.contains("action=\"/overview/mail\""))
        #expect(try !place.get(.otherCoordinator, "/overview").text.contains("action=\"/overview/mail\""))
    }

    @Test(arguments: [Guest.otherCoordinator, .otherAuditor])
    func `whoever has another notice reads nothing of this one`(guest: Guest) throws {
        // Past a deadline, when the overview has most to say: a directory check is late, and one unit has no mailbox.
        place.clock.value = Town.moment("2025-03-25 10:00")
        try place.renew([guest, .coordinator])
        for path in ["/overview", "/notices", "/figures", "/review", "/load", "/calendar"] {
            let text = try place.get(guest, path).text
            for secret in ["关于报送报表的通知", "填报报表", "核对名录", "0000-2", "0000-3"] {
                #expect(!text.contains(secret), "\(path) says \(secret)")
            }
        }
        let whole = try place.get(.coordinator, "/overview").text
        #expect(whole.contains("关于报送报表的通知") && whole.contains("0000-3"))
    }
}
