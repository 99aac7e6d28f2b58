/// Letters shown from the ledger alone read as those that are sent.

import Engine
import Ledger
import Reminders
import Testing

@Suite struct LetterSignatureTests {
    @Test func `a preview that knows only the ledger shows the letter that is sent`() throws {
        let scene = try Scene()
        #expect(try LetterSignature(in: scene.store) == nil)
        try LetterSignature(Scene.settings(["boss@example.org"])).keep(in: scene.store)
        let other = try LedgerStore(scene.folder + "/ledger.db", .read)
        let signature = try #require(try LetterSignature(in: other))
        let clock = WorkClock(calendar: try #require(Scene.calendar), zone: Scene.zone)
        let preview = Engine(other, settings: try EngineSettings(previewing: signature, clock: clock))
        _ = try scene.engine.tick(now: scene.now)
        let shown = try scene.letters(.planned).compactMap {
            try preview.outlook(ofLetter: $0.id, at: scene.now)?.written
        }
        try scene.round()
        #expect(!shown.isEmpty && shown.map(\.subject) == scene.far.delivered.map(\.subject))
        #expect(shown.map(\.text) == scene.far.delivered.map(\.body))
    }

    @Test func `what stands there already is not written again, what changed is`() throws {
        let scene = try Scene()
        var signature = LetterSignature(try Scene.settings([]))
        try signature.keep(in: scene.store)
        let watcher = try LedgerStore(scene.folder + "/ledger.db", .read)
        let mark = try watcher.changeMark()
        try signature.keep(in: scene.store)
        #expect(try watcher.changeMark() == mark)
        signature.office = "省督办室"
        try signature.keep(in: scene.store)
        #expect(try watcher.changeMark() != mark)
        #expect(try LetterSignature(in: watcher) == signature)
    }
}
