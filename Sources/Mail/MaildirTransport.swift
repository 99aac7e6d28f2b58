// Letters into a maildir: the embedded default, so that a first run needs no mail server.
import Glibc
import Synchronization
import Texts

/// Delivers into `PATH/new` as every maildir reader expects: written in `tmp`, flushed to the disk, then linked
/// into `new` under a name that is not taken.
///
/// The name is `SECONDS.KEY.duban`: the letter's date and a key made from its Message-ID, so that the same letter
/// has the same name in every run. A resend replaces nothing: it lands beside the first as `…duban_2`, `_3`, …,
/// a duplicate that anyone can see. (A reader that has moved the first to `cur` leaves the plain name free; the
/// Message-ID still shows the duplicate.)
public final class MaildirTransport: Transport {
    private let path: String
    private let isDurable: Bool
    private let isStopped = Atomic<Bool>(false)
    private static let drafts = Atomic<Int>(0)

    /// `path` is made, with its three folders, when the first letter comes. With `durable: false` letters are not
    /// flushed to the disk one by one; for a demonstration that may be run again.
    public init(path: String, durable: Bool = true) {
        self.path = path
        isDurable = durable
    }

    public func stop() { isStopped.store(true, ordering: .relaxed) }

    public func run(next: (_ room: Int) throws -> [Posting], settled: ([Settled]) throws -> Void) rethrows {
        var isReady = false
        while !isStopped.load(ordering: .relaxed) {
            let postings = try next(64)
            if postings.isEmpty { return }
            var barrier: Deferral?
            var group: [Settled] = []
            for (index, posting) in postings.enumerated() {
                if isStopped.load(ordering: .relaxed) { barrier = .stopped(attempted: false) }
                let outcome = barrier.map(Outcome.deferred) ?? deliver(posting.message, &isReady)
                if case .deferred(let deferral) = outcome, barrier == nil { barrier = deferral.withoutAttempt() }
                group.append(Settled(id: posting.id, outcome: outcome))
                // What is on the disk is recorded before the next letter is written; in a demonstration many at once.
                guard isDurable, barrier == nil else { continue }
                try hand(group, besides: postings[(index + 1)...], settled)
                group = []
            }
            if !group.isEmpty { try settled(group) }
            if barrier != nil { return }
        }
    }

    /// When recording fails, nothing more is written.
    private func hand(
        _ group: [Settled], besides rest: ArraySlice<Posting>, _ settled: ([Settled]) throws -> Void
    ) rethrows {
        do { try settled(group) } catch {
            let stopped = Outcome.deferred(.stopped(attempted: false))
            if !rest.isEmpty { try? settled(rest.map { Settled(id: $0.id, outcome: stopped) }) }
            throw error
        }
    }

    private func deliver(_ message: Message, _ isReady: inout Bool) -> Outcome {
        do throws(MailProblem) {
            let bytes = Self.stored(message, try message.encoded())
            do throws(FileTrouble) {
                if !isReady { try makeFolders() }
                isReady = true
                let name = try place(bytes, as: "\(message.date).\(Self.key(message.messageID)).duban")
                return .accepted(reply: Phrase(same: "new/\(name)"))
            } catch {
                isReady = false
                return .deferred(Deferral(.local, text: error.phrase))
            }
        } catch {
            return .refused(code: nil, step: nil, text: error.phrase)
        }
    }

    /// What is kept: the envelope in the two headers that a final delivery adds (RFC 5321, 4.4), lines with LF
    /// as files on this system have them.
    private static func stored(_ message: Message, _ wire: [UInt8]) -> [UInt8] {
        let envelope = "Return-Path: <\(message.sender.text)>\nDelivered-To: \(message.recipient.address.text)\n"
        return [UInt8](unsafeUninitializedCapacity: envelope.utf8.count + wire.count) { out, count in
            for byte in envelope.utf8 {
                out[count] = byte
                count += 1
            }
            for byte in wire where byte != ASCII.carriageReturn {
                out[count] = byte
                count += 1
            }
        }
    }

    /// The readable start of a Message-ID, and its hash to tell long ones apart.
    private static func key(_ messageID: String) -> String {
        let readable = messageID.utf8.prefix { $0 != UInt8(ascii: "@") }.prefix(48).map { byte in
            ASCII.isLetterOrDigit(byte) || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "-")
        }
        return String(decoding: readable, as: UTF8.self) + "-" + FNV1a(messageID.utf8).hex
    }
}

// MARK: files

/// A system call that failed.
private struct FileTrouble: Error {
    let code: Int32

    static var last: FileTrouble { FileTrouble(code: errno) }

    var phrase: Phrase {
        let reason: Phrase =
            switch code {
            case ENOSPC, EDQUOT: Phrase(zh: "磁盘已满", en: "the disk is full")
            case EROFS: Phrase(zh: "文件系统只读", en: "the file system is read-only")
            case EACCES, EPERM: Phrase(zh: "没有写权限", en: "no permission to write")
            case ENOTDIR, EEXIST: Phrase(zh: "同名的文件占了目录的位置", en: "a file stands where a folder should be")
            case ENAMETOOLONG: Phrase(zh: "路径过长", en: "the path is too long")
            default: Phrase(same: String(cString: strerror(code)))
            }
        return Phrase(
            zh: "信件无法写入 maildir 目录：\(reason.zh)。腾出空间或更正目录后会再写",
            en:
                "the letter cannot be written into the maildir folder: \(reason.en). It is tried again once that is mended"
        )
    }
}

extension MaildirTransport {
    /// The folder with all above it, and `tmp`, `new`, `cur` in it.
    private func makeFolders() throws(FileTrouble) {
        var above = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            above += "/" + part
            try Self.makeFolder(above, mode: 0o755)
        }
        for part in ["tmp", "new", "cur"] { try Self.makeFolder("\(path)/\(part)", mode: 0o700) }
    }

    private static func makeFolder(_ path: String, mode: mode_t) throws(FileTrouble) {
        if mkdir(path, mode) == 0 { return }
        let trouble = FileTrouble.last
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw trouble }
    }

    /// Writes `bytes` into `new` under `name`, or the first free `name_N`; returns the name used.
    private func place(_ bytes: [UInt8], as name: String) throws(FileTrouble) -> String {
        // Process and serial number keep two deliveries of the same letter out of each other's file.
        let serial = Self.drafts.add(1, ordering: .relaxed).newValue
        let draft = "\(path)/tmp/\(name).\(getpid())_\(serial)"
        try write(bytes, to: draft)
        defer { unlink(draft) }
        var (used, number) = (name, 1)
        while link(draft, "\(path)/new/\(used)") != 0 {
            guard errno == EEXIST else { throw .last }
            number += 1
            used = "\(name)_\(number)"
        }
        if isDurable { try Self.flush(folder: "\(path)/new") }
        return used
    }

    private func write(_ bytes: [UInt8], to file: String) throws(FileTrouble) {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent)
            }
            guard count > 0 || errno == EINTR else {
                let trouble = FileTrouble.last
                unlink(file)
                throw trouble
            }
            sent += max(count, 0)
        }
        if isDurable, fsync(descriptor) != 0 {
            let trouble = FileTrouble.last
            unlink(file)
            throw trouble
        }
    }

    private static func flush(folder: String) throws(FileTrouble) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last }
    }
}
