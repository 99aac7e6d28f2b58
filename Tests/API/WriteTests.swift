/// Asking twice: entity tags, pages, and writes that are done once.

import Deadlines
import Ledger
import Testing
import Texts

@testable import Web

@Suite struct `asking twice` {
    @Test func `what has not changed is not sent again`() throws {
        let bench = try Bench()
        for path in ["/api/v1/tasks", "/api/v1/notices", "/api/v1/openapi.json"] {
            let first = try bench.ask("GET", path)
            let tag = try #require(first.header("ETag"))
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
            for sent in [tag, "\"x\", \(tag)", "*", "W/\(tag)"] {
                let second = try bench.ask("GET", path, headers: [("if-none-match", sent)])
                #expect(second.status == 304 && second.text.isEmpty, "\(path) \(sent)")
                #expect(second.header("ETag") == tag)
            }
            #expect(try bench.ask("GET", path, headers: [("if-none-match", "\"x\"")]).status == 200)
        }
        let tag = try #require(try bench.ask("GET", "/api/v1/tasks").header("ETag"))
        bench.wait(seconds: 20)
        #expect(try bench.ask("GET", "/api/v1/tasks").header("ETag") == tag)
        let id = try bench.assignment(of: "M1")
        _ = try bench.ask("POST", "/api/v1/assignments/\(id)/submissions")
        #expect(try bench.ask("GET", "/api/v1/tasks", headers: [("if-none-match", tag)]).status == 200)
    }

    @Test func `pages follow one another until there are no more`() throws {
        let bench = try Bench()
        let whole = try bench.ask("GET", "/api/v1/tasks").json()["tasks"]?.array?.compactMap { $0["assignment"]?.int }
        for (query, expected) in [([:], whole ?? []), (["reviewer": "P"], try Self.queue(bench))] {
            var (found, cursor) = ([Int](), String?.none)
            repeat {
                var reply: Bench.Reply
                switch (query["reviewer"], cursor) {
                case (nil, nil): reply = try bench.ask("GET", "/api/v1/tasks", ["limit": "1"])
                case (nil, let cursor?):
                    reply = try bench.ask("GET", "/api/v1/tasks", ["limit": "1", "cursor": cursor])
                case (let name?, nil): reply = try bench.ask("GET", "/api/v1/tasks", ["limit": "1", "reviewer": name])
                case (let name?, let cursor?):
                    reply = try bench.ask("GET", "/api/v1/tasks", ["limit": "1", "reviewer": name, "cursor": cursor])
                }
                let tree = try reply.json()
                found += tree["tasks"]?.array?.compactMap { $0["assignment"]?.int } ?? []
                cursor = tree["next"]?.string
                #expect((reply.header("Link")?.hasSuffix("; rel=\"next\"") == true) == (cursor != nil))
                if let cursor { #expect(reply.header("Link")?.contains("cursor=\(cursor)") == true) }
            } while cursor != nil && found.count < 100
            #expect(found == expected && !found.isEmpty)
        }
    }

    private static func queue(_ bench: Bench) throws -> [Int] {
        let ids = [try bench.assignment(of: "M2"), try bench.assignment(of: "M1")]
        for id in ids {
            bench.wait(seconds: 60)
            _ = try bench.ask("POST", "/api/v1/assignments/\(id)/submissions")
        }
        return ids
    }

    @Test func `a write with a key is done once`() throws {
        let bench = try Bench()
        let path = "/api/v1/assignments/\(try bench.assignment(of: "M1"))/acknowledgements"
        let first = try bench.ask("POST", path, body: "{}", headers: [("idempotency-key", "k")])
        let events = try bench.events()
        bench.wait(seconds: 100)
        let second = try bench.ask("POST", path, body: "{}", headers: [("idempotency-key", "k")])
        #expect(first.status == 200 && second.status == 200 && first.text == second.text)
        #expect(first.header("Idempotency-Replayed") == nil && second.header("Idempotency-Replayed") == "true")
        #expect(try bench.events() == events)
        let other = try bench.ask("POST", path, body: #"{"at": "2025-03-09"}"#, headers: [("idempotency-key", "k")])
        #expect(other.status == 422)
        #expect(try bench.events() == events)
        // Another account's key is another key.
        let unit = try bench.ask("POST", path, as: "unit", body: "{}", headers: [("idempotency-key", "k")])
        #expect(unit.status == 200 && unit.header("Idempotency-Replayed") == nil)
        #expect(try bench.ask("POST", path, body: "{}", headers: [("idempotency-key", "a b")]).status == 400)
        // What was refused was not done, and may be tried again.
        let refused = try bench.ask("POST", path + "x", body: "{}", headers: [("idempotency-key", "r")])
        #expect(refused.status == 404)
        let back = "/api/v1/assignments/\(try bench.assignment(of: "M1"))/returns"
        #expect(
            try bench.ask("POST", back, body: #"{"reason": "x"}"#, headers: [("idempotency-key", "q")]).status == 409)
        _ = try bench.ask("POST", "/api/v1/assignments/\(try bench.assignment(of: "M1"))/submissions")
        #expect(
            try bench.ask("POST", back, body: #"{"reason": "x"}"#, headers: [("idempotency-key", "q")]).status == 200)
    }

    @Test func `a write whose answer was lost is not done again`() throws {
        let bench = try Bench()
        let path = "/api/v1/assignments/\(try bench.assignment(of: "M1"))/acknowledgements"
        _ = try bench.ask("POST", path, body: "{}", headers: [("idempotency-key", "k")])
        // As a crash between the record and its answer leaves it.
        try bench.site.pool.write { store in
            try store.write { writer in
                let kept = try #require(try store.answer(to: "k", of: "coord"))
                try writer.complete(KeptAnswer(digest: kept.digest, status: 0, body: ""), to: "k", of: "coord")
            }
        }
        let events = try bench.events()
        let again = try bench.ask("POST", path, body: "{}", headers: [("idempotency-key", "k")])
        #expect(again.status == 409, "\(again.text)")
        #expect(try bench.events() == events)
    }
}
