/// Bodies: within their limit or not, in one piece or in chunks.

import TestSupport
import Testing

@testable import HTTP

@Suite struct `bodies on the wire` {
    private let small = SmallHandler(limit: 1000)

    private func chunked(_ pieces: [[UInt8]]) -> [UInt8] {
        var bytes = Array("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for piece in pieces {
            bytes += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return bytes
    }

    @Test func `a body of exactly the limit is taken, byte for byte`() throws {
        let serving = try Serving(small)
        let body = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try serving.ask("POST", "/x", body: body).status == 200)
        #expect(serving.requests.first?.body == body)
    }

    @Test func `one that announces too much is refused before any of it is read`() throws {
        let serving = try Serving(small)
        let wire = try serving.wire()
        wire.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n")
        #expect(try wire.answer()?.status == 413)
        let huge = try serving.wire()
        huge.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775807\r\n\r\n")
        #expect(try huge.answer()?.status == 413)
        #expect(serving.requests.isEmpty)
    }

    @Test func `chunks are put together`() throws {
        let serving = try Serving(small)
        let wire = try serving.wire()
        wire.send(chunked([[1, 2, 3], [4], [5, 6]]) + Array("0\r\n\r\n".utf8))
        #expect(try wire.answer()?.status == 200)
        #expect(serving.requests.first?.body == [1, 2, 3, 4, 5, 6])
        #expect(try wire.ask("GET", "/next").text == "/next")
    }

    @Test func `chunks beyond the limit are refused once they have come`() throws {
        let serving = try Serving(small)
        let wire = try serving.wire()
        wire.send(chunked((0..<11).map { _ in [UInt8](repeating: 7, count: 100) }) + Array("0\r\n\r\n".utf8))
        #expect(try wire.answer()?.status == 413)
        #expect(serving.requests.isEmpty)
        #expect(try serving.ask("GET", "/after").status == 200)
    }

    @Test func `a chunk that is none ends the connection, not the server`() throws {
        let serving = try Serving(small)
        let wire = try serving.wire()
        wire.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx")
        let answer = try wire.answer()
        #expect(answer == nil || answer?.status == 400)
        #expect(try serving.ask("GET", "/after").status == 200)
        #expect(serving.requests.count == 1)
    }

    @Test func `a client that leaves in the middle of its body is forgotten`() throws {
        let serving = try Serving(small)
        do {
            let wire = try serving.wire()
            wire.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc")
        }
        #expect(try serving.ask("GET", "/after").status == 200)
        serving.stop()
        #expect(serving.requests.map(\.head.path) == [["after"]])
        #expect(serving.server.openConnections == 0)
    }
}
