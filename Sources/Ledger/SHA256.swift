// SHA-256 through the system's libcrypto, for the hash chain over the events.
import CCrypto
import Texts

/// One hasher: keeps its OpenSSL context, so that a chain of many short records pays for it once.
/// Not shared between threads; make one where it is used.
public final class SHA256 {
    /// libcrypto could not be opened; the phrase says why and what to install.
    public struct Unavailable: Error, Sendable, Hashable {
        public let phrase: Phrase
    }

    private let library: Library
    private let context: OpaquePointer

    public init() throws(Unavailable) {
        library = try Library.opened.get()
        guard let context = duban_sha256_new(library.table) else {
            throw Unavailable(phrase: Phrase(zh: "内存不足，无法计算校验值", en: "out of memory: cannot compute a hash"))
        }
        self.context = context
    }

    deinit {
        duban_sha256_free(library.table, context)
    }

    /// The digest of `bytes`.
    public func digest(of bytes: some Collection<UInt8>) -> Digest {
        begin()
        add(bytes)
        return end()
    }

    /// Starts a digest; forgets one that was begun and not ended.
    public func begin() {
        require(duban_sha256_begin(library.table, context))
    }

    /// Adds `bytes` to the digest begun.
    public func add(_ bytes: some Collection<UInt8>) {
        let added: Void? = bytes.withContiguousStorageIfAvailable { add(raw: UnsafeRawBufferPointer($0)) }
        if added == nil {
            Array(bytes).withUnsafeBytes { add(raw: $0) }
        }
    }

    /// Ends the digest begun.
    public func end() -> Digest {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { out in
            out.initialize(repeating: 0)
            require(duban_sha256_end(library.table, context, out.baseAddress))
            return Digest(bytes: UnsafeRawBufferPointer(out))
        }
    }

    /// The keyed hash of `bytes`, HMAC-SHA-256 (RFC 2104).
    /// - Parameter key: 32 bytes or more of chance.
    public static func mac(_ bytes: [UInt8], key: [UInt8]) throws(Unavailable) -> Digest {
        let library = try Library.opened.get()
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { out in
            out.initialize(repeating: 0)
            let result = duban_hmac(library.table, key, key.count, bytes, bytes.count, out.baseAddress)
            precondition(result == 1, "libcrypto failed to hash")
            return Digest(bytes: UnsafeRawBufferPointer(out))
        }
    }

    private func add(raw bytes: UnsafeRawBufferPointer) {
        require(duban_sha256_add(library.table, context, bytes.baseAddress, bytes.count))
    }

    /// With a fetched digest and a live context these calls fail only when memory is corrupt: a wrong hash
    /// in the chain would be worse than stopping.
    private func require(_ result: Int32) {
        precondition(result == 1, "libcrypto failed to hash")
    }
}

extension SHA256 {
    /// The 32 bytes of a digest.
    public struct Digest: Sendable, Hashable {
        private let words: (UInt64, UInt64, UInt64, UInt64)

        fileprivate init(bytes: UnsafeRawBufferPointer) {
            words = bytes.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self)
        }

        /// Takes exactly 32 bytes; nil otherwise.
        public init?(_ bytes: [UInt8]) {
            guard bytes.count == 32 else { return nil }
            self = bytes.withUnsafeBytes { Digest(bytes: $0) }
        }

        /// Takes 64 hexadecimal digits; nil otherwise.
        public init?(hex: String) {
            let digits = Array(hex.utf8)
            guard digits.count == 64 else { return nil }
            var bytes: [UInt8] = []
            for index in stride(from: 0, to: 64, by: 2) {
                guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else { return nil }
                bytes.append(high << 4 | low)
            }
            self.init(bytes)
        }

        public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

        /// 64 lower-case hexadecimal digits.
        public var hex: String {
            let digits = Array("0123456789abcdef".utf8)
            return String(unsafeUninitializedCapacity: 64) { out in
                withUnsafeBytes(of: words) { bytes in
                    for (index, byte) in bytes.enumerated() {
                        out[2 * index] = digits[Int(byte >> 4)]
                        out[2 * index + 1] = digits[Int(byte & 15)]
                    }
                }
                return 64
            }
        }

        public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

        public func hash(into hasher: inout Hasher) {
            withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
        }

        private static func value(_ digit: UInt8) -> UInt8? {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
            default: nil
            }
        }
    }
}

extension SHA256 {
    /// The functions of libcrypto, opened once in the life of the process.
    /// `@unchecked Sendable`: the table is filled before the value is published and never written again.
    private struct Library: @unchecked Sendable {
        let table: UnsafePointer<duban_crypto>

        static let opened: Result<Library, Unavailable> = open("libcrypto.so.3")

        private static func open(_ name: String) -> Result<Library, Unavailable> {
            let table = UnsafeMutablePointer<duban_crypto>.allocate(capacity: 1)
            table.initialize(to: duban_crypto())
            let why = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { why -> String? in
                why.initialize(repeating: 0)
                return duban_crypto_open(name, table, why.baseAddress, why.count) == 0
                    ? nil : why.baseAddress.map { String(cString: $0) } ?? name
            }
            guard let why else { return .success(Library(table: UnsafePointer(table))) }
            table.deallocate()
            return .failure(
                Unavailable(
                    phrase: Phrase(
                        zh: "无法加载校验库 libcrypto（\(why)）。请安装：apt install libssl3",
                        en: "cannot load libcrypto (\(why)); install it: apt install libssl3")))
        }
    }
}
