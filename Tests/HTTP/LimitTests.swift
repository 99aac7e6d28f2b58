/// How many connections and requests one address may have, and who is believed about whose they are.

import TestSupport
import Testing

@testable import HTTP

@Suite struct `limits of the server` {
    @Test func `one connection more than there may be waits until another ends`() throws {
        let serving = try Serving { $0.limits.connections = 4 }
        var open = try (0..<4).map { _ in try serving.wire() }
        for wire in open { #expect(try wire.ask("GET", "/first").status == 200) }
        let more = try serving.wire()
        more.send(Wire.request("GET", "/more"))
        for wire in open { #expect(try wire.ask("GET", "/still").status == 200) }
        #expect(serving.server.openConnections == 4 && !serving.requests.contains { $0.head.path == ["more"] })
        open.removeAll()
        #expect(try more.answer()?.text == "/more")
    }

    @Test func `one address has its share of connections, another has its own`() throws {
        let serving = try Serving { $0.limits.connectionsPerAddress = 2 }
        let first = try (0..<2).map { _ in try serving.wire() }
        for wire in first { #expect(try wire.ask("GET", "/").status == 200) }
        let third = try serving.wire()
        third.send(Wire.request("GET", "/"))
        #expect(try third.answer() == nil)
        #expect(try serving.ask("GET", "/", from: "127.0.0.2").status == 200)
        for wire in first { #expect(try wire.ask("GET", "/still").status == 200) }
    }

    private func slowRate(_ proxies: Set<IPAddress> = []) throws -> Serving {
        try Serving {
            $0.limits.requestsPerSecond = 0.001
            $0.limits.burst = 2
            $0.proxies = proxies
        }
    }

    @Test func `an address that asks too often is told when to come again, another one is served`() throws {
        let serving = try slowRate()
        for _ in 0..<2 { #expect(try serving.ask("GET", "/").status == 200) }
        let refused = try serving.ask("GET", "/")
        #expect(refused.status == 429 && refused["retry-after"] == "1000" && refused.text == "refused 429")
        #expect(try serving.ask("POST", "/", body: [1]).status == 429)
        #expect(try serving.ask("GET", "/", from: "127.0.0.2").status == 200)
        #expect(serving.requests.count == 3)
    }

    @Test func `whoever is no proxy gains nothing by naming another client`() throws {
        let serving = try slowRate()
        let statuses = try (1...4).map { try serving.ask("GET", "/", [("X-Forwarded-For", "192.0.2.\($0)")]).status }
        #expect(statuses == [200, 200, 429, 429])
        let head = try #require(serving.requests.first).head
        #expect(head.client?.description == "127.0.0.1")
        #expect(try serving.ask("GET", "/", [("X-Forwarded-Proto", "https")], from: "127.0.0.3").status == 200)
        #expect(serving.requests.last?.head.isSecure == false)
    }

    @Test func `clients behind a trusted proxy are told apart, by the last hop that the proxy itself wrote`() throws {
        let serving = try slowRate([try #require(IPAddress("127.0.0.1"))])
        func ask(_ hops: String) throws -> Int {
            try serving.ask("GET", "/", [("X-Forwarded-For", hops), ("X-Forwarded-Proto", "https")]).status
        }
        // What stands before the last hop is the client's own invention.
        #expect(try [ask("192.0.2.1"), ask("10.9.8.7, 192.0.2.1"), ask("10.9.8.6, 192.0.2.1")] == [200, 200, 429])
        #expect(try ask("192.0.2.2, 127.0.0.1") == 200)
        #expect(serving.requests.map { $0.head.client?.description } == ["192.0.2.1", "192.0.2.1", "192.0.2.2"])
        #expect(serving.requests.allSatisfy { $0.head.isSecure })
        #expect(try ask("nonsense") == 200)
        #expect(serving.requests.last?.head.client?.description == "127.0.0.1")
    }
}
