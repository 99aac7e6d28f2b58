import Deadlines
import Engine
import Ledger
import Mail
import Office
import Platform
import Terminal
import TestSupport
import Testing
import Texts

@testable import Daemon

/// The checkout's calendars, found from this file's own place.
private let data = DataFolders(root: Checkout.root)

private func context(store: String, _ kept: KeptLog) throws -> DaemonProgram.Context {
    let heartbeat = Heartbeat(ServiceNotifier(.values([:])), uptime: { 0 })
    return DaemonProgram.Context(
        configuration: Configuration(), store: store, data: data,
        transport: try MailSettings().makeTransport(store: store, .values([:])), sender: try MailSettings().sender(),
        log: kept.log, heartbeat: heartbeat)
}

@Test func `the engine runs on a new ledger and notices other writers only`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path + "/ledger.db"
    let kept = KeptLog()
    let worker = try EngineWorker.make(try context(store: store, kept))
    let mark = try worker.changeMark()
    #expect(try worker.tick(Instant(seconds: 1_744_331_400)) == nil)
    #expect(try worker.changeMark() == mark, "its own work is no change")
    try LedgerStore(store, .write).write { try $0.setMeta("demo", "1") }
    #expect(try worker.changeMark() != mark)
    #expect(kept.lines.isEmpty)
    let signature = try #require(try LetterSignature(in: LedgerStore(store, .read)), "a preview knows who signs")
    #expect(!signature.office.isEmpty && !signature.reachesCoordinator)
    worker.stop()
    worker.stop()
}

@Test func `a file that is no ledger ends the daemon with a clear error`() throws {
    let folder = try TemporaryFolder()
    let store = try folder.file("ledger.db", "this is a letter, not a ledger; it is long enough to be looked at")
    let error = try #require(throws: (any Error).self) { try EngineWorker.make(try context(store: store, KeptLog())) }
    let failure = try #require(EngineWorker.explain(error))
    #expect(failure.exitCode == .badData && failure.remedy != nil)
    #expect(!Supervisor.passes(failure))
}

@Test func `trouble with the ledger that passes is waited for`() {
    func passes(_ kind: LedgerError.Kind) -> Bool {
        Supervisor.passes(Failure(LedgerError(kind, path: "l", what: Phrase(same: "x"))))
    }
    #expect(passes(.locked) && passes(.diskFull) && passes(.inputOutput) && passes(.conflict) && passes(.readOnly))
    #expect(!passes(.damaged) && !passes(.notALedger) && !passes(.newerThanProgram(found: 9, known: 1)))
    #expect(!passes(.internalError))
}

/// Settles every letter with what a test says.
private struct FixedTransport: Transport {
    let outcomes: [Mail.Outcome]

    func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        let postings = try next(outcomes.count)
        try settled(zip(postings, outcomes).map { Settled(id: $0.id, outcome: $1) })
    }

    func stop() {}
}

@Test func `every letter's outcome is one line, without its address`() throws {
    let address = try Address("zhang@example.org")
    let message = Message(
        sender: address, recipient: Mailbox(address), from: Mailbox(address), subject: "催报", date: 0, offset: 0,
        messageID: "a@example.org", language: "zh", plainText: "x")
    let outcomes: [Mail.Outcome] = [
        .accepted(reply: Phrase(same: "250 OK")),
        .refused(code: 550, step: .rcpt, text: Phrase(zh: "无此人", en: "no such user")),
        .unknown(reason: Phrase(same: "no answer")),
        .deferred(Deferral(.temporary, code: 451, text: Phrase(same: "later"))),
        .deferred(Deferral(.unreachable, text: Phrase(same: "down"), attempted: false)),
    ]
    let kept = KeptLog()
    let heartbeat = Heartbeat(ServiceNotifier(.values([:])), uptime: { 0 })
    let transport = LoggedTransport(FixedTransport(outcomes: outcomes), log: kept.log, heartbeat: heartbeat)
    var recorded = 0
    transport.run(
        next: { room in (1...Int64(room)).map { Posting(id: $0, message: message) } },
        settled: { group in
            #expect(kept.lines.isEmpty, "recorded first, then logged")
            recorded += group.count
        })
    #expect(recorded == 5)
    #expect(
        kept.events == [
            "letter-accepted letter=1 to=***@example.org reply=\"250 OK\"",
            "letter-refused letter=2 to=***@example.org code=550 step=rcpt what=\"no such user\"",
            "letter-unknown letter=3 to=***@example.org what=\"no answer\"",
            "letter-deferred letter=4 to=***@example.org cause=temporary code=451 what=later",
        ])
}
