/// CSV as bytes, cell by cell: for tables of many numbers, where a string for each cell would be most of the work.

public final class CSVBuffer {
    private let writer: CSVWriter
    /// Owned by this object alone: nothing hands it out, and every write asks for room first.
    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)
    private var count = 0
    private var isInRow = false

    public init(_ writer: CSVWriter = CSVWriter()) { self.writer = writer }

    deinit { memory.deallocate() }

    public var bytes: [UInt8] { Array(memory[..<count]) }

    /// One value as `CSVWriter.cell` writes it.
    public func add(_ text: String) {
        beginCell()
        var text = text
        let isPlain = text.withUTF8 { bytes in
            guard Self.isPlain(bytes) else { return false }
            append(bytes)
            return true
        }
        if isPlain { return }
        var quoted = writer.cell(text)
        quoted.withUTF8(append)
    }

    public func add(_ number: Int) {
        beginCell()
        append(number, places: 0)
    }

    /// A number whose last digits, as many as `places`, stand after the point.
    public func add(digits: Int, places: Int) {
        beginCell()
        append(digits, places: places)
    }

    public func addEmpty() { beginCell() }

    /// The cells of one row of another buffer that has not ended it.
    public func add(cellsOf other: CSVBuffer) {
        beginCell()
        append(UnsafeBufferPointer(rebasing: other.memory[..<other.count]))
    }

    public func endRow() {
        makeRoom(2)
        put(UInt8(ascii: "\r"))
        put(UInt8(ascii: "\n"))
        isInRow = false
    }
}

extension CSVBuffer {
    /// Leaves room for a number: twenty digits, sign, point.
    private func beginCell() {
        makeRoom(32)
        if isInRow { put(UInt8(ascii: ",")) }
        isInRow = true
    }

    private func append(_ number: Int, places: Int) {
        if number < 0 { put(UInt8(ascii: "-")) }
        let digits = number.magnitude
        // Most cells of a report are 0, or a few.
        if digits < 10, places == 0 { return put(digit: digits) }
        append(digits, places: places)
    }

    private func append(_ digits: UInt, places: Int) {
        let (rest, last) = digits.quotientAndRemainder(dividingBy: 10)
        if rest > 0 || places > 0 { append(rest, places: places - 1) }
        if places == 1 { put(UInt8(ascii: ".")) }
        put(digit: last)
    }

    private func put(digit: UInt) { put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)) }

    private func put(_ byte: UInt8) {
        memory[count] = byte
        count &+= 1
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        makeRoom(bytes.count)
        _ = UnsafeMutableBufferPointer(rebasing: memory[count...]).update(fromContentsOf: bytes)
        count += bytes.count
    }

    private func makeRoom(_ wanted: Int) {
        if memory.count - count < wanted { grow(wanted) }
    }

    private func grow(_ wanted: Int) {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(2 * memory.count, count + wanted))
        _ = larger.update(fromContentsOf: memory[..<count])
        memory.deallocate()
        memory = larger
    }

    /// Nothing that would have to be quoted or guarded: rather too careful than too bold.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        if first <= 0x40, !(0x30...0x39).contains(first) { return false }
        return last != 0x20 && !bytes.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C || $0 == 0x3B }
    }
}
