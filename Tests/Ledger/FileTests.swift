// What happens with files that are missing, foreign, newer, damaged, locked, read-only or on a full disk.
import Glibc
import Notices
import Testing
import Texts
import Workflow

@testable import Ledger

@Suite struct FileTests {
    /// A closed ledger with two assignments.
    private func closed() throws -> Scratch {
        let sample = try Sample()
        try sample.plan()
        return sample.scratch
    }

    @Test(arguments: [LedgerStore.Mode.read, .write])
    func `a missing ledger is said to be missing and is not made`(mode: LedgerStore.Mode) {
        let scratch = Scratch()
        #expect(failure { try LedgerStore(scratch.path, mode) }?.kind == .missing)
        #expect(failure { try LedgerStore(scratch.path("no/such/folder"), mode) }?.kind == .missing)
        #expect(scratch.names.isEmpty)
    }

    @Test(arguments: [
        "", "short", String(repeating: "a text, not a database. ", count: 8),
    ])
    func `a file that is not a ledger is refused and left as it is`(text: String) {
        let scratch = Scratch()
        scratch.write(Array(text.utf8), to: "test.ledger")
        for mode in [LedgerStore.Mode.read, .write] {
            #expect(failure { try LedgerStore(scratch.path, mode) }?.kind == .notALedger)
        }
        #expect(scratch.bytes(of: "test.ledger") == Array(text.utf8))
        #expect(scratch.names == ["test.ledger"])
    }

    @Test func `another program's database and a folder are refused`() throws {
        let scratch = Scratch()
        try raw(scratch.path, "CREATE TABLE t (a); PRAGMA user_version = 1")
        for mode in [LedgerStore.Mode.read, .write, .create] {
            #expect(failure { try LedgerStore(scratch.path, mode) }?.kind == .notALedger)
        }
        #expect(failure { try LedgerStore(scratch.folder, .read) }?.kind == .notALedger)
    }

    @Test func `a newer ledger is refused with both versions`() throws {
        let scratch = try closed()
        try raw(scratch.path, "PRAGMA user_version = 99")
        for mode in [LedgerStore.Mode.read, .write, .create] {
            let error = try #require(failure { try LedgerStore(scratch.path, mode) })
            #expect(error.kind == .newerThanProgram(found: 99, known: Migrations.newest))
            #expect(error.what.zh.contains("99") && error.remedy?.en == "upgrade duban")
        }
    }

    @Test func `an empty file becomes a ledger through every migration, once`() throws {
        let scratch = Scratch()
        scratch.write([], to: "test.ledger")
        let store = try LedgerStore(scratch.path, .create)
        #expect(try store.database.number("PRAGMA user_version") == Int64(Migrations.newest))
        #expect(try store.database.number("PRAGMA application_id") == Migrations.applicationID)
        #expect(try store.database.number("SELECT count(*) FROM event") == 0)
        let again = try LedgerStore(scratch.path, .create)
        #expect(try again.head().seq == 0)
        #expect(try again.verify().isIntact)
    }

    @Test func `a ledger of the first version is brought to the newest with every row as it was`() throws {
        let sample = try Sample()
        try sample.plan()
        let old = try firstVersion(of: sample)
        #expect(failure { try LedgerStore(old.path, .read) }?.kind == .refused)
        let store = try LedgerStore(old.path, .write)
        #expect(try store.database.number("PRAGMA user_version") == Int64(Migrations.newest))
        #expect(try store.verify().isIntact)
        #expect(try store.head() == sample.store.head())
        for slice in [AssignmentSlice.notice("sample"), .unit("500101"), .unitInNotice("500102", notice: "sample")] {
            #expect(try store.assignments(slice) == sample.store.assignments(slice))
        }
        #expect(try schema(store) == schema(sample.store))
    }

    /// The sample's rows in the tables of the first version.
    private func firstVersion(of sample: Sample) throws -> Scratch {
        let scratch = Scratch()
        try raw(
            scratch.path,
            """
            \(String(decoding: Migrations.steps[0], as: UTF8.self))
            PRAGMA application_id = \(Migrations.applicationID); PRAGMA user_version = 1;
            ATTACH '\(sample.scratch.path)' AS s;
            INSERT INTO event SELECT * FROM s.event; INSERT INTO document SELECT * FROM s.document;
            INSERT INTO unit SELECT * FROM s.unit; INSERT INTO contact SELECT * FROM s.contact;
            INSERT INTO notice SELECT * FROM s.notice; INSERT INTO task SELECT * FROM s.task;
            INSERT INTO chain SELECT * FROM s.chain; INSERT INTO chain_level SELECT * FROM s.chain_level;
            INSERT INTO assignment SELECT * FROM s.assignment;
            """)
        return scratch
    }

    private func schema(_ store: LedgerStore) throws -> [String] {
        let statement = try Statement(
            store.database, sql: "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name",
            name: "schema")
        var out: [String] = []
        while try statement.step() { out.append(statement.text(0)) }
        return out
    }

    @Test func `a truncated file is damaged, with the way back`() throws {
        let scratch = try closed()
        truncate(scratch.path, off_t(scratch.bytes(of: "test.ledger").count / 2))
        for mode in [LedgerStore.Mode.read, .write] {
            let error = failure { try LedgerStore(scratch.path, mode).assignments(.notice("sample")) }
            #expect(error?.kind == .damaged)
            #expect(error?.remedy?.en.contains("restore") == true)
        }
    }

    @Test func `overwritten pages are damaged, never a crash`() throws {
        let scratch = try closed()
        var bytes = scratch.bytes(of: "test.ledger")
        for index in 4096..<bytes.count { bytes[index] = 0xFF }
        scratch.write(bytes, to: "test.ledger")
        #expect(failure { try LedgerStore(scratch.path, .read).events(.after(0)) }?.kind == .damaged)
    }

    @Test func `a ledger that another is writing is locked for writing and free for reading`() throws {
        let sample = try Sample()
        let other = try LedgerStore(sample.scratch.path, .write, busyMilliseconds: 0)
        try sample.store.write { writer in
            try writer.append(Sample.event(.acknowledged))
            let error = try #require(failure { try other.write { try $0.append(Sample.event(.acknowledged)) } })
            #expect(error.kind == .locked)
            #expect(error.remedy != nil)
            #expect(try other.head().seq == 2)
        }
        #expect(try other.head().seq == 3)
    }

    @Test func `a full disk undoes the step as a whole and the ledger goes on afterwards`() throws {
        let sample = try Sample()
        let head = try sample.store.head()
        let pages = try sample.store.database.number("PRAGMA page_count")
        _ = try sample.store.database.number("PRAGMA max_page_count = \(pages + 2)")
        let error = failure {
            try sample.store.write { writer in
                for _ in 0..<500 { try writer.append(Sample.event(.chased(note: String(repeating: "催", count: 100)))) }
            }
        }
        #expect(error?.kind == .diskFull)
        #expect(error?.why?.en.contains("undone") == true)
        #expect(try sample.store.head() == head)
        _ = try sample.store.database.number("PRAGMA max_page_count = 1000000")
        try sample.store.write { try $0.append(Sample.event(.acknowledged)) }
        #expect(try sample.store.verify().isIntact)
    }

    @Test func `a ledger in a folder that cannot be written is read and not written`() throws {
        let scratch = try closed()
        chmod(scratch.path, 0o444)
        chmod(scratch.folder, 0o555)
        try withoutPrivileges {
            let store = try LedgerStore(scratch.path, .read)
            #expect(try store.tasks(TaskQuery(notice: "sample")).count == 2)
            #expect(failure { try store.write { _ in } }?.kind == .readOnly)
            #expect(failure { try LedgerStore(scratch.path, .write) }?.kind == .readOnly)
            #expect(failure { try LedgerStore(scratch.path("new"), .create) }?.kind == .noPermission)
        }
        #expect(scratch.names == ["test.ledger"])
        chmod(scratch.folder, 0o755)
    }

    @Test func `where writes still wait in a folder that cannot be written, nothing stale is shown`() throws {
        let sample = try Sample()
        try sample.plan()
        let copy = Scratch()
        for suffix in ["", "-wal"] {
            copy.write(sample.scratch.bytes(of: "test.ledger" + suffix), to: "test.ledger" + suffix)
            chmod(copy.path + suffix, 0o444)
        }
        chmod(copy.folder, 0o555)
        try withoutPrivileges { #expect(failure { try LedgerStore(copy.path, .read) }?.kind == .noPermission) }
        chmod(copy.folder, 0o755)
        #expect(try LedgerStore(copy.path, .read).assignments(.notice("sample")).count == 2)
    }

    @Test func `a reader leaves no files behind and notices what others commit`() throws {
        let scratch = try closed()
        do {
            let reader = try LedgerStore(scratch.path, .read)
            let mark = try reader.changeMark()
            #expect(try reader.changeMark() == mark)
            try LedgerStore(scratch.path, .write).write { try $0.setMeta("a", "b") }
            #expect(try reader.changeMark() != mark)
            #expect(try reader.meta("a") == "b")
        }
        #expect(scratch.names == ["test.ledger"])
    }

    @Test func `an error shows no bound value`() throws {
        let sample = try Sample()
        let error = try #require(
            failure {
                try sample.store.write { try $0.put([Unit(code: "", name: "secret@example.org")], since: 1) }
            })
        let shown = "\(error.what) \(String(describing: error.why)) \(error.detail)"
        #expect(!shown.contains("secret@example.org"))
        #expect(error.detail.contains("units.insert"))
    }

    @Test func `a process that is killed in the middle of a step leaves the ledger as before it`() async throws {
        let sample = try Sample()
        let head = try sample.store.head()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = sample.scratch.path as String] in
            let store = try LedgerStore(path, .write)
            try store.write { writer in
                for _ in 0..<2000 {
                    try writer.append(Sample.event(.chased(note: String(repeating: "x", count: 4000))))
                }
                kill(getpid(), SIGKILL)
            }
        }
        #expect(try sample.store.head() == head)
        try sample.store.write { try $0.append(Sample.event(.acknowledged)) }
        #expect(try sample.store.verify().isIntact)
    }

    /// Locks of one process are not those of two.
    @Test func `two processes writing at once make one chain`() async throws {
        let sample = try Sample()
        let before = try sample.store.head().seq
        let path = sample.scratch.path
        async let first: Void = writeTen(path)
        async let second: Void = writeTen(path)
        _ = await (first, second)
        #expect(try sample.store.head().seq == before + 20)
        #expect(try sample.store.verify().isIntact)
    }

    private func writeTen(_ path: String) async {
        await #expect(processExitsWith: .success) { [path = path as String] in
            let store = try LedgerStore(path, .write, busyMilliseconds: 120_000)
            for _ in 0..<10 { try store.write { try $0.append(Sample.event(.acknowledged)) } }
        }
    }

    @Test func `several writers at once make one chain`() async throws {
        let sample = try Sample()
        let path = sample.scratch.path
        let before = try sample.store.head().seq
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try LedgerStore(path, .write, busyMilliseconds: 120_000)
                    for _ in 0..<10 { try store.write { try $0.append(Sample.event(.acknowledged)) } }
                }
            }
            try await group.waitForAll()
        }
        #expect(try sample.store.head().seq == before + 40)
        #expect(try sample.store.verify().isIntact)
    }

    /// Runs with the rights of nobody, where the tests run as root: permissions mean nothing to root. The file-system
    /// identity is the thread's own, and nothing here gives the thread away.
    private func withoutPrivileges(_ body: () throws -> Void) throws {
        let isRoot = geteuid() == 0
        // The header that declares it is not in the Glibc module.
        typealias SetIdentity = @convention(c) (UInt32) -> Int32
        let found = try #require(dlsym(nil, "setfsuid"))
        let setIdentity = unsafeBitCast(found, to: SetIdentity.self)
        if isRoot { _ = setIdentity(65534) }
        defer { if isRoot { _ = setIdentity(0) } }
        try body()
    }
}

/// Runs SQL on a file past the store.
func raw(_ path: String, _ sql: String) throws {
    let database = try Database(path, path: path, flags: 6, busyMilliseconds: 1000)
    try database.execute(sql, "raw")
}
