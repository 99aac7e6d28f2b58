/// The table of resources: each gives what its shape says, and requests that are none are refused.

import JSONTree
import TestSupport
import Testing
import Texts

@testable import Web

@Suite struct `resources` {
    /// Writes in an order in which each is possible.
    private static let bodies: [(id: String, path: [String: String], body: String)] = [
        ("acknowledge", ["id": "#1"], "{}"),
        ("submit", ["id": "#1"], #"{"note": "全部", "count": 2, "nil": false}"#),
        ("return", ["id": "#1"], #"{"reason": "缺章"}"#),
        ("submit", ["id": "#1"], #"{"at": "2025-03-10"}"#),
        ("accept", ["id": "#1"], "{}"),
        ("reopen", ["id": "#1"], #"{"reason": "漏报"}"#),
        ("extend", ["id": "#2"], #"{"to": "2025-05-01", "reason": "故障"}"#),
        ("exempt", ["id": "#2"], #"{"reason": "在建"}"#),
        ("reinstate", ["id": "#2"], #"{"reason": "已开放"}"#),
        ("chased", ["id": "#2"], #"{"note": "答应"}"#),
        ("withdraw", ["id": "#2"], #"{"reason": "撤并"}"#),
        ("recordEvent", ["notice": "test"], #"{"name": "told", "units": ["M1"]}"#),
        ("voidEvent", ["seq": "#last"], #"{"reason": "录错"}"#),
        ("changeContact", ["unit": "M1"], #"{"mail": ["a@example.org", "b@example.org"], "phone": "12"}"#),
        ("changeContact", ["unit": "M1"], #"{"mail": [], "phone": ""}"#),
        ("holdMail", [:], #"{"reason": "核对"}"#), ("redirectMail", [:], #"{"address": "me@example.org"}"#),
        ("releaseMail", [:], "{}"), ("testMail", [:], #"{"recipient": "me@example.org"}"#),
        ("addSilence", [:], #"{"unit": "M1", "until": "2026-01-01", "reason": "维护"}"#),
        ("endSilence", ["event": "#last"], #"{"reason": "恢复"}"#),
        ("importRoster", [:], "#roster"), ("importStatus", [:], "#status"), ("loadNotice", [:], "#notice"),
        ("withdrawNotice", ["notice": "other"], #"{"reason": "撤回"}"#),
    ]

    @Test func `every write gives what its shape says`() throws {
        let bench = try Bench()
        let (first, second) = (try bench.assignment(of: "M1"), try bench.assignment(of: "M2"))
        let texts = [
            "#roster": JSONText.object(["units": SmallNotice.roster, "notice": "test"]),
            "#notice": JSONText.object(["notice": SmallNotice.text, "units": SmallNotice.roster]),
            "#status": JSONText.object(["export": "单位,状态,提交时间\n第二馆,未填报,\n", "mapping": Self.mapping]),
        ]
        for (id, path, body) in Self.bodies {
            let endpoint = try #require(Endpoints.all.first { $0.id == id })
            let numbers = ["#1": "\(first)", "#2": "\(second)", "#last": "\(try bench.events())"]
            let reply = try bench.ask(
                endpoint.method, Self.path(endpoint, path.mapValues { numbers[$0] ?? $0 }), body: texts[body] ?? body)
            #expect(reply.status == 200, "\(id): \(reply.text)")
            let faults = endpoint.answer.faults(try reply.json())
            #expect(faults.isEmpty, "\(id): \(faults)")
        }
        let tried = Set(Self.bodies.map(\.id))
        #expect(Endpoints.all.filter { !$0.isReading }.allSatisfy { tried.contains($0.id) })
    }

    static let mapping = """
        notice: test
        source: 统计系统
        zone: Asia/Shanghai
        task: forms
        columns: {name: 单位, state: 状态, submitted: 提交时间}
        states: {none: 未填报, submitted: 已提交}
        """

    @Test func `every question gives what its shape says`() throws {
        let bench = try Bench()
        let first = try bench.assignment(of: "M1")
        _ = try bench.ask("POST", "/api/v1/mail/test", body: #"{"recipient": "me@example.org"}"#)
        _ = try bench.ask("POST", "/api/v1/assignments/\(first)/submissions")
        _ = try bench.ask("POST", "/api/v1/silences", body: #"{"all": true, "until": "2026-01-01", "reason": "x"}"#)
        let parts = ["notice": "test", "id": "\(first)", "unit": "M1", "letter": "1"]
        for endpoint in Endpoints.all where endpoint.isReading {
            let reply = try bench.ask("GET", Self.path(endpoint, parts))
            #expect(reply.status == 200, "\(endpoint.id): \(reply.text)")
            let faults = endpoint.answer.faults(try reply.json())
            #expect(faults.isEmpty, "\(endpoint.id): \(faults)")
        }
        for (path, query) in [
            ("/api/v1/report", ["by": "unit"]), ("/api/v1/reminders", ["letters": "true", "at": "2025-04-11"]),
        ] {
            for (key, value) in query {
                let reply = try bench.ask("GET", path, [key: value])
                let endpoint = try #require(Endpoints.all.first { "/api/v1" + $0.path == path })
                #expect(try endpoint.answer.faults(reply.json()).isEmpty, "\(path) \(key)")
            }
        }
    }

    private static func path(_ endpoint: Endpoint, _ parts: [String: String]) -> String {
        parts.reduce("/api/v1" + endpoint.path) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    @Test(arguments: [
        ("GET", "/api/v1/tasks?unti=M1", "", 400, "unti"), ("GET", "/api/v1/tasks?limit=1001", "", 400, "limit"),
        ("GET", "/api/v1/tasks?limit=01", "", 400, "limit"), ("GET", "/api/v1/tasks?overdue=yes", "", 400, "overdue"),
        ("GET", "/api/v1/tasks?within=soon", "", 400, "within"), ("GET", "/api/v1/tasks?cursor=!!", "", 400, "cursor"),
        ("GET", "/api/v1/tasks?state=lost", "", 400, "state"), ("GET", "/api/v1/report?asOf=x", "", 400, "asOf"),
        ("POST", "/api/v1/assignments/1/returns", "{}", 422, "/reason"),
        ("POST", "/api/v1/assignments/1/returns", #"{"reason": 1}"#, 422, "/reason"),
        ("POST", "/api/v1/assignments/1/returns", #"{"reason": "x", "resaon": "y"}"#, 422, "/resaon"),
        ("POST", "/api/v1/assignments/1/submissions", #"{"at": "bald"}"#, 422, "/at"),
        ("POST", "/api/v1/assignments/1/submissions", #"{"items": []}"#, 422, "/items"),
        ("POST", "/api/v1/silences", #"{"until": "gestern", "reason": "x", "all": true}"#, 422, "/until"),
    ])
    func `what is wrong is named`(
        _ method: String, _ target: String, _ body: String, _ status: UInt32, _ name: String
    ) throws {
        let bench = try Bench()
        let parts = target.split(separator: "?")
        let pair = parts.count > 1 ? parts[1].split(separator: "=", maxSplits: 1).map(String.init) : []
        let reply =
            pair.isEmpty
            ? try bench.ask(method, target, body: body)
            : try bench.ask(method, String(parts[0]), [pair[0]: pair[1]])
        #expect(reply.status == status, "\(reply.text)")
        #expect(reply.header("Content-Type") == "application/problem+json")
        let faults = try #require(try reply.json()["errors"]?.array)
        #expect(faults.contains { ($0["pointer"] ?? $0["parameter"])?.string == name }, "\(reply.text)")
    }

    @Test func `bodies that are none`() throws {
        let bench = try Bench()
        let path = "/api/v1/assignments/1/returns"
        #expect(try bench.ask("POST", path, body: "x", headers: [("content-type", "text/plain")]).status == 415)
        let broken = try bench.ask("POST", path, body: "{\n\"reason\": }")
        #expect(broken.status == 400)
        #expect(try broken.json()["detail"]?.string?.hasPrefix("line 2, column 11: ") == true, "\(broken.text)")
        #expect(try bench.ask("POST", path, body: #"{"reason": "a", "reason": "b"}"#).status == 400)
        #expect(try bench.ask("GET", "/api/v1/tasks", headers: [("accept", "text/html")]).status == 406)
        #expect(
            try bench.ask("GET", "/api/v1/tasks", headers: [("accept", "text/html, application/*;q=0.5")]).status == 200
        )
        #expect(try bench.ask("DELETE", "/api/v1/tasks").status == 405)
        #expect(try bench.ask("GET", "/api/v1/tasks", as: nil).status == 401)
        #expect(try bench.ask("GET", "/api/v1/units", as: "unit").status == 403)
        #expect(try bench.ask("GET", "/api/v1/assignments/99").status == 404)
        #expect(try bench.ask("POST", path, body: #"{"reason": "x"}"#).status == 409)
    }

    @Test func `words of a request are never taken for options`() throws {
        let bench = try Bench()
        for name in ["--store=/tmp/x", "-h", "--", "--help"] {
            #expect(try bench.ask("GET", "/api/v1/units/\(name)").status == 404, "\(name)")
            #expect(try bench.ask("GET", "/api/v1/tasks", ["unit": name]).status == 404, "\(name)")
        }
        let reply = try bench.ask("POST", "/api/v1/mail/test", body: #"{"recipient": "--server=x"}"#)
        #expect(reply.status == 404, "\(reply.text)")
    }

    @Test func `each operation has its own name, address and description`() throws {
        #expect(Set(Endpoints.all.map(\.id)).count == Endpoints.all.count)
        #expect(Set(Endpoints.all.map { $0.method + $0.path }).count == Endpoints.all.count)
        for language in ["zh", "en"] {
            let reply = try Bench().ask("GET", "/api/v1/openapi.json", ["lang": language], as: nil)
            let tree = try reply.json()
            let paths = try #require(tree["paths"]?.members)
            for endpoint in Endpoints.all {
                let path = paths.first { $0.key == "/api/v1" + endpoint.path }?.value
                #expect(path?[endpoint.method.lowercased()]?["operationId"]?.string == endpoint.id)
                let open = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
                #expect(Set(open.map { $0.dropFirst().dropLast() }) == Set(endpoint.inputs(.path).map { $0.name[...] }))
            }
        }
    }
}
