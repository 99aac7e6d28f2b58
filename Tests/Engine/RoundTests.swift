/// What is planned when: the ladder through a whole notice, digests, deferral, catching up.

import Deadlines
import Engine
import Ledger
import Reminders
import Testing
import Workflow

@testable import Office

@Suite struct RoundTests {
    @Test func `a unit is told of its notice, reminded by the ladder, and then left in peace`() throws {
        let scene = try Scene()
        try scene.run(through: "2025-04-22 18:00")
        let mine = scene.arrived.filter { $0.hasSuffix("m1@example.org") }.map { $0.prefix(16) }
        #expect(
            mine == [
                "2025-03-03 09:00", "2025-03-27 08:30", "2025-04-03 08:30", "2025-04-08 08:30", "2025-04-10 08:30",
                "2025-04-11 08:30", "2025-04-15 08:30", "2025-04-17 08:30", "2025-04-21 08:30",
            ])
        #expect(
            try scene.told("unit:M1") == [
                "new", "before10", "before5", "before3", "before1", "due", "overdue1", "overdue2", "overdue3",
            ])
        try scene.at("2025-04-23 10:00")
        try scene.record("M1", .submitted(Submission()))
        try scene.record("M1", .accepted(level: 1))
        scene.far.forget()
        try scene.run(through: "2025-05-30 18:00")
        #expect(scene.arrived.filter { $0.hasSuffix("m1@example.org") } == ["2025-04-23 10:00 m1@example.org"])
    }

    @Test func `a run that was missed sends only the highest stage that was missed`() throws {
        let scene = try Scene()
        try scene.round()
        scene.far.forget()
        try scene.at("2025-04-09 10:00")
        try scene.round()
        #expect(scene.arrived.filter { $0.hasSuffix("m1@example.org") } == ["2025-04-09 10:00 m1@example.org"])
        #expect(try scene.told("unit:M1") == ["new", "before3"])
    }

    @Test func `what is owed at night or on a rest day goes on the next working morning`() throws {
        // Friday evening before a make-up free week-end; the ladder's day lies on Saturday.
        let scene = try Scene(at: "2025-03-07 20:00")
        try scene.round()
        #expect(scene.arrived.isEmpty)
        try scene.run(through: "2025-03-10 12:00")
        #expect(scene.arrived.allSatisfy { $0.hasPrefix("2025-03-10 08:30") })
        #expect(scene.arrived.count == 4)
    }

    @Test func `the overdue are listed once to the unit above and from the third step to the coordinator`() throws {
        let scene = try Scene()
        try scene.run(through: "2025-04-21 18:00")
        let parent = scene.far.delivered.filter { $0.address == "p@example.org" && $0.subject.contains("下级单位") }
        #expect(parent.map { Scene.zone.day(of: $0.at).iso } == ["2025-04-15", "2025-04-17", "2025-04-21"])
        // One digest of the parent lists all three museums.
        #expect(parent.allSatisfy { $0.subject.contains("3项") })
        let boss = scene.far.delivered.filter { $0.address == "boss@example.org" }
        #expect(boss.last.map { Scene.zone.day(of: $0.at).iso } == "2025-04-21")
        #expect(boss.last?.subject.contains("久拖未办") == true)
    }

    @Test func `no recipient has two digests of one morning`() throws {
        let scene = try Scene()
        try scene.run(through: "2025-05-30 18:00")
        let keys = scene.far.delivered.map { "\(Scene.zone.day(of: $0.at).iso) \($0.address) \($0.id)" }
        #expect(Set(keys).count == keys.count)
        let daily = try scene.letters().filter { $0.kind == "morning" && LetterNote($0.content).copyOf == nil }
            .map { "\(Scene.zone.day(of: $0.created).iso) \($0.recipient) \($0.state == .suppressed)" }
        #expect(Set(daily.filter { $0.hasSuffix("false") }).count == daily.count { $0.hasSuffix("false") })
    }

    @Test func `overdue reminders end when the notice closes`() throws {
        let scene = try Scene()
        try scene.run(through: "2025-12-31 18:00")
        let last = try #require(scene.far.delivered.last)
        #expect(Scene.zone.day(of: last.at).iso <= "2025-06-30")
        #expect(try scene.engine.nextWake() == nil)
    }

    @Test func `an extension, a return and a moved date begin the ladder anew`() throws {
        let scene = try Scene()
        try scene.run(through: "2025-04-10 12:00")
        try scene.record("M1", .extended(end: try Scene.moment("2025-04-26 00:00"), reason: "停电"))
        try scene.run(through: "2025-04-26 12:00")
        let told = try scene.told("unit:M1").joined(separator: " ")
        // The morning's digest had left when the extension came; the next morning's says both.
        #expect(told == "new before10 before5 before3 before1 before10 before5 before3 before1 due")
        try scene.at("2025-04-27 10:00")
        try scene.record("M1", .submitted(Submission()))
        try scene.record("M1", .returned(level: 1, reason: "数据不平衡"))
        scene.far.forget()
        try scene.round()
        let letter = try #require(scene.far.delivered.first { $0.address == "m1@example.org" })
        #expect(letter.subject.contains("退回") && letter.body.contains("数据不平衡"))
    }

    @Test func `a submission that waits for an undated review reminds the reviewer by its age`() throws {
        let scene = try Scene()
        try scene.round()
        try scene.at("2025-03-05 10:00")
        try scene.record("M1", .submitted(Submission()))
        scene.far.forget()
        try scene.run(through: "2025-03-20 18:00")
        #expect(scene.arrived == ["2025-03-12 08:30 p@example.org", "2025-03-19 08:30 p@example.org"])
    }

    @Test func `a tick with nothing owed neither looks nor writes`() throws {
        let scene = try Scene()
        try scene.round()
        let watcher = try LedgerStore(scene.folder + "/ledger.db", .read)
        let mark = try watcher.changeMark()
        scene.pass(seconds: 600)
        let tick = try scene.engine.tick(now: scene.now)
        #expect(try scene.round().total == 0)
        #expect(tick.looked == 0)
        #expect(try watcher.changeMark() == mark)
    }

    @Test func `a digest that has left takes no more lines today; they go next morning, also to the coordinator`()
        throws
    {
        let scene = try Scene()
        try scene.round()
        // M2 has no mailbox: the coordinator was told this morning. Another refusal comes the same day.
        #expect(scene.arrived.filter { $0.hasSuffix("boss@example.org") }.count == 1)
        scene.far.script["m1@example.org"] = [FarEnd.refused(550)]
        try scene.at("2025-03-27 08:30")
        try scene.round()
        #expect(scene.arrived.filter { $0.hasSuffix("boss@example.org") }.count == 2)
        scene.far.forget()
        scene.pass(seconds: 60)
        try scene.round()
        #expect(scene.arrived == [])
        try scene.at("2025-03-28 08:30")
        try scene.round()
        let boss = try #require(scene.far.delivered.first)
        #expect(boss.address == "boss@example.org" && boss.body.contains("第一馆") && boss.subject.contains("无法送达"))
    }
}
