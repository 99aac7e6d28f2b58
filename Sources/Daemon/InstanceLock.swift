/// One daemon for one ledger: a lock beside the ledger that the system drops when its holder ends, however it ends.

import Glibc
import Platform
import Terminal
import Texts

/// Holds an flock(2) on `<ledger>.lock` for as long as it lives. A file left behind by a crash holds no lock and does
/// no harm; it is never deleted, because a deleted file could be locked by one and made anew by another.
public final class InstanceLock {
    /// Of the lock's file.
    public let path: String
    private let descriptor: Int32

    /// - Parameters:
    ///   - store: the ledger's file, which need not exist; its folder is made.
    ///   - since: what the file says of the holder's start, in words.
    /// - Throws: a `Failure` with `tryAgain` when another process holds the lock.
    public init(store: String, since: String) throws {
        path = try Self.resolved(store) + ".lock"
        descriptor = try Self.acquire(path)
        Self.write("pid=\(getpid())\nsince=\(since)\n", to: descriptor)
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    /// The ledger's own path, so that a link to it leads to the same lock.
    private static func resolved(_ store: String) throws -> String {
        if let real = realpath(store, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        let folder = Files.folder(of: store)
        try Files.makeFolder(folder, mode: 0o770)
        guard let real = realpath(folder, nil) else { return store }
        defer { free(real) }
        let name = store.utf8.split(separator: 0x2F).last.flatMap { String($0) } ?? "ledger.db"
        let root = String(cString: real)
        return root == "/" ? "/" + name : root + "/" + name
    }

    private static func acquire(_ path: String) throws(Failure) -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
            guard descriptor >= 0 else { throw .cannotLock(path, errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let code = errno
                defer { close(descriptor) }
                if code == EINTR { continue }
                throw code == EWOULDBLOCK ? .alreadyRunning(holder(descriptor)) : .cannotLock(path, code)
            }
            if isStill(path, descriptor) { return descriptor }
            // Somebody removed the file between the two calls: what is locked is a file without a name.
            close(descriptor)
        }
    }

    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var (named, held) = (stat(), stat())
        return stat(path, &named) == 0 && fstat(descriptor, &held) == 0 && named.st_ino == held.st_ino
            && named.st_dev == held.st_dev
    }

    private static func write(_ text: String, to descriptor: Int32) {
        // Only told to people: the lock holds without it, even when the disk is full.
        ftruncate(descriptor, 0)
        var text = text
        _ = text.withUTF8 { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// What the holder wrote about itself.
    private static func holder(_ descriptor: Int32) -> (pid: String, since: String) {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        var fields: [Substring: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { fields[parts[0]] = String(parts[1]).terminalSafe }
        }
        return (fields["pid"] ?? "?", fields["since"] ?? "?")
    }
}

extension Failure {
    fileprivate static func alreadyRunning(_ holder: (pid: String, since: String)) -> Failure {
        Failure(
            .tryAgain,
            Phrase(
                zh: "另一个 duband 正在使用这个台账（进程 \(holder.pid)，启动于 \(holder.since)）",
                en: "another duband keeps this ledger (process \(holder.pid), since \(holder.since))"),
            why: Phrase(zh: "两个一起运行会重复发信", en: "two of them would send letters twice"),
            remedy: Phrase(
                zh: "先停止它（systemctl stop duband，或 kill \(holder.pid)），或用 --store 指定另一个台账",
                en: "stop it first (systemctl stop duband, or kill \(holder.pid)), or name another ledger with --store")
        )
    }

    fileprivate static func cannotLock(_ path: String, _ code: Int32) -> Failure {
        let reason = Phrase(zh: "（\(String(cString: strerror(code)))）", en: " (\(String(cString: strerror(code))))")
        return Failure(
            code == EACCES || code == EPERM ? .noPermission : .cannotCreate,
            Phrase(zh: "无法锁定“\(path)”", en: "cannot lock \"\(path)\"") + reason,
            remedy: Phrase(
                zh: "duband 的运行用户须能写入台账所在的文件夹",
                en: "the user that runs duband must be able to write in the ledger's folder"))
    }
}
