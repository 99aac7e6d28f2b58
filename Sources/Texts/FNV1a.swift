/// A short mark of bytes: tells versions apart and spreads identifiers; it guards against nothing.

/// FNV-1a in 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv).
public struct FNV1a: Sendable {
    public private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    public init() {}

    public init(_ bytes: some Sequence<UInt8>) {
        mix(bytes)
    }

    public mutating func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    public mutating func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { mix(byte) }
    }

    /// Sixteen hexadecimal digits.
    public var hex: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
