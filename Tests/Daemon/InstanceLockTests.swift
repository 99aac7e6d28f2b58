import Glibc
import Platform
import Terminal
import TestSupport
import Testing

@testable import Daemon

@Test func `a second daemon learns who holds the ledger, and takes over when it is gone`() throws {
    let folder = try TemporaryFolder()
    let store = folder.path + "/sub/ledger.db"
    var first: InstanceLock? = try InstanceLock(store: store, since: "2025-04-11T08:30:00+00:00")
    #expect(first?.path.hasSuffix("/sub/ledger.db.lock") == true)
    // flock(2) belongs to the open file, so a second opening in this process stands for another process.
    let failure = try #require(throws: Failure.self) { try InstanceLock(store: store, since: "now") }
    #expect(failure.exitCode == .tryAgain)
    #expect(failure.what.en.contains("process \(getpid()), since 2025-04-11T08:30:00+00:00"))
    #expect(failure.remedy?.zh.contains("kill \(getpid())") == true)
    first = nil
    let second = try InstanceLock(store: store, since: "later")
    #expect(try String(decoding: Files.read(second.path), as: UTF8.self) == "pid=\(getpid())\nsince=later\n")
}

@Test func `what a crash left behind does no harm`() throws {
    let folder = try TemporaryFolder()
    let stale = try folder.file("ledger.db.lock", "pid=1\nsince=before the crash\nand a long line more\n")
    let lock = try InstanceLock(store: folder.path + "/ledger.db", since: "now")
    #expect(try String(decoding: Files.read(stale), as: UTF8.self) == "pid=\(getpid())\nsince=now\n")
    withExtendedLifetime(lock) {}
}

@Test func `a link to the ledger leads to the same lock`() throws {
    let folder = try TemporaryFolder()
    let store = try folder.file("ledger.db", "")
    let link = folder.path + "/link.db"
    try #require(symlink(store, link) == 0)
    let lock = try InstanceLock(store: store, since: "now")
    let failure = try #require(throws: Failure.self) { try InstanceLock(store: link, since: "now") }
    #expect(failure.exitCode == .tryAgain)
    withExtendedLifetime(lock) {}
}

@Test func `what stands in the file cannot steer a terminal`() throws {
    let folder = try TemporaryFolder()
    let lock = try InstanceLock(store: folder.path + "/l", since: "\u{1B}[31m red")
    let failure = try #require(throws: Failure.self) { try InstanceLock(store: folder.path + "/l", since: "now") }
    #expect(failure.what.en.contains("since \\u{1B}[31m red"))
    withExtendedLifetime(lock) {}
}

@Test func `a place that cannot be locked is said to be so`() throws {
    let folder = try TemporaryFolder()
    try #require(symlink("/nowhere", folder.path + "/ledger.db.lock") == 0)
    let failure = try #require(throws: Failure.self) {
        try InstanceLock(store: folder.path + "/ledger.db", since: "now")
    }
    #expect(failure.exitCode == .cannotCreate && failure.remedy != nil)
}
