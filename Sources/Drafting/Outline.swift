/// The headings over each line.

struct Outline: Sendable {
    private var headings: [[UInt32]] = []
    /// The line of the heading over each line; its own for a heading.
    private var sections: [Int] = []

    init(_ text: SourceText) {
        var current: [UInt32] = []
        var section = -1
        headings.reserveCapacity(text.lineCount)
        for number in 0..<text.lineCount {
            let line = text.trimmed(text.line(number))
            if line.count <= 30, Self.isHeading(text.scalars[line]) {
                current = text.plain(line)
                if current.last == 0x3A { current.removeLast() }
                section = number
            }
            headings.append(current)
            sections.append(section)
        }
    }

    func heading(of line: Int) -> [UInt32] { line < headings.count ? headings[line] : [] }
    func isHeading(_ line: Int) -> Bool { line < sections.count && sections[line] == line }
    func section(of line: Int) -> Int? { line < sections.count && sections[line] >= 0 ? sections[line] : nil }

    /// `三、报送时间`, `（二）材料要求`: numbered and without a full stop.
    private static func isHeading(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = line.first, let last = line.last, last != "。", last != "；" else { return false }
        if first == "#" || first == "*" { return true }
        let rest = first == "（" || first == "(" ? line.dropFirst() : line
        guard let number = rest.first, Scalars.chineseNumber(number.value) != nil || Scalars.isDigit(number.value)
        else {
            return false
        }
        return line.prefix(6).contains { $0 == "、" || $0 == "）" || $0 == ")" || $0 == "." || $0 == "．" }
    }
}
