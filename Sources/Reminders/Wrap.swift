/// Lines of a letter broken for a mail program.

import Texts

/// Breaks text into lines for a mail program of 76 columns, as Chinese and English are broken.
enum Wrap {
    static let width = 76

    /// Appends `value` to `text`, whose last line has `column` columns already; later lines begin with `indent` blanks.
    ///
    /// One pass: the last place where the line may break is remembered with the width up to it.
    static func append(_ value: String, to text: inout String, column: Int, indent: Int) {
        // A text never has more columns than bytes.
        if column + value.utf8.count <= width {
            text += value
            return
        }
        let scalars = value.unicodeScalars
        var start = value.startIndex
        var used = column
        var cut: (index: String.Index, used: Int)?
        var isLink = false
        var previous: Unicode.Scalar?
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let columns = columns(of: scalar)
            if let previous, columns > 0, mayBreak(between: previous, and: scalar) {
                cut = (index, used)
                isLink = false
            }
            if scalar == "/", previous == ":" { isLink = true }
            if used + columns > width, scalar != " " {
                // An address stays whole, however long; anything else is cut where the line is full.
                if let place = cut ?? (isLink || index == start ? nil : (index, used)) {
                    text += trimmed(value[start..<place.index])
                    text += "\n"
                    text += blanks(indent)
                    start = place.index
                    used = indent + used - place.used
                    cut = nil
                }
            }
            used += columns
            previous = scalar
            index = scalars.index(after: index)
        }
        text += value[start...]
    }

    /// So many blanks, at most 80.
    static func blanks(_ count: Int) -> Substring { Substring(margin.utf8.prefix(count)) }

    private static let margin = String(repeating: " ", count: 80)

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while line.utf8.last == 0x20 { line.unicodeScalars.removeLast() }
        return line
    }

    /// Like `displayWidth`, with the punctuation of Chinese text decided first.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20..<0x7F: 1
        case 0x3000...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: 2
        case 0x2014, 0x2018...0x201D, 0x2026: 1
        default: displayWidth(of: scalar)
        }
    }

    private static func mayBreak(between left: Unicode.Scalar, and right: Unicode.Scalar) -> Bool {
        if right == " " { return false }
        if left == " " { return true }
        guard left.value >= 0x2E80 || right.value >= 0x2E80 else { return false }
        return !isNeverFirst(right) && !isNeverLast(left)
    }

    private static func isNeverFirst(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "，", "。", "、", "；", "：", "！", "？", "）", "》", "」", "』", "】", "〕", "”", "’", "…", "·", "％", "　": true
        case ",", ".", ";", ":", "!", "?", ")", "]", "}", "%": true
        default: false
        }
    }

    private static func isNeverLast(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "（", "《", "「", "『", "【", "〔", "“", "‘", "(", "[", "{": true
        default: false
        }
    }
}
