/// The exact bytes that are hashed: every value with its type and length, so that no two contents have the same bytes.
///
/// NULL is `00`; an integer `01` and 8 bytes, most significant first, two's complement; a text `02`, its length in
/// bytes as 4 bytes, most significant first, and its UTF-8; a blob `03` and the same. Values follow each other.

struct Canonical {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Values that were written before.
    mutating func add(written other: Canonical) { bytes += other.bytes }

    mutating func add(_ value: Int64?) {
        guard let value else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ text: String?) {
        guard var text else {
            bytes.append(0)
            return
        }
        text.withUTF8 { add(tag: 2, UnsafeRawBufferPointer($0)) }
    }

    mutating func add(blob: [UInt8]?) {
        guard let blob else {
            bytes.append(0)
            return
        }
        blob.withUnsafeBytes { add(tag: 3, $0) }
    }

    private mutating func add(tag: UInt8, _ content: UnsafeRawBufferPointer) {
        bytes.append(tag)
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: content.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content)
    }
}
