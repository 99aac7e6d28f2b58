import BrowserSupport
import CCurl
import Client
import Glibc
import TestSupport
import Testing
import Texts

// Requests to a real server: over TCP, TLS and a socket, answered well and badly.
@testable import Curl

@Test(arguments: HTTPMethod.allCases)
func `each method arrives as it was sent`(method: HTTPMethod) async throws {
    let asking = try Asking.plain()
    try await onOwnThread {
        let body = [HTTPMethod.get, .head].contains(method) ? nil : Array("{\"a\":\"督办\"}".utf8)
        let answer = try asking.client().send(
            method, "/echo/a%20b?q=%E7%9D%A3", headers: [("Content-Type", "application/json"), ("X-Empty", "")],
            body: body)
        #expect(answer.status == 200 && answer["content-type"] == "application/json" && answer["X-WORD"] == "督办")
        guard method != .head else { return #expect(answer.body.isEmpty) }
        let told = try answer.told()
        #expect(told["method"]?.string == method.rawValue && told["path"]?.string == "/echo/a%20b?q=%E7%9D%A3")
        #expect(told.field("content-type") == "application/json" && told.field("x-empty") == "")
        #expect(
            told.field("user-agent") == "duban" && told.field("expect") == nil && told.field("authorization") == nil)
        let sent = told["body"]?.string?.unicodeScalars.map { UInt8($0.value) } ?? []
        #expect(sent == body ?? [])
        #expect(told.field("content-length") == body.map { "\($0.count)" })
    }
}

@Test func `a body that is not given is none, and a post's is empty`() async throws {
    let asking = try Asking.plain()
    try await onOwnThread {
        let client = try asking.client()
        let post = try client.send(HTTPMethod.post, "/echo").told()
        #expect(post.field("content-length") == "0" && post.field("content-type") == nil)
        let delete = try client.send(.delete, "/echo").told()
        #expect(delete.field("content-length") == nil && delete["method"]?.string == "DELETE")
        let big = [UInt8](repeating: 0x61, count: 3 << 20)
        #expect(try client.send(HTTPMethod.put, "/echo", body: big).told()["body"]?.string?.utf8.count == big.count)
    }
}

@Test func `the connection is kept, but a post never goes over an old one`() async throws {
    let asking = try Asking.plain()
    try await onOwnThread {
        let client = try asking.client()
        func number(_ method: HTTPMethod) throws -> Int? {
            try client.send(method, "/echo").told()["connection"]?.int
        }
        let first = try number(.get)
        for method in [HTTPMethod.get, .put, .delete] { #expect(try number(method) == first) }
        let second = try number(.post)
        #expect(second != first)
        #expect(try client.send(HTTPMethod.get, "/once").text == "once")
        #expect(
            try client.send(HTTPMethod.get, "/status/204").status == 204,
            "a kept connection that was closed is opened anew")
    }
}

@Test(arguments: [200, 201, 204, 302, 304, 400, 401, 403, 404, 409, 413, 500, 503])
func `any status is an answer`(status: Int) async throws {
    let asking = try Asking.plain()
    #expect(try await onOwnThread { try asking.client().send(HTTPMethod.get, "/status/\(status)").status } == status)
}

@Test func `what comes before and after an answer is not mixed with it`() async throws {
    let asking = try Asking.plain()
    try await onOwnThread {
        let client = try asking.client()
        let early = try client.send(HTTPMethod.get, "/early")
        #expect(early.status == 200 && early["x-early"] == nil && early["x-late"] == "yes" && early.text == "ok")
        let trailer = try client.send(HTTPMethod.get, "/trailer")
        #expect(trailer.text == "ok" && trailer["x-trailer"] == nil)
        let elsewhere = try client.send(HTTPMethod.get, "/redirect")
        #expect(elsewhere.status == 302 && elsewhere["location"] == "/echo", "redirections are not followed")
    }
}

@Test func `a prefix goes before every path`() async throws {
    let asking = try Asking.plain("/echo/duban/")
    let path = try await onOwnThread { try asking.client().send(HTTPMethod.get, "/tasks?x=1").told()["path"]?.string }
    #expect(path == "/echo/duban/tasks?x=1")
}

@Test func `a token is sent and not shown`() async throws {
    var asking = try Asking.plain()
    asking.token = Secret("geheim.1-2_3")
    try await onOwnThread { [asking] in
        let client = try asking.client()
        for method in [HTTPMethod.get, .post] {
            let told = try client.send(method, "/echo").told()
            #expect(told.field("authorization") == "Bearer geheim.1-2_3")
        }
        var shown = ""
        dump(client, to: &shown)
        #expect(!shown.contains("geheim"))
    }
    for bad in ["", "two words", "令牌", "a\r\nX-Evil: 1"] {
        asking.token = Secret(bad)
        #expect(try await asking.problem()?.kind == .request)
    }
}

@Test(arguments: [
    ("echo", "X-A", "b"), ("/a b", "X-A", "b"), ("/a\r\nX: y", "X-A", "b"), ("/a#b", "X-A", "b"), ("/督办", "X-A", "b"),
    ("/a", "", "b"), ("/a", "X A", "b"), ("/a", "X:A", "b"), ("/a", "X-A", "b\r\nX-Evil: 1"), ("/a", "X-A", "b\0c"),
])
func `what would break a request is not sent`(path: String, name: String, value: String) throws {
    let client = try Asking.plain().client()
    let found = try #require(throws: ClientProblem.self) {
        try client.send(HTTPMethod.get, path, headers: [(name, value)])
    }
    #expect(found.kind == .request)
}

@Test func `a local socket is asked like a host`() async throws {
    let server = try AnswerServer.shared.get()
    let asking = Asking(address: "unix:" + server.socket, token: Secret("t"))
    try await onOwnThread {
        let told = try asking.client().send(HTTPMethod.post, "/echo", body: Array("x".utf8)).told()
        #expect(told["body"]?.string == "x" && told.field("host") == "localhost")
        #expect(told.field("authorization") == "Bearer t")
    }
    let missing = try await Asking(address: "unix:" + server.socket + "-none").problem()
    #expect(missing?.kind == .refused && missing?.remedy.en.contains("socket's path") == true)
}

@Test func `a certificate is verified, against the given authority too`() async throws {
    let server = try AnswerServer.shared.get()
    var asking = Asking(address: "https://localhost:\(server.port("tls"))", ca: server.authority)
    #expect(try await asking.problem() == nil)
    asking.address = "https://127.0.0.1:\(server.port("tls"))"
    #expect(try await asking.problem(.post) == nil)
}

@Test(arguments: [
    ("tls", nil, "no trusted authority"), ("otherName", "other", "another host"),
    ("tls", "none", "file of certificates"),
    ("plain", nil, "check the port"), ("tls", "other", "no trusted authority"),
])
func `what is not to be trusted is not talked to`(door: String, ca: String?, remedy: String) async throws {
    let server = try AnswerServer.shared.get()
    var asking = Asking(address: "https://127.0.0.1:\(server.port(door))", token: Secret("geheim"))
    asking.ca = ca.map { $0 == "other" ? server.otherAuthority : "/nowhere/ca.pem" }
    let found = try #require(try await asking.problem())
    #expect(found.kind == .notTrusted)
    #expect(found.remedy.en.contains(remedy), "\(found.phrase.en)")
    #expect(!found.phrase.en.contains("geheim"))
}

@Test(arguments: [
    ("closed", "/", ClientProblem.Kind.refused), ("banner", "/", .notHTTP), ("mute", "/", .timeout),
    ("plain", "/stall", .timeout),
    ("plain", "/drop", .dropped), ("plain", "/cut", .dropped), ("plain", "/large/20001", .tooLarge),
    ("plain", "/endless", .tooLarge), ("plain", "/fields/90", .tooLarge), ("tls", "/", .dropped),
])
func `what goes wrong is told apart`(door: String, path: String, kind: ClientProblem.Kind) async throws {
    var asking = Asking(address: "http://127.0.0.1:\(try AnswerServer.shared.get().port(door))")
    asking.limits.body = 20_000
    if kind == .timeout { asking.limits.whole = 300 }
    let found = try #require(try await asking.problem(.get, path))
    #expect(found.kind == kind, "\(found.phrase.en)")
    #expect(found.what.en.contains("http://127.0.0.1:") && !found.remedy.zh.isEmpty)
}

@Test func `an answer of just the limit is taken, and after a failure the client goes on`() async throws {
    var asking = try Asking.plain()
    asking.limits.body = 20_000
    try await onOwnThread { [asking] in
        let client = try asking.client()
        #expect(try client.send(HTTPMethod.get, "/large/20000").body.count == 20_000)
        #expect(throws: ClientProblem.self) { try client.send(HTTPMethod.get, "/endless") }
        #expect(try client.send(HTTPMethod.get, "/large/5").text == "xxxxx")
    }
}

@Test func `a host that does not exist, and a write that was cut off`() async throws {
    let asking = Asking(address: "https://nowhere.invalid")
    #expect(try await asking.problem()?.kind == .cannotResolve)
    let plain = try Asking.plain()
    let written = try #require(try await plain.problem(.post, "/drop"))
    #expect(written.remedy.en == "it may have been done: look before you try again")
    #expect(try await plain.problem(.get, "/drop")?.remedy.en == "try again later")
}

@Test func `a missing libcurl is said with what to install`() {
    guard case .failure(let problem) = CurlLibrary.open("libcurl-that-is-not-there.so.4") else {
        return #expect(Bool(false), "opened")
    }
    #expect(problem.remedy.en.contains("apt install libcurl4"))
    #expect(problem.what.zh.contains("libcurl-that-is-not-there.so.4"))
}

@Test func `a library that is not libcurl is refused`() {
    guard case .failure(let problem) = CurlLibrary.open("libc.so.6") else { return #expect(Bool(false), "opened") }
    #expect(problem.what.en.contains("curl_global_init"))
}
