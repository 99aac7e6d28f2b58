/// Whole files in and out: read with a limit, written so that a reader never sees half a file.

import Glibc
import Texts

public enum Files {
    /// 64 MiB: far above any notice, roster or calendar.
    public static var usualLimit: Int { 64 << 20 }

    /// The whole file; `-` means standard input. Refuses folders and anything longer than `limit` bytes.
    public static func read(_ path: String, limit: Int = usualLimit) throws(FileProblem) -> [UInt8] {
        if let overlay = FileOverlay.current, !overlay.showsDisk(path) { return try overlay.read(path, limit: limit) }
        return try readDisk(path, limit: limit)
    }

    /// What the program itself needs of the system, whoever it works for.
    static func readDisk(_ path: String, limit: Int = usualLimit) throws(FileProblem) -> [UInt8] {
        let doing = Phrase(zh: "读取", en: "read")
        if path == "-" { return try drain(0, path: path, sizeHint: 0, limit: limit) }
        try refuseNull(path, doing: doing)
        // Not blocking, so that a named pipe without a writer cannot hang us before it is looked at.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system(errno, path: path, doing: doing) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno, path: path, doing: doing) }
        if status.st_mode & S_IFMT == S_IFDIR { throw .system(EISDIR, path: path, doing: doing) }
        let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        if size > limit { throw tooLarge(path, limit: limit) }
        _ = fcntl(descriptor, F_SETFL, 0)
        return try drain(descriptor, path: path, sizeHint: size, limit: limit)
    }

    /// Replaces the file in one step: a new file beside it is written, flushed to disk and renamed over it, so
    /// that after a crash the old or the new contents stand there, whole.
    /// - Parameter mode: permissions of a new file, narrowed by the umask; an existing file keeps its own.
    public static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws(FileProblem) {
        if let overlay = FileOverlay.current { return try overlay.write(bytes, to: path) }
        let doing = Phrase(zh: "写入", en: "write")
        try refuseNull(path, doing: doing)
        let target = resolvingLink(path)
        var status = stat()
        let exists = stat(target, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw .system(EISDIR, path: path, doing: doing) }
        // A device or a pipe takes what is written; to rename a file over it would take it away from everybody.
        if exists, status.st_mode & S_IFMT != S_IFREG { return try pour(bytes, into: target, path, doing) }
        // Random, so that neither another thread nor what a crash left behind is in the way.
        let temporary = "\(target).new-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .system(errno, path: path, doing: doing) }
        if exists { _ = fchmod(descriptor, status.st_mode & 0o7777) }
        var code = writeAll(bytes, to: descriptor)
        if code == 0, fsync(descriptor) != 0 { code = errno }
        if close(descriptor) != 0, code == 0 { code = errno }
        if code == 0, rename(temporary, target) != 0 { code = errno }
        guard code == 0 else {
            unlink(temporary)
            throw .system(code, path: path, doing: doing)
        }
        syncFolder(of: target)
    }

    private static func pour(
        _ bytes: [UInt8], into target: String, _ path: String, _ doing: Phrase
    ) throws(FileProblem) {
        let descriptor = open(target, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, path: path, doing: doing) }
        var code = writeAll(bytes, to: descriptor)
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else { throw .system(code, path: path, doing: doing) }
    }

    public static func write(_ text: String, to path: String, mode: UInt32 = 0o644) throws(FileProblem) {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    /// Makes the folder and those above it, as `mkdir -p` does.
    public static func makeFolder(_ path: String, mode: UInt32 = 0o755) throws(FileProblem) {
        if FileOverlay.current != nil { return }
        let doing = Phrase(zh: "新建文件夹", en: "make the folder")
        try refuseNull(path, doing: doing)
        if isFolder(path) || path.isEmpty { return }
        let above = folder(of: path)
        if above != path { try makeFolder(above, mode: mode) }
        if mkdir(path, mode) != 0, !(errno == EEXIST && isFolder(path)) {
            throw .system(errno == EEXIST ? ENOTDIR : errno, path: path, doing: doing)
        }
    }

    /// The names in a folder in byte order, without `.` and `..`.
    public static func list(_ path: String) throws(FileProblem) -> [String] {
        if let overlay = FileOverlay.current, !overlay.showsDisk(path) { return overlay.list(path) }
        let doing = Phrase(zh: "列出文件夹", en: "list the folder")
        try refuseNull(path, doing: doing)
        guard let handle = opendir(path) else { throw .system(errno, path: path, doing: doing) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public static func isFile(_ path: String) -> Bool {
        if let overlay = FileOverlay.current, !overlay.showsDisk(path) { return overlay.isFile(path) }
        return kind(path) == S_IFREG
    }

    public static func isFolder(_ path: String) -> Bool {
        if let overlay = FileOverlay.current, !overlay.showsDisk(path) { return false }
        return kind(path) == S_IFDIR
    }

    /// The path's folder: `a/b` → `a`, `/a` → `/`, `a` → `.`.
    public static func folder(of path: String) -> String {
        var bytes = Array(path.utf8)
        while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
        guard let slash = bytes.lastIndex(of: 0x2F) else { return "." }
        bytes.removeSubrange(slash...)
        while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
        return bytes.isEmpty ? "/" : String(decoding: bytes, as: UTF8.self)
    }
}

extension Files {
    private static func kind(_ path: String) -> UInt32? {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }

    /// A path with a NUL would reach C cut short and name another file.
    private static func refuseNull(_ path: String, doing: Phrase) throws(FileProblem) {
        if path.isEmpty || path.utf8.contains(0) { throw .system(ENOENT, path: path, doing: doing) }
    }

    static func tooLarge(_ path: String, limit: Int) -> FileProblem {
        let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) B"
        return FileProblem(
            .tooLarge, path: path,
            what: Phrase(zh: "“\(path)”超过上限 \(size)", en: "\"\(path)\" is larger than the limit of \(size)"),
            remedy: Phrase(zh: "核对是否选错了文件，或把它拆分", en: "check that it is the right file, or split it"))
    }

    private static func drain(
        _ descriptor: Int32, path: String, sizeHint: Int, limit: Int
    ) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more than the hint shows the end of the file without growing the array.
        var chunk = sizeHint > 0 ? sizeHint + 1 : 64 << 10
        while true {
            let start = bytes.count
            var count = 0
            bytes.reserveCapacity(start + chunk)
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, used in
                repeat { count = Glibc.read(descriptor, buffer.baseAddress, chunk) } while count < 0 && errno == EINTR
                used = max(0, count)
            }
            if count < 0 { throw .system(errno, path: path, doing: Phrase(zh: "读取", en: "read")) }
            if count == 0 { return bytes }
            if start == 0 { bytes = part } else { bytes += part }
            if bytes.count > limit { throw tooLarge(path, limit: limit) }
            chunk = 64 << 10
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                sent += count
            }
            return 0
        }
    }

    /// Where a symbolic link points, so that writing replaces the file and keeps the link.
    private static func resolvingLink(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The rename is durable once the folder is; a file system that cannot do that loses nothing else.
    private static func syncFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
