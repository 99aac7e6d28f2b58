/// Clients that take their time: ended when it is over, while others are served.

import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite struct `clients that take their time` {
    private static func impatient() throws -> Serving {
        try Serving {
            $0.limits.headSeconds = 1
            $0.limits.requestSeconds = 1
        }
    }

    /// Sends one byte after the other, as slowly as the server lets it, and returns how many it took.
    private static func drip(_ wire: Wire, _ byte: UInt8) -> Int {
        var sent = 0
        // Each byte would start a plain time-out anew. The pace of a slow client is what is tried here.
        while sent < 200, wire.send([byte]) {
            sent += 1
            usleep(50_000)
        }
        return sent
    }

    @Test func `a head that comes byte by byte is ended, another client is served meanwhile`() async throws {
        let serving = try Self.impatient()
        let sent = try await onOwnThread {
            let wire = try serving.wire()
            wire.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            #expect(try serving.ask("GET", "/quick").text == "/quick")
            let sent = Self.drip(wire, 0x61)
            #expect(try wire.answer() == nil)
            return sent
        }
        #expect((10..<200).contains(sent), "ended after a while, not at once: \(sent)")
        #expect(serving.requests.map(\.head.path) == [["quick"]])
    }

    @Test func `a body that comes byte by byte is ended`() async throws {
        let serving = try Self.impatient()
        let sent = try await onOwnThread {
            let wire = try serving.wire()
            wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n")
            #expect(try serving.ask("GET", "/quick").text == "/quick")
            return Self.drip(wire, 0x61)
        }
        #expect((10..<200).contains(sent), "\(sent)")
        #expect(serving.requests.map(\.head.path) == [["quick"]])
        serving.stop()
        #expect(
            serving.records.contains { $0.method == "POST" && $0.status == 0 }, "the log tells that it was not answered"
        )
    }

    @Test func `a connection that asks nothing is ended, before its first request and after it`() async throws {
        let serving = try Self.impatient()
        try await onOwnThread {
            let silent = try serving.wire()
            let idle = try serving.wire()
            #expect(try idle.ask("GET", "/").status == 200)
            #expect(try silent.isEnded())
            #expect(try idle.isEnded())
        }
    }
}
