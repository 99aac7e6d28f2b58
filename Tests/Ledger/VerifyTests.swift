// Tampering of every kind is named; backups come back; the export says everything.
import Deadlines
import Glibc
import Notices
import TestSupport
import Testing
import Workflow

@testable import Ledger

/// One way to tamper with a closed ledger, past its triggers.
struct Tampering: Sendable, CustomTestStringConvertible {
    let sql: String
    let kind: Verification.Problem.Kind
    let event: Int64?
    var testDescription: String { sql }

    init(_ sql: String, _ kind: Verification.Problem.Kind, _ event: Int64? = nil) {
        self.sql = sql
        self.kind = kind
        self.event = event
    }
}

@Suite struct VerifyTests {
    static let unguard = """
        DROP TRIGGER event_frozen; DROP TRIGGER event_kept; DROP TRIGGER event_appended; DROP TRIGGER event_erased;
        DROP TRIGGER assignment_frozen; DROP TRIGGER assignment_kept; DROP TRIGGER document_frozen;
        PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
        """

    /// Seven events: 1 import, 2 load, 3 plan of two, 4–6 acknowledgements at different times, 7 with personal words.
    private func closed() throws -> Scratch {
        let sample = try Sample()
        try sample.plan()
        try sample.store.write { writer in
            for at in 4...6 { try writer.append(Sample.event(.acknowledged, assignment: 1, at: Int64(at))) }
            try writer.append(Sample.event(.chased(note: "电话"), assignment: 2, at: 7), personal: "023-9999")
        }
        return sample.scratch
    }

    static let tamperings = [
        Tampering("UPDATE event SET at = at - 86400 WHERE seq = 5", .altered, 5),
        Tampering(
            "UPDATE event SET recorded = at WHERE seq = 5; UPDATE event SET author = 'x' WHERE seq = 5", .altered, 5),
        Tampering("UPDATE event SET body = 'note=x' WHERE seq = 7", .altered, 7),
        Tampering("UPDATE event SET hash = zeroblob(32) WHERE seq = 4", .altered, 4),
        Tampering("UPDATE event SET personal_digest = NULL, personal = NULL WHERE seq = 7", .altered, 7),
        Tampering("UPDATE event SET kind = 'nonsense' WHERE seq = 6", .altered, 6),
        Tampering("DELETE FROM event WHERE seq = 5", .dropped, 5),
        Tampering("DELETE FROM event WHERE seq = 1", .dropped, 1),
        Tampering("DELETE FROM event WHERE seq = 5; UPDATE event SET seq = seq - 1 WHERE seq > 5", .dropped, 5),
        Tampering(
            "UPDATE event SET seq = 100 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 5;"
                + "UPDATE event SET seq = 5 WHERE seq = 100", .reordered, 4),
        Tampering("UPDATE event SET personal = 'other' WHERE seq = 7", .personal, 7),
        Tampering("UPDATE document SET text = text || ' ' WHERE kind = 'notice'", .document),
        Tampering("DELETE FROM document WHERE kind = 'roster'", .document, 2),
        Tampering("UPDATE contact SET phone = '1'", .contact),
        Tampering("UPDATE assignment SET made_due = made_due + 86400 WHERE id = 2", .definitions, 3),
        Tampering("UPDATE assignment SET unit = 1 WHERE id = 2", .definitions, 3),
        Tampering("UPDATE assignment SET chain = NULL", .definitions, 3),
        Tampering("DELETE FROM assignment WHERE id = 1", .definitions, 3),
        Tampering("UPDATE assignment SET made_by = 2 WHERE id = 1", .definitions, 2),
        Tampering("DROP TRIGGER unit_kept; DELETE FROM unit WHERE code = '500102'", .definitions, 3),
        Tampering("UPDATE task SET id = 'other' WHERE id = 'forms'", .definitions, 3),
        Tampering("INSERT INTO owed VALUES ('a', 1, 's', 1, 77)", .reference),
        Tampering("UPDATE assignment SET state = 'done' WHERE id = 1", .file),
    ]

    @Test(arguments: tamperings) func `what was tampered with is named first`(_ tampering: Tampering) throws {
        let scratch = try closed()
        #expect(try LedgerStore(scratch.path, .read).verify().isIntact)
        try raw(scratch.path, Self.unguard + tampering.sql)
        let found = try LedgerStore(scratch.path, .read).verify()
        let first = try #require(found.problems.first)
        #expect(first.kind == tampering.kind)
        #expect(first.event == tampering.event)
        if let event = tampering.event { #expect(first.what.en.contains("\(event)")) }
    }

    @Test func `a cut tail is found by the head that was printed, and only by it`() throws {
        let scratch = try closed()
        let head = try LedgerStore(scratch.path, .read).head()
        try raw(scratch.path, Self.unguard + "DELETE FROM event WHERE seq > 5")
        let store = try LedgerStore(scratch.path, .read)
        #expect(try store.verify().isIntact)
        let found = try store.verify(head: head.hash.hex)
        #expect(found.problems.map(\.kind) == [.headUnknown])
        #expect(found.head.seq == 5)
    }

    @Test func `a head printed earlier still stands after the ledger has grown, also shortened`() throws {
        let sample = try Sample()
        let head = try sample.store.head().hash.hex
        try sample.plan()
        #expect(try sample.store.verify(head: head).isIntact)
        #expect(try sample.store.verify(head: String(head.prefix(12)).uppercased()).isIntact)
        #expect(try sample.store.verify(head: String(head.prefix(11))).problems.map(\.kind) == [.headUnknown])
        #expect(try sample.store.verify(head: "").problems.map(\.kind) == [.headUnknown])
    }

    @Test func `a removed assignment and erased words leave the ledger intact`() throws {
        let sample = try Sample()
        try sample.plan()
        try sample.store.write { writer in
            let seq = try writer.append(Sample.event(.chased(note: ""), assignment: 2), personal: "x")
            try writer.remove([1], by: seq)
            try writer.erasePersonal(ofEvent: seq)
            try writer.eraseContact(of: "500101")
        }
        #expect(try sample.store.verify().problems == [])
    }

    @Test func `a contact that was exchanged with a digest of its own is found by its event`() throws {
        let sample = try Sample()
        let units = ["old", "new"].map { Unit(code: "500102", name: "涪陵区科协", mailboxes: ["\($0)@example.org"]) }
        try sample.store.write { writer in
            var event = Sample.event(.contactChanged(digest: try writer.putContact(of: units[0])))
            event.unit = "500102"
            try writer.append(event)
        }
        #expect(try sample.store.verify().isIntact)
        try sample.store.write { try $0.putContact(of: units[1]) }
        #expect(try sample.store.verify().problems.map(\.kind) == [.contact])
    }

    @Test(arguments: [
        "UPDATE event SET at = 1", "DELETE FROM event", "UPDATE event SET personal = 'x' WHERE personal IS NULL",
        "UPDATE event SET hash = zeroblob(32)",
        "INSERT INTO event SELECT seq + 5, kind, notice, assignment, unit, item,"
            + " at, recorded, author, source, body, personal, personal_digest, hash FROM event WHERE seq = 1",
        "UPDATE assignment SET made_due = 1", "UPDATE assignment SET unit = 1", "DELETE FROM assignment",
        "UPDATE document SET text = ''", "DELETE FROM unit",
        "DELETE FROM task", "DELETE FROM notice", "DELETE FROM chain",
    ])
    func `what is recorded cannot be changed through the tables`(sql: String) throws {
        let sample = try Sample()
        try sample.plan()
        let error = try #require(failure { try sample.store.database.execute(sql, "test") })
        #expect(error.kind == .refused)
    }

    @Test(arguments: State.allCases) func `every state has its word in the table`(state: State) throws {
        let sample = try Sample()
        try sample.plan()
        var status = Sample.open()
        status.state = state
        let stored = status
        try sample.store.write { try $0.update([StatusUpdate(id: 1, status: stored, dueVersion: 1, wake: nil)]) }
        #expect(try sample.store.assignment(1)?.status.state == state)
        #expect(
            try sample.store.tasks(TaskQuery(notice: "sample", state: state)).map(\.id).contains(1))
    }

    @Test(arguments: [
        "UPDATE assignment SET state = 'done'", "UPDATE assignment SET level = -1", "UPDATE notice SET state = 'x'",
        "UPDATE assignment SET stale = 2", "UPDATE task SET state = 'x'", "UPDATE unit SET removed = 2",
        "UPDATE notice SET official = 'best'", "UPDATE notice SET language = 'fr'",
        "INSERT INTO outbox (key, message_id, recipient, role, kind, created, not_before, state, next_attempt)"
            + " VALUES ('k', 'm', 'r', 'unit', 'digest', 0, 0, 'lost', 0)",
        "INSERT INTO mail_mode VALUES (1, 'maybe', '', 1)", "INSERT INTO mail_mode VALUES (2, 'hold', '', 1)",
        "UPDATE event SET personal_digest = NULL", "UPDATE assignment SET submissions = 'many'",
    ])
    func `a value that is none of the allowed ones is refused by the table`(sql: String) throws {
        let sample = try Sample()
        try sample.plan()
        #expect(failure { try sample.store.database.execute(sql, "test") } != nil)
    }

    @Test func `a backup is made while a step is under way and comes back`() throws {
        let sample = try Sample()
        try sample.plan()
        let backup = sample.scratch.path("copy.ledger")
        let reader = try LedgerStore(sample.scratch.path, .read)
        let head = try reader.head()
        try sample.store.write { writer in
            try writer.append(Sample.event(.acknowledged))
            try reader.backup(to: backup)
        }
        #expect(try LedgerStore(backup, .read).verify(head: head.hash.hex).isIntact)
        #expect(try LedgerStore(backup, .read).head() == head)
        #expect(failure { try reader.backup(to: backup) }?.kind == .refused)
        try reader.backup(to: backup, overwrite: true)
        #expect(try LedgerStore(backup, .read).head().seq == head.seq + 1)
    }

    @Test func `restoring keeps the old ledger aside and refuses what is in use or not intact`() throws {
        let scratch = try closed()
        let backup = scratch.path("copy.ledger")
        let head = try LedgerStore(scratch.path, .read).head()
        try LedgerStore(scratch.path, .read).backup(to: backup)
        try LedgerStore(scratch.path, .write).write { try $0.append(Sample.event(.acknowledged)) }
        #expect(failure { try LedgerStore.restore(from: backup, to: scratch.path) }?.kind == .refused)
        do {
            let inUse = try LedgerStore(scratch.path, .read)
            _ = try inUse.head()
            #expect(failure { try LedgerStore.restore(from: backup, to: scratch.path, force: true) }?.kind == .locked)
        }
        let aside = try #require(try LedgerStore.restore(from: backup, to: scratch.path, force: true))
        #expect(try LedgerStore(scratch.path, .read).head() == head)
        #expect(try LedgerStore(aside, .read).head().seq == head.seq + 1)
        #expect(try LedgerStore.restore(from: backup, to: scratch.path("fresh.ledger")) == nil)
        try raw(backup, Self.unguard + "UPDATE event SET at = 0 WHERE seq = 2")
        #expect(failure { try LedgerStore.restore(from: backup, to: scratch.path, force: true) }?.kind == .damaged)
        #expect(try LedgerStore(scratch.path, .read).head() == head)
    }

    @Test func `a damaged ledger is replaced by its backup and kept aside`() throws {
        let scratch = try closed()
        let backup = scratch.path("copy.ledger")
        try LedgerStore(scratch.path, .read).backup(to: backup)
        truncate(scratch.path, 5000)
        let aside = try #require(try LedgerStore.restore(from: backup, to: scratch.path, force: true))
        #expect(try LedgerStore(scratch.path, .read).verify().isIntact)
        #expect(access(aside, F_OK) == 0)
    }

    @Test func `rows that were tampered with are found and put right by rebuilding`() throws {
        let sample = try Sample()
        try sample.plan()
        try sample.store.write { writer in
            let seq = try writer.append(Sample.event(.silenced(until: Sample.start, scope: "all", reason: "r")))
            try writer.append(Sample.event(.voided(event: seq, reason: "r")))
            try writer.append(Sample.event(.mailMode(mode: "hold", detail: "")))
        }
        let right = try sample.store.assignments(.notice("sample")).map {
            StatusUpdate(id: $0.id, status: $0.status, dueVersion: $0.dueVersion, wake: $0.wake)
        }
        #expect(try sample.store.write { try $0.reconcile(right) }.isEmpty)
        #expect(try sample.store.write { try $0.rebuildDerivedRows() } == 0)
        try sample.store.database.execute(
            """
            UPDATE assignment SET state = 'accepted', accepted_at = 5, wake = NULL WHERE id = 2;
            DELETE FROM void; UPDATE mail_mode SET mode = 'release'
            """, "test")
        #expect(
            try sample.store.derivedDifferences() == [
                DerivedDifference(table: .voids, event: 4, isStored: false),
                DerivedDifference(table: .mailMode, event: 6, isStored: true),
                DerivedDifference(table: .mailMode, event: 6, isStored: false),
            ])
        let found = try sample.store.write { try $0.reconcile(right) }
        #expect(found.map(\.assignment) == [2])
        #expect(found.first?.fields.map(\.name) == ["state", "acceptedAt", "wake"])
        #expect(
            found.first?.fields[0].stored == .text("accepted") && found.first?.fields[1].recomputed == FieldValue.none)
        #expect(try sample.store.write { try $0.rebuildDerivedRows() } == 3)
        #expect(try sample.store.write { try $0.reconcile(right) }.isEmpty)
        #expect(try sample.store.write { try $0.rebuildDerivedRows() } == 0)
        #expect(try sample.store.derivedDifferences().isEmpty)
    }

    /// Voids, silences, their ends and mail modes in every order: the rows written step by step are those that the
    /// events come to.
    @Test(arguments: (1...8) as ClosedRange<UInt64>)
    func `derived rows follow from the events alone`(seed: UInt64) throws {
        let sample = try Sample()
        try sample.plan()
        var random = SplitMix64(seed)
        var open: [Int64] = []
        try sample.store.write { writer in
            for _ in 0..<60 {
                let target = open.isEmpty ? nil : open.remove(at: Int.random(in: open.indices, using: &random))
                let what: What =
                    switch (Int.random(in: 0..<5, using: &random), target) {
                    case (0, let target?): .voided(event: target, reason: "r")
                    case (1, let target?): .unsilenced(event: target, reason: "r")
                    case (2, _): .mailMode(mode: Bool.random(using: &random) ? "hold" : "release", detail: "")
                    default: .silenced(until: Sample.start, scope: "all", reason: "r")
                    }
                let seq = try writer.append(Sample.event(what))
                if case .voided = what { continue }
                open.append(seq)
                if case .unsilenced(let ended, _) = what { open.append(ended) }
            }
        }
        #expect(try sample.store.derivedDifferences().isEmpty)
        #expect(try sample.store.write { try $0.rebuildDerivedRows() } == 0)
    }

    @Test func `the export tells everything but what is personal`() throws {
        let scratch = try closed()
        let store = try LedgerStore(scratch.path, .read)
        var bytes: [UInt8] = []
        try store.export(.jsonLines) { bytes += $0 }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 1 + 3 + 1 + 2 + 2 + 7)
        #expect(
            lines[0] == "{\"type\":\"ledger\",\"version\":1,\"events\":7,\"head\":\"\(try store.head().hash.hex)\"}")
        #expect(
            lines[7] == """
                {"type":"assignment","id":1,"notice":"sample","task":"forms","unit":"500101","item":null,"channel":null,\
                "occurrence":null,"entry":null,"reviewers":["500000"],"opens":"2025-02-19T21:20:00Z",\
                "due":"2025-02-20T21:20:00Z","provisional":false,"madeBy":3}
                """)
        #expect(lines[15].contains("\"body\":{\"note\":\"电话\"},\"voidedBy\":null"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("wanzhou@example.org") && !text.contains("023-"))
        var csv: [UInt8] = []
        try store.export(.csv) { csv += $0 }
        let rows = String(decoding: csv, as: UTF8.self).split(separator: "\r\n")
        #expect(rows.count == 8)
        #expect(rows[1].hasPrefix("1,unitsImported,,,,,2025-02-19T21:20:00Z"))
    }

    @Test(arguments: [
        (0 as Int64, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_827_696, "2000-02-29T12:34:56Z"),
    ])
    func `an instant is written in UTC`(seconds: Int64, text: String) {
        #expect(Instant(seconds: seconds).utcText == text)
    }
}
