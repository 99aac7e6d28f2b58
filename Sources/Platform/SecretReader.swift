/// A secret out of a file or a variable: one line, kept from others' eyes, never shown.

import Glibc
import Texts

public enum SecretReader {
    public enum Trouble: Error, Sendable, Hashable {
        /// The system's error number says why.
        case unreadable(Int32)
        case notFile
        /// Others than those allowed may read or write it: its permission bits.
        case open(mode: UInt32)
        case empty
        case tooLong
        /// A control character such as a line break stands in it, or it is no UTF-8.
        case notPlain
    }

    public enum Readers: Sendable {
        case ownerOnly
        case ownerAndGroup

        fileprivate var forbidden: mode_t {
            switch self {
            case .ownerOnly: S_IRWXG | S_IRWXO
            case .ownerAndGroup: S_IROTH | S_IWOTH
            }
        }
    }

    /// Bytes: longer than any password; a larger file is a mistake.
    public static var sizeLimit: Int { 4096 }

    /// Reads the file's one line. The permissions are those of the open file, so that it cannot be exchanged in between.
    public static func read(_ path: String, for readers: Readers) throws(Trouble) -> Secret {
        guard !path.utf8.contains(0) else { throw .unreadable(EINVAL) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notFile }
        guard status.st_mode & readers.forbidden == 0 else { throw .open(mode: status.st_mode & 0o777) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit + 3)
        var length = 0
        while length < bytes.count {
            let start = length
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(errno) }
            if count == 0 { break }
            length += count
        }
        return try checked(Array(bytes[..<length]))
    }

    /// One line break at the end belongs to the file, not to the secret.
    public static func checked(_ bytes: [UInt8]) throws(Trouble) -> Secret {
        var bytes = bytes[...]
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= sizeLimit else { throw .tooLong }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }), let text = String(validating: bytes, as: UTF8.self)
        else { throw .notPlain }
        return Secret(text)
    }
}
