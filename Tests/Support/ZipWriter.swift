/// A zip file of entries that are stored as they are, for documents that tests write themselves.
public struct ZipWriter {
    private var entries: [(name: [UInt8], bytes: [UInt8], crc: UInt32, offset: Int)] = []
    private var body: [UInt8] = []
    /// The general purpose flags of every entry; bit 0 says that it is encrypted.
    private let flags: UInt16

    public init(flags: UInt16 = 0) { self.flags = flags }

    public mutating func add(_ name: String, _ bytes: [UInt8]) {
        let crc = Self.crc(bytes)
        entries.append((Array(name.utf8), bytes, crc, body.count))
        body += Self.little(0x0403_4B50, 4) + header(entries[entries.count - 1]) + Array(name.utf8) + bytes
    }

    public mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    /// The archive with its directory.
    public var bytes: [UInt8] {
        var directory: [UInt8] = []
        for entry in entries {
            directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + header(entry) + Self.little(0, 10)
            directory += Self.little(entry.offset, 4) + entry.name
        }
        let end =
            Self.little(0x0605_4B50, 4) + Self.little(0, 4) + Self.little(entries.count, 2)
            + Self.little(entries.count, 2) + Self.little(directory.count, 4) + Self.little(body.count, 4)
        return body + directory + end + Self.little(0, 2)
    }

    /// What local header and directory have in common: from the version to the lengths.
    private func header(_ entry: (name: [UInt8], bytes: [UInt8], crc: UInt32, offset: Int)) -> [UInt8] {
        Self.little(20, 2) + Self.little(Int(flags), 2) + Self.little(0, 2) + Self.little(0, 4)
            + Self.little(Int(entry.crc), 4) + Self.little(entry.bytes.count, 4) + Self.little(entry.bytes.count, 4)
            + Self.little(entry.name.count, 2) + Self.little(0, 2)
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    }
}
