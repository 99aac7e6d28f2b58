/// Where a server listens: ports, sockets in the file system, and places that are taken.

import Client
import Glibc
import TestSupport
import Testing

@testable import HTTP

@Suite struct `where a server listens` {
    @Test func `a socket in the file system is served, and goes with the server`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let serving = try Serving { $0.listen = [.unix(path)] }
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o660)
        // Whoever may open the socket is a proxy by that: its word about the client is believed.
        let answer = try Wire(socket: path).ask(
            "GET", "/x", [("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Proto", "https")])
        #expect(answer.text == "/x")
        let head = try #require(serving.requests.first).head
        #expect(head.client?.description == "192.0.2.7" && head.isSecure)
        #expect(try Wire(socket: path).ask("GET", "/y").status == 200)
        #expect(serving.requests.last?.head.client == nil && serving.requests.last?.head.isSecure == false)
        let client = try HTTPClient(base: try ServerAddress.parse("unix:\(path)"))
        #expect(try client.send(.get, "/z").text == "/z")
        serving.stop()
        #expect(TemporaryFolder.names(in: folder.path).isEmpty)
    }

    @Test func `a socket that a killed server left is replaced, one in use is not`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        // Bound and closed without being removed: what `kill -9` leaves.
        let left = try ListenAddress.unix(path).listen().socket
        close(left)
        #expect(TemporaryFolder.names(in: folder.path) == ["web.sock"])
        let serving = try Serving { $0.listen = [.unix(path)] }
        #expect(try Wire(socket: path).ask("GET", "/first").text == "/first")
        let problem = #expect(throws: ServerProblem.self) { try Serving { $0.listen = [.unix(path)] } }
        #expect(problem?.kind == .address && problem?.what.en.contains(path) == true)
        #expect(try Wire(socket: path).ask("GET", "/still").text == "/still")
        #expect(serving.requests.count == 2)
    }

    @Test func `a file that is no socket is left alone`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let file = try #require(fopen(path, "w"))
        fputs("precious", file)
        fclose(file)
        let problem = #expect(throws: ServerProblem.self) { try Serving { $0.listen = [.unix(path)] } }
        #expect(problem?.kind == .address)
        #expect(Checkout.text(path) == "precious")
    }

    @Test func `a port in use is named, with what to do`() throws {
        let first = try Serving()
        let problem = #expect(throws: ServerProblem.self) {
            try Serving { $0.listen = [.ip("127.0.0.1", port: 0), .ip("127.0.0.1", port: first.port)] }
        }
        #expect(problem?.kind == .address)
        #expect(problem?.what.en.contains("127.0.0.1:\(first.port)") == true)
        #expect(problem?.why?.en.contains("in use") == true)
        #expect(problem?.remedy.en.contains("web.listen") == true && problem?.remedy.zh.contains("web.listen") == true)
        #expect(try first.ask("GET", "/still").status == 200)
    }

    @Test func `several addresses are one server`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/web.sock"
        let serving = try Serving { $0.listen = [.ip("127.0.0.1", port: 0), .ip("::1", port: 0), .unix(path)] }
        #expect(serving.server.addresses.count == 3)
        #expect(try serving.ask("GET", "/a").text == "/a")
        #expect(try Wire(socket: path).ask("GET", "/b").text == "/b")
        let client = try HTTPClient(base: try ServerAddress.parse("http://\(serving.server.addresses[1])"))
        #expect(try client.send(.get, "/c").text == "/c")
        #expect(serving.requests.map(\.head.path) == [["a"], ["b"], ["c"]])
    }

    @Test func `a burst of connections is dealt out to all threads`() throws {
        let serving = try Serving(
            SmallHandler(reply: { _ in Response(200, "text/plain", text: String(UInt(pthread_self()))) }))
        let wires = try (0..<32).map { _ in try serving.wire() }
        for wire in wires { wire.send(Wire.request("GET", "/")) }
        let threads = try wires.map { try $0.answer()?.text }
        #expect(Set(threads).count == 2 && !threads.contains(nil))
        // Each stays with its thread.
        #expect(try wires.map { try $0.ask("GET", "/again").text } == threads)
    }
}
