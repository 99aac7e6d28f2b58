/// A flat, canonical text form of an event's content: `key=value` pairs in key order, joined by `&`.
///
/// One content has exactly one text, which is what the chain hashes. `%`, `&`, `=` and control characters are
/// percent-encoded as UTF-8 bytes; everything else, Chinese included, stays readable.

public struct Fields: Sendable, Hashable {
    private var values: [String: String]

    public init() { values = [:] }

    public subscript(key: String) -> String? {
        get { values[key] }
        set { values[key] = newValue }
    }

    public func int(_ key: String) -> Int64? { values[key].flatMap { Int64($0) } }

    public mutating func set(_ key: String, _ value: some BinaryInteger) { values[key] = String(value) }

    public var text: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\(Fields.escape($0.value))" }.joined(separator: "&")
    }

    /// Nil for a text that `text` never makes.
    public init?(text: String) {
        values = [:]
        if text.isEmpty { return }
        // By bytes: every event that is read passes here, and an accent after a sign must not hide the sign.
        for pair in text.utf8.split(separator: 0x26, omittingEmptySubsequences: false) {
            guard let sign = pair.firstIndex(of: 0x3D), sign > pair.startIndex else { return nil }
            let key = String(Substring(pair[..<sign]))
            guard values[key] == nil, let value = Fields.unescape(Substring(pair[pair.index(after: sign)...])) else {
                return nil
            }
            values[key] = value
        }
    }

    private static func escape(_ value: String) -> String {
        var out: [UInt8] = []
        let hex = Array("0123456789ABCDEF".utf8)
        for byte in value.utf8 {
            switch byte {
            case 0x25, 0x26, 0x3D, 0x00..<0x20, 0x7F:
                out += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func unescape(_ text: some StringProtocol) -> String? {
        if !text.utf8.contains(0x25) { return String(text) }
        var out: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            guard byte == 0x25 else {
                out.append(byte)
                continue
            }
            guard let high = bytes.next().flatMap(hexValue), let low = bytes.next().flatMap(hexValue) else {
                return nil
            }
            out.append(high << 4 | low)
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        default: nil
        }
    }
}
