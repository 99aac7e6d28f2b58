/// The text of a notice by its scalars: everything found in it points back here.

import Texts

public struct SourceText: Sendable {
    public let scalars: [Unicode.Scalar]
    /// The place of each line's first scalar.
    private let starts: [Int]

    /// Lines end at LF, CR LF or CR.
    public init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count / 2)
        var starts = [0]
        for scalar in text.unicodeScalars {
            if scalar == "\n", scalars.last == "\r" {
                scalars[scalars.count - 1] = "\n"
                continue
            }
            scalars.append(scalar)
            if scalar == "\n" || scalar == "\r" { starts.append(scalars.count) }
        }
        for place in scalars.indices where scalars[place] == "\r" { scalars[place] = "\n" }
        self.scalars = scalars
        self.starts = starts
    }

    public var lineCount: Int { starts.count }

    /// From 0; without its line break.
    public func line(_ number: Int) -> Range<Int> {
        let start = starts[number]
        let next = number + 1 < starts.count ? starts[number + 1] - 1 : scalars.count
        return start..<max(start, next)
    }

    /// The line, from 0, that has this place.
    public func lineNumber(of place: Int) -> Int {
        max(0, starts.partitionPoint { $0 > place } - 1)
    }

    public func position(of place: Int) -> Position {
        let line = lineNumber(of: place)
        return Position(line: line + 1, column: place - starts[line] + 1)
    }

    /// Exactly what stands there.
    public func text(_ range: Range<Int>) -> String {
        String(scalars: scalars[range])
    }

    /// Without blanks and line breaks at its ends, and with none within: for comparing and for titles.
    public func tidy(_ range: Range<Int>) -> String {
        String(scalars: scalars[range].filter { !Scalars.isBlank($0) && $0 != "\n" })
    }

    /// In plain forms and without blanks.
    func plain(_ range: Range<Int>) -> [UInt32] {
        scalars[range].filter { !Scalars.isBlank($0) }.map(Scalars.plain)
    }

    /// The range without the blanks at its ends.
    public func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Scalars.isBlank(scalars[start]) || scalars[start] == "\n" { start += 1 }
        while end > start, Scalars.isBlank(scalars[end - 1]) || scalars[end - 1] == "\n" { end -= 1 }
        return start..<end
    }
}

/// What kinds of scalars there are.
enum Scalars {
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0xA0, 0x3000, 0x2002...0x200B, 0xFEFF: true
        default: false
        }
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    static func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

    /// Full-width forms and the many dashes and colons as the one that patterns name.
    static func plain(_ scalar: Unicode.Scalar) -> UInt32 {
        let value = scalar.value
        switch value {
        case 0xFF01...0xFF5E: return value - 0xFEE0
        case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0xFE63: return 0x2D  // -
        case 0x301C, 0x223C, 0x02DC: return 0x7E  // ~
        case 0xFE55, 0x2236: return 0x3A  // :
        case 0x25CB, 0x25EF, 0x3007: return 0x3007  // 〇
        case 0x66F0: return 0x65E5  // 曰, as recognition writes 日
        case 0x4E00...0x9FFF: return TraditionalForms.simplified(value)
        default: return value
        }
    }

    /// 0…9 for a Chinese digit; 10, 100 for 十, 百; nil for another.
    static func chineseNumber(_ value: UInt32) -> Int? {
        switch value {
        case 0x3007, 0x96F6: 0
        case 0x4E00: 1
        case 0x4E8C, 0x4E24: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        case 0x5341: 10
        case 0x767E: 100
        default: nil
        }
    }
}
