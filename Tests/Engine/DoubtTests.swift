/// No letter is made from a doubt that nobody accepted.

import Office
import TestSupport
import Testing

@Suite struct DoubtTests {
    static let doubtful = SmallNotice.text + "    doubts: {due: 原文没有写月份}\n"

    @Test func `a refused notice makes no letter, an accepted one does`() throws {
        let scene = try Scene([])
        #expect(throws: Refusal.self) { try scene.load(Self.doubtful) }
        try scene.round()
        try scene.run(through: "2025-03-10 10:00")
        #expect(try scene.letters().isEmpty && scene.far.offered.isEmpty)
        try scene.load(Self.doubtful, acceptsDoubts: true)
        try scene.round()
        #expect(!scene.far.delivered.isEmpty)
    }

    @Test func `a doubtful new version changes no date that letters tell`() throws {
        let scene = try Scene()
        try scene.round()
        let before = scene.arrived
        try scene.at("2025-03-04 09:00")
        let moved = Self.doubtful.replacing("2025-04-11", with: "2025-03-07")
        #expect(throws: Refusal.self) { try scene.load(moved) }
        try scene.run(through: "2025-03-20 12:00")
        #expect(scene.arrived == before, "neither a letter about the change nor a reminder of the other date")
    }
}
