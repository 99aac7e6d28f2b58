/// Forms: their fields and files as the handler gets them, and those that are none.

import TestSupport
import Testing

@testable import HTTP

@Suite struct `forms on the wire` {
    private let urlEncoded = [("Content-Type", FormBody.urlEncodedType)]
    private let multipart = [("Content-Type", FormBody.multipartType)]

    private func post(_ serving: Serving, _ type: [(String, String)], _ body: [UInt8]) throws -> Int {
        try serving.ask("POST", "/x", type, body: body).status
    }

    @Test func `fields are decoded, in their order`() throws {
        let serving = try Serving()
        let fields = [("姓名", "周 & 吴"), ("a", ""), ("id", "1"), ("id", "2"), ("text", "一\r\n二\r\n"), ("sum", "1+1=2%")]
        #expect(try post(serving, urlEncoded, FormBody.urlEncoded(fields)) == 200)
        let form = try #require(serving.requests.first).form
        #expect(form.fields.map(\.name) == ["姓名", "a", "id", "id", "text", "sum"])
        #expect(form.text("姓名") == "周 & 吴" && form.text("a") == "" && form.texts("id") == ["1", "2"])
        #expect(form.text("text") == "一\n二\n" && form.text("sum") == "1+1=2%" && form.text("none") == nil)
    }

    @Test func `a long value comes whole, whatever pieces it arrives in`() throws {
        let serving = try Serving()
        let long = String(repeating: "很长的文字 %&=+", count: 5000)
        #expect(try post(serving, urlEncoded, FormBody.urlEncoded([("text", long), ("end", "z")])) == 200)
        let wire = try serving.wire()
        let request = Wire.request(
            "POST", "/x", urlEncoded, body: FormBody.urlEncoded([("text", "一二三"), ("end", "z")]))
        for byte in request { wire.send([byte]) }
        #expect(try wire.answer()?.status == 200)
        #expect(serving.requests.map { $0.form.text("text") } == [long, "一二三"])
        #expect(serving.requests.allSatisfy { $0.form.text("end") == "z" })
    }

    @Test func `multipart has fields and files, with names in Chinese`() throws {
        let serving = try Serving()
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) } + Array("\r\n--".utf8)
        let body = FormBody.multipart(
            [("标题", "表 一"), ("text", "甲\r\n乙")], [.init("file", "盖章 扫描件.pdf", bytes), .init("none", "", [])])
        #expect(try post(serving, multipart, body) == 200)
        let form = try #require(serving.requests.first).form
        #expect(form.text("标题") == "表 一" && form.text("text") == "甲\n乙")
        let file = try #require(form.file("file"))
        #expect(file.fileName == "盖章 扫描件.pdf" && file.bytes == bytes)
        #expect(form.file("none") == nil && form.text("file") == nil)
    }

    @Test func `multipart comes whole, too, byte by byte`() throws {
        let serving = try Serving()
        let body = FormBody.multipart([("标题", "一"), ("空", ""), ("end", "z")], [.init("file", "表.pdf", Sample.file)])
        let wire = try serving.wire()
        for byte in Wire.request("POST", "/x", multipart, body: body) { wire.send([byte]) }
        #expect(try wire.answer()?.status == 200)
        let form = try #require(serving.requests.first).form
        #expect(form.text("标题") == "一" && form.text("空") == "" && form.text("end") == "z")
        #expect(form.file("file")?.bytes == Sample.file && form.fields.count == 4)
    }

    /// With what nearly ends a part.
    private enum Sample {
        static let file = Array("%PDF-1.4\r\n--\r\n----\r\n--\(FormBody.boundary.dropLast())\r\n".utf8)
    }

    @Test func `5,000 fields are taken, one more is too large`() throws {
        let serving = try Serving()
        let most = (0..<5_000).map { ("f", String($0)) }
        #expect(try post(serving, urlEncoded, FormBody.urlEncoded(most)) == 200)
        #expect(serving.requests.first?.form.texts("f").count == 5_000)
        #expect(try post(serving, urlEncoded, FormBody.urlEncoded(most + [("f", "x")])) == 413)
        #expect(serving.requests.count == 1)
    }

    @Test func `multipart that breaks off is refused`() throws {
        let serving = try Serving()
        let body = FormBody.multipart([("a", "1")], [.init("file", "x.pdf", Array("%PDF-1.4".utf8))], isWhole: false)
        #expect(try post(serving, multipart, body) == 400)
        #expect(try post(serving, multipart, Array(body.dropLast(15))) == 400)
        #expect(serving.requests.isEmpty)
    }

    @Test func `names and texts that are no UTF-8 are never taken for text`() throws {
        let serving = try Serving()
        #expect(try post(serving, urlEncoded, Array("a=%FF%FE&b=ok".utf8)) == 200)
        let form = try #require(serving.requests.first).form
        #expect(form.text("a") == nil && form.text("b") == "ok")
        #expect(try post(serving, urlEncoded, Array("%FF=1".utf8)) == 400)
        #expect(serving.requests.count == 1)
    }

    @Test func `a body of another type is no form`() throws {
        let serving = try Serving()
        #expect(try post(serving, [("Content-Type", "application/json")], Array("a=1".utf8)) == 200)
        #expect(serving.requests.first?.form.fields.isEmpty == true)
        #expect(serving.requests.first?.body == Array("a=1".utf8))
    }
}
