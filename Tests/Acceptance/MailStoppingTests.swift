// Runs that end before their time: stopped from outside, or by an error of the caller's own.
import Mail
import TestSupport
import Testing

private struct LedgerBroke: Error {}

@Suite(.serialized) struct `runs that end early` {
    /// A server of its own: these tests wait for it to stall, which other tests make the shared one do as well.
    private static let own = Result { try FaultyServer() }
    let server: FaultyServer

    init() throws { server = try Self.own.get() }

    private func settings(_ fault: String) throws -> SMTPSettings {
        var settings = SMTPSettings(host: "127.0.0.1", port: try #require(server.ports[fault]), encryption: .none)
        settings.connections = 2
        settings.stopGrace = 100
        return settings
    }

    /// The server never answers; the timeouts are minutes. Only `stop` can end the run.
    @Test(arguments: [("rcpt-stall", Deferral.Cause.stopped as Deferral.Cause?), ("dot-stall", nil)])
    func `stopping gives up a letter in flight and puts off the others`(fault: String, expected: Deferral.Cause?)
        async throws
    {
        let transport = try SMTPTransport(settings(fault))
        let server = server
        let outcomes = try await onOwnThread {
            var waiting = try (0..<10).map { Posting(id: Int64($0), message: try letter(to: "unit\($0)@example.org")) }
            var settled: [Settled] = []
            var asked = 0
            try transport.run(
                next: { _ in
                    asked += 1
                    if asked == 2 {
                        try server.waitForStall(fault)
                        transport.stop()
                    }
                    // Few at first, so that more are asked for while the first is in flight.
                    let given = waiting.prefix(asked == 1 ? 3 : waiting.count)
                    waiting.removeFirst(given.count)
                    return Array(given)
                },
                settled: { settled += $0 })
            return settled
        }
        #expect(Set(outcomes.map(\.id)) == Set(0..<10))
        #expect(outcomes.count == 10)
        let tried = outcomes.filter { attempted($0.outcome) }
        #expect(tried.count == 1)
        #expect(tried.map { cause($0.outcome) } == [expected])
        #expect(outcomes.count { cause($0.outcome) == .stopped && !attempted($0.outcome) } == 9)
    }

    @Test func `a stopped transport sends nothing more`() async throws {
        let transport = try SMTPTransport(settings("none-none"))
        transport.stop()
        let message = try letter(to: "unit@example.org")
        let outcome = try await onOwnThread { transport.send(message) }
        #expect(cause(outcome) == .stopped)
        #expect(!attempted(outcome))
    }

    @Test func `an error of the caller's own ends the run with every letter settled`() async throws {
        let transport = try SMTPTransport(settings("none-none"))
        let settled = try await onOwnThread {
            var waiting = try (0..<100).map { Posting(id: Int64($0), message: try letter(to: "unit\($0)@example.org")) }
            var settled: [Settled] = []
            #expect(throws: LedgerBroke.self) {
                try transport.run(
                    next: { _ in
                        defer { waiting = [] }
                        return waiting
                    },
                    settled: {
                        let isFirst = settled.isEmpty
                        settled += $0
                        if isFirst { throw LedgerBroke() }
                    })
            }
            return settled
        }
        #expect(settled.map(\.id).sorted() == Array(0..<100))
        #expect(settled.contains { $0.outcome.isAccepted })
    }

    @Test func `an error while asking for letters is passed on`() async throws {
        let transport = try SMTPTransport(settings("none-none"))
        let error = try await onOwnThread {
            #expect(throws: LedgerBroke.self) {
                try transport.run(next: { _ in throw LedgerBroke() }, settled: { _ in })
            }
        }
        #expect(error != nil)
    }

    @Test func `letters asked for bit by bit are all sent, and a transport runs again`() async throws {
        let transport = try SMTPTransport(settings("none-none"))
        for _ in 0..<2 {
            let ids = try await onOwnThread {
                var given = 0
                var ids: [Int64] = []
                try transport.run(
                    next: { room in
                        #expect(room > 0)
                        let more = min(3, 100 - given)
                        defer { given += more }
                        return try (given..<given + more).map {
                            Posting(id: Int64($0), message: try letter(to: "unit@example.org"))
                        }
                    },
                    settled: { ids += $0.filter { $0.outcome.isAccepted }.map(\.id) })
                return ids
            }
            #expect(ids.sorted() == Array(0..<100))
        }
    }
}
