/// CSV as bytes, cell by cell: for tables of many numbers, where a string for each cell would be most of the work.

public struct CSVBuffer: Sendable {
    public private(set) var bytes: [UInt8] = []
    private let writer: CSVWriter
    private var isInRow = false

    public init(_ writer: CSVWriter = CSVWriter()) { self.writer = writer }

    /// One value as `CSVWriter.cell` writes it.
    public mutating func add(_ text: String) {
        beginCell()
        var text = text
        let isPlain = text.withUTF8 { bytes in
            guard Self.isPlain(bytes) else { return false }
            self.bytes.append(contentsOf: bytes)
            return true
        }
        if !isPlain { bytes.append(contentsOf: writer.cell(text).utf8) }
    }

    public mutating func add(_ number: Int) {
        beginCell()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        append(number.magnitude)
    }

    /// A number whose last digits, as many as `places`, stand after the point.
    public mutating func add(digits: Int, places: Int) {
        beginCell()
        if digits < 0 { bytes.append(UInt8(ascii: "-")) }
        var power: UInt = 1
        for _ in 0..<places { power *= 10 }
        append(digits.magnitude / power)
        guard places > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        while power > 1 {
            power /= 10
            bytes.append(UInt8(ascii: "0") + UInt8(digits.magnitude / power % 10))
        }
    }

    public mutating func addEmpty() { beginCell() }

    /// The cells of one row of another buffer that has not ended it.
    public mutating func add(cellsOf other: CSVBuffer) {
        beginCell()
        bytes.append(contentsOf: other.bytes)
    }

    public mutating func endRow() {
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
        isInRow = false
    }

    private mutating func beginCell() {
        if isInRow { bytes.append(UInt8(ascii: ",")) }
        isInRow = true
    }

    private mutating func append(_ number: UInt) {
        if number < 10 {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
            return
        }
        append(number / 10)
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Nothing that would have to be quoted or guarded: rather too careful than too bold.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        if first <= 0x40, !(0x30...0x39).contains(first) { return false }
        return last != 0x20 && !bytes.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C || $0 == 0x3B }
    }
}
