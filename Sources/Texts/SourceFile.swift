/// A text file as the user named it, for showing the line that a diagnostic speaks of.
public struct SourceFile: Sendable {
    public let name: String
    public let text: String
    /// UTF-8 offset of each line's first byte.
    private let starts: [Int]

    /// Lines end at LF, CR LF or CR; other separators of Unicode do not end a line.
    public init(name: String, text: String) {
        self.name = name
        var text = text
        text.makeContiguousUTF8()
        self.text = text
        var starts = [0]
        var previous: UInt8 = 0
        let bytes = self.text.utf8.span
        for offset in bytes.indices {
            let byte = bytes[offset]
            if previous == 0x0D, byte != 0x0A { starts.append(offset) }
            if byte == 0x0A { starts.append(offset + 1) }
            previous = byte
        }
        if previous == 0x0D { starts.append(bytes.count) }
        self.starts = starts
    }

    /// At least 1; a final line break begins one more, empty line.
    public var lineCount: Int { starts.count }

    /// The line with this number, from 1, without its line break; nil outside the file.
    public func line(_ number: Int) -> Substring? {
        guard number >= 1, number <= starts.count else { return nil }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: starts[number - 1])
        var end = number < starts.count ? utf8.index(utf8.startIndex, offsetBy: starts[number]) : utf8.endIndex
        while end > start {
            let before = utf8.index(before: end)
            guard utf8[before] == 0x0A || utf8[before] == 0x0D else { break }
            end = before
        }
        return text[start..<end]
    }
}
