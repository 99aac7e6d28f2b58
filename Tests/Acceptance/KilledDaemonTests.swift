// kill -9 while letters go out: whatever the moment, everybody is told, and doubles keep their number.
import Glibc
import TestSupport
import Testing

@Suite struct `a daemon killed while it sends` {
    private static let units = 500
    private static let connections = 4

    @Test(.timeLimit(.minutes(5)), arguments: [1, 2])
    func `each recipient has its digest, none is lost, and doubles were in flight`(seed: UInt64) async throws {
        let office = try await PostOffice()
        let box = try await Sandbox.withSample(units: Self.units)
        try box.configure(office, connections: Self.connections)
        var chance = Chance(seed: seed)
        var kills = 0
        var delivered: Set<String> = []
        // How often each letter that the ledger knows as sent had come, at each kill.
        var settled: [String: Int] = [:]
        while delivered.count < Self.units, kills < 6 {
            let daemon = try await box.daemon()
            try await work(daemon, office, &chance, letAlone: kills % 2 == 1)
            daemon.signal(SIGKILL)
            #expect(try await daemon.ended().code == -SIGKILL)
            kills += 1
            let counts = try await self.counts(office)
            delivered = Set(counts.keys)
            for recipient in try await sent(box) where settled[recipient] == nil {
                settled[recipient] = counts[recipient]
            }
        }
        #expect(kills >= 3, "killed in the middle, not after everything was done")
        try await office.order("free")
        let last = try await box.daemon()
        while try await box.account()["sent"] != Self.units { try await last.says("event=sent") }
        #expect(try await last.stopped().code == 0)
        let counts = try await self.counts(office)
        let again = settled.filter { counts[$0.key] != $0.value }
        #expect(again.isEmpty, "what is recorded as sent is never sent again")
        try check(office, kills)
        let account = try await box.account()
        #expect(account["sent"] == Self.units && account["planned"] == Self.units, "\(account)")
        #expect(try await box.duban("outbox").code == 0, "planned = sent + failed + unknown + suppressed + pending")
        #expect(try await box.duban("ledger", "verify").code == 0)
    }

    /// Lets the daemon send for a while: the server either answers a number of letters and keeps the next waiting, so
    /// that every connection has one in flight, or answers as fast as it can.
    private func work(_ daemon: Running, _ office: PostOffice, _ chance: inout Chance, letAlone: Bool) async throws {
        let count = 10 + Int(chance.next() % 60)
        if letAlone {
            try await office.order("free")
            _ = try await office.letters(count)
        } else {
            try await office.order("credit \(count)")
            _ = try await office.letters(count + Self.connections)
        }
    }

    private func check(_ office: PostOffice, _ kills: Int) throws {
        let letters = office.happened.filter { $0.event == "letter" }
        let numbers = Dictionary(grouping: letters) { $0.recipient ?? "" }.mapValues { Set($0.compactMap(\.id)) }
        #expect(numbers.count == Self.units)
        #expect(numbers.values.allSatisfy { $0.count == 1 }, "a double has the number of the first")
        #expect(Set(numbers.values.flatMap { $0 }).count == Self.units)
        // In flight: on each connection one letter that is not answered, and one that is and is being recorded.
        let doubles = letters.count - Self.units
        #expect(doubles <= kills * Self.connections * 2, "\(doubles) doubles after \(kills) kills")
    }

    /// How often a letter has come to each recipient.
    private func counts(_ office: PostOffice) async throws -> [String: Int] {
        // The server answers an order after everything that happened before it.
        try await office.order("ping")
        return Dictionary(
            office.happened.filter { $0.event == "letter" }.map { ($0.recipient ?? "", 1) }, uniquingKeysWith: +)
    }

    /// The recipients whose letters the ledger knows as sent.
    private func sent(_ box: Sandbox) async throws -> [String] {
        let letters = try await box.duban("outbox", "--state", "sent", "--limit", "1000", "--json").json()["letters"]
        return letters.items.compactMap { letter in
            letter["recipient"].text.map { "\($0.dropFirst(5).lowercased())@example.org" }
        }
    }
}

/// A repeatable row of numbers (xorshift).
private struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
