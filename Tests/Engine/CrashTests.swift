/// The program dies at any step, and random lives of a notice: nothing lost, nothing told twice, the account balanced.

import Deadlines
import Engine
import Ledger
import Mail
import Office
import Reminders
import Testing
import Workflow

@Suite struct CrashTests {
    @Test(arguments: [FarEnd.Death.afterClaim] + (0...4).map { .afterDelivering($0) })
    func `killed while sending, every recipient still has each letter, twice only under one Message-ID`(
        death: FarEnd.Death
    ) throws {
        let scene = try Scene()
        scene.far.death = death
        try scene.round()
        scene.far.death = nil
        try scene.restart()
        scene.pass(seconds: 30)
        try scene.round()
        let byAddress = Dictionary(grouping: scene.far.delivered, by: \.address)
        #expect(
            byAddress.keys.sorted() == ["boss@example.org", "m1@example.org", "m3a@example.org", "m3b@example.org"])
        for (_, letters) in byAddress { #expect(Set(letters.map(\.id)).count == 1 && letters.count <= 2) }
        #expect(try scene.letters(.sent).count == 4)
        #expect(try scene.store.outboxCounts().pending == 0)
    }

    @Test func `killed between planning and sending, the plan stands`() throws {
        let scene = try Scene()
        _ = try scene.engine.tick(now: scene.now)
        try scene.restart()
        try scene.round()
        #expect(scene.far.delivered.count == 4)
    }

    @Test(arguments: 1...16 as ClosedRange<UInt64>)
    func `whatever happens, the account balances and nothing is told twice or out of hours`(seed: UInt64) throws {
        var life = try RandomLife(seed: seed)
        for _ in 0..<120 { try life.step() }
        try life.finish()
    }
}

/// A notice's life by dice: people act, mail is held and let go, the far end and the program fail.
private struct RandomLife {
    let scene: Scene
    private var dice: Dice
    private var crashes = 0

    init(seed: UInt64) throws {
        dice = Dice(seed: seed)
        scene = try Scene(released: seed % 3 != 0)
    }

    mutating func step() throws {
        scene.pass(seconds: Int64(dice.roll(30 * 3600)))
        try act()
        let far = scene.far
        let luck = dice.roll(10)
        var own = Dice(seed: UInt64(dice.roll(1 << 30)))
        far.usual = { _ in luck < 5 ? FarEnd.taken : Self.outcome(&own) }
        if dice.roll(12) == 0 { far.death = dice.roll(2) == 0 ? .afterClaim : .afterDelivering(dice.roll(3)) }
        try scene.round()
        if far.death != nil {
            far.death = nil
            crashes += 1
            try scene.restart()
        }
        try check()
    }

    private static func outcome(_ dice: inout Dice) -> Mail.Outcome {
        switch dice.roll(8) {
        case 0: FarEnd.refused(550)
        case 1: FarEnd.deferred(.temporary, code: 451)
        case 2: FarEnd.deferred(.unreachable)
        case 3: FarEnd.deferred(.dropped)
        case 4: FarEnd.deferred(.unreachable, attempted: false)
        case 5: FarEnd.unknown
        default: FarEnd.taken
        }
    }

    private mutating func act() throws {
        let unit = ["M1", "M2", "M3"][dice.roll(3)]
        let state = try scene.store.assignment(try scene.assignment(unit))?.status.state
        switch (dice.roll(14), state) {
        case (0...1, .open), (0...1, .returned): try scene.record(unit, .submitted(Submission()))
        case (0...1, .submitted): try scene.record(unit, .accepted(level: 1))
        case (2, .submitted): try scene.record(unit, .returned(level: 1, reason: "再核"))
        case (2, .accepted): try scene.record(unit, .reopened(reason: "有误"))
        case (3, .open): try scene.record(unit, .exempted(reason: "停业"))
        case (3, .exempt): try scene.record(unit, .reinstated(reason: "复业"))
        case (4, _): _ = try scene.office.holdMail(reason: "", now: scene.now)
        case (5...6, _): _ = try scene.office.releaseMail(reason: "", now: scene.now)
        case (7, _): _ = try scene.office.redirectMail(to: "me@example.org", reason: "", now: scene.now)
        case (8, .open):
            let row = try scene.store.assignment(try scene.assignment(unit))
            let end = max(row?.status.extendedDue ?? scene.now, scene.now).adding(seconds: 3 * 86_400)
            try scene.record(unit, .extended(end: end, reason: "延期"))
        case (9, _):
            try scene.silence("unit:\(unit)", until: Scene.zone.minute(scene.now.adding(seconds: 86_400)))
        case (10, _): _ = try scene.office.planTest(to: .address("try@example.org"), now: scene.now)
        default: break
        }
    }

    private func check() throws {
        let letters = try scene.letters()
        let counts = try scene.store.outboxCounts()
        // Numbers are given out without a gap and no letter is ever taken away.
        #expect(counts.total == letters.count && letters.count == Int(letters.last?.id ?? 0))
        #expect(Accounting(counts).isBalanced)
        #expect(counts[.sending] == 0)
        for letter in letters where !letter.state.isPending { #expect(letter.settledAt != nil) }
        for letter in letters where letter.state == .suppressed { #expect(letter.reason?.isEmpty == false) }
    }

    func finish() throws {
        let clock = scene.engine.settings.clock
        let letters = try scene.letters()
        #expect(Set(letters.map(\.key)).count == letters.count)
        let real = scene.far.delivered.filter { $0.address != "try@example.org" }
        #expect(real.allSatisfy { clock.isWorking(at: $0.at) })
        // What the same reader got twice went out under one Message-ID, and only where the fate was unknown.
        let again = Dictionary(grouping: scene.far.delivered, by: \.id).filter { $0.value.count > 1 }
        for (id, copies) in again {
            let letter = try #require(letters.first { $0.messageID == id })
            #expect(letter.attempts >= copies.count)
        }
        // Each thing was told to each recipient in one letter.
        var told: Set<String> = []
        for letter in letters {
            for owed in try scene.store.owed(inLetter: letter.id) {
                #expect(
                    told.insert("\(letter.recipient)|\(owed.assignment)|\(owed.stage)|\(owed.dueVersion)").inserted)
            }
        }
    }
}

/// A small deterministic generator (SplitMix64), so that a failing life can be found again by its seed.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }
}
