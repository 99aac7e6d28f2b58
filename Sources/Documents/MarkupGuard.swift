/// What libxml2 is not given to read: it compares each attribute of a tag with all before it, so that a tag of a hundred
/// thousand attributes would keep it busy for hours, and it keeps every element of a page in memory.

struct MarkupGuard {
    /// Elements of a page.
    static let tagLimit = 250_000
    /// Comparisons that tags of unusually many attributes may cost.
    private static let workLimit = 100_000_000
    /// Tags with fewer are not counted: they cost nothing.
    private static let usual = 500

    private(set) var tags = 0
    private var work = 0

    /// Counts the tags. What parts attributes is counted for them: there are at least as many.
    init(_ bytes: [UInt8]) throws(DocumentProblem) {
        var index = 0
        let isFine = bytes.withUnsafeBufferPointer { bytes in
            while index < bytes.count {
                guard bytes[index] == 0x3C, index + 1 < bytes.count, Self.isLetter(bytes[index + 1]) else {
                    index += 1
                    continue
                }
                let start = index
                tags += 1
                let parts = Self.passTag(bytes, &index)
                if parts > Self.usual { work += parts * parts }
                if work > Self.workLimit { return false }
                if Self.isScript(bytes, start) { Self.passScript(bytes, &index) }
            }
            return true
        }
        if !isFine { throw .tooManyAttributes }
    }

    /// To the tag's end; the number of blanks, slashes and quotation marks in it.
    private static func passTag(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
        var parts = 0
        var quote: UInt8 = 0
        var followsEqual = false
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
                continue
            }
            switch byte {
            case 0x3E: return parts
            case 0x22, 0x27:
                parts += 1
                if followsEqual { quote = byte }
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C, 0x2F: parts += 1
            default: break
            }
            if byte > 0x20 { followsEqual = byte == 0x3D }
        }
        return parts
    }

    /// A script holds signs of comparison that are no tags.
    private static func passScript(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while index + 1 < bytes.count, !(bytes[index] == 0x3C && bytes[index + 1] == 0x2F) { index += 1 }
    }

    private static func isScript(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        bytes[start...].dropFirst().prefix(6).map { $0 | 0x20 } == Array("script".utf8)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 || byte == 0x5F
    }
}
