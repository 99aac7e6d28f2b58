/// Answers that take long, and a server that is asked to stop.

import Synchronization
import TestSupport
import Testing

@testable import HTTP

@Suite struct `answers that take long` {
    /// Answers on `/slow` wait for the gate.
    private func gated(_ gate: Gate) throws -> Serving {
        try Serving(
            SmallHandler(
                lane: { $0.path.first == "slow" ? .slow : .quick },
                reply: { request in
                    if request.head.path.first == "slow" { gate.pass() }
                    return Response(200, "text/plain", text: request.head.path.joined(separator: "/"))
                }))
    }

    /// Both threads of the lane at the gate.
    private static func occupyBoth(_ serving: Serving, _ gate: Gate) throws -> [Wire] {
        let wires = try (0..<2).map { _ in try serving.wire() }
        for wire in wires { wire.send(Wire.request("GET", "/slow")) }
        for _ in wires { try gate.awaitSomebody() }
        return wires
    }

    @Test func `two slow answers do not delay quick ones`() async throws {
        let gate = Gate()
        let serving = try gated(gate)
        try await onOwnThread {
            let slow = try Self.occupyBoth(serving, gate)
            for _ in 0..<20 { #expect(try serving.ask("GET", "/quick").text == "quick") }
            gate.open()
            for wire in slow { #expect(try wire.answer()?.text == "slow") }
            for wire in slow { #expect(try wire.ask("GET", "/again").text == "again") }
        }
    }

    @Test func `more than can wait are told to come again, those that wait are answered`() async throws {
        let gate = Gate()
        let serving = try gated(gate)
        try await onOwnThread {
            let busy = try Self.occupyBoth(serving, gate)
            // 64 wait; which of these wires is one too many the server decides.
            let wires = try (0..<66).map { _ in try serving.wire() }
            for wire in wires { wire.send(Wire.request("GET", "/slow")) }
            // The two refusals are the answers that come while the gate is shut.
            let refused = try Self.firstAnswers(2, of: serving)
            #expect(refused == [503, 503])
            gate.open()
            let statuses = try wires.map { try $0.answer()?.status }
            #expect(statuses.count { $0 == 200 } == 64 && statuses.count { $0 == 503 } == 2)
            for wire in busy { #expect(try wire.answer()?.status == 200) }
        }
    }

    /// Waits until the server has answered so many of the slow ones and gives their statuses.
    private static func firstAnswers(_ count: Int, of serving: Serving) throws -> [UInt32] {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            // Each turn is a request of its own, which the server answers in the meantime.
            _ = try serving.ask("GET", "/nowhere")
            let refused = serving.records.filter { $0.status != 404 }
            if refused.count >= count { return refused.map(\.status) }
        }
        return serving.records.filter { $0.status != 404 }.map(\.status)
    }

    @Test func `stopping answers what is under way and takes nothing new`() async throws {
        let gate = Gate()
        let serving = try gated(gate)
        let port = serving.port
        try await onOwnThread {
            let wire = try serving.wire()
            let idle = try serving.wire()
            #expect(try idle.ask("GET", "/quick").status == 200)
            wire.send(Wire.request("GET", "/slow"))
            try gate.awaitSomebody()
            let stopping = BackgroundThread { serving.stop() }
            try Self.awaitRefusal(port)
            gate.open()
            let answer = try wire.answer()
            #expect(answer?.text == "slow" && answer?["connection"] == "close")
            stopping.join()
            #expect(try idle.isEnded())
            #expect(throws: Wire.Trouble.self) { try Wire(port: port) }
        }
    }

    /// Tries to connect until nobody listens any more.
    private static func awaitRefusal(_ port: UInt16) throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            guard (try? Wire(port: port)) != nil else { return }
        }
        throw Wire.Trouble(description: "it goes on listening")
    }
}
