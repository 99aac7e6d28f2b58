/// What becomes of planned letters: holding, redirecting, refusals, retries, unknown fates, locks, broken records.

import Deadlines
import Engine
import Ledger
import Mail
import Notices
import Office
import Reminders
import Testing
import Texts
import Workflow

@Suite struct PostTests {
    @Test func `nothing leaves a ledger in which nobody has decided, but for a test letter`() throws {
        let scene = try Scene(released: false)
        try scene.round()
        #expect(scene.far.offered.isEmpty)
        #expect(try scene.letters(.held).count == 4)
        _ = try scene.office.planTest(to: .address("me@example.org"), now: scene.now)
        _ = try scene.office.planTest(to: .unit("M3"), now: scene.now)
        try scene.round()
        #expect(
            scene.far.delivered.map(\.address).sorted() == ["m3a@example.org", "m3b@example.org", "me@example.org"])
        #expect(scene.far.delivered.allSatisfy { $0.subject.contains("测试") })
        scene.far.forget()
        _ = try scene.office.releaseMail(reason: "checked", now: scene.now)
        try scene.round()
        #expect(scene.far.delivered.count == 4)
        #expect(try scene.letters(.held).isEmpty)
    }

    @Test func `a demo's ledger sends without anybody's decision`() throws {
        let scene = try Scene(released: false)
        try scene.store.write { try $0.setMeta("demo", "1") }
        try scene.round()
        #expect(scene.far.delivered.count == 4)
    }

    @Test func `what was held for weeks leaves as the notice and the highest reminder only`() throws {
        let scene = try Scene(released: false)
        try scene.run(through: "2025-04-09 12:00")
        #expect(scene.far.offered.isEmpty)
        _ = try scene.office.releaseMail(reason: "checked", now: scene.now)
        try scene.round()
        let mine = scene.far.delivered.filter { $0.address == "m1@example.org" }.map(\.subject)
        #expect(mine.count == 2)
        #expect(mine.contains { $0.contains("新通知") } && mine.contains { $0.contains("还剩2个工作日") })
        #expect(try scene.letters(.suppressed).contains { $0.reason == "overtaken" })
    }

    @Test func `a hold catches letters that wait for another try`() throws {
        let scene = try Scene()
        scene.far.usual = { _ in FarEnd.deferred(.temporary, code: 451) }
        try scene.round()
        scene.far.usual = { _ in FarEnd.taken }
        _ = try scene.office.holdMail(reason: "", now: scene.now)
        scene.pass(seconds: 3600)
        try scene.round()
        #expect(scene.far.delivered.isEmpty)
        #expect(try scene.letters(.held).count == 4)
    }

    @Test func `redirected mail goes to one address, marked, and says nothing about the units' mailboxes`() throws {
        let scene = try Scene(released: false)
        _ = try scene.office.redirectMail(to: "me@example.org", reason: "trial", now: scene.now)
        scene.far.script["me@example.org"] = [FarEnd.taken, FarEnd.refused(550), FarEnd.taken]
        try scene.round()
        #expect(Set(scene.far.offered.map(\.address)) == ["me@example.org"])
        #expect(scene.far.offered.allSatisfy { $0.subject.hasPrefix("[改发]") })
        // A second mailbox of one unit is the same letter to one reader.
        #expect(scene.far.offered.count == 3)
        let failed = try scene.letters(.failed)
        #expect(failed.map { RedirectedCode.read($0.outcomeCode).code } == ["550"])
        _ = try scene.office.releaseMail(reason: "", now: scene.now)
        scene.far.forget()
        try scene.at("2025-03-27 08:30")
        try scene.round()
        #expect(scene.far.delivered.contains { $0.address == "m1@example.org" })
        #expect(!scene.far.offered.contains { $0.address == "me@example.org" })
    }

    @Test func `a redirection's address is neither in the chain nor lost`() throws {
        let scene = try Scene(released: false)
        let decision = try scene.office.redirectMail(to: "me@example.org", reason: "trial", now: scene.now)
        let seq = try #require(decision.event)
        let event = try #require(try scene.store.event(seq))
        #expect(event.what == .mailMode(mode: "redirect", detail: "trial"))
        #expect(try MailState(in: scene.store).mode == .redirect("me@example.org"))
        // Erased, it leads nowhere: everything is held.
        try scene.store.write { _ = try $0.erasePersonal(ofEvent: event.seq) }
        #expect(try MailState(in: scene.store).mode == .hold)
        try scene.round()
        #expect(scene.far.offered.isEmpty)
    }

    @Test func `a decision that holds already is not recorded twice`() throws {
        let scene = try Scene()
        #expect(try scene.office.releaseMail(reason: "again", now: scene.now).event == nil)
        #expect(try scene.office.holdMail(reason: "", now: scene.now).event != nil)
        #expect(try scene.office.holdMail(reason: "", now: scene.now).event == nil)
    }

    @Test func `a refused mailbox gets one letter, then the coordinator is told, until it is corrected`() throws {
        let scene = try Scene()
        scene.far.script["m1@example.org"] = [FarEnd.refused(550)]
        try scene.run(through: "2025-04-30 18:00")
        #expect(scene.far.offered.filter { $0.address == "m1@example.org" }.count == 1)
        #expect(try scene.letters(.failed).count == 1)
        #expect(try scene.letters(.suppressed).contains { $0.recipient == "unit:M1" && $0.reason == "refused" })
        let boss = scene.far.delivered.filter { $0.address == "boss@example.org" && $0.body.contains("第一馆") }
        #expect(boss.first.map { Scene.zone.minute($0.at) } == "2025-03-04 08:30")
        let calls = try scene.engine.callList(at: scene.now)
        #expect(calls.entries.map(\.unit).sorted() == ["M1", "M2", "M3"])
        #expect(calls.entries.first { $0.unit == "M1" }?.unreached != nil)
        // A letter that a test letter's success clears, or a new address, is tried again.
        scene.far.script["m1@example.org"] = [FarEnd.taken]
        _ = try scene.office.planTest(to: .unit("M1"), now: scene.now)
        try scene.round()
        scene.far.forget()
        try scene.run(through: "2025-05-15 18:00")
        #expect(scene.far.delivered.contains { $0.address == "m1@example.org" })
    }

    @Test func `a letter planned before its unit's mailbox changed goes to the new one`() throws {
        let scene = try Scene(released: false)
        try scene.round()
        let before = try #require(try scene.store.unit(code: "M1")).unit
        let changed = Notices.Unit(
            code: "M1", name: before.name, kind: before.kind, parent: before.parent, mailboxes: ["new@example.org"])
        let proposal = try scene.office.propose(units: Roster(units: [changed]))
        _ = try scene.office.apply(proposal, removed: .keep, reason: "test", now: scene.now)
        _ = try scene.office.releaseMail(reason: "test", now: scene.now)
        try scene.round()
        let addresses = scene.far.delivered.map(\.address)
        #expect(addresses.contains("new@example.org") && !addresses.contains("m1@example.org"))
    }

    @Test func `a unit with two mailboxes is reached while one of them works`() throws {
        let scene = try Scene()
        scene.far.script["m3b@example.org"] = [FarEnd.refused(550)]
        try scene.run(through: "2025-04-03 18:00")
        #expect(scene.far.delivered.filter { $0.address == "m3a@example.org" }.count == 3)
        #expect(scene.far.offered.filter { $0.address == "m3b@example.org" }.count == 1)
        #expect(try scene.engine.callList(at: scene.now).entries.allSatisfy { $0.unit != "M3" })
    }

    @Test func `each mailbox gets an envelope and a Message-ID of its own`() throws {
        let scene = try Scene()
        try scene.round()
        let two = scene.far.delivered.filter { $0.address.hasPrefix("m3") }
        #expect(two.map(\.address).sorted() == ["m3a@example.org", "m3b@example.org"])
        #expect(Set(two.map(\.id)).count == 2 && Set(two.map(\.body)).count == 1)
    }

    @Test func `a letter that is put off four times by the server fails, with growing waits between`() throws {
        let scene = try Scene()
        scene.far.script["m1@example.org"] = [FarEnd.deferred(.temporary, code: 451)]
        try scene.run(through: "2025-03-03 17:00")
        let tries = scene.far.offered.filter { $0.address == "m1@example.org" }
        #expect(tries.count == 4 && Set(tries.map(\.id)).count == 1)
        let gaps = zip(tries, tries.dropFirst()).map { $1.at.seconds(since: $0.at) }
        for (gap, full) in zip(gaps, [60, 120, 240] as [Int64]) { #expect(gap >= full / 2 && gap <= full) }
        let failed = try #require(try scene.letters(.failed).first)
        #expect(failed.outcomeCode == "451" && failed.attempts == 4)
        // A passing trouble does not make the mailbox a bad one.
        scene.far.script = [:]
        try scene.at("2025-03-27 08:30")
        try scene.round()
        #expect(scene.far.delivered.last { $0.address == "m1@example.org" } != nil)
    }

    @Test func `a server that is away costs no letter, however long`() throws {
        let scene = try Scene()
        scene.far.usual = { _ in FarEnd.deferred(.unreachable) }
        try scene.run(through: "2025-03-25 18:00")
        #expect(try scene.letters(.failed).isEmpty)
        scene.far.usual = { _ in FarEnd.taken }
        try scene.run(through: "2025-03-26 18:00")
        #expect(Set(scene.far.delivered.map(\.address)).count == 4)
        #expect(try scene.letters().allSatisfy { $0.state == .sent || $0.state == .suppressed })
    }

    @Test func `a letter that was not offered keeps its tries`() throws {
        let scene = try Scene()
        scene.far.usual = { _ in FarEnd.deferred(.unreachable, attempted: false) }
        #expect(try scene.round().putOff == 4)
        #expect(try scene.letters(.planned).allSatisfy { $0.attempts == 0 && $0.nextAttempt > scene.now })
    }

    @Test func `an unknown fate is tried once more under the same Message-ID, then left unknown`() throws {
        let scene = try Scene()
        scene.far.script["m1@example.org"] = [FarEnd.unknown]
        try scene.run(through: "2025-03-03 17:00")
        let tries = scene.far.offered.filter { $0.address == "m1@example.org" }
        #expect(tries.count == 2 && Set(tries.map(\.id)).count == 1)
        #expect(try scene.letters(.unknown).count == 1)
    }

    @Test func `by the other policy an unknown fate stays unknown`() throws {
        let scene = try Scene()
        scene.resendsUnknown = false
        scene.far.death = .afterClaim
        try scene.round()
        scene.far.death = nil
        try scene.restart()
        #expect(try scene.letters(.unknown).count == 4)
        try scene.round()
        #expect(scene.far.offered.isEmpty)
    }

    @Test(arguments: [
        (What.submitted(Submission()), "done"), (.exempted(reason: "x"), "exempt"),
        (.withdrawn(reason: "x"), "withdrawn"),
    ])
    func `state is read again at sending`(what: What, reason: String) throws {
        let scene = try Scene(released: false)
        try scene.at("2025-03-27 08:30")
        try scene.round()
        try scene.record("M1", what)
        _ = try scene.office.releaseMail(reason: "", now: scene.now)
        try scene.round()
        #expect(!scene.far.offered.contains { $0.address == "m1@example.org" })
        #expect(try scene.letters(.suppressed).filter { $0.recipient == "unit:M1" }.allSatisfy { $0.reason == reason })
    }

    @Test(arguments: ["unit:M1", "notice:test", "task:test/forms", "all"])
    func `silenced letters are not sent while the silence lasts`(scope: String) throws {
        let scene = try Scene()
        try scene.round()
        try scene.silence(scope, until: "2025-03-28 00:00")
        scene.far.forget()
        try scene.run(through: "2025-04-02 18:00")
        #expect(!scene.far.offered.contains { $0.address == "m1@example.org" })
        #expect(try scene.letters(.suppressed).contains { $0.recipient == "unit:M1" && $0.reason == "silenced" })
        try scene.run(through: "2025-04-03 18:00")
        #expect(scene.far.delivered.contains { $0.address == "m1@example.org" })
    }

    @Test func `letters planned shortly before the end of work go next morning`() throws {
        let scene = try Scene()
        scene.far.usual = { _ in FarEnd.deferred(.unreachable) }
        try scene.at("2025-03-03 17:29")
        scene.pass(seconds: 50)
        try scene.round()
        scene.far.usual = { _ in FarEnd.taken }
        try scene.run(through: "2025-03-04 12:00")
        #expect(scene.far.delivered.allSatisfy { Scene.zone.minute($0.at) == "2025-03-04 08:30" })
        #expect(scene.far.delivered.count == 4)
    }

    @Test func `a ledger locked by another process costs no outcome and no second letter`() throws {
        let scene = try Scene()
        let other = try LedgerStore(scene.folder + "/ledger.db", .write, busyMilliseconds: 20)
        _ = try scene.engine.tick(now: scene.now)
        let moment = scene.now
        let end = LockingEnd(scene.far) { record in _ = try? other.write { _ in record() } }
        let error = #expect(throws: LedgerError.self) { try scene.engine.send(through: end, now: { moment }) }
        #expect(error?.kind == .locked)
        #expect(try scene.letters(.sending).count == 4)
        try scene.round()
        #expect(try scene.letters(.sent).count == 4)
        #expect(scene.far.offered.count == 4)
        // Planning, too, comes through once the lock is gone.
        try scene.at("2025-03-27 08:30")
        try other.write { _ in
            #expect(throws: LedgerError.self) { try scene.engine.tick(now: scene.now) }
        }
        #expect(try scene.round().accepted > 0)
    }

    @Test func `without a coordinator what is for it is shown, not lost`() throws {
        let scene = try Scene(coordinator: [])
        try scene.round()
        let letters = try scene.letters().filter { $0.recipient == "coordinator" }
        #expect(letters.map(\.state) == [.suppressed] && letters.first?.reason == "noMailbox")
        #expect(scene.far.delivered.count == 3)
    }

    @Test func `an address that no server takes is no mailbox`() throws {
        let scene = try Scene()
        let unit = Notices.Unit(code: "M9", name: "第九馆", kind: "museum", parent: "P", mailboxes: ["not an address"])
        try scene.store.write { writer in
            let event = Event(
                at: scene.now, recorded: scene.now, author: "t", source: .cli,
                what: .unitsImported(digest: "x", added: 1, changed: 0, removed: 0))
            let seq = try writer.append(event)
            try writer.put([unit], since: seq)
            _ = try writer.putContact(of: unit)
        }
        _ = try scene.office.planTest(to: .unit("M9"), now: scene.now)
        try scene.round()
        #expect(try scene.letters().last?.state == .suppressed)
    }
}
