/// A short mark of bytes: tells versions apart and spreads identifiers; it guards against nothing.

/// FNV-1a in 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). Inlinable: other modules mark every letter with it, and a
/// generic call across modules costs ten times what it does.
public struct FNV1a: Sendable {
    public var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    @inlinable public init() {}

    @inlinable public init(_ bytes: some Sequence<UInt8>) {
        mix(bytes)
    }

    @inlinable public mutating func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    @inlinable public mutating func mix(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { mix(byte) }
    }

    /// Sixteen hexadecimal digits.
    public var hex: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
