/// One request after the other: connections kept, heads that are refused, what the handler is told.

import TestSupport
import Testing

@testable import HTTP

@Suite struct `requests on the wire` {
    @Test func `a connection serves one request after the other`() throws {
        let serving = try Serving()
        let wire = try serving.wire()
        for number in 1...5 { #expect(try wire.ask("GET", "/\(number)").text == "/\(number)") }
        #expect(serving.server.openConnections == 1)
        wire.send(Wire.request("GET", "/last", [("Connection", "close")]))
        #expect(try wire.answer()?.text == "/last")
        #expect(try wire.isEnded())
    }

    @Test func `requests sent at once are answered in their order`() throws {
        let serving = try Serving()
        let wire = try serving.wire()
        wire.send(Wire.request("GET", "/a") + Wire.request("POST", "/b", body: [1, 2, 3]) + Wire.request("GET", "/c"))
        for path in ["/a", "/b", "/c"] { #expect(try wire.answer()?.text == path) }
        #expect(serving.requests.map(\.body.count) == [0, 3, 0])
    }

    @Test func `HEAD has a length and no body`() throws {
        let serving = try Serving()
        let wire = try serving.wire()
        let head = try wire.ask("HEAD", "/long/path")
        #expect(head.status == 200 && head["content-length"] == "10")
        // Had a body come, it would stand where this answer begins.
        #expect(try wire.ask("GET", "/next").text == "/next")
        #expect(serving.requests.first?.head.method == "HEAD")
    }

    @Test func `what there is not, and how it cannot be asked, the handler says`() throws {
        let serving = try Serving()
        let nowhere = try serving.ask("GET", "/nowhere")
        #expect(nowhere.status == 404 && nowhere.text == "not here")
        let other = try serving.ask("BREW", "/pot")
        #expect(other.status == 405 && other["allow"] == "GET, HEAD, POST")
        #expect(serving.requests.isEmpty)
    }

    @Test func `path, query, headers and cookies reach the handler decoded`() throws {
        let serving = try Serving()
        let path = "/t/%E5%91%A8%20%2B/x?q=%E9%A6%86+1&empty=&flag&q=2"
        _ = try serving.ask("GET", path, [("X-Word", "ä 馆"), ("Cookie", "duban=abc; lang=en")])
        let head = try #require(serving.requests.first).head
        #expect(head.path == ["t", "周 +", "x"])
        #expect(head.value("q") == "馆 1" && head.value("empty") == "")
        #expect(head.query.map(\.name) == ["q", "empty", "flag", "q"])
        #expect(head.header("x-word") == "ä 馆" && head.header("host") == "localhost")
        #expect(head.cookie("duban") == "abc" && head.cookie("lang") == "en")
        #expect(head.client?.description == "127.0.0.1" && !head.isSecure)
    }

    @Test(arguments: [
        "GET /%FF HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /?q=%C3%28 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /?q=a%00b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /?a%00b=c HTTP/1.1\r\nHost: x\r\n\r\n",
        // Neither one host nor a version.
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 9x\r\n\r\n",
    ])
    func `heads that cannot be understood are refused`(text: String) throws {
        let serving = try Serving()
        let wire = try serving.wire()
        wire.send(text)
        #expect(try (400...499).contains(wire.answer()?.status ?? 400))
        #expect(serving.requests.isEmpty, "the handler is not asked: \(serving.requests.map(\.head.path))")
        #expect(try serving.ask("GET", "/after").status == 200)
    }

    @Test func `a zero byte in a header at most ends its value`() throws {
        let serving = try Serving()
        let wire = try serving.wire()
        wire.send(Array("GET / HTTP/1.1\r\nHost: x\r\nX-Word: A\0B\r\nX-Next: C\r\n\r\n".utf8))
        if try wire.answer()?.status == 200 {
            let head = try #require(serving.requests.first).head
            #expect(head.header("x-word") == "A" && head.header("x-next") == "C")
        }
        #expect(try serving.ask("GET", "/after").status == 200)
    }

    @Test(arguments: [[0xFF, 0xFE], [0xC3, 0x28]] as [[UInt8]])
    func `bytes in a header that are no text are refused`(bytes: [UInt8]) throws {
        let serving = try Serving()
        let wire = try serving.wire()
        wire.send(Array("GET / HTTP/1.1\r\nHost: x\r\nX-Word: ".utf8) + bytes + Array("\r\n\r\n".utf8))
        let answer = try wire.answer()
        #expect(answer == nil || answer?.status == 400, "\(String(describing: answer?.status))")
        #expect(serving.requests.isEmpty)
        #expect(try serving.ask("GET", "/after").status == 200)
    }

    @Test func `a head beyond its limit is refused, one within is served`() throws {
        let serving = try Serving { $0.limits.headBytes = 8192 }
        #expect(try serving.ask("GET", "/", [("X-Long", String(repeating: "a", count: 4000))]).status == 200)
        for headers in [
            [("X-Long", String(repeating: "a", count: 9000))], (1...300).map { ("X-\($0)", "a long enough value") },
        ] {
            let wire = try serving.wire()
            wire.send(Wire.request("GET", "/", headers))
            #expect(try [431, 414, 413, 400].contains(wire.answer()?.status))
        }
        let wire = try serving.wire()
        wire.send("GET /" + String(repeating: "a", count: 9000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try [414, 431].contains(wire.answer()?.status))
        #expect(serving.requests.count == 1)
    }

    @Test func `more than 200 headers are refused`() throws {
        let serving = try Serving()
        #expect(try serving.ask("GET", "/", (1...150).map { ("X-\($0)", "v") }).status == 200)
        #expect(try serving.ask("GET", "/", (1...201).map { ("X-\($0)", "v") }).status == 400)
        #expect(serving.requests.count == 1)
    }

    @Test func `what is no HTTP at all harms nothing`() throws {
        let serving = try Serving()
        for bytes in [[UInt8](repeating: 0, count: 100), Array("\u{16}\u{3}\u{1}".utf8), Array("\r\n\r\n\r\n".utf8)] {
            try serving.wire().send(bytes)
        }
        #expect(try serving.ask("GET", "/after").text == "/after")
        #expect(serving.requests.count == 1)
    }

    @Test func `every answer is one line of the access log`() throws {
        let serving = try Serving(
            SmallHandler(reply: { _ in
                var response = Response(201, "text/plain", text: "four")
                response.route = "/made"
                response.account = "somebody"
                return response
            }))
        let wire = try serving.wire()
        _ = try wire.ask("POST", "/secret")
        // The record is made after the answer has gone; the next answer on this connection comes after it.
        _ = try wire.ask("GET", "/secret")
        let record = try #require(serving.records.first)
        #expect(record.method == "POST" && record.route == "/made" && record.account == "somebody")
        #expect(record.status == 201 && record.bytes == 4 && record.microseconds >= 0)
        #expect(record.client?.description == "127.0.0.1")
    }
}
