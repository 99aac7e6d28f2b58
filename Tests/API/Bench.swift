/// A site on a ledger of its own, asked without a network: two notices, accounts of every role, a clock that the test sets.

import Access
import Deadlines
import HTTP
import JSONTree
import Ledger
import Office
import Platform
import Synchronization
import TestSupport
import Testing
import Texts

@testable import Web

final class Bench {
    let folder: TemporaryFolder
    let site: Site
    private let clock: Clock
    private var tokens: [String: String] = [:]

    final class Clock: Sendable {
        let now = Mutex(Instant(seconds: 1_741_568_400))  // 2025-03-10 09:00 in Shanghai
    }

    /// One reply, read.
    struct Reply {
        let status: UInt32
        let headers: [(name: String, value: String)]
        let text: String

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        func json() throws -> JSONTree { try JSONTree.parse(Array(text.utf8), sizeLimit: 64 << 20) }
    }

    init() throws {
        folder = try TemporaryFolder()
        clock = Clock()
        let store = folder.path + "/ledger.db"
        let data = DataFolders(root: Checkout.root)
        site = Site(
            SiteSettings(
                store: store, data: data, base: "http://localhost", office: "统计办公室",
                now: { [clock] in clock.now.withLock { $0 } }))
        let ledger = try LedgerStore(store, .create)
        let office = Office(ledger, author: "admin", source: .cli)
        try grant("coord", Grant(.coordinator), office)
        try load(SmallNotice.text, SmallNotice.roster)
        try load(Self.otherNotice, Self.otherRoster)
        try grant("audit", Grant(.auditor), office)
        try grant("one", Grant(.coordinator, notices: ["test"]), office)
        try grant("look", Grant(.auditor, notices: ["test"]), office)
        try grant("unit", Grant(.unit, unit: "M1"), office)
        try grant("rev", Grant(.reviewer, unit: "P"), office)
    }

    static let roles = ["coord", "audit", "one", "look", "unit", "rev"]

    /// Of another association, with a unit that nobody of the first has anything to do with.
    static let otherNotice = SmallNotice.text.replacing("notice: test", with: "notice: other").replacing(
        "报表", with: "年报")
    static let otherRoster = """
        code,name,kind,level,parent,mail,phone
        Q,邻省科协,association,province,,q@example.org,0000-7
        X1,邻馆,museum,county,Q,x1@example.org,0000-8
        """

    private func grant(_ name: String, _ grant: Grant, _ office: Office) throws {
        let now = clock.now.withLock { $0 }
        _ = try office.grant(name, grant, mail: nil, now: now)
        tokens[name] = try office.makeToken(for: name, label: "test", expires: nil, now: now).text
    }

    private func load(_ notice: String, _ units: String) throws {
        let reply = try ask(
            "POST", "/api/v1/notices", body: JSONText.object(["notice": notice, "units": units]))
        try #require(reply.status == 200, "\(reply.text)")
    }

    /// Lets time pass.
    func wait(seconds: Int64) { clock.now.withLock { $0 = $0.adding(seconds: seconds) } }

    func ask(
        _ method: String, _ path: String, _ query: KeyValuePairs<String, String> = [:], as who: String? = "coord",
        body: String? = nil, headers: [(name: String, value: String)] = []
    ) throws -> Reply {
        var fields = headers + [("accept-language", "en")]
        if let who { fields.append(("authorization", "Bearer \(try #require(tokens[who]))")) }
        if body != nil, !headers.contains(where: { $0.name == "content-type" }) {
            fields.append(("content-type", "application/json"))
        }
        let head = Request.Head(
            method: method, path: path.split(separator: "/").map(String.init), query: query.map { ($0.key, $0.value) },
            headers: fields)
        let response: Response
        switch site.plan(head) {
        case .answer(let known): response = known
        case .receive: response = site.answer(Request(head: head, body: Array((body ?? "").utf8)))
        }
        return Reply(
            status: response.status, headers: response.headers, text: String(decoding: response.body, as: UTF8.self))
    }

    /// What a command line from elsewhere comes to.
    struct Ran {
        let exit: Int
        let output: String
        let errors: String
        let tree: JSONTree
    }

    func run(
        _ words: [String], as who: String = "coord", files: [String: String] = [:], answers: [String]? = nil,
        shown: String? = nil
    ) throws -> Ran {
        let files = files.map { "\(JSONText.quoted($0.key)): \"\(Base64.standard.encode(Array($0.value.utf8)))\"" }
        var members = [
            "\"arguments\": \(JSONText.array(words))", "\"language\": \"en\"",
            "\"files\": {\(files.joined(separator: ","))}",
        ]
        if let answers { members.append("\"answers\": \(JSONText.array(answers))") }
        if let shown { members.append("\"shown\": \(JSONText.quoted(shown))") }
        let reply = try ask("POST", "/api/v1/commands", as: who, body: "{\(members.joined(separator: ","))}")
        try #require(reply.status == 200, "\(reply.text)")
        let tree = try reply.json()
        return Ran(
            exit: try #require(tree["exit"]?.int), output: try #require(tree["output"]?.string),
            errors: try #require(tree["errors"]?.string), tree: tree)
    }

    func run(_ line: String, as who: String = "coord") throws -> Ran {
        try run(line.split(separator: " ").map(String.init), as: who)
    }

    /// The number of a unit's assignment of the first notice.
    func assignment(of unit: String) throws -> Int {
        let tree = try ask("GET", "/api/v1/tasks", ["unit": unit]).json()
        return try #require(tree["tasks"]?.array?.first?["assignment"]?.int)
    }

    /// How many events the ledger has.
    func events() throws -> Int64 { try site.pool.read { try $0.head().seq } }
}

/// JSON out of Swift's values, as far as the tests need it.
enum JSONText {
    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }

    static func array(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ",") + "]" }

    static func object(_ members: KeyValuePairs<String, String>) -> String {
        "{" + members.map { "\(quoted($0.key)): \(quoted($0.value))" }.joined(separator: ", ") + "}"
    }
}
