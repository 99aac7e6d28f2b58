/// Reads from a zone's file at which moments its offset may change at all, so that only these are asked about.

import Deadlines

/// The C library stays the one that says what the offset is; the file only says where to ask.
enum ZoneFile {
    /// The moments from `start` to `end` at which the offset may change, ascending; nil when a yearly rule goes on for
    /// ever, or the file is not of the form of RFC 8536, version 2 or later, without leap seconds.
    static func changes(in bytes: [UInt8], from start: Int64, to end: Int64) -> [Int64]? {
        guard let first = Header(bytes, at: 0), first.version >= 0x32,
            let second = Header(bytes, at: 44 + first.size(ofTimes: 4)), second.leaps == 0
        else { return nil }
        let times = second.end
        let footer = times + second.size(ofTimes: 8)
        guard footer < bytes.count, bytes[footer] == 0x0A, !bytes[footer...].contains(0x2C) else { return nil }
        var changes: [Int64] = []
        for index in 0..<second.times {
            let moment = number(bytes, at: times + 8 * index, size: 8)
            if moment >= start, moment <= end { changes.append(moment) }
        }
        return changes == changes.sorted() ? changes : nil
    }

    /// The counts before a block of data.
    private struct Header {
        let version: UInt8
        let times: Int
        let leaps: Int
        /// Where the block's data begin.
        let end: Int
        private let others: Int

        /// Nil when there is none, or the block does not fit into the file.
        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
                return nil
            }
            version = bytes[start + 4]
            let counts = (0..<6).map { Int(number(bytes, at: start + 20 + 4 * $0, size: 4)) }
            guard counts.allSatisfy({ 0...100_000 ~= $0 }) else { return nil }
            leaps = counts[2]
            times = counts[3]
            others = counts[0] + counts[1] + counts[3] + 6 * counts[4] + counts[5]
            end = start + 44
        }

        func size(ofTimes width: Int) -> Int { width * times + (width + 4) * leaps + others }
    }

    /// Big-endian; 0 beyond the end.
    private static func number(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
        guard start >= 0, start + size <= bytes.count else { return 0 }
        let value = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 8 ? Int64(bitPattern: value) : Int64(value)
    }
}
