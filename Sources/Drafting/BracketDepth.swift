/// How many brackets stand open, counted from a start onwards; what was read is not read again.

struct BracketDepth {
    private let plain: [UInt32]
    private var place: Int
    private var depth = 0
    /// Within 《…》, which may hold brackets.
    private var titles = 0
    private let countsTitles: Bool

    /// - Parameter countsTitles: 《…》 is a bracket as well: what a document is called asks nothing.
    init(_ plain: [UInt32], from start: Int, countsTitles: Bool = false) {
        self.plain = plain
        place = start
        self.countsTitles = countsTitles
    }

    /// - Parameter next: not before the place that was asked for last.
    mutating func at(_ next: Int) -> Int {
        while place < next {
            if plain[place] == 0x28 { depth += 1 }
            if plain[place] == 0x29 { depth = max(0, depth - 1) }
            if countsTitles, plain[place] == 0x300A { titles += 1 }
            if countsTitles, plain[place] == 0x300B { titles = max(0, titles - 1) }
            place += 1
        }
        return depth + titles
    }
}
